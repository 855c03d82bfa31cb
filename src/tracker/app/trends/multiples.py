"""All measures side by side on one axis of time, worst first: values that are quick to paint.

Everything is read in one query. Of twenty years only so many points are kept as can be told apart:
the lowest and the highest of each slice of time, so that no spike is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from tracker.app.signals.standing import Standing, standings
from tracker.app.tracker import Tracker
from tracker.app.trends.judged import Marks, marking, usual_stretches
from tracker.app.trends.trend import DAYS, window_start
from tracker.detection import Verdict
from tracker.domain.correction import Word
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure, Version, show_value
from tracker.domain.period import Period
from tracker.report.charts.picture import Stretch
from tracker.report.charts.spark import Mark
from tracker.report.text.keeping import Label

SLICES = 90
LEAST_PERIODS = 13
_ORDER = (
    Verdict.WORSE,
    Verdict.DRIFTING_WORSE,
    Verdict.BELOW_PROMISE,
    Verdict.ONE_OFF,
    Verdict.MAYBE,
    Verdict.STALE,
    Verdict.LEARNING,
    Verdict.STEADY,
    Verdict.DRIFTING_BETTER,
    Verdict.BETTER,
)
_RANKS = {verdict: rank for rank, verdict in enumerate(_ORDER)}
Spot = tuple[int, float]
"""A day as its ordinal, and a value."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One measure: its line in runs without a gap, what is marked, and the levels it is held to.

    `kept` is the promised side: its lowest and highest value, None where it has no end.
    """

    measure: Measure
    customer: Customer
    label: Label
    last: str = ""
    runs: tuple[tuple[Spot, ...], ...] = ()
    marks: tuple[tuple[int, float, Mark], ...] = ()
    usual: tuple[Stretch, ...] = ()
    promises: tuple[float, ...] = ()
    kept: tuple[float | None, float | None] | None = None


@dataclass(frozen=True, slots=True)
class TileWall:
    """Every tile, worst first, and the days that all of them show."""

    first: date
    last: date
    tiles: tuple[Tile, ...]


def wall(
    tracker: Tracker,
    today: date,
    weeks: int | None = None,
    hidden: frozenset[int] = frozenset(),
) -> TileWall:
    """Return all active measures over the newest `weeks` weeks (None: everything).

    `hidden` are customers who are left out.
    """
    whole = standings(tracker, today)
    found = sorted((one for one in whole if one.customer.id not in hidden), key=_rank)
    first = window_start(today, weeks)
    rows = tracker.file.query(
        "SELECT measure_id, start, value FROM evaluation"
        " WHERE value IS NOT NULL AND start >= ? ORDER BY measure_id, start",
        (first or date.min).isoformat(),
    )
    values = {key: _thinned(list(group)) for key, group in groupby(rows, key=itemgetter(0))}
    logged = [values[one.measure.id] for one in found if one.measure.id in values]
    begins = min([(Period.of(today) + (1 - LEAST_PERIODS)).start, *(one[0][0] for one in logged)])
    ends = max([Period.of(today).end, *(one[-1][0] for one in logged)])
    said: dict[int, set[date]] = {}
    for word in tracker.explanations.where("kind = ?", Word.ONE_OFF):
        said.setdefault(word.measure_id, set()).add(word.start)
    tiles = [
        _tile(one, values.get(one.measure.id, []), frozenset(said.get(one.measure.id, ())), ends)
        for one in found
    ]
    return TileWall(first or begins, ends, tuple(tiles))


def _rank(one: Standing) -> int:
    return _RANKS[one.verdict]


def _tile(
    one: Standing, values: list[tuple[date, float]], said: frozenset[date], last: date
) -> Tile:
    measure = one.measure
    if not values:
        return Tile(measure, one.customer, one.label)
    marks = marking(measure, one.customer, one.finding, said)
    spots = [(day.toordinal(), value) for day, value in values]
    newest = values[-1]
    version = measure.on(Period(newest[0], measure.cadence).end)
    return Tile(
        measure,
        one.customer,
        one.label,
        show_value(newest[1], measure.scale, version.unit),
        _runs(spots, DAYS[measure.cadence]),
        tuple(_marked(values, spots, marks)),
        tuple(usual_stretches(measure, one.customer, one.finding, last)),
        _promises(measure.now),
        measure.now.promised,
    )


def _promises(version: Version) -> tuple[float, ...]:
    levels = (version.promise, version.low, version.high)
    return tuple(level for level in levels if level is not None) if version.has_promise else ()


def _marked(
    values: list[tuple[date, float]], spots: list[Spot], marks: Marks
) -> list[tuple[int, float, Mark]]:
    found = zip(spots, marks.of(iter(values)), strict=True)
    return [(*spot, mark) for spot, mark in found if mark is not Mark.USUAL]


def _runs(spots: list[Spot], rhythm: float) -> tuple[tuple[Spot, ...], ...]:
    """Cut the line where something was not logged."""
    longest = 1.5 * rhythm if len(spots) <= SLICES else _leap(spots, rhythm)
    runs: list[list[Spot]] = []
    before = None
    for spot in spots:
        if before is None or spot[0] - before > longest:
            runs.append([])
        runs[-1].append(spot)
        before = spot[0]
    return tuple(tuple(run) for run in runs)


def _leap(spots: Sequence[Spot], rhythm: float) -> float:
    """Return a leap in time that is a gap also in a line that was thinned."""
    days = spots[-1][0] - spots[0][0]
    return 1.5 * rhythm if days < 2 * SLICES * rhythm else 5.0 * days / len(spots)


def _thinned(rows: Sequence[tuple[int, str, float]]) -> list[tuple[date, float]]:
    """Keep the lowest and the highest of each slice, in the order of time, and the newest."""
    kept = list(rows)
    if len(rows) > 2 * SLICES:
        size = -(-len(rows) // SLICES)
        pieces = [rows[at : at + size] for at in range(0, len(rows), size)]
        value = itemgetter(2)
        ends = {end for piece in pieces for end in (min(piece, key=value), max(piece, key=value))}
        kept = sorted({*ends, rows[-1]})
    return [(date.fromisoformat(start), value) for _, start, value in kept]
