"""`scorecard`, `agreement`, `publish`: a customer's page as a file, and what is on it before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from tracker.cli.session import FILE, CommandSession, document_content, pass_session
from tracker.cli.table import table
from tracker.domain.errors import InvalidInput, TrackerError
from tracker.domain.period import read_date
from tracker.domain.sharing import FOR_WHOM

if TYPE_CHECKING:  # `--help` reads no file
    from tracker.app.tracker import Tracker
    from tracker.domain.customer import Customer
    from tracker.report.documents.document import Document
    from tracker.report.scorecard.content import Scorecard


SCORECARDS, AGREEMENTS = (".html", ".pdf", ".png"), (".html", ".pdf")
NOBODY = (
    "Nothing to publish: no customer with shared measures is switched on for it. In the window, "
    "Share has the switch."
)
CHOOSE = "Share a measure with them first."


HELP = f"Whom it is for. {FOR_WHOM}"
TOLD = {
    True: "shown to {name} (--for-me says otherwise)",
    False: "kept for you (--for-them says otherwise)",
}

Command = TypeVar("Command", bound=Callable[..., object])


def for_whom(command: Command) -> Command:
    """Add the pair of options; `for_them` is None where nobody chose."""
    return click.option("--for-them/--for-me", "for_them", default=None, help=HELP)(command)


def tell_whom(customer: str, *, for_them: bool) -> None:
    """Say on standard error what the ledger has of it now."""
    click.echo(f"In the ledger: {TOLD[for_them].format(name=customer)}.", err=True)


@click.command(short_help="Write what a customer gets to see: HTML, PDF or PNG.")
@click.argument("customer")
@click.argument("file", type=FILE, required=False)
@click.option("--from", "first", metavar="D", help="First day; else 13 weeks up to the last.")
@click.option("--to", "last", metavar="D", help="Last day; else the last finished week.")
@for_whom
@click.option("--list", "listing", is_flag=True, help="Print every item, on or off the page.")
@pass_session
def scorecard(
    session: CommandSession,
    customer: str,
    file: Path | None,
    first: str | None,
    last: str | None,
    for_them: bool | None,
    listing: bool,
) -> None:
    """Write the scorecard of CUSTOMER to FILE, which ends in .html, .pdf or .png.

    Only shared measures are on it. What was written is kept in the ledger. With --list FILE may be
    left out: then nothing is written, and it works while the window has the data open.
    """
    if file is None and not listing:
        raise InvalidInput("file", "No file is named", "Name one, or add --list.")
    naming = _naming(file, SCORECARDS)
    days = _day(first, "from"), _day(last, "to")
    from tracker.app.measures.lists import find_customer

    if file is None:
        with session.reading() as tracker:
            found = find_customer(tracker, customer)
            click.echo(listed(_content(tracker, found, session.today, *days)))
        return
    with session.writing() as tracker:
        found = find_customer(tracker, customer)
        content = _content(tracker, found, session.today, *days)
        _send_scorecard(
            tracker, found, file, naming, content, session.today, for_them=for_them is not False
        )
    tell_whom(found.name, for_them=for_them is not False)
    click.echo(listed(content) if listing else f"{file}: {content_summary(content)}")


@click.command(short_help="Write what is promised and agreed on: HTML or PDF.")
@click.argument("customer")
@click.argument("file", type=FILE)
@for_whom
@pass_session
def agreement(session: CommandSession, customer: str, file: Path, for_them: bool | None) -> None:
    """Write the agreement with CUSTOMER to FILE, which ends in .html or .pdf.

    Services, shared measures, promises in words, what is agreed on and what is provisional.
    """
    naming = _naming(file, AGREEMENTS)
    from tracker.app.measures.lists import find_customer
    from tracker.app.sharing.ledger import agreement as read_agreement
    from tracker.report.scorecard.document import agreed_summary, agreement_document

    with session.writing() as tracker:
        found = find_customer(tracker, customer)
        content = read_agreement(tracker, found.id, session.today)
        _check_shared(found, content.uids)
        document = agreement_document(content)
        today = session.today
        uids, whom = content.uids, for_them is not False
        _send(tracker, found, file, naming, document, uids=uids, today=today, for_them=whom)
    tell_whom(found.name, for_them=whom)
    click.echo(f"{file}: {agreed_summary(content)}")


@click.command(short_help="Renew the published scorecards.")
@click.argument("directory", required=False, type=FILE)
@pass_session
def publish(session: CommandSession, directory: Path | None) -> int:
    """Bring every published scorecard in DIRECTORY up to date; else in the folder chosen before.

    Pages that are no longer due are taken away, other files are left alone. A problem with one page
    stops no other; the exit status is 1 then.
    """
    from tracker.app.sharing import publishing
    from tracker.store.outgoing import write_whole

    with session.writing() as tracker:
        folder = directory or publishing.folder_of(tracker)
        if folder is None:
            title = "No folder is chosen to publish into"
            raise InvalidInput("directory", title, "Name one: publish DIRECTORY.")
        came = publishing.publish(tracker, session.today, write_whole, folder)
    told = {"published": came.written, "as it was": came.unchanged, "withdrawn": came.withdrawn}
    for what, customers in told.items():
        for customer in customers:
            click.echo(f"{customer}: {what}")
    for problem in came.problems:
        click.echo(f"Error: {' '.join(problem.split())}", err=True)
    if not any(told.values()) and not came.problems:
        click.echo(NOBODY)
    return 1 if came.problems else 0


def listed(content: Scorecard) -> str:
    """Return every item that could be on the page, kind by kind, on or off."""
    rows: list[tuple[str, ...]] = []
    kind = None
    for item in content.items:
        if item.kind is not kind:
            rows += [(), (item.kind.value,)] if kind else [(item.kind.value,)]
            kind = item.kind
        rows.append((f"  {'on' if item.on else 'off'}", item.text))
    return table(rows)


def content_summary(content: Scorecard) -> str:
    """Say what is on the page."""
    on = sum(item.on for item in content.items)
    return f"{content.summary} {on} of {len(content.items)} items are on it.".strip()


def _content(
    tracker: Tracker, customer: Customer, today: date, first: date | None, last: date | None
) -> Scorecard:
    from tracker.app.sharing.scorecard import WEEKS, scorecard_period
    from tracker.app.sharing.scorecard import scorecard as read_scorecard
    from tracker.domain.period import Period

    usual = scorecard_period(today, tracker)
    last = last or usual[1]
    if first is None:
        first = (Period.of(last) + (1 - WEEKS)).start
    return read_scorecard(tracker, customer.id, first, last, today)


def _send_scorecard(
    tracker: Tracker,
    customer: Customer,
    file: Path,
    naming: str,
    content: Scorecard,
    today: date,
    *,
    for_them: bool,
) -> None:
    from tracker.report.scorecard.document import scorecard_document

    _check_shared(customer, content.measures)
    _send(
        tracker,
        customer,
        file,
        naming,
        scorecard_document(content),
        uids=[one.uid for one in content.measures],
        token=content.token,
        period=(content.first, content.last),
        today=today,
        for_them=for_them,
    )


def _day(text: str | None, field: str) -> date | None:
    return read_date(text, field) if text else None


def _naming(file: Path | None, kinds: Sequence[str]) -> str:
    """Return how a file is to be named; refuse one that ends otherwise."""
    naming = f"End it in {', '.join(kinds[:-1])} or {kinds[-1]}."
    if file is not None and file.suffix.lower() not in kinds:
        raise InvalidInput("file", f"{file.name} is no kind of page", naming)
    return naming


def _check_shared(customer: Customer, shown: Sequence[object]) -> None:
    if not shown:
        raise TrackerError(f"Nothing is shared with {customer.name}", CHOOSE)


def _send(
    tracker: Tracker,
    customer: Customer,
    file: Path,
    naming: str,
    document: Document,
    *,
    uids: Sequence[str],
    today: date,
    for_them: bool,
    token: str = "",
    period: tuple[date, date] | None = None,
) -> None:
    """Write a page whole, and into the ledger."""
    from tracker.app.sharing.commands import OutgoingItem, send_file
    from tracker.domain.sharing import ShareKind
    from tracker.store.outgoing import check_target

    check_target(file, naming)
    written = document_content(document, file)
    measures = {one.uid: one for one in tracker.measures.where("customer_id = ?", customer.id)}
    left = OutgoingItem(
        ShareKind.SCORECARD if period else ShareKind.AGREEMENT,
        document.title,
        customer.id,
        [measures[uid] for uid in uids],
        len(uids) if token else 0,
        token,
        period[0] if period else None,
        period[1] if period else None,
        for_them,
    )
    send_file(tracker, file, left, written, today)
