"""What is said of whole weeks of a diary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.domain.period import Period
from tracker.report.dates import long_day


def days_of(week: Period, today: date) -> str:
    """Write `16–22 November`, with the year where it is not this one."""
    first, last = week.start, week.end
    end = long_day(last, today if first.year == last.year else None)
    return f"{first.day}–{end}" if first.month == last.month else f"{long_day(first, last)} – {end}"


def missing_weeks_sentence(weeks: Sequence[Period], today: date) -> str:
    """Say that one week, or so many, hold no entry; one is named by its days."""
    if len(weeks) == 1:
        return f"1 earlier week has no entry: {days_of(weeks[0], today)}."
    since = long_day(weeks[0].start, today)
    return f"{len(weeks)} earlier weeks have no entry, the first from {since}."
