"""A start: what it loads, what it prints, what it says when a file does not open."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble, TrackerError
from tracker.gui.bring_in.page import ImportPage
from tracker.gui.shell.error_dialog import ErrorDialog
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.habits import FileDrop
from tracker.gui.shell.session import Session

# Runs the program as `python -m tracker` does, and tells what it had loaded when it was painted.
WATCHED = """
import json, sys
sys.argv = ["tracker", "--data", sys.argv[1], "--smoke"]
from tracker.gui import main as smoke
report = smoke.Smoke._after_paint
def look(self):
    from PySide6 import QtWidgets
    # PySide prepares a kind when it is asked for, and every kind where Qt hands out one of its own.
    kinds = [name for name in ("QStyle", "QCalendarWidget") if name in vars(QtWidgets)]
    heavy = ("numpy", "pyqtgraph", "sqlite_utils", "click", "tracker.detection.evidence")
    print(json.dumps(kinds + [name for name in heavy if name in sys.modules]))
    report(self)
smoke.Smoke._after_paint = look
from tracker.__main__ import main
raise SystemExit(main())
"""


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=environment, check=False
    )


@pytest.fixture
def diary(tmp_path, today, filled):
    return shutil.copy(filled(today), tmp_path / "diary.db")


def test_the_first_paint_waits_for_no_chart_no_numbers_and_no_judgement(diary):
    done = program("-c", WATCHED, str(diary))
    assert done.returncode == 0, done.stderr
    loaded, figures = done.stdout.strip().splitlines()
    assert json.loads(loaded) == []
    assert set(json.loads(figures)) == {"first_paint_ms", "ready_ms", "rss_mib", "version"}


def test_smoke_makes_a_file_that_is_not_there_and_refuses_one_that_is_none(tmp_path):
    fresh = program("-m", "tracker", "--data", str(tmp_path / "new.db"), "--smoke")
    assert fresh.returncode == 0
    assert json.loads(fresh.stdout)["first_paint_ms"] > 0
    letter = tmp_path / "letter.db"
    letter.write_text("hello, this is a letter and no database at all")
    refused = program("-m", "tracker", "--data", str(letter), "--smoke")
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1].startswith("Error: letter.db is not")
    assert letter.read_text().startswith("hello")


@pytest.fixture
def session(theme, qtbot):
    session = Session(
        theme, Settings(None), ExceptionHandler(), lambda: datetime(2026, 11, 20, 14, 2)
    )
    yield session
    session.close()


def test_opening_another_file_ends_one_and_starts_the_other(session, diary, tmp_path, qtbot):
    session.start(diary)
    qtbot.waitUntil(lambda: "utils" in session.bridge.tracker.file.__dict__)
    first = session.bridge.tracker
    session.choose(str(tmp_path / "second.db"))
    assert not first.is_open
    assert session.bridge.tracker.path == tmp_path / "second.db"
    assert session.window.windowTitle() == "second – Impact Tracker"


def test_a_file_that_does_not_open_leaves_the_open_one_as_it_was(session, diary, tmp_path):
    session.start(diary)
    with pytest.raises(FileTrouble):
        session.choose(str(tmp_path))
    assert session.bridge.tracker.path == diary
    assert session.bridge.tracker.is_open


# Qt 6.12 wants another kind of point, which Qt 6.11 does not know.
@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")
def test_a_file_dropped_on_the_window_is_brought_in(session, diary, tmp_path, qtbot):
    session.start(diary)
    qtbot.waitUntil(lambda: session.window.findChild(FileDrop) is not None)  # after the paint
    table = tmp_path / "card.csv"
    table.write_text("Week,Calls\n2026-W40,3\n", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(table))])
    middle, copy = QPointF(50, 50), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(middle.toPoint(), copy, mime, left, none)
    QApplication.sendEvent(session.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(session.window, QDropEvent(middle, copy, mime, left, none))
    page = session.window.stack.currentWidget()
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: not page.busy, timeout=20_000)
    assert page.told.text().startswith("card.csv")
    session.window.show_page("overview")
    session.import_csv()  # goes on with the file that was left
    assert session.window.stack.currentWidget() is page
    page.cancel()
    assert session.window.stack.currentWidget() is session.window.page("overview")
    assert not page.unfinished


def test_nothing_else_can_be_done_while_a_file_is_taken_in(session, diary, qtbot):
    session.start(diary)
    window, bridge = session.window, session.bridge
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    undo = window.menus.actions["undo"]
    with bridge.tracker.edit("something to take back"):
        bridge.tracker.customers.change(bridge.tracker.customers.all()[0].id, name="Renamed")
    bridge.set_busy(busy=True)
    assert not window.rail.isEnabled()
    assert not window.menuBar().isEnabled()
    done = []
    undo.triggered.connect(lambda: done.append("undone"))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not done
    bridge.set_busy(busy=False)
    assert window.rail.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done


def test_trouble_at_the_start_says_why_and_offers_other_files(session, qtbot):
    before = set(QApplication.topLevelWidgets())  # another test's may be on its way out still
    session.start_with_error(FileTrouble("diary.db is damaged", "Restore a backup copy."))
    (dialog,) = (
        one
        for one in QApplication.topLevelWidgets()
        if one not in before and isinstance(one, ErrorDialog)
    )
    qtbot.addWidget(dialog)
    assert dialog.isVisible()
    assert (dialog.title.text(), dialog.hint.text()) == (
        "diary.db is damaged",
        "Restore a backup copy.",
    )
    with qtbot.waitSignal(dialog.new_requested):
        dialog.new_requested.disconnect(session.new_file)
        dialog.new.click()


@pytest.mark.parametrize("year", [1970, 2999])
def test_a_clock_that_is_wrong_is_set_right_and_tried_again(session, diary, qtbot, year):
    right, session._clock = session._clock, lambda: datetime(year, 1, 1)
    with pytest.raises(TrackerError, match="The clock of this computer says") as told:
        session.begin(diary, there=True)
    session.start_with_error(told.value, diary)
    dialog = session._trouble
    qtbot.addWidget(dialog)
    assert dialog.again.isVisible()
    assert dialog.again.isDefault()
    assert not dialog.new.isVisible()  # no other file would help
    assert not dialog.other.isVisible()
    session._clock = right
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert session.bridge.tracker.path == diary
    assert session._trouble is None


def test_a_file_that_was_open_elsewhere_is_tried_again(session, diary, qtbot):
    with Tracker(diary), pytest.raises(FileTrouble, match="is open in another") as told:
        session.begin(diary, there=True)
    session.start_with_error(told.value, diary)
    qtbot.addWidget(session._trouble)
    assert session._trouble.other.isVisible()
    QTest.keyClick(session._trouble, Qt.Key.Key_Return)
    assert session.bridge.tracker.path == diary


def test_the_sample_data_is_a_throw_away_copy(session):
    path = session.demo_file()
    with Tracker(path, create=False, read_only=True) as tracker:
        assert len(tracker.customers.all()) == 5
    assert path.parent.name.startswith("impact-tracker-")


def test_sample_data_is_reminded_of_nothing(session, diary, qtbot):
    with_reminder = session._settings
    with_reminder.change(
        reminder_day="Friday", reminder_at="16:00", reminder_told="2026-01-02T00:00:00"
    )
    session._backups = True
    session.start(session.demo_file())
    qtbot.waitUntil(lambda: session.window.findChild(FileDrop) is not None)
    assert session.window.notice.isHidden()
    assert with_reminder.now.reminder_told == "2026-01-02T00:00:00"
    session.start(diary)
    qtbot.waitUntil(lambda: session.window.findChild(FileDrop) is not None)
    assert with_reminder.now.reminder_told != "2026-01-02T00:00:00"
