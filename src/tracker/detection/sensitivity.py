"""How much evidence it takes to speak up, and what each choice costs in false alarms."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

WATCH: Final = 40.0
"""Evidence from which a series "may be changing": shown beside the series, never announced."""

PERIODS_A_YEAR: Final = 52.0


class Sensitivity(StrEnum):
    """How readily a series is called changed."""

    CALM = "calm"
    NORMAL = "normal"
    KEEN = "keen"

    @property
    def threshold(self) -> float:
        """The evidence (an odds-like number without unit) at which an alarm is raised."""
        return _COSTS[self].threshold


@dataclass(frozen=True, slots=True)
class Cost:
    """What a sensitivity costs on steady, independent, normal data.

    `false_alarms` is the share of steady series that raise an alarm within 52 values. The figures
    are printed by the simulation in `benchmarks/detection.py`.
    """

    threshold: float
    false_alarms: float


_COSTS: Final = MappingProxyType(
    {
        Sensitivity.CALM: Cost(1000.0, 0.02),
        Sensitivity.NORMAL: Cost(220.0, 0.10),
        Sensitivity.KEEN: Cost(100.0, 0.21),
    }
)


@dataclass(frozen=True, slots=True)
class Rarity:
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
    """Give the threshold of a sensitivity and what it costs."""
    return _COSTS[sensitivity]


def _round(years: float) -> int:
    """Round to one leading digit, never under one: more digits would claim to know too much."""
    if years < 1.5:
        return 1
    power = 10 ** math.floor(math.log10(years))
    return int(round(years / power) * power)
