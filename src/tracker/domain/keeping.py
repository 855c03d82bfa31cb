"""How a promise is kept: the one judgement that every page, file and command speaks from.

Each period is judged by the promise that counted on its last day. A customer who is only not to be
annoyed is judged by the floor; without one, by the promise. Of the periods judged:

* **not kept since**: the newest three or more all break it, or a revealed change for the worse does
  (its mean breaks it, and at most half of its values keep it), after at least half were kept.
* else **kept**: in at least three quarters of them.
* else **kept again since**: the mirror of the first, after at least half were broken; or a revealed
  change for the better whose mean keeps it, after a level that did not.
* else **partly kept** in at least half of them, or **not kept**.

So nothing is called kept while its newest three values all break it, nor broken since a day while
they all keep it. What is said of a span uses the span alone: it names no day of before, and a
change that began before its first judged period turns nothing in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import fsum
from typing import Final, NamedTuple

from tracker.domain.measure import Measure, Version
from tracker.domain.period import Period

WINDOW: Final = 13
"""Newest periods with a value that count where no page sets a span of its own."""

FEWEST: Final = 3
"""Judged periods under which nothing is said, and newest ones that turn a judgement."""

Values = Sequence[tuple[date, float]]


class KeepingState(StrEnum):
    """What came of a promise."""

    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    NOT_KEPT = "not_kept"
    NOT_KEPT_SINCE = "not_kept_since"
    KEPT_AGAIN_SINCE = "kept_again_since"
    TOO_FEW = "too_few"
    NO_PROMISE = "no_promise"


STANDS: Final = frozenset({KeepingState.KEPT, KeepingState.KEPT_AGAIN_SINCE})
"""The states in which a promise counts as kept now."""

UNJUDGED: Final = frozenset({KeepingState.TOO_FEW, KeepingState.NO_PROMISE})


class StandingChange(NamedTuple):
    """A revealed change that stands: its first period, and whether it is for the worse."""

    since: date
    worse: bool


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a promise was kept in a span: in `met` of `of` periods, from `first` to `last`.

    Days are period starts. With a `since`, `since_met` of `since_of` periods kept it from then on.
    `promise` is the one promise that judged all of them, None where there were several; in it a
    floor stands as the promise where `floor` says that only that counts. `current` tells whether it
    is still the promise.
    """

    state: KeepingState
    met: int = 0
    of: int = 0
    first: date | None = None
    last: date | None = None
    since: date | None = None
    since_met: int = 0
    since_of: int = 0
    promise: Version | None = None
    current: bool = True
    floor: bool = False

    @property
    def judged(self) -> bool:
        """Whether it can be said at all."""
        return self.state not in UNJUDGED

    @property
    def stands(self) -> bool:
        """Whether the promise counts as kept now."""
        return self.state in STANDS


class _JudgedPeriod(NamedTuple):
    start: date
    value: float
    kept: bool
    version: Version


def keeps_mean(version: Version, mean: float) -> bool:
    """Say whether an average keeps a promise; the last digit of a sum is no reason why not."""
    return bool(version.keeps(round(mean, 9)))


def keeping_of(
    measure: Measure,
    values: Values,
    change: StandingChange | None = None,
    *,
    floor_only: bool = False,
) -> Keeping:
    """Judge the values of a span, oldest first, with the change that stands.

    `values` hold the first day of each period. No change is asked for where only the floor counts:
    who is not to be annoyed hears of none.
    """
    now = measure.now.as_judged(floor_only=floor_only)
    if not now.has_promise:
        return Keeping(KeepingState.NO_PROMISE, floor=floor_only)
    judged = _judged(measure, values, floor_only=floor_only)
    if not judged:
        return Keeping(KeepingState.TOO_FEW, promise=_bare(now), floor=floor_only)
    promises = {_terms(one.version): one.version for one in judged}
    only = judged[-1].version if len(promises) == 1 else None
    told = Keeping(
        KeepingState.TOO_FEW,
        sum(one.kept for one in judged),
        len(judged),
        judged[0].start,
        judged[-1].start,
        promise=_bare(only) if only else None,
        current=only is not None and _terms(only) == _terms(now),
        floor=floor_only,
    )
    if told.of < FEWEST:
        return told
    turned = _turned(judged, None if floor_only else change)
    if turned is None:
        return replace(told, state=_by_share(told.met, told.of))
    state, since = turned
    after = [one.kept for one in judged if one.start >= since]
    return replace(told, state=state, since=since, since_met=sum(after), since_of=len(after))


def _bare(version: Version) -> Version:
    """Leave out what a promise is not made of: a reason is nobody else's, and this may leave."""
    return replace(version, uid="", definition="", impact="", words="", reason="")


def _judged(measure: Measure, values: Values, *, floor_only: bool) -> list[_JudgedPeriod]:
    found = []
    for start, value in values:
        version = measure.on(Period(start, measure.cadence).end)
        version = version.as_judged(floor_only=floor_only)
        if (kept := version.keeps(value)) is not None:
            found.append(_JudgedPeriod(start, value, kept, version))
    return found


def _terms(version: Version) -> tuple[object, ...]:
    """Return what makes two promises the same one."""
    return version.better, version.promise, version.low, version.high, version.unit


def _by_share(met: int, of: int) -> KeepingState:
    if 4 * met >= 3 * of:
        return KeepingState.KEPT
    return KeepingState.PARTLY_KEPT if 2 * met >= of else KeepingState.NOT_KEPT


def _turned(
    judged: list[_JudgedPeriod], change: StandingChange | None
) -> tuple[KeepingState, date] | None:
    """Return the state that began on a day, and the day; None where the share alone says it."""
    days = [_since_run(judged, kept=False), _since_worse(judged, change)]
    if broken := [day for day in days if day is not None]:
        return KeepingState.NOT_KEPT_SINCE, min(broken)
    if _by_share(sum(one.kept for one in judged), len(judged)) is KeepingState.KEPT:
        return None
    days = [_since_run(judged, kept=True), _since_better(judged, change)]
    if again := [day for day in days if day is not None]:
        return KeepingState.KEPT_AGAIN_SINCE, min(again)
    return None


def _since_run(judged: list[_JudgedPeriod], *, kept: bool) -> date | None:
    """Return where the newest values turned: three or more alike, after half were otherwise."""
    run = len(judged)
    while run and judged[run - 1].kept is kept:
        run -= 1
    before, after = judged[:run], judged[run:]
    if not before or len(after) < FEWEST:
        return None
    other = sum(one.kept is not kept for one in before)
    return after[0].start if 2 * other >= len(before) else None


def _since_worse(judged: list[_JudgedPeriod], change: StandingChange | None) -> date | None:
    if change is None or not change.worse:
        return None
    before, after = _around(judged, change.since)
    back = all(one.kept for one in judged[-FEWEST:])
    if back or not before or not after or _mean_keeps(after):
        return None
    broke = 2 * sum(one.kept for one in after) <= len(after)
    held = 2 * sum(one.kept for one in before) >= len(before)
    return after[0].start if broke and held else None


def _since_better(judged: list[_JudgedPeriod], change: StandingChange | None) -> date | None:
    if change is None or change.worse:
        return None
    before, after = _around(judged, change.since)
    if not before or not after or not _mean_keeps(after) or not judged[-1].kept:
        return None
    holds = 2 * sum(one.kept for one in after) > len(after)
    broken = 2 * sum(one.kept for one in before) <= len(before) or not _mean_keeps(before)
    return after[0].start if holds and broken else None


def _around(
    judged: list[_JudgedPeriod], since: date
) -> tuple[list[_JudgedPeriod], list[_JudgedPeriod]]:
    before = [one for one in judged if one.start < since]
    return before, judged[len(before) :]


def _mean_keeps(judged: list[_JudgedPeriod]) -> bool:
    """Say whether the average of some values keeps the promise of the last one."""
    mean = fsum(one.value for one in judged) / len(judged)
    return keeps_mean(judged[-1].version, mean)
