"""One cell that names a time, in the spellings of people and programs, as far as it says one.

`KW 45` says no year, `3/4/2025` not which is the month, `45` not what it counts. What is left open
is settled by the column the cell stands in (`periods`), never by the cell alone.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from tracker.app.intake.sheet import plain_text
from tracker.domain.period import MONTH_NAMES

OLDEST, NEWEST = 1900, 2199
LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "sv", "da", "nb", "fi", "ru",
    "uk", "tr", "ro", "hr", "el", "ja",
)  # fmt: skip


class TimeSpan(StrEnum):
    """How long a time that a cell names is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class SpelledPeriod(NamedTuple):
    """What a cell says: a span, its numbers, and its year if it names one.

    `numbers` of a week, month or quarter is its number; of a day month and day, or with `open` both
    in the order in which they stand. `pair` marks a year and a number whose span is not said
    (`2025-45`, `202504`), `bare` a number alone, `word` a month's name still to be understood.
    `dotted` days are read as day.month, unless a column shows that it is otherwise. `two_digits`
    are three numbers of two digits, of which the first may be the year, `halves` two numbers of
    which the second may be one (`51/25`). `last` is the last day of a span of days.
    """

    span: TimeSpan | None
    year: int | None = None
    numbers: tuple[int, ...] = ()
    open: bool = False
    pair: bool = False
    bare: bool = False
    word: str = ""
    last: SpelledPeriod | None = None
    dotted: bool = False
    two_digits: bool = False
    halves: bool = False


_WEEK = (
    r"(?:calendar\s+week|kalenderwoche|week|weeks|wk|woche|semaine|semana|settimana|vecka|veckan|uge|uke"
    r"|sem|sett|týden|tydzień|tydz|hét|viikko|vko|неделя|нед|kw|cw|w|s|v)"
)
_QUARTER = r"(?:quarter|quartal|trimestre|trimester|kvartal|kvartál|kwartał|trim|qtr|qu|q)"
_YEAR4, _YEAR = r"(19\d\d|2[01]\d\d)", r"'?((?:19|2[01])\d\d|\d\d)"
_GAP, _GAP1 = r"[\s.,:;/_\-–'(]*", r"[\s.,:;/_\-–'(]+"
_ZONE = r"(?:z|utc|gmt|[+-]\d\d:?\d\d)?"
_TIME = rf"(?:[T\s,]\s*\d{{1,2}}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*{_ZONE})?"
_ORDINAL = r"(?:\.|st|nd|rd|th)?"


def _all(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ISO_WEEK = _all(rf"{_YEAR4}{_GAP}{_WEEK}{_GAP}#?(\d{{1,2}})(?:-([1-7]))?")
_WEEK_YEAR = _all(
    rf"{_WEEK}{_GAP}(?:nr\.?\s*)?#?(\d{{1,2}})(?:{_GAP1}|\s*of\s+|\s+(?:de|del|di|do|van)\s+){_YEAR}\)?"
)
_WEEK_ALONE = _all(rf"{_WEEK}{_GAP}(?:nr\.?\s*)?#?(\d{{1,2}})")
_ORDINAL_WEEK = _all(rf"(\d{{1,2}}){_ORDINAL}\s*{_WEEK}\.?(?:{_GAP1}(?:of\s+)?{_YEAR})?\)?")
_QUARTER_YEAR = _all(rf"{_QUARTER}{_GAP}([1-4])(?:{_GAP1}{_YEAR}\)?)?")
_YEAR_QUARTER = _all(rf"{_YEAR4}{_GAP}(?:{_QUARTER}|t){_GAP}([1-4])")
_QUARTER_FIRST = _all(
    rf"([1-4]|iv|i{{1,3}})(?:\.|º|°|ª|er|e|ème|st|nd|rd|th)?\s*{_QUARTER}\.?(?:{_GAP}(?:de\s+)?{_YEAR}\)?)?"
)
_ROMAN_QUARTER = _all(rf"(iv|i{{1,3}})(?:{_GAP1}|\.\s*){_YEAR4}")
_TRIMESTRE = _all(rf"t([1-4]){_GAP1}{_YEAR4}")
_YEAR_MONTH_M = _all(rf"{_YEAR4}-?M(\d{{1,2}})")
_YMD = _all(rf"{_YEAR4}([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_YMD8 = _all(rf"{_YEAR4}(\d\d)(\d\d)(?:T?\d{{4,6}}z?)?")
_TRIPLE = _all(rf"(\d{{1,2}})([-/.])\s?(\d{{1,2}})\2\s?((?:19|2[01])\d\d|\d\d){_TIME}")
_DOUBLE = _all(r"(\d{1,2})([/.])(\d{1,2})(\.?)")
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR_NUMBER = _all(rf"{_YEAR4}\s?[-/._]\s?(\d{{1,2}})")
_NUMBER_YEAR = _all(rf"(\d{{1,2}})\s?[-/._]\s?{_YEAR4}")
_SIX = _all(rf"{_YEAR4}(\d\d)")
_BARE = _all(r"\d{1,2}")
_JAPANESE = _all(r"(?:(\d{4})年)?(?:第?(\d{1,2})週|(\d{1,2})月(?:(\d{1,2})日)?)")
_NAME = r"([^\W\d_]{3,}[.']?|[^\W\d_]+\.)"
_NAME_YEAR = _all(rf"{_NAME}{_GAP}{_YEAR}")
_YEAR_NAME = _all(rf"((?:19|2[01])\d\d|\d\d){_GAP}{_NAME}")
_NAME_ALONE = _all(_NAME)
_DAY_NAME = _all(
    rf"(\d{{1,2}})(?:\.|st|nd|rd|th)?{_GAP}(?:de\s+|of\s+)?{_NAME}(?:{_GAP}(?:de\s+)?{_YEAR})?{_TIME}"
)
_NAME_DAY = _all(rf"{_NAME}{_GAP}(\d{{1,2}})(?:st|nd|rd|th)?(?:{_GAP1}{_YEAR}){_TIME}")
_WEEKDAY = _all(
    r"^(?:w/[ec]|w[ceb]|week\s+(?:ending|ended|beginning|starting|commencing|of|from)|woche\s+(?:vom|ab|bis)"
    r"|semaine\s+du|semana\s+del?|settimana\s+del?)[\s:]+"
    r"|^[^\W\d_]{2,10}\.?,?\s+(?=\d)|^[^\W\d_]{3,10},\s+"
)
_RANGE = re.compile(r"\s*(?:\s[-–—]\s|–|—|\s(?:to|bis|through|thru|au|al|a)\s|\.\.(?=\d))\s*")
_BRACKETS = re.compile(r"([^()\[\]]+?)\s*[(\[]([^()\[\]]+)[)\]]")
_BROWSER = re.compile(r"\s+\d{1,2}:\d{2}(?::\d{2})?\s+(?:GMT|UTC)[+-]?[\d:]*(?:\s*\([^)]*\))?$")
_NAMED_DAY = re.compile(r"([^\W\d_]{3,9})\s+(\d{1,2})\s+(\d{4})$")
_NAME_SPAN = _all(rf"{_NAME}\s+(\d{{1,2}})\s*[-–—]\s*(\d{{1,2}})(,?\s+{_YEAR4})")


def spelled(cell: str) -> SpelledPeriod | None:
    """Return what a cell says of a time, or None where it names none."""
    text = plain_text(cell)
    if not text or len(text) > 60:
        return None
    return _spelled(" ".join(text.split()))


@cache
def _spelled(text: str) -> SpelledPeriod | None:
    if not any(sign.isdecimal() for sign in text):
        return _month_alone(text)
    if not text.isascii():
        text = "".join(str(int(one)) if one.isdecimal() else one for one in text)
    for read in (_weeks, _quarters, _days, _pairs, _japanese, _named):
        if found := read(text):
            return found
    return _with_weekday(text) or _range(text) or _said_twice(text)


def _said_twice(text: str) -> SpelledPeriod | None:
    """Read `Week 40 (28 Sep – 4 Oct 2026)`, and what a browser writes: `… 2026 09:00 GMT+1 (CET)`.

    Of two times of one cell it is the one that names its year, the first if both do.
    """
    if found := _BROWSER.search(text):
        return _spelled(_NAMED_DAY.sub(r"\2 \1 \3", text[: found.start()].strip()))
    if not (found := _BRACKETS.fullmatch(text)):
        return None
    both = [said for part in found.groups() if (said := _spelled(part.strip()))]
    if len(both) < 2:
        return None
    whole = [said for said in both if said.year is not None or (said.last and said.last.year)]
    return (whole or both)[0]


def _year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text)
    return year if year >= 100 else full_year(year)


def _weeks(text: str) -> SpelledPeriod | None:
    if found := _ISO_WEEK.fullmatch(text):
        year, week = int(found[1]), int(found[2])
        if found[3]:
            return _iso_day(year, week, int(found[3]))
        return SpelledPeriod(TimeSpan.WEEK, year, (week,))
    if found := _WEEK_YEAR.fullmatch(text):
        return SpelledPeriod(TimeSpan.WEEK, _year(found[2]), (int(found[1]),))
    if found := _WEEK_ALONE.fullmatch(text):
        return SpelledPeriod(TimeSpan.WEEK, None, (int(found[1]),))
    if found := _ORDINAL_WEEK.fullmatch(text):
        return SpelledPeriod(TimeSpan.WEEK, _year(found[2]), (int(found[1]),))
    return None


def _iso_day(year: int, week: int, weekday: int) -> SpelledPeriod | None:
    try:
        day = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return None
    return SpelledPeriod(TimeSpan.DAY, day.year, (day.month, day.day))


def _quarters(text: str) -> SpelledPeriod | None:
    if found := (
        _QUARTER_YEAR.fullmatch(text)
        or _QUARTER_FIRST.fullmatch(text)
        or _ROMAN_QUARTER.fullmatch(text)
    ):
        number = _NUMERALS.get(found[1].casefold()) or int(found[1])
        return SpelledPeriod(TimeSpan.QUARTER, _year(found[2]), (number,))
    if found := _YEAR_QUARTER.fullmatch(text):
        return SpelledPeriod(TimeSpan.QUARTER, int(found[1]), (int(found[2]),))
    if found := _TRIMESTRE.fullmatch(text):
        return SpelledPeriod(TimeSpan.QUARTER, int(found[2]), (int(found[1]),))
    return None


def _days(text: str) -> SpelledPeriod | None:
    if found := _YMD.fullmatch(text):
        return SpelledPeriod(TimeSpan.DAY, int(found[1]), (int(found[3]), int(found[4])))
    if found := _YMD8.fullmatch(text):
        numbers = int(found[2]), int(found[3])
        return (
            SpelledPeriod(TimeSpan.DAY, int(found[1]), numbers) if _in_calendar(*numbers) else None
        )
    if found := _TRIPLE.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        year, short = _year(found[4]), len(found[1]) == len(found[4]) == 2
        if found[2] == ".":  # hardly anybody writes the month first with points
            numbers = (second, first)
            return SpelledPeriod(TimeSpan.DAY, year, numbers, dotted=True, two_digits=short)
        return SpelledPeriod(TimeSpan.DAY, year, (first, second), open=True, two_digits=short)
    return _two_numbers(text)


def _two_numbers(text: str) -> SpelledPeriod | None:
    """Read `3.11.`, `11/3`, and `01.26`, which is a month or week where its column says so."""
    if not (found := _DOUBLE.fullmatch(text)):
        return None
    first, second, halves = int(found[1]), int(found[3]), len(found[3]) == 2
    if found[2] == "/":
        return SpelledPeriod(TimeSpan.DAY, None, (first, second), open=True, halves=halves)
    if found[4]:
        return SpelledPeriod(TimeSpan.DAY, None, (second, first), dotted=True)
    if halves and len(found[1]) == 2:
        return SpelledPeriod(None, None, (first, second), bare=True, halves=True)
    return None


def full_year(number: int) -> int:
    """Return the year that two digits mean."""
    return number + (2000 if number < 70 else 1900)


def _in_calendar(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _pairs(text: str) -> SpelledPeriod | None:
    if found := _YEAR_MONTH_M.fullmatch(text):
        return SpelledPeriod(TimeSpan.MONTH, int(found[1]), (int(found[2]),))
    if found := _YEAR_NUMBER.fullmatch(text) or _SIX.fullmatch(text):
        return SpelledPeriod(None, int(found[1]), (int(found[2]),), pair=True)
    if found := _NUMBER_YEAR.fullmatch(text):
        return SpelledPeriod(None, int(found[2]), (int(found[1]),), pair=True)
    if _BARE.fullmatch(text):
        return SpelledPeriod(None, None, (int(text),), bare=True)
    return None


def _japanese(text: str) -> SpelledPeriod | None:
    if not (found := _JAPANESE.fullmatch(text)):
        return None
    year, week, month, day = (int(one) if one else None for one in found.groups())
    if week:
        return SpelledPeriod(TimeSpan.WEEK, year, (week,))
    if month and day:
        return SpelledPeriod(TimeSpan.DAY, year, (month, day))
    return SpelledPeriod(TimeSpan.MONTH, year, (month or 0,))


def _named(text: str) -> SpelledPeriod | None:
    if found := _NAME_DAY.fullmatch(text):
        return _if_month(found[1], TimeSpan.DAY, _year(found[3]), int(found[2]))
    if found := _DAY_NAME.fullmatch(text):
        first, year = int(found[1]), _year(found[3])
        if year is not None or first > 31 or len(found[1]) == 1:
            return _if_month(found[2], TimeSpan.DAY, year, first)
    if found := _NAME_YEAR.fullmatch(text):
        if len(found[2]) == 4:
            return _if_month(found[1], TimeSpan.MONTH, _year(found[2]))
        return _if_month(found[1], TimeSpan.MONTH, _year(found[2]), pair=int(found[2]))
    if found := _YEAR_NAME.fullmatch(text):
        if len(found[1]) == 4:
            return _if_month(found[2], TimeSpan.MONTH, _year(found[1]))
        return _if_month(found[2], TimeSpan.DAY, None, int(found[1]))
    return None


def _if_month(
    name: str, span: TimeSpan, year: int | None, day: int = 0, pair: int = 0
) -> SpelledPeriod | None:
    """Return a named month, or a day in it; `pair` is a number that may be a day, too."""
    word = plain_word(name)
    if word not in all_month_words():
        return None
    numbers = (day,) if span is TimeSpan.DAY else (pair,) if pair else ()
    return SpelledPeriod(span, year, numbers, pair=bool(pair), word=word)


def _month_alone(text: str) -> SpelledPeriod | None:
    found = _NAME_ALONE.fullmatch(text)
    return _if_month(found[1], TimeSpan.MONTH, None) if found else None


def _with_weekday(text: str) -> SpelledPeriod | None:
    """Read `Mon 3 Nov 2025`, `Montag, 3.11.2025`."""
    rest = _WEEKDAY.sub("", text, count=1)
    return _spelled(rest) if rest != text else None


def _range(text: str) -> SpelledPeriod | None:
    """Read `03.11.2025 – 09.11.2025`, `5–11 Jan 2026`: its first day, and its last."""
    if found := _NAME_SPAN.fullmatch(text):
        parts = [f"{found[1]} {found[2]}{found[4]}", f"{found[1]} {found[3]}{found[4]}"]
    elif len(parts := _RANGE.split(text)) != 2:
        parts = text.split("-") if text.count("-") == 1 else []
    if len(parts) != 2:
        return None
    first, last = _as_day(_spelled(parts[0].strip())), _as_day(_spelled(parts[1].strip()))
    if not last or last.span is not TimeSpan.DAY or not first or first.last or last.last:
        return None
    if first.span is None:
        first = last._replace(numbers=first.numbers) if last.word else first
    if first.span is not TimeSpan.DAY:
        return None
    return first._replace(last=last, halves=False, two_digits=False)


def _as_day(said: SpelledPeriod | None) -> SpelledPeriod | None:
    """Return `Jan 5` as a day: in a span of days its number is no year."""
    if said is None or not (said.word and said.pair):
        return said
    return SpelledPeriod(TimeSpan.DAY, None, said.numbers, word=said.word)


def plain_word(name: str) -> str:
    """Return a month's name as it is looked up: small letters, no full stop."""
    return name.casefold().rstrip(".'").replace("\u0307", "")


@cache
def month_words(language: str) -> dict[str, int]:
    """Return the names of the months of a language, whole and short, by their numbers."""
    if language == "en":
        names = {plain_word(name): at for at, name in enumerate(MONTH_NAMES, start=1)}
        return names | {name[:3]: at for name, at in names.items()} | {"sept": 9}
    from babel.dates import get_month_names

    words = {"mrz": 3, "mär": 3, "sept": 9} if language == "de" else {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            found = get_month_names(width, context, language)
            words |= {plain_word(name): number for number, name in found.items()}
    return words


@cache
def all_month_words() -> frozenset[str]:
    """Return every name of a month in any language known."""
    return frozenset(word for language in LANGUAGES for word in month_words(language))
