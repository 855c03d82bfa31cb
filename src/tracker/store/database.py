"""An open data file: looked at before it is touched, one writer, guarded, brought up to date.

Reads are plain SQL on one connection of our own; writes go through sqlite-utils, which is loaded at
the first write (or by `preload`), because it is half of a start. The journal is SQLite's default
(DELETE, FULL): one file, safe to copy when closed, and nothing acknowledged is ever lost.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import FileTrouble
from tracker.store.errors import damaged, translated_disk_errors, translated_errors
from tracker.store.opening import (
    APPLICATION_ID,
    SCHEMA,
    check_header,
    check_new,
    check_ours,
    check_writable,
    needs_full_check,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tracker.store.opening import WriterLock


_DDL = {
    sqlite3.SQLITE_CREATE_TABLE,
    sqlite3.SQLITE_DROP_TABLE,
    sqlite3.SQLITE_ALTER_TABLE,
}


class File:
    """An open data file; `path` None keeps everything in memory: empty, or a `copy` to be read.

    Raises `FileTrouble`, with everything as it was, for whatever cannot be opened.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        create: bool = True,
        read_only: bool = False,
        copy: bytes | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.suspect = True
        self._lock: WriterLock | None = None
        try:
            with translated_disk_errors(path):
                if path:
                    self._reserve(path, create=create and not read_only)
                self.conn = _connect(self.path, "ro" if read_only else "rw")
                self._bring_up(copy)
        except BaseException:
            self.close()
            raise

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet."""
        return hasattr(self, "conn")

    @cached_property
    def utils(self) -> Database:
        """sqlite-utils on our connection."""
        return _wrapped(self.conn)

    def preload(self) -> None:
        """Load what the first write needs, while nobody waits."""
        _ = self.utils

    def atomic(self) -> AbstractContextManager[object]:
        """One transaction; inside another, a part of it."""
        return self.utils.atomic()

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Read rows as tuples."""
        try:
            with translated_errors(self.path):
                return self.conn.execute(sql, values).fetchall()
        except UnicodeDecodeError as error:  # the complaint itself is no text
            raise damaged(self.path) from error

    def holds_any(self, tables: Iterable[str]) -> bool:
        """Say whether any of these tables has a row."""
        selects = (f"SELECT 1 FROM {table}" for table in tables)
        return bool(self.query(f"{' UNION ALL '.join(selects)} LIMIT 1"))

    def require(self, tables: Iterable[str]) -> None:
        """Refuse a file without one of these tables, and let it go."""
        there = {row[0] for row in self.query("SELECT name FROM sqlite_master WHERE type='table'")}
        if not there.issuperset(tables):
            self.close()
            raise damaged(self.path)

    def copy(self) -> bytes:
        """Return everything in the file as it is now, as SQLite's own bytes."""
        with translated_errors(self.path):
            return self.conn.serialize()

    def check(self) -> None:
        """Read the whole file for damage, on a connection of its own: fit for any thread.

        Raises `FileTrouble` if something is wrong with it.
        """
        if self.path:
            with translated_errors(self.path), closing(_connect(self.path, "ro")) as conn:
                check_ours(conn, self.path, read_all=True)

    def guard(self) -> None:
        """From here on a typo cannot create, drop or alter a table."""
        self.conn.set_authorizer(_authorize)

    def close(self) -> None:
        """Commit nothing, let go of the file and of the lock."""
        if self.is_open:
            conn = self.conn
            del self.conn
            conn.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def _reserve(self, path: Path, *, create: bool) -> None:
        """Look at the file, take its lock, and make it if it is not there."""
        self.path = path.absolute()
        real = _real(self.path)  # two names of one file have one lock
        self.suspect = needs_full_check(real, writing=not self.read_only)
        fresh = check_new(real, create=create)
        if not self.read_only:
            from tracker.store.opening import WriterLock

            check_writable(real)
            self._lock = WriterLock(real)
            if fresh and not real.exists():
                _make(real)
        check_header(real, SCHEMA)

    def _bring_up(self, copy: bytes | None) -> None:
        if copy is not None:
            self.conn.deserialize(copy)
            ((version,),) = self.query("PRAGMA user_version")
            if version < SCHEMA:  # a copy of an older file, as a backup may be
                _migrate(self.utils)
        elif self.path is None:
            _migrate(self.utils)
        else:
            version = check_ours(self.conn, self.path, read_all=self.suspect)
            if version < SCHEMA:
                self._migrate_known(self.path, version)
        if not self.read_only:
            from tracker.store.derived import rebuild_index

            _settle(self.conn)
            rebuild_index(self.conn)

    def _migrate_known(self, path: Path, version: int) -> None:
        if self.read_only:
            raise FileTrouble(
                f"{path.name} was made by an older version",
                "Open it once in the window to bring it up to date.",
            )
        from tracker.store.backup import before_upgrade, write_backup

        write_backup(self.conn, before_upgrade(path, version))
        _migrate(self.utils)


def _real(path: Path) -> Path:
    """Return what a path leads to in the end."""
    try:
        return path.resolve()
    except (RuntimeError, ValueError) as error:  # links in a circle; a NUL
        raise FileTrouble(f"{path.name} cannot be opened", "Choose another file.") from error


def _make(path: Path) -> None:
    from tracker.store.backup import written_beside

    with written_beside(path) as part:
        conn = _connect(part, "rwc")
        try:
            _settle(conn)
            _migrate(_wrapped(conn))
        finally:
            conn.close()


@contextmanager
def made_at_version(path: Path, version: int) -> Iterator[sqlite3.Connection]:
    """Yield an empty file as a version made it, to be filled; then bring it up to date."""
    with closing(_connect(path, "rwc")) as conn:
        _settle(conn)
        _migrate(_wrapped(conn), version)
        yield conn
        _migrate(_wrapped(conn))


def _migrate(db: Database, version: int | None = None) -> None:
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
            raise FileTrouble("The file’s parts do not fit together", str(broken))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {version}")
        db.commit()
    except BaseException:
        db.rollback()
        raise
    db.execute("PRAGMA foreign_keys = ON")


def _wrapped(conn: sqlite3.Connection) -> Database:
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


def _connect(path: Path | None, mode: str) -> sqlite3.Connection:
    target = f"{path.as_uri()}?mode={mode}" if path else ":memory:"
    conn = sqlite3.connect(target, uri=bool(path), timeout=5)
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        conn.execute(f"PRAGMA {pragma}")
    conn.execute("PRAGMA temp_store = MEMORY")
    return conn


def _settle(conn: sqlite3.Connection) -> None:
    """Make every commit last. Only for a file that is known to be ours: it may change the file."""
    conn.execute("PRAGMA journal_mode = DELETE")
    conn.execute("PRAGMA synchronous = FULL")


def _authorize(action: int, *_details: object) -> int:
    return sqlite3.SQLITE_DENY if action in _DDL else sqlite3.SQLITE_OK
