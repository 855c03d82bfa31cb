"""Every active measure in a list: small trend, last value, promise kept or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.queries.week import SPARK_POINTS, spark_of
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure, show_value
from tracker.domain.period import Period
from tracker.report.picture import SparkPicture


@dataclass(frozen=True, slots=True)
class Listed:
    """One measure: its small trend, and its last value with the period and whether it was kept."""

    measure: Measure
    customer: Customer
    spark: SparkPicture
    last: str = ""
    period: Period | None = None
    kept: bool | None = None


def listed_measures(tracker: Tracker) -> list[Listed]:
    """Return every active measure, customers in their order."""
    customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
    found = [
        _listed(tracker, measure, customers[measure.customer_id])
        for measure in tracker.measures.where("archived_on IS NULL")
        if measure.customer_id in customers
    ]
    return sorted(found, key=lambda one: one.customer.rank)


def listed_measure(tracker: Tracker, measure_id: int) -> Listed:
    """Read one entry of the list again."""
    measure = tracker.measures.get(measure_id)
    return _listed(tracker, measure, tracker.customers.get(measure.customer_id))


def _listed(tracker: Tracker, measure: Measure, customer: Customer) -> Listed:
    rows = tracker.evaluations.latest(measure.id, date.max, SPARK_POINTS)
    if not rows:
        return Listed(measure, customer, SparkPicture((), promise=measure.now.promise))
    newest = Period(rows[-1][0], measure.cadence)
    spark = spark_of(measure, rows, newest)
    known = [(start, value) for start, value in rows if value is not None]
    if not known:
        return Listed(measure, customer, spark)
    start, value = known[-1]
    period = Period(start, measure.cadence)
    version = measure.on(period.end)
    last = show_value(value, measure.scale, version.unit)
    return Listed(measure, customer, spark, last, period, version.keeps(value))
