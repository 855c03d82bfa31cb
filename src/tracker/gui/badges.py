"""How many things wait on each page: counted a moment after a change, so that no entry waits."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.page import Page
from tracker.gui.widgets.rail import Rail

A_MOMENT = 120  # ms


class Badges(QObject):
    """Keeps the numbers on the rail; `pages` are those that were opened, and know their own."""

    def __init__(self, bridge: Bridge, rail: Rail, pages: Mapping[str, Page]) -> None:
        super().__init__(rail)
        self._pages = pages
        self._bridge = bridge
        self._rail = rail
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(A_MOMENT)
        self._soon.timeout.connect(self.count)
        bridge.changed.connect(self.count_soon)
        bridge.day_changed.connect(self.count_soon)

    def count_soon(self, _changes: object = None) -> None:
        """Count again when the person pauses."""
        self._soon.start()

    def count(self) -> None:
        """Count what waits: entries of this week, what is revealed, fixes that fall due."""
        if not self._bridge.tracker.is_open:  # the window is on its way out
            return
        for key, unopened in (("overview", self._needing), ("correct", self._due)):
            if key not in self._pages:
                self._rail.show_badge(key, unopened())
        for key, page in self._pages.items():
            self._rail.show_badge(key, page.badge())

    def _needing(self) -> int:
        from tracker.app.queries.revealed import needing

        return len(needing(self._bridge.tracker, self._bridge.today()))

    def _due(self) -> int:
        tracker, today = self._bridge.tracker, self._bridge.today()
        due = 0
        if tracker.file.query("SELECT 1 FROM decision WHERE review_on IS NOT NULL LIMIT 1"):
            from tracker.app.queries.decisions import due_decisions

            due = len(due_decisions(tracker, today))
        if not tracker.file.query("SELECT 1 FROM fix WHERE dropped_on IS NULL LIMIT 1"):
            return due
        from tracker.app.queries.fixes import due_fixes

        return due + len(due_fixes(tracker, Period.of(today).start))
