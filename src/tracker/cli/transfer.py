"""`import` and `export`: what people have, taken in; and everything logged, written out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from tracker.app.incoming import content_of
from tracker.app.tracker import Tracker
from tracker.app.transfer.telling import bad_rows
from tracker.cli.backups import keep_before_import
from tracker.cli.session import FILE, CommandSession, pass_session, print_json
from tracker.domain.errors import InvalidInput

if TYPE_CHECKING:
    from tracker.app.intake.choices import ReadingChoices
    from tracker.app.intake.columns import Role
    from tracker.app.transfer import Plan, Reading

NAMING: Final = "Name a file that ends in .csv, .xlsx, .json or .jsonl."
TAKES: Final = " --private includes them."
_SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}
_DECIMALS: Final = {"point": ".", "comma": ","}
LONG = 5000  # rows from which progress is told
_CADENCES = ["weekly", "fortnightly", "monthly", "quarterly"]
_PERCENT_AS_WRITTEN = "percent as written"
_ROLES = (
    "period, value, measure, customer, area, promise, unit, note, scale, better, cadence, skipped, "
    "source, cause, year, baseline or left_out"
)
_OF_MEASURES = ("scale", "better", "promise")


@click.command("import", short_help="Import a table of evaluations.")
@click.argument("file", type=FILE)
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook.")
@click.option(
    "--header", type=click.IntRange(0), metavar="ROW", help="The row of the headings; 0: none."
)
@click.option("--encoding", metavar="E", help="As Windows-1251; without it, it is found.")
@click.option("--customer", metavar="NAME", help="Whose measures these are, where no column says.")
@click.option("--area", metavar="A", help="The impact area of new measures without one.")
@click.option(
    "--cadence",
    type=click.Choice(_CADENCES),
    help="How often new measures are logged.",
)
@click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order in dates.")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="The decimal sign.")
@click.option(
    "--week-day",
    type=click.Choice(["begins", "ends"]),
    help="Whether a date begins or ends its week.",
)
@click.option("--year", type=click.IntRange(1990, 2199), help="The year of dates that name none.")
@click.option(
    "--combine",
    type=click.Choice(["sum", "mean", "last", "share"]),
    help="How several days become one value.",
)
@click.option(
    "--scale", multiple=True, metavar='"MEASURE=percent"', help="What a measure's values are."
)
@click.option("--better", multiple=True, metavar='"MEASURE=lower"', help="Which way is better.")
@click.option("--promise", multiple=True, metavar='"MEASURE=<= 2"', help="What is promised.")
@click.option(
    "--map", "mapped", multiple=True, metavar='"COLUMN=role"', help=f"What a column is: {_ROLES}."
)
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out and import the rest.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@pass_session
def import_(
    session: CommandSession,
    /,
    file: Path,
    dry_run: bool,
    skip_bad: bool,
    as_json: bool,
    **said: object,
) -> None:
    """Take in FILE: CSV and the like, an Excel workbook, Beeminder's JSON, or our own.

    One row a value, weeks down, weeks across, or one sheet a measure: found by itself, and said.
    What cannot be known (for whom it is, 3/4/2025, 1,234) is asked, naming the option that settles
    it. With one bad row none is taken, unless --skip-bad is given.
    """
    _bring_in(session, file, said, dry_run=dry_run, skip_bad=skip_bad, as_json=as_json)


def _bring_in(
    session: CommandSession,
    file: Path,
    said: Mapping[str, object],
    *,
    dry_run: bool,
    skip_bad: bool,
    as_json: bool,
) -> None:
    from tracker.app.transfer import as_document, as_text, file_told, plan_import
    from tracker.app.transfer.whole import is_whole

    data = content_of(file)
    if is_whole(data):
        import_whole(session, file, data, dry_run=dry_run, as_json=as_json)
        return
    blank = not session.path.exists()
    # A refusal shall leave no new file behind, so a file that is not there yet is only imagined.
    looking = Tracker() if blank else session.reading() if dry_run else session.writing()
    with looking as tracker:
        tracker.today = session.day
        reading = _read(tracker, data, file.stem, said)
        plan = plan_import(tracker, reading.table)
        for line in file_told(plan, reading):
            click.echo(line, err=True)
        reading = replace(reading, parts=(), table=replace(reading.table, rows=()))  # memory
        _refuse_open(plan, reading, as_json=as_json)
        if not skip_bad:
            _refuse_bad(plan, reading, as_json=as_json, dry_run=dry_run)
        if not (dry_run or blank):
            keep_before_import(session)
            _take(tracker, plan, file, skip_bad=skip_bad)
    if blank and not dry_run and plan.new:
        with session.writing(create=True) as tracker:
            _take(tracker, plan, file, skip_bad=skip_bad)
    if as_json:
        print_json(as_document(plan, reading))
    else:
        click.echo(as_text(plan, dry_run=dry_run))


def _read(tracker: Tracker, data: bytes, name: str, said: Mapping[str, object]) -> Reading:
    """Read the file with what was said; names of measures are understood once they are read."""
    from tracker.app.intake.parts import read_book
    from tracker.app.intake.reading import read_sheets
    from tracker.app.transfer import by_measure, known_measures

    choices = _choices(said)
    known = known_measures(tracker)
    book = read_book(data, choices.encoding, _tell_lines if sys.stderr.isatty() else None)
    reading = read_sheets(book, choices, known, name)
    options = {kind: [str(one) for one in _all(said[kind])] for kind in _OF_MEASURES}
    if not any(options.values()):
        return reading
    told = {kind: by_measure(kind, words, reading) for kind, words in options.items()}
    choices = replace(
        _with_scales(choices, told["scale"]), better=told["better"], promises=told["promise"]
    )
    return read_sheets(book, choices, known, name)


def _tell_lines(lines: int) -> None:
    """Say at a terminal how far a long file is read; the next line takes its place."""
    click.echo(f"\r{lines:,} lines so far\r", nl=False, err=True)


def _all(words: object) -> tuple[object, ...]:
    return words if isinstance(words, tuple) else ()


def _choices(said: Mapping[str, object]) -> ReadingChoices:
    from tracker.app.intake.choices import Combine, ReadingChoices
    from tracker.app.intake.figures import DecimalSign
    from tracker.app.intake.periods import DayOrder, WeekDay
    from tracker.domain.period import Cadence

    header, year = said["header"], said["year"]
    return ReadingChoices(
        sheet=str(said["sheet"] or ""),
        header=header if isinstance(header, int) else None,
        encoding=str(said["encoding"] or ""),
        customer=str(said["customer"] or ""),
        area=str(said["area"] or ""),
        cadence=Cadence(str(said["cadence"])) if said["cadence"] else None,
        dates=DayOrder(str(said["dates"])) if said["dates"] else None,
        decimal=DecimalSign(str(said["decimal"])) if said["decimal"] else None,
        week_day=WeekDay(str(said["week_day"])) if said["week_day"] else None,
        combine=Combine(str(said["combine"])) if said["combine"] else None,
        year=year if isinstance(year, int) else None,
        columns=_mapped([str(one) for one in _all(said["mapped"])]),
    )


def _mapped(options: list[str]) -> dict[str, Role]:
    from tracker.app.intake.columns import Role, role_of

    found = {}
    for option in options:
        column, _, word = option.rpartition("=")
        plain = "_".join(word.replace("-", " ").split()).casefold()
        role = Role(plain) if plain in set(Role) else role_of(word)
        if not column.strip() or role is None:
            hint = f"Write it as Column=role; roles are: {', '.join(Role)}."
            raise InvalidInput("map", f"“{option}” does not say what a column is", hint)
        found[column.strip()] = role
    return found


def _with_scales(choices: ReadingChoices, words: Mapping[str, str]) -> ReadingChoices:
    from tracker.detection.scale import Scale

    scales = {}
    for name, word in words.items():
        plain = " ".join(word.split()).casefold()
        if plain != _PERCENT_AS_WRITTEN and plain not in set(Scale):
            hint = f"Choose from: {', '.join(Scale)}."
            raise InvalidInput("scale", f"“{word}” is no scale", hint)
        scales[name] = Scale.PERCENT if plain == _PERCENT_AS_WRITTEN else Scale(plain)
    as_written = {name for name, word in words.items() if "as written" in word.casefold()}
    return replace(choices, scales=scales, as_written=frozenset(as_written))


def _refuse_open(plan: Plan, reading: Reading, *, as_json: bool) -> None:
    from tracker.app.transfer import as_document, refuse_open

    if reading.asked and as_json:
        print_json(as_document(plan, reading))
    refuse_open(reading.asked)


def _refuse_bad(plan: Plan, reading: Reading, *, as_json: bool, dry_run: bool) -> None:
    from tracker.app.transfer import as_document, as_text

    if plan.bad:
        if as_json:
            print_json(as_document(plan, reading))
        elif dry_run:
            click.echo(as_text(plan, dry_run=True))
        hint = "Correct what is listed, or leave it out with --skip-bad."
        raise InvalidInput("file", bad_rows(len(plan.bad)), hint)


def _take(tracker: Tracker, plan: Plan, file: Path, *, skip_bad: bool) -> None:
    from tracker.app.transfer import apply_import

    def progress(done: int, total: int) -> None:
        click.echo(f"\r{done} of {total} rows", err=True, nl=done == total)

    long = plan.new + plan.changed >= LONG
    shown = progress if long and sys.stderr.isatty() else None
    apply_import(tracker, plan, shown, skip_bad=skip_bad, label=f"import {file.name}")


@click.command(short_help="Write everything logged: CSV, Excel, JSON, shared lines.")
@click.argument("file", type=FILE)
@click.option("--private", is_flag=True, help="Include your private words (CSV, Excel, JSON).")
@click.option("--shared", is_flag=True, help="Only what you share, a line a value (JSON lines).")
@click.option("--separator", type=click.Choice(list(_SEPARATORS)), help="Between cells of a CSV.")
@click.option("--decimal", type=click.Choice(list(_DECIMALS)), help="In the numbers of a CSV.")
@pass_session
def export(
    session: CommandSession,
    file: Path,
    private: bool,
    shared: bool,
    separator: str | None,
    decimal: str | None,
) -> None:
    """Write what was logged to FILE: its ending says how.

    .csv and .xlsx hold every evaluation, .json everything there is, .jsonl (with --shared) one line
    for each value of the measures you share. Private notes stay out unless --private is given.
    Works while the window has the data open. A file that is there already is replaced.
    """
    from tracker.app.transfer.forms import ExportChoices, ExportForm, written
    from tracker.store.outgoing import check_target, write_whole

    ending = file.suffix.lower().removeprefix(".")
    if ending not in set(ExportForm):
        raise InvalidInput("file", f"{file.name} does not end in what can be written", NAMING)
    _check_options(ending, private=private, shared=shared, table=bool(separator or decimal))
    check_target(file, NAMING)
    chosen = ExportChoices(
        private, _SEPARATORS[separator or "comma"], _DECIMALS[decimal or "point"]
    )
    with session.reading() as tracker:
        made = written(ExportForm(ending), tracker, chosen, session.day())
    write_whole(file, made.content, private=private)
    more = TAKES if made.sentence.endswith("left out.") else ""
    click.echo(f"{made.sentence}{more}", err=True)
    click.echo(f"{file}: {made.counted}")


def _check_options(ending: str, *, private: bool, shared: bool, table: bool) -> None:
    """Refuse what does not go together."""
    if shared != (ending == "jsonl"):
        title = "--shared writes lines of JSON, and nothing else does"
        raise InvalidInput("file", title, "Name a file.jsonl together with --shared.")
    if private and shared:
        raise InvalidInput("private", "Nothing private is ever shared", "Leave out --private.")
    if table and ending != "csv":
        title = "--separator and --decimal are for CSV alone"
        raise InvalidInput("separator", title, "Leave them out, or name a file.csv.")


def import_whole(
    session: CommandSession, file: Path, content: bytes, *, dry_run: bool, as_json: bool
) -> None:
    """Take a whole tracker into a file in which nothing was entered yet, or none at all."""
    from tracker.app.transfer.whole import read_whole, refuse_full, take_whole
    from tracker.report.wording import number_of

    whole = read_whole(content)
    blank = not session.path.exists()
    # A refusal shall leave no new file behind, so it is first taken in memory.
    if not blank:
        with session.reading() as there:
            refuse_full(there)
    with Tracker() as imagined:
        take_whole(imagined, whole)
    if not dry_run:
        with session.writing(create=blank) as tracker:
            take_whole(tracker, whole, f"import {file.name}")
    if as_json:
        print_json(
            {"new": whole.rows, "changed": 0, "same": 0, "bad": [], "private": whole.private}
        )
    else:
        nothing = " (nothing was written)" if dry_run else ""
        click.echo(f"{number_of(whole.rows, 'row')} imported{nothing}")
