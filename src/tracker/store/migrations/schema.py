"""The schema's history, oldest first, as raw DDL: a step that has shipped never changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


# Derived: may be dropped at any time, and is filled again from the evaluations; a table of another
# version is dropped too. Findings are read often and the states behind them are large: two tables.
_DERIVED_ID = "measure_id INTEGER PRIMARY KEY REFERENCES measure(id) ON DELETE CASCADE"
DERIVED = {
    "stamp": "CREATE TABLE stamp (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL)"
    " STRICT",
    "verdict": f"CREATE TABLE verdict ({_DERIVED_ID}, finding TEXT NOT NULL,"
    " doubted INTEGER NOT NULL DEFAULT 0) STRICT",
    "verdict_state": f"CREATE TABLE verdict_state ({_DERIVED_ID}, until TEXT NOT NULL,"
    " state TEXT NOT NULL) STRICT",
}


STEPS = (
    "m001_first_tables",
    "m002_corrections",
    "m003_sharing",
    "m004_choosing",
    "m005_leaving",
    "m006_rules",
    "m007_imported",
    "m008_essays",
    "m009_usual",
    "m010_placing",
    "m011_messages",
    "m012_their_names",
)
"""Each a module of statements; the names stand in every file that was ever written."""


@cache
def migrations() -> Migrations:
    """Return every step; sqlite-utils remembers in the file which were taken."""
    from sqlite_utils import Migrations

    steps = Migrations("tracker")
    for name in STEPS:
        steps(name=name)(_step(name.partition("_")[0]))
    return steps


def _step(module: str) -> Callable[[Database], None]:
    def take(db: Database) -> None:
        for statement in import_module(f"tracker.store.migrations.{module}").STATEMENTS:
            db.execute(statement)

    return take
