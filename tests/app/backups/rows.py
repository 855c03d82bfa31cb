"""The rows of a file, read without the program; the moment at which these tests play; upgrades."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from tracker.app.backups.shelf import BackupReason, BackupShelf
from tracker.store.database import File

NOW = datetime(2026, 11, 27, 9, 10, 5)


def keep_as_it_was(path: Path, file: File) -> Path:
    """Keep a file before it is brought up to date, as both faces do."""
    return BackupShelf(path).make(NOW, BackupReason.UPGRADE, file).backup.path


def all_rows(path: Path) -> dict[str, list[tuple]]:
    """Read every row of every table that somebody filled, without the program."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
        names = [
            name
            for (name,) in conn.execute(
                "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'"
                " AND name NOT GLOB 'word_*' AND name NOT GLOB 'verdict*' AND name <> 'stamp'"
            )
        ]
        return {name: sorted(conn.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
