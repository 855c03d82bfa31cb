"""Measures in lists, with small trend and badges, and found by the name a person typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.judging import due_until
from tracker.app.sparks import SPARK_POINTS, TrendOwner, spark_of
from tracker.app.text_input import same
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.errors import InvalidInput, NotFound, quoted
from tracker.domain.measure import Measure, show_value
from tracker.domain.period import Period
from tracker.report.charts.spark import SparkPicture
from tracker.report.text.calculation import Badge, clear, continuous, public

_LOGGED = """SELECT measure_id, min(start), max(start) FROM evaluation WHERE value IS NOT NULL
AND measure_id IN (SELECT id FROM measure WHERE customer_id = ?) GROUP BY measure_id"""
YOUNG = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class ListedMeasure:
    """One measure: its small trend, and its last value with the period and whether it was kept."""

    measure: Measure
    customer: Customer
    spark: SparkPicture
    last: str = ""
    period: Period | None = None
    kept: bool | None = None


def listed_measures(tracker: Tracker) -> list[ListedMeasure]:
    """Return every active measure, customers in their order."""
    customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
    found = [
        listed_of(tracker, measure, customers[measure.customer_id])
        for measure in tracker.measures.where("archived_on IS NULL")
        if measure.customer_id in customers
    ]
    return sorted(found, key=lambda one: one.customer.rank)


def listed_measure(tracker: Tracker, measure_id: int) -> ListedMeasure:
    """Read one entry of the list again."""
    measure = tracker.measures.get(measure_id)
    return listed_of(tracker, measure, tracker.customers.get(measure.customer_id))


def listed_of(tracker: Tracker, measure: Measure, customer: Customer) -> ListedMeasure:
    """Return the entry of a measure that was read already, with its customer."""
    rows = tracker.evaluations.latest(measure.id, date.max, SPARK_POINTS)
    if not rows:
        return ListedMeasure(measure, customer, SparkPicture((), promise=measure.now.promise))
    newest, finding = Period(rows[-1].start, measure.cadence), tracker.judge.finding(measure.id)
    spark = spark_of(TrendOwner(measure, customer), rows, newest, finding)
    known = [(one.start, one.value) for one in rows if one.value is not None]
    if not known:
        return ListedMeasure(measure, customer, spark)
    start, value = known[-1]
    period = Period(start, measure.cadence)
    version = measure.on(period.end)
    last = show_value(value, measure.scale, version.unit)
    kept = version.as_judged(floor_only=customer.only_floor).keeps(value)
    return ListedMeasure(measure, customer, spark, last, period, kept)


def badges(tracker: Tracker, customer_id: int, today: date) -> dict[int, tuple[Badge, ...]]:
    """Return clear, public and continuous for each measure (id) in use; drafts have none.

    Nor has one that began less than four weeks ago: it would only hear what it is not yet.
    """
    shared = tracker.ledger.last_shared()
    first: dict[int, date] = {}
    newest: dict[int, date] = {}
    for key, begun, last in tracker.file.query(_LOGGED, customer_id):
        first[key], newest[key] = date.fromisoformat(begun), date.fromisoformat(last)
    in_use = "customer_id = ? AND archived_on IS NULL AND draft = 0"
    return {
        one.id: (
            clear(one),
            public(one, shared.get(one.uid), today),
            continuous(one, newest.get(one.id), due_until(one, today)),
        )
        for one in tracker.measures.where(in_use, customer_id)
        if min(first.get(one.id, today), one.versions[0].valid_from) <= today - YOUNG
    }


def find_customer(tracker: Tracker, name: str) -> Customer:
    """Return the customer of that name, or raise `NotFound`."""
    for customer in tracker.customers.all():
        if same(customer.name, name):
            return customer
    known = ", ".join(one.name for one in tracker.customers.all("position, id")[:7])
    raise NotFound(f"There is no customer {quoted(name)}", f"There are: {known}." if known else "")


def find_measure(tracker: Tracker, name: str, customer: str | None = None) -> Measure:
    """Return the one measure of that name; two of it are refused with both customers named.

    One that is in use comes before archived ones of the same name. Where none has it, the name in
    the customer's words is looked for.
    """
    owner = find_customer(tracker, customer) if customer else None
    theirs = [one for one in tracker.measures.all() if owner is None or one.customer_id == owner.id]
    found = [one for one in theirs if same(one.name, name)]
    found = found or [one for one in theirs if same(one.for_them.name, name)]
    if not found:
        raise NotFound(f"There is no measure {quoted(name)}", "`status` lists them.")
    if len(found) > 1:
        found = _active(tracker, found) or found
    if len(found) > 1:
        owners = " and ".join(tracker.customers.get(one.customer_id).name for one in found)
        raise InvalidInput("measure", f"{quoted(name)} is promised to {owners}", "Add --customer.")
    return found[0]


def _active(tracker: Tracker, found: list[Measure]) -> list[Measure]:
    return [
        one
        for one in found
        if one.archived_on is None and tracker.customers.get(one.customer_id).archived_on is None
    ]
