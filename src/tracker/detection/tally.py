"""Running sums of a regime's values and scores, and how a steady series stands against its promise.

The sums are all that a verdict asks of a regime, in constant size. The share of values that keep
the promise is held against one half with the Wilson score interval (Wilson 1927, JASA 22),
one-sided 90 %: too few values say "hit and miss", not "on promise".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.detection.baseline import Level
from tracker.detection.scale import scores
from tracker.detection.series import Band, Direction, Series, SeriesLevel

if TYPE_CHECKING:
    from tracker.detection.sums import State

ENOUGH_TO_STAND: Final = 8
"""Values of the current regime before a stance is taken."""

WILSON: Final = 1.2816
"""The 90 % point of the normal distribution."""


class RegimeStanding(StrEnum):
    """How a regime stands against its promise."""

    ON_PROMISE = "on_promise"
    HIT_AND_MISS = "hit_and_miss"
    BELOW = "below"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class KeptTally:
    """How often the current regime kept its promise: `met` of `count`, and the Wilson bounds."""

    stance: RegimeStanding
    met: int
    count: int
    low: float
    high: float


def keeps(value: float, promise: float | Band, better: Direction | Band) -> bool:
    """Say whether one value keeps the promise."""
    if isinstance(promise, Band):
        return promise.holds(value)
    return value <= promise if better is Direction.LOWER else value >= promise


def kept(met: int, count: int) -> KeptTally:
    """Judge `met` of `count` values; raises ValueError unless 0 <= met <= count."""
    if not 0 <= met <= count:
        raise ValueError("met must lie between 0 and count")
    low, high = _wilson(met, count) if count else (0.0, 1.0)
    if count < ENOUGH_TO_STAND:
        stance = RegimeStanding.TOO_FEW
    elif high < 0.5:
        stance = RegimeStanding.BELOW
    elif low > 0.5:
        stance = RegimeStanding.ON_PROMISE
    else:
        stance = RegimeStanding.HIT_AND_MISS
    return KeptTally(stance, met, count, low, high)


def _wilson(met: int, count: int) -> tuple[float, float]:
    share, square = met / count, WILSON * WILSON
    shrink = 1.0 + square / count
    middle = (share + square / (2 * count)) / shrink
    half = WILSON / shrink * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    return middle - half, middle + half


SMALLEST_VARIANCE: Final = 1e-18


class ScoreSums(NamedTuple):
    """Number, mean and sum of squares about the mean of the scores of a regime."""

    size: int
    mean: float
    squares: float


class Tally:
    """Counts one regime of a series, value by value; `unit` is the recording step of its scores."""

    __slots__ = ("_met", "_origin", "_outside", "_series", "_square", "_sum", "_unit", "level")

    def __init__(self, series: Series, unit: float) -> None:
        self._series = series
        self._unit = unit
        self.level = Level()
        self._met = 0
        self._origin = self._sum = self._square = self._outside = 0.0

    @property
    def count(self) -> int:
        """How many values were counted."""
        return self.level.count

    def push(self, value: float) -> None:
        """Count the next observed value."""
        self.extend((value,))

    def extend(self, values: Sequence[float]) -> None:
        """Count the next observed values; the same as one by one, and faster."""
        if not values:
            return
        series = self._series
        found = scores(values, series.scale, self._unit)
        if self.level.count == 0:
            self._origin = found[0]
        self.level.extend(values)
        origin, total, square = self._origin, self._sum, self._square
        for current in found:
            offset = current - origin
            total += offset
            square += offset * offset
        self._sum, self._square = total, square
        if isinstance(series.better, Band):
            for value in values:
                self._outside += series.better.distance(value)
        if series.promise is not None:
            self._met += sum(keeps(value, series.promise, series.better) for value in values)

    def standing(self) -> SeriesLevel:
        """Give the mean of the values and their mean distance outside the band."""
        return SeriesLevel(self.level.mean, self._outside / self.level.count)

    def score_sums(self) -> ScoreSums:
        """Give count, mean and squares of the scores; ValueError without a value."""
        if self.count == 0:
            raise ValueError("no value, no mean")
        shift = self._sum / self.count
        squares = max(self._square - self._sum * shift, 0.0)
        return ScoreSums(self.count, self._origin + shift, squares)

    def kept(self) -> KeptTally | None:
        """Say how the promise was kept; None where nothing is promised."""
        return None if self._series.promise is None else kept(self._met, self.count)

    def to_state(self) -> State:
        """Give the sums as values fit for JSON."""
        numbers = [self._met, self._origin, self._sum, self._square, self._outside]
        return {"level": self.level.to_state(), "numbers": numbers}

    @classmethod
    def from_state(cls, series: Series, unit: float, state: State) -> Tally:
        """Take up the sums where `to_state` left them."""
        tally = cls(series, unit)
        tally.level = Level.from_state(state["level"])
        met, origin, total, square, outside = state["numbers"]
        tally._met, tally._origin = int(met), float(origin)
        tally._sum, tally._square, tally._outside = float(total), float(square), float(outside)
        return tally


def pooled_mean(before: ScoreSums, after: ScoreSums) -> float:
    """Give the mean of the scores of two regimes together."""
    total = before.size * before.mean + after.size * after.mean
    return total / (before.size + after.size)


def difference(before: ScoreSums, after: ScoreSums, floor: float) -> float:
    """Give t of the difference of two means, with the pooled SD never below the sigma floor."""
    freedom = max(before.size + after.size - 2, 1)
    variance = (before.squares + after.squares) / freedom
    sigma = math.sqrt(max(variance, floor * floor, SMALLEST_VARIANCE))
    return (after.mean - before.mean) / (sigma * math.sqrt(1 / before.size + 1 / after.size))
