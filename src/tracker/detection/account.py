"""The book of one series: all that is known after its last value, in constant size.

It is enough to judge and to take in the next value. Of the values themselves it keeps those that
tell a slide from a step, some two hundred at most. One that was put away and taken up again says
the same as one made from the whole series.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.detection.baseline import Level
from tracker.detection.detector import Alarm, AlarmChain, Detection, OneOff, RegimeSpan, detect
from tracker.detection.evidence import Evidence
from tracker.detection.forecast import Forecast, forecast
from tracker.detection.regime import RunningRegime
from tracker.detection.scale import sigma_floor
from tracker.detection.season import Seasons
from tracker.detection.sensitivity import Thresholds
from tracker.detection.series import Series
from tracker.detection.slide import RUN_LONGEST, UNTOLD, SlideOdds, slide_odds
from tracker.detection.tally import Tally, difference, pooled_mean

Run = tuple[tuple[int, float], ...]
"""Positions and values of the observed periods that tell whether a chain slides, oldest first."""


@dataclass(slots=True)
class Account:
    """What is known of a series after its first `length` periods.

    `unit` is the recording step it is judged with; `evidence` is what the last value was judged by,
    `withheld` says that it raised no alarm because of a wider spread. `first` tallies the first
    regime since the last planned or accepted change, None while it is the current one; `recent`
    counts the values since the last alarm of that stretch, the alarm's own included. `run` belongs
    to `chain`.
    """

    series: Series
    unit: float
    length: int
    observed: int
    last: int | None
    regimes: tuple[RegimeSpan, ...]
    alarms: tuple[Alarm, ...]
    one_offs: tuple[OneOff, ...]
    regime: RunningRegime
    season: Seasons
    chain: AlarmChain | None
    evidence: Evidence
    withheld: bool
    first: Tally | None
    current: Tally
    recent: Level
    run: Run = field(default=())

    @classmethod
    def of(cls, series: Series, found: Detection | None = None) -> Account:
        """Keep the book of a whole series; `found` saves walking it twice."""
        found = detect(series) if found is None else found
        stretch = _stretch(series, found)
        points = [(at, value) for at, value in enumerate(series.values) if value is not None]
        changed, chain, stop = len(stretch) > 1, found.chain, len(points)
        return cls(
            series=series,
            unit=series.unit,
            length=len(series.values),
            observed=stop,
            last=points[-1][0] if points else None,
            regimes=found.regimes,
            alarms=found.alarms,
            one_offs=found.one_offs,
            regime=found.regime,
            season=found.season,
            chain=chain,
            evidence=found.evidence,
            withheld=found.withheld,
            first=_tally(series, stretch[0].start, stretch[1].start) if changed else None,
            current=_tally(series, stretch[-1].start, len(series.values)),
            recent=_level(series, found.alarms[-1].revealed) if changed else Level(),
            run=tuple(points[chain.run_from(stop) :]) if chain else (),
        )

    @property
    def thresholds(self) -> Thresholds:
        """What the evidence must reach, with the values crowding as they do now."""
        return self.series.hearing.thresholds(self.regime.crowd)

    def t(self) -> float:
        """How far the current regime lies from the first, in standard errors; 0 if it is it."""
        if self.first is None:
            return 0.0
        before, after = self.first.score_sums(), self.current.score_sums()
        floor = sigma_floor(self.series.scale, self.unit, pooled_mean(before, after))
        return difference(before, after, floor)

    def odds(self) -> SlideOdds:
        """Give the ln odds of slide against step for the chain; zeros while it is too early."""
        if self.chain is None or not self.chain.can_tell(self.observed):
            return UNTOLD
        values = [value for _, value in self.run]
        return slide_odds(values, self.series.scale, self.unit)

    def forecast(self) -> Forecast | None:
        """Extend the chain's slide; None if there is no chain, or too few values."""
        if self.chain is None:
            return None
        since = self.alarms[self.chain.first].since
        return forecast([point for point in self.run if point[0] >= since], self.series.lines)

    def add_to_run(self, position: int, value: float) -> None:
        """Lengthen the run by an observed value; the oldest goes when there are too many."""
        if self.chain is not None:
            self.run = (*self.run, (position, value))[-RUN_LONGEST:]


def _stretch(series: Series, found: Detection) -> list[RegimeSpan]:
    """Return the regimes since the last planned change, or since the one that is accepted."""
    newest = found.regimes[-1]
    stretch = [span for span in found.regimes if span.segment == newest.segment]
    if series.accepted is None:
        return stretch
    return [span for span in stretch if span.start >= series.accepted] or [newest]


def _observed(series: Series, start: int, stop: int | None = None) -> tuple[float, ...]:
    return tuple(value for value in series.values[start:stop] if value is not None)


def _tally(series: Series, start: int, stop: int) -> Tally:
    tally = Tally(series, series.unit)
    tally.extend(_observed(series, start, stop))
    return tally


def _level(series: Series, start: int) -> Level:
    level = Level()
    level.extend(_observed(series, start))
    return level
