"""Schema 11: a message that was copied or saved is in the ledger, too: a kind of its own.

SQLite cannot change what a column lets in, so the table is written anew, row for row.
"""

from __future__ import annotations

from tracker.store.migrations.ddl import UID, day, flag, one_of, text

STATEMENTS = (
    f"""CREATE TABLE share_anew (
        id INTEGER PRIMARY KEY, {UID}, customer_uid TEXT NOT NULL, {text("customer", 200)},
        {one_of("kind", "scorecard", "agreement", "chart", "review", "decision", "message")},
        form TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 8),
        {one_of("way", "file", "publish", "copy", "withdraw")}, {text("title", 400)},
        {day("shared_on")}, shared_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        {day("first", needed=False)}, {day("last", needed=False)}, {text("token", 64)},
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        size INTEGER NOT NULL CHECK (size >= 0), parts TEXT NOT NULL, {flag("for_them", 1)}
    ) STRICT""",
    """INSERT INTO share_anew (id, uid, customer_uid, customer, kind, form, way, title, shared_on,
        shared_at, first, last, token, digest, size, parts, for_them)
        SELECT id, uid, customer_uid, customer, kind, form, way, title, shared_on, shared_at, first,
        last, token, digest, size, parts, for_them FROM share""",
    "DROP TABLE share",
    "ALTER TABLE share_anew RENAME TO share",
    "CREATE INDEX share_of_customer ON share (customer_uid, shared_on)",
    "CREATE INDEX share_by_token ON share (token)",
)
