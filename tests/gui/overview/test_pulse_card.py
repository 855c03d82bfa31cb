"""The one who serves, on Overview, Fixes and Review, as a person uses them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.signals.corrections import Stage
from tracker.domain.period import Period
from tracker.gui.correct.fixes import FixAction, FixRequest
from tracker.gui.correct.page import CorrectPage
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.dialogs.pulse import PulseFixDialog, PulseWordDialog
from tracker.gui.measure.dialog import MeasureDialog
from tracker.gui.overview.page import OverviewPage

SAID = "Service is steady, but your energy has been below your usual in your last 5 answers."


@pytest.fixture
def page(qtbot, bridge, tracker, answers, today):
    week = Period.of(today)
    with tracker.edit("history"):
        for at in range(24):
            commands.record(tracker, answers, (week + -at).start, (1.7, 1.6, 1.8)[at % 3])
            commands.record_pulse(tracker, (week + -at).start, energy=4 if at > 4 else 2)
    page = OverviewPage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def dialog(kind):
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind))


def test_it_is_said_calmly_to_this_person_alone_and_goes_when_it_is_over(page, tracker, today):
    (row,) = page.body.pulse.rows
    assert page.body.pulse.isVisible()
    assert row.sentence.text() == SAID
    assert not page.badge()
    commands.record_pulse(tracker, Period.of(today).start, energy=5)
    assert not page.body.pulse.isVisible()


def test_a_fix_is_started_in_two_steps_and_stands_among_the_fixes(page, qtbot, bridge, tracker):
    qtbot.keyClick(page.body.pulse.rows[0].fix, Qt.Key.Key_Space)
    asked = dialog(PulseFixDialog)
    qtbot.keyClicks(asked.what, "A free morning")
    qtbot.keyClick(asked.what, Qt.Key.Key_Return)
    assert not page.body.pulse.isVisible()
    (fix,) = tracker.pulse_fixes.all()
    assert (fix.field, fix.what, fix.since) == ("energy", "A free morning", fix.since)
    board = CorrectPage(bridge)
    qtbot.addWidget(board)
    board.show()
    (view,) = board.columns[Stage.OPEN].views
    assert view.what.text() == "A free morning"
    view.action_requested.emit(FixRequest(FixAction.FINISH, view.card))
    assert tracker.pulse_fixes.get(fix.id).done_on == bridge.today()
    for undone in ("finish your own fix", "start a fix for yourself"):
        assert tracker.undo() == undone
    assert page.body.pulse.isVisible()


@pytest.mark.parametrize("which", ["one_off", "planned"])
def test_a_word_is_kept_by_enter_alone(page, qtbot, tracker, which):
    qtbot.keyClick(getattr(page.body.pulse.rows[0], which), Qt.Key.Key_Space)
    asked = dialog(PulseWordDialog)
    qtbot.keyClick(asked.text, Qt.Key.Key_Return)
    (word,) = tracker.pulse_words.all()
    assert (word.kind, word.text) == (which, "")
    assert not page.body.pulse.isVisible()


def test_the_figure_opens_how_it_is_calculated(page, qtbot):
    qtbot.keyClick(page.body.pulse.rows[0].how, Qt.Key.Key_Space)
    shown = dialog(CountDialog)
    assert shown.said.text() == SAID
    assert shown.table.rowCount() == 24
    shown.close()


def test_low_capacity_is_said_where_a_promise_is_added(qtbot, bridge, tracker, answers, today):
    customer = tracker.measures.get(answers).customer_id
    commands.answer(tracker, "operations", None, today, {"capacity": 2})
    adding = MeasureDialog(bridge, None, customer)
    qtbot.addWidget(adding)
    adding.show()
    assert adding.capacity.isVisible()
    assert adding.capacity.text().startswith("You rated your capacity 2 of 5 in November")
    changing = MeasureDialog(bridge, None, customer, tracker.measures.get(answers))
    qtbot.addWidget(changing)
    assert not hasattr(changing, "capacity")
