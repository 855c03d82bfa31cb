"""What SQLite refuses, as sentences a person can act on; told by error name, never by message."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.domain.errors import FileChanged, FileDamaged, FileTrouble

LONGEST = 480  # bytes: SQLite opens no path of more than 512, and a copy is longer while written
_SENTENCES = {
    "SQLITE_FULL": (
        "The disk is full",
        "Make room, then do it again: the last step was not kept.",
    ),
    "SQLITE_READONLY_DBMOVED": (
        "{file} was replaced by another program while it was open",
        "Close Impact Tracker and open the file again.",
    ),
    "SQLITE_READONLY_ROLLBACK": (
        "{file} was left in the middle of a change",
        "Open it once in the window: that puts it right.",
    ),
    "SQLITE_READONLY_DIRECTORY": (
        "You may not write in the folder of {file}",
        "Copy the file to a folder of your own.",
    ),
    "SQLITE_READONLY": (
        "{file} is read-only",
        "Give yourself the right to write it; if its disk cannot be written, copy it first.",
    ),
    "SQLITE_BUSY": ("{file} is being written by another program", "Try again in a moment."),
    "SQLITE_NOTADB": ("{file} is not an Impact Tracker file", "Choose another file."),
    "SQLITE_CANTOPEN": ("{file} cannot be opened", "Check that the folder is there and is yours."),
    "SQLITE_IOERR": ("{file} cannot be read or written", "Check the disk or network drive."),
}

_CHANGED = {
    "changed": (
        "{file} was changed by another program while it was open",
        "It was read again as it is now, and undo begins anew. What you were just entering was not"
        " kept: enter it again.",
    ),
    "away": (
        "{file} was out of reach for a while, as when a network drive is cut off",
        "It was read again as it is now, and undo begins anew. What you were just entering was not"
        " kept: enter it again.",
    ),
    "deleted": (
        "{file} was deleted by another program while it was open",
        "It was written again as it was last saved, and undo begins anew. What you were just"
        " entering was not kept: enter it again.",
    ),
}


def damaged(path: Path | None) -> FileDamaged:
    """Return what is told of a file whose bytes make no sense."""
    name = path.name if path else "The data"
    return FileDamaged(f"{name} is damaged", "Nothing more is written to it: restore a backup.")


def changed(path: Path, fate: str) -> FileChanged:
    """Return what is told of a file that another program changed, or deleted, while it was open."""
    title, hint = _CHANGED[fate]
    return FileChanged(title.format(file=path.name), hint)


def translated(error: sqlite3.DatabaseError, path: Path | None) -> Exception:
    """Return what the disk or another program caused as `FileTrouble`; a bug as it is."""
    name = getattr(error, "sqlite_errorname", "") or ""
    no_text = not name and isinstance(error, sqlite3.OperationalError)  # said by Python itself
    if no_text or name.startswith("SQLITE_CORRUPT"):
        return damaged(path)
    if path and name.startswith("SQLITE_CANTOPEN") and _is_too_long(path):
        return FileTrouble(
            f"The path of {path.name} is longer than {LONGEST} letters",
            "Choose a place nearer to the top of the disk.",
        )
    if path and name.startswith("SQLITE_CANTOPEN") and _has_no_place(path):
        name = "SQLITE_FULL"
    for known, (title, hint) in _SENTENCES.items():
        if name.startswith(known):
            return FileTrouble(title.format(file=path.name if path else "The data"), hint)
    return error


def _has_no_place(path: Path) -> bool:
    """Say whether the disk takes no further file, as a journal, however much room there is."""
    if sys.platform == "win32":
        return False
    try:
        found = os.statvfs(path.absolute().parent)
    except OSError:
        return False
    return found.f_files > 0 and found.f_favail == 0


def _is_too_long(path: Path) -> bool:
    return len(os.fsencode(path.absolute())) > LONGEST


@contextmanager
def translated_errors(path: Path | None) -> Iterator[None]:
    """Turn what the disk or another program caused into `FileTrouble`; let bugs through."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if (told := translated(error, path)) is error:
            raise
        raise told from error


@contextmanager
def translated_disk_errors(path: Path | None) -> Iterator[None]:
    """Turn what the system says of a file, whether to us or to SQLite, into `FileTrouble`."""
    try:
        with translated_errors(path):
            yield
    except OSError as error:
        file, reason = path.name if path else "The data", error.strerror or "the disk refused it"
        raise FileTrouble(
            f"{file} cannot be opened or written: {reason}", "Check the folder, or choose another."
        ) from error
