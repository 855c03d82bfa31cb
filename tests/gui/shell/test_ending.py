"""A program that is ended from outside keeps what is being typed, as a closed window does."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from datetime import date

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.drafts import SUFFIX
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.measure import Area

# Runs the program on a file, types as a person does, then tells that it is ready to be ended.
TYPES = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tracker.gui import main
from tracker.gui.shell import session
begin = session.Session._when_painted
def type_in(self):
    begin(self)
    self.window.activateWindow()
    page = self.window.page("week")
    if sys.argv[2] == "number":
        page.check_in.list.choose(("measure", 1))
        page.check_in.list.setFocus()
        QTest.keyClick(page.check_in.list, "7")
        QTest.keyClick(QApplication.focusWidget(), "5")
    elif sys.argv[2] == "answer":
        page.check_in.closing.ask()
        QTest.keyClicks(page.check_in.closing.answer, "Legal got less")
    else:
        self.quick_note()
        dialog = next(one for one in QApplication.topLevelWidgets() if hasattr(one, "disagreement"))
        QTest.keyClicks(dialog.text, "They want it on Tuesdays")
    print("ready", flush=True)
session.Session._when_painted = type_in
raise SystemExit(main.run(Path(sys.argv[1])))
"""


@pytest.fixture
def diary(tmp_path):
    path = tmp_path / "diary.db"
    with Tracker(path) as tracker:
        customer = commands.add_customer(tracker, "Finance", Tier.SERVE)
        said = MeasureInput(name="Days", area=Area.EFFICIENCY, scale=Scale.NUMBER, promise=50)
        assert commands.add_measure(tracker, customer, said, date(2026, 1, 5)) == 1
    return path


def ended(path, what: str, how: signal.Signals) -> int:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(path.parent / "config"),
    }
    with subprocess.Popen(
        [sys.executable, "-c", TYPES, str(path), what],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout.readline().strip() == "ready"
        process.send_signal(how)
        return process.wait(60)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_number_that_is_being_typed_is_kept(diary, how):
    assert ended(diary, "number", how) == 128 + how
    with Tracker(diary, read_only=True) as tracker:
        logged = tracker.evaluations.latest(1, date(2100, 1, 4), 9)
        assert [one.value for one in logged] == [75]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
def test_words_that_count_at_once_are_kept_and_those_of_a_dialog_are_a_private_draft(diary):
    ended(diary, "answer", signal.SIGTERM)
    with Tracker(diary, read_only=True) as tracker:
        assert [one.answer for one in tracker.check_ins.all()] == ["Legal got less"]
    ended(diary, "note", signal.SIGTERM)
    drafts = diary.with_name(diary.name + SUFFIX)
    assert "They want it on Tuesdays" in str(json.loads(drafts.read_text(encoding="utf-8")))
    assert stat.S_IMODE(drafts.stat().st_mode) == 0o600
    with Tracker(diary, read_only=True) as tracker:
        assert tracker.notes.all() == []
