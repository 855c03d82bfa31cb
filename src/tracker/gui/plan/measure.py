"""One measure each: taken from the shelf, its promise made to fit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.assessments import capacity_words
from tracker.app.customers.plan import promises, services_of
from tracker.app.measures.ready_made import ReadyMade
from tracker.domain.customer import Service, Tier
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import AREA_QUESTIONS, Area
from tracker.domain.practice import PlanPlace
from tracker.domain.wording import Subject
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.measure.dialog import FLOOR, MeasureDialog
from tracker.gui.measure.fields import PromiseField
from tracker.gui.measure.help import WordingAdvice, typed_promise_words
from tracker.gui.measure.ready_made import ReadyMadeList
from tracker.gui.plan.fields import PlanLine, QuestionPage, short
from tracker.gui.widgets.text import label, link, show_text

HINT = (
    "One figure that says how much you change for them. Choose one that comes close (Down, Enter), "
    "or type to find one. You set the promise."
)
TAKEN_HINT = "Give it the name you would use, and promise what you can keep. Enter goes on with it."
FLOOR_HINT = "One figure is enough here: the level below which they would complain."


class FitPanel(QWidget):
    """What was taken from the shelf, with the two things to adapt: its name and its promise.

    Of who is `spared`, only not to be annoyed, the floor is asked instead, and before the name.
    """

    def __init__(self, bridge: Bridge, customer_id: int, *, spared: bool) -> None:
        super().__init__()
        self.taken: ReadyMade | None = None
        self.about = label(role="hint", wrap=True)
        self.name = PlanLine()
        self.promise = PromiseField()
        self.rhythm = label(role="hint", wrap=True)
        self.name_advice = WordingAdvice(bridge, Subject.MEASURE, customer_id)
        self.promise_advice: WordingAdvice | None = None
        self.form = Form(stacked=True)
        asks = FLOOR if spared else "What you &promise"
        rows: list[tuple[str, str, QWidget]] = [
            ("name", "&Name", self.name),
            ("promise", asks, self.promise),
        ]
        for row in reversed(rows) if spared else rows:
            self.form.add(*row)
        self.form.put_under("name", self.name_advice)
        if not spared:  # "what would excellent be?" is not asked of a floor
            self.promise_advice = WordingAdvice(bridge, Subject.PROMISE, customer_id)
            self.form.put_under("promise", self.promise_advice)
            self.promise_advice.follow(self.promise)
        self.other = link("Choose another", auto_default=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (self.about, self.form, self.rhythm):
            layout.addWidget(widget)
        layout.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.name_advice.watch(self.name)
        self.name.textChanged.connect(self._on_promise)
        self.promise.edited.connect(self._on_promise)

    def take(self, taken: ReadyMade, impact: str) -> None:
        """Show what was taken from the shelf, and what it does for them."""
        self.taken = taken
        self.form.clear()
        self.about.setText(f"{AREA_QUESTIONS[taken.area]}\n“{impact}”  {taken.definition}.")
        self.name.show_text(taken.name)
        self.promise.ask(taken.scale, taken.better)
        self.promise.show_said(taken.said)
        self.rhythm.setText(f"It is asked for {taken.promised.rsplit(', ', 1)[1]}.")
        self.promise.setFocus()
        if self.promise.value.isVisibleTo(self):
            self.promise.value.selectAll()

    def _on_promise(self) -> None:
        if self.promise_advice is not None:
            text = typed_promise_words(self.promise)
            self.promise_advice.look_at(text, self.name.text())


class MeasureQuestion(QuestionPage):
    """Asks what I promise them."""

    def __init__(self, bridge: Bridge, place: PlanPlace) -> None:
        super().__init__(bridge, place)
        customer = self.tracker.customers.get(place.customer_id)
        self._spared = spared = customer.tier is Tier.MAINTAIN
        self.title = f"What {'would annoy' if spared else 'do you promise'} {short(customer.name)}?"
        self.hint = FLOOR_HINT if spared else HINT
        self.known = label(role="hint", wrap=True)
        capacity = capacity_words(self.tracker, bridge.today())
        self.capacity = label(capacity, "hint", tone="worse", wrap=True)
        self.capacity.setVisible(bool(capacity))
        self.shelf = ReadyMadeList(bridge.theme)
        self.own = link("Write one of your own…", auto_default=False)
        self.fit = FitPanel(bridge, place.customer_id, spared=spared)
        self.stack = QStackedWidget()
        self.choosing = self._choosing()
        self.stack.addWidget(self.choosing)
        self.stack.addWidget(self.fit)
        self.column.addWidget(self.capacity)
        self.column.addWidget(self.known)
        self.column.addWidget(self.stack, 1)
        self.shelf.selected.connect(self._on_selected)
        self.fit.other.clicked.connect(self._on_other)
        self.own.clicked.connect(self._on_own)
        service = self._service(None)
        self.shelf.begin_with(Area(service.area) if service and service.area else None)
        self.refresh()

    def begin(self) -> None:
        """Put the cursor where letters find a measure."""
        self.shelf.setFocus()

    def write(self) -> None:
        """Keep the promise, if one was taken from the shelf."""
        self.fit.form.clear()
        taken = self.fit.taken
        if taken is None:
            return
        service = self._service(taken.area)
        unit = " ".join(self.fit.promise.read_unit().split())
        measure = replace(
            taken.said,
            name=self.fit.name.text(),
            impact=self._impact(taken),
            unit=unit or taken.said.unit,
            service_id=service.id if service else None,
            **self.fit.promise.read(),
        )
        if self._spared:  # nothing is promised them, and nothing to excel at (W5)
            measure = replace(measure, promise=None, floor=measure.promise, excellent=None)
        commands.add_measure(self.tracker, self.place.customer_id, measure, self.bridge.today())
        self._on_other()

    def show_error(self, error: InvalidInput) -> None:
        """Say what is wrong beside the field."""
        if self._spared and error.field == "floor":
            error = InvalidInput("promise", error.title, error.hint)
        if self.fit.form.knows(error.field):
            self.fit.form.show_error(error)
        else:
            self.bridge.show_message(error.sentence)

    def refresh(self) -> None:
        """Tell what is promised already."""
        known = promises(self.tracker, self.place.customer_id)
        what = "Nothing worse than" if self._spared else "Already promised"
        show_text(self.known, f"{what}: {'; '.join(known)}." if known else "")

    def advance(self) -> bool:
        """Go from the name to the promise."""
        if self.fit.taken is None or not self.fit.name.hasFocus():
            return False
        self.fit.promise.setFocus()
        return True

    def _choosing(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.shelf, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.own)
        foot.addStretch(1)
        layout.addLayout(foot)
        return part

    def _service(self, area: Area | None) -> Service | None:
        """Return the service that a measure of an area belongs to: that of the area, or the first.

        Without an area: the first that says which question it answers.
        """
        here = services_of(self.tracker, self.place.customer_id)
        fits = (
            service for service in here if (service.area if area is None else service.area == area)
        )
        return next(fits, here[0] if here else None)

    def _on_selected(self, chosen: ReadyMade) -> None:
        self._turn_to(self.fit)
        self.fit.take(chosen, self._impact(chosen))
        self._say(TAKEN_HINT)

    def _on_other(self) -> None:
        self.fit.taken = None
        self._turn_to(self.choosing)
        self.shelf.setFocus()
        self._say(FLOOR_HINT if self._spared else HINT)

    def _turn_to(self, part: QWidget) -> None:
        cursor: QWidget | None = QApplication.focusWidget()
        if cursor is not None and self.isAncestorOf(cursor):
            cursor.clearFocus()  # else it visits a button, which is read out
        self.stack.setCurrentWidget(part)

    def _say(self, hint: str) -> None:
        self.hint = hint
        self.heading_changed.emit()

    def _impact(self, taken: ReadyMade) -> str:
        """Return what they gain in their own words, if these answer the same question."""
        service = self._service(taken.area)
        own = service.why if service is not None and service.area == taken.area else ""
        return own or taken.impact

    def _on_own(self) -> None:
        MeasureDialog(self.bridge, self, self.place.customer_id).open()
