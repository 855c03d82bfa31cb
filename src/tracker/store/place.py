"""What can be said of a data file before SQLite touches it.

SQLite itself would change some files merely by opening them (it carries out what a journal holds),
so a file that is not ours is told by its first hundred bytes and left alone.
https://sqlite.org/fileformat2.html#the_database_header
"""

from __future__ import annotations

import os
from pathlib import Path

from tracker.domain.errors import FileTrouble

APPLICATION_ID = 0x54524B31
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_USER_VERSION, _APPLICATION_ID = slice(60, 64), slice(68, 72)


def look(path: Path, *, create: bool) -> bool:
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
