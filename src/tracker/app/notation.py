"""Numbers and promises as files and scripts write them: plain ASCII, and read back exactly.

People read `≥ 4` and `−2.5` (`domain.number`, `domain.measure`); a file says `>= 4` and `-2.5`. A
promise is `>= 4`, `<= 2` or `2..4`; which way is better is `higher`, `lower` or `2..4`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Better, Version
from tracker.domain.number import read_number

SIGNS = {Better.HIGHER: ">=", Better.LOWER: "<="}
_SIGN = re.compile(r"(>=|=>|≥|<=|=<|≤)\s*(.*)", re.DOTALL)
_ANSWERS = {"yes": 1.0, "no": 0.0}
PROMISE_HINT = "Write it as >= 4, <= 2 or 2..4."
BETTER_HINT = "Write higher, lower, or a band as 2..4."


class Promised(NamedTuple):
    """A promise as text names it; `better` is None where a bare number leaves it open."""

    better: Better | None
    promise: float | None = None
    low: float | None = None
    high: float | None = None


NOTHING = Promised(None)


def write_number(number: float) -> str:
    """Write a number so that reading it gives the very same one: `2`, `2.6`, `-0.0000001`."""
    text = repr(float(number))
    if "e" in text:
        from decimal import Decimal

        text = format(Decimal(text), "f")
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def write_promise(version: Version) -> str:
    """Write a version's promise; empty if nothing was promised."""
    if not version.has_promise:
        return ""
    if version.better is Better.BAND:
        return _band(version)
    return f"{SIGNS[version.better]} {write_number(version.promise or 0.0)}"


def write_better(version: Version) -> str:
    """Write which way is better; a band without limits (in a draft) is `band`."""
    if version.better is Better.BAND and version.has_promise:
        return _band(version)
    return version.better.value


def read_promise(text: str) -> Promised:
    """Read `>= 4`, `≤ 2`, `2..4`, `yes` or a bare number, or raise `InvalidInput`."""
    cleaned = text.strip()
    if band := _read_band(cleaned, "promise"):
        return band
    sign = _SIGN.fullmatch(cleaned)
    number = (sign[2] if sign else cleaned).strip().removesuffix("%")
    answer = _ANSWERS.get(number.casefold())
    try:
        promise = read_number(number, "promise") if answer is None else answer
    except InvalidInput:
        raise InvalidInput("promise", f"“{text}” is not a promise", PROMISE_HINT) from None
    if sign is None:
        return Promised(None, promise)
    return Promised(Better.LOWER if sign[1] in {"<=", "=<", "≤"} else Better.HIGHER, promise)


def read_better(text: str) -> Promised:
    """Read `higher`, `lower`, `band` or `2..4`, or raise `InvalidInput`."""
    cleaned = text.strip().casefold()
    if band := _read_band(cleaned, "better"):
        return band
    if cleaned not in set(Better):
        raise InvalidInput("better", f"“{text}” does not say which way is better", BETTER_HINT)
    return Promised(Better(cleaned))


def _band(version: Version) -> str:
    return f"{write_number(version.low or 0.0)}..{write_number(version.high or 0.0)}"


def _read_band(text: str, field: str) -> Promised | None:
    low, dots, high = text.partition("..")
    if not dots:
        return None
    ends = [read_number(end.strip().removesuffix("%"), field) for end in (low, high)]
    if ends[0] > ends[1]:
        raise InvalidInput(field, "The band is upside down", "Write the lower end first.")
    return Promised(Better.BAND, low=ends[0], high=ends[1])
