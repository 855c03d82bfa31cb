"""Numbers as people type and read them (`2,6` is `2.6`, 2.0 is shown as 2), and units as signs."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from tracker.domain.errors import InvalidInput, quoted

_PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
_WITH_UNIT = re.compile(r"([^\w]*\d(?:.*\d)?)\s*([^\W\d_][^\d]*)")
_MINUS = str.maketrans(
    {"−": "-", " ": "", "\N{NO-BREAK SPACE}": "", "\N{NARROW NO-BREAK SPACE}": ""}
)
LARGEST = 1e12
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"  # no line breaks there
_GROUPED_FROM = 5  # digits
_EXACT = Context(prec=400)  # digits of the largest float, and decimals
_POWER = re.compile(rf"({_PLAIN.pattern})[eE][+-]?\d{{1,5}}")
SIGNS = {
    "second": "s",
    "minute": "min",
    "hour": "h",
    "day": "d",
    "working day": "d",
    "week": "wk",
    "month": "mo",
    "quarter": "qtr",
    "year": "y",
    "percent": "%",
}


def bare(text: str) -> str:
    """Return a typed number without spaces, with a plain minus."""
    return text.strip().translate(_MINUS)


def read_number(text: str, field: str = "value") -> float:
    """Read a finite number with a decimal point or comma, or raise `InvalidInput`.

    A comma or point always begins the decimals, and there is one at most; where a person types, or
    a table is read, `typed_number.read_beside` knows thousands too.
    """
    cleaned = bare(text)
    if not _PLAIN.fullmatch(cleaned) or not cleaned.isascii():
        raise InvalidInput(
            field, f"{quoted(text)} is not a number", "Write digits, as in 2.6 or 2,6."
        )
    number = float(cleaned.replace(",", "."))
    if abs(number) > LARGEST:
        raise InvalidInput(field, f"{quoted(text)} is too large", "Choose a larger unit.")
    return number + 0.0  # −0 is 0


def read_figure(text: str, field: str = "value") -> float:
    """Read a finite number of any size as programs write it: also `1.5e-3`."""
    cleaned = bare(text)
    if not (_PLAIN.fullmatch(cleaned) or _POWER.fullmatch(cleaned)) or not cleaned.isascii():
        return read_number(text, field)  # which says why not
    number = float(cleaned.replace(",", "."))
    if math.isinf(number):
        raise InvalidInput(field, f"{quoted(text)} is too large", "Choose a larger unit.")
    return number + 0.0


def show_number(number: float, decimals: int | None = None) -> str:
    """Write a number for people: without trailing zeros, grouped from 10,000 on as `12 345.6`.

    It is rounded half up to so many decimals, if any are given.
    """
    return _shown(number, decimals)


@lru_cache(maxsize=4096)
def _shown(number: float, decimals: int | None) -> str:
    return grouped(plain_number(number, decimals))


def grouped(text: str) -> str:
    """Part the thousands of a written number of at least 10,000: the one place that does."""
    sign = text[: len(text) - len(text.lstrip("-−"))]
    whole, point, decimals = text[len(sign) :].partition(".")
    if len(whole) < _GROUPED_FROM:
        return text
    return f"{sign}{int(whole):,}".replace(",", THIN_SPACE) + point + decimals


def plain_number(number: float, decimals: int | None = None) -> str:
    """Write a number as it is edited: like `show_number`, but never grouped."""
    if not math.isfinite(number):
        raise ValueError("only finite numbers are shown")
    # Fifteen digits are what a float keeps: 12345678.9 has no more decimals than that.
    kept = Decimal(f"{number:.15g}")
    step = Decimal(1).scaleb(-(10 if decimals is None else decimals))
    text = f"{kept.quantize(step, ROUND_HALF_UP, _EXACT):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text.replace("-", "−")


def decimals_of(step: float) -> int:
    """Count the decimals that a recording step needs: 0.05 needs two."""
    text = f"{step:.10f}".rstrip("0")
    return len(text.partition(".")[2])


def same_unit(one: str, other: str) -> bool:
    """Say whether two units are one to a person: `Day` and `days`, `h` and `hours`."""
    return _unit_key(one) == _unit_key(other)


def without_unit(text: str, unit: str, field: str = "value") -> str:
    """Return what was typed without the unit behind it; raise `InvalidInput` for another unit."""
    said = _WITH_UNIT.fullmatch(text.strip())
    if said is None or not unit:
        return text
    if not same_unit(said[2], unit):
        title = f"{quoted(text.strip())} is not in {unit}"
        raise InvalidInput(field, title, f"Convert it to {unit}, and type the number alone.")
    return said[1]


def _unit_key(unit: str) -> str:
    word = " ".join(unit.split()).casefold()
    single = word.removesuffix("s") or word
    return SIGNS.get(word) or SIGNS.get(single) or single


def unit_sign(unit: str, longest: int) -> str:
    """Return the sign of a unit in any number and letter case, as in `d` for `Days`.

    A unit without a sign stays as it is, or is left out if it has more than `longest` letters.
    """
    word = unit.casefold()
    sign = SIGNS.get(word) or SIGNS.get(word.removesuffix("s")) or unit
    return sign if len(sign) <= longest else ""
