"""One writer a file: an operating-system lock on a small file beside the data.

The lock dies with its process, however that ends, so there is no stale lock to clean up. The file
keeps the process number and host for the sentence that a second writer is told.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from tracker.domain.errors import FileTrouble

# Windows locks bytes, and a locked byte cannot be read: so the lock sits far behind the text.
_BYTE = 4096


class WriterLock:
    """Held from creation until `release`."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".lock")
        self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._handle)
        except OSError:
            holder = os.read(self._handle, 200).decode("utf-8", "replace").strip()
            os.close(self._handle)
            raise FileTrouble(
                f"{path.name} is open in another Impact Tracker ({holder or 'unknown'})",
                "Close it there first, or open another file.",
            ) from None
        os.ftruncate(self._handle, 0)
        os.write(self._handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode())

    def release(self) -> None:
        """Let the next writer in; the small file goes too."""
        # Removed while still held, so that no second writer can hold a file that is gone.
        # Windows cannot remove an open file: there it stays, empty of meaning, until the next time.
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        os.close(self._handle)


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
