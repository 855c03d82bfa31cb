"""The heart of the product, in the whole window: revealed, explained, fixed, and the fix judged."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.signals.corrections import FixCard, Stage
from tracker.detection import Verdict
from tracker.domain.correction import Word
from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.fix import FixDialog
from tracker.gui.shell.window import MainWindow

NAME = "Hours I saved them"


class Weeks:
    """A person who opens the window week after week; only the calendar is not real."""

    def __init__(self, qtbot, tracker, theme, today: date, name: str = NAME) -> None:
        self.qtbot, self.tracker = qtbot, tracker
        self.today = today
        self.bridge = Bridge(tracker, theme, Settings(None), self._now)
        self.window = MainWindow(self.bridge)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.show_page("week")
        self.page = self.window.page("week")
        self.measure = next(one.id for one in tracker.measures.all() if one.name == name)
        qtbot.waitUntil(lambda: self.page.check_in.signals._painted)

    def _now(self) -> datetime:
        return datetime.combine(self.today, time(14, 2))

    def log(self, typed: str) -> None:
        """Type a value into the measure's row, as one does on a Friday."""
        self.window.show_page("week")
        rows = self.page.check_in.list
        assert rows.choose(("measure", self.measure))
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()
        rows.setFocus()
        self.qtbot.waitUntil(rows.hasFocus)
        for letter in typed:
            QTest.keyClick(QApplication.focusWidget(), letter)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        start = Period.of(self.today).start
        kept = self.tracker.evaluations.find(self.measure, start)
        assert kept is not None
        assert kept.value == float(typed)

    def next_week(self) -> None:
        """Let a week go by, the program left open."""
        self.today += timedelta(weeks=1)
        self.bridge.check_date()

    @property
    def finding(self):
        return self.tracker.judge.finding(self.measure)


@pytest.fixture
def weeks(qtbot, tracker, theme, today):
    fill_demo(tracker, today)
    theme.choose("light")
    return Weeks(qtbot, tracker, theme, today)


def slide_until_revealed(weeks: Weeks) -> int:
    """Log worse weeks until the card comes by itself; return how many it took."""
    for count in range(1, 9):
        weeks.next_week()
        weeks.log("2.5")
        weeks.qtbot.waitUntil(lambda: not weeks.page.check_in.signals._blink.isActive())
        if weeks.page.check_in.body.signal_measure and weeks.page.check_in.body.signal.isVisible():
            return count
    pytest.fail("the slide was not revealed")


def test_a_slide_is_revealed_explained_fixed_and_twelve_weeks_later_called_worked(weeks, qtbot):
    assert weeks.finding.verdict is Verdict.STEADY
    assert slide_until_revealed(weeks) <= 6
    panel = weeks.page.check_in.body.signal
    assert panel.text.text().startswith("Lower for")
    assert weeks.page.check_in.list.rows.entry_of(("measure", weeks.measure)).tag.startswith(
        "lower"
    )
    qtbot.keyClicks(panel.what, "Two templates broke")
    qtbot.mouseClick(panel.fix, Qt.MouseButton.LeftButton)
    assert [one.text for one in weeks.tracker.explanations.all()] == ["Two templates broke"]
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, FixDialog))
    dialog.what.setText("One template with them")
    dialog.submit()
    fix = next(one for one in weeks.tracker.fixes.all() if one.what == "One template with them")
    assert (fix.since, fix.obstacle) == (weeks.finding.since, "Two templates broke")
    for turn in range(12):
        weeks.next_week()
        weeks.log(("5.5", "6", "5")[turn % 3])
    weeks.window.show_page("correct")
    board = weeks.window.page("correct").columns
    cards = [view.card for view in board[Stage.WORKED].views]
    worked = [one.standing.fix.id for one in cards if isinstance(one, FixCard)]
    assert fix.id in worked
    weeks.bridge.theme.choose("dark")
    assert not weeks.window.grab().isNull()
    while any(one.id == fix.id for one in weeks.tracker.fixes.all()):
        weeks.window.undo()
    assert weeks.tracker.explanations.all()[-1].text == "Two templates broke"


def test_a_one_off_and_a_planned_change_are_told_from_the_card_and_taken_back(weeks, qtbot):
    slide_until_revealed(weeks)
    panel = weeks.page.check_in.body.signal
    qtbot.mouseClick(panel.one_off, Qt.MouseButton.LeftButton)
    assert weeks.tracker.explanations.all()[-1].kind is Word.ONE_OFF
    weeks.window.undo()
    assert not [one for one in weeks.tracker.explanations.all() if one.kind is Word.ONE_OFF]
    weeks.next_week()
    weeks.log("2.4")
    qtbot.waitUntil(panel.isVisible)
    panel.what.setPlainText("A smaller contract since autumn")
    qtbot.mouseClick(panel.planned, Qt.MouseButton.LeftButton)
    assert weeks.finding.since is None
    assert len(weeks.finding.regimes) == 2
    while len(weeks.tracker.planned_changes.all()) > 1:  # the sample has one of its own
        weeks.window.undo()
    assert weeks.finding.since is not None


def test_a_card_goes_with_its_week_and_what_was_written_in_it_is_kept(weeks, qtbot):
    slide_until_revealed(weeks)
    panel = weeks.page.check_in.body.signal
    qtbot.keyClicks(panel.what, "Two templates broke")
    weeks.page.check_in.previous_week()
    assert not panel.isVisible()
    assert weeks.page.check_in.body.signal_measure is None
    assert [one.text for one in weeks.tracker.explanations.all()] == ["Two templates broke"]


def test_noise_brings_no_card_and_changes_no_word_of_the_overview(weeks, qtbot):
    weeks.window.show_page("overview")
    weeks.window.badges.count()
    before = weeks.window.rail._buttons["overview"].accessibleName()
    weeks.next_week()
    weeks.log("5")
    qtbot.waitUntil(lambda: not weeks.page.check_in.signals._blink.isActive())
    assert weeks.page.check_in.body.signal_measure is None
    weeks.window.badges.count()
    assert weeks.window.rail._buttons["overview"].accessibleName() == before


def test_a_value_given_is_on_the_row_and_saved_before_anything_is_judged(weeks):
    commands.record(weeks.tracker, weeks.measure, Period.of(weeks.today).start, 4.4)
    assert weeks.page.check_in.list.rows.entry_of(("measure", weeks.measure)).value == 4.4
    assert weeks.window.saved.text() == "Saved 14:02"
