"""Whether the open file is still the one that we wrote last: asked before each step.

SQLite notices what other programs do through SQLite, and not what a copy over the open file does:
with the same number of changes in it even its cache goes on as if nothing had been. So every step
of ours leaves a stamp in the file, a random one that also names the one before, and what lies on
the disk is compared with what we left there.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import NamedTuple, Self

from tracker.store.beside import JOURNAL, LOG

_HEADER = 100
_MAGIC = b"SQLite format 3\0"
_RESERVED = 0x4000_0001  # the byte that SQLite locks while it writes
_TABLE_LEAF = 13
_CELLS, _FIRST_CELL = slice(3, 5), slice(8, 10)
_WRITTEN = re.compile(rb"stamp:([0-9a-f]{32}):([0-9a-f]{32})")
_HEX = f"'{'[0-9a-f]' * 32}'"
# Where the row holds a stamp, its token goes on as that of the step before.
_LEAVE = f"""INSERT INTO stamp (id, token) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET token =
iif(token GLOB 'stamp:' || {_HEX} || ':' || {_HEX},
    substr(excluded.token, 1, 39) || substr(token, 7, 32), excluded.token)"""


class Stamp(NamedTuple):
    """What the last step left in the file: its own token, and that of the step before it."""

    token: str
    previous: str

    @classmethod
    def read(cls, page: bytes) -> Self | None:
        """Return the stamp that a page of a file holds, if it is the page of the stamp."""
        if len(page) < _HEADER or page[0] != _TABLE_LEAF or page[_CELLS] != b"\0\1":
            return None
        found = _WRITTEN.search(page, int.from_bytes(page[_FIRST_CELL], "big"))
        return cls(found[1].decode(), found[2].decode()) if found else None

    def text(self) -> str:
        """Return it as the table keeps it."""
        return f"stamp:{self.token}:{self.previous}"


class FileFate(Enum):
    """What became of the open file."""

    CHANGED = "changed"  # another program wrote into it, or put another file into its place
    AWAY = "away"  # it is there again, but what we hold of it leads nowhere
    MOVED = "moved"
    DELETED = "deleted"


class Watch:
    """Compares the file on the disk with what was left there; one handle for the whole run.

    To close a handle lets go of every lock that this process has on the file, SQLite's too. So it
    is closed after SQLite has closed its own.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection) -> None:
        self._path = path
        self._conn = conn
        (row,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'stamp'")
        ((self._page_size,),) = conn.execute("PRAGMA page_size")
        self._at = (row[0] - 1) * self._page_size
        self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._beside = tuple(os.fspath(path) + end for end in (JOURNAL, LOG))
        self.adopt()

    def expect(self) -> None:
        """Hear that a step begins: until it is remembered, a journal may be ours."""
        self._ended = False

    def remember(self) -> None:
        """Take what lies there now for ours: after each step.

        SQLite's count stays as it was, for it leaves out what our own connection wrote: what came
        from elsewhere since the last look is still found by the next one.
        """
        self._state, self._bytes = _state(os.fstat(self._handle)), self._read()
        self._ended = True

    def adopt(self) -> None:
        """Take what lies there now for ours, though another connection wrote it."""
        self.remember()
        self._version = self._data_version()

    def is_beset(self) -> bool:
        """Say whether a journal or a log lies beside the file, and nobody is writing it."""
        return any(map(os.path.lexists, self._beside)) and not self._is_written()

    def is_as_left(self) -> bool:
        """Say whether our last step ended well, and the file is as it was then or gone."""
        try:
            return self._ended and _state(self._path.stat()) == self._state
        except FileNotFoundError:
            return self._ended

    def look(self) -> FileFate | None:
        """Say what became of the file since it was remembered; None: it is as it was."""
        try:
            now = self._path.stat()
        except FileNotFoundError:
            return FileFate.MOVED if os.fstat(self._handle).st_nlink else FileFate.DELETED
        try:
            os.fstat(self._handle)  # fails on a network drive that was cut off meanwhile
            return self._compared(_state(now))
        except (OSError, sqlite3.OperationalError) as error:
            if isinstance(error, OSError) or error.sqlite_errorname.startswith("SQLITE_IOERR"):
                with suppress(OSError):
                    whole = self._path.read_bytes().startswith(_MAGIC)
                    return FileFate.AWAY if whole else FileFate.CHANGED
            raise

    def _compared(self, state: tuple[int, ...]) -> FileFate | None:
        before = self._state
        if state == before:
            return None if self._data_version() == self._version else FileFate.CHANGED
        same = state[:3] == before[:3] and self._read() == self._bytes
        if not same or self._data_version() != self._version:
            return FileFate.CHANGED
        self._state = state  # touched, or given other rights: the content is ours
        return None

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError):  # of a drive that was cut off
            os.close(self._handle)

    def _is_written(self) -> bool:
        """Say whether another program holds the lock under which SQLite writes a journal."""
        if sys.platform == "win32":  # there, a journal that is written cannot be renamed
            return False
        import fcntl

        try:
            fcntl.lockf(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, _RESERVED)
        except OSError:
            return True
        fcntl.lockf(self._handle, fcntl.LOCK_UN, 1, _RESERVED)
        return False

    def _data_version(self) -> int:
        """Return SQLite's own count of what other connections wrote."""
        ((version,),) = self._conn.execute("PRAGMA data_version").fetchall()
        return int(version)

    def _read(self) -> tuple[bytes, bytes]:
        return _read_at(self._handle, 0, _HEADER), _read_at(self._handle, self._at, self._page_size)


def _read_at(handle: int, at: int, size: int) -> bytes:
    if sys.platform != "win32":
        return os.pread(handle, size, at)
    os.lseek(handle, at, os.SEEK_SET)
    return os.read(handle, size)


def leave_stamp(conn: sqlite3.Connection) -> None:
    """Leave a stamp, before anything else of a step: so a journal holds the one before."""
    conn.execute(_LEAVE, (Stamp(os.urandom(16).hex(), "0" * 32).text(),))


def _state(found: os.stat_result) -> tuple[int, ...]:
    """Return what a change of the file changes; the first three are the file and its size."""
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
