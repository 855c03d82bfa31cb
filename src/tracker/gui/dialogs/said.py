"""What a customer said about something they were given: their words, and 1 to 5 if they gave it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from tracker.app import commands
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.form import narrow_box
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.day_field import DayField
from tracker.gui.widgets.growing_text import GrowingText


class SaidDialog(FormDialog):
    """Asks for the day, what it is about, the figure and the words; one of the last two is needed.

    `share_uid` names the entry of the ledger that it is about, if it is about one.
    """

    def __init__(
        self, bridge: Bridge, parent: QWidget | None, customer_id: int, share_uid: str = ""
    ) -> None:
        customer = bridge.tracker.customers.get(customer_id)
        super().__init__(bridge, parent, f"What {customer.name} said", 520)
        self._customer_id = customer_id
        self._share_uid = share_uid
        self.day = DayField(bridge.theme, "rated_on", bridge.today())
        self.about: QComboBox = narrow_box()
        self.about.addItem("Everything", None)
        measures = self.tracker.measures.where(
            "customer_id = ? AND draft = 0 AND archived_on IS NULL", customer_id
        )
        for measure in measures:
            self.about.addItem(measure.name, measure.id)
        self.value = Segments([(None, "None"), *((figure, str(figure)) for figure in range(1, 6))])
        self.value.choose(None)
        self.words = GrowingText("words", "In their words", lines=3)
        form = self.add_form()
        form.add("rated_on", "When", self.day)
        form.add("measure_id", "About", self.about)
        form.add("value", "1 to 5", self.value)
        form.add("words", "Their words", self.words)

    def save(self) -> None:
        """Keep it."""
        day = self.day.day
        if day is None:
            raise InvalidInput("rated_on", "The day is missing", "Type it as 2026-11-22.")
        value = self.value.value
        commands.add_rating(
            self.tracker,
            self._customer_id,
            day,
            None if value is None else float(value),
            self.words.text,
            measure_id=self.about.currentData(),
            share_uid=self._share_uid,
        )
        self.bridge.say("Kept. It stands on the chart and in your review.")
