"""Who should have a published page and who has one: quick to ask, and nothing is loaded for it."""

from __future__ import annotations

from tracker.app.page_names import piece_of
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.share import Share, Way

_DUE = (
    "archived_on IS NULL"
    " AND id IN (SELECT customer_id FROM sharing WHERE published = 1)"
    " AND id IN (SELECT customer_id FROM measure"
    " WHERE shared = 1 AND draft = 0 AND archived_on IS NULL)"
)


def due(tracker: Tracker) -> list[Customer]:
    """Return the customers who have a page: published, not archived, something shared with them."""
    return sorted(tracker.customers.where(_DUE), key=lambda one: one.rank)


def overdue(tracker: Tracker) -> frozenset[str]:
    """Return whose page is out and should not be, by the piece of the uid in its name."""
    out = {piece for piece, one in last_words(tracker).items() if one.way is Way.PUBLISH}
    return frozenset(out and out - {piece_of(customer.uid) for customer in due(tracker)})


def last_words(tracker: Tracker) -> dict[str, Share]:
    """Return what the ledger last says of each customer's page, by the piece in its name."""
    shares = tracker.ledger.where(
        "id IN (SELECT max(id) FROM share WHERE way IN (?, ?) GROUP BY customer_uid)",
        Way.PUBLISH,
        Way.WITHDRAW,
    )
    return {piece_of(share.customer_uid): share for share in shares}
