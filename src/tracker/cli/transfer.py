"""`import` and `export`: a spreadsheet's table in, and everything logged out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.app.tracker import Tracker
from tracker.cli.backups import keep_before_import
from tracker.cli.session import CommandSession, content_of, pass_session, print_json
from tracker.domain.errors import InvalidInput

if TYPE_CHECKING:
    from tracker.app.transfer import Plan


FILE = click.Path(path_type=Path)
SHOWN_AT_MOST = 20
LONG = 5000  # rows from which progress is told
NOT_YET = {".json": "JSON", ".xlsx": "Excel"}


@click.command("import", short_help="Take in a table of evaluations (CSV).")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out and take the rest.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def import_(
    session: CommandSession, file: Path, dry_run: bool, skip_bad: bool, as_json: bool
) -> None:
    """Take in FILE: CSV with comma, semicolon or tab, in UTF-8 or Windows-1252.

    The columns customer, measure, period and value (or skipped) are needed; `export` writes all.
    Customers and measures that are not there are made. Importing a file again changes nothing.
    With one bad row none is taken, unless --skip-bad is given.
    """
    from tracker.app.transfer import plan_import, read_rows

    _refuse_other_forms(file, "Import")
    table = read_rows(content_of(file))
    blank = not session.path.exists()
    # A refusal shall leave no new file behind, so a file that is not there yet is only imagined.
    looking = Tracker() if blank else session.reading() if dry_run else session.writing()
    with looking as tracker:
        tracker.today = session.day
        plan = plan_import(tracker, table)
        _tell(plan)
        if not (dry_run or skip_bad):
            _refuse_bad(plan, as_json=as_json)
        if not (dry_run or blank):
            keep_before_import(session)
            _take(tracker, plan, file, skip_bad=skip_bad)
    if blank and not dry_run and plan.new:
        with session.writing(create=True) as tracker:
            _take(tracker, plan, file, skip_bad=skip_bad)
    if as_json:
        print_json(as_document(plan))
    else:
        click.echo(as_text(plan, dry_run=dry_run))


@click.command(short_help="Write everything logged as a table (CSV).")
@click.argument("file", type=FILE)
@click.option("--private", is_flag=True, help="Take your private notes along.")
@pass_session
def export(session: CommandSession, file: Path, private: bool) -> None:
    """Write every evaluation to FILE.csv, one row each; private notes only with --private.

    Works while the window has the data open. A file that is there already is replaced.
    """
    from tracker.app.transfer import export_csv
    from tracker.report.wording import number_of
    from tracker.store.outgoing import check_target

    _refuse_other_forms(file, "Export")
    if file.suffix.lower() != ".csv":
        raise InvalidInput("file", f"{file.name} does not end in .csv", "Name a file that does.")
    check_target(file, "Name a file that ends in .csv.")
    with session.reading() as tracker:
        made = export_csv(tracker, file, private=private)
    more = " --private takes them along." if made.notes and not private else ""
    click.echo(f"{made.sentence}{more}", err=True)
    click.echo(f"{file}: {number_of(made.rows, 'row')}")


def as_document(plan: Plan) -> dict[str, object]:
    """Return the promised JSON shape, and what else was found out."""
    return {
        "new": plan.new,
        "changed": plan.changed,
        "same": plan.same,
        "bad": [{"line": one.line, "reason": one.reason} for one in plan.bad],
        "empty": plan.empty,
        "encoding": plan.encoding,
        "delimiter": plan.delimiter,
        "left_out": list(plan.left_out),
        "new_customers": list(plan.new_customers),
        "new_measures": [one.name for one in plan.new_measures],
        "remarks": list(plan.remarks),
    }


def as_text(plan: Plan, *, dry_run: bool) -> str:
    """Return the outcome in a few lines."""
    counted = [f"{plan.new} new", f"{plan.changed} changed", f"{plan.same} same"]
    counted += [f"{len(plan.bad)} bad"] if plan.bad else []
    counted += [f"{plan.empty} saying nothing"] if plan.empty else []
    told = [f"{', '.join(counted)}{' (nothing was written)' if dry_run else ''}"]
    made = [f"{one.name}{' (draft)' if one.draft else ''}" for one in plan.new_measures]
    told += _named("customer", list(plan.new_customers)) + _named("measure", made)
    return "\n".join(told)


def _named(what: str, names: list[str]) -> list[str]:
    """Name what would be made, or count it where it is much."""
    if not names:
        return []
    return [f"New {what}s: {', '.join(names) if len(names) <= SHOWN_AT_MOST else len(names)}"]


def _tell(plan: Plan) -> None:
    """Tell on standard error what a person should know of the file."""
    told = [f"Read as {plan.encoding}, separated by {plan.delimiter}."]
    told += [f"Left out: the column “{name}”." for name in plan.left_out]
    told += plan.remarks
    shown = plan.bad if len(plan.bad) <= SHOWN_AT_MOST else plan.bad[: SHOWN_AT_MOST - 1]
    told += [f"Line {one.line}: {one.reason}" for one in shown]
    if len(shown) < len(plan.bad):
        told.append(f"… and {len(plan.bad) - len(shown)} more bad rows; --json lists them all.")
    for line in told:
        click.echo(line, err=True)


def _refuse_bad(plan: Plan, *, as_json: bool) -> None:
    if plan.bad:
        if as_json:
            print_json(as_document(plan))
        rows = "1 row is bad" if len(plan.bad) == 1 else f"{len(plan.bad)} rows are bad"
        hint = "Mend what is listed, or leave them out with --skip-bad."
        raise InvalidInput("file", f"{rows}, so none was taken", hint)


def _take(tracker: Tracker, plan: Plan, file: Path, *, skip_bad: bool) -> None:
    from tracker.app.transfer import apply_import

    def progress(done: int, total: int) -> None:
        click.echo(f"\r{done} of {total} rows", err=True, nl=done == total)

    long = plan.new + plan.changed >= LONG
    shown = progress if long and sys.stderr.isatty() else None
    apply_import(tracker, plan, shown, skip_bad=skip_bad, label=f"import {file.name}")


def _refuse_other_forms(file: Path, what: str) -> None:
    if form := NOT_YET.get(file.suffix.lower()):
        title = f"{what} of {form} is not there yet"
        raise InvalidInput("file", title, "Name a file that ends in .csv.")
