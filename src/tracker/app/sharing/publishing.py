"""Every published customer's scorecard, renewed in the chosen folder; pages no longer due, gone.

Four steps, so that a window can take the long ones away from its own thread: `edition` reads (a
read-only tracker will do), `announce` writes down what is about to go out, `write_edition` touches
the folder alone, `note` takes back what did not go out after all, and tells of what was taken away.
Bytes that lie there already are neither written nor written down again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tracker.app.person import person
from tracker.app.sharing.commands import OutgoingItem, note_share, note_withdrawal, take_back
from tracker.app.sharing.page_due import due, last_words
from tracker.app.sharing.page_folder import (
    SUFFIX,
    Edition,
    FolderPage,
    FolderResult,
    Index,
    Write,
    digest_of,
    folded,
    page_key,
    page_key_in,
    page_name,
    write_edition,
)
from tracker.app.sharing.scorecard import scorecard, scorecard_period
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.errors import TrackerError
from tracker.domain.sharing import Share, ShareKind, SharingWay
from tracker.report.documents.document import Reply
from tracker.report.documents.html import html_bytes
from tracker.report.scorecard.decision import PageLink
from tracker.report.scorecard.document import scorecard_document
from tracker.report.wording import number_of

Announced = Mapping[str, int]
"""The places in the ledger of pages that are about to go out, by their file."""


def digests(tracker: Tracker) -> dict[str, frozenset[str]]:
    """Return the digests of what was ever published, by the piece of the uid in its file's name."""
    found: dict[str, set[str]] = defaultdict(set)
    for customer in tracker.customers.all():
        found[page_key(customer.uid)] = set()
    for uid, digest in tracker.file.query(
        "SELECT customer_uid, digest FROM share WHERE way = ?", SharingWay.PUBLISH
    ):
        found[page_key(uid)].add(digest)
    return {piece: frozenset(digests) for piece, digests in found.items()}


def names(tracker: Tracker) -> frozenset[str]:
    """Return every name that a customer's page has now or was published under, folded."""
    found = {(one.name, one.uid) for one in tracker.customers.all()}
    found |= set(
        tracker.file.query(
            "SELECT DISTINCT customer, customer_uid FROM share WHERE way = ?", SharingWay.PUBLISH
        )
    )
    return frozenset(folded(page_name(name, uid)) for name, uid in found)


def announce(tracker: Tracker, made: Edition, today: date) -> Announced:
    """Write down what is about to go out, where the last words do not say it: before it does.

    What could not be placed then is taken back by `note`.
    """
    newest = last_words(tracker)
    fresh = [page for page in made.pages if not _says(newest.get(page_key_in(page.file)), page)]
    if not fresh:
        return {}
    with tracker.fact("share"):
        return {page.file: _note_page(tracker, page, today) for page in fresh}


def _note_page(tracker: Tracker, page: FolderPage, today: date) -> int:
    left = OutgoingItem(
        ShareKind.SCORECARD,
        page.title,
        page.customer_id,
        page.measures,
        page.rated,
        page.token,
        *page.period,
    )
    return note_share(tracker, left, page.content, today, form=SUFFIX, way=SharingWay.PUBLISH)


def _settle(tracker: Tracker, announced: Announced, placed: FolderResult, today: date) -> None:
    """Take back what did not go out after all, and write down what was taken away."""
    lying = {page.file for page in (*placed.written, *placed.unchanged)}
    if held := [share_id for file, share_id in announced.items() if file not in lying]:
        take_back(tracker, held)
    newest, out = last_words(tracker), {page_key_in(file) for file in lying}
    gone = [
        share
        for piece in {piece for piece, _ in placed.withdrawn} - out
        if (share := newest.get(piece)) and share.way is SharingWay.PUBLISH
    ]
    if gone:
        with tracker.fact("share"):
            for share in gone:
                note_withdrawal(tracker, share, today)


def _says(newest: Share | None, page: FolderPage) -> bool:
    """Say whether the ledger's last word on a page is that it lies there as it is now."""
    return newest is not None and (newest.way, newest.digest) == (
        SharingWay.PUBLISH, digest_of(page.content),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it: the customers whose pages they were, and one sentence a problem."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What the status line says; empty where nothing was to be done and nothing went wrong."""
        said = [_count(len(self.written), "published")] if self.written else []
        if self.withdrawn:
            more = f"{len(self.withdrawn)} withdrawn" if said else None
            said.append(more or _count(len(self.withdrawn), "withdrawn"))
        done = ", ".join(said)
        if not self.problems:
            return done
        rest = len(self.problems) - 1
        more = f" And {number_of(rest, 'more problem')}: `publish` tells them."
        return f"{f'{done}. ' if done else ''}{self.problems[0]}{more if rest else ''}"


def publish(
    tracker: Tracker, today: date, write: Write, directory: Path | None = None
) -> Published:
    """Renew every page in a folder (None: the chosen one); without any, there is nothing to do.

    Raises nothing for what is wrong with the folder or a page: it is told in `problems`.
    """
    folder = directory or folder_of(tracker)
    if folder is None:
        return Published()
    made = edition(tracker, today)
    if made.idle:
        return Published()
    try:
        announced = announce(tracker, made, today)
    except TrackerError as error:
        return Published(problems=(unnoted(error),))
    return note(tracker, announced, write_edition(made, folder, write), today)


def unnoted(error: TrackerError) -> str:
    """Say why nothing was published: nothing goes out that the ledger does not know."""
    return f"Nothing was published, for it could not be written down. {error.sentence}"


def folder_of(tracker: Tracker) -> Path | None:
    """Return the folder that the person chose."""
    chosen = person(tracker).publish_to
    return Path(chosen) if chosen else None


def edition(tracker: Tracker, today: date, only: Set[str] | None = None) -> Edition:
    """Make every page that is due, by reading only; with `only` (pieces) the others stay as is."""
    pages: list[FolderPage] = []
    problems: list[str] = []
    kept: list[Customer] = []
    for customer in due(tracker):
        if only is not None and page_key(customer.uid) not in only:
            kept.append(customer)
            continue
        try:
            page = _page(tracker, customer, today)
            pages += [page] if page.measures else []  # every one of them may be switched off
        except TrackerError as error:
            kept.append(customer)
            problems.append(f"{customer.name}: {error.sentence}")
    return _edition(tracker, pages, kept, problems)


def withdrawal(tracker: Tracker) -> Edition:
    """Return an edition that takes away what is no longer due, and renews nothing else."""
    return _edition(tracker, [], due(tracker), [])


def leaving(tracker: Tracker, whose: str) -> Edition:
    """Return an edition that takes every page of ours away, for a folder that is left.

    `whose` is the person's uid as it was when they published there: an undo may have taken it away,
    and the list of all pages is known by it.
    """
    made = _edition(tracker, [], [], [])
    return replace(made, index=replace(made.index, whose=page_key(whose)))


def _edition(
    tracker: Tracker, pages: list[FolderPage], kept: list[Customer], problems: list[str]
) -> Edition:
    """Return what should lie in the folder: these pages, and those of `kept` as they are."""
    me, newest = person(tracker), last_words(tracker)
    links = [PageLink(page.file, page.customer) for page in pages]
    for customer in kept:
        said = newest.get(page_key(customer.uid))
        if said and said.way is SharingWay.PUBLISH:
            links.append(PageLink(page_name(said.customer, customer.uid), customer.name))
    title = f"Scorecards by {me.name}" if me.name else "Scorecards"
    return Edition(
        pages=tuple(pages),
        ours=digests(tracker),
        names=names(tracker),
        index=Index(title, tuple(links) if me.publish_index else (), page_key(me.uid)),
        kept=frozenset(page_key(one.uid) for one in kept),
        problems=tuple(problems),
        idle=not pages
        and not kept
        and all(one.way is SharingWay.WITHDRAW for one in newest.values()),
    )


def note(tracker: Tracker, announced: Announced, placed: FolderResult, today: date) -> Published:
    """Bring the ledger to what came of the folder: `announced` is what it was told before."""
    problems = list(placed.problems)
    known = {piece: share.customer for piece, share in last_words(tracker).items()}
    try:
        _settle(tracker, announced, placed, today)
    except TrackerError as error:
        problems.append(f"What was published could not be written down. {error.sentence}")
    return Published(
        tuple(page.customer for page in placed.written),
        tuple(page.customer for page in placed.unchanged),
        tuple(known.get(piece, file) for piece, file in placed.withdrawn),
        tuple(problems),
    )


def _page(tracker: Tracker, customer: Customer, today: date) -> FolderPage:
    """Make one customer's page for the period that is published now."""
    first, last = scorecard_period(today, tracker)
    content = scorecard(tracker, customer.id, first, last, today)
    document = scorecard_document(content)
    measures = {one.uid: one for one in tracker.measures.all()}
    reply = next((one for one in document.every() if isinstance(one, Reply)), None)
    return FolderPage(
        customer.id,
        customer.name,
        page_name(customer.name, customer.uid),
        document.title,
        html_bytes(document),
        (first, last),
        tuple(measures[one.uid] for one in content.measures),
        rated=len(reply.promises) if reply else 0,
        token=reply.token if reply else "",
    )


def _count(pages: int, what: str) -> str:
    return f"{number_of(pages, 'page')} {what}"
