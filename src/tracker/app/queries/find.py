"""Find a customer or measure by the name a person typed, in any letter case."""

from __future__ import annotations

from tracker.app.commands.words import same
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.errors import InvalidInput, NotFound, quoted
from tracker.domain.measure import Measure


def find_customer(tracker: Tracker, name: str) -> Customer:
    """Return the customer of that name, or raise `NotFound`."""
    for customer in tracker.customers.all():
        if same(customer.name, name):
            return customer
    known = ", ".join(one.name for one in tracker.customers.all("position, id")[:7])
    raise NotFound(f"There is no customer {quoted(name)}", f"There are: {known}." if known else "")


def find_measure(tracker: Tracker, name: str, customer: str | None = None) -> Measure:
    """Return the one measure of that name; two of it are refused with both customers named.

    One that is in use comes before archived ones of the same name.
    """
    owner = find_customer(tracker, customer) if customer else None
    found = [
        measure
        for measure in tracker.measures.all()
        if same(measure.name, name) and (owner is None or measure.customer_id == owner.id)
    ]
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
