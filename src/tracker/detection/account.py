"""What is known of a series after its last value: enough to judge it and to take in the next one.

Of the values themselves only what `drift` asks for is kept, and only in an account made from the
whole series. One that was put away and taken up again has sums alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from tracker.detection.baseline import Level
from tracker.detection.change import drift_odds
from tracker.detection.detector import Alarm, Detection, OneOff, RegimeSpan, detect
from tracker.detection.evidence import Evidence
from tracker.detection.regime import Regime
from tracker.detection.scale import scores, yardstick
from tracker.detection.series import Series
from tracker.detection.tally import Tally, difference

DRIFT_AFTER: Final = 4
"""Values after an alarm before a slide is told from a step."""


@dataclass(slots=True)
class Account:
    """The book of one series.

    `evidence` is what the last value was judged by. `first` tallies the first regime since the last
    planned change, None while it is the current one; `recent` counts the values since the last
    alarm of that stretch, the alarm's own included.
    """

    series: Series
    length: int
    observed: int
    last: int | None
    regimes: tuple[RegimeSpan, ...]
    alarms: tuple[Alarm, ...]
    one_offs: tuple[OneOff, ...]
    regime: Regime
    evidence: Evidence
    first: Tally | None
    current: Tally
    recent: Level
    run: tuple[float, ...] = field(default=())

    @classmethod
    def of(cls, series: Series, found: Detection | None = None) -> Account:
        """Keep the book of a whole series; `found` saves walking it twice."""
        found = detect(series) if found is None else found
        stretch = [span for span in found.regimes if span.segment == found.regimes[-1].segment]
        observed = [at for at, value in enumerate(series.values) if value is not None]
        changed = len(stretch) > 1
        return cls(
            series=series,
            length=len(series.values),
            observed=len(observed),
            last=observed[-1] if observed else None,
            regimes=found.regimes,
            alarms=found.alarms,
            one_offs=found.one_offs,
            regime=found.regime,
            evidence=found.evidence,
            first=_tally(series, stretch[0].start, stretch[1].start) if changed else None,
            current=_tally(series, stretch[-1].start, len(series.values)),
            recent=_level(series, found.alarms[-1].revealed) if changed else Level(),
            run=_observed(series, stretch[-2].start) if changed else (),
        )

    def t(self) -> float:
        """How far the current regime lies from the first, in standard errors; 0 if it is it."""
        if self.first is None:
            return 0.0
        floor = yardstick(self.series.scale, self.series.unit).floor
        return difference(self.first.score_sums(), self.current.score_sums(), floor)

    def can_tell_drift(self) -> bool:
        """Say whether enough values came after the alarm to tell a slide from a step."""
        return self.recent.count - 1 >= DRIFT_AFTER

    def drift(self) -> float:
        """Give ln odds of slide against step; ValueError in an account that has sums alone."""
        if not self.run:
            raise ValueError("telling a slide from a step needs the values")
        regime = Regime(yardstick(self.series.scale, self.series.unit))
        for score in scores(self.run, self.series.scale, self.series.unit):
            regime.absorb(score)
        return drift_odds(regime.sums())


def _observed(series: Series, start: int, stop: int | None = None) -> tuple[float, ...]:
    return tuple(value for value in series.values[start:stop] if value is not None)


def _tally(series: Series, start: int, stop: int) -> Tally:
    tally = Tally(series)
    tally.extend(_observed(series, start, stop))
    return tally


def _level(series: Series, start: int) -> Level:
    level = Level()
    level.extend(_observed(series, start))
    return level
