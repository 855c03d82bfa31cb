"""A fourth important thing asks which of the three gives way; nothing is refused in silence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from tracker.domain.practice import Element

LONGEST = 48


class RoomNotice(QFrame):
    """Stands in place of a dialog: three buttons, and one that leaves it as it was."""

    settled = Signal(object)  # tuple[int, int | None]: the fourth, and which gives way (None: none)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._fourth = 0
        self.buttons: list[QPushButton] = []
        self.question = QLabel()
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.question.setWordWrap(True)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(10, 8, 10, 6)
        self._rows.setSpacing(2)
        self._rows.addWidget(self.question)
        self.hide()

    def ask(self, fourth: Element, three: Sequence[Element]) -> None:
        """Ask which of three gives way to a fourth."""
        for button in self.buttons:
            self._rows.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._fourth = fourth.id
        self.question.setText(
            f"Three things are important already. Which one gives way to “{_short(fourth.name)}”?"
        )
        self.buttons = [self._button(f"“{_short(one.name)}” gives way", one.id) for one in three]
        self.buttons.append(self._button("Leave it as it is", None))
        self.show()
        self.buttons[0].setFocus()

    def _button(self, text: str, leaving: int | None) -> QPushButton:
        button = QPushButton(text.replace("&", "&&"))
        button.setProperty("tone", "link")
        button.setProperty("leaving", leaving)
        button.clicked.connect(self._on_clicked)
        self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return button

    def _on_clicked(self) -> None:
        leaving = self.sender().property("leaving")
        self.hide()
        self.settled.emit((self._fourth, leaving))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
