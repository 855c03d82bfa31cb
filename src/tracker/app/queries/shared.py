"""The ledger as a page shows it: what went to whom, when, in what form, and what they said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tracker.app.tracker import Tracker
from tracker.domain.rating import Rating
from tracker.domain.share import KIND_NAMES, WAY_NAMES, Share
from tracker.report.heard import heard


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One thing that left the house, how many measures were on it, and what came back.

    `customer` is their name by now, or the one of then where they are no longer there (then
    `customer_id` is None); it is empty for what was for no customer.
    """

    share: Share
    customer: str
    customer_id: int | None
    measures: int
    ratings: tuple[Rating, ...]

    @property
    def what(self) -> str:
        """What it was and how it went: `Scorecard (HTML), published`."""
        return f"{KIND_NAMES[self.share.kind]} ({self.share.form.upper()}), {self.how}"

    @property
    def how(self) -> str:
        """How it went out."""
        return WAY_NAMES[self.share.way]

    @property
    def heard(self) -> str:
        """What they said about it; empty where nothing came back."""
        return heard(self.ratings)


def ledger_rows(tracker: Tracker, customer_id: int | None = None) -> list[LedgerRow]:
    """Return what was shared, with one customer or at all, newest first."""
    customers = {one.uid: one for one in tracker.customers.all()}
    if customer_id is None:
        shares = tracker.ledger.all("id DESC")
    else:
        uid = tracker.customers.get(customer_id).uid
        shares = tracker.ledger.where("customer_uid = ?", uid, order="id DESC")
    counts = dict(
        tracker.file.query("SELECT share_id, count(*) FROM share_measure GROUP BY share_id")
    )
    said: dict[str, list[Rating]] = defaultdict(list)
    for rating in tracker.ratings.where("share_uid <> ''"):
        said[rating.share_uid].append(rating)
    rows = []
    for share in shares:
        customer = customers.get(share.customer_uid)
        name, key = (customer.name, customer.id) if customer else (share.customer, None)
        ratings = tuple(said.get(share.uid, ()))
        rows.append(LedgerRow(share, name, key, counts.get(share.id, 0), ratings))
    return rows


def shared_content(tracker: Tracker, share_id: int) -> bytes:
    """Return the exact bytes that went out; `FileTrouble` if they are not what they were."""
    return tracker.ledger.content(share_id)
