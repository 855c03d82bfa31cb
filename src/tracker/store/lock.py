"""One writer a file: an operating-system lock on a small file beside the data.

The lock dies with its process, however that ends, so there is no stale lock to clean up. The file
keeps the process number and host for the sentence that a second writer is told.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from tracker.domain.errors import FileTrouble

# Windows locks bytes, and a locked byte cannot be read: so the lock sits far behind the text.
_BYTE = 4096
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


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
