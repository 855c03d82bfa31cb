"""The schema's history, oldest first, as raw DDL. A step that has shipped never changes.

What the database itself refuses: a value a scale does not allow, a skip without a reason, two
evaluations of one period, a period that does not start where its cadence says, a fourth service.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

# A random UUID (version 4), written by SQLite itself so that no row can be without one.
_UID = """uid TEXT NOT NULL UNIQUE DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-'
    || hex(randomblob(6))))"""


def _text(name: str, longest: int = 10_000) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) <= {longest})"


def _name(name: str = "name") -> str:
    return f"{name} TEXT NOT NULL CHECK (length(trim({name})) BETWEEN 1 AND 200)"


def _day(name: str, *, needed: bool = True) -> str:
    # date() alone lets 31 February pass on older SQLite; '+0 days' normalises it.
    empty = "" if needed else f"{name} IS NULL OR "
    return (
        f"{name} TEXT {'NOT NULL' if needed else ''} "
        f"CHECK ({empty}{name} IS date({name}, '+0 days'))"
    )


def _flag(name: str, usual: int) -> str:
    return f"{name} INTEGER NOT NULL DEFAULT {usual} CHECK ({name} IN (0, 1))"


def _one_of(name: str, *words: str, needed: bool = True) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{name} TEXT {'NOT NULL' if needed else ''} CHECK ({name} IN ({listed}))"


def _rated(name: str) -> str:
    return f"{name} INTEGER CHECK ({name} BETWEEN 1 AND 5)"


_CUSTOMER = "customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE"
_MEASURE = "measure_id INTEGER NOT NULL REFERENCES measure(id) ON DELETE CASCADE"

_M001 = (
    f"""CREATE TABLE customer (
        id INTEGER PRIMARY KEY, {_UID}, {_name()},
        {_one_of("kind", "manager", "led", "team", "colleague", "external")},
        {_one_of("tier", "wow", "serve", "maintain", needed=False)},
        {_text("who")}, {_text("motives")}, {_text("knowledge")}, {_text("attitudes")},
        {_text("invests")}, position INTEGER NOT NULL DEFAULT 0,
        {_day("archived_on", needed=False)},
        UNIQUE (name COLLATE NOCASE)
    ) STRICT""",
    f"""CREATE TABLE want (
        id INTEGER PRIMARY KEY, {_UID}, {_CUSTOMER}, {_day("stated_on")},
        text TEXT NOT NULL CHECK (length(trim(text)) BETWEEN 1 AND 10000)
    ) STRICT""",
    "CREATE INDEX want_of_customer ON want (customer_id, stated_on)",
    f"""CREATE TABLE service (
        id INTEGER PRIMARY KEY, {_UID}, {_CUSTOMER}, {_name()}, {_text("why")},
        {_text("definition")}, {_text("done_when")}, {_text("needed_when")}, area TEXT,
        position INTEGER NOT NULL DEFAULT 0, {_day("retired_on", needed=False)}
    ) STRICT""",
    "CREATE INDEX service_of_customer ON service (customer_id)",
    f"""CREATE TABLE measure (
        id INTEGER PRIMARY KEY, {_UID}, {_CUSTOMER},
        service_id INTEGER REFERENCES service(id) ON DELETE SET NULL, {_name()},
        {
        _one_of(
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
        {_one_of("scale", "rating", "number", "percent", "count", "duration", "yesno")},
        {_one_of("cadence", "weekly", "fortnightly", "monthly", "quarterly")},
        {_day("phase")} CHECK (strftime('%w', phase) = '1'),
        {_one_of("source", "me", "colleague", "customer", "system")},
        {_one_of("horizon", "now", "next", "later")},
        {_flag("shared", 0)}, {_flag("draft", 0)}, {_day("archived_on", needed=False)},
        position INTEGER NOT NULL DEFAULT 0,
        CHECK (draft = 1 OR area IS NOT NULL),
        UNIQUE (customer_id, name COLLATE NOCASE)
    ) STRICT""",
    "CREATE INDEX measure_of_service ON measure (service_id)",
    f"""CREATE TABLE version (
        id INTEGER PRIMARY KEY, {_UID}, {_MEASURE}, {_day("valid_from")},
        {_one_of("better", "higher", "lower", "band")},
        promise REAL, low REAL, high REAL, excellent REAL, floor REAL,
        unit TEXT NOT NULL DEFAULT '' CHECK (length(unit) <= 40),
        step REAL NOT NULL DEFAULT 1 CHECK (step > 0), {_text("definition")}, {_text("impact")},
        {_text("words")}, {_text("reason")},
        CHECK ((low IS NULL) = (high IS NULL)), CHECK (low IS NULL OR low <= high),
        CHECK (low IS NULL OR better = 'band'), CHECK (promise IS NULL OR better <> 'band'),
        UNIQUE (measure_id, valid_from)
    ) STRICT""",
    f"""CREATE TABLE evaluation (
        id INTEGER PRIMARY KEY, {_UID}, {_MEASURE}, {_day("start")}, value REAL,
        skipped TEXT CHECK (length(trim(skipped)) BETWEEN 1 AND 500), {_text("note")},
        {_text("private_note")},
        {
        _one_of(
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
        _text("link", 2000)
    }, logged_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        CHECK (value IS NULL OR skipped IS NULL), CHECK (abs(value) <= 1e12),
        CHECK (value IS NOT NULL OR skipped IS NOT NULL OR note <> '' OR private_note <> ''
               OR cause IS NOT NULL OR link <> ''),
        UNIQUE (measure_id, start)
    ) STRICT""",
    "CREATE INDEX evaluation_by_start ON evaluation (start)",
    f"""CREATE TABLE event (
        id INTEGER PRIMARY KEY, {_UID}, {_day("happened_on")}, {_name("title")}, {_text("note")},
        customer_id INTEGER REFERENCES customer(id) ON DELETE CASCADE,
        measure_id INTEGER REFERENCES measure(id) ON DELETE CASCADE
    ) STRICT""",
    "CREATE INDEX event_by_day ON event (happened_on)",
    f"""CREATE TABLE pulse (
        id INTEGER PRIMARY KEY, {_UID}, {_day("week")} UNIQUE CHECK (strftime('%w', week) = '1'),
        {_rated("energy")}, {_rated("valued")}, {_rated("listened")}, {_rated("cared")},
        {_text("note")}, CHECK (coalesce(energy, valued, listened, cared) IS NOT NULL)
    ) STRICT""",
    f"""CREATE TABLE check_in (
        id INTEGER PRIMARY KEY, {_UID}, {_day("week")} UNIQUE CHECK (strftime('%w', week) = '1'),
        finished_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), {_text("answer")}
    ) STRICT""",
)
_M002 = (
    """ALTER TABLE measure ADD COLUMN sensitivity TEXT NOT NULL DEFAULT 'normal'
        CHECK (sensitivity IN ('calm', 'normal', 'keen'))""",
    f"""CREATE TABLE fix (
        id INTEGER PRIMARY KEY, {_UID}, {_MEASURE}, {_one_of("kind", "reactive", "proactive")},
        {_name("what")}, {_text("obstacle")}, {_text("owner", 200)}, {_day("started_on")},
        {_day("due_on", needed=False)}, {_day("review_on", needed=False)},
        {_day("done_on", needed=False)}, {_day("dropped_on", needed=False)},
        {_day("since", needed=False)}, {_text("note")},
        CHECK (done_on IS NULL OR dropped_on IS NULL)
    ) STRICT""",
    "CREATE INDEX fix_of_measure ON fix (measure_id)",
    f"""CREATE TABLE planned_change (
        id INTEGER PRIMARY KEY, {_UID}, {_MEASURE}, {_day("starts_on")}, {_name("reason")},
        UNIQUE (measure_id, starts_on)
    ) STRICT""",
    f"""CREATE TABLE explanation (
        id INTEGER PRIMARY KEY, {_UID}, {_MEASURE}, {_day("start")},
        {_one_of("kind", "explained", "one_off")}, {_text("text")}, UNIQUE (measure_id, start)
    ) STRICT""",
    f"""CREATE TABLE signal (
        id INTEGER PRIMARY KEY, {_UID}, {_MEASURE}, {_day("revealed")}, {_day("since")},
        {_flag("up", 0)}, found_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        {_day("looked_on", needed=False)}, UNIQUE (measure_id, revealed)
    ) STRICT""",
)
# Derived: may be dropped at any time, and is filled again from the evaluations; a table of another
# version is dropped too. Findings are read often and the states behind them are large: two tables.
_DERIVED_ID = "measure_id INTEGER PRIMARY KEY REFERENCES measure(id) ON DELETE CASCADE"
DERIVED = {
    "verdict": f"CREATE TABLE verdict ({_DERIVED_ID}, finding TEXT NOT NULL,"
    " doubted INTEGER NOT NULL DEFAULT 0) STRICT",
    "verdict_state": f"CREATE TABLE verdict_state ({_DERIVED_ID}, until TEXT NOT NULL,"
    " state TEXT NOT NULL) STRICT",
}
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


def _check_triggers() -> list[str]:
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


@cache
def migrations() -> Migrations:
    """Return every step; sqlite-utils remembers in the file which were taken."""
    from sqlite_utils import Migrations

    steps = Migrations("tracker")

    @steps()
    def m001_first_tables(db: Database) -> None:
        """Create customers, measures with dated versions, evaluations, and the diary."""
        for statement in (*_M001, *_check_triggers()):
            db.execute(statement)

    @steps()
    def m002_corrections(db: Database) -> None:
        """Create what a person does about a signal: fixes, planned changes, words, looks."""
        for statement in _M002:
            db.execute(statement)

    return steps
