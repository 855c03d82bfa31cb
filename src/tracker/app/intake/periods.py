"""A column of times, read as one: one order of day and month, one language, one kind of number.

Which day a week begins or ends on is found, too: dates that all fall on one weekday stand for
weeks. A week that is not Monday to Sunday is kept as the ISO week with which it shares most days.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from tracker.app.intake.sheet import Exact, plain_text
from tracker.app.intake.spellings import (
    LANGUAGES,
    SpelledPeriod,
    TimeSpan,
    full_year,
    month_words,
    spelled,
)
from tracker.domain.period import Cadence, Period

_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(18_264, 80_000)  # 1950 to 2119
_SECONDS, _MILLISECONDS = range(10**8, 2**33), range(10**11, 10**13 * 5)
YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_ANY_YEAR, _NEARLY_A_YEAR = 2024, 0.4


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

    `short_years` says that `51/25` is a number and its year. `taken` is a day with points that no
    other day settles: it was read as day.month. `orders` are those that its cells leave open.
    """

    order: DayOrder | None = None
    language: str = "en"
    pair: TimeSpan = TimeSpan.MONTH
    bare: TimeSpan = TimeSpan.WEEK
    days_named: bool = False
    short_years: bool = False
    year: int | None = None
    asks: frozenset[str] = frozenset()
    example: str = ""
    taken: str = ""
    orders: tuple[DayOrder, ...] = ()

    def read(self, cell: str, year: int | None = None) -> Period | date | None:
        """Return the period or day that a cell names; None where it names none, or not clearly."""
        if (day := _serial(cell)) is not None:
            return day
        said = spelled(cell)
        if said is None:
            return None
        return self.read_in(said, year or self.year)

    def read_in(self, said: SpelledPeriod, year: int | None) -> Period | date | None:
        """Return what a cell says, in a year if it names none."""
        if said.last is not None:
            return self._span(said, said.last, year)
        return self._named(said, year if self.is_day(said) else said.year or year)

    def is_day(self, said: SpelledPeriod) -> bool:
        """Say whether `Nov-03` is a day here, whose year stands elsewhere."""
        return bool(said.pair and said.word and self.days_named)

    def _named(self, said: SpelledPeriod, year: int | None) -> Period | date | None:
        if said.halves and (self.short_years or said.bare):
            first, second = said.numbers
            return _made(self.pair, full_year(second), (first,)) if self.short_years else None
        if year is None:
            return None
        if said.two_digits and self.order is DayOrder.YMD:
            first, second = said.numbers[::-1] if said.dotted else said.numbers
            return _made(TimeSpan.DAY, full_year(first), (second, year % 100))
        return self._in_year(said, year)

    def _in_year(self, said: SpelledPeriod, year: int) -> Period | date | None:
        numbers, span = said.numbers, said.span
        if said.word:
            month = month_words(self.language).get(said.word)
            if month is None:
                return None
            day = span is TimeSpan.DAY or self.is_day(said)
            numbers, span = ((month, *numbers), TimeSpan.DAY) if day else ((month,), span)
        elif said.pair or said.bare:
            span = self.pair if said.pair else self.bare
        elif said.open and self.order is None:
            return None
        elif (said.open and self.order is not DayOrder.MDY) or (
            said.dotted and self.order is DayOrder.MDY
        ):
            numbers = numbers[::-1]
        return _made(span or TimeSpan.WEEK, year, numbers)

    def _span(
        self, said: SpelledPeriod, last: SpelledPeriod, year: int | None
    ) -> Period | date | None:
        """Return the period that a span of days is: a week, or a month."""
        year = last.year or said.year or year
        ends = self._named(last, year)
        begins = self._named(said, said.year or year)
        if not isinstance(begins, date) or not isinstance(ends, date):
            return None
        if begins > ends and said.year is None:
            begins = begins.replace(year=begins.year - 1)  # from one year into the next
        if 4 <= (ends - begins).days <= 6:
            return Period.of(begins + timedelta(days=3))
        month = Period.of(begins, Cadence.MONTHLY)
        return month if (month.start, month.end) == (begins, ends) else None


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
        short_years=_short_years([one for _, one in said], hint.span),
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


def _pair_span(said: Iterable[tuple[str, SpelledPeriod]], head: TimeSpan | None) -> TimeSpan:
    """Say what `2025-45` counts: weeks where the head says so, or where some are above 12."""
    pairs = [one for _, one in said if (one.pair or one.halves) and not one.word]
    above = {one.numbers[0] for one in pairs} - set(range(1, 13))
    weeks = head is TimeSpan.WEEK or (head is not TimeSpan.MONTH and len(above) > 1)
    return TimeSpan.WEEK if weeks else TimeSpan.MONTH


def _days_named(said: list[SpelledPeriod]) -> bool:
    """Say whether `Nov-03, Nov-10` are days: a month follows itself, which no months do."""
    seen = [one for one in said if one.pair and one.word]
    if not seen or any(one.numbers[0] > 31 for one in seen):
        return False
    again = sum(one.word == after.word for one, after in pairwise(seen))
    return again > 0 and again * 2 >= len(seen) - 1


def _short_years(said: list[SpelledPeriod], head: TimeSpan | None) -> bool:
    """Say whether `51/25, 52/25, 01/26` are numbers and their years, and no days."""
    pairs = [one.numbers for one in said if one.halves]
    if not pairs or len(pairs) < len(said):
        return False
    firsts, seconds = ({pair[at] for pair in pairs} for at in (0, 1))
    may_be_day = all(min(pair) <= 12 and max(pair) <= 31 for pair in pairs)
    steady = len(seconds) < len(firsts) and min(seconds) > 12
    if head not in {TimeSpan.WEEK, TimeSpan.MONTH}:
        return not may_be_day or (steady and len(firsts) > 2)
    return steady or not may_be_day or (len(pairs) == 1 and min(seconds) > 12)


def _with_order(
    column: TimeColumn, said: list[tuple[str, SpelledPeriod]], hint: ColumnHint
) -> TimeColumn:
    if column.short_years:
        return column
    asked = [(cell, one.numbers) for cell, one in said if one.open]
    asked += [(cell, one.last.numbers) for cell, one in said if one.last and one.last.open]
    dotted = [(cell, one.numbers[::-1]) for cell, one in said if one.dotted and not one.last]
    left = asked + dotted
    if not left:
        return column
    if hint.order is not None:
        return replace(column, order=hint.order)
    day_first = any(first > 12 for _, (first, _) in left)
    month_first = any(second > 12 for _, (_, second) in left)
    year_first = _year_first([one for _, one in said])
    if year_first:
        return replace(column, order=DayOrder.YMD)
    if year_first is None and asked:
        return _asking(column, left[0][0], (DayOrder.YMD, DayOrder.DMY))
    if day_first is not month_first:
        return replace(column, order=DayOrder.DMY if day_first else DayOrder.MDY)
    if not asked:
        return replace(column, order=DayOrder.DMY, taken="" if day_first else dotted[0][0])
    return _asking(column, left[0][0], (DayOrder.DMY, DayOrder.MDY))


def _asking(column: TimeColumn, example: str, orders: tuple[DayOrder, ...]) -> TimeColumn:
    return replace(column, asks=column.asks | {"dates"}, example=example, orders=orders)


def _year_first(said: list[SpelledPeriod]) -> bool | None:
    """Say whether `26-01-05, 26-01-12` begin with the year; None where nothing tells.

    Years are fewer than days, so the number that stays is the year.
    """
    days = [one for one in said if one.open or one.dotted]
    if not days or not all(one.two_digits and one.year for one in days):
        return False
    threes = [
        ((one.numbers[::-1] if one.dotted else one.numbers), (one.year or 0) % 100) for one in days
    ]
    if not all(1 <= second <= 12 and 1 <= third <= 31 for (_, second), third in threes):
        return False
    firsts, thirds = len({one[0] for one, _ in threes}), len({third for _, third in threes})
    if firsts != thirds:
        return firsts < thirds
    return None if any(one[0] > 12 for one, _ in threes) else False


def _with_year(column: TimeColumn, said: list[tuple[str, SpelledPeriod]]) -> TimeColumn:
    missing = [
        cell
        for cell, one in said
        if not (one.halves and (column.short_years or one.bare))
        and (_no_year(one) or column.is_day(one))
    ]
    if not missing or column.year is not None:
        return column
    return replace(column, asks=column.asks | {"year"}, example=column.example or missing[0])


def named_times(cells: Sequence[tuple[str, str]], column: TimeColumn) -> list[Period | date | None]:
    """Return the time of each cell, beside which a year may stand.

    Times without a year go on into the next one, or back into the one before where a table begins
    with the newest; the year that is known is that of the first.
    """
    said = [spelled(cell) for cell, _ in cells]
    places = [
        _place_in_year(one, column) if one and not beside.strip() else None
        for one, (_, beside) in zip(said, cells, strict=True)
    ]
    steps = [after - one for one, after in pairwise(at for at in places if at is not None)]
    near = [step for step in steps if abs(step) <= _NEARLY_A_YEAR]
    onward = sum(step > 0 for step in near) - sum(step < 0 for step in near)
    turned, before = 0, None
    found: list[Period | date | None] = []
    for (cell, beside), place in zip(cells, places, strict=True):
        named = YEAR.search(beside)
        year = int(named[0]) if named else None
        if place is not None and column.year:
            if before is not None and abs(place - before) > _NEARLY_A_YEAR:
                turned += (place < before) if onward >= 0 else -(place > before)
            before = place
            year = column.year + turned
        found.append(column.read(cell, year))
    return found


def _place_in_year(said: SpelledPeriod, column: TimeColumn) -> float | None:
    """Return where in its year a time without one lies, from 0 to 1; None where it names one."""
    if not (_no_year(said) or column.is_day(said)) or (said.halves and column.short_years):
        return None
    time = column.read_in(said, _ANY_YEAR)
    if time is None:
        return None
    return (time.start if isinstance(time, Period) else time).timetuple().tm_yday / 366


def _no_year(said: SpelledPeriod) -> bool:
    return said.year is None and (said.last is None or said.last.year is None)


def weekday_of(days: Iterable[date]) -> int | None:
    """Return the weekday (Monday 0) of several days that stand for weeks, but for a few holidays.

    None where they fall on many weekdays, or there is one day only.
    """
    distinct = set(days)
    if len(distinct) < 2:
        return None
    weekday, count = Counter(day.weekday() for day in distinct).most_common(1)[0]
    return (
        weekday if count == len(distinct) or (count > 2 and count >= 0.7 * len(distinct)) else None
    )


def middle_of(day: date, week_day: WeekDay) -> date:
    """Return the day in the middle of the week that begins or ends on a day."""
    return day + timedelta(days=3 if week_day is WeekDay.BEGINS else -3)


def week_of(day: date, week_day: WeekDay) -> Period:
    """Return the ISO week with which the week that begins or ends on a day shares most days."""
    return Period.of(middle_of(day, week_day))


def finest(days: Iterable[date]) -> Cadence:
    """Return the rhythm of days: the coarsest that people keep in which no two fall into one."""
    distinct = set(days)
    if len(distinct) >= 3:
        for cadence, months in ((Cadence.QUARTERLY, 3), (Cadence.MONTHLY, 1)):
            if len({(day.year, (day.month - 1) // months) for day in distinct}) == len(distinct):
                return cadence
    weeks = {(day.toordinal() - 1) // 7 for day in distinct}
    return Cadence.WEEKLY if len(weeks) == len(distinct) else Cadence.DAILY
