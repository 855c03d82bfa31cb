"""How a steady series stands against what was promised.

The share of values that keep the promise is held against one half with the Wilson score interval
(Wilson 1927, JASA 22), one-sided 90 %: too few values say "hit and miss", not "on promise".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tracker.detection.direction import Band, Better

ENOUGH_TO_STAND: Final = 8
"""Values of the current regime before a stance is taken."""

WILSON: Final = 1.2816
"""The 90 % point of the normal distribution."""


class Stance(StrEnum):
    """How a regime stands against its promise."""

    ON_PROMISE = "on_promise"
    HIT_AND_MISS = "hit_and_miss"
    BELOW = "below"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Kept:
    """How often the current regime kept its promise: `met` of `count`, and the Wilson bounds."""

    stance: Stance
    met: int
    count: int
    low: float
    high: float


def keeps(value: float, promise: float | Band, better: Better | Band) -> bool:
    """Say whether one value keeps the promise."""
    if isinstance(promise, Band):
        return promise.holds(value)
    return value <= promise if better is Better.LOWER else value >= promise


def kept(met: int, count: int) -> Kept:
    """Judge `met` of `count` values; raises ValueError unless 0 <= met <= count."""
    if not 0 <= met <= count:
        raise ValueError("met must lie between 0 and count")
    low, high = _wilson(met, count) if count else (0.0, 1.0)
    if count < ENOUGH_TO_STAND:
        stance = Stance.TOO_FEW
    elif high < 0.5:
        stance = Stance.BELOW
    elif low > 0.5:
        stance = Stance.ON_PROMISE
    else:
        stance = Stance.HIT_AND_MISS
    return Kept(stance, met, count, low, high)


def _wilson(met: int, count: int) -> tuple[float, float]:
    share, square = met / count, WILSON * WILSON
    shrink = 1.0 + square / count
    middle = (share + square / (2 * count)) / shrink
    half = WILSON / shrink * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    return middle - half, middle + half
