"""`needs` and `need`: my list of what a customer needs beside theirs, and one more on either."""

from __future__ import annotations

import click

from tracker.app.customers.needs import Needs, needs
from tracker.app.measures.lists import find_customer
from tracker.cli.session import CommandSession, pass_session, print_json
from tracker.cli.table import table
from tracker.domain.customer import Customer
from tracker.domain.needs import Match, Need, NeedRow, NeedSide, NeedSource
from tracker.report.text.customers import difference, standing

EMPTY = "No needs yet. `need CUSTOMER TEXT` adds what you think, `--theirs` what they said."
SOURCES = [source.value.replace("_", "-") for source in NeedSource]


@click.command(name="needs", short_help="What customers need: your list beside theirs.")
@click.argument("customer", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def needs_(session: CommandSession, customer: str | None, as_json: bool) -> None:
    """Show what CUSTOMER needs, as you think and as they say; without one, every customer.

    Works while the window has the file open.
    """
    with session.reading() as tracker:
        if customer is not None:
            asked = [find_customer(tracker, customer)]
        else:
            everyone = sorted(tracker.customers.all(), key=_rank)
            asked = [one for one in everyone if one.archived_on is None]
        found = [(one, needs(tracker, one.id)) for one in asked]
    if as_json:
        print_json({"customers": [as_document(*one) for one in found]})
        return
    told = [as_text(*one) for one in found if one[1].comparison.rows]
    click.echo("\n\n".join(told) or EMPTY)


@click.command(short_help="Add a need of a customer to your list or to theirs.")
@click.argument("customer")
@click.argument("text")
@click.option("--theirs/--mine", "theirs", help="Whose list it stands on; --mine unless said.")
@click.option("--source", type=click.Choice(SOURCES), help="How you know it.")
@click.option("--rank", type=int, metavar="N", help="Its rank, 1 is the top; else the end.")
@pass_session
def need(
    session: CommandSession,
    customer: str,
    text: str,
    theirs: bool,
    source: str | None,
    rank: int | None,
) -> None:
    """Add TEXT to what CUSTOMER needs, today; whatever stands below the rank makes room.

    Without --source what stands on your list is a guess, and on theirs from a conversation.
    """
    from tracker.app import commands

    side = NeedSide.THEIRS if theirs else NeedSide.MINE
    known = NeedSource(source.replace("-", "_")) if source else None
    with session.writing() as tracker:
        owner = find_customer(tracker, customer)
        key = commands.add_need(
            tracker, owner.id, side, text, session.today, rank=rank, source=known
        )
        kept = tracker.needs.get(key)
    whose = "their" if theirs else "your"
    click.echo(f"{owner.name}: {kept.text}, {kept.rank} on {whose} list")


def as_document(customer: Customer, found: Needs) -> dict[str, object]:
    """Return the promised JSON shape."""
    return {
        "customer": customer.name,
        "difference": difference(found.comparison),
        "needs": [
            {
                "state": row.match,
                "mine": _side(row.mine),
                "theirs": _side(row.theirs),
                "measure": _measure(row, found) or None,
            }
            for row in found.comparison.rows
        ],
    }


def as_text(customer: Customer, found: Needs) -> str:
    """Return both lists side by side, and what differs."""
    rows: list[tuple[str, ...]] = [(customer.name,), ("  You think", "They said", "", "")]
    for row in found.comparison.rows:
        words = "" if row.match is Match.BOTH else standing(row)
        measured = _measure(row, found)
        rows.append(
            (
                f"  {_need_text(row.mine)}",
                _need_text(row.theirs),
                words,
                f"measured by {measured}" if measured else "no measure",
            )
        )
    return f"{table(rows)}\n{difference(found.comparison)}"


def _need_text(need: Need | None) -> str:
    return f"{need.rank} {need.text}" if need else "–"


def _side(need: Need | None) -> dict[str, object] | None:
    if need is None:
        return None
    return {
        "text": need.text,
        "rank": need.rank,
        "source": need.source,
        "stated_on": need.stated_on.isoformat(),
        "status": need.status,
    }


def _measure(row: NeedRow, found: Needs) -> str:
    keys = [need.measure_id for need in row.needs if need.measure_id in found.measures]
    return found.measures[keys[0]] if keys and keys[0] is not None else ""


def _rank(customer: Customer) -> tuple[int, bool, int, str]:
    return customer.rank
