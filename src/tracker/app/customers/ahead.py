"""Looking beyond the job of today: a customer with nothing promised for next or later (M1).

It is said once a quarter, of customers who are served well or wowed, once their measures have been
logged for a quarter; a customer who is only not to be annoyed is promised no more.
"""

from __future__ import annotations

from datetime import date, timedelta

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer, Tier
from tracker.domain.measure import Horizon
from tracker.domain.period import Cadence, Period
from tracker.domain.texts.cutting import cut

A_QUARTER = timedelta(weeks=13)
LONGEST_NAME = 60


def ahead_words(tracker: Tracker, customer: Customer, today: date) -> str:
    """Say that nothing is promised for what comes next; empty where something is, or was asked."""
    if customer.tier not in {Tier.WOW, Tier.SERVE} or customer.archived_on is not None:
        return ""
    seen = customer.looked_ahead_on
    if seen is not None and Period.of(seen, Cadence.QUARTERLY) == Period.of(
        today, Cadence.QUARTERLY
    ):
        return ""
    own = tracker.measures.where("customer_id = ? AND archived_on IS NULL", customer.id)
    if not own or any(one.horizon is not Horizon.NOW for one in own):
        return ""
    ((first,),) = tracker.file.query(
        "SELECT min(e.start) FROM evaluation AS e JOIN measure AS m ON m.id = e.measure_id"
        " WHERE m.customer_id = ?",
        customer.id,
    )
    if first is None or date.fromisoformat(first) > today - A_QUARTER:
        return ""
    name = cut(customer.name, LONGEST_NAME)
    return f"All you promise {name} is for now. What will they need next, or later?"
