"""Your pulse beside it, used as a person would: a measure, a question, a lag, and what is said."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.app.signals.pulse import pulse_signals
from tracker.domain.period import Period
from tracker.domain.pulse import PulseWordKind
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.menus import MENUS
from tracker.gui.trends.page import TrendsPage
from tracker.report.dates import long_day

SLOWER = "4 of 5 weeks with low energy were slower; so were none of the 10 others."


@pytest.fixture
def page(qtbot, bridge):
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    page.show()
    return page


@pytest.fixture
def weeks(tracker, answers, today):
    """Log fifteen weeks; four of the five with low energy are slower."""
    week = Period.of(today)
    with tracker.edit("history"):
        for at in range(15):
            low = at % 3 == 0
            commands.record_pulse(tracker, (week + -at).start, energy=2 if low else 4)
            slow = low and at
            commands.record(tracker, answers, (week + -at).start, 3.0 if slow else 1.0)
    return answers


def test_the_command_stands_in_the_menu():
    found = [one for _, entries in MENUS for one in entries if one and one.method == "show_pulse"]
    assert [(one.owner, one.shortcut) for one in found] == [("trends", "Ctrl+Alt+5")]


def test_what_was_said_of_the_pulse_is_taken_back_here_and_asked_again(
    qtbot, page, tracker, answers, today
):
    week = Period.of(today)
    with tracker.edit("history"):
        for at in range(17):
            commands.record_pulse(tracker, (week + -at).start, energy=4 if at > 4 else 2)
    (signal,) = pulse_signals(tracker, (), today)
    commands.answer_pulse(tracker, "energy", signal.since, today, PulseWordKind.ONE_OFF, "the move")
    assert pulse_signals(tracker, (), today) == ()
    page.list.pulse.click()
    (row,) = page.pulse.answered.rows
    since = long_day(signal.since, today)
    assert row.label.text() == f"What began on {since} was a one-off. “the move”"
    row.button.click()
    assert pulse_signals(tracker, (), today) == (signal,)
    assert page.pulse.answered.isHidden()
    tracker.undo()
    assert page.pulse.answered.isVisible()
    assert pulse_signals(tracker, (), today) == ()


def test_the_count_stands_below_both_lines(qtbot, page, weeks):
    page.list.pulse.click()
    view = page.pulse
    assert page.stack.currentWidget() is view
    assert view.said.text() == SLOWER
    assert view.together.text().startswith("They move together")
    assert "never in anything that you share" in view.private.text()
    assert view.chart.accessibleDescription() == SLOWER
    assert view.question.isHidden(), "only energy was ever asked"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.view


def test_the_weeks_that_are_shaded_are_those_that_are_said(page, weeks, tracker, today):
    for ago in (3, 20, 23):
        commands.clear(tracker, weeks, (Period.of(today) + -ago).start)
        commands.record_pulse(tracker, (Period.of(today) + -ago).start, energy=1)
    page.list.pulse.click()
    view = page.pulse
    low = re.search(r"(\w+) of (\d+) weeks", view.said.text())
    assert low
    assert len(view.chart.shaded) == int(low[2]) == 4
    assert (Period.of(today) + -3).start not in view.chart.shaded


def test_it_is_read_week_by_week(qtbot, page, weeks):
    page.show_pulse()
    chart, line = page.pulse.chart, page.pulse.line
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert line.text().startswith("Week 47 ")
    for _ in range(3):
        qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert line.text().endswith("3 days · worse than usual · pulse of week 44: 2, below your usual")
    qtbot.mouseMove(chart, QPoint(chart.width() - 20, 60))
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert line.text().startswith("Week 47 ")


def test_a_lag_moves_the_pulse_and_pairs_other_weeks(page, weeks):
    page.show_pulse()
    view = page.pulse
    view.lag.choose(2)
    assert view.said.text().startswith("None of 4 weeks that came 2 weeks after low energy")
    assert view.shown.lag == 2
    view.lag.choose(3)
    assert view.said.text().startswith("3 of 4 weeks that came 3 weeks after low energy")


def test_a_lag_longer_than_the_data_is_refused_in_place(page, tracker, answers, today):
    for ago in range(3):
        start = (Period.of(today) + -ago).start
        commands.record(tracker, answers, start, 2)
        commands.record_pulse(tracker, start, energy=3)
    page.show_pulse()
    view = page.pulse
    assert view.said.text().startswith("Too few weeks to say anything yet: 3 have both")
    assert not view.together.isVisible()
    view.lag.choose(5)
    assert view.refused.isVisible()
    assert view.refused.text().startswith("A lag of 5 weeks is longer than the 2 weeks")
    assert view.shown.lag == 0, "what was drawn stays"
    view.lag.choose(1)
    assert not view.refused.isVisible()


def test_another_question_and_another_measure(page, tracker, weeks, forecast, today):
    for ago in range(9):
        commands.record_pulse(tracker, (Period.of(today) + -ago).start, valued=3 + ago % 2)
    page.show_pulse()
    view = page.pulse
    assert [view.question.itemText(at) for at in range(view.question.count())] == [
        "Energy",
        "Valued",
    ]
    view.question.setCurrentIndex(1)
    assert "feeling little valued" in view.said.text()
    view.measure.setCurrentIndex(view.measure.findData(forecast))
    assert view.said.text() == "Nothing is logged for this measure in the last year."
    view.one.click()
    assert page.sheet.measure.id == forecast


def test_the_next_measure_comes_by_its_key(page, tracker, weeks, forecast):
    page.show_pulse()
    page.next_measure()
    assert page.stack.currentWidget() is page.pulse
    assert page.pulse.measure.currentData() == forecast


def test_without_a_pulse_it_says_where_to_begin(page, tracker, answers, today):
    commands.record(tracker, answers, Period.of(today).start, 2)
    page.show_pulse()
    assert page.pulse.said.text().startswith("Nothing of this is logged yet")
    assert page.pulse.how.isHidden()
    commands.record_pulse(tracker, Period.of(today).start, energy=3)
    assert page.pulse.said.text().startswith("Too few weeks"), "an answer is shown at once"


def test_without_a_measure_it_is_said(page, bridge):
    said = []
    bridge.message.connect(said.append)
    page.show_pulse()
    assert said == ["There is nothing to look at yet: add a measure first."]


def test_how_it_is_calculated_lists_every_pair(page, weeks):
    page.show_pulse()
    page.pulse.how.click()
    (shown,) = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, CountDialog) and one.isVisible()
    ]
    assert shown.table.rowCount() == 15
    rows = [[shown.table.item(at, place).text() for place in range(4)] for at in (0, 3)]
    assert rows == [
        ["Week 47 · 16–22 Nov", "1 days", "2", "low, not worse"],
        ["Week 44 · 26 Oct – 1 Nov", "3 days", "2", "low, worse"],
    ]
    assert "below the median of your answers" in shown.rule.text()
    shown.close()


def test_the_pulse_is_in_no_picture_of_the_page(page, weeks):
    page.show_pulse()
    words = str(page.card.picture).casefold()
    assert "energy" not in words
    assert "pulse" not in words


def test_it_is_drawn_dark_small_and_with_long_names(page, tracker, theme, qapp, today):
    fill_demo(tracker, today)
    page.resize(764, 540)
    page.show_pulse()
    light = page.grab().toImage()
    theme.choose("dark")
    qapp.processEvents()
    dark = page.grab().toImage()
    assert dark.pixelColor(4, 4) == theme.colour("page")
    assert light != dark
    assert page.pulse.minimumSizeHint().width() <= 716
