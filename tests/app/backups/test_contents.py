"""What a backup holds, and what would be lost with it, by name."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.backups.contents import (
    NOUNS,
    differences,
    entry_names,
    file_contents,
    opened_file,
)
from tracker.app.commands import FixInput, NoteInput
from tracker.app.tables import TABLES
from tracker.app.tracker import Tracker
from tracker.domain.backup import RowChange
from tracker.domain.customer import Tier
from tracker.domain.errors import FileTrouble
from tracker.domain.period import Period

SCHEMAS = Path(__file__).parents[2] / "fixtures" / "schema"
MONDAY = date(2026, 11, 23)


def told(backup: Path, now: Tracker) -> list[tuple[RowChange, str, str, str]]:
    with opened_file(backup) as then:
        return [(one.change, one.customer, one.what, one.says) for one in differences(then, now)]


@pytest.fixture
def before(data, tmp_path) -> Path:
    return Path(shutil.copyfile(data, tmp_path / "before.db"))


def test_a_file_is_known_again_by_its_newest_entry_and_its_figures(data):
    with Tracker(data) as tracker:
        holds = file_contents(tracker)
        entries = tracker.file.query(
            "SELECT count(*) FROM evaluation WHERE value IS NOT NULL OR skipped IS NOT NULL"
        )[0][0]
    assert (len(holds.customers), holds.measures, holds.entries) == (5, 13, entries)
    assert holds.newest is not None
    assert holds.newest[1].start == MONDAY
    assert sum(one.entries for one in holds.customers) == entries
    first = holds.customers[0]
    assert first.entries == max(one.entries for one in holds.customers)
    assert max(first.weeks) <= MONDAY


def test_a_file_with_nothing_in_it_is_told_as_such(tmp_path):
    Tracker(tmp_path / "new.db").close()
    with opened_file(tmp_path / "new.db") as tracker:
        holds = file_contents(tracker)
    assert (holds.customers, holds.measures, holds.entries, holds.newest) == ((), 0, 0, None)


@pytest.mark.parametrize("shipped", sorted(SCHEMAS.glob("*.db")), ids=lambda path: path.stem)
def test_a_backup_of_any_version_is_looked_into_without_a_change(shipped):
    before = shipped.read_bytes()
    with opened_file(shipped) as tracker:
        assert file_contents(tracker).entries > 0
    assert shipped.read_bytes() == before
    assert not list(shipped.parent.glob("*.bak"))


def test_an_entry_and_a_note_that_would_be_lost_are_named(data, before):
    with Tracker(data) as tracker:
        (measure,) = tracker.measures.where("name = 'No surprises'")
        start = Period(MONDAY, measure.cadence).start
        commands.record(tracker, measure.id, start, 2)
        commands.annotate(tracker, measure.id, start, note="It came late")
        commands.add_note(tracker, NoteInput(text="Call them", happened_on=MONDAY))
        found = told(before, tracker)
    assert [(customer, what, says) for _, customer, what, says in found] == [
        ("My manager", "No surprises, week 48", "2 “It came late”"),
        ("", "Note", "Call them"),
    ]


def test_what_was_deleted_since_would_come_back(data, before):
    with Tracker(data) as tracker:
        gone = tracker.events.all()[0]
        commands.remove_event(tracker, gone.id)
        ((change, _, what, says),) = told(before, tracker)
    assert (change, what, says) == (RowChange.DELETED, "Event", gone.title)


def test_two_files_that_are_the_same_differ_in_nothing(data, before):
    with Tracker(data) as tracker:
        assert told(before, tracker) == []


def test_every_table_has_a_name_for_people():
    assert {*NOUNS, "evaluation"} == set(TABLES)


def test_a_row_of_every_table_can_be_named(tmp_path):
    """The fixture of the newest schema holds something of everything."""
    newest = max(SCHEMAS.glob("*.db"), key=lambda path: int(path.stem))
    Tracker(tmp_path / "new.db").close()
    with opened_file(newest) as tracker, opened_file(tmp_path / "new.db") as empty:
        found = differences(empty, tracker)
    filled = {one.table for one in found}
    with opened_file(newest) as tracker:
        assert filled == {name for name in TABLES if tracker.file.holds_any([name])}
    assert all(one.what and one.change is RowChange.ADDED for one in found)


def test_a_fix_is_named_with_its_measure_s_customer(data, before):
    with Tracker(data) as tracker:
        (measure,) = tracker.measures.where("name = 'No surprises'")
        commands.start_fix(tracker, measure.id, FixInput(what="Ask first", started_on=MONDAY))
        found = told(before, tracker)
    assert (RowChange.ADDED, "My manager", "Fix", "Ask first") in found


def test_a_new_customer_is_named(data, before):
    with Tracker(data) as tracker:
        commands.add_customer(tracker, "Came later", Tier.MAINTAIN)
        assert (RowChange.ADDED, "Came later", "Customer", "Came later") in told(before, tracker)


def test_missing_entries_have_names(data):
    with Tracker(data) as tracker:
        (measure,) = tracker.measures.where("name = 'No surprises'")
        listed = [(measure.id, "2026-10-26"), (999, "2026-10-26")]
        assert entry_names(tracker, listed) == ["No surprises, week 44"]


def test_a_damaged_file_is_not_looked_into(data):
    content = bytearray(data.read_bytes())
    content[40960:49152] = bytes(8192)
    data.write_bytes(content)
    with pytest.raises(FileTrouble, match="damaged"):
        opened_file(data)
