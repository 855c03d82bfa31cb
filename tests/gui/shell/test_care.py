"""What becomes of the file while its window is open is said where it is read, and stays."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileChanged, FileDamaged, FileTrouble
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.session import Session


@pytest.fixture
def diary(tmp_path, today, filled):
    return shutil.copy(filled(today), tmp_path / "diary.db")


@pytest.fixture
def desk():
    return ExceptionHandler()


@pytest.fixture
def session(theme, qtbot, desk):
    session = Session(theme, Settings(None), desk, lambda: datetime(2026, 11, 20, 14, 2))
    yield session
    session.close()


def note(tracker: Tracker, text: str) -> None:
    commands.add_note(tracker, commands.NoteInput(text=text, happened_on=date(2026, 11, 20)))


def spoil(path: Path) -> None:
    """Harm a page that no page of the window reads."""
    with closing(sqlite3.connect(path)) as conn:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'kept_wording'"
        ((root,),) = conn.execute(sql)
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)


def test_a_copy_over_the_open_file_is_said_above_the_page_and_read(session, diary, tmp_path):
    other = Path(shutil.copyfile(diary, tmp_path / "other.db"))
    with Tracker(other) as there:
        commands.add_customer(there, "From the other machine", None)
    session.start(diary)
    note(session.bridge.tracker, "mine")
    diary.write_bytes(other.read_bytes())
    session._care.look()
    notice = session.window.notice
    assert notice.isVisibleTo(session.window)
    assert "was changed by another program" in notice.words.text()
    assert not session.window.menus.actions["undo"].isEnabled()
    names = [one.name for one in session.bridge.tracker.customers.all()]
    assert "From the other machine" in names
    notice.done.click()
    assert not notice.isVisibleTo(session.window)


def test_damage_stays_said_and_nothing_is_written(session, diary, qtbot):
    session.start(diary)
    note(session.bridge.tracker, "mine")
    spoil(diary)
    with qtbot.waitSignal(session._care.checked):
        session._care.check()
    before = diary.read_bytes()
    notice = session.window.notice
    assert "restore a backup" in notice.words.text()
    assert not notice.done.isVisibleTo(notice)
    session.window.notice.tell("something small")
    assert "restore a backup" in notice.words.text()
    with pytest.raises(FileDamaged):
        note(session.bridge.tracker, "never kept")
    assert diary.read_bytes() == before


def test_a_bug_is_owned_up_to_and_the_file_is_read_before_a_word_of_it(session, diary, desk, qtbot):
    session.start(diary)
    with qtbot.waitSignal(session._care.checked):
        desk.crashed.emit(ZeroDivisionError("division by zero"))
        assert "sound" not in session.window.status.text()
    assert "ZeroDivisionError" in session.window.status.text()
    assert "was read through just now: it is sound" in session.window.status.text()


def test_a_bug_that_damage_caused_says_so(session, diary, desk, qtbot):
    session.start(diary)
    spoil(diary)
    with qtbot.waitSignal(session._care.checked):
        desk.crashed.emit(ZeroDivisionError("division by zero"))
    assert "sound" not in session.window.status.text()
    assert "is damaged" in session.window.notice.words.text()


def test_the_words_of_a_step_are_found_by_another_program_soon_after(session, diary, qtbot):
    session.start(diary)
    note(session.bridge.tracker, "zebra")
    session._care._soon.timeout.emit()
    with Tracker(diary, read_only=True) as reader:
        assert reader.file.query("SELECT count(*) FROM word_change") == [(0,)]
        assert len(reader.words.find("zebra", limit=5)) == 1


def test_after_a_first_file_that_did_not_open_a_second_is_told_and_a_good_one_ends_it(
    session, diary, desk, tmp_path, qtbot
):
    session.start_with_error(FileTrouble("diary.db is damaged", "Restore a backup copy."))
    dialog = session._trouble
    letter = tmp_path / "letter.db"
    letter.write_text("Dear Sir or Madam")
    with pytest.raises(FileTrouble) as told:
        session.choose(str(letter))
    desk.failed.emit(told.value)
    assert dialog.title.text() == "letter.db is not an Impact Tracker file"
    assert dialog.isVisible()
    session.choose(str(diary))
    assert session._trouble is None
    assert not dialog.isVisible()
    assert session.window.isVisible()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [session.window]


def test_to_give_up_at_the_start_ends_the_program(session, qtbot, monkeypatch):
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(True))
    session.start_with_error(FileTrouble("diary.db is damaged", "Restore a backup copy."))
    session._trouble.quit.click()
    assert ended


def test_a_journal_laid_beside_the_open_file_is_said_above_the_page(session, diary):
    session.start(diary)
    journal = diary.with_name("diary.db-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9 of another machine")
    session._care.look()
    notice = session.window.notice
    assert notice.isVisibleTo(session.window)
    assert notice.words.text().startswith("diary.db-journal lay beside diary.db")
    assert "kept as diary.db-journal.aside" in notice.words.text()
    notice.done.click()
    session._care.look()
    assert not notice.isVisibleTo(session.window)


def test_drafts_that_make_no_sense_are_said_above_the_page_with_whatever_else_is_to_be_said(
    session, diary, qtbot
):
    drafts = diary.with_name("diary.db.drafts")
    drafts.write_text('{"note": {"text": "what I never told anybody"', encoding="utf-8")
    diary.with_name("diary.db-journal").write_bytes(b"\xd9\xd5\x05\xf9 of another machine")
    session.start(diary)
    notice = session.window.notice
    qtbot.waitUntil(lambda: "diary.db.drafts could not be read" in notice.words.text())
    assert "diary.db-journal lay beside diary.db" in notice.words.text()
    assert "what I never told anybody" in drafts.with_name("diary.db.drafts.aside").read_text()
    notice.done.click()
    session._care.look()
    assert notice.isHidden()


def test_what_the_foot_has_no_room_for_stands_above_the_page_until_a_step_works(
    session, diary, desk, qtbot
):
    session.start(diary)
    session.window.resize(900, 640)
    with closing(sqlite3.connect(diary)) as conn:
        conn.execute("CREATE TRIGGER tidy AFTER INSERT ON note BEGIN DELETE FROM note; END")
    notice = session.window.notice
    for _ in range(2):
        with pytest.raises(FileTrouble) as told:
            note(session.bridge.tracker, "not kept")
        session.window.show_error(told.value)
        assert notice.isVisibleTo(session.window)
        assert notice.words.text() == told.value.sentence
    assert session.window.line.keys.isHidden()
    with closing(sqlite3.connect(diary)) as conn:
        conn.execute("DROP TRIGGER tidy")
    with pytest.raises(FileChanged) as changed:
        note(session.bridge.tracker, "read again first")
    session.window.show_error(changed.value)
    assert told.value.sentence not in notice.words.text()
    notice.done.click()
    note(session.bridge.tracker, "kept")
    assert notice.isHidden()
    assert not session.window.line.keys.isHidden()


def test_what_the_foot_has_room_for_stands_nowhere_else(session, diary):
    session.start(diary)
    session.window.show_error(FileTrouble("The disk is full", "Make room."))
    assert session.window.status.text() == "The disk is full. Make room."
    assert session.window.notice.isHidden()


@pytest.mark.parametrize("page", ["overview", "customers", "trends", "correct", "share", "review"])
def test_a_page_of_a_file_that_was_emptied_is_no_fault_of_the_program(
    session, desk, diary, qtbot, page
):
    crashed = []
    desk.crashed.connect(crashed.append)
    session.start(diary)
    before, sys.excepthook = sys.excepthook, desk.handle
    try:
        with diary.open("r+b") as file:
            file.truncate(0)
        try:
            session.window.show_page(page)
        except FileDamaged as error:  # out of a slot it comes there, too
            desk.handle(type(error), error, error.__traceback__)
        qtbot.waitUntil(lambda: not session.window.notice.isHidden())
        session.window.show_page("week")
        QApplication.processEvents()
        notice = session.window.notice
        assert "can be read no more" in notice.words.text()
        assert notice.restore.isVisibleTo(session.window)
        session.close()
        QApplication.processEvents()
    finally:
        sys.excepthook = before
    assert not crashed
