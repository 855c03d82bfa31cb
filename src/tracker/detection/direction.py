"""Which way is better: up, down, or inside a band."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SAME: Final = 1e-12


class Better(StrEnum):
    """Which way is better when there is no band."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Band:
    """From `low` to `high`, both included; better means nearer to it, or inside."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low <= self.high):
            raise ValueError("a band needs two finite ends, the lower one first")

    @property
    def middle(self) -> float:
        """The middle of the band."""
        return self.low + (self.high - self.low) / 2

    def distance(self, value: float) -> float:
        """How far outside the band a value lies; 0 inside."""
        return max(self.low - value, value - self.high, 0.0)

    def holds(self, value: float) -> bool:
        """Whether a value lies inside."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Standing:
    """A level: its mean, and its mean distance outside the band (0 without a band)."""

    mean: float
    outside: float


def is_worse(better: Better | Band, before: Standing, after: Standing, moved_up: bool) -> bool:
    """Say whether a move from `before` to `after` is for the worse.

    For a band it is worse when values lie further outside on average; if that is a tie, when their
    mean lies further from the middle.
    """
    if isinstance(better, Better):
        return moved_up == (better is Better.LOWER)
    if abs(after.outside - before.outside) > SAME:
        return after.outside > before.outside
    return abs(after.mean - better.middle) > abs(before.mean - better.middle)
