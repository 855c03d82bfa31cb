"""What goes wrong while a file is open: a sentence, nothing lost, and the next entry works."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from types import SimpleNamespace

import pytest

from tracker.app import commands
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble
from tracker.store.errors import translated_errors


@pytest.fixture
def tracker(path):
    with Tracker(path) as tracker:
        tracker.file.conn.execute("PRAGMA busy_timeout = 0")
        yield tracker


def fill(tracker: Tracker) -> None:
    for number in range(100):
        commands.add_customer(tracker, f"Customer {number}", None, who="x" * 10_000)


def test_a_full_disk_refuses_an_entry_and_keeps_every_earlier_one(tracker, path):
    commands.add_customer(tracker, "Sales", None)
    told: list[object] = []
    tracker.on_change = told.append
    (pages,) = tracker.file.query("PRAGMA page_count")[0]
    tracker.file.conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(FileTrouble, match="The disk is full"):
        fill(tracker)
    kept = [one.name for one in tracker.customers.all()]
    assert len(told) == len(kept) - 2
    assert not tracker.file.conn.in_transaction
    with closing(sqlite3.connect(path)) as conn:
        assert [name for (name,) in conn.execute("SELECT name FROM customer ORDER BY id")] == kept
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_after_room_was_made_the_refused_entry_goes_in_and_undoes(tracker):
    (pages,) = tracker.file.query("PRAGMA page_count")[0]
    tracker.file.conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(FileTrouble), tracker.edit("much"):
        fill(tracker)
    assert tracker.undo() is None
    tracker.file.conn.execute("PRAGMA max_page_count = 100000")
    commands.add_customer(tracker, "Sales", None)
    assert tracker.undo() == "add Sales"
    assert tracker.undo() is None
    assert [one.name for one in tracker.customers.all()] == ["Finance"]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_a_file_that_was_replaced_while_it_was_open_is_not_written_to(tracker, path):
    synced = path.with_name("synced.db")
    shutil.copyfile(path, synced)
    synced.replace(path)
    with pytest.raises(FileTrouble, match="was changed by another program") as told:
        commands.add_customer(tracker, "Sales", None)
    assert "enter it again" in told.value.hint
    assert [one.name for one in tracker.customers.all()] == ["Finance"]
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("SELECT count(*) FROM customer").fetchone() == (1,)


def test_a_file_that_another_program_is_writing_asks_to_try_again(tracker, path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileTrouble, match="being written by another program"):
            commands.add_customer(tracker, "Sales", None)
        other.execute("ROLLBACK")
    commands.add_customer(tracker, "Sales", None)
    assert tracker.history.undo_label == "add Sales"


def test_a_commit_that_a_reader_holds_up_is_taken_back_whole(tracker, path):
    """Were the transaction left open, every later entry would seem saved and never be."""
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM customer").fetchall()
        with pytest.raises(FileTrouble, match="being written by another program"):
            commands.add_customer(tracker, "Sales", None)
        assert not tracker.file.conn.in_transaction
        assert [one.name for one in tracker.customers.all()] == ["Finance"]
    commands.add_customer(tracker, "Sales", None)
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("SELECT count(*) FROM customer").fetchone() == (2,)


def test_an_undo_that_is_held_up_can_be_tried_again(tracker, path):
    commands.add_customer(tracker, "Sales", None)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileTrouble):
            tracker.undo()
        assert tracker.history.undo_label == "add Sales"
        assert tracker.history.redo_label is None
    assert tracker.undo() == "add Sales"
    assert tracker.redo() == "add Sales"


def test_a_page_that_went_bad_while_the_file_was_open_is_told_when_it_is_read(tracker, path):
    ((root,),) = tracker.file.query("SELECT rootpage FROM sqlite_master WHERE name = 'customer'")
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    with path.open("r+b") as file:
        file.write(content)
    tracker.file.conn.execute("PRAGMA shrink_memory")
    with pytest.raises(FileTrouble, match="is damaged"):
        tracker.customers.all()


def test_a_cell_that_no_entry_could_have_written_is_told_as_damage(path):
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE customer SET kind = 'stranger'")
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("UPDATE sqlite_master SET sql = replace(sql, '''external''',"
                     " '''external'', ''stranger''') WHERE name = 'customer'")  # fmt: skip
    with Tracker(path) as tracker, pytest.raises(FileTrouble, match="is damaged"):
        tracker.customers.all()


def test_a_mistake_of_ours_is_not_told_as_trouble_with_the_file(tracker):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        tracker.file.query("SELECT * FROM custmer")
    with pytest.raises(sqlite3.IntegrityError), tracker.edit("add"):
        tracker.customers.add(name="", kind="team")
    with pytest.raises(sqlite3.IntegrityError), translated_errors(None):
        raise sqlite3.IntegrityError


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
def test_a_disk_that_takes_no_further_file_is_called_full(path, monkeypatch):
    """There is room in it, and yet none for the journal."""
    full = SimpleNamespace(f_files=100, f_favail=0)
    monkeypatch.setattr("tracker.store.errors.os.statvfs", lambda _folder: full)
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorname = "SQLITE_CANTOPEN"
    with pytest.raises(FileTrouble, match="The disk is full"), translated_errors(path):
        raise error
    full.f_favail = 3
    with pytest.raises(FileTrouble, match="cannot be opened"), translated_errors(path):
        raise error
