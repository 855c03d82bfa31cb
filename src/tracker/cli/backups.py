"""`backup`, `restore` and `check`: copies of the data file, and what can be read of a damaged one.

None of them needs the file to open.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.session import FILE, CommandSession, pass_session
from tracker.domain.errors import FileTrouble, InvalidInput, TrackerError

if TYPE_CHECKING:
    from tracker.app.backups.shelf import BackupReason, BackupShelf
    from tracker.app.tracker import Tracker
    from tracker.store.salvage import SalvageResult

SOUND, NOT_SOUND = 0, 1
MOST_NAMED = 20


@click.command(short_help="Make a checked copy of the data file.")
@click.argument("file", required=False, type=FILE)
@pass_session
def backup(session: CommandSession, file: Path | None) -> None:
    """Copy the data file to FILE, or into the backup folder, and read the copy through.

    Works while the window has the file open. A FILE that is there already is left alone.
    """
    from tracker.app.backups.shelf import BackupReason
    from tracker.store.backup import copy_file

    session.check_there()
    _require(session.path)
    if file is None:
        file = _make(session, BackupReason.ASKED)
    elif file.exists():
        raise InvalidInput("file", f"{file.name} is there already", "Name a file that is not.")
    else:
        copy_file(session.path, file)
    click.echo(f"{file}: read through and whole")


@click.command(short_help="Restore a backup, or list them.")
@click.argument("file", required=False, type=FILE)
@click.option("--list", "listing", is_flag=True, help="Say what the backups hold.")
@click.option("--customer", metavar="CUSTOMER", help="Bring back one customer, nothing else.")
@pass_session
def restore(
    session: CommandSession, file: Path | None, listing: bool, customer: str | None
) -> None:
    """Put a copy of the backup FILE (a path, or a name of the list) in the place of the data file.

    The file as it was is kept first: as a backup, or moved aside if it is damaged. With --customer
    only what was deleted or changed of that one is brought back. The window must be closed.
    """
    shelf = _shelf(session)
    if listing == (file is not None) or (listing and customer):
        raise InvalidInput("file", "Name one backup, or ask for the list", "Try: restore --list")
    if file is None:
        _list(shelf)
        return
    from tracker.app.backups.contents import file_contents, opened_file
    from tracker.app.backups.restoring import restore as bring_back
    from tracker.report.text.backups import reach, restored_line

    found = _found(shelf, file)
    if customer is not None:
        _restore_customer(session, found, customer)
        return
    done = bring_back(found, shelf, datetime.now())
    with opened_file(session.path) as tracker:
        holds = file_contents(tracker)
        click.echo(restored_line(found, done.kept))
        click.echo(f"{session.path}: {reach(holds.newest and holds.newest[1], holds.entries)}")
        if done.whole and done.kept is not None:
            _tell_lost(tracker, done.kept)


def _restore_customer(session: CommandSession, backup: Path, customer: str) -> None:
    from tracker.app.backups.shelf import BackupReason
    from tracker.app.commands import bring_back_customer
    from tracker.report.text.backups import customer_back

    session.check_there()
    _require(session.path)
    kept = _make(session, BackupReason.RESTORE)
    try:
        with session.writing() as tracker:
            count = bring_back_customer(tracker, backup, customer)
    except TrackerError:  # nothing was changed
        kept.unlink(missing_ok=True)
        raise
    click.echo(customer_back(customer, backup.name, count))
    click.echo(f"The file as it was is kept as {kept.name}.")


@click.command(short_help="Check whether the data file is sound.")
@click.option("--salvage", "out", type=FILE, metavar="OUT", help="Write what can be read to OUT.")
@pass_session
def check(session: CommandSession, out: Path | None) -> int:
    """Read the whole data file. Exit 0: sound; 1: not.

    With --salvage every row that can be read goes into the new file OUT, and what is missing is
    listed; the data file itself is left as it is.
    """
    from tracker.app.backups.contents import file_contents, opened_file
    from tracker.report.text.backups import reach

    session.check_there()
    _require(session.path)
    status = SOUND
    try:
        with opened_file(session.path) as tracker:
            holds = file_contents(tracker)
        click.echo(
            f"{session.path} is sound: {reach(holds.newest and holds.newest[1], holds.entries)}"
        )
    except FileTrouble as error:
        if out is None:
            raise
        click.echo(f"Error: {error.sentence}", err=True)
        status = NOT_SOUND
    if out is not None:
        from tracker.store.salvage import salvage

        _echo_result(salvage(session.path, out), out)
    return status


def keep_before_import(session: CommandSession) -> None:
    """Keep the file as it is; raises `FileTrouble` if that cannot be done anywhere."""
    from tracker.app.backups.shelf import BackupReason

    _make(session, BackupReason.IMPORT)


def _make(session: CommandSession, reason: BackupReason) -> Path:
    made = _shelf(session).make(datetime.now(), reason)
    if made.trouble:
        click.echo(f"Not in the chosen folder: {made.trouble.sentence}", err=True)
    return made.backup.path


def _shelf(session: CommandSession) -> BackupShelf:
    from tracker.app.backups.shelf import chosen_shelf
    from tracker.app.settings import Settings, settings_file

    return chosen_shelf(session.path, Settings(settings_file()))


def _require(path: Path) -> None:
    if not path.is_file():
        raise FileTrouble(f"There is no file {path}", "Check the name after --data.")


def _found(shelf: BackupShelf, file: Path) -> Path:
    """Return the backup that a person named: by its path, or as the list has it."""
    if file.is_file():
        return file
    named = [one.path for one in shelf.all() if one.path.name == file.name]
    if not named or file.parent != Path():
        raise FileTrouble(f"There is no file {file}", "Try: restore --list")
    return named[0]


def _list(shelf: BackupShelf) -> None:
    from tracker.app.backups.contents import file_contents, opened_file
    from tracker.app.backups.shelf import same_disk
    from tracker.report.text.backups import SAME_DISK, file_size, reach

    found = shelf.all(datetime.now())
    if not found:
        click.echo(f"No backups yet; they will be in {shelf.folder}")
    if same_disk(shelf.folder, shelf.data):
        click.echo(SAME_DISK, err=True)
    for folder in {one.path.parent: None for one in found}:
        click.echo(str(folder))
        for one in (one for one in found if one.path.parent == folder):
            try:
                with opened_file(one.path) as tracker:
                    holds = file_contents(tracker)
                said = reach(holds.newest and holds.newest[1], holds.entries)
            except FileTrouble as error:
                said = f"cannot be used: {error.title}"
            click.echo(f"  {one.path.name}  {file_size(one.size)}  {said}")


def _tell_lost(restored: Tracker, kept: Path) -> None:
    """Name what was entered after the backup, which only the file as it was still holds."""
    from tracker.app.backups.contents import differences, opened_file
    from tracker.domain.backup import RowChange

    with opened_file(kept) as before:
        lost = [one for one in differences(restored, before) if one.change is not RowChange.DELETED]
    if not lost:
        return
    click.echo("Entered or changed after it, and only in the file as it was:")
    for one in lost[:MOST_NAMED]:
        click.echo(f"  {' · '.join(part for part in (one.customer, one.what, one.says) if part)}")
    if len(lost) > MOST_NAMED:
        click.echo(f"  and {len(lost) - MOST_NAMED} more")


def _echo_result(result: SalvageResult, out: Path) -> None:
    """Say what was read, and name what was not."""
    click.echo(f"{out}: {result.rows} rows")
    for table in result.tables:
        if table.missing or table.refused or table.broken:
            told = [f"{table.read} rows read"]
            told += [f"{len(table.missing)} missing"] if table.missing else []
            told += [f"{table.refused} could not be kept"] if table.refused else []
            told += ["a part of the table cannot be read"] if table.broken else []
            click.echo(f"  {table.name}: {', '.join(told)}")
    if result.unplaced:
        click.echo(f"  {result.unplaced} rows could belong to more than one table: left out")
    if result.missing_entries:
        from tracker.app.backups.contents import entry_names, opened_file

        with opened_file(out) as tracker:
            names = entry_names(tracker, result.missing_entries)
        click.echo("Missing entries:")
        for name in names[:MOST_NAMED]:
            click.echo(f"  {name}")
        if len(names) > MOST_NAMED:
            click.echo(f"  and {len(names) - MOST_NAMED} more")
    if result.complete:
        click.echo("Nothing is known to be missing.")
