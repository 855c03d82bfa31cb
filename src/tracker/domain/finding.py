"""What the judgement says of a measure, small and kept.

It has dates in place of positions, and everything that a page or a sentence needs; the values
themselves are not in it. What is usual is the level before the newest change that is not accepted
(`domain.levels.acceptance`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from typing import Any

from tracker.detection import (
    VERSION,
    Follower,
    Forecast,
    Judgement,
    KeptTally,
    RegimeStanding,
    Restlessness,
    Verdict,
    spread_of,
)
from tracker.detection.baseline import SURE_FROM
from tracker.detection.evidence import ENOUGH
from tracker.detection.tally import kept as kept_of
from tracker.detection.verdict import SLIDES
from tracker.domain.levels.acceptance import AcceptedLevel
from tracker.domain.levels.history import (
    MeasureHistory,
    Reader,
    Values,
    accepted_days,
    single_promise,
)
from tracker.domain.levels.regime import ACCEPTED, Regime, RegimeDays, regimes_of
from tracker.domain.measure import Measure
from tracker.domain.period import Period

_DAYS = ("first", "last", "since", "revealed", "accepted")


@dataclass(frozen=True, slots=True)
class Spread:
    """A spread that changed: wider or narrower, since which period, by what factor.

    `ranges` are half widths of the natural ranges before and after, None where they show nothing.
    """

    change: Restlessness
    since: date
    factor: float
    ranges: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict and its figures. Dates are period starts.

    `usual`, `lower`, `upper` belong to the usual level: the one before the change that stands, else
    the one of now; None under six values. `now` is the mean since the newest change, `recent` that
    since it was revealed, `before` the level that a change is held against. `accepted` is the day
    since which the usual level holds although a change began it. `turned` is the newest change,
    accepted or not (first day, for the worse): what a promise is judged by.
    `met` of `of` values keep a promise. What is far out is in none of these levels. `step` is the
    finest step that was recorded. `alarms` (revealed, since, up) are those that were news;
    `continued` came when their slide was known already. `called` are the one-offs that the person
    called so. `spread` and `forecast` stand beside the
    verdict. `verdict` leaves staleness aside: that depends on the day (`app.signals.standing`).
    """

    measure_id: int
    verdict: Verdict
    first: date | None = None
    last: date | None = None
    value: float | None = None
    points: int = 0
    have: int = 0
    need: int = 0
    now: float | None = None
    usual: float | None = None
    lower: float | None = None
    upper: float | None = None
    first_guess: bool = True
    since: date | None = None
    revealed: date | None = None
    up: bool | None = None
    before: float | None = None
    before_count: int = 0
    recent: float | None = None
    recent_count: int = 0
    evidence: float = 0.0
    threshold: float = 0.0
    stance: RegimeStanding | None = None
    met: int = 0
    of: int = 0
    alarms: tuple[tuple[date, date, bool], ...] = ()
    continued: tuple[tuple[date, date, bool], ...] = ()
    one_offs: tuple[date, ...] = ()
    called: tuple[date, ...] = ()
    regimes: tuple[Regime, ...] = ()
    spread: Spread | None = None
    forecast: Forecast | None = None
    step: float | None = None
    accepted: date | None = None
    turned: tuple[date, bool] | None = None

    @property
    def far_out(self) -> frozenset[date]:
        """What is far out of its own level, as the person said or by rule.

        By rule, what began a new level is part of that.
        """
        began = [(since, revealed) for revealed, since, _ in (*self.alarms, *self.continued)]
        if self.verdict in SLIDES and self.since is not None:
            began.append((self.since, date.max))
        return frozenset(self.called) | {
            day
            for day in self.one_offs
            if not any(since <= day <= revealed for since, revealed in began)
        }

    def to_json(self) -> dict[str, Any]:
        """Return plain values that `from_json` reads."""
        return {"version": VERSION, **{name: _plain(getattr(self, name)) for name in _NAMES}}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Finding:
        """Read what `to_json` wrote; raises KeyError, TypeError or ValueError for anything else.

        What another version of the detection found is anything else: it must be judged anew.
        """
        if said["version"] != VERSION:
            raise ValueError("this was found by another version of the detection")
        known = {name: said[name] for name in _NAMES}
        for name in _DAYS:
            known[name] = _day(known[name])
        known["verdict"] = Verdict(known["verdict"])
        known["stance"] = RegimeStanding(known["stance"]) if known["stance"] else None
        for name in ("alarms", "continued"):
            known[name] = tuple(
                (date.fromisoformat(revealed), date.fromisoformat(since), bool(up))
                for revealed, since, up in known[name]
            )
        if spread := known["spread"]:
            change, since, factor, ranges = spread
            since, ranges = date.fromisoformat(since), tuple(ranges) if ranges else None
            known["spread"] = Spread(Restlessness(change), since, factor, ranges)
        known["forecast"] = Forecast(*known["forecast"]) if known["forecast"] else None
        known["regimes"] = tuple(
            Regime(date.fromisoformat(first), date.fromisoformat(last), *rest)
            for first, last, *rest in known["regimes"]
        )
        if turned := known["turned"]:
            known["turned"] = (date.fromisoformat(turned[0]), bool(turned[1]))
        for name in ("one_offs", "called"):
            known[name] = tuple(date.fromisoformat(day) for day in known[name])
        return cls(**known)


_NAMES = tuple(field.name for field in fields(Finding))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Regime | Spread | Forecast):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def continue_finding(
    follower: Follower, at: Period, period: Period, value: float
) -> tuple[Judgement | None, Period]:
    """Push a value, and the empty periods before it; None where the history is needed."""
    for _ in range(period - at - 1):
        if follower.push(None) is None:
            return None, at
    return follower.push(value), period


def finding_of(
    history: MeasureHistory,
    judgement: Judgement,
    last: tuple[date, float] | None,
    known: Finding | None,
    since: Reader,
    accepted: AcceptedLevel | None = None,
) -> Finding:
    """Turn a judgement into a finding; `known` is the one before, if no regime has begun since.

    `accepted` is what the judgement takes for accepted. `since` is asked only where several
    promises held, or where the spread changed.
    """
    measure = history.measure
    if last is None:
        return Finding(measure.id, Verdict.LEARNING, need=judgement.need)
    regimes = _regimes(history, judgement, last[0], known, since)
    kept = _kept_now(measure, judgement, since, regimes[-1].first)
    found = Finding(
        measure_id=measure.id,
        verdict=_verdict(judgement, kept),
        first=history.first.start,
        last=last[0],
        value=last[1],
        points=judgement.observed,
        have=judgement.have,
        need=judgement.need,
        now=regimes[-1].mean,
        step=judgement.unit,
        recent=judgement.recent,
        recent_count=judgement.recent_count,
        evidence=judgement.strongest,
        threshold=judgement.threshold,
        regimes=regimes,
        spread=_spread(measure, judgement, since, regimes[-1].first),
    )
    found = _with_alarms(history, judgement, _with_promise(found, kept))
    return _with_change(history, judgement, found, accepted)


def _kept_now(
    measure: Measure, judgement: Judgement, since: Reader, first: date
) -> KeptTally | None:
    """Say how the promise was kept, each value held against the promise of its own time."""
    if single_promise(measure) is None and measure.now.has_promise:
        return _kept(measure, since(measure, first))
    return judgement.kept


def _with_promise(found: Finding, kept: KeptTally | None) -> Finding:
    """Add how the promise was kept, if there is one."""
    return replace(found, stance=kept.stance, met=kept.met, of=kept.count) if kept else found


def _spread(measure: Measure, judgement: Judgement, since: Reader, first: date) -> Spread | None:
    """Say since when and how much the spread changed, if it did."""
    if judgement.restless is None:
        return None
    values = since(measure, first)
    found = spread_of(judgement, [value for _, value in values], measure.scale)
    if found is None:
        return None
    return Spread(judgement.restless, values[found.before][0], found.factor, found.ranges)


def _with_alarms(history: MeasureHistory, judgement: Judgement, found: Finding) -> Finding:
    """Add what stood out: alarms that were news, those that were none, and one-offs."""
    return replace(
        found,
        alarms=_alarms(history, judgement, continuing=False),
        continued=_alarms(history, judgement, continuing=True),
        one_offs=tuple(history.start(mark.position) for mark in judgement.one_offs),
        called=tuple(sorted(history.one_offs)),
    )


def _alarms(
    history: MeasureHistory, judgement: Judgement, *, continuing: bool
) -> tuple[tuple[date, date, bool], ...]:
    """List the alarms that are news, or those that continue a slide known before."""
    return tuple(
        (history.start(alarm.revealed), history.start(alarm.since), alarm.up)
        for alarm in judgement.alarms
        if alarm.continues is continuing
    )


def _with_change(
    history: MeasureHistory, judgement: Judgement, found: Finding, accepted: AcceptedLevel | None
) -> Finding:
    """Add what is usual, what is accepted, and the change that stands, if one does."""
    change = judgement.change
    base = _base(judgement, accepted)
    usual = found.regimes[base if change else -1]
    if usual.count >= ENOUGH:
        found = replace(
            found,
            usual=usual.mean,
            lower=usual.lower,
            upper=usual.upper,
            first_guess=usual.count < SURE_FROM,
        )
    if accepted:
        since = history.start(accepted.since)
        found = replace(
            found,
            accepted=history.start(accepted.start),
            turned=(since, accepted.worse),
        )
    if change is None:
        return found
    since, before = history.start(change.alarm.since), found.regimes[base].mean
    return replace(
        found,
        since=since,
        revealed=history.start(change.alarm.revealed),
        up=change.t > 0,
        before=before,
        before_count=change.before_count,
        forecast=change.forecast,
        turned=(since, change.worse),
    )


def _verdict(judgement: Judgement, kept: KeptTally | None) -> Verdict:
    """Take the verdict that leaves staleness aside, with the promise as versions judge it."""
    verdict = judgement.if_fresh
    if verdict in {Verdict.STEADY, Verdict.BELOW_PROMISE}:
        below = kept is not None and kept.stance is RegimeStanding.BELOW
        return Verdict.BELOW_PROMISE if below else Verdict.STEADY
    return verdict


def _regimes(
    history: MeasureHistory, judgement: Judgement, last: date, known: Finding | None, since: Reader
) -> tuple[Regime, ...]:
    spans = judgement.regimes
    ends = [history.start(span.start - 1) for span in spans[1:]] + [last]
    days = RegimeDays(
        spans,
        tuple(history.start(span.start) for span in spans),
        (*ends[:-1], max(last, ends[-1])),
        history.one_offs.union(history.start(at) for at in judgement.far_out),
    )

    done = known.regimes[:-1] if known and len(known.regimes) == len(spans) else None
    from_day = partial(since, history.measure)
    found = regimes_of(days, judgement.current, history.measure.scale, from_day, done)
    accepted = accepted_days(history, judgement)
    return tuple(replace(one, origin=ACCEPTED) if one.first in accepted else one for one in found)


def _base(judgement: Judgement, accepted: AcceptedLevel | None) -> int:
    """Return which regime a change is held against: the accepted one, or the segment's first."""
    segment, start = judgement.regimes[-1].segment, accepted.start if accepted else 0
    places = (
        at
        for at, span in enumerate(judgement.regimes)
        if span.segment == segment and span.start >= start
    )
    return next(places, len(judgement.regimes) - 1)


def _kept(measure: Measure, values: Values) -> KeptTally:
    judged = [
        measure.on(Period(start, measure.cadence).end).keeps(value) for start, value in values
    ]
    known = [one for one in judged if one is not None]
    return kept_of(sum(known), len(known))
