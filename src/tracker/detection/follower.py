"""The follower, who keeps a judgement up to date without going through the history again.

The application keeps one small state per series. A new value costs the same after 20 years as after
one, unless it raises an alarm, begins a planned change, or is finer than the recording step known
so far: then the values themselves are needed, `push` says so by giving None, and the caller judges
the series anew with `Follower.of`. The answer is the same either way.
"""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import Any

from tracker.detection.account import Account
from tracker.detection.baseline import Level
from tracker.detection.detector import (
    ONE_OFF,
    Alarm,
    AlarmChain,
    OneOff,
    Origin,
    RegimeSpan,
    is_withheld,
)
from tracker.detection.evidence import Evidence
from tracker.detection.regime import RunningRegime
from tracker.detection.scale import recording_step, score, yardstick
from tracker.detection.season import Seasons
from tracker.detection.sensitivity import VERSION
from tracker.detection.series import Band, Series, clean
from tracker.detection.sums import State
from tracker.detection.tally import Tally
from tracker.detection.verdict import Judgement, conclude


class Follower:
    """The judgement of one series, kept up value by value."""

    __slots__ = ("_account", "_spent")

    def __init__(self, account: Account) -> None:
        self._account = account
        self._spent = False

    @classmethod
    def of(cls, series: Series) -> Follower:
        """Judge a whole series and follow it from there."""
        return cls(Account.of(series))

    def judgement(self) -> Judgement:
        """Give the judgement as it stands; ValueError where `push` gave None."""
        if self._spent:
            raise ValueError("this series must be judged anew from its values")
        return conclude(self._account)

    def push(self, value: float | None) -> Judgement | None:
        """Take in the value of the next period, None if it has none.

        Gives the new judgement, or None when the series must be judged anew from its values; from
        then on this follower is of no more use. Raises ValueError for a value too large to judge.
        """
        (kept,) = clean([value])
        book = self._account
        if self._spent or book.length in book.series.planned:
            self._spent = True
            return None
        book.length += 1
        if kept is not None and (self._is_finer(kept) or self._alarms(kept)):
            self._spent = True
            return None
        return conclude(book)

    def _is_finer(self, value: float) -> bool:
        """Say whether a value shows a finer recording step than all before."""
        book, series = self._account, self._account.series
        return recording_step((value,), series.scale, series.step) < book.unit

    def _alarms(self, value: float) -> bool:
        """Take in an observed value; say whether it raises an alarm."""
        book, series = self._account, self._account.series
        position = book.length - 1
        sigmas = book.regime.absorb(score(value, series.scale, book.unit))
        book.season.put((position,), book.regime.clipped_from(book.regime.count - 1))
        book.evidence = book.regime.evidence(book.season.explain)
        book.withheld = False
        if book.thresholds.alarmed(*book.evidence):
            book.withheld = is_withheld(book.regime, series, book.evidence)
            if not book.withheld:
                return True
        if abs(sigmas) >= ONE_OFF:
            book.one_offs = (*book.one_offs, OneOff(position, sigmas))
        self._count(position, value)
        return False

    def _count(self, position: int, value: float) -> None:
        """Count a value that belongs to the current regime."""
        book = self._account
        book.current.push(value)
        if book.recent.count:
            book.recent.push(value)
        book.add_to_run(position, value)
        span = book.regimes[-1]
        start = span.start if span.count else position
        book.regimes = (*book.regimes[:-1], replace(span, start=start, count=span.count + 1))
        book.observed += 1
        book.last = position

    def to_state(self) -> State:
        """Give the state as values fit for JSON: it grows with alarms, not with values."""
        if self._spent:
            raise ValueError("this series must be judged anew from its values")
        book = self._account
        return {
            "settings": _settings(book.series),
            "unit": book.unit,
            "length": book.length,
            "observed": book.observed,
            "last": book.last,
            "regimes": [list(astuple(span)) for span in book.regimes],
            "alarms": [list(astuple(alarm)) for alarm in book.alarms],
            "one_offs": [list(astuple(one_off)) for one_off in book.one_offs],
            "regime": book.regime.to_state(),
            "season": book.season.to_state(),
            "chain": None if book.chain is None else list(astuple(book.chain)),
            "evidence": list(book.evidence),
            "withheld": book.withheld,
            "first": None if book.first is None else book.first.to_state(),
            "current": book.current.to_state(),
            "recent": book.recent.to_state(),
            "run": [list(point) for point in book.run],
        }

    @classmethod
    def from_state(cls, settings: Series, state: State) -> Follower:
        """Take up a series where `to_state` left it.

        `settings` is a series of the same scale, step, direction, promise, planned changes and
        sensitivity; its values are not looked at. ValueError for a state saved with other settings
        or by another version, or with parts missing: judge anew.
        """
        try:
            return cls(_account(settings, state))
        except (KeyError, TypeError, IndexError) as error:
            raise ValueError("this is not the saved state of a series") from error


def _settings(series: Series) -> list[object]:
    """List all that a state depends on, as JSON gives it back."""
    better, promise, goal = (
        [side.low, side.high] if isinstance(side, Band) else side
        for side in (series.better, series.promise, series.goal)
    )
    planned, line = list(series.planned), [better, promise, goal, series.floor]
    cuts = [planned, series.accepted]
    return [VERSION, series.scale, series.step, *line, *cuts, series.sensitivity]


def _account(settings: Series, state: State) -> Account:
    if state["settings"] != _settings(settings):
        raise ValueError("this state was saved with other settings or by another version")
    unit, first, regimes = float(state["unit"]), state["first"], state["regimes"]
    return Account(
        series=settings,
        unit=unit,
        length=int(state["length"]),
        observed=int(state["observed"]),
        last=state["last"],
        regimes=tuple(_span(row) for row in regimes),
        alarms=tuple(Alarm(*row) for row in state["alarms"]),
        one_offs=tuple(OneOff(*row) for row in state["one_offs"]),
        regime=RunningRegime.from_state(yardstick(settings.scale, unit), state["regime"]),
        season=Seasons.from_state(int(regimes[-1][-1]), state["season"]),
        chain=None if state["chain"] is None else AlarmChain(*state["chain"]),
        evidence=Evidence(*state["evidence"]),
        withheld=bool(state["withheld"]),
        first=None if first is None else Tally.from_state(settings, unit, first),
        current=Tally.from_state(settings, unit, state["current"]),
        recent=Level.from_state(state["recent"]),
        run=tuple((int(position), float(value)) for position, value in state["run"]),
    )


def _span(row: list[Any]) -> RegimeSpan:
    start, count, origin, segment = row
    return RegimeSpan(start, count, Origin(origin), segment)
