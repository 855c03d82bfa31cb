"""How much evidence it takes to speak up, and what each choice costs in false alarms.

Getting worse is said on less evidence than getting better. Where values crowd at an end of the
scale (most stand at 100 %), luck fakes a move away from it often and one towards it never, so both
thresholds move with the crowd. All figures are from simulation (`docs/detection.md`).
"""

from __future__ import annotations

import math
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from tracker.detection.scale import Scale

VERSION: Final = 5
"""Raised whenever a saved state would be read wrongly or judged otherwise."""

WATCH: Final = 37.0
"""Evidence from which a series "may be changing", times the factors of kind and crowd."""

PERIODS_A_YEAR: Final = 52.0


class Sensitivity(StrEnum):
    """How readily a series is called changed."""

    CALM = "calm"
    NORMAL = "normal"
    KEEN = "keen"


class Cost(NamedTuple):
    """What a sensitivity asks for and what that costs.

    `worse`, `better` and `neither` (a band: both ways) are the evidence, odds-like numbers without
    unit, at which an alarm is raised. `false_alarms` is the share of steady series of independent
    normal values that raise an alarm within 52 values, as `benchmarks/detection.py` prints it.
    """

    worse: float
    better: float
    neither: float
    false_alarms: float


_COSTS: Final = MappingProxyType(
    {
        Sensitivity.CALM: Cost(430.0, 880.0, 590.0, 0.02),
        Sensitivity.NORMAL: Cost(125.0, 270.0, 165.0, 0.10),
        Sensitivity.KEEN: Cost(68.0, 145.0, 91.0, 0.20),
    }
)


class _Factor(NamedTuple):
    """Ln factors of one kind: always, away from a full crowd, and towards it."""

    always: float
    away: float
    towards: float


_FACTORS: Final = MappingProxyType(
    {
        Scale.NUMBER: _Factor(0.0, 0.0, 0.0),
        Scale.DURATION: _Factor(0.0, 0.0, 0.0),
        Scale.COUNT: _Factor(0.05, 0.6, -1.0),
        Scale.RATING: _Factor(-0.05, 0.75, -1.0),
        Scale.PERCENT: _Factor(-0.05, 1.4, -0.8),
        Scale.YESNO: _Factor(-0.62, 1.15, -1.6),
    }
)
_AWAY: Final = MappingProxyType(
    {Sensitivity.CALM: 1.6, Sensitivity.NORMAL: 1.0, Sensitivity.KEEN: 0.65}
)
"""How strongly each sensitivity guards against moves away from a crowd."""


class Thresholds(NamedTuple):
    """What the evidence for a move up, and for one down, must reach; `watch`: to be watched."""

    up: float
    down: float
    watch_up: float
    watch_down: float

    def alarmed(self, up: float, down: float) -> bool:
        """Say whether either evidence reaches its threshold."""
        return up >= self.up or down >= self.down

    def watched(self, up: float, down: float) -> bool:
        """Say whether either evidence reaches what makes a series "may be changing"."""
        return up >= self.watch_up or down >= self.watch_down

    def points_up(self, up: float, down: float) -> bool:
        """Say which evidence is the larger of its threshold; up if they tie."""
        return up / self.up >= down / self.down


class SeriesThresholds(NamedTuple):
    """The thresholds of one series before its values are known.

    `up` and `down` are those without a crowd; no crowd brings them below the `lowest` of each.
    """

    scale: Scale
    sensitivity: Sensitivity
    up: float
    down: float
    lowest_up: float
    lowest_down: float

    def thresholds(self, crowd: float) -> Thresholds:
        """Give the thresholds at a crowd, +1 (all at the top end) to -1 (all at the bottom)."""
        always, away, towards = _FACTORS[self.scale]
        away *= _AWAY[self.sensitivity]
        size = abs(crowd)
        to_crowd = math.exp(always + towards * size)
        from_crowd = math.exp(always + away * size)
        rise, fall = (to_crowd, from_crowd) if crowd >= 0.0 else (from_crowd, to_crowd)
        return Thresholds(self.up * rise, self.down * fall, WATCH * rise, WATCH * fall)


def hearing(scale: Scale, sensitivity: Sensitivity, *, worse_up: bool | None) -> SeriesThresholds:
    """Give how a series is listened to; `worse_up` None: neither direction is the worse one."""
    cost_of = _COSTS[sensitivity]
    if worse_up is None:
        up = down = cost_of.neither
    elif worse_up:
        up, down = cost_of.worse, cost_of.better
    else:
        up, down = cost_of.better, cost_of.worse
    always, _, towards = _FACTORS[scale]
    least = math.exp(always + min(towards, 0.0) - 1e-6)
    return SeriesThresholds(scale, sensitivity, up, down, up * least, down * least)


class Rarity(NamedTuple):
    """How often luck alone raises an alarm, in plain numbers.

    `years` is a round number fit for a sentence ("about once in ten years"); `within_a_year` is the
    share of steady series with a false alarm in a year of this cadence.
    """

    years: int
    within_a_year: float


def rarity(sensitivity: Sensitivity, periods_a_year: float = PERIODS_A_YEAR) -> Rarity:
    """Say how rare a false alarm is for a series logged `periods_a_year` times.

    Alarms are counted per value, so a monthly series waits 52/12 times as long for a false one.
    Raises ValueError unless the cadence is a positive number.
    """
    if not (math.isfinite(periods_a_year) and periods_a_year > 0):
        raise ValueError("periods_a_year must be a positive number")
    per_year = _COSTS[sensitivity].false_alarms
    share = 1.0 - (1.0 - per_year) ** (periods_a_year / PERIODS_A_YEAR)
    return Rarity(_round(PERIODS_A_YEAR / (per_year * periods_a_year)), share)


def cost(sensitivity: Sensitivity) -> Cost:
    """Give the thresholds of a sensitivity and what they cost."""
    return _COSTS[sensitivity]


def _round(years: float) -> int:
    """Round to one leading digit, never under one: more digits would claim to know too much."""
    if years < 1.5:
        return 1
    power = 10 ** math.floor(math.log10(years))
    return int(round(years / power) * power)
