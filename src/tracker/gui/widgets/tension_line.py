"""A conflict that is open for too long stands first on Overview, in a sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from tracker.app.queries.overview import Tension


class TensionLine(QFrame):
    """Hidden while no conflict is old; the button opens the oldest."""

    opened = Signal(object)  # int: conflict

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._conflict_id = 0
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.open = QPushButton("Think it through")
        self.open.setProperty("tone", "link")
        self.open.clicked.connect(self._on_open)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 8, 6)
        line.addWidget(self.text, 1)
        line.addWidget(self.open)

    def show_tension(self, tension: Tension | None) -> None:
        """Show the sentence, or nothing."""
        self.setVisible(tension is not None)
        if tension is not None:
            self._conflict_id = tension.conflict_id
            self.text.setText(tension.sentence)
            self.open.setAccessibleName(f"Think it through. {tension.sentence}")

    def _on_open(self) -> None:
        self.opened.emit(self._conflict_id)
