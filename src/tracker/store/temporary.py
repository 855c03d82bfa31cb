"""Folders for what is thrown away at the end; after a kill they go at the next start.

Their names hold the number of the process, so that nobody takes another's away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.domain.errors import FileTrouble

_PREFIX = "impact-tracker-"


def temporary_folder() -> TemporaryDirectory[str]:
    """Return a new folder that only this person can read, and that goes with the program."""
    try:
        return TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True)
    except OSError as error:
        raise FileTrouble(
            f"No temporary folder can be made: {error.strerror or 'the system refused'}",
            "Make room on the disk, or name another place in TMPDIR.",
        ) from error


def sweep() -> list[Path]:
    """Remove the folders of programs that are gone, and return which."""
    gone: list[Path] = []
    if os.name != "posix":  # elsewhere a number does not tell whether a process lives
        return gone
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with suppress(OSError):
            found = folder.lstat()
            ours = found.st_uid == os.getuid() and folder.is_dir() and not folder.is_symlink()
            if ours and number.isdecimal() and not is_running(int(number)):
                shutil.rmtree(folder)
                gone.append(folder)
    return gone


def is_running(process: int) -> bool:
    """Say whether a process of this number lives; where a number does not tell, it is taken so."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # somebody else's, or no number of a process
        return True
    return True
