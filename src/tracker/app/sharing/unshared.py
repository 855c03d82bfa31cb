"""What a customer does not see yet: each measure with its small trend and how its promise went."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.app.keepings import keepings
from tracker.app.measures.lists import listed_of
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.keeping import Keeping
from tracker.domain.measure import Measure, show_promise
from tracker.report.charts.spark import SparkPicture
from tracker.report.text.keeping import promised_line

NOTHING = "Nothing logged yet"


@dataclass(frozen=True, slots=True)
class UnsharedMeasure:
    """A measure that is not on its customer's page."""

    measure: Measure
    spark: SparkPicture
    told: str


def private_measures(tracker: Tracker, customer: Customer) -> list[Measure]:
    """Return the measures that a customer does not see."""
    private = "customer_id = ? AND shared = 0 AND draft = 0 AND archived_on IS NULL"
    return tracker.measures.where(private, customer.id)


def unshared_measures(tracker: Tracker, customer: Customer) -> list[UnsharedMeasure]:
    """Return the measures that a customer does not see, as they stand."""
    found = private_measures(tracker, customer)
    kept = keepings(tracker, found, {customer.id: customer})
    return [_standing(tracker, one, customer, kept.get(one.id)) for one in found]


def _standing(
    tracker: Tracker, measure: Measure, customer: Customer, kept: Keeping | None
) -> UnsharedMeasure:
    listed = listed_of(tracker, measure, customer)
    promise = show_promise(measure.now, measure.scale)
    told = promised_line(promise, kept, measure.cadence) if listed.last else NOTHING
    return UnsharedMeasure(measure, listed.spark, told)
