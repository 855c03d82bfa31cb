"""Which day a person means who types one: `30 nov`, `30.11.`, `11/30`, `fri`, `+2w`, or ISO.

Whoever asks for a day in a window reads it by this one rule and shows beside the field what it
understood. Files and the command line take ISO alone (`read_date`): nobody looks over their
shoulder. A weekday is the coming one. A day without its year is the one nearest to today. Where
that lies outside what the field allows, it is the nearest one that does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.period import (
    DAY_NAMES,
    FIRST_YEAR,
    LAST_DAY,
    MONTH_NAMES,
    day_in_words,
    possible_day,
)

EXAMPLE = "Try 30 Nov or fri."
_WORDS = {"today": 0, "tod": 0, "now": 0, "tomorrow": 1, "tom": 1, "yesterday": -1}
_UNITS = {"": 1, "d": 1, "day": 1, "days": 1, "w": 7, "wk": 7, "week": 7, "weeks": 7}
_MONTHS = {"m": 1, "month": 1, "months": 1, "y": 12, "year": 12, "years": 12}
_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*([a-z]*)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})", re.ASCII)
_FIGURES = re.compile(
    r"(\d{1,2})([-./])\s?(\d{1,2})(?:(?:\2\s?(\d{4}|\d{2})?)|\s+(\d{4}))?", re.ASCII
)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[.\s]*([a-z]{3,})\.?\s*(\d{4}|\d{2})?", re.ASCII)
_MONTH_DAY = re.compile(
    r"([a-z]{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:\s+(\d{4}|\d{2}))?", re.ASCII
)
_LONE = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?", re.ASCII)
_YEARS_ABOUT = (0, 1, -1, 2, -2, 3, -3, 4, -4, 8, -8)  # a 29 February is up to eight years away
CENTURY = 2000  # of a year in two figures
_LONGEST = 40  # letters: nobody writes a day longer


@dataclass(frozen=True, slots=True)
class DayReader:
    """How days are read: from which day on, in which order, and which days are allowed."""

    today: date
    month_first: bool = False
    earliest: date | None = None
    latest: date | None = None

    def read(self, text: str, field: str = "date") -> date:
        """Return the day that a text means.

        Raises `InvalidInput` for what means no day, or one on which nothing can be.
        """
        cleaned = " ".join(text.replace(",", " ").split()).lower()
        found = next(self._meant(cleaned), None) if len(cleaned) <= _LONGEST else None
        if found is None:
            raise InvalidInput(field, f"{quoted(text)} is not a day", EXAMPLE)
        day = possible_day(found, field)
        if self.earliest and day < self.earliest:
            hint = f"Choose {day_in_words(self.earliest)} or a later day."
            raise InvalidInput(field, f"{day_in_words(day)} is too early", hint)
        if self.latest and day > self.latest:
            hint = f"Choose {day_in_words(self.latest)} or an earlier day."
            late = "has not come yet" if self.latest == self.today else "is too late"
            raise InvalidInput(field, f"{day_in_words(day)} {late}", hint)
        return day

    def _meant(self, text: str) -> Iterator[date]:
        """Return what a text may mean, the likeliest first."""
        name, _, rest = text.partition(" ")
        weekday = _named(name.rstrip("."), DAY_NAMES)
        if weekday is not None and rest:  # `Mon 30 Nov`: the figures say which day
            text = rest
        elif weekday is not None:
            yield self._weekday(weekday)
        if text in _WORDS:
            yield _plus(self.today, _WORDS[text])
        ways: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]], ...] = (
            (_STEP, self._step),
            (_YEAR_FIRST, self._year_first),
            (_FIGURES, self._figures),
            (_DAY_MONTH, self._day_month),
            (_MONTH_DAY, self._month_day),
            (_LONE, self._lone),
        )
        for pattern, read in ways:
            if (found := pattern.fullmatch(text)) and (day := read(found)) is not None:
                yield day

    def _weekday(self, weekday: int) -> date:
        ahead = (weekday - self.today.weekday() - 1) % 7 + 1
        coming, last = _plus(self.today, ahead), _plus(self.today, ahead - 7 if ahead < 7 else -7)
        return last if self.latest and coming > self.latest else coming

    def _step(self, found: re.Match[str]) -> date | None:
        sign, figure, unit = found.groups()
        count = int(figure) * (1 if sign == "+" else -1)
        if unit in _UNITS:
            return _plus(self.today, count * _UNITS[unit])
        if unit not in _MONTHS:
            return None
        months = self.today.year * 12 + self.today.month - 1 + count * _MONTHS[unit]
        year, month = divmod(months, 12)
        if not 1 <= year <= MAXYEAR:
            return LAST_DAY + timedelta(days=1) if count > 0 else date(FIRST_YEAR - 1, 12, 31)
        for day in range(self.today.day, 0, -1):  # a month after 31 January is its last day
            if (made := _made(year, month + 1, day)) is not None:
                return made
        return None

    def _year_first(self, found: re.Match[str]) -> date | None:
        return _made(int(found[1]), int(found[3]), int(found[4]))

    def _figures(self, found: re.Match[str]) -> date | None:
        first, second = int(found[1]), int(found[3])
        year = _year(found[4] or found[5])
        month_first = self.month_first and found[2] != "."  # dots part day and month anywhere
        orders: tuple[tuple[int, int], ...] = ((second, first), (first, second))
        if found[2] == ".":
            orders = orders[:1]
        elif month_first:
            orders = orders[::-1]
        made = (self._nearest(month, day, year) for month, day in orders)
        return next((day for day in made if day is not None), None)

    def _day_month(self, found: re.Match[str]) -> date | None:
        return self._with_name(found[2], found[1], found[3])

    def _month_day(self, found: re.Match[str]) -> date | None:
        return self._with_name(found[1], found[2], found[3])

    def _with_name(self, name: str, day: str, year: str | None) -> date | None:
        month = _named(name, MONTH_NAMES)
        return None if month is None else self._nearest(month + 1, int(day), _year(year))

    def _lone(self, found: re.Match[str]) -> date | None:
        """Return the nearest day of that number, in this month or one beside it."""
        months = (self.today.year * 12 + self.today.month - 1 + by for by in (0, 1, -1, 2, -2))
        return self._best(_made(at // 12, at % 12 + 1, int(found[1])) for at in months)

    def _nearest(self, month: int, day: int, year: int | None) -> date | None:
        if year is not None:
            return _made(year, month, day)
        return self._best(_made(self.today.year + by, month, day) for by in _YEARS_ABOUT)

    def _best(self, days: Iterator[date | None]) -> date | None:
        """Return the nearest of some days, of those that are allowed if any is."""
        real = sorted(
            (day for day in days if day is not None),
            key=lambda day: (abs(day - self.today), day < self.today),
        )
        allowed = (
            day for day in real if (self.earliest or date.min) <= day <= (self.latest or date.max)
        )
        return next(allowed, real[0] if real else None)


def _named(text: str, names: tuple[str, ...]) -> int | None:
    """Return which name a text begins, by three letters at least (`Thurs`, `Sept`)."""
    found = [at for at, name in enumerate(names) if name.lower().startswith(text)]
    return found[0] if len(text) >= 3 and found else None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else CENTURY + int(text)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plus(day: date, days: int) -> date:
    """Return a day so many days on; beyond all that can be, the first one that cannot."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
