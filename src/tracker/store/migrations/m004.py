"""Schema 4: choosing: moves, needs, how, moments, conflicts and decisions, notes, the chain.

What the database itself refuses: a fourth important element, a need paired twice, a decision whose
verdict has no day.
"""

from __future__ import annotations

from tracker.store.migrations.ddl import CUSTOMER, MEASURE, UID, day, flag, name, one_of, text

_MEASURE_IF_ANY = "measure_id INTEGER REFERENCES measure(id) ON DELETE SET NULL"
_SERVICE = "service_id INTEGER NOT NULL REFERENCES service(id) ON DELETE CASCADE"


def _said(column: str = "text") -> str:
    return f"{column} TEXT NOT NULL CHECK (length(trim({column})) BETWEEN 1 AND 10000)"


STATEMENTS = (
    "ALTER TABLE person ADD COLUMN wow_cap INTEGER NOT NULL DEFAULT 3"
    " CHECK (wow_cap BETWEEN 1 AND 20)",
    "ALTER TABLE person ADD COLUMN total_cap INTEGER NOT NULL DEFAULT 7"
    " CHECK (total_cap BETWEEN 1 AND 60)",
    f"ALTER TABLE person ADD COLUMN {text('plan_step', 40)}",
    f"ALTER TABLE agreement ADD COLUMN {text('terms', 64)}",
    f"ALTER TABLE customer ADD COLUMN {text('benefit')}",
    f"ALTER TABLE customer ADD COLUMN {text('their_customer')}",
    f"ALTER TABLE customer ADD COLUMN {text('end_client')}",
    "ALTER TABLE customer ADD COLUMN contact_weeks INTEGER CHECK (contact_weeks BETWEEN 1 AND 52)",
    f"ALTER TABLE customer ADD COLUMN {flag('ask_often', 0)}",
    f"""CREATE TABLE tier_move (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER},
        {one_of("from_tier", "wow", "serve", "maintain", needed=False)},
        {one_of("to_tier", "wow", "serve", "maintain", needed=False)}, {day("moved_on")},
        {text("reason")}
    ) STRICT""",
    "CREATE INDEX tier_move_of_customer ON tier_move (customer_id, moved_on)",
    f"""CREATE TABLE mandate (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER}, {_said()}, {flag("formal", 0)},
        {day("made_on")}, {day("until", needed=False)}
    ) STRICT""",
    f"""CREATE TABLE assessment (
        id INTEGER PRIMARY KEY, {UID},
        kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
        customer_id INTEGER REFERENCES customer(id) ON DELETE CASCADE, {day("taken_on")},
        answers TEXT NOT NULL DEFAULT '{{}}', {text("note")}
    ) STRICT""",
    "CREATE INDEX assessment_by_kind ON assessment (kind, customer_id, taken_on)",
    f"""CREATE TABLE need (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER}, {one_of("side", "mine", "theirs")},
        {name("text")}, rank INTEGER NOT NULL CHECK (rank >= 1),
        {one_of("source", "survey", "focus_group", "interview", "conversation", "guess")},
        {day("stated_on")}, {one_of("status", "stated", "unaware", "misinformed")},
        partner_id INTEGER UNIQUE REFERENCES need(id) ON DELETE SET NULL, {_MEASURE_IF_ANY},
        {day("dropped_on", needed=False)}, CHECK (partner_id IS NULL OR side = 'mine')
    ) STRICT""",
    "CREATE INDEX need_of_customer ON need (customer_id, side, rank)",
    f"""CREATE TABLE standard (
        id INTEGER PRIMARY KEY, {UID}, {_SERVICE}, {day("valid_from")}, {text("floor")},
        {text("good")}, {text("excellent")}, {day("review_on", needed=False)},
        UNIQUE (service_id, valid_from)
    ) STRICT""",
    f"""CREATE TABLE element (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER}, {name()}, position INTEGER NOT NULL DEFAULT 0,
        {flag("important", 0)}, {one_of("basis", "asked", "guessed", "unconfirmed")},
        {day("asked_on", needed=False)}, {_MEASURE_IF_ANY},
        UNIQUE (customer_id, name COLLATE NOCASE)
    ) STRICT""",
    *(
        f"""CREATE TRIGGER element_at_most_three_on_{event.split()[0].lower()}
        BEFORE {event} ON element
        WHEN new.important = 1 AND (SELECT count(*) FROM element
            WHERE customer_id = new.customer_id AND important = 1 AND id <> new.id) >= 3
        BEGIN SELECT RAISE(ABORT, 'at most three elements are important'); END"""
        for event in ("INSERT", "UPDATE OF important, customer_id")
    ),
    f"""CREATE TABLE moment (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER}, {name("title")}, {day("first_on")},
        {one_of("repeats", "once", "weekly", "monthly", "last_workday", "quarterly")},
        {day("until", needed=False)},
        lead_days INTEGER NOT NULL DEFAULT 7 CHECK (lead_days BETWEEN 0 AND 90), {text("note")}
    ) STRICT""",
    f"""CREATE TABLE conflict (
        id INTEGER PRIMARY KEY, {UID}, {name("title")}, {one_of("kind", "need", "want", "timing")},
        {day("opened_on")}, {text("really")}, {text("common")}, {text("ground")},
        {day("closed_on", needed=False)}, {one_of("outcome", "none", "decision", needed=False)},
        CHECK ((closed_on IS NULL) = (outcome IS NULL))
    ) STRICT""",
    f"""CREATE TABLE conflict_side (
        id INTEGER PRIMARY KEY, {UID},
        conflict_id INTEGER NOT NULL REFERENCES conflict(id) ON DELETE CASCADE, {CUSTOMER},
        {text("asked_for")}, {text("true_need")}, UNIQUE (conflict_id, customer_id)
    ) STRICT""",
    f"""CREATE TABLE decision (
        id INTEGER PRIMARY KEY, {UID},
        conflict_id INTEGER REFERENCES conflict(id) ON DELETE SET NULL,
        after_id INTEGER REFERENCES decision(id) ON DELETE SET NULL, {name("title")},
        {day("decided_on")}, {text("options")}, {text("logic")}, {text("choice")},
        less_happy_id INTEGER REFERENCES customer(id) ON DELETE SET NULL,
        {day("review_on", needed=False)},
        {one_of("verdict", "held", "bad", "early", needed=False)},
        {day("verdict_on", needed=False)}, {text("admitted_to")}, {text("learned")},
        {text("next_choice")}, {text("note")},
        CHECK ((verdict IS NULL) = (verdict_on IS NULL))
    ) STRICT""",
    f"""CREATE TABLE decision_told (
        id INTEGER PRIMARY KEY, {UID},
        decision_id INTEGER NOT NULL REFERENCES decision(id) ON DELETE CASCADE, {CUSTOMER},
        {day("told_on")}, UNIQUE (decision_id, customer_id)
    ) STRICT""",
    f"""CREATE TABLE note (
        id INTEGER PRIMARY KEY, {UID},
        customer_id INTEGER REFERENCES customer(id) ON DELETE CASCADE,
        {one_of("kind", "note", "thanks", "idea", "obstacle", "stop", "start")},
        {day("happened_on")}, {_said()},
        played_back INTEGER CHECK (played_back IN (0, 1)), {text("disagreement")},
        {text("tags", 500)}, fix_id INTEGER REFERENCES fix(id) ON DELETE SET NULL,
        event_id INTEGER REFERENCES event(id) ON DELETE SET NULL, {day("done_on", needed=False)}
    ) STRICT""",
    "CREATE INDEX note_of_customer ON note (customer_id, happened_on)",
    f"""CREATE TABLE link (
        id INTEGER PRIMARY KEY, {UID}, {name("who")}, {text("what", 400)}, {text("by_when", 200)},
        position INTEGER NOT NULL DEFAULT 0, {day("retired_on", needed=False)}
    ) STRICT""",
    f"""CREATE TABLE link_service (
        id INTEGER PRIMARY KEY, {UID},
        link_id INTEGER NOT NULL REFERENCES link(id) ON DELETE CASCADE, {_SERVICE},
        UNIQUE (link_id, service_id)
    ) STRICT""",
    f"""CREATE TABLE stop (
        id INTEGER PRIMARY KEY, {UID},
        link_id INTEGER NOT NULL REFERENCES link(id) ON DELETE CASCADE, {day("started_on")},
        {day("ended_on", needed=False)}, {text("effect")}, {text("cause", 200)},
        seen INTEGER CHECK (seen IN (0, 1)), fix_id INTEGER REFERENCES fix(id) ON DELETE SET NULL,
        {text("no_fix")}, CHECK (ended_on IS NULL OR ended_on >= started_on)
    ) STRICT""",
    "CREATE INDEX stop_of_link ON stop (link_id, started_on)",
    f"""CREATE TABLE told (
        id INTEGER PRIMARY KEY, {UID}, {MEASURE}, {day("revealed")}, {day("told_on")},
        UNIQUE (measure_id, revealed)
    ) STRICT""",
    f"""CREATE TABLE asking (
        id INTEGER PRIMARY KEY, {UID}, {CUSTOMER}, {day("asked_on")}, {text("how", 200)},
        UNIQUE (customer_id, asked_on)
    ) STRICT""",
    f"""CREATE TABLE kept_wording (
        id INTEGER PRIMARY KEY, {UID}, rule TEXT NOT NULL CHECK (length(rule) BETWEEN 1 AND 40),
        {_said()}, UNIQUE (rule, text)
    ) STRICT""",
)
