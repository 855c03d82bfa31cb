"""The small trend of a measure as a value: one way for every page, file and preview that shows it.

Read on every start, so without a judgement at hand nothing waits for one: it is marked later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker.app.keepings import only_floor
from tracker.domain.customer import Customer
from tracker.domain.evaluation import asked_for
from tracker.domain.keeping import judging
from tracker.domain.measure import Measure
from tracker.domain.period import WEEKS, Period
from tracker.report.charts.spark import Blank, SparkPicture, spark_marks

if TYPE_CHECKING:
    from tracker.domain.finding import Finding
    from tracker.store.rows import LoggedRow

SPARK_POINTS = 26
"""Periods that a small trend shows."""


class Promised(NamedTuple):
    """Whose trend it is: what was promised, and to whom."""

    measure: Measure
    customer: Customer


def spark_of(
    whose: Promised,
    recent: Sequence[LoggedRow],
    until: Period,
    finding: Finding | None = None,
    most: int = SPARK_POINTS,
) -> SparkPicture:
    """Return the small trend of a measure's newest rows, up to a period; gaps stay gaps.

    It is marked as its `finding` says; without one nothing is, for who shows it may not wait.
    """
    measure, floor = whose.measure, only_floor(whose.customer)
    known = {one.start: one for one in recent}
    days = _days(until, min(most, _back(recent, until) + 1))
    values = tuple(known[day].value if day in known else None for day in days)
    ends = [day - timedelta(days=1) for day in days[1:]] + [until.end]
    version = judging(measure.on(until.end), floor_only=floor)
    plain = SparkPicture(
        values,
        promise=version.promise,
        scale=measure.scale,
        broken=tuple(_broken(measure, zip(ends, values, strict=True), floor=floor)),
        kept=version.promised,
        blanks=tuple(
            None if value is not None else _blank(whose, known.get(day), day, end, until)
            for day, end, value in zip(days, ends, values, strict=True)
        ),
    )
    return plain if finding is None else judged_spark(plain, whose, until, finding)


def _broken(
    measure: Measure, ended: Iterable[tuple[date, float | None]], *, floor: bool
) -> Iterator[bool]:
    """Yield of each value whether it broke what was promised on the last day of its period."""
    only = judging(measure.now, floor_only=floor) if len(measure.versions) == 1 else None
    for end, value in ended:
        if value is None:
            yield False
        else:
            version = only or judging(measure.on(end), floor_only=floor)
            yield version.keeps(value) is False


def _blank(whose: Promised, held: LoggedRow | None, day: date, end: date, until: Period) -> Blank:
    """Say why a period has no figure; the newest one, which may still get its own, is not asked."""
    if held is not None and held.skipped:
        return Blank.SKIPPED
    asked = day != until.start and asked_for(whose.measure, whose.customer, end)
    return Blank.NOT_LOGGED if asked else Blank.NOT_DUE


def judged_spark(
    spark: SparkPicture, whose: Promised, until: Period, finding: Finding
) -> SparkPicture:
    """Return a small trend up to a period, marked and with its usual range."""
    from tracker.domain.levels.stretches import stretches_of

    stretches = stretches_of(whose.measure, finding, heard=not only_floor(whose.customer))
    days = _days(until, len(spark.values))
    low, high = finding.lower, finding.upper
    return replace(
        spark,
        marks=spark_marks(stretches, finding.far_out, days),
        usual=None if low is None or high is None else (low, high),
    )


def _days(until: Period, count: int) -> list[date]:
    """Return the first days of so many periods up to one."""
    span = range(1 - count, 1)
    if weeks := WEEKS.get(until.cadence):
        return [until.start + timedelta(weeks=step * weeks) for step in span]
    return [(until + step).start for step in span]


def _back(recent: Sequence[LoggedRow], until: Period) -> int:
    return until - Period(recent[0].start, until.cadence) if recent else 0
