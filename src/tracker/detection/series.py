"""A series as it is handed in: one value per period, in order, and how it is to be read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from tracker.detection.scale import Scale, recording_step
from tracker.detection.sensitivity import Sensitivity, SeriesThresholds, hearing

SAME: Final = 1e-12


class Direction(StrEnum):
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
class SeriesLevel:
    """A level: its mean, and its mean distance outside the band (0 without a band)."""

    mean: float
    outside: float


def is_worse(
    better: Direction | Band, before: SeriesLevel, after: SeriesLevel, moved_up: bool
) -> bool:
    """Say whether a move from `before` to `after` is for the worse.

    For a band it is worse when values lie further outside on average; if that is a tie, when their
    mean lies further from the middle.
    """
    if isinstance(better, Direction):
        return moved_up == (better is Direction.LOWER)
    if abs(after.outside - before.outside) > SAME:
        return after.outside > before.outside
    return abs(after.mean - better.middle) > abs(before.mean - better.middle)


LARGEST: Final = 1e100
"""Beyond this the sums of squares of a long series would overflow."""

FINEST: Final = 1e-100


@dataclass(frozen=True, slots=True)
class Series:
    """Values by period, None where there is none, and everything their judgement depends on.

    `step` is the smallest step in which values are recorded, None if it is not known; `unit` is the
    one they are judged with (`scale.recording_step`): values finer than `step` make it finer.
    `promise` is the value to reach (or to stay under, if lower is better), or a band to stay in;
    `goal` is the promise from now on where another one held before (then `promise` is None), and
    `floor` a second line; only a forecast looks at them.
    `planned` are positions at which the process was changed on purpose: a new regime starts there.
    Positions at 0 or after the last value change nothing (yet). `accepted` is the position since
    which the level counts as usual although a change began it: what comes later is held against it,
    and a chain of changes ends there. NaN and infinite values count as
    missing. Raises ValueError for values beyond 1e100, a step that is not a positive number, a
    negative planned position, or a single number promised where a band is better.
    """

    values: Sequence[float | None]
    scale: Scale = Scale.NUMBER
    step: float | None = None
    better: Direction | Band = Direction.HIGHER
    promise: float | Band | None = None
    planned: Sequence[int] = ()
    sensitivity: Sensitivity = Sensitivity.NORMAL
    floor: float | None = None
    goal: float | Band | None = None
    accepted: int | None = None
    unit: float = field(init=False, compare=False)

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        set_field(self, "values", clean(self.values))
        set_field(self, "planned", _cuts(self.planned))
        if self.step is not None and not FINEST <= self.step <= LARGEST:
            raise ValueError(f"the recording step must be a positive number, not {self.step!r}")
        set_field(self, "unit", recording_step(self.values, self.scale, self.step))
        if isinstance(self.promise, float | int):
            if isinstance(self.better, Band):
                raise ValueError("where a band is better, the promise is a band too")
            if not math.isfinite(self.promise):
                raise ValueError("the promise must be a finite number")

    @property
    def hearing(self) -> SeriesThresholds:
        """How much evidence it takes, before the values are known."""
        worse_up = None if isinstance(self.better, Band) else self.better is Direction.LOWER
        return hearing(self.scale, self.sensitivity, worse_up=worse_up)

    @property
    def lines(self) -> tuple[float, ...]:
        """The values that a slide may pass and that mean something: promise or band, floor."""
        goal = self.promise if self.goal is None else self.goal
        promised = (goal.low, goal.high) if isinstance(goal, Band) else (goal,)
        return tuple(line for line in (*promised, self.floor) if line is not None)

    def until(self, length: int) -> Series:
        """Give the series as it stood after its first `length` periods.

        Also its recording step is the one known then: later values may have made it finer.
        """
        return replace(self, values=self.values[: max(length, 0)])

    def at_unit(self, length: int) -> Series:
        """Give its first `length` periods, judged with the recording step of the whole series."""
        return replace(self, values=self.values[: max(length, 0)], step=self.unit)


def clean(values: Iterable[float | None]) -> tuple[float | None, ...]:
    """Turn NaN and infinite values into None; ValueError for finite ones too large to judge."""
    kept = [None if value is None else float(value) for value in values]
    known = [value for value in kept if value is not None]
    if not all(map(math.isfinite, known)):
        kept = [None if value is None or not math.isfinite(value) else value for value in kept]
        known = list(filter(math.isfinite, known))
    if known and not -LARGEST <= min(known) <= max(known) <= LARGEST:
        value = next(value for value in known if abs(value) > LARGEST)
        told = f"value {value!r} at position {kept.index(value)} is too large to be judged"
        raise ValueError(told)
    return tuple(kept)


def _cuts(planned: Iterable[int]) -> tuple[int, ...]:
    cuts = tuple(sorted(set(planned)))
    if cuts and cuts[0] < 0:
        raise ValueError(f"a planned change cannot lie at position {cuts[0]}")
    return cuts
