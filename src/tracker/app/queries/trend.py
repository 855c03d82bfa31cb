"""The trend of one measure, as the picture that screen and paper paint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.queries.week import SPARK_POINTS
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import (
    AREA_NAMES,
    Better,
    Measure,
    Version,
    show_promise,
    show_value,
)
from tracker.domain.period import WEEKS, Period, periods
from tracker.report.picture import Flag, Gap, Point, SparkPicture, Stretch, TrendPicture

BETTER_WORDS = {
    Better.HIGHER: "higher is better",
    Better.LOWER: "lower is better",
    Better.BAND: "best within the band",
}
LONGEST_GAP_LIST = 2000


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of the list beside the chart."""

    measure: Measure
    customer: Customer
    spark: SparkPicture


def listed_measures(tracker: Tracker) -> list[Listed]:
    """Return every active measure with its small trend, customers in their order."""
    customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
    found = [
        Listed(measure, customers[measure.customer_id], _spark(tracker, measure))
        for measure in tracker.measures.where("archived_on IS NULL")
        if measure.customer_id in customers
    ]
    return sorted(found, key=lambda one: one.customer.rank)


def trend_picture(
    tracker: Tracker, measure_id: int, today: date, first: date | None = None
) -> TrendPicture:
    """Return the picture from `first` (None: everything) to the period that holds `today`.

    `today` may lie before the newest value; then the newest value ends the picture.
    """
    measure = tracker.measures.get(measure_id)
    customer = tracker.customers.get(measure.customer_id)
    logged = tracker.evaluations.series(measure_id)
    running = Period.of(today, measure.cadence, measure.phase)
    newest = max([running.start, *(one.start for one in logged)])
    end = Period.of(newest, measure.cadence, measure.phase)
    if first is None:
        first = logged[0].start if logged else (end + -12).start
    start = Period.of(first, measure.cadence, measure.phase)
    shown = [one for one in logged if start.start <= one.start <= end.start]
    area = f"{AREA_NAMES[measure.area]} · " if measure.area else ""
    unit = measure.now.unit
    return TrendPicture(
        title=measure.name,
        subtitle=f"{customer.name} · {area}{f'{unit}, ' if unit else ''}"
        f"{BETTER_WORDS[measure.now.better]}",
        first=start.start,
        last=end.end,
        scale=measure.scale,
        unit=unit,
        points=tuple(_point(measure, one) for one in shown if one.value is not None),
        gaps=tuple(_gaps(measure, shown, start, end, running)),
        promises=tuple(_promises(measure, start.start, end.end)),
        flags=tuple(_flags(tracker, measure, start.start, end.end)),
        rhythm_days=7.0 * WEEKS[measure.cadence] if measure.cadence in WEEKS else _month(measure),
    )


def window_start(today: date, weeks: int | None) -> date | None:
    """Return the first day of a window of so many weeks up to today; None for everything."""
    return None if weeks is None else Period.of(today).start - timedelta(weeks=weeks - 1)


def _point(measure: Measure, one: Evaluation) -> Point:
    value = one.value or 0.0
    version = measure.on(_period(measure, one.start).end)
    return Point(
        one.start,
        value,
        str(_period(measure, one.start)),
        show_value(value, measure.scale, version.unit),
        one.note,
        kept=version.keeps(value),
    )


def _gaps(
    measure: Measure, shown: list[Evaluation], start: Period, end: Period, running: Period
) -> list[Gap]:
    by_start = {one.start: one for one in shown}
    begins = max(start, _period(measure, shown[0].start)) if shown else start
    if end - begins > LONGEST_GAP_LIST:
        begins = end + -LONGEST_GAP_LIST
    found = []
    for period in periods(begins, end):
        one = by_start.get(period.start)
        if (one is None and period < running) or (one is not None and one.value is None):
            reason = f"skipped: {one.skipped}" if one and one.skipped else "not logged"
            found.append(Gap(period.start, str(period), reason))
    return found


def _promises(measure: Measure, first: date, last: date) -> list[Stretch]:
    found = []
    ends = [version.valid_from - timedelta(days=1) for version in measure.versions[1:]] + [last]
    for at, (version, end) in enumerate(zip(measure.versions, ends, strict=True)):
        begin = first if at == 0 else max(first, version.valid_from)
        if version.has_promise and begin <= min(end, last):
            found.append(_promise(measure, version, begin, min(end, last)))
    return found


def _promise(measure: Measure, version: Version, first: date, last: date) -> Stretch:
    low, high = version.low, version.high
    if version.better is Better.HIGHER:
        low = version.promise
    elif version.better is Better.LOWER:
        high = version.promise
    return Stretch(first, last, low, high, label=show_promise(version, measure.scale))


def _flags(tracker: Tracker, measure: Measure, first: date, last: date) -> list[Flag]:
    events = tracker.events.where(
        "happened_on BETWEEN ? AND ? AND coalesce(measure_id, ?) = ? "
        "AND coalesce(customer_id, ?) = ?",
        first.isoformat(),
        last.isoformat(),
        measure.id,
        measure.id,
        measure.customer_id,
        measure.customer_id,
        order="happened_on, id",
    )
    return [Flag(event.happened_on, event.title) for event in events]


def _period(measure: Measure, start: date) -> Period:
    return Period(start, measure.cadence)


def _month(measure: Measure) -> float:
    return 30.4 if measure.cadence == "monthly" else 91.3


def _spark(tracker: Tracker, measure: Measure) -> SparkPicture:
    rows = tracker.evaluations.latest(measure.id, date.max, SPARK_POINTS)
    return SparkPicture(tuple(value for _, value in rows), promise=measure.now.promise)
