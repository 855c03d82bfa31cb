"""What is said of whole weeks of a diary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.domain.period import Period
from tracker.report.dates import long_day, long_days
from tracker.report.wording import number_of


def missing_weeks_sentence(weeks: Sequence[Period], today: date) -> str:
    """Say that one week, or so many, hold no entry; one is named by its days."""
    if len(weeks) == 1:
        week = weeks[0]
        days = long_days(week.start, week.end, compact=True, beside=today)
        return f"1 earlier week has no entry: {days}."
    since = long_day(weeks[0].start, today)
    return f"{len(weeks)} earlier weeks have no entry, the first from {since}."


def repeated_sentence(repeated: int, rest: int) -> str:
    """Say how many rows got their last value again, and how many of the others had none."""
    if not repeated:
        return "No row had a value to repeat."
    told = f"{number_of(repeated, 'value')} repeated."
    return f"{told} {number_of(rest, 'row')} never had a value." if rest else told
