"""The offer to go on with the guided plan, where it was left; and whoever opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton

from tracker.app.queries.plan import left_at
from tracker.app.tracker import Changes
from tracker.gui.bridge import Bridge
from tracker.gui.page import Header, Page
from tracker.gui.widgets.empty import PLAN, EmptyState

if TYPE_CHECKING:
    from tracker.gui.dialogs.plan import PlanDialog

GO_ON = "Go on with the plan"
READS = frozenset({"person", "customer", "service"})


class PlanOffer(QPushButton):
    """A quiet button of a page, there only while a plan is under way and not open."""

    def __init__(self, bridge: Bridge, page: Page, empty: EmptyState) -> None:
        super().__init__(GO_ON, page)
        self.setProperty("tone", "link")
        self.setToolTip("Go on where you left the guided plan (Ctrl+Shift+G)")
        self._bridge, self._page, self._empty = bridge, page, empty
        self.plan: PlanDialog | None = None
        self._word = ""
        self.hide()
        self.clicked.connect(self.open_plan)
        empty.other_step.connect(self.open_plan)
        bridge.changed.connect(self._on_changed)
        self._refresh()

    def open_plan(self) -> None:
        """Open the plan where it was left, or bring it forward."""
        from tracker.gui.dialogs.plan import PlanDialog

        if self.plan is None:
            self.plan = PlanDialog(self._bridge, self._page)
            self.plan.closed.connect(self._on_closed)
            self.plan.page_requested.connect(self._page.page_requested)
        self.plan.show()
        self.plan.raise_()
        self.plan.activateWindow()
        self._refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables & READS:
            self._refresh()

    def _on_closed(self) -> None:
        self.plan = None
        if self._bridge.tracker.is_open:
            self._refresh()

    def _refresh(self) -> None:
        where = left_at(self._bridge.tracker)
        self.setText(f"{GO_ON} ({where})" if where else GO_ON)
        self._empty.other.setText(f"{GO_ON} ({where})" if where else PLAN)
        offered = bool(where) and self.plan is None
        self.setVisible(offered)
        header = self.parentWidget()
        if isinstance(header, Header):  # a small window has no room for both
            self._word = header.quiet.text() or self._word
            header.quiet.setText("" if offered else self._word)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the header's room, now that there is a header."""
        super().showEvent(event)
        self._refresh()
