"""Beside the check-in: the fixes that fall due this week, or want to be looked at."""

from __future__ import annotations

from datetime import date

from tracker.gui.widgets.due_card import DueCard


class DueFixes(DueCard):
    """Hidden in a week in which no fix asks for anything."""

    title, link, page = "Fixes this week", "Open fixes", "correct"

    def lines(self, monday: date) -> list[str]:
        """Return what is to be done, and by when."""
        tracker = self._bridge.tracker
        if not tracker.file.query("SELECT 1 FROM fix WHERE dropped_on IS NULL LIMIT 1"):
            return []
        from tracker.app.queries.fixes import due_fixes

        return [f"{card.standing.fix.what} · {card.due}" for card in due_fixes(tracker, monday)]
