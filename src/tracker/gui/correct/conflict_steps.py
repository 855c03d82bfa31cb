"""The four steps through a conflict, in their order: one stands open, each may be left empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tracker.app.decisions.queries import ConflictCustomer, ConflictView
from tracker.gui.widgets.rows import delete_later, tab_in_order
from tracker.gui.widgets.text import ElidedLabel, button, complaint, label, link
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.text.choices import COMMON, GROUND, REALLY, WANT, step_answer

SIDES = (("asked_for", "Asks for"), ("true_need", "Truly needs"))
HINTS = {
    "really": "Could both be had, at another time or in another way? Whom did you ask?",
    "want": "What they ask for is often one way to what they need.",
    "common": "A goal, a deadline, a customer of theirs that both serve.",
    "ground": "What would both accept, even if neither would choose it first?",
}
TITLES = {"really": REALLY, "want": WANT, "common": COMMON, "ground": GROUND}


class ConflictStep(QFrame):
    """One question: its header opens it, its answer shows beside it once it is closed."""

    opened = Signal(object)  # str: its key
    editing_finished = Signal(object)  # tuple[str, str]: a field and what stands in it
    completed = Signal(object)  # str: its key; on to the next

    def __init__(self, key: str, number: int) -> None:
        super().__init__()
        self.key = key
        self._title = f"{number}  {TITLES[key]}"
        self.header = button(self._title)
        self.header.setProperty("role", "disclosure")
        self.header.setCheckable(True)
        self.header.clicked.connect(self._on_header)
        self.answer = ElidedLabel("", "hint")
        self.answer.setContentsMargins(22, 0, 4, 4)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(22, 0, 4, 8)
        self.column.setSpacing(6)
        self.column.addWidget(label(HINTS[key], "hint", wrap=True))
        self.fields: dict[str, GrowingText] = {}
        self.refused: set[str] = set()
        self.complaint = complaint()
        on = "Next" if number < len(TITLES) else "Done"
        self.next = link(on, name=f"Go on from: {TITLES[key]}")
        self.next.clicked.connect(self._on_next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.header)
        layout.addWidget(self.answer)
        layout.addWidget(self.body)

    def show_error(self, name: str, sentence: str) -> None:
        """Say under the fields why one of them was not kept; its text stays."""
        self.refused.add(name)
        self.complaint.setText(sentence)
        self.complaint.show()

    def show_text(self, name: str, text: str) -> None:
        """Show what is kept, unless what was typed could not be kept yet."""
        if name not in self.refused and not self.fields[name].unsaved:
            self.fields[name].show_text(text)

    def add_field(self, name: str, spoken: str, lines: int = 2) -> GrowingText:
        """Add a field that is kept when it is left."""
        field = GrowingText(name, lines=lines)
        field.setAccessibleName(spoken)
        field.editing_finished.connect(self._on_editing_finished)
        field.textChanged.connect(self.complaint.hide)
        self.fields[name] = field
        self.column.addWidget(field)
        field.show()  # at once: it may be gone to before the next event
        return field

    def place_next(self) -> None:
        """Put the way on below the fields."""
        self.column.addWidget(self.complaint)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)
        self.next.show()

    def show_open(self, *, opened: bool) -> None:
        """Open or close it."""
        self.header.setChecked(opened)
        self.body.setVisible(opened)
        texts = [field.text.strip() for field in self.fields.values() if field.text]
        answer = step_answer(" · ".join(texts))
        self.answer.show_text(answer)
        self.answer.setVisible(bool(answer) and not opened)
        state = "open" if opened else "answered" if answer else "not answered"
        self.header.setAccessibleName(f"Step {self._title[0]} of 4: {TITLES[self.key]} {state}")

    def focus(self) -> None:
        """Go to the first field that is empty, or to the first."""
        fields = list(self.fields.values())
        if fields:
            next((field for field in fields if not field.text.strip()), fields[0]).setFocus()

    def commit(self) -> None:
        """Keep what is being typed."""
        for field in self.fields.values():
            field.commit()

    def _on_header(self) -> None:
        self.opened.emit(self.key)

    def _on_next(self) -> None:
        self.completed.emit(self.key)

    def _on_editing_finished(self, name: str) -> None:
        self.refused.discard(name)
        self.complaint.setVisible(bool(self.refused))
        self.editing_finished.emit((name, self.fields[name].text))


class ConflictSteps(QWidget):
    """All four; `editing_finished` brings what to keep, `finished` tells that the last is done."""

    editing_finished = Signal(
        object
    )  # tuple[str, str]: a step, or `asked_for:CUSTOMER`, and the text
    finished = Signal()
    step_changed = Signal()  # to another step, which has the cursor

    def __init__(self) -> None:
        super().__init__()
        self.steps: dict[str, ConflictStep] = {}
        self._conflict_id: int | None = None
        self._sides: tuple[tuple[int, str], ...] | None = None
        self._open = "really"
        self._stays = False
        self._named: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for number, key in enumerate(TITLES, 1):
            step = self.steps[key] = ConflictStep(key, number)
            if key != "want":
                step.add_field(key, TITLES[key])
                step.place_next()
            step.opened.connect(self.open_step)
            step.editing_finished.connect(self.editing_finished)
            step.completed.connect(self._on_completed)
            layout.addWidget(step)

    def show_view(self, view: ConflictView) -> None:
        """Show what was found; another conflict opens at its first question without an answer."""
        other = view.conflict.id != self._conflict_id
        self._conflict_id = view.conflict.id
        if other:
            for step in self.steps.values():
                step.refused.clear()
                step.complaint.hide()
        self._show_sides(view.sides)
        for key in ("really", "common", "ground"):
            self.steps[key].show_text(key, getattr(view.conflict, key))
        for side in view.sides:
            for name, _ in SIDES:
                text: str = getattr(side.said, name)
                self.steps["want"].show_text(f"{name}:{side.customer.id}", text)
        if other:
            self._open = self._first_open()
        self._show_open()

    def open_step(self, key: str) -> None:
        """Open one of them, and go into it."""
        self._stays = False
        self.commit()
        if not self._stays:
            self._open = key
        self._show_open()
        self.steps[key].focus()
        self.step_changed.emit()

    def commit(self) -> None:
        """Keep what is being typed."""
        for step in self.steps.values():
            step.commit()

    def show_error(self, name: str, sentence: str) -> None:
        """Say at its step why a text was not kept, and open the step."""
        for key, step in self.steps.items():
            if name in step.fields:
                step.show_error(name, sentence)
                self._open, self._stays = key, True
        self._show_open()

    def _first_open(self) -> str:
        for key, step in self.steps.items():
            if not any(field.text.strip() for field in step.fields.values()):
                return key
        return "ground"

    def _show_open(self) -> None:
        for key, step in self.steps.items():
            step.show_open(opened=key == self._open)

    def _show_sides(self, sides: Sequence[ConflictCustomer]) -> None:
        shown = tuple((side.customer.id, side.customer.name) for side in sides)
        if shown == self._sides:
            return
        self._sides = shown
        step = self.steps["want"]
        for old in self._named:
            step.column.removeWidget(old)
            delete_later(old)
        self._named, step.fields = [], {}
        step.column.removeWidget(step.next)
        for customer_id, name in shown:
            self._named.append(ElidedLabel(name, "name"))
            step.column.addWidget(self._named[-1])
            for field, words in SIDES:
                small = label(words, "small")
                step.column.addWidget(small)
                text = step.add_field(f"{field}:{customer_id}", f"{name}: {words}", lines=1)
                self._named += [small, text]
        step.place_next()
        tab_in_order(
            stop
            for each in self.steps.values()
            for stop in (each.header, *each.fields.values(), each.next)
        )

    def _on_completed(self, key: str) -> None:
        keys = list(self.steps)
        following = keys.index(key) + 1
        if following < len(keys):
            self.open_step(keys[following])
        else:
            self.steps[key].commit()
            self.finished.emit()
