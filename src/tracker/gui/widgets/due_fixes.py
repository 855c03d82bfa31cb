"""Beside the check-in: the fixes that fall due this week, or want to be looked at."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton

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
        self._shown: list[FixCard] = []
        self._flat = False
        self._title = QLabel("Fixes this week")
        self._title.setProperty("role", "heading")
        self._lines = QLabel()
        self._lines.setTextFormat(Qt.TextFormat.PlainText)
        self._lines.setProperty("role", "quiet")
        self._lines.setWordWrap(True)
        self.open_all = QPushButton("Open fixes")
        self.open_all.setProperty("tone", "link")
        self.open_all.clicked.connect(self._on_open)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setSpacing(6)
        self._box.addWidget(self._title)
        self._box.addWidget(self._lines, 1)
        self._box.addWidget(self.open_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.lie_flat(flat=False)
        self.hide()

    def lie_flat(self, *, flat: bool) -> None:
        """Take one line, where the card lies under the entries."""
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        )
        self._box.setContentsMargins(16, *((4, 16, 4) if flat else (12, 16, 12)))
        self._lines.setWordWrap(not flat)
        self._flat = flat
        self._tell()

    @property
    def text(self) -> str:
        """What is listed."""
        return self._lines.text()

    def show_week(self, monday: date) -> None:
        """List the fixes of a week."""
        self._shown = self._cards(monday)
        self._tell()
        self.setVisible(bool(self._shown))

    def _tell(self) -> None:
        at_most = 1 if self._flat else AT_MOST
        lines = [_line(card) for card in self._shown[:at_most]]
        if len(self._shown) > at_most:
            lines.append(f"and {len(self._shown) - at_most} more")
        self._lines.setText((", " if self._flat else "\n").join(lines))

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
