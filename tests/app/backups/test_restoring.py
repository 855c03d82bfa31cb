"""A backup brought back gives every row; the file as it was is kept, and comes back, too."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.app.backups.rows import NOW, all_rows, keep_as_it_was

from tracker.app import commands
from tracker.app.backups.restoring import restore, take_back
from tracker.app.backups.shelf import BackupReason, BackupShelf
from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker
from tracker.domain.customer import Tier
from tracker.domain.errors import FileTrouble
from tracker.store import backup as store_backup


def log_more(data: Path) -> None:
    with Tracker(data) as tracker:
        commands.add_customer(tracker, "Came later", Tier.MAINTAIN)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.parametrize("reason", BackupReason, ids=lambda one: one.name)
@pytest.mark.parametrize("where", ["beside", "chosen"])
def test_every_kind_of_backup_gives_every_row_back(data, tmp_path, reason, where):
    (tmp_path / "drive").mkdir()
    shelf = BackupShelf(data, tmp_path / "drive" if where == "chosen" else None)
    before = all_rows(data)
    made = shelf.make(NOW, reason).backup
    log_more(data)
    assert all_rows(data) != before
    restore(made.path, shelf, NOW)
    assert all_rows(data) == before
    with Tracker(data) as tracker:
        assert tracker.file.query("PRAGMA integrity_check") == [("ok",)]
        assert tracker.words.find("answers", limit=1)


def test_a_backup_of_an_older_version_comes_back_and_is_brought_up_to_date(data, shelf):
    old = Path(__file__).parents[2] / "fixtures" / "schema" / "001.db"
    entries = len(all_rows(old)["evaluation"])
    restore(old, shelf, NOW)
    assert len(all_rows(data)["evaluation"]) == entries
    with Tracker(data, keep=keep_as_it_was) as tracker:
        assert len(tracker.evaluations.all()) == entries


def test_a_restore_is_taken_back_and_leaves_a_backup_of_what_it_brought(data, shelf):
    made = shelf.make(NOW).backup
    log_more(data)
    after = all_rows(data)
    done = restore(made.path, shelf, NOW)
    assert done.whole
    take_back(done, shelf, NOW.replace(minute=11))
    assert all_rows(data) == after
    reasons = [one.reason for one in shelf.all()]
    assert reasons.count(BackupReason.RESTORE) == 2


def test_a_backup_with_a_rule_of_another_program_is_not_brought_back(data, shelf):
    made = shelf.make(NOW).backup
    with closing(sqlite3.connect(made.path)) as conn:
        conn.execute("CREATE TRIGGER tidy AFTER INSERT ON note BEGIN DELETE FROM note; END")
    log_more(data)
    before = data.read_bytes()
    with pytest.raises(FileTrouble, match="has a rule of another program"):
        restore(made.path, shelf, NOW)
    assert data.read_bytes() == before
    assert len(shelf.all()) == 1


def test_a_damaged_file_is_moved_aside_to_the_last_byte_with_its_journal(data, shelf):
    made = shelf.make(NOW).backup
    rows = all_rows(data)
    data.write_bytes(data.read_bytes()[:50_000])
    journal = data.with_name("impact.db-journal")
    journal.write_bytes(b"of another state")
    broken = data.read_bytes()
    done = restore(made.path, shelf, NOW)
    assert done.kept == data.with_name("impact damaged 27 Nov 2026.db")
    assert done.kept.read_bytes() == broken
    assert done.kept.with_name(f"{done.kept.name}-journal").read_bytes() == b"of another state"
    assert not journal.exists()
    assert all_rows(data) == rows
    take_back(done, shelf, NOW)
    assert (data.read_bytes(), journal.read_bytes()) == (broken, b"of another state")


def test_a_second_damaged_file_of_a_day_does_not_replace_the_first(data, shelf):
    made = shelf.make(NOW).backup
    for content in (b"first", b"second"):
        data.write_bytes(content)
        restore(made.path, shelf, NOW)
    kept = sorted(data.parent.glob("impact damaged*"))
    assert [one.read_bytes() for one in kept] == [b"second", b"first"]


def test_where_there_is_no_file_one_is_made_and_a_journal_that_lay_there_harms_nothing(data, shelf):
    made = shelf.make(NOW).backup
    rows = all_rows(data)
    data.unlink()
    data.with_name("impact.db-journal").write_bytes(b"left alone")
    done = restore(made.path, shelf, NOW)
    assert done.kept is None
    assert all_rows(data) == rows
    assert not data.with_name("impact.db-journal").exists()
    assert b"left alone" in [one.read_bytes() for one in data.parent.glob("*damaged*-journal")]
    take_back(done, shelf, NOW)
    assert not data.exists()


def test_a_link_to_the_data_stays_a_link(data, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(data)
    shelf = BackupShelf(link)
    made = shelf.make(NOW).backup
    log_more(data)
    restore(made.path, shelf, NOW)
    assert link.is_symlink()
    with Tracker(data) as tracker:
        assert tracker.customers.first(name="Came later") is None


def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_changed(data, shelf):
    made = shelf.make(NOW).backup
    content = bytearray(made.path.read_bytes())
    content[40960:49152] = bytes(8192)
    made.path.write_bytes(content)
    before, listed = data.read_bytes(), names(data.parent)
    with pytest.raises(FileTrouble, match="damaged"):
        restore(made.path, shelf, NOW)
    assert (data.read_bytes(), names(data.parent)) == (before, listed)


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + bytes(4080)])
def test_what_is_no_data_file_is_refused(data, shelf, tmp_path, content):
    other = tmp_path / "other.db"
    other.write_bytes(content)
    before = data.read_bytes()
    with pytest.raises(FileTrouble):
        restore(other, shelf, NOW)
    assert data.read_bytes() == before


def test_a_file_that_is_open_elsewhere_is_not_replaced(data, shelf):
    made = shelf.make(NOW).backup
    with Tracker(data) as tracker:
        before, count = data.read_bytes(), len(tracker.customers.all())
        with pytest.raises(FileTrouble, match="open in another"):
            restore(made.path, shelf, NOW)
        assert len(tracker.customers.all()) == count
    assert data.read_bytes() == before


def test_the_data_file_is_no_backup_of_itself(data, shelf):
    with pytest.raises(FileTrouble, match="the data file itself"):
        restore(data, shelf, NOW)


def test_on_a_full_disk_nothing_is_changed(data, shelf, monkeypatch):
    made = shelf.make(NOW).backup
    log_more(data)
    before, listed = data.read_bytes(), names(data.parent)

    def full(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_backup, "_sync", full)
    with pytest.raises(FileTrouble, match="No space left"):
        restore(made.path, shelf, NOW)
    assert (data.read_bytes(), names(data.parent)) == (before, listed)


def test_with_no_room_for_a_second_copy_the_file_is_moved_aside_instead(data, shelf, monkeypatch):
    made = shelf.make(NOW).backup
    rows = all_rows(data)
    log_more(data)
    before = data.read_bytes()

    def no_room(*_args):
        raise FileTrouble("The disk is full")

    monkeypatch.setattr(BackupShelf, "make", no_room)
    done = restore(made.path, shelf, NOW)
    assert done.kept is not None
    assert done.kept.read_bytes() == before
    assert all_rows(data) == rows


def test_a_hot_journal_goes_with_its_file_and_is_not_played_into_the_backup(data, shelf):
    """As after a kill: what a person restores is not undone by what was under way."""
    made = shelf.make(NOW).backup
    rows = all_rows(data)
    with closing(sqlite3.connect(data, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE evaluation SET note = printf('%0500d', id)")
        journal = data.with_name("impact.db-journal").read_bytes()
        half = data.read_bytes()
    data.write_bytes(half)
    data.with_name("impact.db-journal").write_bytes(journal)
    restore(made.path, shelf, NOW)
    assert all_rows(data) == rows
    with Tracker(data) as tracker:
        assert tracker.file.query("PRAGMA integrity_check") == [("ok",)]
    assert all_rows(data) == rows


def test_a_restore_of_nothing_logged_brings_nothing_logged(tmp_path):
    empty, full = tmp_path / "empty.db", tmp_path / "full.db"
    Tracker(empty).close()
    with Tracker(full) as tracker:
        fill_demo(tracker, date(2026, 11, 27))
    restore(empty, BackupShelf(full), NOW)
    with Tracker(full) as tracker:
        assert tracker.empty
