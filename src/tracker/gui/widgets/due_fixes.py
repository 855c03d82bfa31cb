"""Beside the check-in: the fixes that fall due this week, or want to be looked at."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from tracker.gui.bridge import Bridge

if TYPE_CHECKING:
    from tracker.app.queries.fixes import FixCard

AT_MOST = 4


class DueFixes(QFrame):
    """Hidden in a week in which no fix asks for anything."""

    opened = Signal(object)  # str: the key of the page that holds them

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._bridge = bridge
        title = QLabel("Fixes this week")
        title.setProperty("role", "heading")
        self._lines = QLabel()
        self._lines.setTextFormat(Qt.TextFormat.PlainText)
        self._lines.setProperty("role", "quiet")
        self._lines.setWordWrap(True)
        self.open_all = QPushButton("Open fixes")
        self.open_all.setProperty("tone", "link")
        self.open_all.clicked.connect(self._on_open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        layout.addWidget(title)
        layout.addWidget(self._lines)
        layout.addWidget(self.open_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def text(self) -> str:
        """What is listed."""
        return self._lines.text()

    def show_week(self, monday: date) -> None:
        """List the fixes of a week."""
        cards = self._cards(monday)
        lines = [_line(card) for card in cards[:AT_MOST]]
        if len(cards) > AT_MOST:
            lines.append(f"and {len(cards) - AT_MOST} more")
        self._lines.setText("\n".join(lines))
        self.setVisible(bool(cards))

    def _on_open(self) -> None:
        self.opened.emit("correct")

    def _cards(self, monday: date) -> list[FixCard]:
        tracker = self._bridge.tracker
        if not tracker.file.query("SELECT 1 FROM fix WHERE dropped_on IS NULL LIMIT 1"):
            return []
        from tracker.app.queries.fixes import due_fixes

        return due_fixes(tracker, monday)


def _line(card: FixCard) -> str:
    return f"{card.standing.fix.what} · {card.due}"
