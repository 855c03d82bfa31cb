"""The examiner of a data file before it is opened: is it ours, sound, free to be written.

SQLite itself would change some files merely by opening them (it carries out what a journal holds),
so a file that is not ours is told by its first hundred bytes and left alone.
https://sqlite.org/fileformat2.html#the_database_header

One writer a file: an operating-system lock on a small file beside the data. The lock dies with its
process, however that ends, so there is no stale lock to clean up. The file keeps the process number
and host for the sentence that a second writer is told.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

from tracker.domain.errors import FileTrouble
from tracker.store.errors import damaged

APPLICATION_ID = 0x54524B31
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_USER_VERSION, _APPLICATION_ID = slice(60, 64), slice(68, 72)
_OURS = APPLICATION_ID.to_bytes(4, "big")
SCHEMA = 5
SMALL = 2_000_000  # bytes: read through in no time
# Windows locks bytes, and a locked byte cannot be read: so the lock sits far behind the text.
_BYTE = 4096
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


def check_new(path: Path, *, create: bool) -> bool:
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


def check_header(path: Path, schema: int) -> None:
    """Refuse a file whose first bytes say that it is not ours, or newer than we are."""
    with path.open("rb") as file:
        header = file.read(_HEADER)
    whole = len(header) == _HEADER and header.startswith(_MAGIC)
    application = int.from_bytes(header[_APPLICATION_ID], "big") if whole else 0
    check_identity(path, application, int.from_bytes(header[_USER_VERSION], "big"), schema)


def is_data_file(path: Path) -> bool:
    """Say whether a file is one of ours, or a backup of one, by its first bytes."""
    if not path.is_file():  # to look into a pipe would wait for ever
        return False
    with path.open("rb") as file:
        header = file.read(_HEADER)
    return header.startswith(_MAGIC) and header[_APPLICATION_ID] == _OURS


def check_identity(path: Path, application: int, version: int, schema: int) -> None:
    """Refuse a file that is not ours, or newer than `schema`, the newest that we know."""
    if application != APPLICATION_ID:
        raise FileTrouble(f"{path.name} is not an Impact Tracker file", "Choose another file.")
    if version > schema:
        raise FileTrouble(
            f"{path.name} was made by a newer version of Impact Tracker",
            "Update the app to open it.",
        )


def check_writable(path: Path) -> None:
    """Refuse a place where nothing can be written: the file, or its folder for the journal."""
    if path.exists() and not os.access(path, os.W_OK):
        raise FileTrouble(f"{path.name} is read-only", "Copy it to a place where you may write.")
    if not os.access(path.parent, os.W_OK):
        raise FileTrouble(
            f"You may not write in {path.parent}", "Copy the file to a folder of your own."
        )


def needs_full_check(path: Path, *, writing: bool) -> bool:
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


class WriterLock:
    """Held from creation until `release`."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".lock")
        self._handle = self._take(path)
        while not self._ours():
            # Between our opening it and locking it, the writer before us took the file away.
            os.close(self._handle)
            self._handle = self._take(path)
        with suppress(OSError):  # only the sentence for others is lost where the disk is full
            os.ftruncate(self._handle, 0)
            os.write(self._handle, f"process {os.getpid()} on {_host()}\n".encode())

    def release(self) -> None:
        """Let the next writer in; the small file goes too."""
        # Removed while still held, so that no second writer can hold a file that is gone.
        # Windows cannot remove an open file: there it stays, empty of meaning, until the next time.
        if sys.platform != "win32":
            with suppress(OSError):  # left behind in a folder that was closed to us: harmless
                self._path.unlink(missing_ok=True)
        os.close(self._handle)

    def _take(self, path: Path) -> int:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as error:
            holder = os.read(handle, 200).decode("utf-8", "replace").strip()
            os.close(handle)
            if error.errno not in _HELD:
                raise
            raise FileTrouble(
                f"{path.name} is open in another Impact Tracker ({holder or 'unknown'})",
                "Close it there first, or open another file.",
            ) from None
        return handle

    def _ours(self) -> bool:
        """Say whether the file that we hold is the one that the next writer will find."""
        try:
            return os.path.samestat(os.fstat(self._handle), self._path.stat())
        except FileNotFoundError:
            return False


def _host() -> str:
    """Return this machine's name (`socket` knows it too, but takes long to load)."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
