"""Do the values lean on each other, or repeat with the season? Then *calm* is offered.

Both look like change to a detector that takes values as independent. Neighbours are compared within
each regime since the last planned change, so that a change found does not count as leaning. For a
season of p periods the correlation at lag p is held against that at half of it: a season is high at
p and low at p/2, a lasting change falls off evenly and gives no offer. The limits are set so that
independent values bring an offer in about one case in twenty at most (`docs/detection.md`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from tracker.detection.detector import Detection, detect
from tracker.detection.regime import Regime
from tracker.detection.scale import scores, yardstick
from tracker.detection.series import Series

ENOUGH_PAIRS: Final = 24
"""Pairs of neighbours before leaning is looked for."""

CYCLES: Final = (4, 13, 52)
"""Seasons looked for, in periods: a month, a quarter and a year of weeks."""

ENOUGH_CYCLES: Final = 3
"""Rounds of a season before it is looked for."""

LEANING: Final = 2.3
SEASONAL: Final = 2.6
"""Standard errors beyond which a correlation is taken seriously."""

SMALLEST: Final = 0.2
"""Correlations below this cost too few false alarms to bother a person with."""


class Reason(StrEnum):
    """Why calm is offered."""

    LEANING = "leaning"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer of calm: the reason, the lag in periods, the correlation, over how many pairs."""

    reason: Reason
    lag: int
    correlation: float
    pairs: int


class _Pairs(NamedTuple):
    correlation: float
    number: int


def offer(
    series: Series, cycles: Sequence[int] = CYCLES, found: Detection | None = None
) -> Offer | None:
    """Say whether calm should be offered, and why; None if nothing speaks for it.

    `cycles` are the seasons to look for, in periods; `found` saves walking the series twice.
    Raises ValueError for a season of fewer than two periods.
    """
    if any(cycle < 2 for cycle in cycles):
        raise ValueError("a season takes at least two periods")
    found = detect(series) if found is None else found
    segment = found.regimes[-1].segment
    starts = [span.start for span in found.regimes if span.segment == segment]
    seasons = [_season(_residuals(series, starts[:1]), cycle) for cycle in cycles]
    leaning = _leaning(_residuals(series, starts))
    offers = [each for each in (leaning, *seasons) if each is not None]
    return max(offers, key=lambda each: each.correlation, default=None)


def _residuals(series: Series, starts: list[int]) -> list[list[float | None]]:
    """Clipped scores less their regime's mean, by position; one list per regime."""
    stops = [*starts[1:], len(series.values)]
    return [
        _centred(series, series.values[start:stop])
        for start, stop in zip(starts, stops, strict=True)
    ]


def _centred(series: Series, values: Sequence[float | None]) -> list[float | None]:
    regime = Regime(yardstick(series.scale, series.unit))
    observed = [value for value in values if value is not None]
    for score in scores(observed, series.scale, series.unit):
        regime.absorb(score)
    sums = regime.sums().sums
    mean = sums[-1] / max(len(observed), 1)
    clipped = iter(right - left - mean for left, right in pairwise(sums))
    return [None if value is None else next(clipped) for value in values]


def _correlation(parts: list[list[float | None]], lag: int) -> _Pairs:
    """Correlate residuals with those `lag` positions before, in the same part."""
    products: list[float] = []
    for part in parts:
        for early, late in zip(part, part[lag:], strict=False):
            if early is not None and late is not None:
                products.append(early * late)
    squares = [value * value for part in parts for value in part if value is not None]
    variance = sum(squares) / len(squares) if squares else 0.0
    if not products or variance <= 0.0:
        return _Pairs(0.0, 0)
    return _Pairs(max(-1.0, min(1.0, sum(products) / len(products) / variance)), len(products))


def _leaning(parts: list[list[float | None]]) -> Offer | None:
    found = _correlation(parts, 1)
    if found.number < ENOUGH_PAIRS or found.correlation < SMALLEST:
        return None
    if found.correlation * math.sqrt(found.number) < LEANING:
        return None
    return Offer(Reason.LEANING, 1, found.correlation, found.number)


def _season(parts: list[list[float | None]], cycle: int) -> Offer | None:
    if len(parts[0]) < ENOUGH_CYCLES * cycle:
        return None
    full, half = _correlation(parts, cycle), _correlation(parts, cycle // 2)
    if min(full.number, half.number) < ENOUGH_PAIRS or full.correlation < SMALLEST:
        return None
    error = math.sqrt(1.0 / full.number + 1.0 / half.number)
    if full.correlation - half.correlation < SEASONAL * error:
        return None
    return Offer(Reason.SEASON, cycle, full.correlation, full.number)
