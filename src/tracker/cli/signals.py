"""`signals` and `usual`: what needs you, and that a changed level is your usual one now."""

from __future__ import annotations

from datetime import date

import click

from tracker.app.signals.standing import (
    BAD,
    GOOD,
    Standing,
    due_count,
    standing_of,
    standings,
)
from tracker.cli.judgement import (
    alarm_document,
    forecast_document,
    keeping_document,
    spread_document,
)
from tracker.cli.session import CommandSession, pass_session, print_json
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.finding import Finding
from tracker.domain.period import Period, read_period
from tracker.report.text.forecasts import forecast_sentence

SPEAKS = BAD | GOOD
NOTHING = "Nothing needs you. --all shows every measure."


@click.command(short_help="What needs you; --all adds the steady ones.")
@click.option(
    "--as-of",
    metavar="DATE",
    help="As it stood on this day (2026-11-22), or at the end of 2026-W47.",
)
@click.option("--all", "everything", is_flag=True, help="Steady measures too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def signals(session: CommandSession, as_of: str | None, everything: bool, as_json: bool) -> None:
    """Say which measures changed by more than chance, since when, and by how much.

    Noise is left out. A customer who is only not to be annoyed is heard of below the floor alone.
    Works while the window has the file open.
    """
    day = _day(as_of, session.today)
    with session.reading() as tracker:
        found = standings(tracker, day, as_of=as_of is not None)
    shown = [one for one in found if everything or one.verdict in SPEAKS]
    if as_json:
        print_json({"as_of": day.isoformat(), "signals": [as_document(one, day) for one in shown]})
    else:
        click.echo("\n\n".join(_standing_text(one, day) for one in shown) or NOTHING)


@click.command(short_help="Accept the level since a change as usual; --undo undoes it.")
@click.argument("measure")
@click.option("--customer", metavar="NAME", help="Whose measure it is, where two have that name.")
@click.option("--undo", is_flag=True, help="It is a change after all.")
@pass_session
def usual(session: CommandSession, measure: str, customer: str | None, undo: bool) -> None:
    """Say of MEASURE that the level since its last change is your new usual.

    From then on it needs you no more, and values are held against that level. Its promise is judged
    as before.
    """
    from tracker.app.commands import accept_change, take_back_acceptance
    from tracker.app.measures.lists import find_measure

    with session.writing() as tracker:
        found = find_measure(tracker, measure, customer)
        own = ("measure_id = ?", found.id)
        said = tracker.accepted_changes.where(*own, order="start DESC")
        if undo and not said:
            raise InvalidInput(
                "measure",
                f"Nothing of {quoted(found.name)} was called usual",
                "`signals --all` says how it stands.",
            )
        if undo:
            take_back_acceptance(tracker, said[0].id)
        else:
            accept_change(tracker, found.id)
        one = standing_of(tracker, found.id, session.today)
    click.echo(_standing_text(one, session.today))


def as_document(one: Standing, day: date) -> dict[str, object]:
    """Return the promised JSON shape."""
    finding = one.finding
    return {
        "customer": one.customer.name,
        "measure": one.measure.name,
        "verdict": one.verdict,
        "since": _iso(finding.since),
        "revealed": _iso(finding.revealed),
        "usual": finding.usual,
        "lower": finding.lower,
        "upper": finding.upper,
        "recent": finding.now if finding.since else None,
        "promise_met": None if finding.value is None else one.judged_by.keeps(finding.value),
        "keeping": keeping_document(one.keeping),
        "points": finding.points,
        "missing": due_count(one, day) - finding.points,
        "sentence": _sentence(one),
        "alarms": [
            alarm_document(revealed, since, up=up, continues=continues)
            for (revealed, since, up), continues in _alarms(finding)
        ],
        "spread": spread_document(finding.spread),
        "forecast": forecast_document(finding.forecast),
    }


def _alarms(finding: Finding) -> list[tuple[tuple[date, date, bool], bool]]:
    """List all alarms in order, each with whether it continues a slide known before."""
    news = [(alarm, False) for alarm in finding.alarms]
    return sorted(news + [(alarm, True) for alarm in finding.continued])


def _standing_text(one: Standing, day: date) -> str:
    head = f"{one.customer.name}: {one.measure.name} [{one.label.text}]"
    ahead = forecast_sentence(one.measure, one.finding, one.verdict, day)
    told = " ".join(said for said in (one.sentence_beside, one.promise_sentence) if said)
    return "\n  ".join(part for part in (head, told, ahead) if part)


def _sentence(one: Standing) -> str:
    return " ".join(said for said in (one.sentence, one.promise_sentence) if said)


def _day(text: str | None, today: date) -> date:
    if text is None:
        return today
    named = read_period(text, "as-of")
    return named.end if isinstance(named, Period) else named


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
