"""A copy that is known to be good: written beside, checked, made durable, then renamed."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from tracker.domain.errors import FileTrouble


def write_backup(conn: sqlite3.Connection, target: Path) -> None:
    """Copy the open file to `target`; `target` appears whole or not at all."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    copy = sqlite3.connect(part)
    try:
        conn.backup(copy)
        sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    if not sound:
        part.unlink()
        raise FileTrouble("The copy did not come out sound", "Check the disk; nothing was changed.")
    _sync(part)
    part.replace(target)
    if os.name == "posix":
        _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
