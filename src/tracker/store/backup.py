"""Copies that appear whole or not at all: written beside their place, made durable, then renamed.

A copy of a data file is SQLite's online backup, so it is good whoever writes meanwhile, and it is
read through before it takes its place.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tracker.domain.errors import FileTrouble
from tracker.store.errors import translated_disk_errors
from tracker.store.opening import SCHEMA, address, check_header, refuse_unsound
from tracker.store.soundness import is_sound
from tracker.store.temporary import is_running

OURS_ALONE = 0o600  # what people write here is for nobody else to read
RowCounts = Mapping[str, int]
_LONG = 230  # bytes of a name: most file systems take 255
_PART = re.compile(
    r"(?P<stem>[^ ]+)(?: .+)?(?P<end>\.[^. ]+)\.(?P<process>\d{1,9})\.part(?:-journal)?"
)


def write_backup(conn: sqlite3.Connection, target: Path) -> None:
    """Copy the open file to `target`, once the copy is known to be good."""
    with translated_disk_errors(target), written_beside(target) as part:
        counts = _row_counts(conn)
        with closing(sqlite3.connect(part)) as copy:
            _fill(copy, conn)
            copy.execute("PRAGMA journal_mode = DELETE")
            sound = is_sound(copy) and _row_counts(copy) == counts
        if not sound:
            raise FileTrouble(
                "The copy did not come out sound", "Check the disk; nothing was changed."
            )


def _fill(copy: sqlite3.Connection, conn: sqlite3.Connection) -> None:
    try:
        conn.backup(copy)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_FULL":
            raise
        raise FileTrouble(
            "There is no room for a copy",
            "Make room on its disk, or choose another folder; your data is as it was.",
        ) from error


def copy_file(source: Path, target: Path) -> None:
    """Copy a data file that may be open and written meanwhile; fit for any thread.

    Raises `FileTrouble` if it cannot be read, is damaged, or cannot be written; then `target` is
    as it was.
    """
    with closing(_still(source)) as still:
        write_backup(still, target)


def whole_content(source: Path) -> bytes:
    """Return everything in a data file as SQLite's own bytes, for `File(None, copy=…)`.

    Raises `FileTrouble` if it is not ours, is newer than we are, is damaged or cannot be read.
    """
    with translated_disk_errors(source):
        check_header(source)
        with closing(_still(source)) as still:
            return still.serialize()


def _still(source: Path) -> sqlite3.Connection:
    """Return a copy in memory that was read through and found whole.

    In memory first: nobody who logs waits for a slow drive, and what is copied stands still.
    """
    still = sqlite3.connect(":memory:")
    try:
        with translated_disk_errors(source):
            check_header(source)
            with closing(
                sqlite3.connect(address(source.absolute(), "ro"), uri=True, timeout=5)
            ) as live:
                live.backup(still)
            refuse_unsound(still, source)
    except BaseException:
        still.close()
        raise
    return still


def written_by_upgrade(path: Path) -> list[Path]:
    """Return the copies that older versions left beside a file when they brought it up to date."""
    found = (path.with_name(f"{path.name}.v{version}.bak") for version in range(1, SCHEMA))
    return [one for one in found if one.is_file()]


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """Yield a name to write to; afterwards it becomes `target`, or is gone if anything failed.

    What a killed program left at such names, of this file or of its other backups, goes, too.
    """
    name = target.name
    if len(os.fsencode(name)) > _LONG:  # room for the ending, and for that of SQLite's journal
        name = f"{name[: _LONG // 4]}{target.suffix[: _LONG // 8]}"
    part = target.with_name(f"{name}.{os.getpid()}.part")
    _clear_left_behind(target)
    _clear(part)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OURS_ALONE))
        yield part
        _sync(part)
        part.replace(target)
    except BaseException:
        _clear(part)
        raise
    if os.name == "posix":
        with suppress(OSError):  # it is in its place by now; some network drives sync no folder
            _sync(target.parent)


def _row_counts(conn: sqlite3.Connection) -> RowCounts:
    """Return how many rows every table has that is no part of an index."""
    names = [
        name
        for (name,) in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
            " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'word_*'"
        )
    ]
    return {name: conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _clear_left_behind(target: Path) -> None:
    with suppress(OSError):  # not ours to list, or to remove
        for path in target.parent.iterdir():
            found = _PART.fullmatch(path.name)
            kin = found and (found["stem"], found["end"]) == _family(target.name)
            if found and kin and not is_running(int(found["process"])):
                path.unlink(missing_ok=True)


def _family(name: str) -> tuple[str, str]:
    """Return what the names of a file and of its backups share: `impact` and `.db`."""
    stem, dot, end = name.rpartition(".")
    return (stem or end).partition(" ")[0], dot + end


def _clear(part: Path) -> None:
    for path in (part, part.with_name(part.name + "-journal")):
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
