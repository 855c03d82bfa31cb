"""The walk through a whole history: regimes, alarms, one-offs, and where each change began.

A regime ends where an alarm finds that the change began; values already judged are not announced
twice. A planned change starts a new regime, and the judgement of the others stands. Everything is a
function of the series, so a history replayed gives the same answer, and a correction changes only
what follows from it.

Where a change began, and whether it was a step or is still sliding: both are least squares over all
possible beginnings, from prefix sums.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from tracker.detection.evidence import BEFORE, Evidence
from tracker.detection.regime import RunningRegime, Sums
from tracker.detection.scale import scores, yardstick
from tracker.detection.series import Series

ENOUGH_TO_TELL: Final = 8
"""Values a run needs before a slide can be told from a step."""

SHORTEST_SLIDE: Final = 3
"""A slide is looked for over this many values at least."""


def likely_start(sums: list[float]) -> int:
    """Give how many values come before the most likely change, from prefix sums (0 first).

    It is the first split with the greatest sum of squares between the two sides that leaves at
    least four values before it: the maximum likelihood estimate of a single step.
    Raises ValueError when there are too few values for any split.
    """
    if len(sums) - 1 <= BEFORE:
        raise ValueError(f"a change needs more than {BEFORE} values")
    return _best_step(sums)[0]


def _best_step(sums: list[float]) -> tuple[int, float]:
    count, total = len(sums) - 1, sums[-1]
    best, most = BEFORE, -1.0
    for before in range(BEFORE, count):
        gap = (total - sums[before]) / (count - before) - sums[before] / before
        between = gap * gap * before * (count - before) / count
        if between > most:
            best, most = before, between
    return best, most


def _best_slide(run: Sums) -> float:
    """Sum of squares that the best straight slide (1, 2, 3 ... after some value) explains."""
    sums, moments = run.sums, run.moments
    count, total, moment = len(sums) - 1, sums[-1], moments[-1]
    most = 0.0
    for before in range(BEFORE, count - SHORTEST_SLIDE + 1):
        length = float(count - before)
        climb = length * (length + 1) / 2
        contrast = (moment - moments[before]) - before * (total - sums[before])
        contrast -= climb * total / count
        norm = length * (length + 1) * (2 * length + 1) / 6 - climb * climb / count
        most = max(most, contrast * contrast / norm)
    return most


def drift_odds(run: Sums) -> float:
    """Give ln odds of "sliding since some value" against "one step at some value".

    `run` covers the last regime and the one before it, clipped anew from its start. The ratio of
    residual sums of squares gives the likelihood ratio of two normal regressions; half a
    squared sigma floor per value keeps it finite. 0 under eight values.
    """
    count = len(run.sums) - 1
    if count < ENOUGH_TO_TELL:
        return 0.0
    step = _best_step(run.sums)[1]
    slide = _best_slide(run)
    floor = 0.5 * (count - 1) * run.floor + 1e-12 * max(run.squares, 1e-300)
    left = max(run.squares - step, 0.0) + floor
    right = max(run.squares - slide, 0.0) + floor
    return 0.5 * count * math.log(left / right)


ONE_OFF: Final = 3.5
"""Sigmas from the mean at which a record value is marked as a one-off."""


class Origin(StrEnum):
    """Why a regime starts where it does."""

    FIRST = "first"
    ALARM = "alarm"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class RegimeSpan:
    """A regime: the position of its first value, how many values, why, and in which segment.

    `segment` is the position at which the stretch between planned changes begins.
    """

    start: int
    count: int
    origin: Origin
    segment: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """A change found: the position that revealed it, and the position since when it holds.

    `before` and `after` are means of values: up to `since`, and from there to the reveal;
    `before_count` and `after_count` say of how many.
    """

    revealed: int
    since: int
    up: bool
    evidence: float
    before: float
    after: float
    before_count: int
    after_count: int
    segment: int


@dataclass(frozen=True, slots=True)
class OneOff:
    """A single value far out: its position, and how many sigmas from the mean before it."""

    position: int
    sigmas: float


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found in a series, oldest first.

    `trace` holds the evidence as it stood at each position (None where there is no value); it is
    empty unless asked for. `regime` is the state of the current regime. `evidence` is what the last
    value was judged by: where it raised an alarm, that of the regime which ended there.
    """

    regimes: tuple[RegimeSpan, ...]
    alarms: tuple[Alarm, ...]
    one_offs: tuple[OneOff, ...]
    regime: RunningRegime
    evidence: Evidence
    trace: tuple[Evidence | None, ...] = ()


def detect(series: Series, *, trace: bool = False) -> Detection:
    """Walk through the series and give regimes, alarms and one-offs.

    Time grows in line with the number of values. With `trace` the evidence at every position is
    kept, which takes about twice as long.
    """
    walk = _Walk(series, trace)
    cuts = [cut for cut in series.planned if 0 < cut < len(series.values)]
    for begin, end in pairwise([0, *cuts, len(series.values)]):
        walk.segment(begin, end)
    return walk.detection()


def mean(values: Sequence[float]) -> float:
    """Give the mean, counted from the first value so that equal values give themselves."""
    first = values[0]
    return first + sum(value - first for value in values) / len(values)


class _Walk:
    """The walk's bookkeeping; indices count observed values, positions count periods."""

    def __init__(self, series: Series, trace: bool) -> None:
        pairs = [(at, value) for at, value in enumerate(series.values) if value is not None]
        self._positions = [at for at, _ in pairs]
        self._values = [value for _, value in pairs]
        self._scores = scores(self._values, series.scale, series.unit)
        self._yardstick = yardstick(series.scale, series.unit)
        self._threshold = series.sensitivity.threshold
        self._trace: list[Evidence | None] = [None] * len(series.values) if trace else []
        self._regimes: list[RegimeSpan] = []
        self._alarms: list[Alarm] = []
        self._one_offs: list[OneOff] = []
        self._regime = RunningRegime(self._yardstick)
        self._evidence = Evidence(0.0, 0.0)

    def segment(self, begin: int, end: int) -> None:
        """Walk from one planned change to the next."""
        start = judged = bisect_left(self._positions, begin)
        stop = bisect_left(self._positions, end)
        origin = Origin.PLANNED if begin else Origin.FIRST
        while True:
            self._regime = RunningRegime(self._yardstick)
            alarm = self._follow(start, judged, stop)
            first = self._positions[start] if start < stop else begin
            if judged < stop:
                self._evidence = self._regime.evidence()
            if alarm is None:
                self._regimes.append(RegimeSpan(first, stop - start, origin, begin))
                return
            since = start + likely_start(self._regime.sums().sums)
            self._regimes.append(RegimeSpan(first, since - start, origin, begin))
            self._raise(start, since, alarm, begin)
            start, judged, origin = since, alarm + 1, Origin.ALARM

    def _follow(self, start: int, judged: int, stop: int) -> int | None:
        """Take in values until an alarm; give its index, or None at the end."""
        regime, threshold = self._regime, self._threshold
        absorb, may_reach = regime.absorb, regime.may_reach
        for index in range(start, judged):
            absorb(self._scores[index])
        for index in range(judged, stop):
            sigmas = absorb(self._scores[index])
            if not -ONE_OFF < sigmas < ONE_OFF:
                self._one_offs.append(OneOff(self._positions[index], sigmas))
            if self._trace:
                self._trace[self._positions[index]] = regime.evidence()
            if may_reach(threshold) and regime.evidence().strongest >= threshold:
                return index
        return None

    def _raise(self, start: int, since: int, alarm: int, segment: int) -> None:
        before, after = self._values[start:since], self._values[since : alarm + 1]
        evidence = self._regime.evidence()
        self._alarms.append(
            Alarm(
                revealed=self._positions[alarm],
                since=self._positions[since],
                up=evidence.up >= evidence.down,
                evidence=evidence.strongest,
                before=mean(before),
                after=mean(after),
                before_count=len(before),
                after_count=len(after),
                segment=segment,
            )
        )

    def detection(self) -> Detection:
        """Give what was found."""
        return Detection(
            regimes=tuple(self._regimes),
            alarms=tuple(self._alarms),
            one_offs=tuple(self._one_offs),
            regime=self._regime,
            evidence=self._evidence,
            trace=tuple(self._trace),
        )
