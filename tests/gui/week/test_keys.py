"""The check-in by keyboard alone: every key of LOOK.md, on every scale."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.evaluations.due import waiting
from tracker.detection.scale import Scale
from tracker.domain.errors import FileTrouble
from tracker.domain.measure import Area
from tracker.gui.week.painting import RowPart

RATED, NUMBER = "Forecast was usable as sent", "Month-end close answers"


def test_the_pulse_stands_first_then_tiers_with_internal_customers_before_others(hand):
    assert hand.names == [
        "[Me]",
        "Energy",
        "[Finance leads]",
        NUMBER,
        RATED,
        "Hours I saved them",
        "[My manager]",
        "Decisions taken without me",
        "Reviews within a day",
        "[Outside counsel]",
        "Heard from me first",
    ]


def test_the_keys_act_on_the_first_row_that_is_not_done(tracker, measures, week, page, qtbot):
    assert page.check_in.list.entry().name == "Energy"
    commands.record_pulse(tracker, week.start, energy=3)
    page.check_in.list.setCurrentIndex(page.check_in.list.rows.index(-1, 0))
    page.hide()
    commands.archive_measure(tracker, measures["Hours I saved them"], week.start)
    page.show()
    assert page.check_in.list.entry().name == NUMBER


def test_a_digit_rates_and_goes_on(hand, kept, measures):
    hand.stand(RATED)
    hand.press("4")
    assert kept(measures[RATED]).value == 4
    assert hand.row(RATED).value == 4
    assert hand.here == "Hours I saved them"


def test_a_digit_on_a_rated_row_corrects(hand, kept, measures):
    hand.stand(RATED)
    hand.press("4", "Up", "2")
    assert kept(measures[RATED]).value == 2


def test_a_skip_goes_on_and_the_next_digit_lands_in_the_next_row(hand, kept, measures):
    hand.stand("Reviews within a day")
    hand.press("s", "3", "y")
    assert kept(measures["Reviews within a day"]).skipped
    assert kept(measures["Heard from me first"]).value == 1


def test_a_digit_replaces_a_skip_only_when_it_is_pressed_again(hand, kept, measures, said, week):
    hand.stand(RATED)
    hand.press("s", "1", "Up", "4")
    assert kept(measures[RATED]).skipped
    assert "the same key again logs 4 instead" in hand.complaint
    assert hand.list.typing.complaint.property("tone") == "question"
    hand.press("4")
    assert (kept(measures[RATED]).value, kept(measures[RATED]).skipped) == (4, None)
    assert "Ctrl+Z skips it again" in said[-1]
    assert hand.here == "Hours I saved them"


def test_a_number_on_a_skipped_row_asks_too(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("s", "1", "Up", "2.5", "Enter")
    assert kept(measures[NUMBER]).skipped
    assert "Enter logs 2.5 instead" in hand.complaint
    hand.press("Enter")
    assert kept(measures[NUMBER]).value == 2.5


@pytest.fixture
def thousands(tracker, finance, measures, week):
    """Return a measure in the hundreds, due last."""
    said = MeasureInput(name="Pages", area=Area.ROI, scale=Scale.NUMBER, promise=900)
    measure_id = commands.add_measure(tracker, finance, said, (week + -5).start)
    for back, value in ((4, 987), (3, 1020), (2, 998)):
        commands.record(tracker, measure_id, (week + -back).start, value)
    return measure_id


@pytest.mark.parametrize("typed", ["1,234", "1.234"])
def test_one_comma_in_the_thousands_is_asked_about(thousands, hand, kept, typed):
    hand.stand("Pages")
    hand.press(typed, "Enter")
    assert hand.complaint == "1234 or 1.234? Enter takes 1234. Write 1234 or 1.2340."
    assert kept(thousands) is None
    hand.press("Enter")
    assert kept(thousands).value == 1234
    assert hand.complaint == ""


def test_what_was_asked_about_stays_beside_its_row_where_the_answer_is_not_given(
    thousands, hand, kept
):
    hand.stand("Pages")
    hand.press("1,234")
    hand.page.check_in.closing.ask()
    assert kept(thousands) is None, "nobody knows which"
    assert hand.row("Pages").unfinished.text == "1,234"


def test_a_value_far_from_the_others_is_asked_about_quietly(thousands, hand, kept):
    hand.stand("Pages")
    hand.press("27000", "Enter")
    assert hand.complaint == "27 times the values before it. Enter logs it all the same."
    assert kept(thousands) is None
    hand.press("Enter")
    assert kept(thousands).value == 27000


def test_leaving_without_an_answer_keeps_a_value_that_is_far_off(thousands, hand, kept):
    hand.stand("Pages")
    hand.press("27000", "Enter")
    hand.page.check_in.closing.ask()
    assert kept(thousands).value == 27000
    assert hand.complaint == ""


def test_another_week_opens_on_its_first_row_without_an_entry(hand, tracker, week):
    hand.stand("Reviews within a day")
    commands.record_pulse(tracker, (week + -1).start, energy=3)
    hand.page.check_in.previous_week()
    assert hand.here != "Energy"
    assert hand.row(hand.here).value is None
    hand.page.check_in.next_week()
    assert hand.here == "Energy"


def test_the_pulse_is_rated_in_the_same_way(hand, tracker):
    hand.press("5")
    assert [one.energy for one in tracker.pulses.all()] == [5]
    hand.press("Up", "Delete")
    assert tracker.pulses.all() == []


@pytest.mark.parametrize(("typed", "value"), [("2.6", 2.6), ("2,6", 2.6), (",5", 0.5), ("0", 0)])
def test_a_number_is_typed_with_point_or_comma_and_enter_goes_on(
    hand, kept, measures, typed, value
):
    hand.stand(NUMBER)
    hand.press(typed, "Enter")
    assert kept(measures[NUMBER]).value == value
    assert hand.here == RATED
    assert hand.list.hasFocus()


def test_a_minus_begins_a_number(hand, kept, measures):
    hand.stand("Hours I saved them")
    hand.press("-1,5", "Down")
    assert kept(measures["Hours I saved them"]).value == -1.5
    assert hand.here == "Decisions taken without me"


def test_up_goes_back_and_keeps_what_was_typed(hand, kept, measures):
    hand.stand("Hours I saved them")
    hand.press("6", "Up")
    assert kept(measures["Hours I saved them"]).value == 6
    assert hand.here == RATED


def test_percent_and_count_take_their_own_numbers(hand, kept, measures):
    hand.stand("Decisions taken without me")
    hand.press("3", "Enter", "92", "Enter")
    assert kept(measures["Decisions taken without me"]).value == 3
    assert kept(measures["Reviews within a day"]).value == 92


@pytest.mark.parametrize(("key", "value"), [("y", 1), ("n", 0), ("1", 1), ("0", 0)])
def test_yes_or_no_is_one_key(hand, kept, measures, key, value):
    hand.stand("Heard from me first")
    hand.press(key)
    assert kept(measures["Heard from me first"]).value == value


def test_escape_leaves_an_edit_as_it_was(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("2", "Enter", "Up", "9", "Esc")
    assert kept(measures[NUMBER]).value == 2
    assert hand.list.hasFocus()
    assert not hand.list.typing.editor.isVisible()


def test_undo_while_typing_takes_back_the_typing_only(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("2", "Enter", "Up", "9", "Ctrl+Z")
    assert hand.list.typing.editor.text() == "2"
    hand.press("Enter")
    assert kept(measures[NUMBER]).value == 2


def test_an_undo_of_the_window_leaves_what_is_being_typed(hand, kept, measures, tracker):
    hand.stand(RATED)
    hand.press("4")
    hand.stand(NUMBER)
    hand.press("7")
    tracker.undo()
    assert kept(measures[RATED]) is None
    hand.page.check_in.closing.ask()
    assert kept(measures[NUMBER]).value == 7


def test_an_open_field_that_nobody_typed_in_writes_nothing_back(hand, kept, measures, tracker):
    hand.stand(NUMBER)
    hand.press("7", "Enter", "Up", "F2")
    tracker.undo()
    hand.page.check_in.closing.ask()
    assert kept(measures[NUMBER]) is None


def test_f2_changes_the_number_that_stands_there(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("2.5", "Enter", "Up", "F2")
    assert hand.list.typing.editor.text() == "2.5"
    hand.press("End", "1", "Enter")
    assert kept(measures[NUMBER]).value == 2.51


def test_equals_repeats_the_last_value_and_goes_on(hand, kept, measures, tracker, a_week_ago):
    commands.record(tracker, measures[NUMBER], a_week_ago, 1.5)
    hand.stand(NUMBER)
    hand.press("=")
    assert kept(measures[NUMBER]).value == 1.5
    assert hand.here == RATED


def test_equals_without_an_earlier_value_says_so(hand, kept, measures, said):
    hand.stand(NUMBER)
    hand.press("=")
    assert kept(measures[NUMBER]) is None
    assert "no earlier value" in said[-1]
    assert hand.here == NUMBER


@pytest.fixture
def twelve(tracker, finance, a_week_ago):
    """Log twelve measures of four scales, and the pulse, for the week before."""
    scales = [Scale.RATING, Scale.NUMBER, Scale.PERCENT, Scale.YESNO]
    for at in range(12):
        asked = MeasureInput(name=f"Measure {at}", area=Area.ROI, scale=scales[at % 4], promise=1)
        measure_id = commands.add_measure(tracker, finance, asked, a_week_ago)
        commands.record(tracker, measure_id, a_week_ago, 1)
    commands.record_pulse(tracker, a_week_ago, energy=4)


def test_twelve_measures_unchanged_take_thirteen_keys(twelve, tracker, week, page):
    for _ in range(13):
        QTest.keyClick(QApplication.focusWidget(), "=")
    assert waiting(tracker, week) == 0
    assert page.check_in.header.progress.text() == "12 of 12 logged"


@pytest.mark.parametrize("key", ["Delete", "Backspace"])
def test_delete_makes_a_row_unknown_again(hand, kept, measures, key):
    hand.stand(RATED)
    hand.press("4", "Up", key)
    assert kept(measures[RATED]) is None
    assert hand.row(RATED).value is None


def test_emptying_a_number_takes_it_back(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("3", "Enter", "Up", "F2", "Backspace", "Enter")
    assert kept(measures[NUMBER]) is None


def test_undo_and_redo_show_in_the_row(hand, tracker):
    hand.stand(RATED)
    hand.press("4")
    tracker.undo()
    assert hand.row(RATED).value is None
    tracker.redo()
    assert hand.row(RATED).value == 4


def test_the_same_value_again_makes_no_step_to_undo(hand, tracker):
    hand.stand(RATED)
    hand.press("4", "Up", "4")
    assert tracker.undo() == f"log {RATED}"
    assert tracker.history.undo_label != f"log {RATED}"


def test_a_bad_number_says_why_beside_the_row_and_changes_nothing(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("2", "Enter", "Up", "2.x", "Enter")
    assert hand.complaint == "“2.x” is not a number. Write digits, as in 2.6 or 2,6."
    assert hand.list.typing.complaint.property("role") == "error"
    assert kept(measures[NUMBER]).value == 2
    assert hand.list.typing.editor.text() == "2.x"
    assert hand.here == NUMBER
    hand.press("Backspace", "Backspace", ",6", "Enter")
    assert kept(measures[NUMBER]).value == 2.6
    assert hand.complaint == ""


def test_what_a_scale_does_not_hold_is_refused_in_its_own_words(hand, kept, measures):
    hand.stand("Reviews within a day")
    hand.press("101", "Enter")
    assert hand.complaint == "A percentage lies between 0 and 100. 101 is not one."
    hand.press("Esc")
    hand.stand("Decisions taken without me")
    hand.press("1.5", "Enter")
    assert hand.complaint.startswith("A count is a whole number")
    assert kept(measures["Decisions taken without me"]) is None


def test_a_rating_of_seven_is_refused(hand, kept, measures):
    hand.stand(RATED)
    hand.press("7")
    assert hand.complaint == "A rating is a whole number from 1 to 5. 7 is not one."
    assert kept(measures[RATED]) is None
    hand.press("3")
    assert hand.complaint == ""
    assert kept(measures[RATED]).value == 3


def test_escape_or_delete_forgets_what_was_refused(hand):
    hand.stand(RATED)
    hand.press("7", "Delete")
    assert hand.complaint == ""
    hand.stand(NUMBER)
    hand.press("2.x", "Enter", "Esc")
    assert hand.complaint == ""


def test_what_was_typed_stays_when_the_row_is_left_with_the_mouse(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("2.x")
    hand.click(RATED, RowPart("option", 3))
    assert kept(measures[RATED]).value == 4
    assert kept(measures[NUMBER]) is None
    assert hand.row(NUMBER).unfinished.text == "2.x"
    hand.click(NUMBER, RowPart("field"))
    assert hand.list.typing.editor.text() == "2.x"


def test_a_number_is_kept_when_the_focus_goes_elsewhere(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("2.6")
    hand.page.check_in.closing.ask()
    assert kept(measures[NUMBER]).value == 2.6
    assert hand.page.check_in.closing.answer.hasFocus()


def test_every_measure_is_one_tab_stop_and_the_ends_lead_out(hand):
    walked = [hand.here]
    for _ in range(6):
        hand.press("Tab")
        walked.append(hand.here)
    assert walked == [name for name in hand.names if not name.startswith("[")]
    hand.press("Tab")
    assert not hand.list.hasFocus()
    hand.list.setFocus()
    for _ in range(6):
        hand.press("Backtab")
    assert hand.here == "Energy"
    hand.press("Backtab")
    assert not hand.list.hasFocus()


def test_tab_out_of_a_number_keeps_it_and_goes_to_the_next_row(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("2", "Tab")
    assert kept(measures[NUMBER]).value == 2
    assert hand.here == RATED
    assert hand.list.hasFocus()


def test_home_and_end_go_to_the_ends_and_the_end_says_what_comes_next(hand, said):
    hand.press("End")
    assert hand.here == "Heard from me first"
    hand.press("Enter")
    assert "Ctrl+Shift+Enter" in said[-1]
    hand.press("Home")
    assert hand.here == "Energy"


def test_letters_that_mean_nothing_do_nothing(hand, kept, measures):
    hand.stand(RATED)
    hand.press("x", "q")
    assert hand.complaint == ""
    assert kept(measures[RATED]) is None


def test_t_opens_the_trend(hand, measures, qtbot):
    hand.stand(RATED)
    with qtbot.waitSignal(hand.page.measure_requested) as asked:
        hand.press("t")
    assert asked.args == [measures[RATED]]


def test_a_letter_while_a_number_is_typed_is_still_a_command(hand, kept, measures):
    hand.stand(NUMBER)
    hand.press("2.6", "n")
    assert kept(measures[NUMBER]).value == 2.6
    assert hand.page.check_in.row_actions.note.isVisible()


def test_own_pulse_asks_three_more_if_wished(tracker, measures, bridge, page, qtbot):
    bridge.settings.change(pulse_more=True)
    page.refresh()
    hand = [entry.name for entry in page.check_in.list.rows.entries][:4]
    assert hand == ["Energy", "Valued", "Listened to", "Cared for"]
    page.check_in.list.choose(("pulse", "valued"))
    QTest.keyClicks(QApplication.focusWidget(), "2")
    assert [(one.energy, one.valued) for one in tracker.pulses.all()] == [(None, 2)]


def test_a_read_only_file_says_so_and_shows_nothing_false(hand, tracker, monkeypatch, qtbot):
    monkeypatch.setattr(type(tracker), "read_only", True)
    hand.stand(RATED)
    with qtbot.captureExceptions() as caught:
        hand.press("4")
    assert caught[0][0] is FileTrouble
    assert hand.row(RATED).value is None
