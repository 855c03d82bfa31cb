"""The follower, who keeps a judgement up to date without going through the history again.

The application keeps one small state per series. A new value costs the same after 20 years as after
one, unless it raises an alarm or continues an old change that still stands and might be a slide:
then the values themselves are needed, `push` says so by giving None, and the caller judges the
series anew with `Follower.of`. The answer is the same either way.
"""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import Any, Final

from tracker.detection.baseline import Level
from tracker.detection.detector import ONE_OFF, Alarm, OneOff, Origin, RegimeSpan
from tracker.detection.evidence import Evidence
from tracker.detection.regime import RunningRegime, State
from tracker.detection.scale import score, yardstick
from tracker.detection.series import Band, Series, clean
from tracker.detection.tally import Tally
from tracker.detection.verdict import Account, Judgement, conclude, stands

RUN_KEPT: Final = 260
"""Values of the last two regimes that a state carries: a change older than that is judged anew."""

VERSION: Final = 2
"""Raised whenever a saved state would be read wrongly or judged otherwise."""


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
        if kept is not None and self._alarms(kept):
            self._spent = True
            return None
        if kept is not None and book.run:
            book.run = (*book.run, kept) if len(book.run) < RUN_KEPT else ()
        if not book.run and stands(book) and book.can_tell_drift():
            self._spent = True
            return None
        return conclude(book)

    def _alarms(self, value: float) -> bool:
        """Take in an observed value; say whether it raises an alarm."""
        book, series = self._account, self._account.series
        position = book.length - 1
        sigmas = book.regime.absorb(score(value, series.scale, series.unit))
        book.evidence = book.regime.evidence()
        if book.evidence.strongest >= series.sensitivity.threshold:
            return True
        if abs(sigmas) >= ONE_OFF:
            book.one_offs = (*book.one_offs, OneOff(position, sigmas))
        book.current.push(value)
        if book.recent.count:
            book.recent.push(value)
        span = book.regimes[-1]
        start = span.start if span.count else position
        book.regimes = (*book.regimes[:-1], replace(span, start=start, count=span.count + 1))
        book.observed += 1
        book.last = position
        return False

    def to_state(self) -> State:
        """Give the state as values fit for JSON: some four kilobytes, however long the series."""
        if self._spent:
            raise ValueError("this series must be judged anew from its values")
        book = self._account
        return {
            "settings": _settings(book.series),
            "length": book.length,
            "observed": book.observed,
            "last": book.last,
            "regimes": [list(astuple(span)) for span in book.regimes],
            "alarms": [list(astuple(alarm)) for alarm in book.alarms],
            "one_offs": [list(astuple(one_off)) for one_off in book.one_offs],
            "regime": book.regime.to_state(),
            "evidence": list(book.evidence),
            "first": None if book.first is None else book.first.to_state(),
            "current": book.current.to_state(),
            "recent": book.recent.to_state(),
            "run": list(book.run) if len(book.run) <= RUN_KEPT else [],
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
    better, promise = (
        [side.low, side.high] if isinstance(side, Band) else side
        for side in (series.better, series.promise)
    )
    planned = list(series.planned)
    return [VERSION, series.scale, series.unit, better, promise, planned, series.sensitivity]


def _account(settings: Series, state: State) -> Account:
    if state["settings"] != _settings(settings):
        raise ValueError("this state was saved with other settings or by another version")
    first = state["first"]
    return Account(
        series=settings,
        length=int(state["length"]),
        observed=int(state["observed"]),
        last=state["last"],
        regimes=tuple(_span(row) for row in state["regimes"]),
        alarms=tuple(Alarm(*row) for row in state["alarms"]),
        one_offs=tuple(OneOff(*row) for row in state["one_offs"]),
        regime=RunningRegime.from_state(yardstick(settings.scale, settings.unit), state["regime"]),
        evidence=Evidence(*state["evidence"]),
        first=None if first is None else Tally.from_state(settings, first),
        current=Tally.from_state(settings, state["current"]),
        recent=Level.from_state(state["recent"]),
        run=tuple(float(value) for value in state["run"]),
    )


def _span(row: list[Any]) -> RegimeSpan:
    start, count, origin, segment = row
    return RegimeSpan(start, count, Origin(origin), segment)
