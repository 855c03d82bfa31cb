"""How a verdict was reached, with the numbers it came from: what "how this is calculated" opens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.detection.baseline import Baseline
from tracker.detection.detector import OneOff, RegimeSpan, mean
from tracker.detection.evidence import Evidence
from tracker.detection.promise import Kept
from tracker.detection.regime import Regime
from tracker.detection.scale import scores, yardstick
from tracker.detection.sensitivity import WATCH
from tracker.detection.series import Series
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
class Side:
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
class Explanation:
    """The rule, and every figure it used.

    For a change that stands, `before`, `recent`, `evidence` and `comparisons` are those of the
    moment that revealed it; otherwise those of the latest value, `recent` being the strongest
    look-back (all values, if none has anything to say). Comparisons come strongest first.
    """

    rule: Rule
    before: Side
    recent: Side
    evidence: Evidence
    threshold: float
    watch: float
    comparisons: tuple[Comparison, ...]
    limits: Baseline | None
    change: Change | None
    one_off: OneOff | None
    kept: Kept | None
    have: int
    need: int


def explain(series: Series, judgement: Judgement) -> Explanation:
    """Give the numbers behind a judgement of this very series."""
    span, end = _moment(series, judgement)
    observed = [
        (at, value)
        for at, value in enumerate(series.values[span.start : end + 1], span.start)
        if value is not None
    ]
    values = [value for _, value in observed]
    regime = Regime(yardstick(series.scale, series.unit))
    for score in scores(values, series.scale, series.unit):
        regime.absorb(score)
    comparisons = _comparisons(regime, values)
    split = _split(judgement, observed, comparisons)
    last_mark = judgement.one_offs[-1] if judgement.one_offs else None
    return Explanation(
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


def _comparisons(regime: Regime, values: list[float]) -> tuple[Comparison, ...]:
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


def _side(observed: list[tuple[int, float]], start: int) -> Side:
    values = tuple(value for _, value in observed)
    first = observed[0][0] if observed else start
    return Side(first, values, mean(values) if values else None)
