"""Schema 9: the person may say that a changed level is their usual one from now on."""

from __future__ import annotations

from tracker.store.migrations.ddl import MEASURE, UID, day

STATEMENTS = (
    f"""CREATE TABLE accepted_change (
        id INTEGER PRIMARY KEY, {UID}, {MEASURE}, {day("start")}, UNIQUE (measure_id, start)
    ) STRICT""",
)
