"""`note` and `notes`: a quick note of any kind, and what was noted."""

from __future__ import annotations

from datetime import date

import click

from tracker.cli.session import CommandSession, only_of, pass_session, print_json
from tracker.cli.table import table
from tracker.domain.notes import NOTE_KIND_NAMES, Note, NoteKind
from tracker.domain.period import read_date

KINDS = [kind.value for kind in NoteKind]
EMPTY = "Nothing noted yet. `note TEXT` takes a note."


@click.command(short_help="Take a quick note: a conversation, thanks, an idea, an obstacle.")
@click.argument("text")
@click.option("--customer", metavar="C", help="Whom it is about.")
@click.option("--kind", type=click.Choice(KINDS), default="note", help="What it is; else a note.")
@click.option("--tags", default="", metavar="T", help="Words to find it by, with commas.")
@click.option("--date", "day", metavar="D", help="When it was; else today.")
@click.option("--played-back", is_flag=True, help="I said it back to them, and they agreed.")
@pass_session
def note(
    session: CommandSession,
    text: str,
    customer: str | None,
    kind: str,
    tags: str,
    day: str | None,
    played_back: bool,
) -> None:
    """Write TEXT down, for yourself alone.

    What is stopped or started also stands on the charts, as an event.
    """
    from tracker.app import commands
    from tracker.app.measures.lists import find_customer

    happened_on = read_date(day, "date") if day else session.today
    with session.writing() as tracker:
        found = find_customer(tracker, customer) if customer else None
        said = commands.NoteInput(
            text=text,
            happened_on=happened_on,
            kind=NoteKind(kind),
            customer_id=found.id if found else None,
            played_back=played_back if kind == NoteKind.NOTE else None,
            tags=tags,
        )
        commands.add_note(tracker, said)
    about = f" about {found.name}" if found else ""
    click.echo(f"{NOTE_KIND_NAMES[NoteKind(kind)]}{about} kept, {happened_on.isoformat()}")


@click.command(short_help="What was noted, newest first.")
@click.argument("customer", required=False)
@click.option("--kind", type=click.Choice(KINDS), help="Only one kind.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def notes(session: CommandSession, customer: str | None, kind: str | None, as_json: bool) -> None:
    """List the notes about CUSTOMER; without one, all of them.

    Works while the window has the file open.
    """
    with session.reading() as tracker:
        names = {one.id: one.name for one in tracker.customers.all()}
        found = only_of(tracker, customer, tracker.notes.all("happened_on DESC, id DESC"))
    if kind is not None:
        found = [one for one in found if one.kind == kind]
    if as_json:
        print_json({"notes": [_document(one, names) for one in found]})
        return
    rows = [_row(one, names) for one in found]
    click.echo(table(rows) if rows else EMPTY)


def _row(one: Note, names: dict[int, str]) -> tuple[str, ...]:
    who = names.get(one.customer_id or 0, "")
    return (one.happened_on.isoformat(), NOTE_KIND_NAMES[one.kind], who, " ".join(one.text.split()))


def _document(one: Note, names: dict[int, str]) -> dict[str, object]:
    return {
        "date": one.happened_on.isoformat(),
        "kind": one.kind.value,
        "customer": names.get(one.customer_id or 0),
        "text": one.text,
        "played_back": one.played_back,
        "disagreement": one.disagreement,
        "tags": one.tags.split(", ") if one.tags else [],
        "done": _day(one.done_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
