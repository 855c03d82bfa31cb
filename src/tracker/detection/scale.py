"""What kind of number a series holds, and how it becomes a score.

Every kind is judged on a scale where its noise is about as wide at any level: counts are raised to
the power 3/4 and durations are taken as logarithms. Beside the score stand two guards, both found
by simulation: the sigma floor (a run of equal values is no proof of a tiny spread) and the clip
(how far one value may pull the mean and the spread of its regime).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

FINEST_DECIMALS: Final = 9
"""Decimals beyond this are arithmetic dust, not the way a person records a value."""


class Scale(StrEnum):
    """The kinds of numbers that can be judged."""

    RATING = "rating"
    NUMBER = "number"
    PERCENT = "percent"
    COUNT = "count"
    YESNO = "yesno"
    DURATION = "duration"


def _in_steps(value: float, step: float) -> float:
    return value / step


def _as_is(value: float, step: float) -> float:
    return value


def _power(value: float, step: float) -> float:
    return float((max(value, 0.0) + 0.4) ** 0.75)


def _logarithm(value: float, step: float) -> float:
    return math.log(max(value, 0.0) + 0.5 * step)


@dataclass(frozen=True, slots=True)
class _Kind:
    """One row of the table of kinds; `floor` None means half a recording step."""

    score: Callable[[float, float], float]
    floor: float | None
    clip: float
    ends: tuple[float | None, float | None]
    uses_step: bool = True


_KINDS: Final = MappingProxyType(
    {
        Scale.RATING: _Kind(_in_steps, 0.42, 2.25, (1.0, 5.0)),
        Scale.NUMBER: _Kind(_as_is, None, 3.0, (None, None)),
        Scale.PERCENT: _Kind(_as_is, 3.0, 2.25, (0.0, 100.0), uses_step=False),
        Scale.COUNT: _Kind(_power, 0.45, 3.0, (0.0, None), uses_step=False),
        Scale.YESNO: _Kind(_as_is, 0.43, 2.5, (0.0, 1.0), uses_step=False),
        Scale.DURATION: _Kind(_logarithm, 0.10, 3.0, (0.0, None)),
    }
)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """How scores of one series are measured: sigma floor and clip, both on the score scale."""

    floor: float
    clip: float


def yardstick(scale: Scale, step: float) -> Yardstick:
    """Give the sigma floor and the clip of a scale recorded in steps of `step`."""
    kind = _KINDS[scale]
    return Yardstick(0.5 * step if kind.floor is None else kind.floor, kind.clip)


def score(value: float, scale: Scale, step: float) -> float:
    """Turn one value into its score; values below zero of a count or duration score as zero."""
    return _KINDS[scale].score(value, step)


def scores(values: Iterable[float], scale: Scale, step: float) -> list[float]:
    """Turn values into their scores, in order."""
    function = _KINDS[scale].score
    return [function(value, step) for value in values]


def scale_ends(scale: Scale) -> tuple[float | None, float | None]:
    """Give the lowest and highest value a scale can show, None where it has no end."""
    return _KINDS[scale].ends


def uses_step(scale: Scale) -> bool:
    """Say whether the judgement of this scale depends on the recording step at all."""
    return _KINDS[scale].uses_step


def infer_step(values: Iterable[float | None]) -> float:
    """Take the recording step from the values: 10 to the minus (most decimals entered)."""
    from decimal import Decimal

    decimals = 0
    for value in values:
        if value is None or not math.isfinite(value) or value == int(value):
            continue
        text = repr(float(value))
        if "e" in text:
            exponent = Decimal(text).as_tuple().exponent
            places = -int(exponent)
        else:
            places = len(text) - 1 - text.index(".")
        if places > decimals:
            decimals = places
            if decimals >= FINEST_DECIMALS:
                return float(10.0**-FINEST_DECIMALS)
    return float(10.0**-decimals)
