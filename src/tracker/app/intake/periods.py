"""A column of times, read as one: one order of day and month, one language, one kind of number.

Which day a week begins or ends on is found, too: dates that all fall on one weekday stand for
weeks. A week that is not Monday to Sunday is kept as the ISO week with which it shares most days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from tracker.app.intake.sheet import Exact, plain_text
from tracker.app.intake.spellings import LANGUAGES, Spelled, TimeSpan, month_words, spelled
from tracker.domain.period import Cadence, Period

_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(18_264, 80_000)  # 1950 to 2119
_SECONDS, _MILLISECONDS = range(10**8, 2**33), range(10**11, 10**13 * 5)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class DayOrder(StrEnum):
    """The order in which day, month and year stand."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class WeekDay(StrEnum):
    """Which day of its week a date names."""

    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class ColumnHint:
    """What is known beside a column's cells: its head's span and week day, the choices, the year.

    `year` holds for cells that name none, and where a year is not beside them.
    """

    span: TimeSpan | None = None
    week_day: WeekDay | None = None
    order: DayOrder | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TimeColumn:
    """How a column of times is read, and what it leaves open (`asks`: order, year).

    `taken` is a day with points that no other day settles: it was read as day.month.
    """

    order: DayOrder | None = None
    language: str = "en"
    pair: TimeSpan = TimeSpan.MONTH
    bare: TimeSpan = TimeSpan.WEEK
    days_named: bool = False
    year: int | None = None
    asks: frozenset[str] = frozenset()
    example: str = ""
    taken: str = ""

    def read(self, cell: str, year: int | None = None) -> Period | date | None:
        """Return the period or day that a cell names; None where it names none, or not clearly."""
        if (day := _serial(cell)) is not None:
            return day
        said = spelled(cell)
        if said is None:
            return None
        if said.ends is not None:
            return self._span(said)
        return self._named(said, said.year or year or self.year)

    def _named(self, said: Spelled, year: int | None) -> Period | date | None:
        if year is None:
            return None
        numbers, span = said.numbers, said.span
        if said.word:
            month = month_words(self.language).get(said.word)
            if month is None:
                return None
            if said.pair and self.days_named:
                return _day(self.year or year, month, numbers[0]) if self.year else None
            numbers = (month, *numbers) if span is TimeSpan.DAY else (month,)
        elif said.pair or said.bare:
            span = self.pair if said.pair else self.bare
        elif said.open and self.order is None:
            return None
        elif (said.open and self.order is not DayOrder.MDY) or (
            said.dotted and self.order is DayOrder.MDY
        ):
            numbers = numbers[::-1]
        return _made(span or TimeSpan.WEEK, year, numbers)

    def _span(self, said: Spelled) -> Period | date | None:
        """Return the period that a range of days is: a week, or a month."""
        first = self._named(said, said.year)
        if not isinstance(first, date) or said.ends is None:
            return None
        days = (said.ends - first).days
        if 4 <= days <= 6:
            return Period.of(first + timedelta(days=3))
        month = Period.of(first, Cadence.MONTHLY)
        return month if (month.start, month.end) == (first, said.ends) else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _made(span: TimeSpan, year: int, numbers: tuple[int, ...]) -> Period | date | None:
    try:
        match span:
            case TimeSpan.DAY:
                return date(year, *numbers)
            case TimeSpan.WEEK:
                return Period(date.fromisocalendar(year, numbers[0], 1))
            case TimeSpan.MONTH:
                return Period(date(year, numbers[0], 1), Cadence.MONTHLY)
            case TimeSpan.QUARTER:
                return Period(date(year, numbers[0] * 3 - 2, 1), Cadence.QUARTERLY)
    except (ValueError, TypeError):
        return None


def _serial(cell: str) -> date | None:
    """Return the day of an Excel serial number, or of a count of seconds since 1970."""
    text = plain_text(cell).partition(".")[0]
    if not text.isdecimal() or not 5 <= len(text) <= 13 or len(text) in {6, 8}:
        return None
    number = int(text)
    if number in _SERIALS:
        return _EXCEL_ZERO + timedelta(days=number)
    if len(text) == 10 and number in _SECONDS:
        return date(1970, 1, 1) + timedelta(seconds=number)
    if len(text) == 13 and number in _MILLISECONDS:
        return date(1970, 1, 1) + timedelta(milliseconds=number)
    return None


def names_time(cell: str) -> bool:
    """Say whether a cell names a time by itself: no bare number, none Excel counts days in."""
    said = spelled(cell)
    if said is None or said.bare:
        return False
    if said.pair and not said.word and isinstance(cell, Exact) and "-" not in cell:
        return "." not in cell
    return True


def may_name_time(cell: str) -> bool:
    """Say whether a cell may name a time where its column is known to hold times."""
    return spelled(cell) is not None or _serial(cell) is not None


def settle(cells: Sequence[str], hint: ColumnHint) -> TimeColumn:
    """Find how a column of times is to be read by all of its cells."""
    said = [(cell, one) for cell in cells if (one := spelled(cell)) is not None]
    column = TimeColumn(
        language=_language([one.word for _, one in said if one.word]),
        pair=_pair_span(said, hint.span),
        bare=hint.span or TimeSpan.WEEK,
        days_named=_days_named([one for _, one in said]),
        year=hint.year,
    )
    return _with_year(_with_order(column, said, hint), said)


def _language(words: list[str]) -> str:
    """Return the first language that has all of the names, or most of them."""
    distinct = Counter(words)
    best, most = "en", -1
    for language in LANGUAGES if distinct else ():
        known = sum(count for word, count in distinct.items() if word in month_words(language))
        if known > most:
            best, most = language, known
        if known == len(words):
            break
    return best


def _pair_span(said: Iterable[tuple[str, Spelled]], head: TimeSpan | None) -> TimeSpan:
    """Say what `2025-45` counts: weeks where the head says so, or where some are above 12."""
    above = {one.numbers[0] for _, one in said if one.pair and not one.word} - set(range(1, 13))
    weeks = head is TimeSpan.WEEK or (head is not TimeSpan.MONTH and len(above) > 1)
    return TimeSpan.WEEK if weeks else TimeSpan.MONTH


def _days_named(said: list[Spelled]) -> bool:
    """Say whether `Nov-03, Nov-10` are days: one month stands beside several numbers."""
    seen: dict[str, set[int]] = {}
    for one in said:
        if one.pair and one.word:
            seen.setdefault(one.word, set()).add(one.numbers[0])
    numbers = set[int]().union(*seen.values()) if seen else set()
    return (
        bool(seen)
        and max(map(len, seen.values())) > 1
        and max(numbers) <= 31
        and not (max(numbers) - min(numbers) <= 6 and len(numbers) <= 7 and min(numbers) > 12)
    )


def _with_order(
    column: TimeColumn, said: list[tuple[str, Spelled]], hint: ColumnHint
) -> TimeColumn:
    asked = [(cell, one.numbers) for cell, one in said if one.open]
    dotted = [(cell, one.numbers[::-1]) for cell, one in said if one.dotted and not one.ends]
    left = asked + dotted
    if not left:
        return column
    if hint.order is not None:
        return replace(column, order=hint.order)
    day_first = any(first > 12 for _, (first, _) in left)
    month_first = any(second > 12 for _, (_, second) in left)
    if day_first is not month_first:
        return replace(column, order=DayOrder.DMY if day_first else DayOrder.MDY)
    if not asked:
        return replace(column, order=DayOrder.DMY, taken="" if day_first else dotted[0][0])
    return replace(column, asks=column.asks | {"dates"}, example=left[0][0])


def _with_year(column: TimeColumn, said: list[tuple[str, Spelled]]) -> TimeColumn:
    missing = [
        cell
        for cell, one in said
        if one.year is None or (one.pair and one.word and column.days_named)
    ]
    if not missing or column.year is not None:
        return column
    return replace(column, asks=column.asks | {"year"}, example=column.example or missing[0])


def weekday_of(days: Iterable[date]) -> int | None:
    """Return the weekday that all of several days fall on (Monday 0), if they stand for weeks."""
    distinct = set(days)
    if len(distinct) < 2:
        return None
    weekdays = {day.weekday() for day in distinct}
    return weekdays.pop() if len(weekdays) == 1 else None


def week_of(day: date, week_day: WeekDay) -> Period:
    """Return the ISO week with which the week that begins or ends on a day shares most days."""
    middle = day + timedelta(days=3 if week_day is WeekDay.BEGINS else -3)
    return Period.of(middle)


def finest(days: Iterable[date]) -> Cadence:
    """Return the rhythm of days: the coarsest that people keep in which no two fall into one."""
    distinct = sorted(set(days))
    if len(distinct) >= 3:
        for cadence in (Cadence.QUARTERLY, Cadence.MONTHLY):
            if _one_each(distinct, cadence):
                return cadence
    weeks = {Period.of(day) for day in distinct}
    return Cadence.WEEKLY if len(weeks) == len(distinct) else Cadence.DAILY


def _one_each(days: list[date], cadence: Cadence) -> bool:
    periods = [Period.of(day, cadence) for day in days]
    return len(set(periods)) == len(days)
