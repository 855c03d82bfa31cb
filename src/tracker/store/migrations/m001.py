"""Schema 1: customers, measures with dated versions, evaluations, and the diary (shipped).

What the database itself refuses: a value a scale does not allow, a skip without a reason, two
evaluations of one period, a period that does not start where its cadence says, a fourth service.
"""

from __future__ import annotations

from tracker.store.migrations.ddl import (
    CUSTOMER,
    MEASURE,
    UID,
    day,
    flag,
    name,
    one_of,
    rated,
    text,
)

_TABLES = (
    f"""CREATE TABLE customer (
        id INTEGER PRIMARY KEY, {UID}, {name()},
        {one_of("kind", "manager", "led", "team", "colleague", "external")},
        {one_of("tier", "wow", "serve", "maintain", needed=False)},
        {text("who")}, {text("motives")}, {text("knowledge")}, {text("attitudes")},
        {text("invests")}, position INTEGER NOT NULL DEFAULT 0,
        {day("archived_on", needed=False)},
        UNIQUE (name COLLATE NOCASE)
    ) STRICT""",
    f"""CREATE TABLE want (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER}, {day("stated_on")},
        text TEXT NOT NULL CHECK (length(trim(text)) BETWEEN 1 AND 10000)
    ) STRICT""",
    "CREATE INDEX want_of_customer ON want (customer_id, stated_on)",
    f"""CREATE TABLE service (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER}, {name()}, {text("why")},
        {text("definition")}, {text("done_when")}, {text("needed_when")}, area TEXT,
        position INTEGER NOT NULL DEFAULT 0, {day("retired_on", needed=False)}
    ) STRICT""",
    "CREATE INDEX service_of_customer ON service (customer_id)",
    f"""CREATE TABLE measure (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER},
        service_id INTEGER REFERENCES service(id) ON DELETE SET NULL, {name()},
        {
        one_of(
            "area",
            "effectiveness",
            "efficiency",
            "roi",
            "innovation",
            "use_and_satisfaction",
            "infrastructure",
            needed=False,
        )
    },
        {one_of("scale", "rating", "number", "percent", "count", "duration", "yesno")},
        {one_of("cadence", "weekly", "fortnightly", "monthly", "quarterly")},
        {day("phase")} CHECK (strftime('%w', phase) = '1'),
        {one_of("source", "me", "colleague", "customer", "system")},
        {one_of("horizon", "now", "next", "later")},
        {flag("shared", 0)}, {flag("draft", 0)}, {day("archived_on", needed=False)},
        position INTEGER NOT NULL DEFAULT 0,
        CHECK (draft = 1 OR area IS NOT NULL),
        UNIQUE (customer_id, name COLLATE NOCASE)
    ) STRICT""",
    "CREATE INDEX measure_of_service ON measure (service_id)",
    f"""CREATE TABLE version (
        id INTEGER PRIMARY KEY, {UID}, {MEASURE}, {day("valid_from")},
        {one_of("better", "higher", "lower", "band")},
        promise REAL, low REAL, high REAL, excellent REAL, floor REAL,
        unit TEXT NOT NULL DEFAULT '' CHECK (length(unit) <= 40),
        step REAL NOT NULL DEFAULT 1 CHECK (step > 0), {text("definition")}, {text("impact")},
        {text("words")}, {text("reason")},
        CHECK ((low IS NULL) = (high IS NULL)), CHECK (low IS NULL OR low <= high),
        CHECK (low IS NULL OR better = 'band'), CHECK (promise IS NULL OR better <> 'band'),
        UNIQUE (measure_id, valid_from)
    ) STRICT""",
    f"""CREATE TABLE evaluation (
        id INTEGER PRIMARY KEY, {UID}, {MEASURE}, {day("start")}, value REAL,
        skipped TEXT CHECK (length(trim(skipped)) BETWEEN 1 AND 500), {text("note")},
        {text("private_note")},
        {
        one_of(
            "cause",
            "mistake",
            "poor_service",
            "misaligned_goals",
            "wasted_time",
            "lack_of_teamwork",
            "upstream",
            "own",
            needed=False,
        )
    },
        {
        text("link", 2000)
    }, logged_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        CHECK (value IS NULL OR skipped IS NULL), CHECK (abs(value) <= 1e12),
        CHECK (value IS NOT NULL OR skipped IS NOT NULL OR note <> '' OR private_note <> ''
               OR cause IS NOT NULL OR link <> ''),
        UNIQUE (measure_id, start)
    ) STRICT""",
    "CREATE INDEX evaluation_by_start ON evaluation (start)",
    f"""CREATE TABLE event (
        id INTEGER PRIMARY KEY, {UID}, {day("happened_on")}, {name("title")}, {text("note")},
        customer_id INTEGER REFERENCES customer(id) ON DELETE CASCADE,
        measure_id INTEGER REFERENCES measure(id) ON DELETE CASCADE
    ) STRICT""",
    "CREATE INDEX event_by_day ON event (happened_on)",
    f"""CREATE TABLE pulse (
        id INTEGER PRIMARY KEY, {UID}, {day("week")} UNIQUE CHECK (strftime('%w', week) = '1'),
        {rated("energy")}, {rated("valued")}, {rated("listened")}, {rated("cared")},
        {text("note")}, CHECK (coalesce(energy, valued, listened, cared) IS NOT NULL)
    ) STRICT""",
    f"""CREATE TABLE check_in (
        id INTEGER PRIMARY KEY, {UID}, {day("week")} UNIQUE CHECK (strftime('%w', week) = '1'),
        finished_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), {text("answer")}
    ) STRICT""",
)
_BROKEN = """CASE
    WHEN m.scale = 'rating' AND new.value NOT IN (1, 2, 3, 4, 5)
        THEN RAISE(ABORT, 'a rating is a whole number from 1 to 5')
    WHEN m.scale = 'yesno' AND new.value NOT IN (0, 1)
        THEN RAISE(ABORT, 'yes or no is 1 or 0')
    WHEN m.scale = 'percent' AND new.value NOT BETWEEN 0 AND 100
        THEN RAISE(ABORT, 'a percentage lies between 0 and 100')
    WHEN m.scale = 'count' AND (new.value < 0 OR new.value <> round(new.value))
        THEN RAISE(ABORT, 'a count is a whole number')
    WHEN m.scale = 'duration' AND new.value < 0
        THEN RAISE(ABORT, 'a duration is not negative')
    WHEN CASE m.cadence
            WHEN 'weekly' THEN strftime('%w', new.start) <> '1'
            WHEN 'fortnightly' THEN (julianday(new.start) - julianday(m.phase)) % 14 <> 0
            WHEN 'monthly' THEN strftime('%d', new.start) <> '01'
            ELSE strftime('%m-%d', new.start) NOT IN ('01-01', '04-01', '07-01', '10-01')
        END
        THEN RAISE(ABORT, 'a period starts where its cadence says')
    END"""


def _triggers() -> list[str]:
    body = f"BEGIN SELECT {_BROKEN} FROM measure AS m WHERE m.id = new.measure_id; END"
    return [
        f"CREATE TRIGGER evaluation_checked_on_insert BEFORE INSERT ON evaluation {body}",
        "CREATE TRIGGER evaluation_checked_on_update "
        f"BEFORE UPDATE OF value, start, measure_id ON evaluation {body}",
        *(
            f"""CREATE TRIGGER service_at_most_three_on_{event.split()[0].lower()}
            BEFORE {event} ON service
            WHEN new.retired_on IS NULL AND (SELECT count(*) FROM service
                WHERE customer_id = new.customer_id AND retired_on IS NULL AND id <> new.id) >= 3
            BEGIN SELECT RAISE(ABORT, 'a customer has at most three services'); END"""
            for event in ("INSERT", "UPDATE OF retired_on, customer_id")
        ),
    ]


STATEMENTS = (*_TABLES, *_triggers())
