"""What is said of whole weeks of a diary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.domain.period import Period
from tracker.report.dates import long_day, long_days


def missing_weeks_sentence(weeks: Sequence[Period], today: date) -> str:
    """Say that one week, or so many, hold no entry; one is named by its days."""
    if len(weeks) == 1:
        week = weeks[0]
        days = long_days(week.start, week.end, compact=True, beside=today)
        return f"1 earlier week has no entry: {days}."
    since = long_day(weeks[0].start, today)
    return f"{len(weeks)} earlier weeks have no entry, the first from {since}."
