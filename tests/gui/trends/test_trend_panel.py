"""The verdict beside a chart as a person uses it: read, answer, take back, look at the numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.demo import fill_demo
from tracker.app.measures.lists import listed_measure
from tracker.app.signals.corrections import FixInput
from tracker.detection import Sensitivity
from tracker.detection.scale import Scale
from tracker.domain.correction import Word
from tracker.domain.measure import Area
from tracker.gui.trends.page import TrendsPage
from tracker.report.charts.spark import Mark

MONDAY = date(2026, 11, 16)
CALM = [1.6, 1.8, 1.7, 1.5, 1.9, 1.7] * 3
SLOW = [2.6, 2.4, 2.7, 2.5, 2.6]
LEFT = Qt.MouseButton.LeftButton


def log(tracker, measure, values):
    with tracker.edit("log"):
        for back, value in enumerate(reversed(values)):
            commands.record(tracker, measure, MONDAY - timedelta(weeks=back), value)


@pytest.fixture
def page(qtbot, bridge):
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 740)
    return page


@pytest.fixture
def slower(qtbot, page, tracker, answers):
    """The page showing a measure that became slower five weeks ago."""
    log(tracker, answers, CALM + SLOW)
    page.show()
    qtbot.waitUntil(lambda: page.card.chart is not None)
    return page


@pytest.fixture
def said(bridge):
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard


def kinds(page):
    return {flag.kind for flag in page.sheet.picture.flags}


def test_a_click_calls_a_change_the_new_usual_and_another_takes_it_back(
    qtbot, slower, tracker, answers, said
):
    panel = slower.panel
    qtbot.mouseClick(panel.usual, Qt.MouseButton.LeftButton)
    assert "the promise is judged as before" in said[-1]
    slower.show_measure(answers)
    assert panel.badge.text() != "Getting worse"
    assert not panel.usual.isVisible()
    assert [one.label for one in slower.sheet.picture.usual] == ["before 1.7"]
    (row,) = panel.planned_list.rows
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    slower.show_measure(answers)
    assert panel.badge.text() == "Getting worse"
    assert panel.usual.isVisible()


def test_a_change_is_told_with_since_promise_chance_and_who_saw_it(slower, tracker, answers, today):
    panel = slower.panel
    assert panel.badge.text() == "Getting worse"
    assert panel.badge.property("tone") == "worse"
    assert panel.headline.text().startswith("Slower since 19 October, noticed ")
    told = panel.told.text()
    assert "Slower for 5 weeks: 2.6 days, 1.7 before." in told
    assert "kept in 8 of 13 weeks, not since 19 October" in told
    assert "by chance about once in ten years" in told
    assert panel.fix.property("tone") == "accent"
    assert panel.one_off.isVisible()
    (signal,) = tracker.signals.where("measure_id = ?", answers)
    assert signal.looked_on == today
    slower.show_measure(answers)
    assert "Seen by you on 20 November." in panel.told.text()


def test_a_fix_is_asked_for_with_its_signal(qtbot, slower, tracker, answers):
    wishes = []
    slower.fix_requested.connect(wishes.append)
    qtbot.mouseClick(slower.panel.fix, LEFT)
    assert wishes == [(answers, tracker.judge.finding(answers).since, "")]


def test_a_fix_that_runs_is_told_with_what_became_of_it(slower, tracker, answers):
    began = FixInput(what="Named cover", started_on=MONDAY - timedelta(weeks=2))
    commands.start_fix(tracker, answers, began)
    assert "Your fix “Named cover” of 2 November: too early to tell" in slower.panel.told.text()
    assert slower.panel.fix.property("tone") != "accent"
    assert [span.label for span in slower.sheet.picture.spans] == ["Named cover"]


def test_a_signal_is_called_a_one_off_and_not(qtbot, slower, tracker, answers):
    qtbot.mouseClick(slower.panel.one_off, LEFT)
    asked = slower.panel.one_off_form
    assert asked.isVisible()
    assert not slower.panel.answers.isVisible()
    assert tracker.explanations.where("measure_id = ?", answers) == []
    qtbot.keyClicks(asked.note, "Two of us were ill")
    qtbot.keyClick(asked.note, Qt.Key.Key_Return)
    assert slower.panel.answers.isVisible()
    (word,) = tracker.explanations.where("measure_id = ?", answers)
    assert (word.kind, word.start) == (Word.ONE_OFF, tracker.judge.finding(answers).revealed)
    assert word.text == "Two of us were ill"
    assert "You said: “Two of us were ill”" in slower.panel.told.text()
    assert slower.panel.one_off.text() == "Not a one-off"
    qtbot.mouseClick(slower.panel.one_off, LEFT)
    (word,) = tracker.explanations.where("measure_id = ?", answers)
    assert (word.kind, word.text) == (Word.EXPLAINED, "Two of us were ill")
    assert slower.panel.one_off.text() == "One-off"


def test_a_one_off_may_have_no_word_and_escape_leaves_it(qtbot, slower, tracker, answers):
    qtbot.mouseClick(slower.panel.one_off, LEFT)
    qtbot.keyClick(slower.panel.one_off_form.note, Qt.Key.Key_Escape)
    assert tracker.explanations.where("measure_id = ?", answers) == []
    qtbot.mouseClick(slower.panel.one_off, LEFT)
    qtbot.mouseClick(slower.panel.one_off_form.keep, LEFT)
    (word,) = tracker.explanations.where("measure_id = ?", answers)
    assert (word.kind, word.text) == (Word.ONE_OFF, "")
    assert slower.panel.answers.isVisible()


def test_what_the_measure_changes_stands_under_its_verdict(qtbot, bridge, tracker, answers):
    said = replace(MeasureInput.of(tracker.measures.get(answers)), impact="We close earlier")
    commands.edit_measure(tracker, answers, said, tracker.measures.get(answers).now.valid_from)
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    assert page.panel.words.impact.text() == "“We close earlier”"


def test_a_planned_change_wants_a_reason_and_can_be_taken_back(
    qtbot, slower, tracker, answers, said
):
    panel = slower.panel
    since = tracker.judge.finding(answers).since
    qtbot.mouseClick(panel.planned, LEFT)
    assert panel.form.isVisible()
    assert not panel.answers.isVisible()
    assert panel.form.since.day == since
    qtbot.keyClick(panel.form.reason, Qt.Key.Key_Return)
    assert "Say what was planned" in panel.form.complaint.text()
    panel.form.since.line.setText("soon")
    qtbot.keyClicks(panel.form.reason, "New ledger")
    qtbot.mouseClick(panel.form.set, LEFT)
    assert panel.form.complaint.isVisible()
    panel.form.since.show_day(since)
    qtbot.keyClick(panel.form.reason, Qt.Key.Key_Return)
    assert not panel.form.isVisible()
    assert "planned" in kinds(slower)
    assert panel.badge.text() == "Learning"
    assert "new baseline begins" in said[-1]
    (row,) = panel.planned_list.rows
    assert row.label.text() == f"New baseline from {since.day} October: New ledger"
    qtbot.mouseClick(row.button, LEFT)
    assert tracker.planned_changes.all() == []
    assert panel.badge.text() == "Getting worse"
    assert not panel.planned_list.isVisible()
    tracker.undo()
    assert "planned" in kinds(slower)


def test_a_baseline_can_be_set_without_a_signal_and_escape_gives_it_up(
    qtbot, page, tracker, answers
):
    log(tracker, answers, CALM)
    page.show()
    page.activateWindow()
    assert page.panel.badge.text() == "Steady"
    assert page.panel.headline.text() == "1.7 days in week 47"
    assert not page.panel.one_off.isVisible()
    assert page.panel.planned.text() == "Set a new baseline…"
    page.set_baseline()
    assert page.panel.form.since.line.text() == "Mon 16 Nov 2026"
    assert page.panel.form.since.day == MONDAY
    qtbot.keyClick(page.panel.form.reason, Qt.Key.Key_Escape)
    assert page.panel.answers.isVisible()
    assert tracker.planned_changes.all() == []


def test_the_numbers_open_beside_the_window_and_follow_the_measure(
    qtbot, slower, tracker, answers, forecast
):
    qtbot.mouseClick(slower.panel.how, LEFT)
    window = slower.panel.numbers
    assert window.isVisible()
    assert not window.isModal()
    assert "125 is needed to say worse, 270 to say better (normal)" in window.shown["Evidence"]
    assert "± 2.66 ×" in window.shown["Range since the change"]
    keen = window.readiness.buttons[Sensitivity.KEEN]
    assert "one false alarm in 5 years" in keen.accessibleDescription()
    keen.setFocus()
    qtbot.keyClick(keen, Qt.Key.Key_Space)
    assert tracker.measures.get(answers).sensitivity is Sensitivity.KEEN
    assert "68 is needed to say worse, 145 to say better (keen)" in window.shown["Evidence"]
    tracker.undo()
    assert window.readiness.value is Sensitivity.NORMAL
    slower.show_measure(forecast)
    assert window.rule.text() == "Nothing logged yet."
    assert tracker.measures.get(forecast).sensitivity is Sensitivity.NORMAL
    window.close()


def test_calm_is_offered_with_its_reason_when_the_person_stays(
    qtbot, page, tracker, finance, answers
):
    said = MeasureInput(name="Load", area=Area.ROI, scale=Scale.NUMBER, promise=4, step=0.1)
    measure = commands.add_measure(tracker, finance, said, MONDAY)
    log(tracker, answers, CALM)
    log(tracker, measure, [5.0, 5.6, 6.0, 5.6] * 15)
    page.show()
    page.show_measure(measure)
    offer = page.panel.offer
    assert not offer.isVisible()
    qtbot.waitUntil(offer.isVisible)
    assert "about every 4 weeks" in offer.reason.text()
    page.show_measure(answers)
    assert not offer.isVisible()
    page.show_measure(measure)
    assert offer.isVisible()
    qtbot.mouseClick(offer.take, LEFT)
    assert tracker.measures.get(measure).sensitivity is Sensitivity.CALM
    assert not offer.isVisible()


def test_every_sample_has_a_panel_at_every_size_and_both_themes(qtbot, page, tracker, theme, today):
    fill_demo(tracker, today)
    page.show()
    badges = set()
    for choice, size in (("light", (1084, 740)), ("dark", (764, 560))):
        theme.choose(choice)
        page.resize(*size)
        for measure in tracker.measures.where("1"):
            page.show_measure(measure.id)
            badges.add(page.panel.badge.text())
            page.grab()
            assert page.panel.planned.geometry().right() <= page.panel.answers.width()
            assert all(len(said) <= 160 for said in page.panel.told.text().split(". "))
    theme.choose("light")
    assert {"Getting worse", "Better", "Steady", "Not kept", "Learning"} <= badges


def test_commands_on_an_empty_page_say_what_is_missing(page, said):
    page.show()
    page.show_calculation()
    page.set_baseline()
    page.show_multiples()
    assert len(said) == 3


def test_the_chart_of_an_archived_measure_can_be_looked_at(qtbot, page, tracker, forecast, answers):
    log(tracker, answers, CALM)
    commands.archive_measure(tracker, answers, date(2026, 11, 20))
    page.show()
    page.show_measure(answers)
    assert page.head.title.text() == "Month-end close answers"
    assert len(page.sheet.picture.points) == len(CALM)
    page.refresh()
    assert page.head.title.text() == "Month-end close answers"


def test_you_and_them_is_a_button_away(qtbot, page, tracker, answers):
    log(tracker, answers, CALM)
    page.show()
    qtbot.mouseClick(page.card.gap, LEFT)
    assert page.heard.gap.isVisible()
    page.heard.gap.close()


def test_any_value_is_called_a_one_off_from_the_menu_of_the_chart(
    qtbot, slower, tracker, answers, said
):
    """A value far out since a change was in its level: only the week that told could be marked."""
    day = tracker.judge.finding(answers).last
    commands.record(tracker, answers, day, 260)
    slower.show_measure(answers)
    qtbot.waitUntil(lambda: slower.card.chart is not None)
    assert "Slower for 5 weeks: 54" in slower.panel.told.text()
    slower.card.chart.read_day(day)
    first, line, *_ = slower.card.menu_entries()
    assert (first.text, line) == ("Mark 260 days as a one-off…", None)
    first.do()
    asked = slower.panel.one_off_form
    qtbot.keyClicks(asked.note, "A slip of the keyboard")
    qtbot.keyClick(asked.note, Qt.Key.Key_Return)
    (word,) = tracker.explanations.where("measure_id = ?", answers)
    assert (word.start, word.kind) == (day, Word.ONE_OFF)
    slower.show_measure(answers)
    assert "Slower for 5 weeks: 2.6 days, 1.7 before." in slower.panel.told.text()
    assert slower.panel.badge.text() == "Getting worse", "the change itself stands"
    (marked,) = [one for one in slower.sheet.picture.points if one.mark is Mark.ONE_OFF]
    assert marked.day == day
    small = listed_measure(tracker, answers).spark
    assert small.marks[-1] is Mark.ONE_OFF, "one picture of it, small and large"
    slower.card.chart.read_day(day)
    back = slower.card.menu_entries()[0]
    assert back.text == "260 days is no one-off"
    back.do()
    assert said[-1] == "No longer a one-off."
    slower.show_measure(answers)
    assert "Slower for 5 weeks: 54" in slower.panel.told.text()
