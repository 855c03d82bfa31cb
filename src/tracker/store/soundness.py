"""Whether a file is ours, of a schema we know, and undamaged; and how thoroughly to look."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tracker.store.place import check_identity
from tracker.store.trouble import damaged

SCHEMA = 4
SMALL = 2_000_000  # bytes: read through in no time


def suspect(path: Path, *, writing: bool) -> bool:
    """Say whether to read the whole file for damage before anything else.

    Where (for a writer) the last one ended in the midst of things, and wherever it takes no time. A
    large file that was closed well is read through by `File.check` once its window stands.
    """
    leftovers = (path.with_name(path.name + end) for end in (".lock", "-journal"))
    large = path.exists() and path.stat().st_size > SMALL
    return not large or (writing and any(one.exists() for one in leftovers))


def check_ours(conn: sqlite3.Connection, path: Path, *, read_all: bool) -> int:
    """Return the version; this time what SQLite reads counts, after it has tidied up."""
    sound = True
    try:
        (application,) = conn.execute("PRAGMA application_id").fetchone()
        (version,) = conn.execute("PRAGMA user_version").fetchone()
        if read_all:
            sound = conn.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except UnicodeDecodeError as error:  # so far gone that the complaint itself is no text
        raise damaged(path) from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname == "SQLITE_ERROR":  # what it cannot read at all
            raise damaged(path) from error
        raise
    check_identity(path, application, version, SCHEMA)
    if not sound:
        raise damaged(path)
    return int(version)
