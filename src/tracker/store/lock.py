"""One writer a file: an operating-system lock on a small file beside the data.

The lock dies with its process, however that ends, so there is no stale lock to clean up. The file
keeps the process number and host for the sentence that a second writer is told. What lies at its
place and is not such a file (a link, a folder, somebody's text) is never written to.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from tracker.domain.errors import FileHeld, FileTrouble

# Windows locks bytes, and a locked byte cannot be read: so the lock sits far behind the text.
_BYTE = 4096
_NO_FILE = {errno.ELOOP, errno.EMLINK, errno.EISDIR, errno.EACCES, errno.ENXIO}
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SAYS = b"process "


class WriterLock:
    """Keeps others out from its making on; what lies there is changed by `take` only."""

    def __init__(self, path: Path) -> None:
        self.data = path
        self._path = path.with_name(path.name + ".lock")
        self._handle: int | None = None
        self._taken = False
        if os.path.lexists(self._path):
            self._hold(0)

    def take(self) -> None:
        """Make the small file where it is not there, and say in it who holds it."""
        if not self.is_held:
            self._hold(os.O_CREAT)
            while not self.is_held:  # the writer before us took it away at the last moment
                self._hold(os.O_CREAT)
        self._taken = True
        handle = self._handle
        if handle is None or not self._is_ours_to_write(handle):
            return
        with suppress(OSError):  # only the sentence for others is lost where the disk is full
            os.lseek(handle, 0, os.SEEK_SET)
            os.ftruncate(handle, 0)
            os.write(handle, _SAYS + f"{os.getpid()} on {_host()}\n".encode())

    @property
    def is_held(self) -> bool:
        """Whether the file that we hold is the one that the next writer will find."""
        if self._handle is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._handle), self._path.lstat())
        except OSError:
            return False

    def renew(self) -> None:
        """Make the small file again if somebody took it away; refuse if another writer came in."""
        if not self.is_held:
            self.take()

    def release(self) -> None:
        """Let the next writer in; the small file goes too, if it was ours."""
        if self._handle is None:
            return
        # Removed while still held, so that no second writer can hold a file that is gone.
        # Windows cannot remove an open file: there it stays, empty of meaning, until the next time.
        if sys.platform != "win32" and self._taken and self.is_held:
            with suppress(OSError):  # left behind in a folder that was closed to us: harmless
                if self._is_ours_to_write(self._handle):
                    self._path.unlink(missing_ok=True)
        with suppress(OSError):
            os.close(self._handle)
        self._handle = None

    def _hold(self, create: int) -> None:
        """Lock what lies there, or what is made with `create`, and let go of what was held."""
        try:
            handle = os.open(self._path, os.O_RDWR | create | _NO_LINK, 0o600)
        except OSError as error:
            if error.errno == errno.ENOENT and not create:
                return
            if error.errno == errno.EACCES and self._path.is_file():
                raise self._not_yours() from error
            if error.errno in _NO_FILE:
                raise self._no_lock() from error
            raise
        try:
            self._take_hold(handle)
        except BaseException:
            os.close(handle)
            raise
        if self._handle is not None:
            with suppress(OSError):  # of a drive that was cut off
                os.close(self._handle)
        self._handle = handle

    def _take_hold(self, handle: int) -> None:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
            raise self._no_lock()
        try:
            _lock(handle)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            raise self._held_by(os.read(handle, 200).decode("utf-8", "replace").strip()) from None

    def _is_ours_to_write(self, handle: int) -> bool:
        """Say whether the small file is empty, or was written by a writer like us."""
        os.lseek(handle, 0, os.SEEK_SET)
        return os.read(handle, len(_SAYS)) in {b"", _SAYS}

    def _held_by(self, holder: str) -> FileHeld:
        known = holder if holder.startswith(_SAYS.decode()) else "unknown"
        return FileHeld(
            f"{self.data.name} is open in another Impact Tracker ({known})",
            "Close it there first, or open another file.",
        )

    def _not_yours(self) -> FileTrouble:
        return FileTrouble(
            f"You may not write {self._path.name}: somebody else may have {self.data.name} open",
            "Have it closed there first; if nobody has it open, remove that small file.",
        )

    def _no_lock(self) -> FileTrouble:
        return FileTrouble(
            f"{self._path.name} is not the small file that keeps a second window out",
            f"It holds nothing of {self.data.name}: move it out of the folder, then try again.",
        )


def is_open_elsewhere(path: Path) -> bool:
    """Say whether a writer has the file now; nothing is changed."""
    try:
        WriterLock(path).release()
    except FileTrouble:
        return True
    except OSError:
        return False
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
