"""When it counts most for them, and how they like it done."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout

from tracker.app import commands
from tracker.app.customers.how import USUAL, elements_of
from tracker.app.text_input import folded
from tracker.domain.errors import InvalidInput
from tracker.domain.notes import REPEAT_NAMES, Moment, Repeat
from tracker.domain.practice import Basis, Element, PlanPlace
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.plan.fields import PlanLine, QuestionPage, digit, short
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.text import label, plain, show_text
from tracker.report.dates import long_day


class WhenQuestion(QuestionPage):
    """Asks when it counts most."""

    hint = (
        "A day on which they need you more than on others: a close, a board meeting, a launch. "
        "This week reminds you a few days before."
    )

    def __init__(self, bridge: Bridge, place: PlanPlace) -> None:
        super().__init__(bridge, place)
        customer = self.tracker.customers.get(place.customer_id)
        self.title = f"When does it count most for {short(customer.name)}?"
        self.what = PlanLine("", "Month-end close")
        self.day = DayField(bridge, "first_on")
        self.repeats = QComboBox()
        for repeat, name in REPEAT_NAMES.items():
            self.repeats.addItem(name, repeat)
        self.form = Form(stacked=True)
        self.form.add("title", "&What is it?", self.what)
        self.form.add("first_on", "The &day, or the first of them", self.day)
        self.form.add("repeats", "How &often does it come?", self.repeats)
        self.known = label(role="hint", wrap=True)
        self.column.addWidget(self.known)
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.refresh()

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.what.setFocus()

    def write(self) -> None:
        """Keep the moment, if there is one, and make room for another."""
        self.form.clear()
        what, day = self.what.text().strip(), self.day.day
        if not what and day is None:
            return
        if day is None:
            raise InvalidInput("first_on", "The day is missing", "Type it, as in 30 Nov or fri.")
        repeats = Repeat(self.repeats.currentData())
        commands.add_moment(self.tracker, self.place.customer_id, what, day, repeats)
        self.what.clear()
        self.day.show_day(None)
        self.repeats.setCurrentIndex(0)

    def show_error(self, error: InvalidInput) -> None:
        """Say what is wrong beside the field."""
        if self.form.knows(error.field):
            self.form.show_error(error)

    def refresh(self) -> None:
        """Tell the moments that are known."""
        here = self.tracker.moments.where("customer_id = ?", self.place.customer_id)
        known = [_line(moment) for moment in here]
        show_text(self.known, "Already planned: " + "; ".join(known) + "." if known else "")

    def advance(self) -> bool:
        """Go from field to field once there is a moment."""
        fields = [self.what, self.day.line, self.repeats]
        for field, beyond in pairwise(fields):
            if field.hasFocus() and self.what.text().strip():
                beyond.setFocus()
                return True
        return False


def _line(moment: Moment) -> str:
    since = "" if moment.repeats is Repeat.ONCE else "from "
    often = REPEAT_NAMES[moment.repeats].lower()
    return f"{moment.title}: {often}, {since}{long_day(moment.first_on)}"


class HowQuestion(QuestionPage):
    """Asks how they like it done."""

    hint = "Choose what matters to them most: 1 to 6, or Space. Which three would they name?"

    def __init__(self, bridge: Bridge, place: PlanPlace) -> None:
        super().__init__(bridge, place)
        name = self.tracker.customers.get(place.customer_id).name
        self.title = f"How would {short(name)} like it done?"
        self.boxes: dict[str, QCheckBox] = {}
        self.list = QVBoxLayout()
        self.list.setSpacing(8)
        self.own = PlanLine("", "Something else they would say", "Something else")
        self.asked = QCheckBox("They told me this themselves")
        self.column.addLayout(self.list)
        for widget in (self.own, self.problem, self.asked):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        for usual in USUAL:
            self._offer(usual)
        self.refresh()

    def begin(self) -> None:
        """Stand on the first of them."""
        next(iter(self.boxes.values())).setFocus()

    def write(self) -> None:
        """Keep one of their own."""
        if self.own.text().strip():
            self._add(self.own.text())
            self.own.clear()

    def refresh(self) -> None:
        """Show which of them are kept."""
        here = {folded(element.name): element for element in self._elements()}
        for element in here.values():
            self._offer(element.name)
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(folded(name) in here)

    def advance(self) -> bool:
        """Keep what was typed, and let another be typed."""
        if not self.own.text().strip():
            return False
        self.save_answer()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number where nothing is typed."""
        boxes = list(self.boxes.values())
        if 0 < digit(event) <= len(boxes) and not self.own.hasFocus():
            box = boxes[digit(event) - 1]
            box.setFocus()  # so that it is heard which one it was
            box.toggle()
        else:
            super().keyPressEvent(event)

    def _offer(self, name: str) -> None:
        if any(folded(other) == folded(name) for other in self.boxes):
            return
        self.boxes[name] = box = QCheckBox(plain(short(name)))
        box.setToolTip("" if short(name) == name else name)
        box.toggled.connect(self._on_toggled)
        self.list.addWidget(box)

    def _on_toggled(self) -> None:
        name, box = next((name, box) for name, box in self.boxes.items() if box is self.sender())
        if box.isChecked():
            self._add(name)
            return
        for element in self._elements():
            if folded(element.name) == folded(name):
                commands.remove_element(self.tracker, element.id)

    def _add(self, name: str) -> None:
        asked = self.asked.isChecked()
        basis, day = (Basis.ASKED, self.bridge.today()) if asked else (Basis.GUESSED, None)
        commands.add_element(self.tracker, self.place.customer_id, name, basis, day)

    def _elements(self) -> list[Element]:
        return elements_of(self.tracker, self.place.customer_id)
