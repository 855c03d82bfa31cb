"""The XmR figures of a regime: what is usual, for the chart.

They show; they do not raise alarms.

XmR charts: individual values and moving ranges between successive observed values. Natural process
limits are mean plus or minus 2.66 times the mean moving range (3 / 1.128), the upper range limit is
3.268 times it (Shewhart; Wheeler, Understanding Variation; ISO 7870-2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.detection.scale import Scale, scale_ends

LIMIT_FACTOR: Final = 2.66
RANGE_FACTOR: Final = 3.268
SURE_FROM: Final = 12
"""Values from which limits are more than a first guess."""

_KEPT: Final = ("first", "last", "high", "low", "sum", "ranges")


@dataclass(frozen=True, slots=True)
class Baseline:
    """Centre line, mean moving range and natural process limits, in the units of the values.

    `lower` and `upper` are cut at the ends of the scale, `natural_lower` and `natural_upper` are
    not. Limits are None with fewer than two values: there is no moving range yet.
    """

    count: int
    mean: float
    moving_range: float | None
    natural_lower: float | None
    natural_upper: float | None
    lower: float | None
    upper: float | None
    range_limit: float | None

    @property
    def is_first_guess(self) -> bool:
        """Whether there are too few values to rely on the limits."""
        return self.count < SURE_FROM

    def is_outside(self, value: float) -> bool:
        """Whether a value lies outside the natural process limits.

        Never when the moving range is zero: limits collapsed onto the mean tell nothing.
        """
        if not self.moving_range or self.natural_lower is None or self.natural_upper is None:
            return False
        return not self.natural_lower <= value <= self.natural_upper


class Level:
    """Running sums of the values of a regime, enough for its mean and its moving ranges.

    Counted from the first value, so that a constant series has exactly its value as mean.
    """

    __slots__ = ("_first", "_high", "_last", "_low", "_ranges", "_sum", "count")

    def __init__(self) -> None:
        self.count = 0
        self._first = self._last = self._high = self._low = 0.0
        self._sum = self._ranges = 0.0

    def push(self, value: float) -> None:
        """Take in the next observed value."""
        self.extend((value,))

    def extend(self, values: Sequence[float]) -> None:
        """Take in the next observed values; the same as one by one, and faster."""
        if not values:
            return
        if self.count == 0:
            self._first = self._last = self._high = self._low = values[0]
        first, last, total, ranges = self._first, self._last, self._sum, self._ranges
        for value in values:
            total += value - first
            ranges += abs(value - last)
            last = value
        self.count += len(values)
        self._sum, self._ranges, self._last = total, ranges, last
        highest, lowest = max(values), min(values)
        self._high, self._low = max(self._high, highest), min(self._low, lowest)

    @property
    def mean(self) -> float:
        """The mean so far; ValueError without a value."""
        if self.count == 0:
            raise ValueError("no value, no mean")
        return self._first + self._sum / self.count

    def baseline(self, scale: Scale) -> Baseline | None:
        """Give the XmR figures so far, None without a value."""
        if self.count == 0:
            return None
        mean = self.mean
        if self.count == 1:
            return Baseline(1, mean, None, None, None, None, None, None)
        moving_range = self._ranges / (self.count - 1)
        reach = LIMIT_FACTOR * moving_range
        lowest, highest = self._ends(scale)
        return Baseline(
            count=self.count,
            mean=mean,
            moving_range=moving_range,
            natural_lower=mean - reach,
            natural_upper=mean + reach,
            lower=mean - reach if lowest is None else max(mean - reach, lowest),
            upper=mean + reach if highest is None else min(mean + reach, highest),
            range_limit=RANGE_FACTOR * moving_range,
        )

    def _ends(self, scale: Scale) -> tuple[float | None, float | None]:
        """Give the ends of the scale, but for an end that the values have overstepped."""
        lowest, highest = scale_ends(scale)
        return (
            None if lowest is None or self._low < lowest else lowest,
            None if highest is None or self._high > highest else highest,
        )

    def to_state(self) -> list[float]:
        """Give the sums as numbers fit for JSON."""
        return [float(self.count), *(getattr(self, f"_{name}") for name in _KEPT)]

    @classmethod
    def from_state(cls, state: list[float]) -> Level:
        """Take up the sums where `to_state` left them."""
        level = cls()
        level.count = int(state[0])
        for name, number in zip(_KEPT, state[1:], strict=True):
            setattr(level, f"_{name}", float(number))
        return level


def xmr(values: Iterable[float | None], scale: Scale = Scale.NUMBER) -> Baseline | None:
    """Give the XmR figures of the observed values, None if there are none."""
    level = Level()
    level.extend([value for value in values if value is not None])
    return level.baseline(scale)
