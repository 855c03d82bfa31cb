"""Schema 3: what is shared, with whom, what they said, and what goes into a review.

The ledger (`share` and its parts) names customers and measures by uid, not by id: it tells what has
left the house, and stays true whatever is deleted, undone or restored later.
"""

from __future__ import annotations

from tracker.store.migrations.ddl import CUSTOMER, MEASURE, UID, day, flag, name, one_of, text

LARGEST_LOGO = 262_144  # bytes; undo writes it as text, and SQLite takes a million characters

STATEMENTS = (
    f"""CREATE TABLE person (
        id INTEGER PRIMARY KEY CHECK (id = 1), {UID}, {text("name", 200)}, {text("role", 200)},
        {text("mail", 254)}, logo BLOB CHECK (length(logo) <= {LARGEST_LOGO}),
        logo_mime TEXT CHECK (logo_mime IN ('image/png', 'image/jpeg')),
        {day("review_on", needed=False)}, {day("review_first", needed=False)},
        {day("review_last", needed=False)}, {text("publish_to", 4000)}, {flag("publish_index", 0)},
        CHECK ((logo IS NULL) = (logo_mime IS NULL)),
        CHECK ((review_first IS NULL) = (review_last IS NULL)), CHECK (review_first <= review_last)
    ) STRICT""",
    f"""CREATE TABLE sharing (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER} UNIQUE, {flag("published", 0)}, {text("words")},
        switches TEXT NOT NULL DEFAULT '{{}}'
    ) STRICT""",
    f"""CREATE TABLE agreement (
        id INTEGER PRIMARY KEY, {UID}, {MEASURE}, {day("agreed_on")}, {name("agreed_by")},
        UNIQUE (measure_id, agreed_on)
    ) STRICT""",
    f"""CREATE TABLE share (
        id INTEGER PRIMARY KEY, {UID}, customer_uid TEXT NOT NULL, {text("customer", 200)},
        {one_of("kind", "scorecard", "agreement", "chart", "review", "decision")},
        form TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 8),
        {one_of("way", "file", "publish", "copy", "withdraw")}, {text("title", 400)},
        {day("shared_on")}, shared_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        {day("first", needed=False)}, {day("last", needed=False)}, {text("token", 64)},
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        size INTEGER NOT NULL CHECK (size >= 0), parts TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX share_of_customer ON share (customer_uid, shared_on)",
    "CREATE INDEX share_by_token ON share (token)",
    """CREATE TABLE share_measure (
        share_id INTEGER NOT NULL REFERENCES share(id) ON DELETE CASCADE,
        measure_uid TEXT NOT NULL, place INTEGER NOT NULL, rated INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (share_id, measure_uid)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX share_by_measure ON share_measure (measure_uid)",
    """CREATE TABLE share_part (
        digest TEXT PRIMARY KEY CHECK (length(digest) = 64), packed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE rating (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER},
        measure_id INTEGER REFERENCES measure(id) ON DELETE CASCADE, {day("rated_on")},
        value REAL CHECK (abs(value) <= 1e12), {flag("five", 1)}, {text("words")},
        {one_of("source", "reply", "told")}, share_uid TEXT NOT NULL DEFAULT '',
        code TEXT NOT NULL DEFAULT '', CHECK (value IS NOT NULL OR words <> ''),
        CHECK (five = 0 OR value IS NULL OR value IN (1, 2, 3, 4, 5)),
        CHECK (five = 1 OR measure_id IS NOT NULL)
    ) STRICT""",
    "CREATE INDEX rating_of_customer ON rating (customer_id, rated_on)",
    "CREATE INDEX rating_of_measure ON rating (measure_id)",
    "CREATE INDEX rating_by_code ON rating (code) WHERE code <> ''",
    f"""CREATE TABLE star (
        id INTEGER PRIMARY KEY, {UID},
        evaluation_id INTEGER UNIQUE REFERENCES evaluation(id) ON DELETE CASCADE,
        rating_id INTEGER UNIQUE REFERENCES rating(id) ON DELETE CASCADE,
        CHECK ((evaluation_id IS NULL) <> (rating_id IS NULL))
    ) STRICT""",
    f"""CREATE TABLE wording (
        id INTEGER PRIMARY KEY, {UID}, {day("first")}, {day("last")},
        key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200), {text("text")},
        UNIQUE (first, last, key)
    ) STRICT""",
)
