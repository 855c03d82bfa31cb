"""Schema 8: care for who serves, stops of mine, what may be held against me, needs told of."""

from __future__ import annotations

from tracker.store.migrations.ddl import CUSTOMER, UID, day, flag, name, one_of, text

_FIELD = one_of("field", "energy", "valued", "listened", "cared")

STATEMENTS = (
    f"""CREATE TABLE pulse_fix (
        id INTEGER PRIMARY KEY, {UID}, {_FIELD}, {name("what")}, {text("obstacle")},
        {day("started_on")}, {day("due_on", needed=False)}, {day("review_on", needed=False)},
        {day("done_on", needed=False)}, {day("dropped_on", needed=False)},
        {day("since", needed=False)}, CHECK (done_on IS NULL OR dropped_on IS NULL)
    ) STRICT""",
    f"""CREATE TABLE pulse_word (
        id INTEGER PRIMARY KEY, {UID}, {_FIELD},
        {day("since")} CHECK (strftime('%w', since) = '1'), {day("said_on")},
        {one_of("kind", "one_off", "planned")}, {text("text")}, UNIQUE (field, since)
    ) STRICT""",
    f"""CREATE TABLE own_stop (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER},
        service_id INTEGER REFERENCES service(id) ON DELETE SET NULL, {name("what")},
        {day("started_on")}, {day("ended_on", needed=False)}, {text("effect")},
        {text("cause", 200)}, knew INTEGER CHECK (knew IN (0, 1)),
        {day("told_on", needed=False)},
        fix_id INTEGER REFERENCES fix(id) ON DELETE SET NULL, {text("no_fix")},
        CHECK (ended_on IS NULL OR ended_on >= started_on)
    ) STRICT""",
    "CREATE INDEX own_stop_of_customer ON own_stop (customer_id, started_on)",
    f"ALTER TABLE link ADD COLUMN {flag('internal', 1)}",
    f"ALTER TABLE link ADD COLUMN {text('easy')}",
    "ALTER TABLE assessment ADD COLUMN link_id INTEGER REFERENCES link(id) ON DELETE CASCADE",
    f"ALTER TABLE sharing ADD COLUMN {text('if_broken')}",
    f"ALTER TABLE sharing ADD COLUMN {text('come_back')}",
    f"ALTER TABLE mention ADD COLUMN {text('text')}",
    f"ALTER TABLE need ADD COLUMN {day('told_on', needed=False)}",
    f"ALTER TABLE customer ADD COLUMN {day('looked_ahead_on', needed=False)}",
)
