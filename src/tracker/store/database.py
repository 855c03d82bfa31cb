"""Open a tracker file: look before touching, one writer, guard, migrate.

Reads are plain SQL on one connection of our own; writes go through sqlite-utils, which is loaded at
the first write (or by `warm`), because it is half of a start. The journal is SQLite's default
(DELETE, FULL): one file, safe to copy when closed, and nothing acknowledged is ever lost.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import FileTrouble
from tracker.store.trouble import told_plainly

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tracker.store.lock import WriterLock

APPLICATION_ID = 0x54524B31
SCHEMA = 2
_DDL = {
    sqlite3.SQLITE_CREATE_TABLE,
    sqlite3.SQLITE_DROP_TABLE,
    sqlite3.SQLITE_ALTER_TABLE,
}


class File:
    """An open data file; `path` None keeps everything in memory.

    Raises `FileTrouble`, with everything as it was, for whatever cannot be opened.
    """

    def __init__(self, path: Path | None, *, create: bool = True, read_only: bool = False) -> None:
        self.path = path.absolute() if path else None
        self.read_only = read_only
        self._lock: WriterLock | None = None
        if self.path:
            fresh = _look(self.path, create=create and not read_only)
            if not read_only:
                _check_writable(self.path)
                from tracker.store.lock import WriterLock

                self._lock = WriterLock(self.path)
        else:
            fresh = True
        try:
            with told_plainly(self.path):
                self.conn = _connect(self.path, read_only=read_only)
                self._bring_up(fresh=fresh)
        except BaseException:
            self.close()
            raise

    @cached_property
    def utils(self) -> Database:
        """sqlite-utils on our connection."""
        database = _sqlite_utils().Database
        db: Database = database(
            self.conn, execute_plugins=False, strict=True, recursive_triggers=False
        )
        # Known of any SQLite since 3.37; asked for, it would write a probe table into the file.
        db._supports_on_conflict = db._supports_strict = True  # noqa: SLF001
        return db

    def warm(self) -> None:
        """Load what the first write needs, while nobody waits."""
        _ = self.utils

    def atomic(self) -> AbstractContextManager[object]:
        """One transaction; inside another, a part of it."""
        return self.utils.atomic()

    def query(self, sql: str, *values: object) -> list[Any]:
        """Read rows as tuples."""
        return self.conn.execute(sql, values).fetchall()

    def guard(self) -> None:
        """From here on a typo cannot create, drop or alter a table."""
        self.conn.set_authorizer(_authorize)

    def close(self) -> None:
        """Commit nothing, let go of the file and of the lock."""
        if conn := self.__dict__.pop("conn", None):
            conn.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def _bring_up(self, *, fresh: bool) -> None:
        version = SCHEMA
        if not fresh:
            version = _check_ours(self.conn, self.path)
        if fresh or version < SCHEMA:
            if self.read_only:
                raise FileTrouble(
                    f"{self.path and self.path.name} was made by an older version",
                    "Open it once in the window to bring it up to date.",
                )
            self._migrate(keep_copy=not fresh, version=version)
        if not self.read_only:
            from tracker.store.schema import DERIVED

            for statement in DERIVED:
                self.conn.execute(statement)

    def _migrate(self, *, keep_copy: bool, version: int) -> None:
        from tracker.store.backup import write_backup
        from tracker.store.schema import migrations

        if keep_copy and self.path:
            write_backup(self.conn, self.path.with_name(f"{self.path.name}.v{version}.bak"))
        db = self.utils
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("BEGIN IMMEDIATE")
        try:
            migrations().apply(db)
            if broken := self.query("PRAGMA foreign_key_check"):
                raise FileTrouble("The file’s parts do not fit together", str(broken[:3]))
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {SCHEMA}")
            db.commit()
        except BaseException:
            db.rollback()
            raise
        db.execute("PRAGMA foreign_keys = ON")


def _sqlite_utils() -> Any:
    """Import sqlite-utils without numpy, which it would take in wherever it finds it."""
    if "sqlite_utils" not in sys.modules and "numpy" not in sys.modules:
        sys.modules["numpy"] = None  # type: ignore[assignment]
        try:
            import sqlite_utils
        finally:
            del sys.modules["numpy"]
    import sqlite_utils

    return sqlite_utils


def _look(path: Path, *, create: bool) -> bool:
    """Return whether the file is still to be made; refuse what could never be one."""
    if path.is_dir():
        raise FileTrouble(f"{path} is a folder", "Name a file in it.")
    if not path.parent.is_dir():
        raise FileTrouble(f"The folder {path.parent} is not there", "Make it, or choose another.")
    if not path.exists():
        if not create:
            raise FileTrouble(f"There is no file {path}", "Check the name after --data.")
        return True
    if path.stat().st_size == 0:
        raise FileTrouble(
            f"{path.name} is empty (0 bytes)",
            "Another program may have emptied it: restore a backup copy, or delete it.",
        )
    return False


def _check_writable(path: Path) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        raise FileTrouble(f"{path.name} is read-only", "Copy it to a place where you may write.")
    if not os.access(path.parent, os.W_OK):
        raise FileTrouble(
            f"You may not write in {path.parent}", "Copy the file to a folder of your own."
        )


def _connect(path: Path | None, *, read_only: bool) -> sqlite3.Connection:
    target = f"{path.as_uri()}?mode={'ro' if read_only else 'rwc'}" if path else ":memory:"
    conn = sqlite3.connect(target, uri=bool(path), timeout=5)
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        conn.execute(f"PRAGMA {pragma}")
    conn.execute("PRAGMA temp_store = MEMORY")
    if not read_only:
        conn.execute("PRAGMA journal_mode = DELETE")
        conn.execute("PRAGMA synchronous = FULL")
    return conn


def _check_ours(conn: sqlite3.Connection, path: Path | None) -> int:
    name = path.name if path else "The data"
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise FileTrouble(f"{name} is not an Impact Tracker file", "Choose another file.")
    if version > SCHEMA:
        raise FileTrouble(
            f"{name} was made by a newer version of Impact Tracker", "Update the app to open it."
        )
    if conn.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise FileTrouble(f"{name} is damaged", "Restore a backup copy; this one was left as is.")
    return int(version)


def _authorize(action: int, *_details: object) -> int:
    return sqlite3.SQLITE_DENY if action in _DDL else sqlite3.SQLITE_OK
