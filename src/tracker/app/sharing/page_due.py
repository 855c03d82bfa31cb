"""Who should have a published page and who has one: quick to ask, and nothing is loaded for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.app.sharing.commands import switches_of
from tracker.app.sharing.page_folder import page_key
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.sharing import Share, SharingWay

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
    out = published_pages(tracker)
    return frozenset(out and out - {page_key(customer.uid) for customer in due(tracker)})


@dataclass(slots=True)
class ReadableContent:
    """What a customer may read of on their page: measures, decisions they were told, bar `off`."""

    shown: set[str] = field(default_factory=set)
    off: set[str] = field(default_factory=set)

    def less_than(self, before: ReadableContent) -> bool:
        """Say whether something was taken from what there was before."""
        return bool(before.shown - self.shown or self.off - before.off)


def readable_content(tracker: Tracker) -> dict[str, ReadableContent]:
    """Return what each customer who has a page may read there, by the piece in its name."""
    found: dict[int, ReadableContent] = defaultdict(ReadableContent)
    for measure in tracker.measures.where("shared = 1 AND draft = 0 AND archived_on IS NULL"):
        found[measure.customer_id].shown.add(measure.uid)
    for told in tracker.decisions_told.all():
        found[told.customer_id].shown.add(f"decision:{told.decision_id}")
    customers = due(tracker)
    for customer in customers:
        for key, on in switches_of(tracker, customer.id).items():
            (found[customer.id].shown if on else found[customer.id].off).add(key)
    return {page_key(customer.uid): found[customer.id] for customer in customers}


def published_content(tracker: Tracker) -> dict[str, ReadableContent]:
    """Return the same as far as the pages that are out may show it: their measures count, too."""
    now = readable_content(tracker)
    for piece, share in last_words(tracker).items():
        if share.way is SharingWay.PUBLISH and piece in now:
            now[piece].shown |= set(tracker.ledger.measures(share.id))
    return now


def reduced_pages(
    before: Mapping[str, ReadableContent], now: Mapping[str, ReadableContent]
) -> frozenset[str]:
    """Return from whom something was taken since, by the piece in the name of their page."""
    less = (piece for piece, one in now.items() if one.less_than(before.get(piece, one)))
    return frozenset(less)


def published_pages(tracker: Tracker) -> frozenset[str]:
    """Return whose page is out, by the piece in its name."""
    words = last_words(tracker).items()
    return frozenset(piece for piece, one in words if one.way is SharingWay.PUBLISH)


def last_words(tracker: Tracker) -> dict[str, Share]:
    """Return what the ledger last says of each customer's page, by the piece in its name."""
    shares = tracker.ledger.where(
        "id IN (SELECT max(id) FROM share WHERE way IN (?, ?) GROUP BY customer_uid)",
        SharingWay.PUBLISH,
        SharingWay.WITHDRAW,
    )
    return {page_key(share.customer_uid): share for share in shares}
