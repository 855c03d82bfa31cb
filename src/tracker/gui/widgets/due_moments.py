"""Beside the check-in: the moments at which a customer needs something, with their lead time."""

from __future__ import annotations

from datetime import date

from tracker.gui.widgets.due_card import DueCard


class DueMoments(DueCard):
    """Hidden while no moment is near."""

    title, link, page = "When they need it", "Open customers", "customers"

    def lines(self, monday: date) -> list[str]:
        """Return what is needed, by whom and when."""
        tracker = self._bridge.tracker
        if not tracker.file.query("SELECT 1 FROM moment LIMIT 1"):
            return []
        from tracker.app.queries.moments import coming_in_week

        return [one.line(self._bridge.today()) for one in coming_in_week(tracker, monday)]
