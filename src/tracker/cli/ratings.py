"""`rate`, `reply`, `ratings`: what a customer said, typed in or by a code; all that they said."""

from __future__ import annotations

import sys
from datetime import date

import click

from tracker.app.tracker import Tracker
from tracker.cli.session import CommandSession, only_of, pass_session, print_json
from tracker.cli.table import table
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Measure, read_value, show_value
from tracker.domain.number import read_number, show_number
from tracker.domain.period import read_date
from tracker.domain.sharing import Rating

EMPTY = "Nothing was said yet. `rate CUSTOMER VALUE` keeps what a customer gave."
LONGEST = 100_000  # bytes; a mail with a code in it is shorter


@click.command(short_help="Save the ratings in a customer's reply code.")
@click.argument("code", nargs=-1, required=True)
@pass_session
def reply(session: CommandSession, code: tuple[str, ...]) -> None:
    """Take in CODE, which a customer's page made; its ratings and words are kept once.

    Put it in quotation marks. With - it, or a whole mail with it, is read from standard input.
    """
    from tracker.app.commands import take_reply

    text = " ".join(code)
    if code == ("-",):
        given = sys.stdin.buffer.read(LONGEST) if sys.stdin else b""  # None where it is closed
        text = given.decode("utf-8", "replace")
    with session.writing() as tracker:
        taken = take_reply(tracker, text, session.today)
    click.echo(f"{taken.customer}, {taken.day}, on what was shared on {taken.shared_on}")
    for measure, value in taken.ratings:
        click.echo(f"  {measure}: {show_number(value)} of 5")
    if taken.comment:
        click.echo(f"  “{taken.comment}”")
    if taken.left_out:
        click.echo(taken.left_out_sentence)


@click.command(
    short_help="Keep what a customer said: 1 to 5, and their words.",
    context_settings={"ignore_unknown_options": True},  # -3 is a value
)
@click.argument("customer")
@click.argument("value", required=False)
@click.option("--measure", metavar="M", help="What it is about; else everything.")
@click.option("--own-scale", is_flag=True, help="VALUE is on the measure's own scale.")
@click.option("--words", default="", metavar="T", help="Their words.")
@click.option("--date", "day", metavar="D", help="When they said it; else today.")
@pass_session
def rate(
    session: CommandSession,
    customer: str,
    value: str | None,
    measure: str | None,
    own_scale: bool,
    words: str,
    day: str | None,
) -> None:
    """Keep that CUSTOMER gave VALUE, a whole number from 1 to 5; only --words will do, too."""
    from tracker.app import commands
    from tracker.app.measures.lists import find_customer, find_measure

    rated_on = read_date(day, "date") if day else session.today
    with session.writing() as tracker:
        owner = find_customer(tracker, customer)
        about = find_measure(tracker, measure, customer) if measure else None
        if own_scale and about is None:
            raise InvalidInput("own_scale", "--own-scale is about a measure", "Add --measure M.")
        key = commands.add_rating(
            tracker,
            owner.id,
            rated_on,
            _figure(value, about if own_scale else None),
            words,
            measure_id=about.id if about else None,
            five=not own_scale,
        )
        kept = tracker.ratings.get(key)
    click.echo("  ".join(part for part in _row(kept, owner.name, about) if part))


@click.command(short_help="What customers said, newest first.")
@click.argument("customer", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def ratings(session: CommandSession, customer: str | None, as_json: bool) -> None:
    """List what CUSTOMER said; without one, what all of them said.

    Works while the window has the file open.
    """
    with session.reading() as tracker:
        names = {one.id: one.name for one in tracker.customers.all()}
        found = only_of(tracker, customer, tracker.ratings.all("rated_on DESC, id DESC"))
        rows = [(one, names[one.customer_id], _about(tracker, one)) for one in found]
    if as_json:
        print_json({"ratings": [_document(*row) for row in rows]})
    else:
        click.echo(table([_row(*row) for row in rows]) if rows else EMPTY)


def _figure(text: str | None, measure: Measure | None) -> float | None:
    if text is None:
        return None
    if measure is None:
        return read_number(text, "value")
    return read_value(text, measure.scale, unit=measure.now.unit)


def _about(tracker: Tracker, rating: Rating) -> Measure | None:
    return None if rating.measure_id is None else tracker.measures.get(rating.measure_id)


def _row(rating: Rating, customer: str, measure: Measure | None) -> tuple[str, ...]:
    about = measure.name if measure else "everything"
    words = " ".join(rating.words.split())
    said = f"“{words}”" if words else ""
    return (_day(rating.rated_on), customer, about, _shown(rating, measure), said)


def _shown(rating: Rating, measure: Measure | None) -> str:
    if rating.value is None:
        return ""
    if rating.five or measure is None:
        return f"{show_number(rating.value)} of 5"
    return show_value(rating.value, measure.scale, measure.on(rating.rated_on).unit)


def _document(rating: Rating, customer: str, measure: Measure | None) -> dict[str, object]:
    return {
        "date": _day(rating.rated_on),
        "customer": customer,
        "measure": measure.name if measure else None,
        "value": rating.value,
        "of_five": rating.five,
        "words": rating.words,
        "source": rating.source.value,
    }


def _day(day: date) -> str:
    return day.isoformat()
