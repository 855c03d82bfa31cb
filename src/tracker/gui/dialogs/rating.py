"""What a customer said: their words, and 1 to 5 or a value on the measure's own scale."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from tracker.app import commands
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Measure, read_value, show_value
from tracker.domain.sharing import Rating
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog, narrow_box
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.text_field import GrowingText

EVERYTHING, FIVES, OWN = "Everything", "1 to 5", "The measure’s own scale"
WIDTH = 520


class RatingDialog(FormDialog):
    """Asks for the day, what it is about, the figure and the words; one of the last two is needed.

    `share_uid` names the entry of the ledger that it is about, if it is about one; `measure_id` is
    what it is about to begin with; `rating` is put right, what it is about and its scale stay.
    """

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        customer_id: int,
        share_uid: str = "",
        *,
        measure_id: int | None = None,
        rating: Rating | None = None,
    ) -> None:
        customer = bridge.tracker.customers.get(customer_id)
        super().__init__(bridge, parent, f"What {customer.name} said", WIDTH)
        self._customer_id = customer_id
        self._share_uid = share_uid
        self._rating = rating
        self.belongs_to(customer, share_uid, rating)
        self.day = DayField(bridge, "rated_on", bridge.today(), latest=bridge.today())
        self.about: QComboBox = narrow_box()
        self._offer(rating.measure_id if rating else measure_id)
        self.scale = Segments([(FIVES, FIVES), (OWN, OWN)])
        self.scale.choose(FIVES)
        self.value = Segments([(None, "None"), *((figure, str(figure)) for figure in range(1, 6))])
        self.value.choose(None)
        self.own = QLineEdit()
        self.words = GrowingText("words", "In their words", lines=3)
        self._lay_out_fields()
        if rating:
            self._show(rating)
        self.about.currentIndexChanged.connect(self._on_about)
        self.scale.selected.connect(self._fit_scale)
        self._fit_scale()

    def save(self) -> None:
        """Keep it."""
        day = self.day.required_day
        value, words = self._value(), self.words.text
        try:
            if self._rating:
                commands.edit_rating(self.tracker, self._rating.id, day, value, words)
            else:
                commands.add_rating(
                    self.tracker,
                    self._customer_id,
                    day,
                    value,
                    words,
                    measure_id=self.about.currentData(),
                    five=self.five,
                    share_uid=self._share_uid,
                )
        except InvalidInput as error:
            if error.field == "value" and not self.five:
                raise InvalidInput("own", error.title, error.hint) from error
            raise
        drawn = self.about.currentData() is not None and value is not None
        where = "on the chart and in your review" if drawn else "in your review"
        self.bridge.show_message(f"Saved. It is shown {where}.")

    def remove(self) -> None:
        """Delete the rating at once; undo brings it back."""
        if self._rating:
            commands.remove_rating(self.tracker, self._rating.id)
            self.bridge.show_message("Deleted: what they said. Ctrl+Z brings it back.")
        self.accept()

    @property
    def measure(self) -> Measure | None:
        """What it is about; None is everything."""
        key = self.about.currentData()
        return None if key is None else self.tracker.measures.get(key)

    @property
    def five(self) -> bool:
        """Whether the figure is one of 1 to 5."""
        return self.scale.value != OWN or not self._has_own(self.measure)

    def _value(self) -> float | None:
        measure = self.measure
        if self.five or measure is None:
            return None if self.value.value is None else float(self.value.value)
        text = self.own.text().strip()
        return read_value(text, measure.scale, "own", unit=measure.now.unit) if text else None

    def _lay_out_fields(self) -> None:
        self.form = form = self.add_form()
        form.add("rated_on", "&When", self.day)
        form.add("measure_id", "&About", self.about)
        form.add("five", "They gave", self.scale)
        form.add("value", FIVES, self.value)
        form.add("own", "Their &figure", self.own)
        form.add("words", "Their w&ords", self.words)
        self.delete = self.add_button(
            "Delete", self.remove, picture="trash-2", visible=self._rating is not None
        )

    def _offer(self, chosen: int | None) -> None:
        self.about.addItem(EVERYTHING, None)
        for measure in self.tracker.measures.where(
            "customer_id = ? AND draft = 0", self._customer_id
        ):
            if measure.archived_on is None or measure.id == chosen:
                self.about.addItem(measure.name, measure.id)
        self.about.setCurrentIndex(max(self.about.findData(chosen), 0))

    def _show(self, rating: Rating) -> None:
        self.day.show_day(rating.rated_on)
        self.about.setEnabled(False)
        self.scale.setEnabled(False)
        self.scale.choose(FIVES if rating.five else OWN)
        self.words.show_text(rating.words)
        measure = self.measure
        if rating.five or measure is None:
            self.value.choose(None if rating.value is None else int(rating.value))
        elif rating.value is not None:
            self.own.setText(show_value(rating.value, measure.scale))

    def _on_about(self) -> None:
        self._fit_scale()

    def _fit_scale(self) -> None:
        """Ask for the figure on the scale that is chosen; a rating measure has but one."""
        measure = self.measure
        self.form.set_visible("five", visible=self._has_own(measure))
        self.form.set_visible("value", visible=self.five)
        self.form.set_visible("own", visible=not self.five)
        if measure is not None:
            unit = {Scale.PERCENT: "%", Scale.YESNO: "yes or no"}.get(measure.scale)
            self.own.setPlaceholderText(unit or measure.now.unit or "A number")
        self.fit()

    @staticmethod
    def _has_own(measure: Measure | None) -> bool:
        return measure is not None and measure.scale is not Scale.RATING
