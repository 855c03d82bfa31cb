"""What the judgement says of a measure, small and kept, and the history that it is made from.

It has dates in place of positions, and everything that a page or a sentence needs; the values
themselves are not in it. Position 0 is the first period with a value; every period after it has a
position, logged or not. A planned change begins a new regime, and so does a change of unit: values
in days and in hours are not one series. A promise of a past version judges only the values of its
own time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from tracker.detection import (
    VERSION,
    Direction,
    Follower,
    Forecast,
    Judgement,
    KeptTally,
    Restlessness,
    Series,
    Stance,
    Verdict,
    spread_of,
)
from tracker.detection import Band as ValueBand
from tracker.detection.tally import kept as kept_of
from tracker.domain.measure import Better, Measure, Version
from tracker.domain.period import WEEKS, Period
from tracker.domain.regime import Regime, RegimeDays, regimes_of

_SLIDES = frozenset({Verdict.DRIFTING_WORSE, Verdict.DRIFTING_BETTER})
_DIRECTIONS = {Better.HIGHER: Direction.HIGHER, Better.LOWER: Direction.LOWER}


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

    `usual`, `lower`, `upper` belong to the current regime, `before` to the first one since the last
    planned change, `recent` is the mean since the last alarm. `met` of `of` values keep a promise.
    What is far out is in none of these levels. `step` is the finest step that was recorded.
    `alarms` (revealed, since, up) are those that were news; `continued` came when their slide was
    known already. `spread` and `forecast` stand beside the verdict.
    `verdict` leaves staleness aside: that depends on the day (`app.signals.standing`).
    """

    measure_id: int
    verdict: Verdict
    first: date | None = None
    last: date | None = None
    value: float | None = None
    points: int = 0
    have: int = 0
    need: int = 0
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
    stance: Stance | None = None
    met: int = 0
    of: int = 0
    alarms: tuple[tuple[date, date, bool], ...] = ()
    continued: tuple[tuple[date, date, bool], ...] = ()
    one_offs: tuple[date, ...] = ()
    regimes: tuple[Regime, ...] = ()
    spread: Spread | None = None
    forecast: Forecast | None = None
    step: float | None = None

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
        for name in ("first", "last", "since", "revealed"):
            known[name] = _day(known[name])
        known["verdict"] = Verdict(known["verdict"])
        known["stance"] = Stance(known["stance"]) if known["stance"] else None
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
        known["one_offs"] = tuple(date.fromisoformat(day) for day in known["one_offs"])
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


Values = list[tuple[date, float]]
Reader = Callable[[Measure, date], Values]
"""Reads the values of a measure from a day on, oldest first."""


@dataclass(frozen=True, slots=True)
class MeasureHistory:
    """A measure, its values by period start (oldest first), and its planned changes."""

    measure: Measure
    values: tuple[tuple[date, float], ...]
    changes: tuple[date, ...] = ()

    @property
    def first(self) -> Period:
        """The period at position 0."""
        return Period(self.values[0][0], self.measure.cadence)

    def position(self, start: date) -> int:
        """Return the position of the period that holds a day."""
        if weeks := WEEKS.get(self.measure.cadence):  # without a period made for each value
            return (start - self.values[0][0]).days // (7 * weeks)
        return Period.of(start, self.measure.cadence, self.measure.phase) - self.first

    def start(self, position: int) -> date:
        """Return the first day of the period at a position."""
        return (self.first + position).start


def settings_of(history: MeasureHistory) -> Series:
    """Return how the history is to be read, without its values."""
    measure = history.measure
    now = measure.now
    better: Direction | ValueBand = (
        ValueBand(now.low, now.high)
        if now.low is not None and now.high is not None
        else _DIRECTIONS.get(now.better, Direction.HIGHER)
    )
    return Series(
        values=(),
        scale=measure.scale,
        step=now.step,
        better=better,
        promise=_single_promise(measure),
        goal=_promise(now),
        planned=_cuts(history) if history.values else (),
        sensitivity=measure.sensitivity,
        floor=now.floor,
    )


def series_of(history: MeasureHistory) -> Series:
    """Return the whole history as a series."""
    settings = settings_of(history)
    if not history.values:
        return settings
    known = {history.position(start): value for start, value in history.values}
    length = max(known) + 1
    return replace(settings, values=tuple(known.get(at) for at in range(length)))


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
) -> Finding:
    """Turn a judgement into a finding; `known` is the one before, if no regime has begun since.

    `since` is asked only where several promises held, or where the spread changed.
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
        usual=regimes[-1].mean,
        step=judgement.unit,
        lower=regimes[-1].lower,
        upper=regimes[-1].upper,
        first_guess=judgement.is_first_guess,
        recent=judgement.recent,
        recent_count=judgement.recent_count,
        evidence=judgement.strongest,
        threshold=judgement.threshold,
        regimes=regimes,
        spread=_spread(measure, judgement, since, regimes[-1].first),
    )
    found = _with_alarms(history, judgement, _with_promise(found, kept))
    return _with_change(history, judgement, found)


def _kept_now(
    measure: Measure, judgement: Judgement, since: Reader, first: date
) -> KeptTally | None:
    """Say how the promise was kept, each value held against the promise of its own time."""
    if _single_promise(measure) is None and measure.now.has_promise:
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


def _with_change(history: MeasureHistory, judgement: Judgement, found: Finding) -> Finding:
    """Add the change that stands, if one does."""
    change = judgement.change
    if change is None:
        return found
    return replace(
        found,
        since=history.start(change.alarm.since),
        revealed=history.start(change.alarm.revealed),
        up=change.t > 0,
        before=_first_level(judgement, found.regimes),
        before_count=change.before_count,
        forecast=change.forecast,
    )


def _verdict(judgement: Judgement, kept: KeptTally | None) -> Verdict:
    """Take the verdict that leaves staleness aside, with the promise as versions judge it."""
    verdict = judgement.if_fresh
    if verdict in {Verdict.STEADY, Verdict.BELOW_PROMISE}:
        below = kept is not None and kept.stance is Stance.BELOW
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
        frozenset(history.start(at) for at in _far_out(judgement)),
    )

    done = known.regimes[:-1] if known and len(known.regimes) == len(spans) else None
    from_day = partial(since, history.measure)
    return regimes_of(days, judgement.current, history.measure.scale, from_day, done)


def _far_out(judgement: Judgement) -> list[int]:
    """Return what is far out in its own regime; not what began a new level, nor any of a slide."""
    change = judgement.change
    slides = change is not None and judgement.if_fresh in _SLIDES
    end = change.alarm.since if change is not None and slides else judgement.length
    return [
        mark.position
        for mark in judgement.one_offs
        if mark.position < end
        and not any(one.since <= mark.position <= one.revealed for one in judgement.alarms)
    ]


def _first_level(judgement: Judgement, regimes: tuple[Regime, ...]) -> float | None:
    """Return the usual level of the first regime since the last planned change."""
    segment = judgement.regimes[-1].segment
    at = next(at for at, span in enumerate(judgement.regimes) if span.segment == segment)
    return regimes[at].mean


def _cuts(history: MeasureHistory) -> tuple[int, ...]:
    versions = history.measure.versions
    units = [
        later.valid_from for earlier, later in pairwise(versions) if earlier.unit != later.unit
    ]
    positions = (history.position(day) for day in (*history.changes, *units))
    return tuple(sorted({at for at in positions if at > 0}))


def _single_promise(measure: Measure) -> float | ValueBand | None:
    """Return the promise if there was only ever one, else None."""
    promises = {_promise(version) for version in measure.versions}
    return promises.pop() if len(promises) == 1 else None


def _promise(version: Version) -> float | ValueBand | None:
    if version.low is not None and version.high is not None:
        return ValueBand(version.low, version.high)
    return version.promise


def _kept(measure: Measure, values: Values) -> KeptTally:
    judged = [
        measure.on(Period(start, measure.cadence).end).keeps(value) for start, value in values
    ]
    known = [one for one in judged if one is not None]
    return kept_of(sum(known), len(known))
