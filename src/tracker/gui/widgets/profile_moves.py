"""Where a customer stood before: every move along the continuum, with its day and its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.domain.practice import TierMove
from tracker.gui.widgets.cards import tier_name

DAY = "d MMM yyyy"


class MovesPart(QWidget):
    """A heading and a line a move, newest first; nothing at all for who never moved."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        heading = QLabel("Where they stood")
        heading.setProperty("role", "heading")
        self.lines = QLabel()
        self.lines.setTextFormat(Qt.TextFormat.PlainText)
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lines.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addWidget(self.lines)
        self.hide()

    def show_moves(self, moves: Sequence[TierMove]) -> None:
        """Show the moves of a customer."""
        self.setVisible(bool(moves))
        self.lines.setText("\n".join(map(_line, moves)))


def _line(move: TierMove) -> str:
    day = str(QLocale().toString(move.moved_on, DAY))  # type: ignore[call-overload]
    told = f"{day}: from {tier_name(move.from_tier)} to {tier_name(move.to_tier)}"
    return f"{told}. {move.reason}" if move.reason else told
