"""What a person sees before a backup is brought back: which are whole, what would be lost with one.

Nothing here changes a file. Everything may run in another thread: what is opened is closed there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.app.backups.contents import differences, file_contents, opened_file
from tracker.app.backups.one_customer import lost_since
from tracker.app.backups.shelf import Backup, BackupShelf
from tracker.app.tables import TABLES
from tracker.app.tracker import Tracker
from tracker.domain.backup import Difference, FileContents, RowChange
from tracker.domain.errors import FileTrouble
from tracker.store.backup import whole_content
from tracker.store.database import Keep
from tracker.store.opening import is_newer
from tracker.store.salvage import holds_our_tables, put_row, salvage
from tracker.store.temporary import temporary_folder


@dataclass(frozen=True, slots=True)
class BackupLook:
    """A backup that was read through: what is in it, or why it cannot be used."""

    backup: Backup
    contents: FileContents | None
    trouble: FileTrouble | None = None


@dataclass(frozen=True, slots=True)
class FileNow:
    """What can be read of the data file as it is, as SQLite's bytes; `whole` if it is all of it."""

    content: bytes | None
    whole: bool


def look_into(backup: Backup) -> BackupLook:
    """Read a backup through."""
    try:
        with opened_file(backup.path) as tracker:
            return BackupLook(backup, file_contents(tracker))
    except FileTrouble as error:
        return BackupLook(backup, None, error)


def look_at_data(data: Path) -> FileNow:
    """Read what can be read of the data file, which is left as it is."""
    try:
        return FileNow(whole_content(data), whole=True)
    except FileTrouble:
        pass
    with temporary_folder() as folder:
        read = Path(folder) / "read.db"
        try:
            salvage(data, read)
            return FileNow(whole_content(read), whole=False)
        except FileTrouble:  # nothing can be read of it, or there is none
            return FileNow(None, whole=False)


def needs_backup(shelf: BackupShelf) -> bool:
    """Say whether a file that did not open needs a backup, and not another place or a newer app.

    So it is where the file is gone although it has backups, and where it cannot be read whole. What
    has no backup and holds no table of ours was never a data file.
    """
    data = shelf.data
    if not data.exists():
        return bool(shelf.all())
    if not data.is_file() or is_newer(data):
        return False
    try:
        whole_content(data)
    except FileTrouble:
        return bool(shelf.all()) or holds_our_tables(data)
    return False


def lost_with(backup: Path, now: FileNow) -> list[Difference]:
    """Return what was entered or changed after a backup, as far as it can still be read."""
    if now.content is None:
        return []
    with (
        opened_file(backup) as then,
        Tracker(read_only=True, copy=now.content) as tracker,
    ):
        found = differences(then, tracker)
    return [one for one in found if one.change is not RowChange.DELETED]


def customers_lost_with(backup: Path, now: FileNow) -> dict[str, int]:
    """Return of which customers what a backup has was deleted or changed since, and how much."""
    if now.content is None:
        return {}
    with (
        opened_file(backup) as then,
        Tracker(read_only=True, copy=now.content) as tracker,
    ):
        return lost_since(then, tracker)


def bring_along(data: Path, now: FileNow, lost: Sequence[Difference], keep: Keep) -> int:
    """Write into a restored file what was entered after it, in one step; return how many rows.

    `keep` makes a backup of a restored file of an older version before it is brought up to date. A
    row that the file does not take, for what it belongs to is lost, is left out.
    """
    if now.content is None:
        return 0
    taken = 0
    with Tracker(read_only=True, copy=now.content) as source, Tracker(data, keep=keep) as target:
        columns = {
            table: [row[1] for row in source.file.query(f"PRAGMA table_info({table})")]
            for table in {one.table for one in lost}
        }
        with target.edit("bring along what was entered after the backup"):
            for one in sorted(lost, key=lambda one: TABLES.index(one.table)):
                names = columns[one.table]
                sql = f"SELECT {', '.join(names)} FROM {one.table} WHERE id = ?"  # noqa: S608
                (row,) = source.file.query(sql, one.id)
                taken += put_row(target.file.conn, one.table, names, row)
    return taken
