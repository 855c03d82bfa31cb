"""The verdict on a series, and every number it rests on.

The first rule that applies is taken, in the order: learning, changed (worse or better, sliding or
not), one-off, may be changing, below promise, steady. Stale stands beside the verdict the series
would have if it were fresh. What is said of the spread stands beside all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tracker.detection.account import Account
from tracker.detection.baseline import Baseline
from tracker.detection.detector import Alarm, OneOff, RegimeSpan
from tracker.detection.evidence import ENOUGH, Evidence
from tracker.detection.forecast import Forecast
from tracker.detection.scale import Scale
from tracker.detection.sensitivity import Thresholds
from tracker.detection.series import Series, is_worse
from tracker.detection.slide import SlideOdds
from tracker.detection.spread import (
    Restlessness,
    SpreadChange,
    SpreadEvidence,
    restlessness,
    spread_change,
    spread_evidence,
)
from tracker.detection.tally import KeptTally, RegimeStanding

STALE_AFTER: Final = 3
"""Periods without a value, at the end, that make a series stale."""

CHANGED: Final = 2.0
"""Pooled t from which the current regime differs from the first."""


class Verdict(StrEnum):
    """What is said of a series."""

    LEARNING = "learning"
    WORSE = "worse"
    BETTER = "better"
    DRIFTING_WORSE = "drifting_worse"
    DRIFTING_BETTER = "drifting_better"
    ONE_OFF = "one_off"
    MAYBE = "maybe"
    BELOW_PROMISE = "below_promise"
    STEADY = "steady"
    STALE = "stale"


SLIDES: Final = frozenset({Verdict.DRIFTING_WORSE, Verdict.DRIFTING_BETTER})
"""The verdicts on a slide."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that stands: its alarm, and the first regime against the current one.

    The alarm is the last one, of a slide the first of its chain. `t` is the difference in pooled
    standard errors of scores; `odds` are those of slide against step, 0 while it is too early to
    tell. `forecast` extends a slide, in the units of the values; None for a step.
    """

    alarm: Alarm
    worse: bool
    t: float
    odds: SlideOdds
    before: float
    before_count: int
    forecast: Forecast | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with all it rests on; positions count periods from 0.

    `if_fresh` is the verdict but for staleness. `current` holds the XmR figures of the current
    regime (None without a value). `recent` is the mean of the `recent_count` values since the last
    alarm of this segment was raised, its own included; None without one. `change` is None unless
    a change stands. `have` of `need` values are there when the verdict is learning. `withheld` says
    that the newest value raised no alarm because of a wider spread; `restless` is what is said of
    the spread (`spread_of` says since when). `unit` is the recording step it was judged with.
    """

    verdict: Verdict
    if_fresh: Verdict
    length: int
    observed: int
    have: int
    need: int
    current: Baseline | None
    recent: float | None
    recent_count: int
    change: Change | None
    kept: KeptTally | None
    evidence: Evidence
    thresholds: Thresholds
    unit: float
    withheld: bool
    spread: SpreadEvidence
    restless: Restlessness | None
    regimes: tuple[RegimeSpan, ...]
    alarms: tuple[Alarm, ...]
    one_offs: tuple[OneOff, ...]

    @property
    def missing(self) -> int:
        """Periods without a value."""
        return self.length - self.observed

    @property
    def points_up(self) -> bool:
        """Which way the evidence points more, each way held against its own threshold."""
        return self.thresholds.points_up(*self.evidence)

    @property
    def strongest(self) -> float:
        """The evidence that way."""
        return self.evidence.up if self.points_up else self.evidence.down

    @property
    def threshold(self) -> float:
        """What the evidence that way must reach."""
        return self.thresholds.up if self.points_up else self.thresholds.down

    @property
    def since(self) -> int | None:
        """Position since when the change holds, None unless one stands."""
        return None if self.change is None else self.change.alarm.since

    @property
    def revealed(self) -> int | None:
        """Position that revealed the change, None unless one stands."""
        return None if self.change is None else self.change.alarm.revealed

    @property
    def usual(self) -> float | None:
        """Mean of the current regime."""
        return None if self.current is None else self.current.mean

    @property
    def far_out(self) -> list[int]:
        """What is far out in its own regime; not what began a new level, nor any of a slide."""
        slides = self.change is not None and self.if_fresh in SLIDES
        end = self.change.alarm.since if self.change is not None and slides else self.length
        return [
            mark.position
            for mark in self.one_offs
            if mark.position < end
            and not any(one.since <= mark.position <= one.revealed for one in self.alarms)
        ]

    @property
    def is_first_guess(self) -> bool:
        """Whether the limits rest on too few values to rely on."""
        return self.current is None or self.current.is_first_guess


def judge(series: Series) -> Judgement:
    """Judge a whole series; a pure function, fit for a pool of processes."""
    return conclude(Account.of(series))


def spread_of(judgement: Judgement, values: Sequence[float], scale: Scale) -> SpreadChange | None:
    """Say where and how much the spread changed; None where nothing is said of it.

    `values` are the observed ones of the current regime, oldest first. It is no part of a judgement
    because it needs them all, and is needed only when shown.
    """
    if judgement.restless is None:
        return None
    is_wider = judgement.restless is Restlessness.UNSTEADIER
    return spread_change(values, scale, judgement.unit, is_wider=is_wider)


def conclude(account: Account) -> Judgement:
    """Judge what an account holds."""
    change = _change(account)
    fresh = _verdict(account, change)
    stale = account.last is not None and account.length - 1 - account.last >= STALE_AFTER
    spread = spread_evidence(account.regime, account.series.scale)
    strongest = account.evidence.strongest
    return Judgement(
        verdict=Verdict.STALE if stale else fresh,
        if_fresh=fresh,
        length=account.length,
        observed=account.observed,
        have=account.current.count,
        need=ENOUGH,
        current=account.current.level.baseline(account.series.scale),
        recent=account.recent.mean if account.recent.count else None,
        recent_count=account.recent.count,
        change=change,
        kept=account.current.kept(),
        evidence=account.evidence,
        thresholds=account.thresholds,
        unit=account.unit,
        withheld=account.withheld,
        spread=spread,
        restless=restlessness(account.regime, spread, strongest, withheld=account.withheld),
        regimes=account.regimes,
        alarms=account.alarms,
        one_offs=account.one_offs,
    )


def _change(account: Account) -> Change | None:
    chain, t = account.chain, account.t()
    if account.first is None or chain is None or abs(t) < CHANGED:
        return None
    odds = account.odds()
    before, after = account.first.standing(), account.current.standing()
    return Change(
        alarm=account.alarms[chain.first if odds.slides else -1],
        worse=is_worse(account.series.better, before, after, moved_up=t > 0),
        t=t,
        odds=odds,
        before=before.mean,
        before_count=account.first.count,
        forecast=account.forecast() if odds.slides else None,
    )


def _verdict(account: Account, change: Change | None) -> Verdict:
    if account.first is None and account.current.count < ENOUGH:
        return Verdict.LEARNING
    if change is not None:
        if change.odds.slides:
            return Verdict.DRIFTING_WORSE if change.worse else Verdict.DRIFTING_BETTER
        return Verdict.WORSE if change.worse else Verdict.BETTER
    if account.one_offs and account.one_offs[-1].position == account.last:
        return Verdict.ONE_OFF
    if account.thresholds.watched(*account.evidence):
        return Verdict.MAYBE
    promise = account.current.kept()
    if promise is not None and promise.stance is RegimeStanding.BELOW:
        return Verdict.BELOW_PROMISE
    return Verdict.STEADY
