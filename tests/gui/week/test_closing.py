"""The closing question: asked by Finish week, may stay empty, and is never lost."""

from __future__ import annotations

import pytest
from tests.gui.places import PLACES

from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.gui.shell.window import MainWindow


@pytest.fixture
def answer(hand):
    return hand.page.check_in.closing.answer


def finished(tracker):
    return [(one.finished, one.answer) for one in tracker.check_ins.all()]


def test_finish_week_asks_and_takes_silence_for_an_answer(hand, answer, tracker, said):
    hand.page.check_in.header.finish_button.click()
    assert finished(tracker) == [(True, "")]
    assert answer.hasFocus()
    assert said[-1] == "Week 47 finished; 6 left unknown"
    assert hand.page.check_in.closing.state.text().startswith("Finished ")
    assert hand.page.check_in.header.finish_button.text() == "Reopen week"


def test_an_answer_written_before_is_finished_with(hand, answer, tracker):
    hand.page.check_in.closing.ask()
    hand.press("Legal")
    hand.page.check_in.finish_week()
    assert finished(tracker) == [(True, "Legal")]


def test_an_answer_written_later_is_kept_when_the_field_is_left(hand, answer, tracker):
    hand.page.check_in.finish_week()
    hand.press("Legal, not yet")
    hand.list.setFocus()
    assert finished(tracker) == [(True, "Legal, not yet")]


def test_ctrl_enter_in_a_finished_week_keeps_the_answer(hand, answer, tracker):
    hand.page.check_in.finish_week()
    hand.press("Legal")
    hand.page.check_in.finish_week()
    assert finished(tracker) == [(True, "Legal")]


def test_an_answer_is_kept_before_the_week_is_finished(hand, answer, tracker):
    hand.page.check_in.closing.ask()
    hand.press("Legal")
    hand.list.setFocus()
    assert finished(tracker) == [(False, "Legal")]
    assert hand.page.check_in.header.finish_button.text() == "Finish week"
    hand.page.check_in.previous_week()
    assert answer.text == ""
    hand.page.check_in.next_week()
    assert answer.text == "Legal"


def test_an_answer_in_hand_belongs_to_the_week_it_was_written_in(hand, answer, tracker, week):
    hand.page.check_in.closing.ask()
    hand.press("Legal")
    hand.page.check_in.previous_week()
    assert [(one.week, one.answer) for one in tracker.check_ins.all()] == [(week.start, "Legal")]
    assert answer.text == ""


def test_reopening_keeps_the_answer(hand, answer, tracker):
    hand.page.check_in.closing.ask()
    hand.press("Legal")
    hand.page.check_in.finish_week()
    hand.page.check_in.header.finish_button.click()
    assert finished(tracker) == [(False, "Legal")]
    assert answer.text == "Legal"
    hand.page.check_in.header.finish_button.click()
    assert finished(tracker) == [(True, "Legal")]


def test_undo_opens_the_week_again(hand, tracker):
    hand.page.check_in.finish_week()
    tracker.undo()
    assert not hand.page.check_in.closing.finished
    assert hand.page.check_in.closing.head.title == "Before you finish"


def test_closing_the_window_keeps_an_answer(qtbot, bridge, measures, tracker):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("week")
    card = window.page("week").check_in.closing
    card.ask()
    card.answer.setPlainText("Legal")
    window.close()
    assert finished(tracker) == [(False, "Legal")]


def test_a_finished_week_is_still_edited(hand, tracker, measures, week):
    commands.finish_week(tracker, week.start)
    hand.stand("Forecast was usable as sent")
    hand.press("4")
    assert tracker.evaluations.find(measures["Forecast was usable as sent"], week.start).value == 4


@pytest.mark.parametrize("size", [(1280, 720), (720, 450)])
def test_the_question_is_in_view_beside_a_card_in_a_low_window(qtbot, bridge, tracker, today, size):
    fill_demo(tracker, today)
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.resize(*size)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    PLACES["card"](window)
    body = window.page("week").check_in.body
    assert body.signal.isVisible()
    qtbot.keyClick(body.list, "b")
    answer = body.closing.answer
    qtbot.waitUntil(lambda: answer.visibleRegion().boundingRect() == answer.rect())
    assert answer.hasFocus()
    assert body.signal.isVisible()
