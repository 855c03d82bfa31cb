"""How a verdict was reached, with the numbers it came from, and whether *calm* is to be offered.

Values that lean on each other, or repeat with the season, look like change to a detector that takes
them as independent: then *calm* is offered. Neighbours are compared within each regime since the
last planned change, so that a change found does not count as leaning. For a season of p periods the
correlation at lag p is held against that at half of it: a season is high at p and low at p/2, a
lasting change falls off evenly and gives no offer. The limits are set so that independent values
bring an offer in about one case in twenty at most (`docs/detection.md`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from tracker.detection.baseline import Baseline
from tracker.detection.detector import Detection, OneOff, RegimeSpan, detect, mean
from tracker.detection.evidence import Evidence
from tracker.detection.regime import RunningRegime
from tracker.detection.scale import scores, yardstick
from tracker.detection.sensitivity import WATCH
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
    """Some values in order, the position of the first, and their mean (None if there are none)."""

    start: int
    values: tuple[float, ...]
    mean: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One look-back: the last `window` values against those before, as a step or as a ramp.

    `evidence` is its share of the sum; `recent` and `before` are means of values.
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
    """

    rule: Rule
    before: WindowSide
    recent: WindowSide
    evidence: Evidence
    threshold: float
    watch: float
    comparisons: tuple[Comparison, ...]
    limits: Baseline | None
    change: Change | None
    one_off: OneOff | None
    kept: KeptTally | None
    have: int
    need: int


def explain(series: Series, judgement: Judgement) -> VerdictExplanation:
    """Give the numbers behind a judgement of this very series."""
    span, end = _moment(series, judgement)
    observed = [
        (at, value)
        for at, value in enumerate(series.values[span.start : end + 1], span.start)
        if value is not None
    ]
    values = [value for _, value in observed]
    regime = RunningRegime(yardstick(series.scale, series.unit))
    for score in scores(values, series.scale, series.unit):
        regime.absorb(score)
    comparisons = _comparisons(regime, values)
    split = _split(judgement, observed, comparisons)
    last_mark = judgement.one_offs[-1] if judgement.one_offs else None
    return VerdictExplanation(
        rule=_RULES[judgement.if_fresh],
        before=_side(observed[:split], span.start),
        recent=_side(observed[split:], span.start),
        evidence=regime.evidence(),
        threshold=judgement.threshold,
        watch=WATCH,
        comparisons=comparisons,
        limits=judgement.current,
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


def _comparisons(regime: RunningRegime, values: list[float]) -> tuple[Comparison, ...]:
    found = [
        Comparison(
            term.window,
            term.ramp,
            term.up,
            term.evidence,
            recent=mean(values[-term.window :]),
            before=mean(values[: -term.window]),
        )
        for term in regime.terms()
    ]
    return tuple(sorted(found, key=lambda each: each.evidence, reverse=True))


def _split(
    judgement: Judgement, observed: list[tuple[int, float]], found: tuple[Comparison, ...]
) -> int:
    """Count the observed values that come before the recent ones."""
    if judgement.change is not None:
        return sum(at < judgement.change.alarm.since for at, _ in observed)
    return len(observed) - found[0].window if found else 0


def _side(observed: list[tuple[int, float]], start: int) -> WindowSide:
    values = tuple(value for _, value in observed)
    first = observed[0][0] if observed else start
    return WindowSide(first, values, mean(values) if values else None)


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
    regime = RunningRegime(yardstick(series.scale, series.unit))
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
