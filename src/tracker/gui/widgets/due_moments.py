"""Beside the check-in: when a customer needs something, and who has waited long for a word."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.gui.widgets.due_card import DueCard


class DueMoments(DueCard):
    """Hidden while no moment is near and nobody waits."""

    title, link, page = "When they need it", "Open customers", "customers"

    def lines(self, monday: date) -> list[str]:
        """Return what is needed, by whom and when; this week also whom to get in touch with."""
        tracker, today = self._bridge.tracker, self._bridge.today()
        lines: list[str] = []
        if tracker.file.query("SELECT 1 FROM moment LIMIT 1"):
            from tracker.app.queries.moments import coming_in_week

            lines += (one.line(today) for one in coming_in_week(tracker, monday))
        here = monday <= today < monday + timedelta(weeks=1)
        if here and tracker.file.query("SELECT 1 FROM customer WHERE contact_weeks > 0 LIMIT 1"):
            from tracker.app.queries.notes import out_of_touch

            lines += (
                f"{customer.name}: {contact.sentence(today)}"
                for customer, contact in out_of_touch(tracker, today)
            )
        return lines
