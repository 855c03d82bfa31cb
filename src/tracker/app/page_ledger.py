"""What the ledger says of published pages, and what is written into it when they come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from tracker.app.commands import note_share, note_withdrawal
from tracker.app.page_folder import Page, Placed, digest_of
from tracker.app.page_names import SUFFIX, folded, page_name, piece_in, piece_of
from tracker.app.tracker import Tracker
from tracker.domain.share import Share, ShareKind, Way


def digests(tracker: Tracker) -> dict[str, frozenset[str]]:
    """Return the digests of what was ever published, by the piece of the uid in its file's name."""
    found: dict[str, set[str]] = defaultdict(set)
    for customer in tracker.customers.all():
        found[piece_of(customer.uid)] = set()
    for uid, digest in tracker.file.query(
        "SELECT customer_uid, digest FROM share WHERE way = ?", Way.PUBLISH
    ):
        found[piece_of(uid)].add(digest)
    return {piece: frozenset(digests) for piece, digests in found.items()}


def names(tracker: Tracker) -> frozenset[str]:
    """Return every name that a customer's page has now or was published under, folded."""
    found = {(one.name, one.uid) for one in tracker.customers.all()}
    found |= set(
        tracker.file.query(
            "SELECT DISTINCT customer, customer_uid FROM share WHERE way = ?", Way.PUBLISH
        )
    )
    return frozenset(folded(page_name(name, uid)) for name, uid in found)


def note_pages(tracker: Tracker, placed: Placed, newest: Mapping[str, Share], today: date) -> None:
    """Write down what went out and what was taken away, where the last words do not say it."""
    fresh = [
        page
        for page in (*placed.written, *placed.unchanged)
        if not _says(newest.get(piece_in(page.file)), page)
    ]
    out = {piece_in(page.file) for page in (*placed.written, *placed.unchanged)}
    gone = [
        share
        for piece in {piece for piece, _ in placed.withdrawn} - out
        if (share := newest.get(piece)) and share.way is Way.PUBLISH
    ]
    if not fresh and not gone:
        return
    with tracker.fact("share"):
        for page in fresh:
            note_share(
                tracker,
                customer_id=page.customer_id,
                kind=ShareKind.SCORECARD,
                form=SUFFIX,
                way=Way.PUBLISH,
                title=page.title,
                content=page.content,
                measures=page.measures,
                rated=page.rated,
                token=page.token,
                first=page.period[0],
                last=page.period[1],
                today=today,
            )
        for share in gone:
            note_withdrawal(tracker, share, today)


def _says(newest: Share | None, page: Page) -> bool:
    """Say whether the ledger's last word on a page is that it lies there as it is now."""
    return newest is not None and (newest.way, newest.digest) == (
        Way.PUBLISH, digest_of(page.content),
    )  # fmt: skip
