"""Any week that has begun: back, on, by calendar; holidays; what is not due; midnight."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from tracker.app import commands
from tracker.domain.evaluation import EvaluationState
from tracker.domain.period import Period
from tracker.gui.week.weeks import AwayDialog, PeriodPicker
from tracker.report.dates import long_days

NUMBER, RATED, MONTHLY = (
    "Month-end close answers",
    "Forecast was usable as sent",
    "Clauses checked twice",
)


def test_the_title_names_the_week_and_its_days(hand):
    assert hand.page.check_in.header.title.text() == "Week 47"
    assert hand.page.check_in.header.dates.text() == "16–22 November"


@pytest.mark.parametrize(
    ("monday", "days"),
    [
        (date(2026, 11, 30), "30 November – 6 December"),
        (date(2025, 11, 17), "17–23 November 2025"),
        (date(2026, 12, 28), "28 December 2026 – 3 January 2027"),
        (date(2020, 2, 24), "24 February – 1 March 2020"),
    ],
)
def test_days_carry_the_year_where_it_is_not_this_one(monday, days, today):
    week = Period(monday)
    assert long_days(week.start, week.end, compact=True, beside=today) == days


def test_there_is_nothing_beyond_the_current_week(hand):
    assert not hand.page.check_in.header.on.isEnabled()
    hand.page.check_in.next_week()
    assert hand.page.check_in.header.title.text() == "Week 47"
    hand.page.check_in.previous_week()
    assert hand.page.check_in.header.on.isEnabled()


def test_a_past_week_is_filled_in_the_same_way(hand, kept, measures, a_week_ago):
    hand.stand(NUMBER)
    hand.page.check_in.header.back.click()
    assert hand.page.check_in.header.title.text() == "Week 46"
    assert hand.here == "Energy", "the first row without an entry"
    hand.list.setFocus()
    hand.stand(NUMBER)
    hand.press("1,5", "Enter", "3")
    assert kept(measures[NUMBER], a_week_ago).value == 1.5
    assert kept(measures[RATED], a_week_ago).value == 3
    hand.page.check_in.this_week()
    assert hand.row(NUMBER).value is None
    assert hand.row(NUMBER).last_shown == "1.5 d"


def test_what_is_being_typed_is_kept_before_the_week_changes(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("2.6")
    hand.page.check_in.previous_week()
    assert kept(measures[NUMBER]).value == 2.6
    assert hand.row(NUMBER).value is None


def test_what_could_not_be_taken_waits_in_its_own_week(hand):
    hand.stand(NUMBER)
    hand.press("2.x")
    hand.page.check_in.previous_week()
    assert hand.row(NUMBER).unfinished is None
    hand.page.check_in.next_week()
    assert hand.row(NUMBER).unfinished.text == "2.x"


def test_the_calendar_goes_to_any_week(hand, qtbot):
    hand.page.check_in.choose_week()
    picker = hand.page.findChild(PeriodPicker)
    assert picker.calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    assert picker.calendar.maximumDate() == QDate(2026, 11, 22)
    picker.calendar.clicked.emit(QDate(2021, 1, 2))
    assert hand.page.check_in.header.title.text() == "Week 53"
    assert hand.page.check_in.header.dates.text() == "28 December 2020 – 3 January 2021"


def test_escape_leaves_the_calendar(hand):
    hand.page.check_in.choose_week()
    picker = hand.page.findChild(PeriodPicker)
    QTest.keyClick(picker.calendar, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert hand.page.check_in.header.title.text() == "Week 47"


def test_the_calendar_moves_by_keys_and_enter_chooses(hand, qtbot):
    hand.page.check_in.choose_week()
    picker = hand.page.findChild(PeriodPicker)
    table = picker.calendar.findChild(QTableView)
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert hand.page.check_in.header.title.text() == "Week 45"


def test_same_as_last_week_fills_the_rest_and_leaves_the_pulse(
    hand, kept, measures, tracker, a_week_ago, said
):
    for name, value in ((NUMBER, 1.5), (RATED, 4), ("Heard from me first", 0)):
        commands.record(tracker, measures[name], a_week_ago, value)
    hand.stand(RATED)
    hand.press("2")
    hand.page.check_in.same_as_last_week()
    assert kept(measures[NUMBER]).value == 1.5
    assert kept(measures[RATED]).value == 2
    assert kept(measures["Heard from me first"]).value == 0
    assert said[-1] == "2 values repeated. 3 rows never had a value."
    assert hand.row("Energy").value is None
    tracker.undo()
    assert kept(measures[NUMBER]) is None
    assert kept(measures[RATED]).value == 2


def test_same_as_last_week_says_when_there_is_nothing(hand, said, tracker):
    before = tracker.history.undo_label
    hand.page.check_in.same_as_last_week()
    assert said[-1].startswith("No row had a value to repeat")
    assert tracker.history.undo_label == before


def test_away_skips_a_range_and_says_how_many(hand, kept, measures, said, tracker):
    hand.page.check_in.away()
    dialog = hand.page.findChild(AwayDialog)
    assert dialog.first.day == date(2026, 11, 16)
    dialog.last.show_day(date(2026, 11, 30))
    dialog.reason.setText("holiday")
    dialog.primary.click()
    assert said[-1] == "18 skipped from 16 Nov to 30 Nov 2026"
    assert kept(measures[NUMBER]).skipped == "holiday"
    assert hand.row(NUMBER).state is EvaluationState.SKIPPED
    tracker.undo()
    assert hand.row(NUMBER).state is EvaluationState.UNKNOWN


def test_away_that_ends_before_it_begins_is_refused_in_place(hand, kept, measures):
    hand.page.check_in.away()
    dialog = hand.page.findChild(AwayDialog)
    dialog.last.show_day(date(2026, 11, 1))
    dialog.primary.click()
    assert "before the first" in dialog.form.error_text("last")
    assert dialog.isVisible()
    assert kept(measures[NUMBER]) is None
    dialog.reject()


def test_a_day_away_that_is_none_is_refused_in_place(hand, kept, measures):
    hand.page.check_in.away()
    dialog = hand.page.findChild(AwayDialog)
    dialog.first.line.setText("soon")
    dialog.primary.click()
    assert dialog.form.error_text("first")
    dialog.first.line.clear()
    dialog.primary.click()
    assert dialog.form.error_text("first").startswith("The day is missing")
    assert kept(measures[NUMBER]) is None
    dialog.reject()


def test_the_last_day_away_follows_the_first(hand, qtbot):
    hand.page.check_in.away()
    dialog = hand.page.findChild(AwayDialog)
    dialog.activateWindow()
    dialog.first.setFocus()
    qtbot.waitUntil(dialog.first.line.hasFocus)
    dialog.first.line.selectAll()
    hand.press("2026-12-21", "Tab")
    assert dialog.last.day == date(2026, 12, 21)
    dialog.reject()


def test_what_is_not_due_is_not_there_until_asked_for(hand):
    link = hand.page.check_in.body.not_due
    assert MONTHLY not in hand.names
    assert link.summary == "1 measure"
    link.click()
    assert hand.row(MONTHLY).state is EvaluationState.NOT_DUE
    assert hand.row(MONTHLY).due_on == "30 Nov"
    assert hand.page.check_in.header.progress.text() == "0 of 6 logged"
    assert link.opened
    link.click()
    assert MONTHLY not in hand.names


def test_what_is_not_due_can_be_logged_early(hand, kept, measures):
    hand.page.check_in.show_not_due()
    hand.stand(MONTHLY)
    hand.list.setFocus()
    hand.press("4")
    assert kept(measures[MONTHLY], date(2026, 11, 1)).value == 4
    assert hand.row(MONTHLY).state is EvaluationState.VALUE


def test_a_month_is_due_in_the_week_of_its_last_day(hand):
    hand.page.show_week(Period(date(2026, 10, 26)))
    assert hand.row(MONTHLY).subtitle.endswith("monthly · October")


def test_a_week_with_nothing_due_says_so(tracker, measures, page, today):
    for name, measure_id in measures.items():
        if name != MONTHLY:
            commands.archive_measure(tracker, measure_id, today)
    titles = [row.title for row in page.check_in.list.rows.rows if hasattr(row, "title")]
    assert "Nothing is due this week" in titles
    assert page.check_in.body.not_due.summary == "1 measure"
    assert page.badge() == 0


def test_the_badge_counts_what_the_current_week_waits_for(hand):
    assert hand.page.badge() == 6
    hand.stand(RATED)
    hand.press("4")
    assert hand.page.badge() == 5
    hand.page.check_in.previous_week()
    assert hand.page.badge() == 5


def set_clock(bridge, day: date) -> None:
    bridge.clock = lambda: datetime.combine(day, time(0, 1))
    bridge.check_date()


def test_midnight_into_a_new_week_moves_the_page_along(hand, bridge, today):
    set_clock(bridge, today + timedelta(days=3))
    assert hand.page.check_in.header.title.text() == "Week 48"


def test_midnight_takes_nothing_out_of_the_persons_hands(hand, bridge, today, kept, measures):
    hand.stand(NUMBER)
    hand.press("2.6")
    set_clock(bridge, today + timedelta(days=3))
    assert hand.page.check_in.header.title.text() == "Week 47"
    assert hand.list.typing.editor.text() == "2.6"
    assert hand.page.check_in.header.on.isEnabled()
    hand.press("Enter")
    assert kept(measures[NUMBER]).value == 2.6
    assert hand.page.check_in.header.title.text() == "Week 47"


def test_midnight_leaves_a_past_week_where_it_is(hand, bridge, today):
    hand.page.check_in.previous_week()
    set_clock(bridge, today + timedelta(days=3))
    assert hand.page.check_in.header.title.text() == "Week 46"


def test_earlier_weeks_without_an_entry_are_offered_to_fill_in(
    hand, tracker, measures, week, qtbot
):
    line = hand.page.check_in.body.catch_up
    first = week + -4
    commands.record(tracker, measures[NUMBER], first.start, 1.5)
    hand.page.refresh()
    qtbot.waitUntil(lambda: len(line.weeks) == 3)
    assert line.weeks == (first + 1, first + 2, first + 3)
    line.fill.click()
    assert hand.page.check_in.week == first + 1
    hand.page.check_in.this_week()


@pytest.mark.parametrize("answer", ["away", "leave"])
def test_weeks_without_an_entry_are_answered_once_and_undone_as_one(
    hand, tracker, measures, week, qtbot, answer
):
    line = hand.page.check_in.body.catch_up
    first = week + -4
    commands.record(tracker, measures[NUMBER], first.start, 1.5)
    hand.page.refresh()
    qtbot.waitUntil(lambda: len(line.weeks) == 3)
    getattr(line, answer).click()
    qtbot.waitUntil(lambda: not line.weeks)
    found = tracker.evaluations.find(measures[NUMBER], (first + 1).start)
    assert (found is not None and found.skipped == "away") is (answer == "away")
    tracker.undo()
    hand.page.refresh()
    qtbot.waitUntil(lambda: len(line.weeks) == 3)


def test_page_keys_go_from_customer_to_customer(hand):
    hand.press("Home")
    places = []
    for _ in range(3):
        QTest.keyClick(hand.list, Qt.Key.Key_PageDown)
        places.append(hand.here)
    QTest.keyClick(hand.list, Qt.Key.Key_PageUp)
    assert hand.here == places[1]
    heads = [name for name in hand.names if name.startswith("[")]
    firsts = [hand.names[hand.names.index(head) + 1] for head in heads]
    assert places == firsts[1:4]
