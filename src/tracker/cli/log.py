"""`log`: one value, or one skip. `measure edit`: what a measure is called, by whom."""

from __future__ import annotations

from dataclasses import replace

import click

from tracker.app.tracker import Tracker
from tracker.cli.session import CommandSession, pass_session, print_json
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import Cause, Evaluation, EvaluationState
from tracker.domain.measure import Measure, read_value, show_promise, show_value
from tracker.domain.period import Period, period_for
from tracker.domain.typed_number import far_off, level_of


@click.command(
    short_help="Log a value, or skip a period.",
    context_settings={"ignore_unknown_options": True},  # -3 is a value
)
@click.argument("measure")
@click.argument("value", required=False)
@click.option("--skip", metavar="REASON", help="Leave the period out, and say why.")
@click.option("--customer", metavar="C", help="Whose measure, where two have one of this name.")
@click.option("--period", metavar="P", help="2026-W47, 2026-11, 2026-Q4 or a date in the period.")
@click.option("--note", metavar="T", help="Evidence, which may be shared.")
@click.option("--private-note", metavar="T", help="A note for you alone, never shared.")
@click.option("--cause", metavar="CAUSE", help=f"Why it was bad: {', '.join(Cause)}.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def log(
    session: CommandSession,
    measure: str,
    value: str | None,
    skip: str | None,
    customer: str | None,
    period: str | None,
    note: str | None,
    private_note: str | None,
    cause: str | None,
    as_json: bool,
) -> None:
    """Log VALUE for MEASURE, over whatever stood there. Or leave the period out with --skip.

    MEASURE is its name, in any letter case. VALUE takes a decimal point or comma; yes or no where
    that is the scale. Without --period it is the one that holds today.
    """
    from tracker.app.measures.lists import find_measure

    if (value is None) == (skip is None):
        title = "Both a value and a skip were given" if value else "No value was given"
        raise InvalidInput("value", title, "Name a VALUE, or --skip REASON.")
    why = _cause(cause)
    with session.writing() as tracker:
        found = find_measure(tracker, measure, customer)
        meant = _period(found, period, session)
        with tracker.edit(f"log {found.name}"):
            _write(tracker, found, meant, value, skip)
            _annotate(tracker, found, meant, note, private_note, why)
        kept = tracker.evaluations.find(found.id, meant.start)
        owner = tracker.customers.get(found.customer_id).name
    if kept and as_json:
        print_json(as_document(found, owner, meant, kept))
    elif kept:
        click.echo(as_text(found, owner, meant, kept))


def as_document(
    measure: Measure, customer: str, period: Period, kept: Evaluation
) -> dict[str, object]:
    """Return the promised JSON shape."""
    return {
        "measure": measure.name,
        "customer": customer,
        "period": str(period),
        "value": kept.value,
        "skipped": kept.skipped,
        "state": EvaluationState.DRAFT if measure.draft else kept.state,
    }


def as_text(measure: Measure, customer: str, period: Period, kept: Evaluation) -> str:
    """Return one line on what is kept now."""
    version = measure.on(period.end)
    said = f"skipped: {kept.skipped}"
    if kept.value is not None:
        promise = show_promise(version, measure.scale)
        said = show_value(kept.value, measure.scale, version.unit)
        said += f" (promise {promise})" if promise else ""
    return f"{period}  {customer} · {measure.name}: {said}"


def _cause(text: str | None) -> Cause | None:
    word = (text or "").strip().casefold().replace(" ", "_").replace("-", "_")
    if not word:
        return None
    if word not in set(Cause):
        raise InvalidInput("cause", f"“{text}” is no cause", f"Choose from: {', '.join(Cause)}.")
    return Cause(word)


def _period(measure: Measure, text: str | None, session: CommandSession) -> Period:
    if text is None:
        return Period.of(session.today, measure.cadence, measure.phase)
    return period_for(text, measure.cadence, measure.phase)


def _write(
    tracker: Tracker, measure: Measure, period: Period, value: str | None, reason: str | None
) -> None:
    from tracker.app.commands import record, skip
    from tracker.app.evaluations.week import values_before

    if value is not None:
        before = values_before(tracker, measure.id, period)
        version = measure.on(period.end)
        level = level_of(before, version.promise)
        number = read_value(value, measure.scale, level=level, unit=version.unit)
        record(tracker, measure.id, period.start, number)
        known = tracker.judge.latest(measure.id)
        if far := far_off(number, before, known.usual if known else None):
            from tracker.report.text.phrases import far_words

            shown = show_value(number, measure.scale, version.unit)
            said = f"{shown} is {far_words(far)}; it is kept. Log it again if it is not so."
            click.echo(said, err=True)
    else:
        skip(tracker, measure.id, period.start, reason or "")


def _annotate(
    tracker: Tracker,
    measure: Measure,
    period: Period,
    note: str | None,
    private_note: str | None,
    cause: Cause | None,
) -> None:
    """Write what was said; what was not said stays as it was."""
    from tracker.app.commands import annotate

    old = tracker.evaluations.find(measure.id, period.start)
    if old is None or (note is None and private_note is None and cause is None):
        return
    annotate(
        tracker,
        measure.id,
        period.start,
        note=old.note if note is None else note,
        private_note=old.private_note if private_note is None else private_note,
        cause=cause or old.cause,
        link=old.link,
    )


@click.group(short_help="What a measure is called, by you and by its customer.")
def measure() -> None:
    """Change a measure."""


@measure.command(short_help="Change the names of a measure.")
@click.argument("measure")
@click.option("--customer", metavar="C", help="Whose measure, where two have one of this name.")
@click.option("--name", metavar="N", help="Its name, for you.")
@click.option("--their-name", metavar="N", help="Its name in their words; '' takes it away.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def edit(
    session: CommandSession,
    measure: str,
    customer: str | None,
    name: str | None,
    their_name: str | None,
    as_json: bool,
) -> None:
    """Change how MEASURE is called: by you, and on what goes to its customer.

    Without a name in their words your own stands on scorecard, agreement, message and chart.
    """
    from tracker.app.commands import MeasureInput, edit_measure
    from tracker.app.measures.lists import find_measure

    if name is None and their_name is None:
        raise InvalidInput("name", "No name was given", "Add --name or --their-name.")
    with session.writing() as tracker:
        found = find_measure(tracker, measure, customer)
        said = MeasureInput.of(found)
        said = replace(
            said,
            name=said.name if name is None else name,
            their_name=said.their_name if their_name is None else their_name,
        )
        edit_measure(tracker, found.id, said, session.today)
        kept = tracker.measures.get(found.id)
        owner = tracker.customers.get(kept.customer_id).name
    if as_json:
        print_json({"measure": kept.name, "customer": owner, "their_name": kept.their_name})
    else:
        click.echo(_names_told(kept, owner))


def _names_told(measure: Measure, customer: str) -> str:
    if not measure.their_name:
        return f"{customer} · {measure.name}"
    return f"{customer} · {measure.name}, for them “{measure.their_name}”"
