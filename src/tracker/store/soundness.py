"""Whether what is in a file fits together: read through, from the first page to the last rule."""

from __future__ import annotations

import sqlite3
from contextlib import closing

# A broken index of words is nobody's data: it is made again. Newer versions of SQLite look at it.
_ONLY_WORDS = "FTS5 table"
_SENSELESS = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")


def is_sound(data: bytes | sqlite3.Connection) -> bool:
    """Read everything: pages, tables against their indexes, rules of values, rows that hang."""
    try:
        if isinstance(data, bytes):
            with closing(sqlite3.connect(":memory:")) as conn:
                conn.deserialize(data)
                return _fits(conn)
        return _fits(data)
    except UnicodeDecodeError:  # so far gone that the complaint is no text
        return False
    except sqlite3.DatabaseError as error:
        if not str(error.sqlite_errorname).startswith(_SENSELESS):
            raise
        return False


def _fits(conn: sqlite3.Connection) -> bool:
    found = [str(row[0]) for row in conn.execute("PRAGMA integrity_check(20)")]
    if any(line != "ok" and _ONLY_WORDS not in line for line in found):
        return False
    return conn.execute("PRAGMA foreign_key_check").fetchone() is None
