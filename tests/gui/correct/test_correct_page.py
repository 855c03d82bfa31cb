"""The Fixes page and the panel that answers a signal, used as a person would."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.commands import FixInput, PulseFixInput
from tracker.app.signals.corrections import Stage
from tracker.app.signals.standing import standing_of
from tracker.domain.correction import Word
from tracker.domain.customer import Tier
from tracker.gui.correct.page import CorrectPage
from tracker.gui.dialogs.fix import FixDialog
from tracker.gui.week.due import DueFixes
from tracker.gui.week.signal_panel import SignalPanel
from tracker.report.charts.spark import SparkPicture
from tracker.report.dates import long_day

USUAL = [1.7, 1.6, 1.8, 1.7, 1.6, 1.8]


@pytest.fixture
def monday(today) -> date:
    return today - timedelta(days=today.weekday())


@pytest.fixture
def slower(tracker, answers, monday):
    values = USUAL * 4 + [2.5, 2.6, 2.4, 2.6]
    first = monday - timedelta(weeks=len(values) - 1)
    with tracker.edit("history"):
        for at, value in enumerate(values):
            commands.record(tracker, answers, first + timedelta(weeks=at), value)
    return answers


@pytest.fixture
def page(qtbot, bridge, tracker):
    page = CorrectPage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    page.show()
    return page


@pytest.fixture
def panel(qtbot, bridge, tracker, slower, today):
    panel = SignalPanel(bridge)
    qtbot.addWidget(panel)
    panel.show_standing(standing_of(tracker, slower, today), SparkPicture((1.7, 2.5, 2.6)))
    return panel


def cards(page, stage):
    return page.columns[stage].views


def open_dialog() -> FixDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, FixDialog))


def test_an_empty_page_says_what_will_stand_here_and_where_to_begin(page, tracker, qtbot):
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.new_customer_requested):
        page.empty.customer.click()
    commands.add_customer(tracker, "Finance leads", Tier.WOW)
    with qtbot.waitSignal(page.new_measure_requested):
        page.empty.button.click()


def test_a_fix_is_started_by_keys_and_stands_on_the_board(page, tracker, slower, today, qtbot):
    page.start_fix()
    dialog = open_dialog()
    qtbot.keyClicks(dialog.what, "Named cover")
    qtbot.keyClick(dialog.what, Qt.Key.Key_Return)
    [fix] = tracker.fixes.all()
    assert (fix.what, fix.started_on, fix.measure_id) == ("Named cover", today, slower)
    [card] = cards(page, Stage.OPEN)
    assert card.what.toolTip() == "Named cover"
    tracker.undo()
    assert page.empty.isVisible()


def test_a_fix_without_words_or_with_a_day_that_is_none_is_refused_beside_its_field(
    page, tracker, slower, qtbot
):
    page.start_fix()
    dialog = open_dialog()
    dialog.submit()
    assert "description is empty" in dialog.forms[0].error_text("what")
    dialog.what.setText("Named cover")
    dialog.due.line.setText("31.13.2026")
    dialog.submit()
    assert "not a day" in dialog.forms[0].error_text("due_on")
    assert tracker.fixes.all() == []
    dialog.reject()


def test_what_is_done_with_a_card_is_kept(page, tracker, slower, today):
    fix = commands.start_fix(tracker, slower, FixInput(what="Cover", started_on=today))
    for action, field, day in (("Done", "done_on", today), ("Give up", "dropped_on", today)):
        [card] = [card for stage in Stage for card in cards(page, stage)]
        chosen = next(one for one in card.menu_button.menu().actions() if one.text() == action)
        chosen.trigger()
        assert getattr(tracker.fixes.get(fix), field) == day
    assert len(cards(page, Stage.FAILED)) == 1


def test_the_rail_counts_fixes_that_want_to_be_looked_at(page, tracker, slower, today, monday):
    assert page.badge() == 0
    commands.start_fix(tracker, slower, FixInput(what="Cover", started_on=today, review_on=today))
    assert page.badge() == 1


def test_the_card_of_due_fixes_is_hidden_in_a_quiet_week(qtbot, bridge, tracker, slower, monday):
    card = DueFixes(bridge)
    qtbot.addWidget(card)
    card.show_week(monday)
    assert card.isHidden()
    due = monday + timedelta(days=3)
    commands.start_fix(tracker, slower, FixInput(what="Cover", started_on=monday, due_on=due))
    card.show_week(monday)
    assert "Cover" in card.text
    card.show_week(monday - timedelta(weeks=1))
    assert card.isHidden()


def test_a_fix_of_ones_own_stands_there_and_in_the_rail_as_others_do(page, qtbot, bridge, today):
    card, tracker = DueFixes(bridge), bridge.tracker
    qtbot.addWidget(card)
    monday = today - timedelta(days=today.weekday())
    said = PulseFixInput(
        what="A free morning", started_on=today - timedelta(weeks=5), review_on=today
    )
    fix = commands.start_pulse_fix(tracker, "energy", said)
    card.show_week(monday)
    assert card.text == f"A free morning · look again on {long_day(today, today)}"
    assert page.badge() == 1
    card.show_week(monday - timedelta(weeks=1))
    assert card.isHidden()
    commands.drop_pulse_fix(tracker, fix, today)
    card.show_week(monday)
    assert (card.isHidden(), page.badge()) == (True, 0)


def test_the_panel_says_what_was_revealed_in_plain_words(panel):
    assert panel.title.text() == "Month-end close answers"
    assert panel.text.text().startswith("Slower for 4 weeks: 2.5 days, 1.7 before")


def test_a_word_typed_into_the_panel_is_kept_when_the_field_is_left(panel, tracker, slower, qtbot):
    panel.what.setPlainText("The ledger export is late")
    panel.what.commit()
    [word] = tracker.explanations.all()
    assert (word.text, word.kind) == ("The ledger export is late", Word.EXPLAINED)
    assert word.start == tracker.judge.finding(slower).revealed


def test_a_one_off_is_one_click_and_the_panel_goes(panel, tracker, qtbot):
    qtbot.mouseClick(panel.one_off, Qt.MouseButton.LeftButton)
    assert [one.kind for one in tracker.explanations.all()] == [Word.ONE_OFF]
    assert panel.isHidden()


def test_a_planned_change_asks_for_its_reason_before_it_counts(panel, tracker, slower, qtbot):
    qtbot.mouseClick(panel.planned, Qt.MouseButton.LeftButton)
    assert "what was planned" in panel.complaint.text()
    assert tracker.planned_changes.all() == []
    panel.what.setPlainText("Two days are the new deal")
    qtbot.mouseClick(panel.planned, Qt.MouseButton.LeftButton)
    [change] = tracker.planned_changes.all()
    assert change.reason == "Two days are the new deal"
    assert tracker.judge.finding(slower).since is None
    while tracker.planned_changes.all():
        assert tracker.undo()
    assert tracker.judge.finding(slower).since is not None


def test_starting_a_fix_from_the_panel_carries_the_signal_and_the_word(panel, slower, qtbot):
    panel.what.setPlainText("No cover named")
    with qtbot.waitSignal(panel.fix_requested) as wish:
        qtbot.mouseClick(panel.fix, Qt.MouseButton.LeftButton)
    measure, since, what = wish.args[0]
    assert (measure, what) == (slower, "No cover named")
    assert since is not None


def test_escape_sends_the_panel_away_and_changes_nothing(panel, tracker, qtbot):
    label = tracker.history.undo_label
    panel.dismiss()
    assert panel.isHidden()
    assert tracker.history.undo_label == label


LONG = "A named cover for the whole week of the close, from Monday to the day of the books"


def test_a_card_wraps_its_name_and_is_as_high_as_its_words(page, tracker, slower, today):
    said = [FixInput(what=what, started_on=today) for what in ("Cover", LONG)]
    for one in said:
        commands.start_fix(tracker, slower, one)
    QApplication.processEvents()
    short, long = sorted(cards(page, Stage.OPEN), key=lambda card: len(card.what.toolTip()))
    assert short.what.text() == "Cover"
    first, second = long.what.text().split("\n")
    assert LONG.startswith(f"{first} ")
    assert second.endswith("…")
    assert long.height() > short.height()
    assert long.height() == long.heightForWidth(long.width())


def test_columns_stand_two_and_two_where_four_have_no_room(page, tracker, slower, today):
    commands.start_fix(tracker, slower, FixInput(what="Cover", started_on=today))
    tops = {column.y() for column in page.columns.values()}
    assert len(tops) == 1
    page.resize(620, 700)
    QApplication.processEvents()
    assert len({column.y() for column in page.columns.values()}) == 2
    assert len({column.x() for column in page.columns.values()}) == 2
