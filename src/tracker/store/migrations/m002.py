"""Schema 2: what a person does about a signal: fixes, planned changes, words, looks (shipped)."""

from __future__ import annotations

from tracker.store.migrations.ddl import MEASURE, UID, day, flag, name, one_of, text

STATEMENTS = (
    """ALTER TABLE measure ADD COLUMN sensitivity TEXT NOT NULL DEFAULT 'normal'
        CHECK (sensitivity IN ('calm', 'normal', 'keen'))""",
    f"""CREATE TABLE fix (
        id INTEGER PRIMARY KEY, {UID}, {MEASURE}, {one_of("kind", "reactive", "proactive")},
        {name("what")}, {text("obstacle")}, {text("owner", 200)}, {day("started_on")},
        {day("due_on", needed=False)}, {day("review_on", needed=False)},
        {day("done_on", needed=False)}, {day("dropped_on", needed=False)},
        {day("since", needed=False)}, {text("note")},
        CHECK (done_on IS NULL OR dropped_on IS NULL)
    ) STRICT""",
    "CREATE INDEX fix_of_measure ON fix (measure_id)",
    f"""CREATE TABLE planned_change (
        id INTEGER PRIMARY KEY, {UID}, {MEASURE}, {day("starts_on")}, {name("reason")},
        UNIQUE (measure_id, starts_on)
    ) STRICT""",
    f"""CREATE TABLE explanation (
        id INTEGER PRIMARY KEY, {UID}, {MEASURE}, {day("start")},
        {one_of("kind", "explained", "one_off")}, {text("text")}, UNIQUE (measure_id, start)
    ) STRICT""",
    f"""CREATE TABLE signal (
        id INTEGER PRIMARY KEY, {UID}, {MEASURE}, {day("revealed")}, {day("since")},
        {flag("up", 0)}, found_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        {day("looked_on", needed=False)}, UNIQUE (measure_id, revealed)
    ) STRICT""",
)
