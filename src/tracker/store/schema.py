"""The schema's history, oldest first, as raw DDL. A step that has shipped never changes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

# Derived: may be dropped at any time, and is filled again from the evaluations; a table of another
# version is dropped too. Findings are read often and the states behind them are large: two tables.
_DERIVED_ID = "measure_id INTEGER PRIMARY KEY REFERENCES measure(id) ON DELETE CASCADE"
DERIVED = {
    "verdict": f"CREATE TABLE verdict ({_DERIVED_ID}, finding TEXT NOT NULL,"
    " doubted INTEGER NOT NULL DEFAULT 0) STRICT",
    "verdict_state": f"CREATE TABLE verdict_state ({_DERIVED_ID}, until TEXT NOT NULL,"
    " state TEXT NOT NULL) STRICT",
}


@cache
def migrations() -> Migrations:
    """Return every step; sqlite-utils remembers in the file which were taken."""
    from sqlite_utils import Migrations

    steps = Migrations("tracker")

    @steps()
    def m001_first_tables(db: Database) -> None:
        """Create customers, measures with dated versions, evaluations, and the diary."""
        from tracker.store import m001

        for statement in (*m001.TABLES, *m001.triggers()):
            db.execute(statement)

    @steps()
    def m002_corrections(db: Database) -> None:
        """Create what a person does about a signal: fixes, planned changes, words, looks."""
        from tracker.store import m002

        for statement in m002.STATEMENTS:
            db.execute(statement)

    @steps()
    def m003_sharing(db: Database) -> None:
        """Create what is shared, with whom, what they said, and what goes into a review."""
        from tracker.store import m003

        for statement in m003.STATEMENTS:
            db.execute(statement)

    return steps
