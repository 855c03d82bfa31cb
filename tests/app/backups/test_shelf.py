"""When a backup is due, where it lies, which are kept, and what is said when one fails."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.backups.rows import NOW, all_rows

from tracker.app import commands
from tracker.app.backups.shelf import (
    Backup,
    BackupReason,
    BackupShelf,
    backups_in,
    kept,
    same_disk,
)
from tracker.app.tracker import Tracker
from tracker.domain.customer import Tier
from tracker.domain.errors import FileTrouble

LATER = NOW + timedelta(hours=1)


def written_at(data: Path, at: datetime) -> None:
    os.utime(data, (at.timestamp(), at.timestamp()))


def named(at: datetime, reason: BackupReason = BackupReason.HOURLY) -> Backup:
    return Backup(Path(f"{at} {reason.value}"), at, reason, 1)


@pytest.mark.parametrize("reason", BackupReason, ids=lambda one: one.name)
def test_a_backup_of_each_kind_holds_every_row_and_its_name_says_all(data, shelf, reason):
    made = shelf.make(NOW, reason).backup
    assert all_rows(made.path) == all_rows(data)
    assert backups_in(shelf.folder) == [made]
    assert (made.made_at, made.reason) == (NOW, reason)


def test_what_was_just_made_is_not_let_go_where_the_clock_went_back(data, shelf):
    """As in the night in which summer time ends: an hour comes twice."""
    for minute in (5, 50):
        shelf.make(NOW.replace(minute=minute))
    with Tracker(data) as tracker:
        commands.add_customer(tracker, "Newcomer", None)
    made = shelf.make(NOW.replace(minute=10))
    assert made.trouble is None
    assert all_rows(made.backup.path) == all_rows(data)
    assert made.backup in shelf.all()


@pytest.mark.skipif(sys.platform != "linux", reason="there, every name is a text")
@pytest.mark.parametrize("name", [b"\xff\xfe", b"p\xe4per", "ä".encode() * 90])
def test_a_file_whose_name_is_no_text_has_backups_that_are_found_again(data, name):
    odd = data.with_name(os.fsdecode(name + b".db"))
    data.rename(odd)
    shelf = BackupShelf(odd)
    made = shelf.make(NOW).backup
    assert shelf.all() == [made]
    assert all_rows(made.path) == all_rows(odd)
    assert name.startswith(os.fsencode(made.path.name).partition(b" ")[0])


def test_a_backup_is_for_nobody_else_to_read(shelf):
    made = shelf.make(NOW).backup
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_a_backup_is_made_while_the_file_is_open_and_being_written(data, shelf):
    with Tracker(data) as tracker, tracker.edit("a long import"):
        tracker.customers.add(name="Half", kind="team")
        made = shelf.make(NOW).backup
    with Tracker(made.path, read_only=True) as copy:
        assert copy.customers.first(name="Half") is None
    with Tracker(data) as tracker:
        assert tracker.customers.first(name="Half") is not None


def test_one_is_due_when_something_changed_an_hour_ago(data, shelf):
    written_at(data, NOW)
    assert shelf.is_due(NOW)  # there is none yet
    shelf.make(NOW)
    assert not shelf.is_due(LATER)  # nothing changed
    written_at(data, NOW + timedelta(minutes=5))
    assert not shelf.is_due(NOW + timedelta(minutes=30))
    assert shelf.is_due(LATER)
    assert shelf.is_due(NOW + timedelta(minutes=30), leaving=True)


def test_a_clock_that_was_set_back_does_not_end_the_backups(data, shelf):
    shelf.make(NOW + timedelta(days=900))
    written_at(data, NOW + timedelta(days=901))
    assert shelf.is_due(NOW)


def test_no_file_is_no_reason_for_a_backup(tmp_path):
    assert not BackupShelf(tmp_path / "gone.db").is_due(NOW)


def test_kept_are_24_hours_14_days_and_12_months_that_have_one():
    hourly = [named(NOW - timedelta(hours=at)) for at in range(24 * 500)]
    stay = kept(hourly)
    assert {one.made_at for one in stay} >= {NOW - timedelta(hours=at) for at in range(24)}
    days = {one.made_at.date() for one in stay}
    assert days >= {(NOW - timedelta(days=at)).date() for at in range(14)}
    assert len({(one.year, one.month) for one in days}) == 12
    assert len(stay) == 24 + 12 + 11  # hours reach into two days; the newest of its month is one


def test_a_long_absence_lets_nothing_go():
    old = [named(datetime(2020, month, 3, 12)) for month in range(1, 13)]
    assert kept([*old, named(NOW)]) >= {*old[1:], named(NOW)}


def test_a_clock_that_was_wrong_for_a_day_lets_nothing_go():
    honest = [named(NOW - timedelta(days=at)) for at in range(10)]
    assert kept([*honest, named(datetime(2077, 1, 1))]) >= set(honest)


def test_of_an_hour_the_first_stays_with_the_last_and_what_had_a_reason():
    first, middle, last = (named(NOW.replace(minute=at)) for at in (0, 20, 40))
    reason = named(NOW.replace(minute=30), BackupReason.IMPORT)
    assert kept([first, middle, reason, last]) == {first, reason, last}


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), min_size=1))
def test_the_newest_is_always_kept(times):
    found = [named(at) for at in times]
    assert max(found, key=lambda one: one.made_at) in kept(found)


def test_only_what_is_named_as_a_backup_is_ever_deleted(shelf):
    shelf.folder.mkdir()
    mine = shelf.folder / "impact by me.db"
    mine.write_text("mine")
    for minute in range(5):
        shelf.make(NOW.replace(minute=minute))
    assert mine.read_text() == "mine"
    assert [one.made_at.minute for one in shelf.all()] == [4, 0]


def test_in_a_chosen_folder_two_files_of_one_name_do_not_meet(data, tmp_path):
    chosen = tmp_path / "drive"
    chosen.mkdir()
    other = tmp_path / "impact.db"
    Tracker(other).close()
    mine, theirs = BackupShelf(data, chosen), BackupShelf(other, chosen)
    mine.make(NOW)
    theirs.make(NOW)
    assert len(mine.all()) == len(theirs.all()) == 1
    assert mine.folder.parent == theirs.folder.parent == chosen
    assert mine.folder != theirs.folder


def test_where_the_chosen_folder_is_away_a_backup_lies_beside_the_data_and_it_is_told(
    data, tmp_path
):
    shelf = BackupShelf(data, tmp_path / "unplugged")
    made = shelf.make(NOW)
    assert made.backup.path.parent == data.with_name("impact backups")
    assert made.trouble is not None
    assert shelf.all() == [made.backup]
    assert not (tmp_path / "unplugged").exists()


def test_a_damaged_file_makes_no_backup_and_lets_none_go(data, shelf):
    before = shelf.make(NOW).backup
    content = bytearray(data.read_bytes())
    content[40960:49152] = bytes(8192)
    data.write_bytes(content)
    with pytest.raises(FileTrouble, match="damaged"):
        shelf.make(LATER)
    assert shelf.all() == [before]


def test_a_copy_that_an_older_version_left_beside_the_data_is_one_of_the_backups(data, shelf):
    data.with_name("impact.db.v2.bak").write_bytes(data.read_bytes())
    assert [one.reason for one in shelf.all()] == [BackupReason.UPGRADE]


def test_what_is_kept_before_an_upgrade_lies_where_the_others_lie(data, tmp_path):
    chosen = tmp_path / "drive"
    chosen.mkdir()
    shelf = BackupShelf(data, chosen)
    with Tracker(data) as tracker:
        made = shelf.make(NOW, BackupReason.UPGRADE, tracker.file).backup
    assert made.path == shelf.folder / "impact 2026-11-27 09.10.05 before upgrade.db"
    assert shelf.all() == [made]
    assert all_rows(made.path) == all_rows(data)


def test_no_backup_takes_the_place_of_another(data, shelf):
    first = shelf.make(NOW, BackupReason.RESTORE).backup
    held = first.path.read_bytes()
    with Tracker(data) as tracker:
        commands.add_customer(tracker, "Newest", Tier.MAINTAIN)
    second = shelf.make(NOW, BackupReason.RESTORE).backup
    assert first.path.read_bytes() == held
    assert second.made_at == NOW + timedelta(seconds=1)
    assert shelf.all() == [second, first]


def test_a_day_that_there_is_not_hides_no_other_backup(shelf):
    made = shelf.make(NOW).backup
    for odd in ("impact 2026-02-31 10.00.00.db", "impact 0000-01-01 10.00.00.db"):
        (shelf.folder / odd).write_bytes(b"")
    assert shelf.all() == [made]


@pytest.mark.parametrize(
    "name", ['a "q"\n\'x.db', "[a-z]*?.db", "日記 Größe.db", "x" * 200 + ".db"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="no such names")
def test_backups_of_a_file_of_any_name_are_found_again(data, tmp_path, name):
    odd = tmp_path / name
    odd.write_bytes(data.read_bytes())
    shelf = BackupShelf(odd)
    made = shelf.make(NOW).backup
    assert shelf.all() == [made]


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=400)], ids=str)
def test_a_clock_that_was_ahead_keeps_no_backup_from_being_made(data, shelf, ahead):
    shelf.make(NOW + ahead)
    written_at(data, NOW)
    assert shelf.is_due(NOW)
    shelf.make(NOW)
    assert not shelf.is_due(NOW + timedelta(minutes=59))
    written_at(data, NOW + timedelta(minutes=130))
    assert shelf.is_due(NOW + timedelta(minutes=131))


def test_what_a_clock_made_that_was_ahead_is_not_the_newest_for_ever(shelf):
    for at in (NOW - timedelta(days=200) + timedelta(days=400), NOW - timedelta(days=1), NOW):
        shelf.make(at)
    seen = [one.made_at for one in shelf.all(NOW + timedelta(hours=1))]
    assert seen == [NOW, NOW - timedelta(days=1), NOW + timedelta(days=200)]
    # A clock that was put right by some hours takes nothing from the newest.
    assert shelf.all(NOW - timedelta(hours=2))[0].made_at == NOW


def test_where_summer_time_ends_the_hour_that_comes_twice_has_its_backup(data, shelf):
    shelf.make(datetime(2026, 10, 25, 2, 55))
    shelf.make(datetime(2026, 10, 25, 1, 50))
    again = datetime(2026, 10, 25, 2, 52)
    written_at(data, again)
    assert shelf.is_due(again)


def test_one_disk_is_told_from_another(data, tmp_path):
    assert same_disk(data, tmp_path / "not" / "there" / "yet")
    if Path("/dev/shm").is_dir() and Path("/dev/shm").stat().st_dev != data.stat().st_dev:
        assert not same_disk(data, Path("/dev/shm"))


def test_a_backup_has_what_was_logged_until_then(data, shelf):
    with Tracker(data) as tracker:
        commands.add_customer(tracker, "Newest", Tier.MAINTAIN)
    made = shelf.make(NOW).backup
    with Tracker(made.path, read_only=True) as copy:
        assert copy.customers.first(name="Newest") is not None


def test_files_of_one_name_and_other_endings_let_no_backup_of_each_other_go(data, shelf):
    other = data.with_suffix(".old")
    shutil.copyfile(data, other)
    theirs = BackupShelf(other)
    theirs.make(NOW)
    mine = shelf.make(NOW + timedelta(minutes=1)).backup
    theirs.make(NOW + timedelta(minutes=2))
    assert shelf.all() == [mine]
    assert [one.path.parent.name for one in backups_in(theirs.folder)] == [
        f"{other.name} backups"
    ] * 2
    assert mine in theirs.all()  # where earlier versions put those of any ending
