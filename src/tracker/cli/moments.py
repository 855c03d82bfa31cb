"""`moment` and `moments`: the days on which a customer needs something, also as a calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tracker.cli.session import FILE, CommandSession, pass_session, print_json
from tracker.cli.table import table
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.notes import LONGEST_LEAD, Moment, Repeat
from tracker.domain.period import read_date

REPEATS = [repeat.value.replace("_", "-") for repeat in Repeat]
EMPTY = "No moments yet. `moment CUSTOMER TITLE DATE` adds one."


@click.command(short_help="Add a day on which a customer needs something.")
@click.argument("customer")
@click.argument("title")
@click.argument("day", metavar="DATE")
@click.option("--repeats", type=click.Choice(REPEATS), default="once", help="How often it comes.")
@click.option("--until", metavar="D", help="The last day on which it may come.")
@click.option(
    "--lead", type=click.IntRange(0, LONGEST_LEAD), default=7, help="Days of lead time; else 7."
)
@pass_session
def moment(
    session: CommandSession,
    customer: str,
    title: str,
    day: str,
    repeats: str,
    until: str | None,
    lead: int,
) -> None:
    """Add TITLE, which CUSTOMER needs on DATE, once or again and again from then on."""
    from tracker.app import commands
    from tracker.app.customers.moments import how_often
    from tracker.app.measures.lists import find_customer

    first_on = read_date(day, "date")
    last = read_date(until, "until") if until else None
    with session.writing() as tracker:
        found = find_customer(tracker, customer)
        rule = Repeat(repeats.replace("-", "_"))
        key = commands.add_moment(
            tracker, found.id, title, first_on, rule, until=last, lead_days=lead
        )
        made = tracker.moments.get(key)
    click.echo(f"{made.title}, {found.name}: {how_often(made)}")


@click.command(short_help="When customers need something; --ics writes a calendar.")
@click.argument("customer", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--ics", type=FILE, help="Write a calendar file.")
@pass_session
def moments(session: CommandSession, customer: str | None, as_json: bool, ics: Path | None) -> None:
    """List the moments of CUSTOMER, soonest first; without one, of everybody.

    Works while the window has the file open.
    """
    from tracker.app.customers.moments import calendar_bytes, how_often, moments_of
    from tracker.app.measures.lists import find_customer

    if ics is not None and ics.suffix.lower() != ".ics":
        raise InvalidInput("ics", f"{quoted(ics.name)} is no calendar file", "Name one in .ics.")
    with session.reading() as tracker:
        everyone = sorted(
            tracker.customers.where("archived_on IS NULL"), key=lambda customer: customer.rank
        )
        asked = [find_customer(tracker, customer)] if customer else everyone
        found = [
            (one, on, who.name)
            for who in asked
            for one, on in moments_of(tracker, who.id, session.today)
        ]
    found.sort(key=lambda row: (row[1] is None, row[1] or row[0].first_on))
    if ics is not None:
        from tracker.report.wording import number_of
        from tracker.store.outgoing import write_whole

        write_whole(ics, calendar_bytes([(one, name) for one, _, name in found], session.today))
        click.echo(f"{ics}: {number_of(len(found), 'moment')}", err=as_json)
    if as_json:
        print_json({"moments": [_document(*row) for row in found]})
    elif ics is None:
        rows: list[tuple[str, ...]] = [
            (_day(on) or "over", name, one.title, how_often(one)) for one, on, name in found
        ]
        click.echo(table(rows) if rows else EMPTY)


def _document(one: Moment, on: date | None, customer: str) -> dict[str, object]:
    return {
        "customer": customer,
        "title": one.title,
        "next": _day(on),
        "first": one.first_on.isoformat(),
        "repeats": one.repeats.value,
        "until": _day(one.until),
        "lead_days": one.lead_days,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
