"""`status`: what is due, what is logged."""

from __future__ import annotations

import click

from tracker.app.evaluations.status import Status, StatusLine, week_named
from tracker.app.evaluations.status import status as read_status
from tracker.app.measures.notation import write_promise
from tracker.cli.session import CommandSession, pass_session, print_json
from tracker.cli.table import table
from tracker.detection.scale import Scale
from tracker.domain.customer import TIER_NAMES
from tracker.domain.evaluation import EvaluationState
from tracker.domain.measure import show_promise, show_value
from tracker.report.text.keeping import keeping_brief

EMPTY = "No measures yet. The window adds them, or `impact-tracker import FILE.csv`."


@click.command(short_help="What is due in a week, and what is logged.")
@click.option("--period", metavar="P", help="A week (2026-W47), a month, a quarter or a date.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def status(session: CommandSession, period: str | None, as_json: bool) -> None:
    """Show what is due in a week and what is logged, customer by customer.

    Without --period it is the week that holds today. A month or a quarter stands for the week in
    which it falls due. Works while the window has the file open.
    """
    week = week_named(period, session.today)
    with session.reading() as tracker:
        found = read_status(tracker, week)
    if as_json:
        print_json(as_document(found))
    else:
        click.echo(as_text(found))


def as_document(found: Status) -> dict[str, object]:
    """Return the promised JSON shape."""
    return {
        "period": str(found.week),
        "due": found.due,
        "logged": found.logged,
        "measures": [
            {
                "customer": line.customer.name,
                "measure": line.measure.name,
                "area": line.measure.area,
                "state": line.state,
                "value": line.value,
                "unit": line.version.unit or ("%" if line.measure.scale is Scale.PERCENT else ""),
                "last": line.last,
                "promise": write_promise(line.version),
            }
            for line in found.lines
        ],
    }


def as_text(found: Status) -> str:
    """Return a table by customer."""
    first, last = found.week.start, found.week.end
    title = f"{found.week}, {first.isoformat()} to {last.isoformat()}: "
    title += f"{found.logged} of {found.due} logged" if found.due else "nothing is due"
    if not found.lines:
        return f"{title}\n{EMPTY}"
    rows: list[tuple[str, ...]] = []
    customer = None
    for line in found.lines:
        if line.customer.id != customer:
            customer = line.customer.id
            tier = TIER_NAMES[line.customer.tier] if line.customer.tier else "no tier yet"
            rows += [(), (f"{line.customer.name} ({tier})",)]
        rows.append(_row(line))
    return f"{title}\n" + table(rows, right={1})


def _row(line: StatusLine) -> tuple[str, ...]:
    scale, unit = line.measure.scale, line.version.unit
    last = "" if line.last is None else f"last {show_value(line.last, scale, unit)}"
    judged_by = line.version.as_judged(floor_only=line.keeping.floor)
    promise = show_promise(judged_by, scale)
    word = "promise" if judged_by == line.version else "floor"
    return (
        f"  {line.measure.name}",
        _now(line),
        last,
        f"{word} {promise}" if promise else "",
        "" if line.measure.draft or not promise else _kept(line),
    )


def _kept(line: StatusLine) -> str:
    return keeping_brief(line.keeping, line.measure.cadence)


def _now(line: StatusLine) -> str:
    match line.state:
        case EvaluationState.VALUE:
            return show_value(line.value or 0.0, line.measure.scale, line.version.unit)
        case EvaluationState.SKIPPED:
            return f"skipped: {line.skipped}"
        case EvaluationState.UNKNOWN:
            return "–"
        case _:
            return "draft" if line.state is EvaluationState.DRAFT else "not due"
