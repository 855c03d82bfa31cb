"""Two comparisons: a level before and after a fix, and two people's ratings of the same thing.

The values after the fix are compared with the regime that was running when it began, as a single
step at a known place: the same Bayes factor as in the look-back, without the search. Under "no
change" that factor is a martingale, so it ever reaches 10 in at most one case in ten, however often
and long one looks (Ville 1939); within a year of weekly looks it is one in twenty at most
(`docs/detection.md`). A t test repeated every week would keep no such promise. The spread is pooled
over all regimes up to then, because a regime that a problem began is often only a few values old
when the fix comes.

Whether two people rate the same thing differently is told by the exact two-sided sign test. Each
pair says only which of its two figures is the higher; pairs of equal figures say nothing. If nobody
leaned, each of the others would fall either way as a fair coin does, so the chance of what was seen
is a binomial sum. Nothing is assumed about how far apart steps of a rating lie, which is why it is
this test and no other. Source: W. J. Conover, Practical Nonparametric Statistics, 3rd edition,
Wiley 1999, section 3.4, "The sign test".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import comb
from typing import Final, NamedTuple

from tracker.detection.detector import RegimeSpan, detect, mean
from tracker.detection.evidence import LARGEST_FIT, SMALLEST_FIT, bayes_factor
from tracker.detection.regime import RunningRegime
from tracker.detection.scale import score, yardstick
from tracker.detection.series import Band, Series, SeriesLevel, is_worse

CONVINCING: Final = 10.0
"""Bayes factor from which the level has changed."""

PRIOR: Final = 4.0
"""Variance, in sigmas squared, of the effects held plausible beforehand."""

ENOUGH_BEFORE: Final = 2
ENOUGH_AFTER: Final = 6


class Outcome(StrEnum):
    """What became of a fix."""

    CHANGED_BETTER = "changed_better"
    CHANGED_WORSE = "changed_worse"
    NO_SIGN_YET = "no_sign_yet"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Effect:
    """Before and after: both means and counts, in the units of the values.

    `needed` says how many more values it takes to judge, `lacking` how many are missing before the
    fix (those will not come any more). `evidence` is the Bayes factor of a step at the fix.
    """

    outcome: Outcome
    before: float | None
    before_count: int
    after: float | None
    after_count: int
    needed: int
    lacking: int
    evidence: float
    threshold: float = CONVINCING


def effect_of(series: Series, start: int) -> Effect:
    """Compare the values from position `start` on with the regime that was running then.

    Raises ValueError unless 0 <= start. Values after the end of the fix's time are the caller's to
    leave out (`series.until`).
    """
    if start < 0:
        raise ValueError(f"a fix cannot begin at position {start}")
    earlier = detect(series.until(start)).regimes
    before = _observed(series, earlier[-1].start, start)
    after = _observed(series, start, len(series.values))
    needed = max(ENOUGH_AFTER - len(after), 0)
    lacking = max(ENOUGH_BEFORE - len(before), 0)
    evidence = 0.0
    outcome = Outcome.TOO_FEW
    if not needed and not lacking:
        evidence, up = _evidence(series, before, after, _spread(series, earlier[:-1]))
        outcome = Outcome.NO_SIGN_YET
        if evidence >= CONVINCING:
            worse = is_worse(
                series.better, _standing(series, before), _standing(series, after), moved_up=up
            )
            outcome = Outcome.CHANGED_WORSE if worse else Outcome.CHANGED_BETTER
    return Effect(
        outcome=outcome,
        before=mean(before) if before else None,
        before_count=len(before),
        after=mean(after) if after else None,
        after_count=len(after),
        needed=needed,
        lacking=lacking,
        evidence=evidence,
    )


class _PooledSpread(NamedTuple):
    """Squares within earlier regimes and their degrees of freedom, on the score scale."""

    squares: float
    freedom: int


def _observed(series: Series, start: int, stop: int) -> list[float]:
    return [value for value in series.values[start:stop] if value is not None]


def _absorbed(series: Series, values: list[float]) -> RunningRegime:
    regime = RunningRegime(yardstick(series.scale, series.unit))
    for value in values:
        regime.absorb(score(value, series.scale, series.unit))
    return regime


def _spread(series: Series, earlier: tuple[RegimeSpan, ...]) -> _PooledSpread:
    squares, freedom = 0.0, 0
    for span in earlier:
        values = _observed(series, span.start, len(series.values))[: span.count]
        if len(values) > 1:
            squares += _absorbed(series, values).sums().spread()
            freedom += len(values) - 1
    return _PooledSpread(squares, freedom)


def _evidence(
    series: Series, before: list[float], after: list[float], spread: _PooledSpread
) -> tuple[float, bool]:
    """Give the Bayes factor of a step between the two, and whether it goes up."""
    run = _absorbed(series, before + after).whole()
    first, second = len(before), len(after)
    norm = first * second / (first + second)
    gap = (run.sums[-1] - run.sums[first]) / second - run.sums[first] / first
    between = norm * gap * gap
    freedom = spread.freedom + first + second - 2
    least = freedom * run.floor * run.floor
    within = max(run.spread() - between + spread.squares, least)
    fit = between / (between + within) if between > 0.0 else 0.0
    if fit <= SMALLEST_FIT:
        return 0.0, gap > 0.0
    factor = bayes_factor(min(fit, LARGEST_FIT), PRIOR * norm, freedom + 1)
    return factor, gap > 0.0


def _standing(series: Series, values: list[float]) -> SeriesLevel:
    outside = 0.0
    if isinstance(series.better, Band):
        outside = sum(map(series.better.distance, values)) / len(values)
    return SeriesLevel(mean(values), outside)


LEAST_PAIRS = 5
"""Fewer pairs that differ are never spoken of."""
CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class SignTest:
    """How often the second figure of a pair was higher, lower, and the same."""

    higher: int
    lower: int
    ties: int

    @property
    def differing(self) -> int:
        """How many pairs say anything."""
        return self.higher + self.lower

    @property
    def p(self) -> float:
        """The chance of leaning at least as much, either way, if nobody leaned."""
        return sign_test(self.higher, self.lower)

    @property
    def more_than_chance(self) -> bool:
        """Whether one of the two rates higher, and luck is no good reason for it."""
        return self.differing >= LEAST_PAIRS and self.p < CHANCE


def agreement(pairs: Iterable[tuple[float, float]]) -> SignTest:
    """Count how the second figures of pairs lie beside the first."""
    higher = lower = ties = 0
    for one, other in pairs:
        higher += other > one
        lower += other < one
        ties += other == one
    return SignTest(higher, lower, ties)


def sign_test(higher: int, lower: int) -> float:
    """Return the exact two-sided p of the sign test; 1 where no pair differs."""
    n, least = higher + lower, min(higher, lower)
    tail: int = sum(comb(n, k) for k in range(least + 1))
    return min(1.0, 2 * tail / (1 << n))
