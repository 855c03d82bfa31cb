"""The small trend of a measure as a value: one way for every page, file and preview that shows it.

Read on every start, so without a judgement at hand nothing waits for one: it is marked later.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.customer import Customer
from tracker.domain.evaluation import asked_for
from tracker.domain.measure import Measure
from tracker.domain.period import DAYS, Cadence, Period
from tracker.report.charts.spark import Blank, Mark, SparkPicture, spark_marks

if TYPE_CHECKING:
    from tracker.domain.finding import Finding
    from tracker.store.rows import LoggedRow

SPARK_POINTS = 26
"""Periods that a small trend shows."""
HALF_A_YEAR = {
    Cadence.WEEKLY: 26,
    Cadence.FORTNIGHTLY: 13,
    Cadence.MONTHLY: 6,
    Cadence.QUARTERLY: 2,
}
"""Periods that it has room for at least, however young it is: its column is headed `26 weeks`."""


class TrendOwner(NamedTuple):
    """Whose trend it is: what was promised, and to whom."""

    measure: Measure
    customer: Customer


def spark_of(
    whose: TrendOwner,
    recent: Sequence[LoggedRow],
    until: Period,
    finding: Finding | None = None,
    most: int = SPARK_POINTS,
) -> SparkPicture:
    """Return the small trend of a measure's newest rows, up to a period; gaps stay gaps.

    It is marked as its `finding` says; without one nothing is, for who shows it may not wait.
    """
    measure, floor = whose.measure, whose.customer.only_floor
    known = {one.start: one for one in recent}
    days = _days(until, min(most, _back(recent, until) + 1))
    values = tuple(known[day].value if day in known else None for day in days)
    version = measure.on(until.end).as_judged(floor_only=floor)
    marks, usual = ((), None) if finding is None else _judgement(whose, days, finding)
    return SparkPicture(
        values,
        marks,
        promise=version.promise,
        scale=measure.scale,
        broken=_broken(measure, days, values, floor=floor),
        kept=version.promised,
        usual=usual,
        blanks=tuple(
            None if value is not None else _blank(whose, known.get(day), day, until)
            for day, value in zip(days, values, strict=True)
        ),
        least=min(most, HALF_A_YEAR[measure.cadence]),
    )


def _broken(
    measure: Measure, days: Sequence[date], values: Sequence[float | None], *, floor: bool
) -> tuple[bool, ...]:
    """Say of each value whether it broke what was promised on the last day of its period."""
    if len(measure.versions) > 1:
        versions = [measure.on(_end(day, measure)).as_judged(floor_only=floor) for day in days]
        return tuple(
            value is not None and version.keeps(value) is False
            for value, version in zip(values, versions, strict=True)
        )
    low, high = measure.now.as_judged(floor_only=floor).promised or (None, None)
    least, most = -math.inf if low is None else low, math.inf if high is None else high
    return tuple(value is not None and not least <= value <= most for value in values)


def _blank(whose: TrendOwner, held: LoggedRow | None, day: date, until: Period) -> Blank:
    """Say why a period has no figure; the newest one, which may still get its own, is not asked."""
    if held is not None and held.skipped:
        return Blank.SKIPPED
    measure = whose.measure
    asked = day != until.start and asked_for(measure, whose.customer, _end(day, measure))
    return Blank.NOT_LOGGED if asked else Blank.NOT_DUE


def _end(day: date, measure: Measure) -> date:
    """Return the last day of the period of a measure that begins on a day."""
    return Period(day, measure.cadence).end


def judged_spark(
    spark: SparkPicture, whose: TrendOwner, until: Period, finding: Finding
) -> SparkPicture:
    """Return a small trend up to a period, marked and with its usual range."""
    marks, usual = _judgement(whose, _days(until, len(spark.values)), finding)
    return spark._replace(marks=marks, usual=usual)


def _judgement(
    whose: TrendOwner, days: Sequence[date], finding: Finding
) -> tuple[tuple[Mark, ...], tuple[float, float] | None]:
    """Return the marks of the periods that begin on these days, and the usual range."""
    from tracker.domain.levels.stretches import stretches_of

    stretches = stretches_of(whose.measure, finding, heard=not whose.customer.only_floor)
    low, high = finding.lower, finding.upper
    usual = None if low is None or high is None else (low, high)
    return spark_marks(stretches, finding.far_out, days), usual


def _days(until: Period, count: int) -> list[date]:
    """Return the first days of so many periods up to one."""
    if step := DAYS.get(until.cadence):
        newest = until.start.toordinal()
        return list(map(date.fromordinal, range(newest - step * (count - 1), newest + 1, step)))
    return [(until + back).start for back in range(1 - count, 1)]


def _back(recent: Sequence[LoggedRow], until: Period) -> int:
    return until - Period(recent[0].start, until.cadence) if recent else 0
