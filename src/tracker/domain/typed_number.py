"""What a typed number means, and whether it is far off, beside what its measure usually is.

A comma or point before exactly three digits begins decimals (`1,234` is 1.234) or parts thousands
(it is 1234). Nobody can tell by the text alone, so the measure's own level decides: about 2, and
it is 1.234; in the hundreds or thousands, and it has to be asked. This is the one rule for whoever
types into the check-in, logs on the command line, or reads a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tracker.domain.errors import InvalidInput
from tracker.domain.number import bare, read_number, show_number

HUNDREDS = 100.0  # from this level on, a comma may well part thousands
FAR, ENOUGH = 20, 2  # so many times the others is far; so many others it takes
_GROUPED = re.compile(
    r"(?P<whole>[+-]?[1-9]\d{0,2}(?P<mark>[.,'’])\d{3}(?:(?P=mark)\d{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<decimals>\d*))?",
    re.ASCII,
)


class AmbiguousNumber(InvalidInput):
    """A text that means two numbers: `decimal` and `grouped`, for whoever can ask which."""

    def __init__(self, field: str, decimal: float, grouped: float) -> None:
        one, other = show_number(grouped), show_number(decimal)
        finer = f"{other}0" if "." in other else f"{other}.0"
        super().__init__(field, f"{one} or {other}?", f"Write {one} or {finer}.")
        self.decimal, self.grouped = decimal, grouped


def meanings(text: str, field: str = "value") -> tuple[float, ...]:
    """Return what a text may mean: one number, or two (the one with decimals first).

    Two only where a single comma or point stands before exactly three digits, as in `1,234`.
    `1,234,567`, `1.234,5` and `1'234` mean one number. Raises `InvalidInput` for no number.
    """
    found = _GROUPED.fullmatch(bare(text))
    if found is None:
        return (read_number(text, field),)
    mark, decimals = found["mark"], found["decimals"]
    grouped = read_number(f"{found['whole'].replace(mark, '')}.{decimals or 0}", field)
    alone = decimals is None and found["whole"].count(mark) == 1 and mark in ".,"
    return (read_number(text, field), grouped) if alone else (grouped,)


def read_beside(
    text: str,
    level: float | None,
    field: str = "value",
    *,
    allowed: Callable[[float], bool] | None = None,
) -> float:
    """Read a number of a measure that is usually about `level`; None where that is not known.

    A meaning that is not `allowed` is none. Raises `AmbiguousNumber` where both are left and the
    level lies in the hundreds or above, `InvalidInput` where the text is no number.
    """
    found = meanings(text, field)
    if allowed is not None:
        found = tuple(number for number in found if allowed(number)) or found[:1]
    if len(found) == 1 or level is None or abs(level) < HUNDREDS:
        return found[0]
    raise AmbiguousNumber(field, *found)


def level_of(values: Sequence[float], promise: float | None = None) -> float | None:
    """Return about how large a measure's values are: their median, else what was promised."""
    return _median(values) if values else promise


class FarOff(NamedTuple):
    """How many times the usual level a value is; with `usual` false, the values before it."""

    times: int
    usual: bool = False


def far_off(value: float, values: Sequence[float], usual: float | None = None) -> FarOff | None:
    """Say how far a value is off, where it is 20 times the median of those before it or more.

    It is told in times of the `usual` level where there is one and it is as far from that. One
    value before it, or a median of 0, says nothing.
    """
    middle = _median(values) if len(values) >= ENOUGH else 0.0
    if not middle or abs(value) < FAR * middle:
        return None
    if usual and abs(value) >= FAR * abs(usual):
        return FarOff(_times(value, usual), usual=True)
    return FarOff(_times(value, middle))


def _times(value: float, level: float) -> int:
    return int(abs(value / level) + 0.5)


def _median(values: Sequence[float]) -> float:
    """Return the middle of the sizes; `statistics` would cost every start what it takes to load."""
    sizes = sorted(map(abs, values))
    half = len(sizes) // 2
    return sizes[half] if len(sizes) % 2 else (sizes[half - 1] + sizes[half]) / 2
