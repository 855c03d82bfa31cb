"""False alarms and weeks to notice, for any statistic held against a threshold.

Time is told as in DETECTION's tables: every series has ten weeks of history, then a baseline of 8,
12, 22 or 30 weeks, then the change. Series with an alarm before the change are left out. A change
not noticed within 52 weeks counts as 52.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.detection_data import Floats, Kind, drifting, steady, stepped

HISTORY = 10
BASELINES = (8, 12, 22, 30)
SPANS = tuple(HISTORY + baseline for baseline in BASELINES)
YEAR = 52
Statistic = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Noticed:
    """How soon changes were noticed: mean weeks, and the share within eight weeks."""

    weeks: float
    within_eight: float


def false_alarms(statistic: Floats, threshold: float, spans: tuple[int, ...] = SPANS) -> float:
    """Share of steady series that alarm in the year after the baseline, mean over baselines."""
    shares = []
    for span in spans:
        quiet = ~(statistic[:, :span] >= threshold).any(axis=1)
        shares.append((statistic[quiet, span : span + YEAR] >= threshold).any(axis=1).mean())
    return float(np.mean(shares))


def tuned(statistic: Floats, share: float = 0.1, spans: tuple[int, ...] = SPANS) -> float:
    """Find the threshold with this share of false alarms in a year."""
    top = statistic.max(axis=1)
    low, high = float(np.quantile(top, 0.5)), float(top.max()) * 1.0001
    for _ in range(40):
        middle = (low + high) / 2
        if false_alarms(statistic, middle, spans) > share:
            low = middle
        else:
            high = middle
    return high


def noticed(runs: list[tuple[int, Floats]], threshold: float) -> Noticed:
    """Measure statistics of changed series; each comes with the weeks before its change."""
    weeks, early = [], []
    for span, statistic in runs:
        alarm = statistic >= threshold
        after = alarm[~alarm[:, :span].any(axis=1), span:]
        delay = np.where(after.any(axis=1), after.argmax(axis=1) + 1, YEAR)
        weeks.append(delay.mean())
        early.append((delay <= 8).mean())
    return Noticed(float(np.mean(weeks)), float(np.mean(early)))


def quiet_runs(kind: Kind, rng: np.random.Generator, series: int) -> Floats:
    """Draw steady series long enough for every baseline and a year."""
    return steady(kind, rng, series, max(SPANS) + YEAR)


def step_runs(
    kind: Kind,
    rng: np.random.Generator,
    series: int,
    size: float,
    spans: tuple[int, ...] = SPANS,
) -> list[tuple[int, Floats]]:
    """Draw series with a step after each span."""
    return [(span, stepped(kind, rng, series, span, YEAR, size)) for span in spans]


def drift_runs(
    kind: Kind, rng: np.random.Generator, series: int, slope: float
) -> list[tuple[int, Floats]]:
    """Draw series that slide after each span."""
    return [(span, drifting(kind, rng, series, span, YEAR, slope)) for span in SPANS]


def measured(runs: list[tuple[int, Floats]], statistic: Statistic) -> list[tuple[int, Floats]]:
    """Turn values into statistics."""
    return [(span, statistic(values)) for span, values in runs]
