"""Twelve weeks lived in the whole window: a pulse that falls, a stop of mine, a broken promise.

What is proposed is read where a person reads it, what is told is told by its button, and the pack
says what they chose to say and nothing else.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.settings import Settings
from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.own_stop import OwnStopDialog
from tracker.gui.dialogs.pulse import PulseFixDialog
from tracker.gui.dialogs.tell import TellDialog
from tracker.gui.review.page import PACK, SURPRISES
from tracker.gui.shell.window import MainWindow
from tracker.report.documents.document import Text
from tracker.report.documents.markdown import markdown_bytes
from tracker.report.scorecard.document import scorecard_document

BEGIN = date(2026, 8, 31)  # a Monday
BEFORE = 14
LONG = 20_000


class Life:
    """A clock that goes on, and what a person logs when a week is over."""

    def __init__(self, tracker, measure: int) -> None:
        self.today = BEGIN
        self._tracker, self._measure = tracker, measure

    def clock(self) -> datetime:
        return datetime.combine(self.today, time(16, 0))

    def week(self, value: float, energy: int) -> None:
        """Live a week up to its Friday, and log it."""
        monday = Period.of(self.today).start
        self.today = monday + timedelta(days=4)
        commands.record(self._tracker, self._measure, monday, value)
        commands.record_pulse(self._tracker, monday, energy=energy)

    def weekend(self) -> None:
        self.today = Period.of(self.today).start + timedelta(weeks=1)


@pytest.fixture
def life(tracker, finance, answers) -> Life:
    commands.add_service(tracker, finance, "Close report")
    commands.share_measure(tracker, answers, shared=True)
    with tracker.edit("the weeks before"):
        for ago in range(1, BEFORE + 1):
            monday = BEGIN - timedelta(weeks=ago)
            commands.record(tracker, answers, monday, (1.7, 1.6, 1.8)[ago % 3])
            commands.record_pulse(tracker, monday, energy=4)
    return Life(tracker, answers)


@pytest.fixture
def window(qtbot, tracker, theme, qapp, life):
    bridge = Bridge(tracker, theme, Settings(None), life.clock, qapp)
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window, bridge
    bridge.jobs.stop_all()


def dialog(kind):
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    )


def test_twelve_weeks(qtbot, window, tracker, life, finance, answers):
    window, bridge = window
    for at in range(4):  # all is well
        life.week((1.7, 1.6, 1.8, 1.7)[at], 4)
        life.weekend()
        bridge.check_date()
    window.show_page("overview")
    overview = window.page("overview")
    assert not overview.body.pulse.isVisible()
    assert not overview.body.untold.isVisible()

    life.week(2.5, 2)  # the fifth week: I did not hand the report on
    bridge.check_date()
    window.show_page("week")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.page("week"), Qt.Key.Key_J, keys)
    asked = dialog(OwnStopDialog)
    qtbot.keyClick(asked.waited, Qt.Key.Key_Return)
    qtbot.keyClick(asked.what, Qt.Key.Key_Return)
    assert [one.what for one in tracker.own_stops.all()] == ["Close report"]

    for value in (2.6, 2.4, 2.6):
        life.weekend()
        bridge.check_date()
        life.week(value, 2)
    bridge.check_date()
    window.show_page("overview")
    (row,) = overview.body.pulse.rows
    assert row.sentence.text() == "Your energy has been below your usual in your last 4 answers."
    qtbot.keyClick(row.fix, Qt.Key.Key_Space)
    asked = dialog(PulseFixDialog)
    qtbot.keyClicks(asked.what, "A named cover")
    qtbot.keyClick(asked.what, Qt.Key.Key_Return)
    assert not overview.body.pulse.isVisible()

    assert overview.body.untold.isVisible()
    qtbot.keyClick(overview.body.untold.tell, Qt.Key.Key_Space)
    asked = dialog(TellDialog)
    assert "I promised ≤ 2 days." in asked.text.text
    assert "2.5 days on average" in asked.text.text
    told = asked.text.text
    asked.primary.click()
    assert not overview.body.untold.isVisible()

    window.show_page("review")
    review = window.page("review")
    review.show_surprises()
    (surprise,) = review.part(SURPRISES).rows
    assert surprise.name.text() == "I did not hand on: Close report"
    surprise.tell.click()
    assert review.part(SURPRISES).rows == []

    for value, energy in ((1.7, 3), (1.6, 4), (1.7, 4), (1.8, 4)):  # it turns
        life.weekend()
        bridge.check_date()
        life.week(value, energy)
    bridge.check_date()
    assert Period.of(life.today).start - BEGIN == timedelta(weeks=11)
    review.show_pack()
    pack = review.part(PACK)
    qtbot.waitUntil(lambda: pack.pack is not None and not pack.busy, timeout=LONG)
    assert "A named cover" in pack.case.proposals[0].text()
    pack.case.proposals[1].click()
    qtbot.waitUntil(
        lambda: any("I ask for your support" in one for one in said_in(pack)), timeout=LONG
    )
    words = " ".join(said_in(pack)).casefold()
    assert "energy" not in words
    assert "pulse" not in words

    from tracker.app.sharing.scorecard import scorecard

    then = BEGIN + timedelta(weeks=7, days=6)
    page = scorecard_document(scorecard(tracker, finance, BEGIN, then, then, {}))
    text = markdown_bytes(page).decode()
    assert told.split(". ")[0] in text.replace("\\", "")
    assert "named cover" not in text


def said_in(pack) -> list[str]:
    return [one.text for one in pack.pack.document.every() if isinstance(one, Text)]
