"""Which stretch of a history is usual, and which a revealed change began: the one rule of colour.

Every page and file that draws values asks here. All values since a revealed change keep its colour
until it is accepted, planned, or back: nearer to what was usual than half the way that it had gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.detection import Origin, Verdict
from tracker.domain.finding import Finding
from tracker.domain.levels.acceptance import is_worse_level
from tracker.domain.levels.history import better_of
from tracker.domain.levels.regime import Regime
from tracker.domain.measure import Measure

_BETTER = frozenset({Verdict.BETTER, Verdict.DRIFTING_BETTER})
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LevelStretch:
    """A level and how long it held: `until` is its last day (date.max for the newest).

    `better` says what the change was that it is since: None where the level is a usual one.
    """

    regime: Regime
    until: date
    better: bool | None = None


def stretches_of(measure: Measure, finding: Finding, *, heard: bool = True) -> list[LevelStretch]:
    """Return every level of a history, oldest first; all are usual to who is not told of change."""
    regimes = finding.regimes
    if not regimes:
        return []
    ends = [*(later.first - A_DAY for later in regimes[1:]), date.max]
    told = list(_better_flags(measure, finding)) if heard else [None] * len(regimes)
    return [
        LevelStretch(one, max(end, one.first), better)
        for one, end, better in zip(regimes, ends, told, strict=True)
    ]


def _better_flags(measure: Measure, finding: Finding) -> Iterator[bool | None]:
    moved = {since: up for _, since, up in (*finding.alarms, *finding.continued)}
    base = gone = 0.0
    for one in finding.regimes:
        mean = one.mean or 0.0
        up = moved.get(one.first) if one.origin == Origin.ALARM else None
        if up is None:
            base = mean
            yield None
        elif one is finding.regimes[-1]:
            yield finding.verdict in _BETTER if finding.since is not None else None
        else:
            returns = gone != base and (gone < base) is up
            back = returns and 2 * abs(mean - base) <= abs(gone - base)
            better = better_of(measure.on(one.first))
            yield None if back or mean == base else not is_worse_level(better, base, mean)
        gone = mean
