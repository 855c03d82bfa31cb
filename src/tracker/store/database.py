"""An open data file: looked at before it is touched, one writer, guarded, brought up to date.

Reads are plain SQL on one connection of our own; writes go through sqlite-utils, which is loaded at
the first write (or by `preload`), because it is half of a start. The journal is SQLite's default
(DELETE), and its end is made durable, too (EXTRA): one file, safe to copy when closed, and nothing
acknowledged is ever lost. Before each step the file on the disk is looked at again (`watch`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import FileDamaged, FileTrouble
from tracker.store.errors import changed, damaged, translated, translated_disk_errors
from tracker.store.lock import WriterLock, is_open_elsewhere
from tracker.store.opening import (
    SCHEMA,
    FileInspection,
    check_new,
    check_ours,
    check_writable,
    connect,
    file_state,
    forbid_new_tables,
    look_at,
    needs_full_check,
    real_file,
    refuse_empty,
    told_of_names,
    unreadable,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tracker.store.watch import FileFate, Watch

Keep = Callable[[Path, "File"], Path]
_LARGEST = (1 << 63) - 1


class File:
    """An open data file; `path` None keeps everything in memory: empty, or a `copy` to be read.

    `keep` makes a backup of an older file before it is brought up to date, and returns where that
    lies; without it no older file is written.
    Raises `FileTrouble`, with everything as it was, for whatever cannot be opened.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        create: bool = True,
        read_only: bool = False,
        thorough: bool = False,
        required: Collection[str] = (),
        copy: bytes | None = None,
        keep: Keep | None = None,
        beside: bool = False,
    ) -> None:
        """Open it; `beside` is a second writer of a file that this program holds open already."""
        self.path = path
        self._keep = keep
        self.lent = False  # another thread writes into it, through a second one `beside` this
        self._beside = beside
        self.suspect = True
        self.damage: FileDamaged | None = None
        self.remarks: list[str] = []
        self.on_change: Callable[[], None] = lambda: None
        self._only_read = read_only
        self._thorough = thorough
        self._required = required
        self._lock: WriterLock | None = None
        self._watch: Watch | None = None
        self._leave_stamp: Callable[[sqlite3.Connection], None] | None = None
        try:
            with translated_disk_errors(path):
                if path and beside:
                    self._connect_beside(path)
                    return
                looked = self._reserve(path, create=create and not read_only) if path else None
                self._connect(looked, copy)
        except BaseException:
            self.close()
            raise

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet."""
        return hasattr(self, "conn")

    @property
    def _mode(self) -> str:
        return "ro" if self._only_read else "rw"

    @property
    def read_only(self) -> bool:
        """Whether nothing is written: it was opened so, was found to be damaged, or is lent."""
        return self._only_read or self.damage is not None or self.lent

    @cached_property
    def utils(self) -> Database:
        """sqlite-utils on our connection."""
        from tracker.store.making import wrapped

        return wrapped(self.conn)

    def preload(self) -> None:
        """Load what the first write needs, while nobody waits."""
        _ = self.utils

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """One transaction; inside another, a part of it. Raises `FileTrouble` as `look` does."""
        if self.conn.in_transaction:
            with self.utils.atomic():
                yield
            return
        self.look()
        with self.errors():
            with self.utils.atomic():
                if self._watch:
                    self._watch.expect()
                if self._leave_stamp:
                    self._leave_stamp(self.conn)
                yield
            if self._watch:
                self._watch.remember()

    def adopt(self) -> None:
        """Take what lies on the disk now for ours: another connection of this program wrote it."""
        if self._watch:
            self._watch.adopt()

    @contextmanager
    def errors(self, *, looking: bool = False) -> Iterator[None]:
        """Turn what the disk or another program caused into `FileTrouble`, and remember damage.

        While `looking` at the file, or in another thread, it is not looked at for the cause.
        """
        try:
            yield
        except FileDamaged as error:
            self.damage = self.damage or error
            raise
        except sqlite3.DatabaseError as error:
            if (told := self._meaning(error, looking=looking)) is error:
                raise
            raise told from error

    def _meaning(self, error: sqlite3.DatabaseError, *, looking: bool = False) -> Exception:
        """Return what SQLite refused as what a person is told, a bug as it is.

        Raises what `look` does where another program put something else in the file's place.
        """
        if self._watch and not (looking or self.lent or self.conn.in_transaction):
            self.look()
        told = translated(error, self.path)
        if isinstance(told, FileDamaged):
            self.damage = self.damage or told
        return told

    def look(self) -> None:
        """See whether the file may be written: it is ours, sound so far, and as we left it.

        Raises `FileDamaged` for the rest of the run once damage was found, `FileChanged` where
        another program changed the file (it was read again, nothing was written), `FileTrouble`
        where another writer came in or the file is gone.
        """
        if self.damage:
            raise self.damage
        if self.lent:
            raise FileTrouble(
                "A file is being imported, and nothing else is written meanwhile",
                "Wait until it is done, or cancel it.",
            )
        if self._watch is None or self._lock is None or self.path is None:
            return
        self.beware()
        with self.errors(looking=True), translated_disk_errors(self.path):
            change = self._watch.look()
            if change is not None and change.value == "moved":
                raise FileTrouble(
                    f"{self.path.name} is no longer where it was: it was moved or renamed",
                    "Put it back, or open it where it is now. Until then nothing is written.",
                )
            self._lock.renew()
            if change is not None:
                self._start_over(self.path, change)

    def beware(self) -> None:
        """Keep SQLite from what was laid beside the open file: it would carry that out to read."""
        if self._watch is None or self.lent or self.conn.in_transaction:
            return
        if self._watch.is_beset():
            from tracker.store.leftovers import keep_out

            with self.errors(looking=True), translated_disk_errors(self.path):
                path = real_file(self.path or Path())
                self.remarks += keep_out(path, as_left=self._watch.is_as_left())

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Read rows as tuples."""
        self.beware()
        try:
            return self.conn.execute(sql, values).fetchall()
        except OverflowError:  # a number that no row has, and no limit needs
            return self.query(sql, *(_within(value) for value in values))
        except UnicodeDecodeError as error:  # the complaint itself is no text
            self.damage = self.damage or damaged(self.path)
            raise self.damage from error
        except sqlite3.DatabaseError as error:
            told = self._meaning(error)
            raise told from (None if told is error else error)

    def holds_any(self, tables: Iterable[str]) -> bool:
        """Say whether any of these tables has a row."""
        selects = (f"SELECT 1 FROM {table}" for table in tables)
        return bool(self.query(f"{' UNION ALL '.join(selects)} LIMIT 1"))

    def copy(self) -> bytes:
        """Return everything in the file as it is now, as SQLite's own bytes."""
        self.beware()
        with self.errors():
            return self.conn.serialize()

    def check(self) -> None:
        """Read the whole file for damage, on a connection of its own: fit for any thread.

        Raises `FileDamaged` if something is wrong with it; from then on it is written no more.
        """
        if self.path:
            from tracker.store.making import check_columns

            with self.errors(looking=True), closing(connect(self.path, "ro")) as conn:
                check_ours(conn, self.path, self._required, read_all=True)
                check_columns(conn, self.path)

    def guard(self) -> None:
        """From here on a typo cannot create, drop or alter a table."""
        forbid_new_tables(self.conn)

    def close(self) -> None:
        """Commit nothing, let go of the file and of the lock."""
        if self.is_open:
            conn = self.conn
            del self.conn
            conn.close()
        if self._watch:
            self._watch.close()
            self._watch = None
        if self._lock:
            self._lock.release()
            self._lock = None

    def _reserve(self, path: Path, *, create: bool) -> FileInspection:
        """Look at the file, take its lock, and make it if it is not there."""
        self.path = path.absolute()
        real = real_file(self.path)  # two names of one file have one lock
        fresh = check_new(real, create=create)
        if self._only_read:
            return self._looked_at(real)
        check_writable(real)
        self._lock = WriterLock(real)
        seen = None if fresh else file_state(real)
        looked = None if fresh else self._looked_at(real)
        try:
            self._lock.take()
        except BaseException:
            if looked:
                looked.close()
            raise
        if fresh and not real.exists():
            from tracker.store.making import make

            make(real)
        if looked and file_state(real) != seen:  # another writer was faster
            looked.close()
            looked = None
        if looked is None:
            looked = self._looked_at(real)
        self._set_aside(real, looked)
        return looked

    def _set_aside(self, path: Path, looked: FileInspection) -> None:
        self.remarks += told_of_names(path)
        if looked.aside:
            from tracker.store.leftovers import set_aside

            self.remarks += set_aside(path, looked.aside)

    def _looked_at(self, path: Path) -> FileInspection:
        self.suspect = self._thorough or needs_full_check(path, writing=not self._only_read)
        if self._only_read and is_open_elsewhere(path):  # a journal is that of a living writer
            with closing(connect(path, "ro")) as conn:
                return FileInspection(check_ours(conn, path, self._required, read_all=self.suspect))
        return look_at(path, self._required, read_all=self.suspect, mode=self._mode)

    def _connect(self, looked: FileInspection | None, copy: bytes | None) -> None:
        """Open what was looked at, and bring it up; `copy` is read instead of any file."""
        if self._only_read and looked and looked.content is not None:
            copy = looked.content
        self.conn = (looked and looked.conn) or connect(None if copy else self.path, self._mode)
        if copy is not None:
            self.conn.deserialize(copy)
        if self.path is None:
            if copy is None or self._version() < SCHEMA:  # as a backup of an older file may be
                from tracker.store.making import migrate

                migrate(self.utils)
        elif looked and looked.version < SCHEMA:
            self._migrate_known(self.path)
        if not self._only_read:
            from tracker.store.derived import rebuild_index
            from tracker.store.making import settle

            settle(self.conn)
            rebuild_index(self.conn)
            if self.path:
                from tracker.store.watch import Watch, leave_stamp

                self._leave_stamp = leave_stamp
                self._watch = Watch(real_file(self.path), self.conn)

    def _connect_beside(self, path: Path) -> None:
        """Open a file for one step that goes to the disk at its end only: till then others read."""
        from tracker.store.making import settle
        from tracker.store.watch import leave_stamp

        self._leave_stamp = leave_stamp
        self.path = path.absolute()
        self.conn = connect(real_file(self.path), "rw")
        settle(self.conn)
        self.conn.execute("PRAGMA cache_spill = OFF")

    def _version(self) -> int:
        ((version,),) = self.query("PRAGMA user_version")
        return int(version)

    def _migrate_known(self, path: Path) -> None:
        if self._only_read or self._keep is None:
            raise FileTrouble(
                f"{path.name} was made by an older version",
                "Open it once in the window to bring it up to date.",
            )
        from tracker.store.making import migrate

        kept = self._keep(path, self)
        try:
            migrate(self.utils)
        except BaseException:  # the file is as it was, and so are its backups
            kept.unlink(missing_ok=True)
            raise

    def _lock_at(self, real: Path) -> None:
        """Keep others out of the file that a link leads to now, where one was put in its place."""
        if self._lock is None or self._lock.data == real:
            return
        lock = WriterLock(real)
        lock.take()
        self._lock.release()
        self._lock = lock

    def _start_over(self, path: Path, change: FileFate) -> None:
        """Read again what another program changed; always raises, for the step at hand is off."""
        if change.value == "deleted":
            from tracker.store.making import write_again

            write_again(real_file(path), self.conn)
        old, watch = self.conn, self._watch
        try:
            self._lock_at(real_file(path))
            refuse_empty(real_file(path))
            looked = self._looked_at(real_file(path))
            self._set_aside(real_file(path), looked)
            self._connect(looked, None)
        except FileTrouble as error:
            self.conn, self._watch = old, watch
            raise unreadable(real_file(path), error) from error
        finally:
            self.__dict__.pop("utils", None)
        old.close()
        if watch:
            watch.close()
        self.guard()
        self.on_change()
        raise changed(path, change.value)


def _within(value: object) -> object:
    """Return what SQLite can compare with: its numbers have 64 bits."""
    return max(-_LARGEST, min(_LARGEST, value)) if isinstance(value, int) else value
