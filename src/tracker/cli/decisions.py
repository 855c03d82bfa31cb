"""`conflicts`, `decisions` and `decision`: what competes, what was chosen, one choice as a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.scorecard import for_whom, tell_whom
from tracker.cli.session import FILE, CommandSession, document_content, pass_session, print_json
from tracker.cli.table import table
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.sharing import ShareKind

if TYPE_CHECKING:  # `--help` reads no file
    from tracker.app.decisions.queries import ConflictView, DecisionView
    from tracker.app.tracker import Tracker


KINDS = (".html", ".pdf")
NO_CONFLICT = "No conflict is open. --all shows the closed ones."
NO_DECISION = "No decision was made yet."


@click.command(short_help="Which needs compete, and for how long.")
@click.option("--all", "everything", is_flag=True, help="Closed ones too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def conflicts(session: CommandSession, everything: bool, as_json: bool) -> None:
    """List the open conflicts, the oldest first, with the customers between whom they lie."""
    from tracker.app.decisions.queries import conflict_views

    with session.reading() as tracker:
        found = [
            one
            for one in conflict_views(tracker, session.today)
            if everything or one.conflict.closed_on is None
        ]
    if as_json:
        print_json({"conflicts": [_conflict(one) for one in found]})
        return
    from tracker.report.text.choices import conflict_line

    rows: list[tuple[str, ...]] = [
        (one.conflict.title, one.names, conflict_line(one.conflict, one.age, session.today))
        for one in found
    ]
    click.echo(table(rows) if rows else NO_CONFLICT)


@click.command(short_help="What was decided, and how it turned out.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def decisions(session: CommandSession, as_json: bool) -> None:
    """List the decisions, the newest first; the number before each is for `decision`."""
    with session.reading() as tracker:
        found = _views(tracker, session.today)
    if as_json:
        print_json({"decisions": [_decision(one) for one in found]})
        return
    from tracker.report.text.choices import decision_line

    rows: list[tuple[str, ...]] = [
        (str(one.decision.id), one.decision.title, decision_line(one.decision, session.today))
        for one in found
    ]
    click.echo(table(rows) if rows else NO_DECISION)


@click.command(short_help="Write one decision as a page: HTML or PDF.")
@click.argument("number", type=int)
@click.argument("file", type=FILE)
@click.option("--for", "customer", metavar="CUSTOMER", help="Their page: they must have been told.")
@for_whom
@pass_session
def decision(
    session: CommandSession, number: int, file: Path, customer: str | None, for_them: bool | None
) -> None:
    """Write decision NUMBER to FILE, which ends in .html or .pdf.

    With --for it is the customer's page: what was weighed and chosen, not who else was told; it is
    kept in the ledger. The private note is on neither.
    """
    if file.suffix.lower() not in KINDS:
        raise InvalidInput("file", f"{file.name} is no kind of page", "End it in .html or .pdf.")
    if customer is None:
        if for_them:
            title = "The page without --for is your own"
            raise InvalidInput("for-them", title, "Name the customer with --for.")
        with session.reading() as tracker:
            _write(tracker, number, file, None, session.today)
    else:
        from tracker.app.measures.lists import find_customer

        with session.writing() as tracker:
            found = find_customer(tracker, customer)
            whom = for_them is not False
            _write(tracker, number, file, found.id, session.today, for_them=whom)
        tell_whom(found.name, for_them=whom)
    click.echo(f"{file}: written")


def _write(
    tracker: Tracker,
    number: int,
    file: Path,
    customer_id: int | None,
    today: date,
    *,
    for_them: bool = False,
) -> None:
    from tracker.app.decisions.queries import decision_page
    from tracker.app.sharing.commands import OutgoingItem, send_file
    from tracker.report.scorecard.decision import decision_document
    from tracker.store.outgoing import check_target, write_whole

    if not tracker.decisions.where("id = ?", number):
        raise NotFound(f"There is no decision {number}", "`decisions` lists them with numbers.")
    document = decision_document(decision_page(tracker, number, today, customer_id))
    check_target(file, "End it in .html or .pdf.")
    written = document_content(document, file)
    if customer_id is None:
        write_whole(file, written, private=True)  # it names who is less happy, and who was told
        return
    left = OutgoingItem(ShareKind.DECISION, document.title, customer_id, for_them=for_them)
    send_file(tracker, file, left, written, today)


def _views(tracker: Tracker, today: date) -> list[DecisionView]:
    from tracker.app.decisions.queries import decision_view
    from tracker.app.decisions.queries import decisions as read_decisions

    views = (decision_view(tracker, one.id, today) for one in read_decisions(tracker))
    return [view for view in views if view]


def _conflict(view: ConflictView) -> dict[str, object]:
    one = view.conflict
    return {
        "title": one.title,
        "kind": one.kind,
        "opened": one.opened_on.isoformat(),
        "age": view.age,
        "closed": _iso(one.closed_on),
        "outcome": one.outcome,
        "really": one.really,
        "common": one.common,
        "ground": one.ground,
        "sides": [
            {
                "customer": side.customer.name,
                "asked_for": side.said.asked_for,
                "true_need": side.said.true_need,
            }
            for side in view.sides
        ],
    }


def _decision(view: DecisionView) -> dict[str, object]:
    one = view.decision
    return {
        "number": one.id,
        "title": one.title,
        "decided": one.decided_on.isoformat(),
        "options": one.options,
        "logic": one.logic,
        "choice": one.choice,
        "less_happy": view.less_happy.name if view.less_happy else None,
        "told": [
            {"customer": telling.customer.name, "on": telling.told_on.isoformat()}
            for telling in view.told
            if telling.told_on
        ],
        "review": _iso(one.review_on),
        "due": view.due,
        "verdict": one.verdict,
        "judged": _iso(one.verdict_on),
        "admitted_to": one.admitted_to,
        "learned": one.learned,
        "next_choice": one.next_choice,
        "after": one.after_id,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
