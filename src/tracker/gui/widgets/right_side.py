"""Right on the Customers page: the chosen customer's page, or a short list in its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from tracker.app.queries.board import Board
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.archived import ArchivedPanel
from tracker.gui.widgets.in_common import InCommonPanel
from tracker.gui.widgets.profile import ProfilePanel

NARROWEST = 300


class RightSide(QStackedWidget):
    """Lists are shown and closed by the same command."""

    closed = Signal()
    picked = Signal(object)  # int: a customer

    def __init__(self, bridge: Bridge, profile: ProfilePanel) -> None:
        super().__init__()
        self.profile = profile
        self.archived = ArchivedPanel(bridge)
        self.common = InCommonPanel(bridge)
        for panel in (profile, self.archived, self.common):
            self.addWidget(panel)
        self.setMinimumWidth(NARROWEST)
        self.archived.closed.connect(self._on_closed)
        self.common.closed.connect(self._on_closed)
        self.common.picked.connect(self.picked)

    @property
    def listing(self) -> bool:
        """Whether a list stands in place of the customer's page."""
        return self.currentWidget() is not self.profile

    def toggle(self, panel: ArchivedPanel | InCommonPanel) -> None:
        """Show a list, or close it where it is shown."""
        shown = self.currentWidget() is panel
        self.setCurrentWidget(self.profile if shown else panel)
        if not shown:
            panel.back.setFocus()

    def refresh(self, board: Board) -> None:
        """Show what is in the list that stands here."""
        if self.currentWidget() is self.archived:
            self.archived.show_archived(board)
        elif self.currentWidget() is self.common:
            self.common.refresh()

    def _on_closed(self) -> None:
        self.setCurrentWidget(self.profile)
        self.closed.emit()
