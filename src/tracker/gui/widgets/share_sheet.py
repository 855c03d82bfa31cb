"""A page for a customer before it leaves: its document, and what the ledger will keep of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.domain.period import Cadence, Period
from tracker.domain.share import ShareKind
from tracker.paper.names import file_name
from tracker.report.scorecard_content import Item

if TYPE_CHECKING:
    from tracker.paper.sheet import Pages
    from tracker.report.document import Document

SCORECARD_FORMS, AGREEMENT_FORMS = ("html", "pdf", "png"), ("html", "pdf")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document with all that is written down when it leaves; `items` has its switches."""

    kind: ShareKind
    customer_id: int
    document: Document
    forms: tuple[str, ...]
    file_name: str
    measures: Sequence[Measure]
    rated: int = 0
    token: str = ""
    first: date | None = None
    last: date | None = None
    items: tuple[Item, ...] = ()

    @property
    def title(self) -> str:
        """What the ledger calls it."""
        return self.document.title

    def content(self, form: str) -> bytes:
        """Return it as the bytes of a file."""
        from tracker.paper.writer import document_bytes

        return document_bytes(self.document, f".{form}")


def scorecard_sheet(
    tracker: Tracker, customer: Customer, first: date, last: date, today: date
) -> Sheet:
    """Return a customer's scorecard for a period."""
    from tracker.app.queries.scorecard import scorecard
    from tracker.report.scorecard import scorecard_document

    content = scorecard(tracker, customer.id, first, last, today)
    uids = {one.uid: one for one in tracker.measures.where("customer_id = ?", customer.id)}
    measures = [uids[part.uid] for part in content.measures]
    return Sheet(
        ShareKind.SCORECARD,
        customer.id,
        scorecard_document(content),
        SCORECARD_FORMS,
        file_name(f"Scorecard {customer.name}", first, last),
        measures,
        len(measures) if content.token else 0,
        content.token,
        first,
        last,
        content.items,
    )


def agreement_sheet(tracker: Tracker, customer: Customer, today: date) -> Sheet:
    """Return what is agreed with a customer by now."""
    from tracker.app.queries.agreement import agreement
    from tracker.report.agreement import agreement_document

    content = agreement(tracker, customer.id, today)
    uids = {one.uid: one for one in tracker.measures.where("customer_id = ?", customer.id)}
    return Sheet(
        ShareKind.AGREEMENT,
        customer.id,
        agreement_document(content),
        AGREEMENT_FORMS,
        file_name(f"Agreement {customer.name}", today, today),
        [uids[uid] for uid in content.uids],
    )


def layout_of(sheet: Sheet) -> Pages:
    """Return its pages for the preview."""
    from tracker.paper.pages import layout

    return layout(sheet.document)


def share_periods(tracker: Tracker, today: date) -> list[tuple[str, tuple[date, date]]]:
    """Return the periods that a scorecard is usually about, by name."""
    from tracker.app.queries.scorecard import scorecard_period

    this = Period.of(today, Cadence.QUARTERLY)
    last = this + -1
    return [
        ("The last 13 weeks", scorecard_period(today, tracker)),
        ("Last quarter", (last.start, last.end)),
        ("This quarter so far", (this.start, today)),
    ]
