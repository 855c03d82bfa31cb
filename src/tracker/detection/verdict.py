"""The verdict on a series, every number it rests on, and the account that it is read from.

The first rule that applies is taken, in the order: learning, changed (worse or better, sliding or
not), one-off, may be changing, below promise, steady. Stale stands beside the verdict the series
would have if it were fresh.

An account is what is known after the last value: enough to judge and to take in the next one. Of
the values themselves only what `drift` asks for is kept, and only in an account made from the whole
series. One that was put away and taken up again has sums alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tracker.detection.baseline import Baseline, Level
from tracker.detection.detector import Alarm, Detection, OneOff, RegimeSpan, detect, drift_odds
from tracker.detection.evidence import ENOUGH, Evidence
from tracker.detection.regime import RunningRegime
from tracker.detection.scale import scores, yardstick
from tracker.detection.sensitivity import WATCH
from tracker.detection.series import Series, is_worse
from tracker.detection.tally import KeptTally, Stance, Tally, difference

DRIFT_AFTER: Final = 4
"""Values after an alarm before a slide is told from a step."""


@dataclass(slots=True)
class Account:
    """The book of one series.

    `evidence` is what the last value was judged by. `first` tallies the first regime since the last
    planned change, None while it is the current one; `recent` counts the values since the last
    alarm of that stretch, the alarm's own included.
    """

    series: Series
    length: int
    observed: int
    last: int | None
    regimes: tuple[RegimeSpan, ...]
    alarms: tuple[Alarm, ...]
    one_offs: tuple[OneOff, ...]
    regime: RunningRegime
    evidence: Evidence
    first: Tally | None
    current: Tally
    recent: Level
    run: tuple[float, ...] = field(default=())

    @classmethod
    def of(cls, series: Series, found: Detection | None = None) -> Account:
        """Keep the book of a whole series; `found` saves walking it twice."""
        found = detect(series) if found is None else found
        stretch = [span for span in found.regimes if span.segment == found.regimes[-1].segment]
        observed = [at for at, value in enumerate(series.values) if value is not None]
        changed = len(stretch) > 1
        return cls(
            series=series,
            length=len(series.values),
            observed=len(observed),
            last=observed[-1] if observed else None,
            regimes=found.regimes,
            alarms=found.alarms,
            one_offs=found.one_offs,
            regime=found.regime,
            evidence=found.evidence,
            first=_tally(series, stretch[0].start, stretch[1].start) if changed else None,
            current=_tally(series, stretch[-1].start, len(series.values)),
            recent=_level(series, found.alarms[-1].revealed) if changed else Level(),
            run=_observed(series, stretch[-2].start) if changed else (),
        )

    def t(self) -> float:
        """How far the current regime lies from the first, in standard errors; 0 if it is it."""
        if self.first is None:
            return 0.0
        floor = yardstick(self.series.scale, self.series.unit).floor
        return difference(self.first.score_sums(), self.current.score_sums(), floor)

    def can_tell_drift(self) -> bool:
        """Say whether enough values came after the alarm to tell a slide from a step."""
        return self.recent.count - 1 >= DRIFT_AFTER

    def drift(self) -> float:
        """Give ln odds of slide against step; ValueError in an account that has sums alone."""
        if not self.run:
            raise ValueError("telling a slide from a step needs the values")
        regime = RunningRegime(yardstick(self.series.scale, self.series.unit))
        for score in scores(self.run, self.series.scale, self.series.unit):
            regime.absorb(score)
        return drift_odds(regime.sums())


def _observed(series: Series, start: int, stop: int | None = None) -> tuple[float, ...]:
    return tuple(value for value in series.values[start:stop] if value is not None)


def _tally(series: Series, start: int, stop: int) -> Tally:
    tally = Tally(series)
    tally.extend(_observed(series, start, stop))
    return tally


def _level(series: Series, start: int) -> Level:
    level = Level()
    level.extend(_observed(series, start))
    return level


STALE_AFTER: Final = 3
"""Periods without a value, at the end, that make a series stale."""

CHANGED: Final = 2.0
"""Pooled t from which the current regime differs from the first."""

SLIDING: Final = 1.0
"""Ln odds of slide against step from which a change is called drifting."""


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


@dataclass(frozen=True, slots=True)
class Change:
    """A change that stands: the last alarm, and the first regime against the current one.

    `t` is their difference in pooled standard errors of scores; `drift` is ln odds of slide against
    step, 0 while it is too early to tell.
    """

    alarm: Alarm
    worse: bool
    t: float
    drift: float
    before: float
    before_count: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with all it rests on; positions count periods from 0.

    `if_fresh` is the verdict but for staleness. `current` holds the XmR figures of the current
    regime (None without a value). `recent` is the mean of the `recent_count` values since the last
    alarm of this segment was raised, its own included; None without one. `change` is None unless
    a change stands. `have` of `need` values are there when the verdict is learning.
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
    threshold: float
    regimes: tuple[RegimeSpan, ...]
    alarms: tuple[Alarm, ...]
    one_offs: tuple[OneOff, ...]

    @property
    def missing(self) -> int:
        """Periods without a value."""
        return self.length - self.observed

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
    def is_first_guess(self) -> bool:
        """Whether the limits rest on too few values to rely on."""
        return self.current is None or self.current.is_first_guess


def judge(series: Series) -> Judgement:
    """Judge a whole series; a pure function, fit for a pool of processes."""
    return conclude(Account.of(series))


def conclude(account: Account) -> Judgement:
    """Judge what an account holds; ValueError if it needs the values and has not got them."""
    change = _change(account)
    fresh = _verdict(account, change)
    stale = account.last is not None and account.length - 1 - account.last >= STALE_AFTER
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
        threshold=account.series.sensitivity.threshold,
        regimes=account.regimes,
        alarms=account.alarms,
        one_offs=account.one_offs,
    )


def stands(account: Account) -> bool:
    """Say whether a change was found since the last planned one and has not gone back."""
    return account.first is not None and abs(account.t()) >= CHANGED


def _change(account: Account) -> Change | None:
    if account.first is None or not stands(account):
        return None
    t = account.t()
    before, after = account.first.standing(), account.current.standing()
    return Change(
        alarm=account.alarms[-1],
        worse=is_worse(account.series.better, before, after, moved_up=t > 0),
        t=t,
        drift=account.drift() if account.can_tell_drift() else 0.0,
        before=before.mean,
        before_count=account.first.count,
    )


def _verdict(account: Account, change: Change | None) -> Verdict:
    if account.first is None and account.current.count < ENOUGH:
        return Verdict.LEARNING
    if change is not None:
        if change.drift >= SLIDING:
            return Verdict.DRIFTING_WORSE if change.worse else Verdict.DRIFTING_BETTER
        return Verdict.WORSE if change.worse else Verdict.BETTER
    if account.one_offs and account.one_offs[-1].position == account.last:
        return Verdict.ONE_OFF
    if account.evidence.strongest >= WATCH:
        return Verdict.MAYBE
    promise = account.current.kept()
    if promise is not None and promise.stance is Stance.BELOW:
        return Verdict.BELOW_PROMISE
    return Verdict.STEADY
