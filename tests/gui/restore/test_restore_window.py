"""The restore window: the newest good backup first, what would be lost, and one way to use it."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tracker.app import commands
from tracker.app.backups.shelf import BackupShelf
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble
from tracker.gui.restore.window import RestoreWindow

NOW = datetime(2026, 11, 27, 11, 40)
ERROR = FileTrouble("impact.db is damaged", "Restore a backup.")


@pytest.fixture
def shelf(tmp_path: Path, filled) -> BackupShelf:
    """Three backups: of two days ago, of yesterday, of this morning; a little more since."""
    path = tmp_path / "data" / "impact.db"
    path.parent.mkdir()
    shelf = BackupShelf(path)
    shutil.copy(filled(date(2026, 11, 20)), path)
    for ago in (2, 1):
        shelf.make(NOW.replace(hour=17, minute=42) - timedelta(days=ago))
    shelf.make(NOW.replace(hour=9, minute=10))
    with Tracker(path) as tracker:
        commands.record_pulse(tracker, date(2026, 11, 23), energy=2)
    return shelf


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.fixture
def opened(qtbot, theme, shelf):
    windows = []

    def made(error: FileTrouble | None = ERROR) -> RestoreWindow:
        window = RestoreWindow(shelf, theme, lambda: NOW, error)
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        qtbot.waitUntil(lambda: not window.inspector.busy, timeout=30_000)
        return window

    yield made
    for window in windows:
        window.finish()


def test_the_newest_good_backup_is_chosen_and_named_in_the_title(opened, shelf):
    cut(shelf.data)
    window = opened()
    assert window.title.text() == "Your data file did not open. A backup of this morning is whole."
    assert "impact.db is damaged." in window.sentence.text()
    assert "kept as “impact damaged 27 Nov 2026.db”" in window.sentence.text()
    assert window.list.selected == shelf.all()[0]
    assert window.details.title.text() == "Backup of today 09:10"
    assert window.details.use.isEnabled()


def test_a_backup_that_a_wrong_clock_dated_ahead_is_not_taken_for_the_newest(opened, shelf):
    shelf.make(NOW + timedelta(days=90))
    window = opened()
    assert window.list.selected == shelf.all(NOW)[0]
    assert window.list.selected.made_at == NOW.replace(hour=9, minute=10)


def test_a_damaged_backup_stays_in_the_list_and_the_next_is_chosen(opened, shelf):
    cut(shelf.data)
    cut(shelf.all()[0].path)
    newest, second, _ = shelf.all()
    window = opened()
    assert "A backup of yesterday evening is whole." not in window.title.text()
    assert window.title.text().endswith("A backup of yesterday afternoon is whole.")
    assert window.list.selected == second
    assert window.model.lines(newest)[1:] == ("Cannot be used: it is damaged", "does not open")
    window.list.select(newest)
    assert not window.details.use.isEnabled()


def test_what_would_be_lost_is_named_and_brought_along_unless_switched_off(opened, shelf, qtbot):
    window = opened()
    assert window.details.lost_line.text().startswith("1 thing was entered or changed after it")
    assert window.details.bring.text() == "Bring this along"
    assert window.details.bring.isChecked()
    with qtbot.waitSignal(window.restore_requested) as asked:
        window.details.use.click()
    assert asked.args[0].backup == shelf.all()[0]
    assert [one.table for one in asked.args[0].lost] == ["pulse"]
    window.details.bring.click()
    with qtbot.waitSignal(window.restore_requested) as asked:
        window.details.use.click()
    assert asked.args[0].lost == []


def test_from_the_menu_nothing_is_said_to_be_wrong_and_nothing_is_brought_along(opened):
    window = opened(None)
    assert window.title.text() == "Restore a backup"
    assert not window.details.bring.isChecked()
    assert not window.salvage.isVisibleTo(window)
    assert window.quit.text() == "Close without restoring"


def test_one_customer_is_offered_where_the_file_is_whole_and_something_of_them_is_lost(
    opened, shelf
):
    assert opened().details.only.isHidden()
    window = opened(None)
    assert not window.details.only.isHidden()
    assert not window.details.only.isEnabled()  # nothing was lost of anybody
    with Tracker(shelf.data) as tracker:
        commands.edit_customer(tracker, 1, name="Somebody else")
    window = opened(None)
    assert window.details.only.isEnabled()
    asked = []
    window.restore_requested.connect(asked.append)
    (entry,) = window.details.only.menu().actions()
    entry.trigger()
    assert [one.customer for one in asked] == [entry.data()]
    assert asked[0].backup == window.list.selected


def test_enter_uses_it_and_the_arrows_choose_another(opened, shelf, qtbot):
    window = opened()
    qtbot.keyClick(window.list, Qt.Key.Key_Down)
    assert window.list.selected == shelf.all()[1]
    with qtbot.waitSignal(window.restore_requested) as asked:
        qtbot.keyClick(window.list, Qt.Key.Key_Return)
    assert asked.args[0].backup == shelf.all()[1]


def test_where_an_older_one_holds_more_entries_that_is_said(opened, shelf):
    with Tracker(shelf.data) as tracker:
        key = tracker.evaluations.all()[-1].id
        tracker.file.conn.execute("DELETE FROM evaluation WHERE id = ?", (key,))
        tracker.file.conn.commit()
    shelf.make(NOW.replace(hour=10))
    window = opened()
    model = window.list.model()
    said = [model.lines(backup)[1].endswith(", the most") for backup in shelf.all()]
    assert said == [False, True, False, False]


def test_esc_leaves_everything_as_it_was(opened, shelf, qtbot):
    window = opened()
    before = shelf.data.read_bytes()
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert shelf.data.read_bytes() == before


def test_where_no_backup_is_whole_reading_what_can_be_read_is_the_one_thing_to_do(opened, shelf):
    cut(shelf.data)
    for one in shelf.all():
        cut(one.path)
    window = opened()
    assert window.title.text().endswith("No backup of it is whole.")
    assert not window.details.isVisibleTo(window)
    assert window.salvage.property("tone") == "accent"


def test_where_there_is_none_that_is_said_and_another_folder_can_be_looked_in(
    opened, shelf, tmp_path, qtbot
):
    cut(shelf.data)
    shutil.move(shelf.folder, tmp_path / "usb")
    window = opened()
    assert window.title.text().endswith("There is no backup of it.")
    window.look_in(str(tmp_path / "data"))  # the damaged file lies there, and is no backup
    window.look_in(str(tmp_path / "usb"))
    qtbot.waitUntil(lambda: not window.inspector.busy, timeout=30_000)
    assert window.list.selected is not None
    assert window.list.selected.path.parent == tmp_path / "usb"
    assert window.details.use.isEnabled()


def test_a_folder_without_any_is_said(opened, tmp_path):
    (tmp_path / "empty").mkdir()
    window = opened()
    window.look_in(str(tmp_path / "empty"))
    assert "There is no backup in" in window.problem.text()


def test_a_missing_file_is_said_to_be_missing(opened, shelf):
    shelf.data.unlink()
    window = opened(FileTrouble("impact.db is not there"))
    assert window.title.text().startswith("Your data file is not there. A backup of this morning")
    assert "is kept as" not in window.sentence.text()
    assert window.details.lost_line.text() == "What was entered after it cannot be read"
    assert not window.salvage.isVisibleTo(window)


def test_older_ones_are_shown_when_asked_for(opened, shelf):
    for ago in range(3, 20):
        shelf.make(NOW - timedelta(days=ago * 31))
    window = opened()
    shown = window.model.rowCount()
    assert shown == 7
    assert window.older.text() == f"Show {len(shelf.all()) - 7} older backups"
    chosen = window.list.selected
    window.older.click()
    assert window.model.rowCount() == len(shelf.all())
    assert window.list.selected == chosen


def test_looking_changes_nothing(opened, shelf):
    cut(shelf.data)
    before = {one: one.read_bytes() for one in shelf.data.parent.rglob("*") if one.is_file()}
    opened()
    after = {one: one.read_bytes() for one in shelf.data.parent.rglob("*") if one.is_file()}
    assert after == before


def test_a_small_window_shows_the_newest_weeks_and_says_how_many(opened):
    window = opened()
    window.resize(960, 640)
    table = window.details.table
    assert 0 < table.weeks < 26
    window.resize(1440, 900)
    assert table.weeks == 26


def test_what_was_found_as_the_window_closed_begins_nothing(opened, shelf):
    """Qt ends the whole program where a window goes whose thread still runs."""
    window = opened()
    window.close()
    for backup in shelf.all():
        window.inspector.compare(backup)
        window.inspector.look([backup])
    assert not window.inspector.busy
