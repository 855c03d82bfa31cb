"""The one closing question of a week; its answer may stay empty."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.domain.diary import CheckIn
from tracker.gui.widgets.growing_text import GrowingText

LINES, FLAT_LINES = 3, 2
QUESTION = "Which customer got less than your best this week, and do they know why?"


class ClosingCard(QFrame):
    """Shows whether the week is finished; an answer is kept when its field is left."""

    answered = Signal(object)  # str
    reopened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        heading = QLabel("Before you finish")
        heading.setProperty("role", "heading")
        question = QLabel(QUESTION)
        question.setProperty("role", "hint")
        question.setWordWrap(True)
        self.answer = GrowingText("answer", "It may stay empty", lines=LINES)
        self.answer.setAccessibleName(QUESTION)
        self.answer.left.connect(self._on_left)
        self.state = QLabel()
        self.state.setProperty("role", "small")
        self.state.setWordWrap(True)
        self.reopen = QPushButton("Reopen")
        self.reopen.setProperty("tone", "link")
        self.reopen.clicked.connect(self.reopened)
        self.finished = False
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(heading)
        words.addWidget(question)
        words.addStretch(1)
        field = QVBoxLayout()
        field.setSpacing(6)
        field.addWidget(self.answer)
        foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.reopen)
        field.addLayout(foot)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._halves.setContentsMargins(16, 12, 16, 12)
        self._halves.setSpacing(8)
        self._halves.addLayout(words)
        self._halves.addLayout(field)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.answer.text.strip()

    def show_check_in(self, found: CheckIn | None) -> None:
        """Show how a week was closed, or what was answered so far."""
        self.finished = bool(found and found.finished)
        self.answer.show_text(found.answer if found else "")
        self.state.setText(_state(found))
        self.reopen.setVisible(self.finished)
        self.state.setVisible(self.finished)

    def ask(self) -> None:
        """Put the question: the cursor stands in its answer."""
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def lie_flat(self, *, flat: bool) -> None:
        """Put question and answer side by side, where the card lies under the list."""
        self._halves.setDirection(
            QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        )
        self.answer.show_lines(FLAT_LINES if flat else LINES)
        for at in range(2):
            self._halves.setStretch(at, 1 if flat else 0)

    def _on_left(self, _name: str) -> None:
        self.answered.emit(self.text)


class SideColumn(QWidget):
    """The cards beside the list; they lie under it where it has no room.

    `guests` stand above the closing card, and only where there is room beside the list.
    """

    def __init__(self, *cards: ClosingCard) -> None:
        super().__init__()
        self._cards = cards
        self.guests = QVBoxLayout()
        self.guests.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self.guests)
        for card in cards:
            layout.addWidget(card)
        layout.addStretch(1)

    def lie_flat(self, *, flat: bool) -> None:
        """Spread the cards, or stand them up."""
        for card in self._cards:
            card.lie_flat(flat=flat)


def _state(found: CheckIn | None) -> str:
    if found is None or not found.finished:
        return ""
    finished = datetime.fromisoformat(found.finished_at).astimezone()
    return f"Finished {finished.day} {finished:%b %Y}, {finished:%H:%M}"
