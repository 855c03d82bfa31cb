"""When it counts most for them, and how they like it done."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout

from tracker.app import commands
from tracker.app.customers.how import USUAL, elements_of
from tracker.app.text_input import folded
from tracker.domain.errors import InvalidInput
from tracker.domain.notes import REPEAT_NAMES, Repeat
from tracker.domain.period import MONTH_NAMES
from tracker.domain.practice import Basis, Element, Place
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.plan.fields import Asked, PlanLine, digit, quiet_label, short, tell
from tracker.gui.widgets.dates import DayField


class WhenQuestion(Asked):
    """Asks when it counts most."""

    hint = (
        "A day on which they need you more than on others: a close, a board meeting, a launch. "
        "It is told in This week a few days before."
    )

    def __init__(self, bridge: Bridge, place: Place) -> None:
        super().__init__(bridge, place)
        name = self.tracker.customers.get(place.customer_id).name
        self.title = f"When does it count most for {short(name)}?"
        self.what = PlanLine("", "Month-end close")
        self.day = DayField(bridge.theme, "first_on")
        self.repeats = QComboBox()
        for repeat, said in REPEAT_NAMES.items():
            self.repeats.addItem(said, repeat)
        self.form = Form(stacked=True)
        self.form.add("title", "&What is it?", self.what)
        self.form.add("first_on", "The &day, or the first of them", self.day)
        self.form.add("repeats", "How &often does it come?", self.repeats)
        self.known = quiet_label()
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
            raise InvalidInput("first_on", "No day is given", "Write it as 2026-11-30.")
        repeats = Repeat(self.repeats.currentData())
        commands.add_moment(self.tracker, self.place.customer_id, what, day, repeats)
        self.what.clear()
        self.day.show_day(None)
        self.repeats.setCurrentIndex(0)

    def complain(self, error: InvalidInput) -> None:
        """Say what is wrong beside the field."""
        if self.form.knows(error.field):
            self.form.complain(error)

    def refresh(self) -> None:
        """Tell the moments that are known."""
        here = self.tracker.moments.where("customer_id = ?", self.place.customer_id)
        told = [
            f"{one.title}: {REPEAT_NAMES[one.repeats].lower()}, "
            f"{'' if one.repeats is Repeat.ONCE else 'from '}"
            f"{one.first_on.day} {MONTH_NAMES[one.first_on.month - 1]} {one.first_on.year}"
            for one in here
        ]
        tell(self.known, "Known already: " + "; ".join(told) + "." if told else "")

    def advance(self) -> bool:
        """Go from field to field once there is a moment."""
        fields = [self.what, self.day.line, self.repeats]
        at = next((at for at, field in enumerate(fields) if field.hasFocus()), None)
        if at is None or at + 1 == len(fields) or not self.what.text().strip():
            return False
        fields[at + 1].setFocus()
        return True


class HowQuestion(Asked):
    """Asks how they like it done."""

    hint = "Choose what matters to them most: 1 to 6, or Space. Which three would they name?"

    def __init__(self, bridge: Bridge, place: Place) -> None:
        super().__init__(bridge, place)
        name = self.tracker.customers.get(place.customer_id).name
        self.title = f"How does {short(name)} like it done?"
        self.boxes: dict[str, QCheckBox] = {}
        self.list = QVBoxLayout()
        self.list.setSpacing(8)
        self.own = PlanLine("", "Something else they would say", "Something else")
        self.asked = QCheckBox("They told me so themselves")
        self.column.addLayout(self.list)
        for widget in (self.own, self.problem, self.asked):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        for one in USUAL:
            self._offer(one)
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
        here = {folded(one.name): one for one in self._elements()}
        for element in here.values():
            self._offer(element.name)
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(folded(name) in here)

    def advance(self) -> bool:
        """Keep what was typed, and let another be typed."""
        if not self.own.text().strip():
            return False
        self.keep()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number where nothing is typed."""
        boxes = list(self.boxes.values())
        if 0 < digit(event) <= len(boxes) and not self.own.hasFocus():
            boxes[digit(event) - 1].toggle()
        else:
            super().keyPressEvent(event)

    def _offer(self, name: str) -> None:
        if any(folded(one) == folded(name) for one in self.boxes):
            return
        self.boxes[name] = box = QCheckBox(short(name).replace("&", "&&"))
        box.setToolTip("" if short(name) == name else name)
        box.toggled.connect(self._on_toggled)
        self.list.addWidget(box)

    def _on_toggled(self, on: object) -> None:
        name = next((name for name, box in self.boxes.items() if box is self.sender()), None)
        if name is None:
            return
        if on:
            self._add(name)
        else:
            for element in self._elements():
                if folded(element.name) == folded(name):
                    commands.remove_element(self.tracker, element.id)

    def _add(self, name: str) -> None:
        told = self.asked.isChecked()
        basis, day = (Basis.ASKED, self.bridge.today()) if told else (Basis.GUESSED, None)
        commands.add_element(self.tracker, self.place.customer_id, name, basis, day)

    def _elements(self) -> list[Element]:
        return elements_of(self.tracker, self.place.customer_id)
