"""Numbers and promises as files and scripts write them: plain ASCII, and read back exactly.

People read `≥ 4` and `−2.5` (`domain.number`, `domain.measure`); a file says `>= 4` and `-2.5`. A
promise is `>= 4`, `<= 2` or `2..4`; which way is better is `higher`, `lower` or `2..4`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.measure import Better, Version, check_value
from tracker.domain.number import read_number, unit_sign

SIGNS = {Better.HIGHER: ">=", Better.LOWER: "<="}
_SIGN = re.compile(r"(>=|=>|≥|<=|=<|≤)\s*(.*)", re.DOTALL)
_UNIT = re.compile(r"(.*\d[.,]?)\s*([^\d\s.,][^\d]*)", re.DOTALL)
_ANSWERS = {"yes": 1.0, "no": 0.0}
PROMISE_HINT = "Write it as >= 4, <= 2 or 2..4."
BETTER_HINT = "Write higher, lower, or a band as 2..4."


class NotedPromise(NamedTuple):
    """A promise as text names it; `better` is None where a bare number leaves it open.

    `unit` is what stood behind the number, as in `<= 2 days`; empty where nothing did.
    """

    better: Better | None
    promise: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""


NOTHING = NotedPromise(None)


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


def read_promise(text: str) -> NotedPromise:
    """Read `>= 4`, `≤ 2 days`, `2..4`, `yes` or a bare number, or raise `InvalidInput`."""
    cleaned, unit = _apart(text.strip())
    if band := _read_band(cleaned, "promise"):
        return band._replace(unit=unit)
    sign = _SIGN.fullmatch(cleaned)
    number = (sign[2] if sign else cleaned).strip()
    answer = _ANSWERS.get(number.casefold())
    try:
        promise = read_number(number, "promise") if answer is None else answer
    except InvalidInput:
        raise InvalidInput("promise", f"{quoted(text)} is not a promise", PROMISE_HINT) from None
    if sign is None:
        return NotedPromise(None, promise, unit=unit)
    better = Better.LOWER if sign[1] in {"<=", "=<", "≤"} else Better.HIGHER
    return NotedPromise(better, promise, unit=unit)


def read_better(text: str) -> NotedPromise:
    """Read `higher`, `lower`, `band` or `2..4`, or raise `InvalidInput`."""
    cleaned = text.strip().casefold()
    if band := _read_band(cleaned, "better"):
        return band
    if cleaned not in set(Better):
        title = f"{quoted(text)} does not say which way is better"
        raise InvalidInput("better", title, BETTER_HINT)
    return NotedPromise(Better(cleaned))


def agreed(way: NotedPromise | None, text: str) -> NotedPromise:
    """Read a promise beside what was said of better, or raise `InvalidInput` if they disagree."""
    promised = read_promise(text)
    if way is None:
        return promised
    if way.low is not None and (way.low, way.high) != (promised.low, promised.high):
        raise InvalidInput("promise", "The band and the promise are not the same", "Correct one.")
    if promised.better not in {None, way.better}:
        which = "a band" if way.better is Better.BAND else str(way.better)
        title = f"{quoted(text)} is no promise where {which} is better"
        raise InvalidInput("promise", title, "Correct one of them.")
    if way.better is Better.BAND and promised.better is None:
        raise InvalidInput("promise", "A band has two ends", "Write the promise as 2..4.")
    return promised


def check_promise(promised: NotedPromise, scale: Scale) -> None:
    """Raise `InvalidInput` if a scale cannot hold a promise; a rating may be promised 3.5."""
    for number in (promised.promise, promised.low, promised.high):
        if number is None:
            continue
        if scale is not Scale.RATING:
            check_value(number, scale, "promise")
        elif not 1 <= number <= 5:
            raise InvalidInput("promise", "A rating lies between 1 and 5", "Change the promise.")


def _apart(text: str) -> tuple[str, str]:
    """Take the unit behind the last digit off; a percent sign is none: the scale says it."""
    found = _UNIT.fullmatch(text)
    if found is None:
        return text, ""
    unit = " ".join(found[2].split())
    return found[1], "" if unit_sign(unit, 1) == "%" else unit


def _band(version: Version) -> str:
    return f"{write_number(version.low or 0.0)}..{write_number(version.high or 0.0)}"


def _read_band(text: str, field: str) -> NotedPromise | None:
    low, dots, high = text.partition("..")
    if not dots:
        return None
    ends = [read_number(end.strip().removesuffix("%"), field) for end in (low, high)]
    if ends[0] > ends[1]:
        raise InvalidInput(field, "The band is upside down", "Write the lower end first.")
    return NotedPromise(Better.BAND, low=ends[0], high=ends[1])
