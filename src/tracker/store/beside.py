"""What lies beside a data file and would be carried out by SQLite: a journal, a log."""

from __future__ import annotations

import stat
from pathlib import Path

from tracker.domain.errors import FileTrouble

JOURNAL, LOG, SHARED = "-journal", "-wal", "-shm"


def beside(path: Path) -> list[Path]:
    """Return what SQLite would carry out when it opens a file: a journal, a log."""
    found = []
    for end in (LOG, JOURNAL):
        leftover = path.with_name(path.name + end)
        try:
            kind = leftover.lstat().st_mode
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(kind):  # SQLite waits for ever on a pipe, and follows no link
            raise FileTrouble(
                f"{leftover.name} is in the way: {path.name} needs that name while it is written",
                "Move it out of the folder, then try again.",
            )
        if _is_alive(leftover, end):
            found.append(leftover)
    return found


def _is_alive(leftover: Path, end: str) -> bool:
    """Say whether SQLite would do anything with it: it does not look into an ended journal."""
    with leftover.open("rb") as file:
        first = file.read(1)
    return bool(first) if end == LOG else first not in {b"", b"\0"}
