"""One customer comes back from a backup: nobody else is touched, what was entered since stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from tests.app.backups.rows import NOW, all_rows

from tracker.app import commands
from tracker.app.backups.contents import opened_file
from tracker.app.backups.one_customer import lost_since
from tracker.app.tables import TABLES
from tracker.app.tracker import Tracker
from tracker.domain.errors import TrackerError
from tracker.domain.measure import Area

FRIDAY = date(2026, 11, 27)
FINANCE = "Finance leads"


@pytest.fixture
def backup(shelf):
    return shelf.make(NOW).backup.path


def changed(path, *statements: str) -> None:
    """Change a closed file as a person's mistakes would, all of them at once."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA foreign_keys = ON")
        for statement in statements:
            conn.execute(statement)
        conn.commit()


def rows(path) -> dict[str, list[tuple]]:
    return {name: found for name, found in all_rows(path).items() if name in TABLES}


def lost(backup, path) -> dict[str, int]:
    with opened_file(backup) as then, opened_file(path) as now:
        return lost_since(then, now)


def test_whoever_is_gone_altogether_comes_back_row_for_row(data, backup):
    changed(data, f"DELETE FROM customer WHERE name = '{FINANCE}'")
    assert list(lost(backup, data)) == [FINANCE]
    assert rows(data)["evaluation"] != rows(backup)["evaluation"]
    with Tracker(data) as tracker:
        count = commands.bring_back_customer(tracker, backup, FINANCE)
        assert count > 150
        assert tracker.history.undo_label == f"bring back {FINANCE}"
    found, then = rows(data), rows(backup)
    assert {name for name in then if found[name] != then[name]} <= {"decision"}
    assert lost(backup, data) == {}


def test_what_was_deleted_or_written_over_is_as_it_was_and_what_came_since_stays(data, backup):
    mine = (
        "(SELECT m.id FROM measure AS m JOIN customer AS c ON c.id = m.customer_id"
        f" WHERE c.name = '{FINANCE}')"
    )
    changed(
        data,
        f"UPDATE evaluation SET value = 1, skipped = NULL WHERE measure_id IN {mine}",
        f"DELETE FROM evaluation WHERE start > '2026-10-01' AND measure_id IN {mine}",
        f"UPDATE evaluation SET note = 'of somebody else' WHERE measure_id NOT IN {mine}",
        f"UPDATE customer SET name = 'Finance?' WHERE name = '{FINANCE}'",
    )
    with Tracker(data) as tracker:
        own = tracker.customers.first(name="Finance?").id
        note = commands.NoteInput(text="Said since", happened_on=FRIDAY, customer_id=own)
        commands.add_note(tracker, note)
        commands.bring_back_customer(tracker, backup, FINANCE)
        assert {one.text for one in tracker.notes.all()} >= {"Said since"}
        tracker.undo()
        assert tracker.customers.first(name=FINANCE) is None
        tracker.redo()
    found, then = rows(data), rows(backup)
    assert found["customer"] == then["customer"]
    own = [row for row in found["evaluation"] if "of somebody else" not in row]
    assert len(own) == 153
    assert set(own) <= set(then["evaluation"])
    assert len(found["evaluation"]) == len(then["evaluation"])
    assert FINANCE not in lost(backup, data)


def test_a_number_that_is_somebody_elses_by_now_is_left_to_them(data, backup):
    changed(data, "DELETE FROM customer WHERE name = 'Legal'")
    with Tracker(data) as tracker:
        new = commands.add_customer(tracker, "Newcomer", None)
        commands.add_measure(
            tracker, new, commands.MeasureInput(name="Theirs", area=Area.ROI, promise=3), FRIDAY
        )
        commands.bring_back_customer(tracker, backup, "Legal")
        names = {one.name: one.id for one in tracker.customers.all()}
        assert names["Newcomer"] == new
        assert names["Legal"] != new
        measures = tracker.measures.where("customer_id = ?", names["Legal"])
        logged = [len(tracker.evaluations.series(one.id)) for one in measures]
        assert sum(logged) == 11
        assert [one.name for one in tracker.measures.where("customer_id = ?", new)] == ["Theirs"]
        tracker.file.check()


def test_who_was_entered_anew_under_the_old_name_gets_the_old_entries(data, backup):
    changed(data, "DELETE FROM customer WHERE name = 'Legal'")
    with Tracker(data) as tracker:
        commands.add_customer(tracker, "Legal", None)
        commands.bring_back_customer(tracker, backup, "Legal")
        (legal,) = [one for one in tracker.customers.all() if one.name == "Legal"]
        measures = tracker.measures.where("customer_id = ?", legal.id)
        assert sum(len(tracker.evaluations.series(one.id)) for one in measures) == 11


@pytest.mark.parametrize(
    ("name", "told"),
    [("Nobody", "There is no customer “Nobody”"), (FINANCE, "Nothing of “Finance leads”")],
)
def test_where_there_is_nothing_to_bring_back_that_is_said(data, backup, name, told):
    before = rows(data)
    with Tracker(data) as tracker, pytest.raises(TrackerError, match=told):
        commands.bring_back_customer(tracker, backup, name)
    assert rows(data) == before
