"""A new data file, an older one brought up to date, and what a file of this version consists of."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.errors import FileTrouble
from tracker.store.beside import JOURNAL
from tracker.store.errors import damaged
from tracker.store.opening import APPLICATION_ID, SCHEMA, connect

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = (
    "SELECT t.name, c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c"
    " WHERE t.type = 'table'"
)


def make(path: Path) -> None:
    """Make a new file, which appears whole or not at all, for its owner's eyes only."""
    from tracker.store.backup import written_beside

    with suppress(FileNotFoundError):  # a name too long for it is told before anything lies there
        path.with_name(path.name + JOURNAL).lstat()
    with written_beside(path) as part:
        conn = connect(part, "rwc")
        try:
            settle(conn)
            migrate(wrapped(conn))
        finally:
            conn.close()


@contextmanager
def made_at_version(path: Path, version: int) -> Iterator[sqlite3.Connection]:
    """Yield an empty file as a version made it, to be filled; then bring it up to date."""
    with closing(connect(path, "rwc")) as conn:
        settle(conn)
        migrate(wrapped(conn), version)
        yield conn
        migrate(wrapped(conn))


def migrate(db: Database, version: int | None = None) -> None:
    """Take every step that is missing up to a version (the newest), all or none."""
    from tracker.store.migrations.schema import STEPS, migrations
    from tracker.store.views import drop_views

    version = SCHEMA if version is None else version
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN IMMEDIATE")
    try:
        drop_views(db.conn)  # a table that is rebuilt must not be named by any
        migrations().apply(db, stop_before=STEPS[version:])
        if broken := db.execute("PRAGMA foreign_key_check").fetchmany(3):
            raise FileTrouble(
                "The file’s parts do not fit together", "It was left as it was: restore a backup."
            ) from ValueError(str(broken))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {version}")
        db.commit()
    except BaseException:
        db.rollback()
        raise
    db.execute("PRAGMA foreign_keys = ON")


def wrapped(conn: sqlite3.Connection) -> Database:
    """Return sqlite-utils on a connection of ours."""
    database = _database_class()
    db = database(conn, execute_plugins=False, strict=True, recursive_triggers=False)
    # Known of any SQLite since 3.37; asked for, it would write a probe table into the file.
    db._supports_on_conflict = db._supports_strict = True  # noqa: SLF001
    return db


def _database_class() -> type[Database]:
    """Import sqlite-utils without numpy, which it would take in wherever it finds it."""
    without = "sqlite_utils" not in sys.modules and "numpy" not in sys.modules
    if without:
        sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        from sqlite_utils import Database
    finally:
        if without:
            del sys.modules["numpy"]
    return Database


def write_again(path: Path, conn: sqlite3.Connection) -> None:
    """Write an open file to its place again, from which it was deleted."""
    from tracker.store.backup import written_beside

    with suppress(FileNotFoundError):  # a name too long for it is told before anything lies there
        path.with_name(path.name + JOURNAL).lstat()
    with written_beside(path) as part:
        part.write_bytes(conn.serialize())


def settle(conn: sqlite3.Connection) -> None:
    """Make every commit last. Only for a file that is known to be ours: it may change the file.

    EXTRA also makes durable that the journal is gone: without, a power cut right after a commit
    brings the journal back, and takes back what was said to be saved.
    """
    conn.execute("PRAGMA journal_mode = DELETE")
    conn.execute("PRAGMA synchronous = EXTRA")


def check_columns(conn: sqlite3.Connection, path: Path) -> None:
    """Refuse a file in which a column of this version is missing, as damaged."""
    from importlib import import_module

    from tracker.store.migrations.schema import STEPS

    with closing(sqlite3.connect(":memory:")) as made:
        for step in STEPS:
            module = import_module(f"tracker.store.migrations.{step.partition('_')[0]}")
            for statement in module.STATEMENTS:
                made.execute(statement)
        wanted = set(made.execute(_COLUMNS))
    if not wanted.issubset(conn.execute(_COLUMNS)):
        raise damaged(path)
