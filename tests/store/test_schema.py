"""What the database refuses by itself, whoever writes to it. Raw SQL on a real file."""

from __future__ import annotations

import re

import pytest

from tracker.app.tables import TABLES
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.evaluation import Cause
from tracker.domain.measure import Area, Better, Horizon, Source
from tracker.domain.period import MEASURE_CADENCES
from tracker.store.opening import APPLICATION_ID, SCHEMA

EVALUATION = "INSERT INTO evaluation (measure_id, start, value) VALUES (?, ?, ?)"
WORDS = (
    "INSERT INTO evaluation (measure_id, start, value, skipped, note) VALUES (1, '2026-11-16', ?,"
    " ?, ?)"
)
RATING, NUMBER, PERCENT, COUNT, DURATION, YESNO, FORTNIGHTLY, MONTHLY, QUARTERLY = range(1, 10)
MONDAY = "2026-11-16"


def test_a_file_says_whose_it_is_and_how_old(raw):
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_every_table_is_strict(raw):
    strict = {row[1]: row[5] for row in raw.execute("PRAGMA table_list") if row[2] == "table"}
    assert {table: strict[table] for table in TABLES} == dict.fromkeys(TABLES, 1)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (RATING, 7),
        (RATING, 0),
        (RATING, 6),
        (RATING, 3.5),
        (RATING, -1),
        (PERCENT, 101),
        (PERCENT, -0.1),
        (COUNT, -1),
        (COUNT, 2.5),
        (DURATION, -0.1),
        (YESNO, 2),
        (YESNO, 0.5),
        (NUMBER, 1.1e12),
        (NUMBER, -1.1e12),
        (NUMBER, float("inf")),
        (NUMBER, float("-inf")),
        (NUMBER, float("nan")),
        (NUMBER, "many"),
        (NUMBER, "1,5"),
    ],
)
def test_a_value_that_its_scale_does_not_know_is_refused(refused, raw, measure, value):
    assert refused(EVALUATION, measure, MONDAY, value)
    raw.execute("INSERT INTO evaluation (measure_id, start, value) VALUES (1, '2026-11-09', 1)")
    if measure != NUMBER:
        raw.execute("UPDATE measure SET scale = (SELECT scale FROM measure WHERE id = ?) "
                    "WHERE id = 1", (measure,))  # fmt: skip
        assert refused("UPDATE evaluation SET value = ?", value)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (RATING, 1),
        (RATING, 5),
        (RATING, 3.0),
        (PERCENT, 0),
        (PERCENT, 100),
        (PERCENT, 99.5),
        (COUNT, 0),
        (COUNT, 1e9),
        (DURATION, 0),
        (YESNO, 0),
        (YESNO, 1),
        (NUMBER, -1e12),
    ],
)
def test_a_value_at_the_edge_of_its_scale_is_taken(raw, measure, value):
    raw.execute(EVALUATION, (measure, MONDAY, value))
    assert raw.execute("SELECT value FROM evaluation").fetchall() == [(value,)]


@pytest.mark.parametrize(
    ("measure", "start"),
    [
        (RATING, "2026-11-17"),
        (RATING, "2026-11-15"),
        (FORTNIGHTLY, "2026-11-23"),
        (FORTNIGHTLY, "2026-11-09"),
        (FORTNIGHTLY, "2026-11-17"),
        (MONTHLY, "2026-11-02"),
        (QUARTERLY, "2026-11-01"),
        (QUARTERLY, "2026-10-02"),
    ],
)
def test_a_period_that_does_not_start_where_its_cadence_says_is_refused(refused, measure, start):
    assert "a period starts where its cadence says" in refused(EVALUATION, measure, start, 1)


@pytest.mark.parametrize(
    ("measure", "start"),
    [
        (RATING, "2020-12-28"),
        (RATING, "2026-12-28"),
        (FORTNIGHTLY, "2026-11-16"),
        (FORTNIGHTLY, "2026-11-30"),
        (FORTNIGHTLY, "2026-11-02"),
        (FORTNIGHTLY, "2027-01-11"),
        (FORTNIGHTLY, "2020-01-06"),
        (MONTHLY, "2028-02-01"),
        (QUARTERLY, "2026-10-01"),
    ],
)
def test_a_period_that_starts_where_its_cadence_says_is_taken(raw, measure, start):
    raw.execute(EVALUATION, (measure, start, 1))
    assert raw.execute("SELECT start FROM evaluation").fetchall() == [(start,)]


@pytest.mark.parametrize(
    "day",
    ["2026-02-31", "2026-02-29", "2026-13-01", "2026-1-5", "20261116", "tomorrow", "", "now",
     "2026-11-16T00:00", " 2026-11-16", "2461000.5"],
)  # fmt: skip
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO evaluation (measure_id, start, value) VALUES (8, ?, 1)",
        "INSERT INTO want (customer_id, text, stated_on) VALUES (1, 'more', ?)",
        "INSERT INTO event (title, happened_on) VALUES ('moved', ?)",
        "INSERT INTO pulse (week, energy) VALUES (?, 3)",
        "INSERT INTO check_in (week) VALUES (?)",
        "INSERT INTO version (measure_id, better, valid_from) VALUES (1, 'higher', ?)",
        "UPDATE customer SET archived_on = ?",
        "UPDATE measure SET phase = ?",
    ],
    ids=lambda sql: " ".join(sql.split()[:3]),
)
def test_a_day_that_is_not_in_the_calendar_is_refused(refused, sql, day):
    assert refused(sql, day)


def test_one_period_has_one_evaluation(raw, refused):
    raw.execute(EVALUATION, (RATING, MONDAY, 4))
    assert "UNIQUE" in refused(EVALUATION, RATING, MONDAY, 5)
    raw.execute(EVALUATION, (RATING, "2026-11-23", 5))
    assert "UNIQUE" in refused("UPDATE evaluation SET start = ? WHERE value = 5", MONDAY)


@pytest.mark.parametrize(
    ("value", "skipped", "note"),
    [
        (None, "", ""),
        (None, "   ", ""),
        (None, "x" * 501, ""),
        (4, "away", ""),
        (None, None, ""),
        (None, None, "x" * 10_001),
    ],
    ids=["no reason", "blank reason", "long reason", "value and skip", "nothing", "long note"],
)
def test_a_row_says_one_thing_and_says_it(refused, value, skipped, note):
    assert refused(WORDS, value, skipped, note)


def test_a_note_alone_is_enough_for_a_row(raw):
    raw.execute(WORDS, (None, None, "they called"))
    assert raw.execute("SELECT note FROM evaluation").fetchall() == [("they called",)]


def test_a_row_cannot_be_emptied(raw, refused):
    raw.execute(EVALUATION, (RATING, MONDAY, 4))
    assert "CHECK" in refused("UPDATE evaluation SET value = NULL")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO pulse (week, energy) VALUES ('2026-11-17', 3)",
        "INSERT INTO check_in (week) VALUES ('2026-11-17')",
        "UPDATE measure SET phase = '2026-11-17'",
    ],
)
def test_no_week_starts_on_a_tuesday(refused, sql):
    assert "CHECK" in refused(sql)


@pytest.mark.parametrize("energy", [0, 6, 2.5, None, "high"])
def test_a_pulse_is_one_to_five(refused, energy):
    assert refused("INSERT INTO pulse (week, energy) VALUES ('2026-11-16', ?)", energy)


def test_a_week_has_one_pulse_and_one_closing(raw, refused):
    raw.execute("INSERT INTO pulse (week, energy) VALUES ('2026-11-16', 3)")
    raw.execute("INSERT INTO check_in (week) VALUES ('2026-11-16')")
    assert "UNIQUE" in refused("INSERT INTO pulse (week, valued) VALUES ('2026-11-16', 3)")
    assert "UNIQUE" in refused("INSERT INTO check_in (week) VALUES ('2026-11-16')")


def test_a_customer_has_at_most_three_services_at_a_time(raw, refused):
    service = "INSERT INTO service (customer_id, name) VALUES (?, ?)"
    for name in ("one", "two", "three"):
        raw.execute(service, (1, name))
    assert "at most three services" in refused(service, 1, "four")
    raw.execute("UPDATE service SET retired_on = '2026-11-16' WHERE name = 'one'")
    raw.execute(service, (1, "four"))
    restored = "UPDATE service SET retired_on = NULL WHERE name = 'one'"
    assert "at most three services" in refused(restored)
    raw.execute("INSERT INTO customer (id, name, kind) VALUES (2, 'Sales', 'team')")
    raw.execute(service, (2, "five"))
    moved = "UPDATE service SET customer_id = 1 WHERE name = 'five'"
    assert "at most three services" in refused(moved)
    raw.execute("UPDATE service SET name = 'renamed' WHERE name = 'two'")
    assert raw.execute("SELECT count(*) FROM service").fetchone() == (5,)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("customer.tier", set(Tier)),
        ("customer.kind", set(CustomerKind)),
        ("measure.area", set(Area)),
        ("measure.cadence", set(MEASURE_CADENCES)),
        ("measure.source", set(Source)),
        ("measure.horizon", set(Horizon)),
        ("version.better", set(Better)),
        ("evaluation.cause", set(Cause)),
    ],
)
def test_the_database_knows_the_very_words_of_the_domain(raw, refused, column, words):
    table, name = column.split(".")
    raw.execute(EVALUATION, (NUMBER, MONDAY, 1))
    raw.execute("INSERT INTO version (measure_id, better, valid_from) VALUES (2, 'band', ?)",
                (MONDAY,))  # fmt: skip
    raw.execute("DELETE FROM evaluation WHERE measure_id <> 2")
    raw.execute("DELETE FROM measure WHERE id <> 2")
    assert "CHECK" in refused(f"UPDATE {table} SET {name} = 'nonsense'")
    for word in sorted(words):
        raw.execute(f"UPDATE {table} SET {name} = ?", (word,))
    (sql,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    listed = re.search(rf"CHECK \({name} IN \(([^)]*)\)\)", sql)
    assert listed
    assert set(re.findall(r"'(\w+)'", listed[1])) == {str(word) for word in words}


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO customer (name, kind) VALUES (?, 'team')",
        "INSERT INTO service (customer_id, name) VALUES (1, ?)",
        "UPDATE measure SET name = ? WHERE id = 1",
        "INSERT INTO event (happened_on, title) VALUES ('2026-11-16', ?)",
    ],
    ids=lambda sql: " ".join(sql.split()[:3]),
)
def test_a_name_is_there_and_has_200_characters_at_most(raw, refused, sql, name):
    assert "CHECK" in refused(sql, name)
    raw.execute(sql, ("x" * 200,))


def test_two_customers_or_measures_of_one_name_are_refused_in_any_letter_case(refused):
    assert "UNIQUE" in refused("INSERT INTO customer (name, kind) VALUES ('FINANCE', 'led')")
    assert "UNIQUE" in refused("UPDATE measure SET name = 'Count' WHERE id = 1")


@pytest.mark.parametrize(
    "columns",
    [
        "low = 2",
        "high = 4",
        "better = 'higher', low = 2, high = 4",
        "low = 4, high = 2",
        "promise = 3",
        "step = 0",
        "step = -1",
        "step = NULL",
        "unit = '" + "x" * 41 + "'",
        "valid_from = '2026-11-31'",
        "better = NULL",
    ],
)
def test_a_version_is_a_whole_band_or_a_promise_with_a_real_step(raw, refused, columns):
    raw.execute("INSERT INTO version (measure_id, better, valid_from) VALUES (1, 'band', ?)",
                (MONDAY,))  # fmt: skip
    assert refused(f"UPDATE version SET {columns}")
    raw.execute("UPDATE version SET low = 2, high = 2, step = 0.05")
    raw.execute("UPDATE version SET better = 'lower', low = NULL, high = NULL, promise = 3")


def test_a_measure_has_one_version_a_day(raw, refused):
    version = "INSERT INTO version (measure_id, better, valid_from) VALUES (?, 'lower', ?)"
    raw.execute(version, (RATING, MONDAY))
    raw.execute(version, (NUMBER, MONDAY))
    assert "UNIQUE" in refused(version, RATING, MONDAY)


def test_only_a_draft_may_be_without_an_area(raw, refused):
    assert "CHECK" in refused("UPDATE measure SET area = NULL WHERE id = 1")
    raw.execute("UPDATE measure SET area = NULL, draft = 1 WHERE id = 1")
    assert "CHECK" in refused("UPDATE measure SET draft = 0 WHERE id = 1")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO want (customer_id, text, stated_on) VALUES (99, 'x', '2026-11-16')",
        "INSERT INTO service (customer_id, name) VALUES (99, 'x')",
        "UPDATE measure SET customer_id = 99",
        "UPDATE measure SET service_id = 99",
        "INSERT INTO version (measure_id, better, valid_from) VALUES (99, 'lower', '2026-11-16')",
        "INSERT INTO evaluation (measure_id, start, value) VALUES (99, '2026-11-16', 1)",
        "INSERT INTO event (happened_on, title, customer_id) VALUES ('2026-11-16', 'x', 99)",
        "INSERT INTO event (happened_on, title, measure_id) VALUES ('2026-11-16', 'x', 99)",
    ],
)
def test_nothing_hangs_on_what_is_not_there(refused, sql):
    assert "FOREIGN KEY" in refused(sql)


def test_every_row_has_a_random_uuid_of_its_own(raw, refused):
    uids = [uid for (uid,) in raw.execute("SELECT uid FROM measure")]
    shape = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert [uid for uid in uids if not re.fullmatch(shape, uid)] == []
    assert len(set(uids)) == len(uids)
    assert "UNIQUE" in refused("UPDATE measure SET uid = ?", uids[0])
    assert "NOT NULL" in refused("UPDATE measure SET uid = NULL")


def test_deleting_a_customer_takes_all_that_hangs_on_it_and_nothing_else(raw):
    raw.execute("INSERT INTO customer (id, name, kind) VALUES (2, 'Sales', 'team')")
    raw.execute("INSERT INTO want (customer_id, text, stated_on) VALUES (2, 'x', '2026-11-16')")
    raw.execute(EVALUATION, (RATING, MONDAY, 4))
    raw.execute("DELETE FROM customer WHERE id = 1")
    counts = {
        table: raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("customer", "want", "measure", "evaluation")
    }
    assert counts == {"customer": 1, "want": 1, "measure": 0, "evaluation": 0}
