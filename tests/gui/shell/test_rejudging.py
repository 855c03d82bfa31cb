"""A file that an earlier rule judged, opened in the window: judged anew, with its progress."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from tests.app.backups.rows import keep_as_it_was

from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.rejudging import Rejudging
from tracker.gui.shell.session import Session

OLD = Path(__file__).parents[2] / "fixtures" / "judged" / "rule1.db"


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "old.db"
    shutil.copy(OLD, path)
    with Tracker(path, keep=keep_as_it_was) as tracker:
        yield tracker


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_everything_is_judged_anew_and_said_to_be_done(qtbot, old, window) -> None:
    assert len(old.judge.waiting()) == 5
    work = Rejudging(old, window)
    with qtbot.waitSignal(work.finished):
        work.start()
    assert old.judge.waiting() == []
    assert work.dialog is None


def test_what_lasts_is_shown_with_how_much_is_done(qtbot, old, window, monkeypatch) -> None:
    monkeypatch.setattr("tracker.gui.shell.rejudging.SLICE", 0)  # one event after the other
    shown: list[tuple[str, int, int]] = []
    judge = old.judge.finding

    def judged(measure_id):
        if work.dialog is not None:
            shown.append((work.dialog.labelText(), work.dialog.value(), work.dialog.maximum()))
        return judge(measure_id)

    monkeypatch.setattr(old.judge, "finding", judged)
    work = Rejudging(old, window, patience=0)
    with qtbot.waitSignal(work.finished):
        work.start()
    assert [one[1:] for one in shown] == [(1, 5), (2, 5), (3, 5), (4, 5)]
    assert all("5 measures are being judged again" in told for told, _, _ in shown)
    assert work.dialog is None


def test_a_file_that_is_judged_already_is_done_at_once(qtbot, tracker, window) -> None:
    work = Rejudging(tracker, window)
    with qtbot.waitSignal(work.finished):
        work.start()


def test_what_is_left_when_the_file_is_closed_is_judged_when_asked_for(old, window) -> None:
    work = Rejudging(old, window)
    work.start()
    work.stop()
    assert len(old.judge.findings()) == 5
    assert old.judge.waiting() == []


def test_no_page_of_the_window_judges_before_the_progress_can_be_shown(
    qtbot, theme, tmp_path, monkeypatch
) -> None:
    path = Path(shutil.copy(OLD, tmp_path / "old.db"))
    waited: list[int] = []
    start = Rejudging.start

    def started(work: Rejudging) -> None:
        waited.append(len(session.bridge.tracker.judge.waiting()))
        start(work)

    monkeypatch.setattr(Rejudging, "start", started)
    clock = datetime(2026, 11, 20, 14, 2)
    session = Session(theme, Settings(None), ExceptionHandler(), lambda: clock)
    session.start(path)
    assert session.bridge.judging_anew
    tagged = session.window.page("week").check_in.signals.tagged
    with qtbot.waitSignals([session.bridge.judged, tagged]):
        session.window.repaint()
    assert waited == [5]
    assert not session.bridge.judging_anew
    assert session.bridge.tracker.judge.waiting() == []
    session.close()
