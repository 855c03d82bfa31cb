"""When something breaks: a report is seen before it is copied, and the log holds nobody’s words."""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tracker.app.faults import LARGEST_LOG, fault_report, log_handler
from tracker.gui.shell.crash import CrashDialog
from tracker.gui.shell.errors import ExceptionHandler

SECRET = "Kim is leaving in March"


def broken() -> BaseException:
    """Return an error that quotes what somebody wrote, and came from another one."""
    try:
        try:
            {}[SECRET]
        except KeyError as error:
            raise ValueError(f"cannot show {SECRET!r}") from error
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_holds_kinds_and_places_and_no_words():
    report = fault_report(broken(), "Qt 6")
    assert "ValueError" in report
    assert "KeyError" in report
    assert "test_crash.py:" in report
    assert "in broken" in report
    assert SECRET not in report
    assert str(Path.home()) not in report
    assert str(Path(__file__).parent) not in report


def test_words_are_in_it_only_when_asked_for():
    assert SECRET in fault_report(broken(), with_words=True)


def test_the_dialog_shows_to_the_letter_what_it_copies(qtbot):
    dialog = CrashDialog(broken())
    qtbot.addWidget(dialog)
    dialog.show()
    assert SECRET not in dialog.report.toPlainText()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    dialog.words.click()
    assert SECRET in dialog.report.toPlainText()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    assert dialog.report.isReadOnly()


def test_without_a_window_in_front_it_is_dressed_all_the_same(qtbot, theme):
    handler = ExceptionHandler()
    handler.show_crash(broken())
    qtbot.addWidget(handler.crash)
    assert handler.crash.parentWidget() is None
    assert handler.crash.styleSheet()
    assert handler.crash.leave.sizeHint().height() >= 24
    handler.crash.close()


@pytest.fixture
def log(tmp_path):
    """Return where the log is kept, and let go of it afterwards."""
    path = tmp_path / "logs" / "impact-tracker.log"
    logger = logging.getLogger("tracker")
    before = list(logger.handlers)
    yield path
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


def test_the_log_holds_where_it_broke_and_no_name_and_no_text(log, qtbot):
    desk = ExceptionHandler()
    hook = __import__("sys").excepthook
    try:
        desk.install(log)
    finally:
        __import__("sys").excepthook = hook
    assert not log.exists()
    error = broken()
    desk.handle(type(error), error, error.__traceback__)
    assert desk.crash is not None
    qtbot.addWidget(desk.crash)
    desk.crash.leave.click()
    logging.getLogger("tracker.anything").warning("no room for %s", SECRET)
    kept = log.read_text(encoding="utf-8")
    assert "ValueError" in kept
    assert "in broken" in kept
    assert "no room for %s" in kept
    assert SECRET not in kept
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_log_does_not_grow_without_end(log):
    handler = log_handler(log)
    record = logging.LogRecord("tracker", logging.WARNING, "", 0, "x" * 10_000, None, None)
    for _ in range(100):
        handler.handle(record)
    handler.close()
    files = list(log.parent.iterdir())
    assert len(files) == 3
    assert sum(one.stat().st_size for one in files) <= 3 * LARGEST_LOG
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="it knows no such rights")
def test_the_folder_of_the_log_is_for_its_owner_alone(tmp_path):
    before = os.umask(0)
    try:
        log_handler(tmp_path / "made" / "impact-tracker.log").close()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "made").stat().st_mode) == 0o700


def test_a_log_that_cannot_be_written_keeps_nobody_from_anything(tmp_path):
    (tmp_path / "file").write_text("in the way")
    handler = log_handler(tmp_path / "file" / "log")
    handler.handle(logging.LogRecord("tracker", logging.WARNING, "", 0, "x", None, None))
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk is full there")
def test_a_log_on_a_full_disk_prints_no_name_where_others_read(tmp_path, capfd):
    log = tmp_path / "log"
    log.symlink_to("/dev/full")
    handler = log_handler(log)
    record = logging.LogRecord("tracker", logging.WARNING, "", 0, "no room for %s", (SECRET,), None)
    handler.handle(record)
    with contextlib.suppress(OSError):
        handler.close()
    said = capfd.readouterr()
    assert SECRET not in said.out + said.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="it knows no pipes")
def test_a_pipe_in_the_place_of_the_log_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "log")
    assert isinstance(log_handler(tmp_path / "log"), logging.NullHandler)


def test_one_fault_after_another_is_shown_once_until_it_was_read(qtbot):
    desk = ExceptionHandler()
    desk.show_crash(broken())
    first = desk.crash
    desk.show_crash(broken())
    assert desk.crash is first
    qtbot.addWidget(first)
    first.leave.click()
    assert desk.crash is None
