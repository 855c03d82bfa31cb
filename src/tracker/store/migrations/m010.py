"""Schema 10: which files are on their way to their place: noted, but perhaps not there yet."""

from __future__ import annotations

STATEMENTS = (
    "CREATE TABLE placing (share_id INTEGER PRIMARY KEY REFERENCES share(id) ON DELETE CASCADE,"
    " path TEXT NOT NULL) STRICT",
)
