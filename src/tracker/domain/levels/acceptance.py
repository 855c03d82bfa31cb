"""Which level is the usual one: the one place that decides whether a change is accepted.

A change is accepted when it is planned (then a new stretch begins there, see `domain.finding`),
when the person says "this is my new usual", or when it was for the better and has stood for
thirteen values. Then the level that it began is what later values are held against. Who accepts a
change accepts all that came before it. A promise is not touched by it: that is kept or broken by
its own values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tracker.detection import Band, Direction, Judgement

STOOD: Final = 13
"""Values after which a change for the better is the usual without a word."""


@dataclass(frozen=True, slots=True)
class AcceptedLevel:
    """The newest accepted change since the last planned one.

    `start` is the position of the level that is usual since then. Several changes in one direction
    that were accepted together are one: it began at `since`. `worse` says which way it went.
    """

    start: int
    since: int
    worse: bool


@dataclass(frozen=True, slots=True)
class _MovedRegime:
    """A regime that a change began: where, how many values, its level and the one before it."""

    start: int
    count: int
    revealed: int
    up: bool
    before: float
    after: float


def accepted_level(
    judgement: Judgement, better: Direction | Band, said: int | None
) -> AcceptedLevel | None:
    """Return what is accepted since the last planned change; None where nothing is.

    `said` is the position up to which the person calls the level usual.
    """
    found = [one for one, _ in _accepted(judgement, better, said, judgement.regimes[-1].segment)]
    return found[-1] if found else None


def accepted_regimes(
    judgement: Judgement, better: Direction | Band, said: int | None
) -> frozenset[int]:
    """Return the positions of all levels that were accepted at some time."""
    segments = {one.segment for one in judgement.regimes}
    return frozenset(
        start
        for segment in segments
        for _, starts in _accepted(judgement, better, said, segment)
        for start in starts
    )


def _accepted(
    judgement: Judgement, better: Direction | Band, said: int | None, segment: int
) -> Iterator[tuple[AcceptedLevel, list[int]]]:
    """Yield the accepted changes of a segment, oldest first, each with the levels it consists of.

    What went one way in several steps is one change, and is accepted as a whole.
    """
    base: float | None = None
    waiting: list[_MovedRegime] = []
    for step in _steps(judgement, segment):
        base = step.before if base is None else base
        if waiting and waiting[-1].up is not step.up:
            waiting = []
        waiting.append(step)
        told = said is not None and step.revealed <= said
        stood = step.count >= STOOD and is_worse_level(better, step.after, base)
        if not told and not stood:
            continue
        worse = is_worse_level(better, base, step.after)
        starts = [one.start for one in waiting]
        yield AcceptedLevel(step.start, starts[0], worse), starts
        base, waiting = step.after, []


def _steps(judgement: Judgement, segment: int) -> Iterator[_MovedRegime]:
    """Yield the regimes of a segment that alarms began, oldest first."""
    spans = {one.start: one for one in judgement.regimes if one.segment == segment}
    alarms = [one for one in judgement.alarms if one.segment == segment and one.since in spans]
    newest = judgement.current.mean if judgement.current else 0.0
    ended = segment != judgement.regimes[-1].segment
    levels = [*(one.before for one in alarms[1:]), alarms[-1].after if ended and alarms else newest]
    for alarm, level in zip(alarms, levels, strict=False):
        span = spans[alarm.since]
        yield _MovedRegime(span.start, span.count, alarm.revealed, alarm.up, alarm.before, level)


def is_worse_level(better: Direction | Band, before: float, after: float) -> bool:
    """Say whether one level is worse than another."""
    if isinstance(better, Band):
        old, new = ((better.distance(one), abs(one - better.middle)) for one in (before, after))
        return new > old
    return after > before if better is Direction.LOWER else after < before
