"""What one cell of a table says as a value: a number with what it is (share, time, money, yes).

Which sign begins the decimals is not a matter of one cell: `1,234` may be 1234 or 1.234, and only
its column can say which. So a column is settled first (`decimal_sign`), then its cells are read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tracker.app.intake.sheet import Exact, plain_text
from tracker.app.intake.words import seconds_in, words
from tracker.domain.number import LARGEST

REMEMBERED = 16_384  # cells that were read before: long files repeat themselves


class DecimalSign(StrEnum):
    """The sign that begins the decimals."""

    POINT = "point"
    COMMA = "comma"

    @property
    def sign(self) -> str:
        """The sign itself."""
        return "." if self is DecimalSign.POINT else ","


class Kind(StrEnum):
    """What a figure is."""

    PLAIN = "plain"
    PERCENT = "percent"
    TIME = "time"
    MONEY = "money"
    YESNO = "yesno"
    OUT_OF = "out_of"
    COUNTED = "counted"


class CellValue(NamedTuple):
    """A number with what it is.

    Of a time it is the number of seconds, `unit` the unit it was written in (none for a clock). Of
    a share (`3/5`) it is the part, `unit` the whole. Money and counted things name their unit.
    """

    number: float
    kind: Kind = Kind.PLAIN
    unit: str = ""


_TIMES = {
    "k": 1e3, "tsd": 1e3, "tsd.": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "mio.": 1e6,
    "mn": 1e6, "million": 1e6, "millionen": 1e6, "bn": 1e9, "mrd": 1e9, "mrd.": 1e9,
}  # fmt: skip
_MONEY = r"[€$£¥₹₽₺₩₴]|EUR|USD|GBP|CHF|JPY|PLN|CZK|SEK|NOK|DKK|AUD|CAD|US\$|zł|Kč|kr\.?|Fr\.?"
_DIGITS = r"(?:\d(?:[\d.,' ’_]*\d)?[.,]?|[.,]\d+)"
_SHAPE = re.compile(
    rf"(?P<sign>[+–—-]?)\s*(?P<money>(?:{_MONEY})?)\s*(?P<sign2>[+–—-]?)(?P<digits>{_DIGITS})"
    r"(?P<power>[eE][+-]?\d{1,3})?(?P<minus>[–—-]?)\s*(?P<rest>\D.*)?",
    re.DOTALL,
)
SHORT_CLOCK = "h:mm"  # the unit of a clock of two parts that names none
_CURRENCIES = {
    "€": "eur",
    "$": "usd",
    "us$": "usd",
    "£": "gbp",
    "¥": "jpy",
    "kr.": "kr",
    "zł": "pln",
}
_ONE_CURRENCY = re.compile(rf"(?:{_MONEY})", re.IGNORECASE)
_CLOCK = re.compile(r"(-?)(\d{1,5}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?\s*([a-z]*\.?)", re.I)
_PARTS = re.compile(r"(?:\d+(?:[.,]\d+)?\s*[a-z]+\.?\s*){2,4}", re.IGNORECASE)
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]+)\.?", re.IGNORECASE)
_SHARE = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:/|of|out of|von|sur|de|su)\s*(\d+(?:[.,]\d+)?)", re.IGNORECASE
)
_GROUPS = re.compile(r"\d{1,3}(?:(?P<sign>[.,' ’_])\d{3})(?:(?P=sign)\d{3})*")
_UNCLEAR = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_UNIT = re.compile(r"°?[^\W\d_][^\d]{0,24}")
_INDIAN_GROUPS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_SPACES, _MINUS = "' ’_", frozenset("-–—")


@lru_cache(maxsize=REMEMBERED)
def says_nothing(cell: str) -> bool:
    """Say whether a cell holds no value: empty, a dash, n/a, an error of a spreadsheet."""
    return not cell or not (text := plain_text(cell).casefold()) or text in words("nothing")


def looks_like_figure(cell: str) -> bool:
    """Say whether a cell may be a value, whichever sign begins its decimals."""
    return read_figure_cell(cell, DecimalSign.POINT) is not None


def looks_like_number(cell: str) -> bool:
    """Say whether a cell may be a value that is no word, as yes and no are."""
    found = read_figure_cell(cell, DecimalSign.POINT)
    return found is not None and found.kind is not Kind.YESNO


@lru_cache(maxsize=REMEMBERED, typed=True)
def read_figure_cell(cell: str, decimal: DecimalSign) -> CellValue | None:
    """Read a cell that says something; None where it is no value."""
    text = plain_text(cell)
    if text[:1] == "'" and text[1:2].isdecimal():  # typed as text into a spreadsheet
        text = text[1:]
    if isinstance(cell, Exact):
        decimal = DecimalSign.POINT
    word = text.casefold()
    if word in words("yes") or word in words("no"):
        return CellValue(float(word in words("yes")), Kind.YESNO)
    if text.startswith("(") and text.endswith(")"):
        inner = read_figure_cell(text[1:-1].strip(), decimal) if len(text) > 2 else None
        return inner._replace(number=-inner.number) if inner and inner.number > 0 else None
    return _clock(text) or _share(text, decimal) or _measured(text, decimal) or _parts(text)


def is_currency(unit: str) -> bool:
    """Say whether a unit is money."""
    return _ONE_CURRENCY.fullmatch(unit) is not None


def currency(unit: str) -> str:
    """Return one word for one currency: `€` and `EUR` are the same."""
    return _CURRENCIES.get(unit.casefold(), unit.casefold())


def _clock(text: str) -> CellValue | None:
    """Read `1:30`, `1:30 h`, `0:11:35`, `11:35 min`."""
    if not (found := _CLOCK.fullmatch(text)):
        return None
    minus, first, second, third, unit = found.groups()
    unit = unit.casefold().rstrip(".")
    if unit and not seconds_in(unit):
        return None
    if third is None and unit in {"min", "mins", "minutes", "minuten"}:
        seconds = int(first) * 60 + int(second)
    else:
        seconds = int(first) * 3600 + int(second) * 60 + int(third or 0)
    short = SHORT_CLOCK if third is None and not unit else ""
    return CellValue(float(-seconds if minus else seconds), Kind.TIME, short)


def _parts(text: str) -> CellValue | None:
    """Read `1 h 30 min`, `2d 4h`."""
    if not _PARTS.fullmatch(text):
        return None
    total = 0.0
    for number, unit in _PART.findall(text):
        seconds = seconds_in("min" if unit in {"m", "M"} else unit)
        if not seconds:
            return None
        total += float(number.replace(",", ".")) * seconds
    return CellValue(total, Kind.TIME)


def _share(text: str, decimal: DecimalSign) -> CellValue | None:
    if not (found := _SHARE.fullmatch(text)):
        return None
    part, whole = number_of(found[1], decimal), number_of(found[2], decimal)
    if part is None or not whole:
        return None
    return CellValue(part, Kind.OUT_OF, f"{whole:g}")


def _measured(text: str, decimal: DecimalSign) -> CellValue | None:
    """Read digits with what may stand before and after them."""
    if not (found := _SHAPE.fullmatch(text)):
        return None
    number = number_of(found["digits"], decimal)
    if number is None:
        return None
    if found["power"]:
        number *= 10.0 ** min(int(found["power"][1:]), 300)
    minus = sum(sign in _MINUS for sign in (found["sign"], found["sign2"], found["minus"]))
    if minus > 1:
        return None
    number = -number if minus else number
    figure = _with_unit(number, found["money"], (found["rest"] or "").strip())
    return figure if figure is None or abs(figure.number) <= LARGEST else None


def _with_unit(number: float, money: str, rest: str) -> CellValue | None:
    first, _, after = rest.partition(" ")
    if first.casefold() in _TIMES and (money or first != "m"):
        number, rest = float(f"{number * _TIMES[first.casefold()]:.15g}"), after.strip()
    elif len(rest) > 1 and rest[0] in "kKM" and _ONE_CURRENCY.fullmatch(rest[1:].strip()):
        number, rest = float(f"{number * _TIMES[rest[0].casefold()]:.15g}"), rest[1:].strip()
    if not rest:
        return CellValue(number + 0.0, Kind.MONEY, money) if money else CellValue(number + 0.0)
    if rest in {"%", "pct", "percent", "Prozent", "v. H."}:
        return None if money else CellValue(number + 0.0, Kind.PERCENT, "%")
    if _ONE_CURRENCY.fullmatch(rest):
        return None if money else CellValue(number + 0.0, Kind.MONEY, rest)
    if (seconds := seconds_in(rest)) and not money:
        return CellValue(number * seconds + 0.0, Kind.TIME, rest.rstrip("."))
    if _UNIT.fullmatch(rest) and not money:
        return CellValue(number + 0.0, Kind.COUNTED, rest)
    return None


def number_of(digits: str, decimal: DecimalSign) -> float | None:
    """Read digits with grouping and decimal signs; None where the groups are none.

    A sign that can only be one thing is that, whatever the column says: `1,5` is 1.5.
    """
    whole, tail = digits.rstrip(), ""
    signs = {sign: whole.count(sign) for sign in ".," if sign in whole}
    if len(signs) == 2:
        tail_sign = max(signs, key=whole.rindex)
        if signs[tail_sign] > 1:
            return None
        whole, _, tail = whole.partition(tail_sign)
    elif len(signs) == 1:
        ((sign, count),) = signs.items()
        grouped = _UNCLEAR.fullmatch(whole) and sign != decimal.sign
        if count == 1 and not grouped:
            whole, _, tail = whole.partition(sign)
    if any(sign in whole for sign in ".," + _SPACES):
        if not (_GROUPS.fullmatch(whole) or _INDIAN_GROUPS.fullmatch(whole)):
            return None
        whole = re.sub(rf"[.,{_SPACES}]", "", whole)
    if (tail and not tail.isdecimal()) or not (whole or tail) or len(whole) > 300:
        return None
    return float(f"{whole or 0}.{tail or 0}")


class DecimalMarks(NamedTuple):
    """Which sign begins the decimals of a column; `unclear` is a cell that leaves it open."""

    decimal: DecimalSign
    unclear: str = ""


def decimal_sign(cells: Iterable[str], separator: str = "", usual: str = "") -> DecimalMarks:
    """Settle the decimal sign of a column by its cells.

    Where they leave it open: `usual` is the sign that the rest of the file writes (`.` or `,`). A
    point in a table parted by commas is what programs write, so there it begins decimals unless
    whole numbers of three digits and more stand beside it.
    """
    seen = _SignsSeen()
    for cell in dict.fromkeys(cell for cell in cells if not isinstance(cell, Exact)):
        seen.look_at(plain_text(cell))
    return seen.verdict(separator, usual)


class _SignsSeen:
    """What the cells of a column tell of its signs."""

    def __init__(self) -> None:
        self.decimal: Counter[str] = Counter()
        self.grouping: Counter[str] = Counter()
        self.unclear: dict[str, str] = {}
        self.wholes = 0

    def look_at(self, text: str) -> None:
        """Take in what one cell tells."""
        found = re.search(_DIGITS, text)
        if not found or ":" in text:
            return
        digits, percent = found[0].strip(), "%" in text
        signs = {sign: digits.count(sign) for sign in ".," if sign in digits}
        if not signs:
            self.wholes += len(digits) > 2
        elif len(signs) == 2:
            last = max(signs, key=digits.rindex)
            self.decimal[last] += 1
        elif (sign := next(iter(signs))) and signs[sign] > 1:
            self.grouping[sign] += 1
        elif _UNCLEAR.fullmatch(digits) and not percent:
            self.unclear.setdefault(sign, text)
        else:
            self.decimal[sign] += 1

    def verdict(self, separator: str, usual: str) -> DecimalMarks:
        """Return what all of them tell."""
        if not self.unclear:
            comma = self.decimal[","] > self.decimal["."]
            return DecimalMarks(DecimalSign.COMMA if comma else DecimalSign.POINT)
        if len(self.unclear) == 2 or len(self.decimal) == 2:
            return DecimalMarks(DecimalSign.POINT, next(iter(self.unclear.values())))
        ((sign, cell),) = self.unclear.items()
        as_decimal = DecimalSign.POINT if sign == "." else DecimalSign.COMMA
        as_group = DecimalSign.COMMA if sign == "." else DecimalSign.POINT
        if self.grouping[sign] or (self.decimal and not self.decimal[sign]):
            both = self.grouping[sign] and self.decimal[sign]
            return DecimalMarks(as_group, cell if both else "")
        if self.decimal[sign]:
            return DecimalMarks(as_decimal)
        if usual and usual != sign:
            return DecimalMarks(as_group)
        if not self.wholes and (usual == sign or (sign == "." and separator == ",")):
            return DecimalMarks(as_decimal)
        return DecimalMarks(as_group, cell)
