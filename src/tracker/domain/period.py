"""The stretch of time that an evaluation is about, a week to a quarter, or a review, up to a year.

A period is stored by the date it starts on, and that alone: ISO weeks start on Mondays, so weeks
around New Year and years with 53 weeks need no special case. A fortnight needs one thing more, the
Monday of any one of its kind (its *phase*): nothing in a calendar says which week comes first. A
review may be about quarters, halves and years, or two days of one's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.errors import InvalidInput, TrackerError, quoted

FIRST_YEAR, LAST_YEAR = 1970, 2199
LAST_DAY = date(LAST_YEAR, 12, 31)
CLOCK_FROM = 2020
"""The first year that a clock may say: before it this program was not made."""
DEFAULT_PHASE = date(1970, 1, 5)
HINT = "Write it as 2026-W47, 2026-11, 2026-Q4 or 2026-11-22."
_LABELS = {
    "week": re.compile(r"(\d{4})-?W(\d{2})", re.ASCII),
    "quarter": re.compile(r"(\d{4})-?Q([1-4])", re.ASCII),
    "month": re.compile(r"(\d{4})-(\d{2})", re.ASCII),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


# strftime would ask the system's language, which need not be the program's.
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_QUARTER, _HALF, _YEAR = 3, 6, 12


class Cadence(StrEnum):
    """How often a measure is logged; daily only a series in a file may be, and no measure is."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    DAILY = "daily"


MEASURE_CADENCES = (Cadence.WEEKLY, Cadence.FORTNIGHTLY, Cadence.MONTHLY, Cadence.QUARTERLY)
MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3}
WEEKS = {Cadence.WEEKLY: 1, Cadence.FORTNIGHTLY: 2}
DAYS = {Cadence.DAILY: 1, Cadence.WEEKLY: 7, Cadence.FORTNIGHTLY: 14}
NOUN = {
    Cadence.DAILY: "day",
    Cadence.WEEKLY: "week",
    Cadence.FORTNIGHTLY: "fortnight",
    Cadence.MONTHLY: "month",
    Cadence.QUARTERLY: "quarter",
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period, known by its first day; `str` writes `2026-W47`, `2026-11` or `2026-Q4`."""

    start: date
    cadence: Cadence = Cadence.WEEKLY

    @classmethod
    def of(
        cls, day: date, cadence: Cadence = Cadence.WEEKLY, phase: date = DEFAULT_PHASE
    ) -> Period:
        """Return the period that holds `day`; `phase` is any Monday on which a fortnight starts."""
        if months := MONTHS.get(cadence):
            return cls(date(day.year, day.month - (day.month - 1) % months, 1), cadence)
        span = DAYS[cadence]
        origin = phase - timedelta(days=phase.weekday())
        return cls(day - timedelta(days=(day - origin).days % span), cadence)

    @property
    def end(self) -> date:
        """The last day."""
        if days := DAYS.get(self.cadence):
            return self.start + timedelta(days=days - 1)
        return (self + 1).start - timedelta(days=1)

    def __add__(self, periods: int) -> Period:
        if months := MONTHS.get(self.cadence):
            count = self.start.year * 12 + self.start.month - 1 + periods * months
            return Period(date(count // 12, count % 12 + 1, 1), self.cadence)
        return Period(self.start + timedelta(days=periods * DAYS[self.cadence]), self.cadence)

    def __sub__(self, other: Period) -> int:
        """Count the periods from `other` to this one; both have one cadence and phase."""
        if months := MONTHS.get(self.cadence):
            years = self.start.year - other.start.year
            return (years * 12 + self.start.month - other.start.month) // months
        return (self.start - other.start).days // DAYS[self.cadence]

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        match self.cadence:
            case Cadence.MONTHLY:
                return self.start.isoformat()[:7]
            case Cadence.QUARTERLY:
                return f"{self.start.year}-Q{(self.start.month + 2) // 3}"
            case Cadence.DAILY:
                return self.start.isoformat()
        year, week, _ = self.start.isocalendar()
        return f"{year}-W{week:02}"


def periods(first: Period, last: Period) -> Iterator[Period]:
    """Yield every period from `first` to `last`, both included."""
    for step in range(last - first + 1):
        yield first + step


def falls_due(week: Period, cadence: Cadence, phase: date = DEFAULT_PHASE) -> tuple[Period, bool]:
    """Return the period to talk about in a week's check-in, and whether it is due in that week.

    A period is due in the week that holds its last day. Until then the running one is meant.
    """
    period = Period.of(week.start, cadence, phase)
    return period, period.end <= week.end


def check_clock(today: date) -> None:
    """Refuse a day that cannot be today: the clock of the computer was never set, or is far off.

    One that lost its battery says 1970 or 1980; every entry would be of a week long gone.
    """
    if not CLOCK_FROM <= today.year <= LAST_YEAR:
        title = f"The clock of this computer says {day_in_words(today)}"
        raise TrackerError(title, "Set it right first: every entry has a day.")


def day_in_words(day: date, *, month_first: bool = False) -> str:
    """Write a day as its field shows it: `Mon 30 Nov 2026`, or `Mon Nov 30, 2026`."""
    name, month = DAY_NAMES[day.weekday()][:3], MONTH_NAMES[day.month - 1][:3]
    if month_first:
        return f"{name} {month} {day.day}, {day.year}"
    return f"{name} {day.day} {month} {day.year}"


def possible_day(
    day: date,
    field: str = "date",
    *,
    first_year: int = FIRST_YEAR,
    latest: date = LAST_DAY,
    beyond: str = "lies too far ahead",
) -> date:
    """Return the day, or raise `InvalidInput` for one on which nothing can have been."""
    if day.year < first_year:
        title = f"{day_in_words(day)} lies before {first_year}"
        raise InvalidInput(field, title, f"Choose a day from {first_year} on.")
    if day > latest:
        hint = f"Choose {day_in_words(latest)} or an earlier day."
        raise InvalidInput(field, f"{day_in_words(day)} {beyond}", hint)
    return day


def read_date(text: str, field: str = "date", *, first_year: int = FIRST_YEAR) -> date:
    """Read an ISO 8601 date such as `2026-11-22`, or raise `InvalidInput`."""
    try:
        # fromisoformat would also take 20261122 and 2026-W47-1: one form is enough.
        day = date.fromisoformat(text.strip()) if len(text.strip()) == 10 else None
    except ValueError:
        day = None
    if day is None or "W" in text:
        raise InvalidInput(field, f"{quoted(text)} is not a date", "Write it as 2026-11-22.")
    return possible_day(day, field, first_year=first_year)


def read_period(text: str, field: str = "period", *, first_year: int = FIRST_YEAR) -> Period | date:
    """Read a label (`2026-W47`, `2026-11`, `2026-Q4`) as its period, or a date as itself."""
    cleaned = text.strip().upper()
    try:
        if found := _LABELS["week"].fullmatch(cleaned):
            named = Period(date.fromisocalendar(int(found[1]), int(found[2]), 1))
        elif found := _LABELS["quarter"].fullmatch(cleaned):
            named = Period(date(int(found[1]), int(found[2]) * 3 - 2, 1), Cadence.QUARTERLY)
        elif found := _LABELS["month"].fullmatch(cleaned):
            named = Period(date(int(found[1]), int(found[2]), 1), Cadence.MONTHLY)
        elif _DAY.fullmatch(cleaned):
            return possible_day(date.fromisoformat(cleaned), field, first_year=first_year)
        else:
            raise ValueError(cleaned)
    except ValueError:
        raise InvalidInput(field, f"{quoted(text)} is not a period", HINT) from None
    if named.start.year < first_year and named.end.year < first_year:
        raise InvalidInput(
            field, f"{cleaned} lies before {first_year}", f"Name a period from {first_year} on."
        )
    if named.start > LAST_DAY:
        raise InvalidInput(field, f"{cleaned} lies too far ahead", HINT)
    return named


def period_for(
    text: str, cadence: Cadence, phase: date = DEFAULT_PHASE, field: str = "period"
) -> Period:
    """Return the period of a cadence that `text` names; a label must lie inside one of them."""
    named = read_period(text, field)
    if isinstance(named, date):
        return Period.of(named, cadence, phase)
    period = Period.of(named.start, cadence, phase)
    if named.end in period:
        return period
    raise InvalidInput(
        field,
        f"{quoted(text)} is not one {NOUN[cadence]}",
        f"Name a {NOUN[cadence]}, or a date in it.",
    )


Span = tuple[date, date]


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
