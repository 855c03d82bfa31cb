"""The walk through a whole history: regimes, alarms, one-offs, and where each change began.

A regime ends where an alarm finds that the change began; values already judged are not announced
twice. A planned change starts a new regime, and the judgement of the others stands. Everything is a
function of the series, so a history replayed gives the same answer, and a correction changes only
what follows from it.

Alarms in one direction without one in the other between them are a chain. A chain that slides is
announced once: an alarm that comes when it is known to slide continues it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from tracker.detection.evidence import NOTHING, Evidence, reaches
from tracker.detection.regime import RunningRegime
from tracker.detection.scale import scores, yardstick
from tracker.detection.season import Seasons
from tracker.detection.series import Series
from tracker.detection.slide import (
    AFTER_FIRST,
    RUN_BEFORE,
    RUN_LONGEST,
    likely_start,
    slides,
)
from tracker.detection.spread import wider
from tracker.detection.sums import ALONE

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
    `before_count` and `after_count` say of how many. `chain` is the number of the first alarm of
    its chain (its own number if it begins one); `continues` says that the chain was known to slide,
    so that this alarm is no news.
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
    chain: int
    continues: bool = False


@dataclass(frozen=True, slots=True)
class OneOff:
    """A single value far out: its position, and how many sigmas from the mean before it."""

    position: int
    sigmas: float


@dataclass(frozen=True, slots=True)
class AlarmChain:
    """The chain that the last alarm belongs to; places count observed values, not periods.

    `first` is the number of its first alarm, `revealed` the place that revealed that one, `begin`
    the place where its run begins: the values that tell whether it slides.
    """

    first: int
    revealed: int
    begin: int

    def run_from(self, stop: int) -> int:
        """Give the place where the run begins when it ends before `stop`: 208 values at most."""
        return max(self.begin, stop - RUN_LONGEST)

    def can_tell(self, stop: int) -> bool:
        """Say whether enough values came after its first alarm to tell a slide from a step."""
        return stop - 1 - self.revealed >= AFTER_FIRST


@dataclass(frozen=True, slots=True)
class LastJudgement:
    """What the last value was judged by: where it raised an alarm, the regime that ended there."""

    regime: RunningRegime
    season: Seasons
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found in a series, oldest first.

    `regime` is the state of the current regime, `chain` None without an alarm since the last
    planned change, `season` what is known of seasons since then. `withheld` says that the newest
    value would have raised an alarm but for a wider spread. `trace` (the evidence at each position,
    None where there is no value) and `watched` (positions that "may be changing") are empty unless
    asked for.
    """

    regimes: tuple[RegimeSpan, ...]
    alarms: tuple[Alarm, ...]
    one_offs: tuple[OneOff, ...]
    regime: RunningRegime
    season: Seasons
    chain: AlarmChain | None
    judged: LastJudgement
    withheld: bool
    trace: tuple[Evidence | None, ...] = ()
    watched: tuple[int, ...] = ()

    @property
    def evidence(self) -> Evidence:
        """What the last value was judged by."""
        return self.judged.evidence


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
        self._series = series
        self._values = [value for value in series.values if value is not None]
        self._positions = [at for at, value in enumerate(series.values) if value is not None]
        self._scores = scores(self._values, series.scale, series.unit)
        self._yardstick = yardstick(series.scale, series.unit)
        self._hearing = series.hearing
        self._trace: list[Evidence | None] = [None] * len(series.values) if trace else []
        self._watched: list[int] = []
        self._regimes: list[RegimeSpan] = []
        self._alarms: list[Alarm] = []
        self._one_offs: list[OneOff] = []
        self._regime = RunningRegime(self._yardstick)
        self._season = Seasons()
        self._chain: AlarmChain | None = None
        self._judged = LastJudgement(self._regime, self._season, NOTHING)
        self._withheld_at = -1
        self._start = self._fed = 0

    def segment(self, begin: int, end: int) -> None:
        """Walk from one planned change to the next."""
        start = judged = bisect_left(self._positions, begin)
        stop = bisect_left(self._positions, end)
        origin = Origin.PLANNED if begin else Origin.FIRST
        self._season, self._chain, earlier = Seasons(begin), None, ALONE
        self._fed = start
        while True:
            self._regime, self._start = RunningRegime(self._yardstick, earlier), start
            alarm = self._follow(start, judged, stop)
            first = self._positions[start] if start < stop else begin
            if alarm is None:
                if judged < stop:
                    evidence = self._regime.evidence(self._season_explains)
                    self._feed_season()
                    self._judged = LastJudgement(self._regime, self._season, evidence)
                self._regimes.append(RegimeSpan(first, stop - start, origin, begin))
                return
            since = start + likely_start(self._regime.whole().sums)
            self._regimes.append(RegimeSpan(first, since - start, origin, begin))
            self._raise(start, since, alarm, begin)
            earlier += self._regime.neighbours(since - start)
            start, judged, origin = since, alarm + 1, Origin.ALARM

    def _follow(self, start: int, judged: int, stop: int) -> int | None:
        """Take in values until an alarm; give its index, or None at the end."""
        asked = reaches(self._hearing.lowest_up, self._hearing.lowest_down)
        absorb, may_reach, traced = self._regime.absorb, self._regime.may_reach, bool(self._trace)
        for score in self._scores[start:judged]:
            absorb(score)
        for index, score in enumerate(self._scores[judged:stop], judged):
            sigmas = absorb(score)
            if sigmas and not -ONE_OFF < sigmas < ONE_OFF:
                self._one_offs.append(OneOff(self._positions[index], sigmas))
            if traced:
                self._keep_trace(self._positions[index])
            if may_reach(asked) and self._alarms_at(index):
                return index
        return None

    def _feed_season(self) -> None:
        """Hand the season what was judged since the last time, as it was clipped then."""
        clipped = self._regime.clipped_from(self._fed - self._start)
        until = self._fed + len(clipped)
        self._season.put(self._positions[self._fed : until], clipped)
        self._fed = until

    def _season_explains(self) -> bool:
        self._feed_season()
        return self._season.explain()

    def _keep_trace(self, position: int) -> None:
        evidence = self._regime.evidence(self._season_explains)
        self._trace[position] = evidence
        if self._hearing.thresholds(self._regime.crowd).watched(*evidence):
            self._watched.append(position)

    def _alarms_at(self, index: int) -> bool:
        """Say whether the value just taken in raises an alarm; one may be withheld."""
        thresholds = self._hearing.thresholds(self._regime.crowd)
        if not thresholds.alarmed(*self._regime.independent()):
            return False
        evidence = self._regime.evidence(self._season_explains)
        if not thresholds.alarmed(*evidence):
            return False
        if is_withheld(self._regime, self._series, evidence):
            self._withheld_at = index
            return False
        self._feed_season()
        self._judged = LastJudgement(self._regime, self._season, evidence)
        return True

    def _raise(self, start: int, since: int, revealed: int, segment: int) -> None:
        before, after = self._values[start:since], self._values[since : revealed + 1]
        evidence = self._judged.evidence
        up = self._hearing.thresholds(self._regime.crowd).points_up(*evidence)
        number = len(self._alarms)
        if self._chain is None or self._alarms[-1].up is not up or self._accepts_before(since):
            self._chain = AlarmChain(number, revealed, max(start, since - RUN_BEFORE))
        chain = self._chain
        self._alarms.append(
            Alarm(
                revealed=self._positions[revealed],
                since=self._positions[since],
                up=up,
                evidence=evidence.up if up else evidence.down,
                before=mean(before),
                after=mean(after),
                before_count=len(before),
                after_count=len(after),
                segment=segment,
                chain=chain.first,
                continues=number > chain.first and self._slides(chain, revealed + 1),
            )
        )

    def _accepts_before(self, since: int) -> bool:
        """Say whether the level that ends here is accepted: then no change before it goes on."""
        accepted = self._series.accepted
        return accepted is not None and self._alarms[-1].since <= accepted < self._positions[since]

    def _slides(self, chain: AlarmChain, stop: int) -> bool:
        if not chain.can_tell(stop):
            return False
        run = self._values[chain.run_from(stop) : stop]
        return slides(run, self._series.scale, self._series.unit)

    def detection(self) -> Detection:
        """Give what was found."""
        return Detection(
            regimes=tuple(self._regimes),
            alarms=tuple(self._alarms),
            one_offs=tuple(self._one_offs),
            regime=self._regime,
            season=self._season,
            chain=self._chain,
            judged=self._judged,
            withheld=0 <= self._withheld_at == len(self._positions) - 1,
            trace=tuple(self._trace),
            watched=tuple(self._watched),
        )


def is_withheld(regime: RunningRegime, series: Series, evidence: Evidence) -> bool:
    """Say whether a wider spread explains the last look-back better than a moved level does."""
    return wider(regime, series.scale) >= evidence.strongest
