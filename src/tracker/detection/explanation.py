"""How a verdict was reached, with the numbers it came from, and whether *calm* is to be offered.

Values that repeat with the season look like change: then *calm* is offered. (Values that lean on
each other do too, but there the evidence itself is deflated.) For a season of p periods the
correlation at lag p is held against that at half of it: a season is high at p and low at p/2, a
lasting change falls off evenly and gives no offer. The limits are set so that independent values
bring an offer in about one case in twenty at most (`docs/detection.md`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from tracker.detection.autocorrelation import NeighbourCorrelation
from tracker.detection.baseline import Baseline, xmr
from tracker.detection.detector import Detection, OneOff, RegimeSpan, detect, mean
from tracker.detection.evidence import Evidence, Term
from tracker.detection.regime import RunningRegime
from tracker.detection.scale import floor_of_values, scores, yardstick
from tracker.detection.season import Seasons
from tracker.detection.sensitivity import Thresholds
from tracker.detection.series import Series
from tracker.detection.tally import KeptTally
from tracker.detection.verdict import Change, Judgement, Verdict


class Rule(StrEnum):
    """The rule that decided the verdict."""

    TOO_FEW_VALUES = "too_few_values"
    CHANGE_STANDS = "change_stands"
    SLIDE_LIKELIER_THAN_STEP = "slide_likelier_than_step"
    RECORD_FAR_OUT = "record_far_out"
    EVIDENCE_GROWING = "evidence_growing"
    PROMISE_MISSED = "promise_missed"
    NOTHING_STANDS_OUT = "nothing_stands_out"


_RULES = {
    Verdict.LEARNING: Rule.TOO_FEW_VALUES,
    Verdict.WORSE: Rule.CHANGE_STANDS,
    Verdict.BETTER: Rule.CHANGE_STANDS,
    Verdict.DRIFTING_WORSE: Rule.SLIDE_LIKELIER_THAN_STEP,
    Verdict.DRIFTING_BETTER: Rule.SLIDE_LIKELIER_THAN_STEP,
    Verdict.ONE_OFF: Rule.RECORD_FAR_OUT,
    Verdict.MAYBE: Rule.EVIDENCE_GROWING,
    Verdict.BELOW_PROMISE: Rule.PROMISE_MISSED,
    Verdict.STEADY: Rule.NOTHING_STANDS_OUT,
}


@dataclass(frozen=True, slots=True)
class WindowSide:
    """Some values in order, the position of the first, and their mean (None if there are none).

    Values that are far out (`left_out`) count in no mean.
    """

    start: int
    values: tuple[float, ...]
    mean: float | None
    left_out: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One look-back: the last `window` values against those before, as a step or as a ramp.

    `evidence` is its share of the sum; `recent` and `before` are means of values, but for those far
    out.
    """

    window: int
    ramp: bool
    up: bool
    evidence: float
    recent: float
    before: float


@dataclass(frozen=True, slots=True)
class VerdictExplanation:
    """The rule, and every figure it used.

    For a change that stands, `before`, `recent`, `evidence` and `comparisons` are those of the
    moment that revealed it; otherwise those of the latest value, `recent` being the strongest
    look-back (all values, if none has anything to say). Comparisons come strongest first.
    `thresholds` are those of both directions; `leaning` is that of the strongest comparison, None
    without one; `floor` is the least sigma believed, in the units of the values. `limits` are those
    of the current regime without what is far out in it.
    """

    rule: Rule
    before: WindowSide
    recent: WindowSide
    evidence: Evidence
    thresholds: Thresholds
    leaning: NeighbourCorrelation | None
    floor: float
    comparisons: tuple[Comparison, ...]
    limits: Baseline | None
    change: Change | None
    one_off: OneOff | None
    kept: KeptTally | None
    have: int
    need: int


def explain(
    series: Series, judgement: Judgement, one_offs: Iterable[int] = ()
) -> VerdictExplanation:
    """Give the numbers behind a judgement of this very series.

    `one_offs` are positions that count in no mean, beside those that are far out by rule.
    """
    span, end = _moment(series, judgement)
    regime, season = _shown(series, judgement, end)
    observed = [
        (at, value)
        for at, value in enumerate(series.values[span.start : end + 1], span.start)
        if value is not None
    ]
    evidence, far = regime.evidence(season.explain), frozenset((*judgement.far_out, *one_offs))
    comparisons = _comparisons(list(regime.terms(season.explain)), observed, far)
    split = _split(judgement, observed, comparisons)
    last_mark = judgement.one_offs[-1] if judgement.one_offs else None
    return VerdictExplanation(
        rule=_RULES[judgement.if_fresh],
        before=_side(observed[:split], span.start, far),
        recent=_side(observed[split:], span.start, far),
        evidence=evidence,
        thresholds=series.hearing.thresholds(regime.crowd),
        leaning=regime.leaning(comparisons[0].window, season.explain) if comparisons else None,
        floor=floor_of_values(series.scale, judgement.unit, judgement.usual or 0.0),
        comparisons=comparisons,
        limits=_limits(series, judgement, far),
        change=judgement.change,
        one_off=last_mark if judgement.if_fresh is Verdict.ONE_OFF else None,
        kept=judgement.kept,
        have=judgement.have,
        need=judgement.need,
    )


def _moment(series: Series, judgement: Judgement) -> tuple[RegimeSpan, int]:
    """Give the regime to show and the last position to show of it."""
    if judgement.change is None:
        return judgement.regimes[-1], len(series.values) - 1
    alarm = judgement.change.alarm
    earlier = [span for span in judgement.regimes if span.start < alarm.since]
    return earlier[-1], alarm.revealed


def _shown(series: Series, judgement: Judgement, end: int) -> tuple[RunningRegime, Seasons]:
    """Walk to the moment: the regime that judged the reveal, without a change the current one."""
    found = detect(series.at_unit(end + 1))
    if judgement.change is None:
        return found.regime, found.season
    return found.judged.regime, found.judged.season


def _comparisons(
    terms: list[Term], observed: list[tuple[int, float]], far: frozenset[int]
) -> tuple[Comparison, ...]:
    found = [
        Comparison(
            term.window,
            term.ramp,
            term.up,
            term.evidence,
            recent=_mean(observed[-term.window :], far),
            before=_mean(observed[: -term.window], far),
        )
        for term in terms
    ]
    return tuple(sorted(found, key=lambda each: each.evidence, reverse=True))


def _mean(observed: list[tuple[int, float]], far: frozenset[int]) -> float:
    """Give the mean of what is not far out; where all of it is, of all."""
    near = [value for at, value in observed if at not in far]
    return mean(near or [value for _, value in observed])


def _limits(series: Series, judgement: Judgement, far: frozenset[int]) -> Baseline | None:
    """Give the figures of the current regime without what is far out in it."""
    start = judgement.regimes[-1].start
    if not any(at >= start for at in far):
        return judgement.current
    kept = (value for at, value in enumerate(series.values[start:], start) if at not in far)
    return xmr(kept, series.scale) or judgement.current


def _split(
    judgement: Judgement, observed: list[tuple[int, float]], found: tuple[Comparison, ...]
) -> int:
    """Count the observed values that come before the recent ones."""
    if judgement.change is not None:
        return sum(at < judgement.change.alarm.since for at, _ in observed)
    return len(observed) - found[0].window if found else 0


def _side(observed: list[tuple[int, float]], start: int, far: frozenset[int]) -> WindowSide:
    if not observed:
        return WindowSide(start, (), None)
    values = tuple(value for _, value in observed)
    left_out = tuple(value for at, value in observed if at in far)
    left_out = left_out if len(left_out) < len(values) else ()
    return WindowSide(observed[0][0], values, _mean(observed, far), left_out)


ENOUGH_PAIRS: Final = 24
"""Pairs of values before a season is looked for."""

CYCLES: Final = (4, 13, 52)
"""Seasons looked for, in periods: a month, a quarter and a year of weeks."""

ENOUGH_CYCLES: Final = 3
"""Rounds of a season before it is looked for."""

SEASONAL: Final = 2.6
"""Standard errors beyond which a correlation is taken seriously."""

SMALLEST: Final = 0.2
"""Correlations below this cost too few false alarms to bother a person with."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer of calm: the season in periods, the correlation at it, over how many pairs."""

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
    start = next(span.start for span in found.regimes if span.segment == segment)
    scores = _centred(series, series.values[start:])
    offers = [each for cycle in cycles if (each := _season(scores, cycle)) is not None]
    return max(offers, key=lambda each: each.correlation, default=None)


def _centred(series: Series, values: Sequence[float | None]) -> list[float | None]:
    """Clipped scores less their mean, by position."""
    regime = RunningRegime(yardstick(series.scale, series.unit))
    observed = [value for value in values if value is not None]
    for score in scores(observed, series.scale, series.unit):
        regime.absorb(score)
    sums = regime.whole().sums
    middle = sums[-1] / max(len(observed), 1)
    clipped = iter(right - left - middle for left, right in pairwise(sums))
    return [None if value is None else next(clipped) for value in values]


def _correlation(found: list[float | None], lag: int) -> _Pairs:
    """Correlate scores with those `lag` positions before."""
    products = [
        early * late
        for early, late in zip(found, found[lag:], strict=False)
        if early is not None and late is not None
    ]
    squares = [score * score for score in found if score is not None]
    variance = sum(squares) / len(squares) if squares else 0.0
    if not products or variance <= 0.0:
        return _Pairs(0.0, 0)
    return _Pairs(max(-1.0, min(1.0, sum(products) / len(products) / variance)), len(products))


def _season(found: list[float | None], cycle: int) -> Offer | None:
    if len(found) < ENOUGH_CYCLES * cycle:
        return None
    full, half = _correlation(found, cycle), _correlation(found, cycle // 2)
    if min(full.number, half.number) < ENOUGH_PAIRS or full.correlation < SMALLEST:
        return None
    error = math.sqrt(1.0 / full.number + 1.0 / half.number)
    if full.correlation - half.correlation < SEASONAL * error:
        return None
    return Offer(cycle, full.correlation, full.number)
