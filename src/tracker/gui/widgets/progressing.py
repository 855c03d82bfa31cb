"""Work that takes a while: how far it is, and a way out."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

CANCEL = "Cancel"


class Progressing(QWidget):
    """A word, a bar and Cancel; comes into view only if it takes a while."""

    stopped = Signal()
    again = Signal()

    def __init__(self, word: str) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.word = QLabel(word)
        self.word.setProperty("role", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(word)
        self.button = QPushButton(CANCEL)
        self.button.clicked.connect(self._on_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.word)
        row.addWidget(self.bar, 1)
        row.addWidget(self.button)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.show)
        self.hide()

    def begin(self, after: int, word: str = "") -> None:
        """Come into view after so many milliseconds."""
        if word:
            self.word.setText(word)
            self.bar.setAccessibleName(word)
        self.button.setText(CANCEL)
        self.bar.show()
        self.bar.setRange(0, 0)
        if not self.isVisible():
            self._later.start(after)

    def show_step(self, so_much: tuple[int, int]) -> None:
        """Show how much of how much is done."""
        self.bar.setRange(0, so_much[1])
        self.bar.setValue(so_much[0])

    def end(self) -> None:
        """Go out of view."""
        self._later.stop()
        self.hide()

    def offer(self, word: str, step: str) -> None:
        """Stay in view with a word, and offer to begin again."""
        self._later.stop()
        self.word.setText(word)
        self.bar.hide()
        self.button.setText(step)
        self.show()

    def _on_button(self) -> None:
        (self.stopped if self.button.text() == CANCEL else self.again).emit()
