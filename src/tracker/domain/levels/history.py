"""The history that a judgement is made from, and how it is read as a series of numbers.

Position 0 is the first period with a value; every period after it has a position, logged or not. A
planned change begins a new regime, and so does a change of unit: values in days and in hours are
not one series. A promise of a past version judges only the values of its own time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from tracker.detection import Band as ValueBand
from tracker.detection import Direction, Judgement, Series, judge
from tracker.domain.levels.acceptance import AcceptedLevel, accepted_level, accepted_regimes
from tracker.domain.measure import Better, Measure, Version
from tracker.domain.period import WEEKS, Period

_DIRECTIONS = {Better.HIGHER: Direction.HIGHER, Better.LOWER: Direction.LOWER}

Values = list[tuple[date, float]]
Reader = Callable[[Measure, date], Values]
"""Reads the values of a measure from a day on, oldest first."""


@dataclass(frozen=True, slots=True)
class MeasureHistory:
    """A measure, its values by period start (oldest first), and its planned changes.

    `usual_until` is the newest period up to which the person calls the level their usual,
    `one_offs` are the periods that they call one-offs.
    """

    measure: Measure
    values: tuple[tuple[date, float], ...]
    changes: tuple[date, ...] = ()
    usual_until: date | None = None
    one_offs: frozenset[date] = frozenset()

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


def settings_of(history: MeasureHistory, accepted: int | None = None) -> Series:
    """Return how the history is to be read, without its values.

    `accepted` is the position since which the level is usual although a change began it.
    """
    measure = history.measure
    now = measure.now
    return Series(
        values=(),
        scale=measure.scale,
        step=now.step,
        better=better_of(now),
        promise=single_promise(measure),
        goal=_promise(now),
        planned=_cuts(history) if history.values else (),
        sensitivity=measure.sensitivity,
        floor=now.floor,
        accepted=accepted,
    )


def better_of(version: Version) -> Direction | ValueBand:
    """Return which way is better, as the detection asks for it."""
    if version.low is not None and version.high is not None:
        return ValueBand(version.low, version.high)
    return _DIRECTIONS.get(version.better, Direction.HIGHER)


def series_of(history: MeasureHistory) -> Series:
    """Return the whole history as a series."""
    settings = settings_of(history)
    if not history.values:
        return settings
    known = {history.position(start): value for start, value in history.values}
    length = max(known) + 1
    return replace(settings, values=tuple(known.get(at) for at in range(length)))


def settled(history: MeasureHistory) -> Series:
    """Return the whole history as a series that knows which change is accepted."""
    series = series_of(history)
    if not history.values:
        return series
    found = accepted_in(history, judge(series))
    return replace(series, accepted=found.start) if found else series


def accepted_in(history: MeasureHistory, judgement: Judgement) -> AcceptedLevel | None:
    """Return the newest accepted change of a judgement of this history."""
    said = history.usual_until
    until = None if said is None or not history.values else history.position(said)
    return accepted_level(judgement, better_of(history.measure.now), until)


def accepted_days(history: MeasureHistory, judgement: Judgement) -> frozenset[date]:
    """Return the first days of all levels that were accepted at some time."""
    said = history.usual_until
    until = None if said is None else history.position(said)
    found = accepted_regimes(judgement, better_of(history.measure.now), until)
    return frozenset(history.start(at) for at in found)


def _cuts(history: MeasureHistory) -> tuple[int, ...]:
    versions = history.measure.versions
    units = [
        later.valid_from for earlier, later in pairwise(versions) if earlier.unit != later.unit
    ]
    positions = (history.position(day) for day in (*history.changes, *units))
    return tuple(sorted({at for at in positions if at > 0}))


def single_promise(measure: Measure) -> float | ValueBand | None:
    """Return the promise if there was only ever one, else None."""
    promises = {_promise(version) for version in measure.versions}
    return promises.pop() if len(promises) == 1 else None


def _promise(version: Version) -> float | ValueBand | None:
    if version.low is not None and version.high is not None:
        return ValueBand(version.low, version.high)
    return version.promise
