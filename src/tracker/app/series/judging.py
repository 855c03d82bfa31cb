"""Judge the series of a file: each alone, and in several processes where there are many points."""

from __future__ import annotations

import gc
import os
import sys
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from math import inf

from tracker.app.keepings import change_of
from tracker.app.series.file import (
    BadLine,
    Days,
    Numbers,
    RawSeries,
    SeriesFile,
    SeriesPoints,
    SeriesTerms,
    read_points,
    read_terms,
    too_large,
)
from tracker.detection import (
    Band,
    Direction,
    Forecast,
    Judgement,
    Series,
    Verdict,
    judge,
    spread_of,
)
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.finding import Spread, finding_of
from tracker.domain.keeping import WINDOW, Keeping, KeepingState, keeping_of
from tracker.domain.levels.history import MeasureHistory
from tracker.domain.measure import Better, Horizon, Measure, Source, Version
from tracker.domain.period import WEEKS, Cadence
from tracker.report.text.phrases import LONGEST
from tracker.report.text.verdicts import LABELS, sentence

MANY = 50_000  # points from which starting processes pays
CHUNKS_EACH = 4  # a process gets its share in so many parts, lest one waits for the other
_ANY_DAY = date(1970, 1, 5)
DAYS_OF = {Cadence.DAILY: 1} | {cadence: 7 * weeks for cadence, weeks in WEEKS.items()}
"""How many days a period has, where all have the same."""
_UNJUDGED = Keeping(KeepingState.TOO_FEW)


@dataclass(frozen=True, slots=True)
class FoundAlarm:
    """A change found: the first days of the periods that revealed it and since when it holds.

    `continues`: its slide was known already, so it is no news.
    """

    revealed: date
    since: date
    up: bool
    continues: bool = False


@dataclass(frozen=True, slots=True)
class FoundSeries:
    """What is said of one series; `end` is the last day of its last row's period.

    Days are those of the rows: the first day of a period that has a name, or the date itself.
    """

    name: str
    verdict: Verdict
    sentence: str
    end: date
    points: int
    missing: int
    since: date | None = None
    revealed: date | None = None
    usual: float | None = None
    lower: float | None = None
    upper: float | None = None
    recent: float | None = None
    promise_met: bool | None = None
    alarms: tuple[FoundAlarm, ...] = ()
    one_offs: tuple[date, ...] = ()
    spread: Spread | None = None
    forecast: Forecast | None = None
    keeping: Keeping = _UNJUDGED


@dataclass(frozen=True, slots=True)
class Refused:
    """What is wrong with a row, in a form that passes between processes."""

    title: str
    hint: str
    line: int


def judge_file(file: SeriesFile, processes: int | None = None) -> list[FoundSeries]:
    """Judge every series of a file, in its order; the first bad row is an `InvalidInput`.

    `processes` is as many as the machine has, and one for a small file.
    """
    if processes is None:
        processes = (os.cpu_count() or 1) if file.points >= MANY else 1
        # A packaged program started again as a worker would open the window.
        processes = 1 if getattr(sys, "frozen", False) else processes
    chunks = _chunks(file.series, processes * CHUNKS_EACH if processes > 1 else 1)
    answers = _pooled(chunks, processes) if processes > 1 and len(chunks) > 1 else None
    if answers is None:
        answers = [judge_all(chunk) for chunk in chunks]
    found, refused = [], []
    for answer in answers:
        for one in answer:
            refused.append(one) if isinstance(one, Refused) else found.append(one)
    if refused:
        first = min(refused, key=lambda one: one.line)
        raise InvalidInput("file", first.title, first.hint)
    return found


def judge_all(chunk: list[RawSeries]) -> list[FoundSeries | Refused]:
    """Judge some series, one after the other."""
    days, numbers = Days(), {scale: Numbers(scale) for scale in Scale}
    return [_judged(raw, days, numbers) for raw in chunk]


def _judged(raw: RawSeries, days: Days, numbers: dict[Scale, Numbers]) -> FoundSeries | Refused:
    try:
        terms = read_terms(raw)
        points = read_points(raw, days, numbers[terms.scale])
    except BadLine as error:
        return Refused(error.title, error.hint, error.line)
    try:
        return _found(raw, terms, points)
    except (ArithmeticError, ValueError):
        told = "Cannot be judged: its figures lie too far apart."
        if (large := too_large(points.values)) is not None:
            line = raw.lines[points.order[large]]
            told = f"Cannot be judged: the value in line {line} is too large. Choose a larger unit."
        return _unjudged(raw, points, told)


def _unjudged(raw: RawSeries, points: SeriesPoints, told: str) -> FoundSeries:
    count = sum(value is not None for value in points.values)
    last = points.positions[-1]
    end = points.period(last).end
    return FoundSeries(raw.name, Verdict.LEARNING, told, end, count, last + 1 - count)


def _found(raw: RawSeries, terms: SeriesTerms, points: SeriesPoints) -> FoundSeries:
    series = _series(terms, points)
    found = judge(series)
    version = _version(terms, series.unit)
    value = next((value for value in reversed(points.values) if value is not None), None)
    since, revealed, current = found.since, found.revealed, found.current
    told, keeping = _verdict_text(_measure(raw.name, terms, points, version), points, found, value)
    return FoundSeries(
        name=raw.name,
        verdict=found.verdict,
        sentence=told,
        end=points.period(found.length - 1).end,
        points=found.observed,
        missing=found.missing,
        since=None if since is None else points.day(since),
        revealed=None if revealed is None else points.day(revealed),
        usual=found.usual,
        lower=current.lower if current else None,
        upper=current.upper if current else None,
        recent=found.recent,
        promise_met=None if value is None else version.keeps(value),
        alarms=tuple(
            FoundAlarm(points.day(one.revealed), points.day(one.since), one.up, one.continues)
            for one in found.alarms
        ),
        one_offs=tuple(points.day(one.position) for one in found.one_offs),
        spread=_spread(series, found, points),
        forecast=found.change.forecast if found.change else None,
        keeping=keeping,
    )


def _spread(series: Series, found: Judgement, points: SeriesPoints) -> Spread | None:
    """Say since when and how much the spread of the current regime changed, if it did."""
    if found.restless is None:
        return None
    start = found.regimes[-1].start
    current = [(at, value) for at, value in enumerate(series.values) if value is not None]
    current = [(at, value) for at, value in current if at >= start]
    change = spread_of(found, [value for _, value in current], series.scale)
    if change is None:
        return None
    return Spread(found.restless, points.day(current[change.before][0]), change.factor)


def _series(terms: SeriesTerms, points: SeriesPoints) -> Series:
    promised = terms.promised
    values: list[float | None] = points.values
    if points.positions[-1] >= len(values):
        values = [None] * (points.positions[-1] + 1)
        for position, value in zip(points.positions, points.values, strict=True):
            values[position] = value
    band = None
    if promised.low is not None and promised.high is not None:
        band = Band(promised.low, promised.high)
    return Series(
        values,
        terms.scale,
        terms.step,
        better=band or Direction(str(promised.better)),
        promise=band or promised.promise,
        planned=points.planned,
        sensitivity=terms.sensitivity,
        floor=terms.floor,
    )


def _version(terms: SeriesTerms, step: float) -> Version:
    better, promise, low, high, _ = terms.promised
    way = better or Better.HIGHER
    step = step if step < 1 else step / 10  # the mean of whole numbers is seldom one
    return Version(0, "", 0, _ANY_DAY, way, promise=promise, low=low, high=high, step=step)


def _measure(name: str, terms: SeriesTerms, points: SeriesPoints, version: Version) -> Measure:
    """Make of a series a measure, as sentences speak of one."""
    return Measure(
        id=0,
        uid="",
        customer_id=0,
        service_id=None,
        name=name,
        area=None,
        scale=terms.scale,
        cadence=points.cadence,
        phase=points.phase,
        source=Source.SYSTEM,
        horizon=Horizon.NOW,
        shared=False,
        draft=False,
        archived_on=None,
        position=0,
        versions=(version,),
    )


def _verdict_text(
    measure: Measure, points: SeriesPoints, found: Judgement, value: float | None
) -> tuple[str, Keeping]:
    """Say the verdict, and how the promise is kept; the history has only what a sentence asks."""
    last = None
    if value is not None:
        at = max(
            at for at, one in zip(points.positions, points.values, strict=True) if one is not None
        )
        last = (points.period(at).start, value)
    start = points.period(0).start
    quiet = replace(found, restless=None)  # no sentence speaks of the spread

    known: list[tuple[date, float]] = []

    def since(_measure: Measure, first: date) -> list[tuple[date, float]]:
        if not known:
            known.extend(_known(points))
        return known[bisect_left(known, (first, -inf)) :]

    finding = finding_of(MeasureHistory(measure, ((start, 0.0),)), quiet, last, None, since)
    keeping = keeping_of(measure, _newest(points), change_of(finding))
    told = sentence(measure, finding, found.verdict, keeping)
    if len(told) > LONGEST:
        told = f"{LABELS[found.verdict].text}; the figures are too long for a sentence."
    return told, keeping


def _newest(points: SeriesPoints) -> list[tuple[date, float]]:
    """Return the newest values, oldest first: what a promise is judged by."""
    pairs = zip(reversed(points.positions), reversed(points.values), strict=True)
    known = ((points.period(at).start, one) for at, one in pairs if one is not None)
    return list(islice(known, WINDOW))[::-1]


def _known(points: SeriesPoints) -> list[tuple[date, float]]:
    """Return every value with its day; asked for only where something is far out."""
    if points.days[0].kind is not None:  # a named period begins on its day
        named = zip(points.days, points.values, strict=True)
        return [(day.start, one) for day, one in named if one is not None]
    pairs = zip(points.positions, points.values, strict=True)
    days = DAYS_OF.get(points.cadence)
    if days is None:
        return [(points.period(at).start, one) for at, one in pairs if one is not None]
    first = points.period(0).start.toordinal()  # without a period made for each value
    return [(date.fromordinal(first + days * at), one) for at, one in pairs if one is not None]


def _chunks(series: list[RawSeries], parts: int) -> list[list[RawSeries]]:
    size = max(-(-len(series) // parts), 1)
    return [series[at : at + size] for at in range(0, len(series), size)]


def _pooled(
    chunks: list[list[RawSeries]], processes: int
) -> list[list[FoundSeries | Refused]] | None:
    """Judge in several processes; None where the machine gives none."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    try:
        # Workers make no cycles, so looking for garbage would be time lost.
        with ProcessPoolExecutor(processes, get_context("spawn"), gc.disable) as pool:
            return list(pool.map(judge_all, chunks))
    except (OSError, ImportError, BrokenProcessPool):
        return None
