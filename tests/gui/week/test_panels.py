"""Notes and skips: opened beside the row, kept when left, forgotten with Escape."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tracker.app import commands
from tracker.domain.evaluation import Cause, EvaluationState
from tracker.gui.shell.window import MainWindow
from tracker.gui.week.painting import WeekPainter

NUMBER, RATED, ANSWERED = (
    "Month-end close answers",
    "Forecast was usable as sent",
    "Heard from me first",
)


@pytest.fixture
def note(hand):
    hand.stand(NUMBER)
    hand.press("n")
    return hand.page.check_in.row_actions.note


@pytest.fixture
def skip(hand):
    hand.stand(NUMBER)
    hand.press("s")
    return hand.page.check_in.row_actions.skip


def test_n_opens_the_note_beside_its_row_and_escape_changes_nothing(hand, note, kept, measures):
    assert note.isVisible()
    assert note.heading.text() == f"{NUMBER} · Week 47 · 16–22 Nov"
    hand.press("abc", "Esc")
    assert not note.isVisible()
    assert kept(measures[NUMBER]) is None
    assert hand.list.hasFocus()


def test_a_panel_is_heard_with_its_row_and_who_may_read_what(note):
    assert note.accessibleName() == note.heading.text()
    assert note.note.accessibleDescription().endswith("The customer may see it.")
    assert note.private_note.accessibleDescription() == "Only for you."


def test_a_skip_is_heard_with_its_question(skip):
    assert skip.accessibleName() == f"Skip {NUMBER}: why?"


def test_ctrl_enter_keeps_all_four_things(hand, note, kept, measures):
    hand.press("They waited", "Tab", "My fault")
    note.cause.setCurrentIndex(note.cause.findText("Something upstream"))
    note.link.setText("https://tickets/1")
    hand.press("Ctrl+Enter")
    found = kept(measures[NUMBER])
    assert (found.note, found.private_note) == ("They waited", "My fault")
    assert (found.cause, found.link) == (Cause.UPSTREAM, "https://tickets/1")
    assert found.state is EvaluationState.UNKNOWN
    assert not note.isVisible()
    assert hand.list.hasFocus()


def test_a_note_stays_beside_a_value_and_opens_again(hand, note, kept, measures):
    hand.press("Late", "Enter", "2.6", "Enter", "Up", "n")
    assert kept(measures[NUMBER]).value == 2.6
    assert note.note.toPlainText() == "Late"
    hand.press("Esc")
    assert kept(measures[NUMBER]).note == "Late"


def test_leaving_the_panel_keeps_the_note(hand, note, kept, measures):
    hand.press("Late")
    hand.list.setFocus()
    assert not note.isVisible()
    assert kept(measures[NUMBER]).note == "Late"


def test_an_unchanged_note_makes_no_step_to_undo(hand, note, tracker):
    before = tracker.history.undo_label
    hand.press("Ctrl+Enter")
    assert tracker.history.undo_label == before


def test_a_note_that_is_too_long_is_refused_and_stays(hand, note, kept, measures):
    note.note.setPlainText("x" * 10_001)
    hand.press("Ctrl+Enter")
    assert "10001 characters" in note.complaint.text()
    assert note.isVisible()
    assert kept(measures[NUMBER]) is None


def test_the_private_note_says_that_it_never_leaves(note):
    from PySide6.QtWidgets import QLabel

    labels = [label for label in note.findChildren(QLabel) if label.isVisible()]
    assert any("exported only if you choose so" in label.text() for label in labels)
    assert any(not label.pixmap().isNull() for label in labels)


def test_a_file_is_chosen_without_blocking(note, qtbot):
    from PySide6.QtWidgets import QPushButton

    choose = next(
        one for one in note.findChildren(QPushButton) if one.accessibleName() == "Choose a file"
    )
    choose.click()
    dialog = note.findChild(QFileDialog)
    dialog.fileSelected.emit("evidence.pdf")
    dialog.close()
    assert note.link.text() == "evidence.pdf"
    assert note.isVisible()


def test_keys_typed_in_the_panel_are_no_keys_of_the_page(hand, note, kept, measures):
    hand.press("4sn=")
    assert note.note.toPlainText() == "4sn="
    assert kept(measures[NUMBER]) is None


def test_on_a_yes_no_row_shift_n_opens_the_note(hand):
    hand.stand(ANSWERED)
    hand.press("Shift+n")
    assert hand.page.check_in.row_actions.note.isVisible()


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        (["Enter"], "away"),
        (["2"], "nothing to rate"),
        (["4"], "not asked for"),
        (["ill", "Enter"], "ill"),
        (["Down", "no access", "Enter"], "no access"),
    ],
)
def test_a_skip_is_a_quick_pick_or_a_few_words(hand, skip, kept, measures, keys, reason):
    hand.press(*keys)
    assert kept(measures[NUMBER]).skipped == reason
    assert hand.row(NUMBER).state is EvaluationState.SKIPPED
    assert hand.row(NUMBER).reason == reason
    assert not skip.isVisible()
    assert hand.list.hasFocus()


def test_escape_skips_nothing(hand, skip, kept, measures):
    hand.press("ill", "Esc")
    assert kept(measures[NUMBER]) is None
    assert hand.list.hasFocus()


def test_an_empty_reason_is_refused(hand, skip, kept, measures):
    hand.press("Down", "Enter")
    assert "needs a reason" in skip.complaint.text()
    assert kept(measures[NUMBER]) is None


def test_a_value_replaces_a_skip_and_delete_takes_it_back(hand, skip, kept, measures):
    hand.press("1")
    hand.stand(NUMBER)
    hand.press("2.5", "Enter", "Enter")
    assert (kept(measures[NUMBER]).value, kept(measures[NUMBER]).skipped) == (2.5, None)
    hand.stand(RATED)
    hand.press("s", "1", "Up", "Delete")
    assert kept(measures[RATED]) is None


def test_a_skip_counts_as_done(hand, skip):
    hand.press("1")
    assert hand.page.check_in.header.progress.text() == "1 of 6 logged"


def test_the_pulse_asks_for_no_reason(hand, said):
    hand.press("s", "n")
    assert "pulse" in said[-1]
    assert hand.page.check_in.row_actions.skip is None


def test_a_panel_keeps_inside_the_page(hand):
    hand.page.resize(716, 540)
    for name in (NUMBER, ANSWERED):
        hand.stand(name)
        hand.press("Shift+n")
        panel = hand.page.check_in.row_actions.note
        assert hand.page.rect().contains(panel.geometry())
        hand.press("Esc")


def test_closing_the_window_keeps_what_is_being_written(qtbot, bridge, measures, tracker, week):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("week")
    page = window.page("week")
    page.check_in.list.choose(("measure", measures[NUMBER]))
    QTest.keyClick(QApplication.focusWidget(), "n")
    QTest.keyClick(QApplication.focusWidget(), "x")
    window.close()
    assert tracker.evaluations.find(measures[NUMBER], week.start).note == "x"


def test_a_note_shows_in_its_row(hand, tracker, measures, week):
    commands.annotate(tracker, measures[NUMBER], week.start, note="Resent once")
    commands.annotate(tracker, measures[RATED], week.start, private_note="Between us")
    assert hand.row(NUMBER).note == "Resent once"
    assert hand.row(RATED).note == ""
    assert hand.row(RATED).private
    assert isinstance(hand.list.itemDelegate(), WeekPainter)
