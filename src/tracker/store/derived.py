"""Bring up what is derived: drop what another version derived otherwise, and make it again.

Nothing in it is anyone's data. All or nothing, in one transaction; only where something differs.
"""

from __future__ import annotations

import sqlite3

from tracker.store import word_index
from tracker.store.schema import DERIVED


def bring_up(conn: sqlite3.Connection) -> None:
    """Make every derived table, the index of words and its triggers as this version wants them."""
    kept = dict(
        conn.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')")
    )
    tables = [name for name, sql in DERIVED.items() if kept.get(name) != sql]
    # A file without one of its tables is damaged, and about to be refused.
    whole = kept.keys() >= {one.table for one in word_index.SOURCES}
    words = whole and _words_differ(kept)
    if not tables and not words:
        return
    conn.execute("BEGIN IMMEDIATE")
    try:
        for name in tables:
            conn.execute(f"DROP TABLE IF EXISTS {name}")
            conn.execute(DERIVED[name])
        if words:
            _index(conn, kept)
        conn.commit()
    except BaseException:
        conn.rollback()
        raise


def _words_differ(kept: dict[str, str]) -> bool:
    there = {"word", "word_change", *_triggers(kept)}
    return word_index.wanted() != {name: sql for name, sql in kept.items() if name in there}


def _triggers(kept: dict[str, str]) -> list[str]:
    return [
        name
        for name, sql in kept.items()
        if name.startswith("word_") and sql.startswith("CREATE TRIGGER")
    ]


def _index(conn: sqlite3.Connection, kept: dict[str, str]) -> None:
    for name in _triggers(kept):
        conn.execute(f"DROP TRIGGER {name}")
    conn.execute("DROP TABLE IF EXISTS word_change")
    conn.execute(word_index.QUEUE)
    if not word_index.available(conn):  # a Python without it: all is kept, nothing is searched
        return
    conn.execute("DROP TABLE IF EXISTS word")
    conn.execute(word_index.CREATE)
    for statement in word_index.triggers().values():
        conn.execute(statement)
    conn.execute(word_index.fill())
