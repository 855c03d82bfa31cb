"""Schema 5: what leaves: whether it is for them, what they were told, what own words replaced."""

from __future__ import annotations

from tracker.store.migrations.ddl import MEASURE, UID, day, flag, text

STATEMENTS = (
    f"ALTER TABLE share ADD COLUMN {flag('for_them', 1)}",
    f"""CREATE TABLE mention (
        id INTEGER PRIMARY KEY, {UID}, {MEASURE}, {day("told_on")}, UNIQUE (measure_id, told_on)
    ) STRICT""",
    f"ALTER TABLE wording ADD COLUMN {text('replaced')}",
)
