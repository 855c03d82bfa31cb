"""The small trend of a measure as it would be with a file taken in: judged and marked as any other.

Nothing is written: what is new is put together as it would be read back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from tracker.app.judging import judged_history
from tracker.app.sparks import TrendOwner, spark_of
from tracker.app.tracker import Tracker
from tracker.app.transfer.cells import MeasureTerms, NewCustomer, NewMeasure, Target
from tracker.domain.customer import Customer
from tracker.domain.finding import Finding
from tracker.domain.levels.history import MeasureHistory
from tracker.domain.measure import SCALES, Horizon, Measure, Version
from tracker.domain.period import Period
from tracker.report.charts.spark import SparkPicture
from tracker.store.rows import LoggedRow

JUDGED_ONCE = 128


def foreseen_spark(tracker: Tracker, target: Target) -> SparkPicture:
    """Return the small trend of the measure of a target, with what is logged and what would be."""
    if isinstance(target.measure, NewMeasure):
        measure, known = _new_measure(target.measure), None
    else:
        measure = tracker.measures.get(target.measure)
        known = tracker.judge.history(measure)
    rows = {} if known is None else _logged(tracker, measure)
    for entry in target.entries:
        columns, old = entry.columns, rows.get(entry.start)
        value, skipped = columns.get("value"), bool(columns.get("skipped"))
        if isinstance(value, float):
            rows[entry.start] = LoggedRow(entry.start, value, skipped=False)
        elif old is None or skipped:
            rows[entry.start] = LoggedRow(entry.start, None, skipped)
    if not rows:
        return SparkPicture((), scale=measure.scale)
    ordered = [rows[day] for day in sorted(rows)]
    values = tuple((one.start, one.value) for one in ordered if one.value is not None)
    history = replace(known or MeasureHistory(measure, ()), values=values)
    newest = Period(ordered[-1].start, measure.cadence)
    whose = TrendOwner(measure, _customer(tracker, target))
    return spark_of(whose, ordered, newest, _judged(history) if values else None)


@lru_cache(maxsize=JUDGED_ONCE)
def _judged(history: MeasureHistory) -> Finding:
    """Judge a history once: most choices for a file leave most of its values as they are."""
    return judged_history(history)


def _logged(tracker: Tracker, measure: Measure) -> dict[date, LoggedRow]:
    return {
        one.start: LoggedRow(one.start, one.value, bool(one.skipped))
        for one in tracker.evaluations.series(measure.id)
    }


def _customer(tracker: Tracker, target: Target) -> Customer:
    named = target.customer
    if isinstance(named, NewCustomer):
        return Customer(0, "", named.name, named.kind, named.tier)
    return tracker.customers.get(named)


def _new_measure(new: NewMeasure) -> Measure:
    step = SCALES[new.scale].step
    return Measure(
        0,
        "",
        0,
        None,
        new.name,
        new.area,
        new.scale,
        new.cadence,
        new.phase,
        new.source,
        Horizon.NOW,
        shared=False,
        draft=new.draft,
        archived_on=None,
        position=0,
        versions=tuple(_version(day, terms, step) for day, terms in new.terms),
    )


def _version(day: date, said: MeasureTerms, step: float) -> Version:
    ends = said.promise, said.low, said.high
    return Version(0, "", 0, day, said.better, *ends, unit=said.unit, step=step)
