"""The card with the rows, and the cards beside it; under it where a window is narrow."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.gui.bridge import Bridge
from tracker.gui.widgets.closing_card import ClosingCard, SideColumn
from tracker.gui.widgets.due_decisions import DueDecisions
from tracker.gui.widgets.due_fixes import DueFixes
from tracker.gui.widgets.due_moments import DueMoments
from tracker.gui.widgets.week_list import WeekList

if TYPE_CHECKING:
    from tracker.app.queries.standing import Standing
    from tracker.gui.widgets.signal_panel import SignalPanel

SIDE_WIDTH, GAP, WIDE = 262, 16, 880
SHOWN_WEEKS = 26


class WeekBody(QWidget):
    """Seats the list, the line about what is not due, and the side."""

    fix_requested = Signal(object)  # tuple[int, date | None, str]
    dialog_requested = Signal(object)  # Ask
    measure_requested = Signal(object)  # int
    visit_requested = Signal(object)  # tuple[str, str, object]

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.list = WeekList(bridge.theme)
        self.not_due = QPushButton()
        self.not_due.setProperty("tone", "link")
        self.not_due.setToolTip("Show or hide what is not due (Ctrl+D)")
        self.closing = ClosingCard()
        self.side = SideColumn(self.closing)
        self.due = (DueMoments(bridge), DueFixes(bridge), DueDecisions(bridge))
        for card in self.due:
            self.side.guests.addWidget(card)
            card.visited.connect(self.visit_requested)
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

    def show_signal(self, standing: Standing) -> None:
        """Show what an entry revealed beside the list, or under it."""
        from tracker.app.queries.standing import GOOD
        from tracker.app.queries.trend_spark import trend_of

        good = standing.if_fresh in GOOD
        self.signal.show_standing(
            standing, trend_of(self._bridge.tracker, standing, SHOWN_WEEKS, good=good)
        )
        self._stand()

    def end_signal(self, measure_id: int) -> None:
        """Take the card of a measure away."""
        if "signal" in self.__dict__ and self.signal.measure_id == measure_id:
            self.signal.dismiss()

    @cached_property
    def signal(self) -> SignalPanel:
        """The card of a signal, made when the first one comes."""
        from tracker.gui.widgets.signal_panel import SignalPanel

        panel = SignalPanel(self._bridge)
        panel.closed.connect(self._stand)
        panel.fix_requested.connect(self.fix_requested)
        panel.measure_requested.connect(self.measure_requested)
        panel.told.dialog_requested.connect(self.dialog_requested)
        self.side.guests.insertWidget(0, panel)
        return panel

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
        for card in self.due:
            card.lie_flat(flat=flat)
        if "signal" in self.__dict__:
            self.signal.lie_flat(flat=flat)
            self.closing.setVisible(not (flat and self.signal.measure_id))
        self.side.setFixedWidth(self.width() if flat else SIDE_WIDTH)
