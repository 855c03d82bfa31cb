"""A file that does not open comes back by the window alone, whatever became of it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.app.backups.rows import all_rows

from tracker.app import commands
from tracker.app.backups.shelf import BackupReason, BackupShelf
from tracker.app.commands import NoteInput
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble, TrackerError
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.session import Session

NOW = datetime(2026, 11, 20, 14, 2)
MONDAY = date(2026, 11, 16)


@pytest.fixture
def data(tmp_path: Path, filled) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return shutil.copy(filled(NOW.date()), folder / "impact.db")


@pytest.fixture
def shelf(data: Path) -> BackupShelf:
    """Return the shelf with a backup of this morning, after which one thing was entered."""
    shelf = BackupShelf(data)
    shelf.make(NOW.replace(hour=9))
    with Tracker(data) as tracker:
        commands.add_note(tracker, NoteInput(text="Entered later", happened_on=MONDAY))
    return shelf


@pytest.fixture
def session(theme, qtbot):
    session = Session(theme, Settings(None), ExceptionHandler(), lambda: NOW)
    yield session
    session.close()
    if session._made_rescue:
        session._made_rescue.close()


def begun(session: Session, path: Path) -> None:
    """Begin as `main` does."""
    try:
        session.begin(path)
    except TrackerError as error:
        session.start_with_error(error, path)


def window_of(session: Session, qtbot):
    """Return the restore window once everything in it was read."""
    window = session._rescue.window
    assert window is not None
    qtbot.waitUntil(
        lambda: not window.inspector.busy and bool(window.details.lost_line.text()), timeout=30_000
    )
    qtbot.waitUntil(lambda: "…" not in window.details.lost_line.text(), timeout=30_000)
    return window


def deleted(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200_001])


def one_page_lost(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[40960:49152] = bytes(8192)
    path.write_bytes(content)


def other_content(path: Path) -> None:
    path.write_text("a letter to somebody, saved over it", encoding="utf-8")


@pytest.mark.parametrize("lose", [deleted, emptied, cut_short, one_page_lost, other_content])
def test_a_lost_file_comes_back_with_one_press(session, data, shelf, qtbot, lose):
    backup = all_rows(shelf.all()[0].path)
    lose(data)
    begun(session, data)
    assert session.window is None
    window = window_of(session, qtbot)
    window.details.bring.setChecked(False)
    window.details.use.click()
    assert session.window is not None
    assert session.bridge.tracker.path == data
    assert all_rows(data) == backup
    assert session._rescue.window is None
    assert session.window.notice.words.text().startswith("The backup of today 09:02 is back.")


def test_what_can_be_read_of_the_damaged_file_is_brought_along(session, data, shelf, qtbot):
    before = all_rows(data)
    content = bytearray(data.read_bytes())
    content[18:20] = b"\x09\x09"  # the head of the file: nothing else is lost
    data.write_bytes(content)
    begun(session, data)
    window = window_of(session, qtbot)
    assert window.details.lost_line.text().startswith("1 thing was entered or changed after it")
    window.details.use.click()
    assert all_rows(data) == before
    assert "brought along: 1 in all" in session.window.notice.words.text()


def test_a_restore_is_taken_back_from_the_notice(session, data, shelf, qtbot):
    cut_short(data)
    broken = data.read_bytes()
    begun(session, data)
    window_of(session, qtbot).details.use.click()
    session.window.notice.back.click()
    assert data.read_bytes() == broken
    assert session.window is None
    assert window_of(session, qtbot).title.text().startswith("Your data file did not open.")


def test_where_no_backup_is_left_what_can_be_read_takes_the_place(session, data, shelf, qtbot):
    shutil.rmtree(shelf.folder)
    entries = len(all_rows(data)["evaluation"])
    content = bytearray(data.read_bytes())
    content[:100] = bytes(100)
    data.write_bytes(content)
    begun(session, data)
    window = session._rescue.window
    qtbot.waitUntil(lambda: not window.inspector.busy, timeout=30_000)
    window.salvage.click()
    assert session.bridge.tracker.path == data
    assert len(all_rows(data)["evaluation"]) == entries
    assert "Nothing is known to be missing." in session.window.notice.words.text()
    assert data.with_name("impact damaged 20 Nov 2026.db").read_bytes() == bytes(content)


def entered(path: Path) -> dict[str, list[tuple]]:
    """Read what a person entered: an open window keeps what it judged beside it."""
    return {name: rows for name, rows in all_rows(path).items() if name != "signal"}


def test_from_the_menu_an_older_state_comes_back_and_is_taken_back(session, data, shelf, qtbot):
    begun(session, data)
    before = entered(data)
    session.bring_back()
    window_of(session, qtbot).details.use.click()
    assert entered(data) == entered(shelf.all()[-1].path)
    assert entered(data) != before
    assert BackupReason.RESTORE in {one.reason for one in shelf.all()}
    session.window.notice.back.click()
    assert entered(data) == before
    assert session.bridge.tracker.is_open


def test_one_customer_comes_back_into_the_open_file_and_undo_takes_it_back(
    session, data, shelf, qtbot
):
    session.start(data)
    tracker = session.bridge.tracker
    (finance,) = [one for one in tracker.customers.all() if one.name == "Finance leads"]
    commands.edit_customer(tracker, finance.id, name="Finance?")
    commands.add_want(tracker, finance.id, "Wanted since", MONDAY)
    session.bring_back()
    restore = session._rescue.window
    qtbot.waitUntil(restore.details.only.isEnabled, timeout=30_000)
    (entry,) = restore.details.only.menu().actions()
    assert entry.text() == "Finance leads: 1 thing was deleted or changed since"
    entry.trigger()
    assert session._rescue.window is None
    assert session.bridge.tracker is tracker
    said = session.window.status.text()
    assert said == (
        "Finance leads is as in the backup of today 09:02 again: 1 thing was brought back."
    )
    assert tracker.customers.get(finance.id).name == "Finance leads"
    assert "Wanted since" in {one.text for one in tracker.wants.all()}
    assert "Entered later" in {one.text for one in tracker.notes.all()}
    session.window.menus.actions["undo"].trigger()
    assert tracker.customers.get(finance.id).name == "Finance?"


def test_one_customer_of_a_backup_that_is_gone_is_refused_with_everything_as_it_was(
    session, data, shelf, qtbot
):
    session.start(data)
    commands.edit_customer(session.bridge.tracker, 1, name="Otherwise")
    session.bring_back()
    restore = session._rescue.window
    qtbot.waitUntil(restore.details.only.isEnabled, timeout=30_000)
    shutil.rmtree(shelf.folder)
    restore.details.only.menu().actions()[0].trigger()
    assert "cannot be opened" in restore.problem.text()
    assert session.bridge.tracker.customers.get(1).name == "Otherwise"


def test_leaving_the_restore_window_of_the_menu_keeps_the_file_open(session, data, shelf, qtbot):
    begun(session, data)
    tracker = session.bridge.tracker
    session.bring_back()
    window_of(session, qtbot).close()
    assert session.bridge.tracker is tracker
    assert tracker.is_open


def test_a_restore_that_fails_says_why_and_the_file_opens_again(
    session, data, shelf, qtbot, monkeypatch
):
    begun(session, data)
    session.bring_back()
    window = window_of(session, qtbot)
    before = all_rows(data)

    def full(*_args):
        raise FileTrouble("The disk is full", "Make room, then do it again.")

    monkeypatch.setattr("tracker.gui.shell.rescue.restore", full)
    window.details.use.click()
    assert window.problem.text() == "The disk is full. Make room, then do it again."
    window.close()
    assert session.bridge.tracker.path == data
    assert all_rows(data) == before


def test_a_file_that_is_held_by_another_program_needs_no_backup(session, data, shelf):
    with Tracker(data):
        begun(session, data)
        assert session._trouble is not None
        assert session._made_rescue.window is None
    session._trouble.close()


def test_a_first_start_makes_a_file_and_asks_nothing(session, tmp_path):
    begun(session, tmp_path / "new.db")
    assert session.window is not None


def test_a_backup_copied_over_a_file_whose_journal_is_left_comes_back(session, data, shelf, qtbot):
    """The person followed old advice: the copy is whole, the journal belongs to another state."""
    rows = all_rows(shelf.all()[0].path)
    with closing(sqlite3.connect(data, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE evaluation SET note = printf('%0500d', id)")
        journal = data.with_name("impact.db-journal").read_bytes()
    shutil.copyfile(shelf.all()[0].path, data)
    data.with_name("impact.db-journal").write_bytes(journal)
    begun(session, data)
    if session.window is None:
        window = window_of(session, qtbot)
        window.details.bring.setChecked(False)
        window.details.use.click()
    assert all_rows(data) == rows


def test_another_damaged_file_that_is_opened_from_the_menu_is_offered_its_backups(
    session, data, shelf, tmp_path, qtbot
):
    begun(session, tmp_path / "other.db")
    cut_short(data)
    session.choose(str(data))
    assert session.bridge.tracker.path == tmp_path / "other.db"
    window_of(session, qtbot).details.use.click()
    assert session.bridge.tracker.path == data


def test_what_could_not_be_kept_is_no_longer_said_when_the_next_step_is(session, data):
    begun(session, data)
    window = session.window
    window.show_error(FileTrouble("The disk is full", "The last step was not kept."))
    assert window.status.text().startswith("The disk is full")
    assert window.status.property("tone") == "worse"
    commands.add_note(session.bridge.tracker, NoteInput(text="Now it is", happened_on=MONDAY))
    assert window.saved.text() == "Saved 14:02"
    assert "disk" not in window.status.text()
    assert not window.status.property("tone")


@pytest.mark.parametrize("trouble", ["damaged", "stranger", "none"])
def test_ctrl_q_ends_the_program_wherever_it_is_pressed(session, data, shelf, qtbot, trouble):
    if trouble == "damaged":
        cut_short(data)
    elif trouble == "stranger":
        data = data.with_name("stranger.db")
        other_content(data)
    begun(session, data)
    if trouble == "none":
        session.bring_back()
    front = session._trouble or session._rescue.window
    assert front is not None
    front.activateWindow()
    qtbot.waitUntil(front.isActiveWindow)
    windows = [one for one in (front, session.window) if one is not None]
    qtbot.keyClick(front, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in windows))


def test_ctrl_q_in_the_window_takes_the_restore_window_along(session, data, shelf, qtbot):
    begun(session, data)
    session.bring_back()
    restoring = session._rescue.window
    qtbot.waitUntil(restoring.isVisible)
    session.window.activateWindow()
    qtbot.waitUntil(session.window.isActiveWindow)
    qtbot.keyClick(session.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not (restoring.isVisible() or session.window.isVisible()))
