"""One question at a time: may these two needs be one? With the words that made it ask."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from tracker.domain.comparison import Comparison
from tracker.domain.likeness import Alike

LONGEST = 70


class LikeNotice(QFrame):
    """What was said not to be the same is not asked again while the window is open."""

    paired = Signal(object)  # tuple[int, int]: two needs

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._asked: Alike[int] | None = None
        self._refused: set[tuple[int, int]] = set()
        self._found = Comparison()
        self.question = QLabel()
        self.question.setWordWrap(True)
        self.yes, self.no = QPushButton("Pair them"), QPushButton("Not the same")
        self.buttons = (self.yes, self.no)
        row = QHBoxLayout()
        for button in self.buttons:
            button.setProperty("tone", "link")
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(2)
        layout.addWidget(self.question)
        layout.addLayout(row)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self.hide()

    def forget(self) -> None:
        """Ask everything again."""
        self._refused.clear()

    def show_suggestions(self, found: Comparison) -> None:
        """Ask about the most likely pair that was not refused."""
        self._found = found
        open_ones = (one for one in found.suggestions if (one.one, one.other) not in self._refused)
        self._asked = next(open_ones, None)
        if self._asked is not None:
            texts = {need.id: need.text for row in found.rows for need in row.needs}
            one, other = (_quoted(texts[key]) for key in (self._asked.one, self._asked.other))
            words = [f"“{word}”" for word in self._asked.shared[:3]]
            said = " and ".join([", ".join(words[:-1]), words[-1]]) if words[1:] else words[0]
            self.question.setText(f"May {one} and {other} be the same? Both say {said}.")
        self.setVisible(self._asked is not None)

    def _on_yes(self) -> None:
        if self._asked is not None:
            self.paired.emit((self._asked.one, self._asked.other))

    def _on_no(self) -> None:
        if self._asked is not None:
            self._refused.add((self._asked.one, self._asked.other))
            self.show_suggestions(self._found)


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"
