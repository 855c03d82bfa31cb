"""What kind of number a series holds, and how it becomes a score.

Every kind is judged on a scale where its noise is about as wide at any level: counts are raised to
the power 3/4 and durations are taken as logarithms. Beside the score stand two guards, both found
by simulation: the sigma floor (a run of equal values is no proof of a tiny spread) and the clip
(how far one value may pull the mean and the spread of its regime). The floor is nowhere above one
recording step, so nothing that can be seen in the values is too small to be found.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import repeat
from types import MappingProxyType
from typing import Final, NamedTuple

FINEST_DECIMALS: Final = 9
"""Decimals beyond this are arithmetic dust, not the way a person records a value."""

_SAMPLE: Final = 8
"""Values looked at one by one before the rest is only held against them."""

DIVIDED_DECIMALS: Final = 2
"""The same for percentages and ratings, where decimals come from dividing."""

END_REACHED: Final = 1e-9
"""A score nearer than this to an end of the scale is at that end."""


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


class _ScoreRule(NamedTuple):
    """One row of the table of kinds: score, clip, ends, and whether values crowd at the ends."""

    score: Callable[[float, float], float]
    clip: float
    ends: tuple[float | None, float | None]
    crowds: bool = True


_KINDS: Final = MappingProxyType(
    {
        Scale.RATING: _ScoreRule(_in_steps, 2.25, (1.0, 5.0)),
        Scale.NUMBER: _ScoreRule(_as_is, 2.5, (None, None), crowds=False),
        Scale.PERCENT: _ScoreRule(_as_is, 2.25, (0.0, 100.0)),
        Scale.COUNT: _ScoreRule(_power, 3.0, (0.0, None)),
        Scale.YESNO: _ScoreRule(_as_is, 2.5, (0.0, 1.0)),
        Scale.DURATION: _ScoreRule(_logarithm, 3.0, (0.0, None), crowds=False),
    }
)
_MOVING: Final = frozenset({Scale.COUNT, Scale.DURATION})
_OWN_STEP: Final = frozenset({Scale.COUNT, Scale.YESNO})
_DIVIDED: Final = frozenset({Scale.PERCENT, Scale.RATING})
_RATING_FLOOR: Final = 0.42
_YESNO_FLOOR: Final = 0.43
_COUNT_FLOOR: Final = 0.45


def sigma_floor(scale: Scale, step: float, mean: float = 0.0) -> float:
    """Give the least sigma believed, in score units, where scores average `mean`.

    One step for a percentage, half a step for a number, 0.42 and 0.43 for ratings and yes/no. For a
    count it is one count at this level (the slope of the score there), at most 0.45; for a duration
    half a step at this level. Only these two depend on `mean`.
    """
    match scale:
        case Scale.RATING:
            return _RATING_FLOOR
        case Scale.YESNO:
            return _YESNO_FLOOR
        case Scale.PERCENT:
            return step
        case Scale.COUNT:
            return min(_COUNT_FLOOR, float(0.75 * max(mean, 1e-9) ** (-1.0 / 3.0)))
        case Scale.DURATION:
            return 0.5 * step * math.exp(-mean)
        case Scale.NUMBER:
            return 0.5 * step


def floor_of_values(scale: Scale, step: float, mean: float) -> float:
    """Give the least sigma believed in the units of the values, where they average `mean`."""
    match scale:
        case Scale.RATING:
            return _RATING_FLOOR * step
        case Scale.COUNT:
            level = max(mean, 0.0) + 0.4
            return sigma_floor(scale, step, float(level**0.75)) / float(0.75 * level**-0.25)
        case Scale.DURATION:
            return 0.5 * step
        case _:
            return sigma_floor(scale, step)


class Yardstick(NamedTuple):
    """How scores of one series are measured.

    `clip` is in sigmas. `fixed` is the sigma floor where it is the same at any level, else None.
    `bottom` and `top` are the scores of the ends of the scale where values crowd, None without.
    """

    scale: Scale
    step: float
    clip: float
    fixed: float | None
    bottom: float | None
    top: float | None

    def floor(self, mean: float) -> float:
        """Give the sigma floor where scores average `mean`."""
        return sigma_floor(self.scale, self.step, mean) if self.fixed is None else self.fixed


def yardstick(scale: Scale, step: float) -> Yardstick:
    """Give the guards of a scale recorded in steps of `step`."""
    kind = _KINDS[scale]
    bottom, top = (
        None if end is None or not kind.crowds else kind.score(end, step) for end in kind.ends
    )
    fixed = None if scale in _MOVING else sigma_floor(scale, step)
    return Yardstick(scale, step, kind.clip, fixed, bottom, top)


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


def recording_step(
    values: Iterable[float | None], scale: Scale, step: float | None = None
) -> float:
    """Give the recording step that a series is judged with, in the units of its values.

    1 for counts and yes/no. For ratings `step`, else the one the values show. For the others the
    smaller of `step` (where there is one) and the one the values show. Decimals of a percentage or
    rating beyond the second come from dividing and are no precision.
    """
    if scale in _OWN_STEP:
        return 1.0
    if scale is Scale.RATING and step is not None:
        return float(step)
    most = DIVIDED_DECIMALS if scale in _DIVIDED else FINEST_DECIMALS
    if step is not None and step <= 10.0**-most:
        return float(step)
    shown = float(10.0 ** -decimals(values, most))
    return shown if step is None else min(float(step), shown)


def decimals(values: Iterable[float | None], most: int = FINEST_DECIMALS) -> int:
    """Count the decimals of the value that has the most of them, at most `most`."""
    known = [value for value in values if value is not None]
    if not all(map(math.isfinite, known)):
        known = list(filter(math.isfinite, known))
    found = max(map(_decimals, known[:_SAMPLE]), default=0)
    rounded = list(map(round, known, repeat(found)))
    if rounded == known:  # a value that rounding leaves alone has no more decimals
        return min(found, most)
    finer = [value for value, other in zip(known, rounded, strict=True) if value != other]
    return min(max(found, *map(_decimals, finer)), most)


def _decimals(value: float) -> int:
    if value == int(value):
        return 0
    mantissa, _, power = repr(float(value)).partition("e")
    return len(mantissa.partition(".")[2]) - int(power or 0)
