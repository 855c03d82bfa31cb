"""A file that appears whole or not at all: written beside its place, made durable, then renamed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.domain.errors import FileTrouble
from tracker.store.errors import translated_disk_errors


def write_backup(conn: sqlite3.Connection, target: Path) -> None:
    """Copy the open file to `target`, once the copy is known to be good."""
    with translated_disk_errors(target), written_beside(target) as part:
        copy = sqlite3.connect(part)
        try:
            conn.backup(copy)
            sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        if not sound:
            raise FileTrouble(
                "The copy did not come out sound", "Check the disk; nothing was changed."
            )


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """Yield a name to write to; afterwards it becomes `target`, or is gone if anything failed."""
    part = target.with_name(target.name + ".part")
    _clear(part)
    try:
        yield part
        _sync(part)
        part.replace(target)
    except BaseException:
        _clear(part)
        raise
    if os.name == "posix":
        _sync(target.parent)


def _clear(part: Path) -> None:
    for path in (part, part.with_name(part.name + "-journal")):
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
