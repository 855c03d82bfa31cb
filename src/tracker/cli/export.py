"""`export`: everything logged as CSV, Excel, one JSON document, or lines that may leave.

And the one form that goes back in whole: `import all.json`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from tracker.cli.session import CommandSession, pass_session, print_json
from tracker.domain.errors import InvalidInput

NAMING: Final = "Name a file that ends in .csv, .xlsx, .json or .jsonl."
TAKES: Final = " --private takes them along."
_SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}
_DECIMALS: Final = {"point": ".", "comma": ","}


@click.command(short_help="Write everything logged: CSV, Excel, JSON, shared lines.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--private", is_flag=True, help="Take your private words along (CSV, Excel, JSON).")
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
    from tracker.app.tracker import Tracker
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
        click.echo(f"{number_of(whole.rows, 'row')} taken in whole{nothing}")
