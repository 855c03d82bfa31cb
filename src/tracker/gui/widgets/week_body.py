"""The card with the rows, and the cards beside it; under it where a window is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.gui.theme import Theme
from tracker.gui.widgets.closing_card import ClosingCard, SideColumn
from tracker.gui.widgets.week_list import WeekList

SIDE_WIDTH, GAP, WIDE = 262, 16, 880


class WeekBody(QWidget):
    """Seats the list, the line about what is not due, and the side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.list = WeekList(theme)
        self.not_due = QPushButton()
        self.not_due.setProperty("tone", "link")
        self.not_due.setToolTip("Show or hide what is not due (Ctrl+D)")
        self.closing = ClosingCard()
        self.side = SideColumn(self.closing)
        self.card = QFrame()
        self.card.setProperty("role", "card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 2, 12, 4)
        foot.addWidget(self.not_due)
        foot.addStretch(1)
        inside.addLayout(foot)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.card, 1)
        self._row.addWidget(self.side)
        self._stand()

    def show_not_due(self, hidden: int, drafts: int, *, shown: bool) -> None:
        """Say how much is left out, or offer to leave it out again."""
        left_out = hidden - drafts
        parts = [f"{left_out} not due"] if left_out else []
        parts += [f"{drafts} draft{'s' if drafts > 1 else ''}"] if drafts else []
        self.not_due.setText("Hide what is not due" if shown else f"{', '.join(parts)}, show")
        self.not_due.setVisible(shown or bool(parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side where it has room."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        flat = self.width() < WIDE
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if flat else QBoxLayout.Direction.LeftToRight
        )
        self.side.lie_flat(flat=flat)
        self.side.setFixedWidth(self.width() if flat else SIDE_WIDTH)
