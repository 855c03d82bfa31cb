"""A real file on a real disk, and raw SQL on it: what the database refuses, it refuses itself."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracker.app.tracker import Tracker

CUSTOMER = "INSERT INTO customer (id, name, kind) VALUES (1, 'Finance', 'team')"
MEASURE = (
    "INSERT INTO measure (id, customer_id, name, area, scale, cadence, phase, source, horizon)"
    " VALUES (?, 1, ?, 'roi', ?, ?, '2026-11-16', 'me', 'now')"
)
VERSION = (
    "INSERT INTO version (measure_id, valid_from, better, promise)"
    " VALUES (?, '2026-01-05', 'higher', 3)"
)
MEASURES = {
    "rating": (1, "rating", "weekly"),
    "number": (2, "number", "weekly"),
    "percent": (3, "percent", "weekly"),
    "count": (4, "count", "weekly"),
    "duration": (5, "duration", "weekly"),
    "yesno": (6, "yesno", "weekly"),
    "fortnightly": (7, "number", "fortnightly"),
    "monthly": (8, "number", "monthly"),
    "quarterly": (9, "number", "quarterly"),
}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data file of ours, closed, with one customer and nine measures; to be copied."""
    path = tmp_path_factory.mktemp("made") / "made.db"
    Tracker(path).close()
    conn = sqlite3.connect(path)
    with conn:
        conn.execute(CUSTOMER)
        for name, (key, scale, cadence) in MEASURES.items():
            conn.execute(MEASURE, (key, name, scale, cadence))
            conn.execute(VERSION, (key,))
    conn.close()
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """Return a data file of this test's own."""
    return Path(shutil.copyfile(made, tmp_path / "impact.db"))


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Return a connection that knows nothing of the program."""
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("DELETE FROM version")
    yield conn
    conn.close()


@pytest.fixture
def refused(raw: sqlite3.Connection) -> Callable[..., str]:
    """Return what carries out a statement that must fail, and gives the reason."""

    def refused(sql: str, *values: object) -> str:
        before = raw.serialize()
        with pytest.raises((sqlite3.IntegrityError, sqlite3.OperationalError)) as told:
            raw.execute(sql, values)
        assert raw.serialize() == before
        return str(told.value)

    return refused
