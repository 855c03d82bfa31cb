"""What went to whom and when, as a page shows it, and what is agreed with a customer (M5).

On the agreement are only measures that are shared, in use and no drafts, with the promise that
counts today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.app.keepings import change_of, keeping_now
from tracker.app.person import person
from tracker.app.sharing.commands import sharing_of
from tracker.app.sharing.scorecard import shared_measures
from tracker.app.sharing.telling import messages
from tracker.app.tracker import Tracker
from tracker.domain.measure import Measure
from tracker.domain.sharing import (
    KIND_NAMES,
    WAY_NAMES,
    Agreement,
    Rating,
    Share,
    ShareKind,
    SharingWay,
    terms_of,
)
from tracker.report.documents.logo import bare_logo
from tracker.report.scorecard.document import (
    AgreementContent,
    AgreementState,
    PromisePart,
    ServicePart,
)
from tracker.report.scorecard.sentences import agreed_promise
from tracker.report.text.news import reply_sentence


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One thing that left the house, how many measures were on it, and what came back.

    `customer` is their name by now, or the one of then where they are no longer there (then
    `customer_id` is None); it is empty for what was for no customer. `rated` are the measures that
    the ratings are of, by id.
    """

    share: Share
    customer: str
    customer_id: int | None
    measures: int
    ratings: tuple[Rating, ...]
    rated: Mapping[int, Measure]
    message: str = ""

    @property
    def what(self) -> str:
        """What it was and how it went: `Scorecard (HTML), published`."""
        if self.share.kind is ShareKind.MESSAGE:
            told = f"Told of {self.share.title}"
            return f"{told}, {self.how}" if self.share.digest else told
        return f"{KIND_NAMES[self.share.kind]} ({self.share.form.upper()}), {self.how}"

    @property
    def how(self) -> str:
        """How it went out, and whether it was for the person alone."""
        how = WAY_NAMES[self.share.way]
        return how if self.share.for_them else f"{how}, for me"

    @property
    def response(self) -> str:
        """What they said about it, or the message itself; empty where nothing came back."""
        if self.message:
            return f"You wrote: “{' '.join(self.message.split())}”"
        return reply_sentence(self.ratings, self.rated)


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
    rated = {one.id: one for one in tracker.measures.all()} if said else {}
    rows, written = [], set()
    for share in shares:
        customer = customers.get(share.customer_uid)
        name, key = (customer.name, customer.id) if customer else (share.customer, None)
        ratings = tuple(said.get(share.uid, ()))
        message = _words_of(tracker, share)
        written.add((share.title, share.shared_on, message))
        count = counts.get(share.id, 0)
        rows.append(LedgerRow(share, name, key, count, ratings, rated, message=message))
    rows += [
        row
        for row in _told_rows(tracker, customer_id)
        if (row.share.title, row.share.shared_on, row.message) not in written
    ]
    return sorted(rows, key=_newest_first, reverse=True)


def _words_of(tracker: Tracker, share: Share) -> str:
    """Return the words of a message that was copied or saved; of another entry none."""
    if share.kind is not ShareKind.MESSAGE:
        return ""
    return tracker.ledger.content(share.id).decode("utf-8", "replace").strip()


def _told_rows(tracker: Tracker, customer_id: int | None) -> list[LedgerRow]:
    """Return what customers were told in a talk or a mail: ids below zero, no bytes left."""
    rows = []
    for found in messages(tracker).values():
        for one in found:
            measure = tracker.measures.get(one.measure_id)
            customer = tracker.customers.get(measure.customer_id)
            if customer_id in {None, customer.id}:
                told = Share(
                    id=-one.id,
                    uid=one.uid,
                    customer_uid=customer.uid,
                    customer=customer.name,
                    kind=ShareKind.MESSAGE,
                    form="",
                    way=SharingWay.COPY,
                    title=measure.name,
                    shared_on=one.told_on,
                    shared_at="",
                    first=None,
                    last=None,
                    token="",
                    digest="",
                    size=0,
                )
                rows.append(
                    LedgerRow(told, customer.name, customer.id, 1, (), {}, message=one.text)
                )
    return rows


def _newest_first(row: LedgerRow) -> tuple[date, int]:
    return row.share.shared_on, row.share.id


def shared_content(tracker: Tracker, share_id: int) -> bytes:
    """Return the exact bytes that went out; `FileTrouble` if they are not what they were."""
    return tracker.ledger.content(share_id)


def agreement(tracker: Tracker, customer_id: int, today: date) -> AgreementContent:
    """Return what is agreed with a customer as of today."""
    customer = tracker.customers.get(customer_id)
    me, sharing = person(tracker), sharing_of(tracker, customer_id)
    services = tracker.services.where(
        "customer_id = ? AND retired_on IS NULL", customer_id, order="position, id"
    )
    return AgreementContent(
        customer=customer.name,
        day=today,
        services=tuple(
            ServicePart(one.name, one.definition, one.done_when, one.needed_when)
            for one in services
        ),
        promises=tuple(
            _promise(tracker, one, today) for one in shared_measures(tracker, customer_id)
        ),
        published=sharing.published and bool(me.publish_to),
        if_broken=sharing.if_broken,
        come_back=sharing.come_back,
        name=me.name,
        role=me.role,
        logo=bare_logo(me.logo) if me.logo else None,
    )


def newest_agreement(tracker: Tracker, measure: Measure, today: date) -> Agreement | None:
    """Return the newest agreement on a measure, also one about an older promise."""
    found = tracker.agreements.where(
        "measure_id = ? AND agreed_on <= ?", measure.id, today.isoformat(), order="agreed_on DESC"
    )
    return found[0] if found else None


def agreed_state(measure: Measure, found: Agreement | None, today: date) -> AgreementState:
    """Say whether the promise that counts today is the one they agreed to."""
    if found is None:
        return AgreementState.OPEN
    now = measure.on(today)
    # What was agreed to is kept: a promise may be written over on the day of the agreement.
    same = found.terms == terms_of(now) if found.terms else measure.on(found.agreed_on).id == now.id
    return AgreementState.AGREED if same else AgreementState.CHANGED


def _promise(tracker: Tracker, measure: Measure, today: date) -> PromisePart:
    found = newest_agreement(tracker, measure, today)
    customer, finding = (
        tracker.customers.get(measure.customer_id),
        tracker.judge.finding(measure.id),
    )
    keeping = keeping_now(tracker, measure, customer, change_of(finding), today)
    return PromisePart(
        measure.uid,
        measure.for_them.name,
        agreed_promise(measure.on(today), measure.scale),
        measure.area,
        measure.cadence,
        agreed_state(measure, found, today),
        found.agreed_on if found else None,
        found.agreed_by if found else "",
        keeping,
    )
