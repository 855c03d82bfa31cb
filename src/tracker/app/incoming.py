"""A file that a person named, read whole: it must be a file, and of a size that memory takes."""

from __future__ import annotations

import stat
from pathlib import Path

from tracker.domain.errors import FileTrouble, shortened

LARGEST = 120_000_000  # bytes: a table of millions of rows, and no device without end


def content_of(path: Path) -> bytes:
    """Return what is in a file, or raise `FileTrouble`: it is not there, no file, or too large."""
    shown = shortened(str(path))
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileTrouble(f"{shown} is a folder", "Name a file in it.")
        if not stat.S_ISREG(found.st_mode):
            raise FileTrouble(f"{shown} is a device or a pipe, and no file", "Choose a file.")
        if found.st_size > LARGEST:
            raise FileTrouble(
                f"{shown} is larger than {LARGEST // 1_000_000} MB",
                "Split it, and read in one part after the other.",
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise FileTrouble(f"{shown} cannot be read: {reason}", "Check its name.") from error
    except ValueError as error:  # a NUL in it
        raise FileTrouble(
            f"{shown} cannot be read: no file has such a name", "Check its name."
        ) from error
