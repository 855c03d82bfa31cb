"""Beside the check-in: the decisions whose review has come, and that nobody judged yet."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.gui.widgets.due_card import DueCard

TO_SUNDAY = timedelta(days=6)


class DueDecisions(DueCard):
    """Hidden in a week in which no decision is to be looked at."""

    title, link, page = "How did they turn out?", "Open decisions", "correct"

    def lines(self, monday: date) -> list[str]:
        """Return what was decided, and since when it waits for a verdict."""
        tracker = self._bridge.tracker
        if not tracker.file.query("SELECT 1 FROM decision WHERE review_on IS NOT NULL LIMIT 1"):
            return []
        from tracker.app.queries.decisions import due_decisions
        from tracker.report.choices import review_words

        today = self._bridge.today()
        found = due_decisions(tracker, monday + TO_SUNDAY)
        self._first = found[0].id if found else None
        return [
            f"{one.title} · {review_words(one.review_on, today)}" for one in found if one.review_on
        ]

    def _on_open(self) -> None:
        self.visited.emit(("correct", "show_choice", ("decision", self._first)))
