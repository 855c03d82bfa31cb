"""Whether the spread of a regime changed, with whatever means: the app's quiet second finding.

After each value the last w are compared with all before them: the exact Bayes factor of "their
spread is rho times as wide" for normal data, both means unknown (residual likelihood), summed over
windows and over rho. It stands beside the verdict and is never announced; but where it explains a
look-back better than a change of level does, the alarm of the level is withheld.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from tracker.detection.baseline import Level
from tracker.detection.evidence import LARGEST_EXPONENT, SMALLEST_SPREAD, WEIGHTS, WINDOWS
from tracker.detection.regime import RunningRegime
from tracker.detection.scale import Scale, scores, yardstick
from tracker.detection.sums import Sums

WIDER: Final = (1.5, 2.0, 3.0)
"""Ratios of spreads looked for."""

NARROWER: Final = tuple(1.0 / ratio for ratio in WIDER)

UNSTEADIER_FROM: Final = 1500.0
STEADIER_FROM: Final = 20_000.0
ENOUGH: Final = 8
BEFORE: Final = 5
"""Values that must remain before a window."""

AFTER: Final = 3
"""Values after the likeliest place of a change of spread, at least."""

CROWDED: Final = 5
"""Where one value in so many stands at one end of the scale, a spread says nothing of its own."""


class Restlessness(StrEnum):
    """What became of the spread of the current regime."""

    UNSTEADIER = "unsteadier"
    STEADIER = "steadier"


class SpreadEvidence(NamedTuple):
    """How strongly the recent values speak for a wider, and for a narrower spread."""

    wider: float
    narrower: float


@dataclass(frozen=True, slots=True)
class SpreadChange:
    """Where and how much the spread changed.

    `before` counts the values of the regime before it; `factor` is the ratio of the standard
    deviations of unclipped scores after and before it, above 1 for wider. `ranges` are half widths
    of the natural ranges of the values before and after it, None where they do not show the change.
    """

    before: int
    factor: float
    ranges: tuple[float, float] | None = None


def spread_evidence(regime: RunningRegime, scale: Scale) -> SpreadEvidence:
    """Sum the Bayes factors for a changed spread; 0 under eight values and for yes/no."""
    return SpreadEvidence(wider(regime, scale), _summed(regime, scale, NARROWER))


def wider(regime: RunningRegime, scale: Scale) -> float:
    """Sum the Bayes factors for a wider spread alone."""
    return _summed(regime, scale, WIDER)


def restlessness(
    regime: RunningRegime, found: SpreadEvidence, level: float, *, withheld: bool
) -> Restlessness | None:
    """Say what is to be said of the spread, None if nothing.

    `level` is the larger evidence that the level moved; `withheld` says that an alarm of the level
    was withheld at the newest value, which is itself a wider spread.
    """
    if withheld:
        return Restlessness.UNSTEADIER
    if CROWDED * regime.most_at_an_end >= regime.count:
        return None
    if found.wider >= max(UNSTEADIER_FROM, level):
        return Restlessness.UNSTEADIER
    if found.narrower >= max(STEADIER_FROM, level):
        return Restlessness.STEADIER
    return None


def spread_change(
    values: Sequence[float], scale: Scale, step: float, *, is_wider: bool
) -> SpreadChange | None:
    """Find the likeliest change of spread among the observed values of one regime, oldest first.

    It is the split with five or more values before and three or more after it, the later side wider
    (narrower), that maximises the likelihood of two spreads with two means. None without one.
    """
    found = scores(values, scale, step)
    regime = RunningRegime(yardstick(scale, step))
    for score in found:
        regime.absorb(score)
    if (before := _likeliest(regime.whole(), is_wider=is_wider)) is None:
        return None
    least = regime.sums().floor ** 2
    ratio = _variance(found[before:], least) / _variance(found[:before], least)
    ranges = _half_width(values[:before]), _half_width(values[before:])
    shown = ranges[0] != ranges[1] and (ranges[1] > ranges[0]) is is_wider
    return SpreadChange(before, math.sqrt(ratio), ranges if shown else None)


def _half_width(values: Sequence[float]) -> float:
    level = Level()
    level.extend(values)
    found = level.baseline(Scale.NUMBER)
    return 0.0 if found is None or found.natural_upper is None else found.natural_upper - found.mean


def _summed(regime: RunningRegime, scale: Scale, ratios: tuple[float, ...]) -> float:
    """Sum the Bayes factors of all windows for these ratios of spreads."""
    found = regime.sums()
    count, sums, squares = found.size, found.sums, found.squares
    if count < ENOUGH or scale is Scale.YESNO:
        return 0.0
    whole, square, least, last = sums[-1], squares[-1], found.floor * found.floor, len(sums) - 1
    terms = [(math.log(ratio), ratio * ratio) for ratio in ratios]
    freedom, odds = 0.5 * (count - 2), 0.0
    for window, weight in zip(WINDOWS[1:], WEIGHTS[1:], strict=True):
        if (before := count - window) < BEFORE:
            break
        # Squares about the means before and in the window, not below what the floor allows.
        total, earlier = sums[last - window], squares[last - window]
        recent = whole - total
        early, smallest = earlier - total * total / before, (before - 1) * least
        early = early if early > smallest else smallest
        late, smallest = square - earlier - recent * recent / window, (window - 1) * least
        late = late if late > smallest else smallest
        if (both := early + late) <= SMALLEST_SPREAD:
            continue
        for log, squared in terms:
            exponent = freedom * math.log(both / (early + late / squared)) - (window - 1) * log
            odds += weight * math.exp(exponent if exponent < LARGEST_EXPONENT else LARGEST_EXPONENT)
    return odds / len(ratios)


def _likeliest(found: Sums, *, is_wider: bool) -> int | None:
    """Give the number of values before the likeliest change of spread."""
    count, least = found.size, max(found.floor**2, SMALLEST_SPREAD)
    best, place = -math.inf, None
    for before in range(BEFORE, count - AFTER + 1):
        after = count - before
        total, squares = found.sums[before], found.squares[before]
        recent = found.sums[count] - total
        early = max((squares - total * total / before) / (before - 1), least)
        late = (found.squares[count] - squares - recent * recent / after) / (after - 1)
        late = max(late, least)
        if (late > early) is not is_wider:
            continue
        likelihood = -0.5 * ((before - 1) * math.log(early) + (after - 1) * math.log(late))
        if likelihood > best:
            best, place = likelihood, before
    return place


def _variance(found: Sequence[float], least: float) -> float:
    mean = math.fsum(found) / len(found)
    squares = math.fsum((score - mean) ** 2 for score in found)
    return max(squares / (len(found) - 1), least, SMALLEST_SPREAD)
