"""The periods that a review may be about: quarters, halves and years, or two days of one's own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

Span = tuple[date, date]
_QUARTER, _HALF, _YEAR = 3, 6, 12


class ReviewPeriod(NamedTuple):
    """A period by its name, as in `Last quarter (Q3 2026)`, and its first and last day."""

    name: str
    span: Span


def review_periods(
    today: date, own: tuple[date | None, date | None] = (None, None)
) -> tuple[ReviewPeriod, ...]:
    """Return what a review may be about: what the person has set, this one and the last of each."""
    found = [
        ReviewPeriod(f"{word} {name} ({_label(span, months)})", span)
        for months, name in ((_QUARTER, "quarter"), (_HALF, "half-year"), (_YEAR, "year"))
        for word, span in (("This", _around(today, months)), ("Last", _before(today, months)))
    ]
    first, last = own
    if first is not None and last is not None:
        found.insert(0, ReviewPeriod("The period of your review", (first, last)))
    return tuple(found)


def _around(day: date, months: int) -> Span:
    """Return the first and the last day of so many months of the calendar that hold a day."""
    first = date(day.year, day.month - (day.month - 1) % months, 1)
    beyond = first.year * 12 + first.month - 1 + months
    return first, date(beyond // 12, beyond % 12 + 1, 1) - timedelta(days=1)


def _before(day: date, months: int) -> Span:
    return _around(_around(day, months)[0] - timedelta(days=1), months)


def _label(span: Span, months: int) -> str:
    year, part = span[0].year, (span[0].month - 1) // months + 1
    return {_QUARTER: f"Q{part} {year}", _HALF: f"H{part} {year}"}.get(months, str(year))
