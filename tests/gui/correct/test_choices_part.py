"""Conflicts and decisions as a section: typed, kept when left, told, judged, taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tracker.app import commands
from tracker.app.commands import DecisionInput
from tracker.app.decisions.queries import decision_page
from tracker.app.sharing.scorecard import scorecard
from tracker.domain.customer import Tier
from tracker.domain.decision import ConflictEnd, ConflictKind, DecisionVerdict
from tracker.domain.sharing import ShareKind
from tracker.gui.correct.conflict import ConflictDialog
from tracker.gui.correct.decision_dialog import ALONE, READ_BY, DecisionDialog
from tracker.gui.correct.page import CorrectPage

LEFT = Qt.MouseButton.LeftButton


def opened(part, kind):
    """Return the dialog that the section asked for."""
    return next(one for one in part.window().findChildren(kind) if one.isVisible())


@pytest.fixture
def sales(tracker):
    return commands.add_customer(tracker, "Field & sales", Tier.SERVE)


@pytest.fixture
def page(qtbot, bridge, finance, sales):
    page = CorrectPage(bridge)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_section("choices")
    return page


@pytest.fixture
def part(page):
    return page.part("choices")


@pytest.fixture
def conflict(tracker, finance, sales):
    return commands.open_conflict(
        tracker, "Release or close", ConflictKind.TIMING, [finance, sales], date(2026, 11, 1)
    )


@pytest.fixture
def decision(tracker, finance, sales, today):
    said = DecisionInput(
        title="Data first",
        decided_on=date(2026, 9, 21),
        choice="Clean data",
        less_happy_id=sales,
        review_on=today,
        note="They were angry",
    )
    return commands.decide(tracker, said)


def test_an_empty_section_offers_to_open_a_conflict(part, qtbot, tracker):
    assert part.empty.isVisible()
    qtbot.mouseClick(part.empty.button, LEFT)
    dialog = opened(part, ConflictDialog)
    dialog.submit()
    assert dialog.forms[0].error_text("title")
    qtbot.keyClicks(dialog.what, "Release or close")
    dialog.submit()
    assert "two customers" in dialog.forms[0].error_text("customers")
    for box in dialog.between.boxes.values():
        qtbot.mouseClick(box, LEFT)
    dialog.day.line.setText("lately")
    dialog.submit()
    assert dialog.forms[0].error_text("opened_on")
    dialog.day.line.setText("2026-11-19")
    dialog.submit()
    assert [one.title for one in tracker.conflicts.all()] == ["Release or close"]
    assert part.conflict.title.text() == "Release or close"
    assert "open for a day" in part.conflict.about.text()
    assert part.conflict.steps.steps["really"].body.isVisible()


def test_with_one_customer_a_sentence_says_what_is_missing(qtbot, bridge, finance):
    page = CorrectPage(bridge)
    qtbot.addWidget(page)
    page.show_section("choices")
    with qtbot.waitSignal(bridge.message) as said:
        page.open_conflict()
    assert "between two customers" in said.args[0]


def test_the_steps_open_one_at_a_time_and_each_field_is_kept_when_left(
    part, qtbot, tracker, conflict, finance, sales
):
    part.refresh()
    steps = part.conflict.steps.steps
    assert [key for key, step in steps.items() if step.body.isVisible()] == ["really"]
    field = steps["really"].fields["really"]
    qtbot.keyClicks(field, "Both want the last week")
    qtbot.mouseClick(steps["really"].next, LEFT)
    assert tracker.conflicts.get(conflict).really == "Both want the last week"
    assert [key for key, step in steps.items() if step.body.isVisible()] == ["want"]
    assert steps["really"].answer.text() == "Both want the last week"
    qtbot.keyClicks(steps["want"].fields[f"asked_for:{finance}"], "Answers in a day")
    qtbot.keyClicks(steps["want"].fields[f"true_need:{sales}"], "To be seen")
    qtbot.mouseClick(steps["common"].header, LEFT)
    sides = {one.customer_id: one for one in tracker.conflict_sides.all()}
    assert sides[finance].asked_for == "Answers in a day"
    assert sides[sales].true_need == "To be seen"
    qtbot.mouseClick(steps["common"].next, LEFT)
    qtbot.keyClicks(steps["ground"].fields["ground"], "A frozen week")
    qtbot.mouseClick(steps["ground"].next, LEFT)
    assert tracker.conflicts.get(conflict).ground == "A frozen week"
    assert part.conflict.decide.hasFocus()
    tracker.undo()
    part.refresh()
    assert tracker.conflicts.get(conflict).ground == ""


def test_a_step_can_be_walked_by_keys_alone(part, qtbot, tracker, conflict):
    part.refresh()
    part.conflict.steps.steps["really"].header.setFocus()
    QTest.keyClick(part.window().focusWidget(), Qt.Key.Key_Space)
    QTest.keyClicks(part.window().focusWidget(), "Not at all")
    QTest.keyClick(part.window().focusWidget(), Qt.Key.Key_Tab)
    assert tracker.conflicts.get(conflict).really == "Not at all"
    QTest.keyClick(part.window().focusWidget(), Qt.Key.Key_Space)
    assert part.conflict.steps.steps["want"].body.isVisible()


def test_ten_thousand_letters_are_refused_in_a_sentence_and_nothing_is_lost(
    part, tracker, conflict
):
    part.refresh()
    steps = part.conflict.steps
    step = steps.steps["really"]
    step.fields["really"].setPlainText("x" * 10_001)
    steps.open_step("common")
    assert step.complaint.text().startswith("The answer has 10001 characters")
    assert step.complaint.isVisible()
    steps.steps["common"].fields["common"].setPlainText("A deadline")
    steps.commit()
    part.refresh()
    assert len(step.fields["really"].text) == 10_001
    step.fields["really"].setPlainText("Short")
    steps.commit()
    assert tracker.conflicts.get(conflict).really == "Short"
    assert step.complaint.isHidden()


def test_no_conflict_after_all_closes_it_and_it_can_be_reopened(part, qtbot, tracker, conflict):
    part.refresh()
    qtbot.mouseClick(part.conflict.none, LEFT)
    assert tracker.conflicts.get(conflict).outcome is ConflictEnd.NONE
    part.refresh()
    assert [row.title for row in part.list.rows] == ["Closed conflicts", "Release or close"]
    qtbot.mouseClick(part.conflict.reopen, LEFT)
    assert tracker.conflicts.get(conflict).closed_on is None


def test_deciding_from_a_conflict_proposes_its_title_and_closes_it(
    part, qtbot, tracker, conflict, finance, sales
):
    commands.answer_side(tracker, conflict, finance, asked_for="Answers in a day")
    part.refresh()
    qtbot.mouseClick(part.conflict.decide, LEFT)
    dialog = opened(part, DecisionDialog)
    assert dialog.what.text() == "Release or close"
    assert (dialog.options.text, dialog.logic.text) == ("", "")
    dialog.submit()
    assert dialog.forms[0].error_text("choice")
    qtbot.keyClicks(dialog.choice, "Close first")
    dialog.less.setCurrentIndex(dialog.less.findData(sales))
    qtbot.mouseClick(dialog.told.boxes[finance], LEFT)
    dialog.review.line.setText("2026-11-01")
    dialog.submit()
    assert dialog.forms[0].error_text("review_on")
    dialog.review.line.setText("2027-01-15")
    dialog.submit()
    made = tracker.decisions.all()[0]
    assert (made.choice, made.less_happy_id, made.conflict_id) == ("Close first", sales, conflict)
    assert [one.customer_id for one in tracker.decisions_told.all()] == [finance]
    assert tracker.conflicts.get(conflict).outcome is ConflictEnd.DECISION
    assert part.decision.title.text() == "Release or close"
    tracker.undo()
    assert tracker.conflicts.get(conflict).closed_on is None
    assert tracker.decisions.all() == []


def test_what_was_found_in_the_steps_is_a_reminder_and_on_no_page(
    part, qtbot, tracker, conflict, finance, sales, today
):
    commands.answer_side(tracker, conflict, sales, asked_for="Twice a day", true_need="Calm")
    for step, text in (("really", "Hardly"), ("common", "One boss"), ("ground", "A frozen week")):
        commands.answer_step(tracker, conflict, step, text)
    part.refresh()
    qtbot.mouseClick(part.conflict.decide, LEFT)
    dialog = opened(part, DecisionDialog)
    assert ALONE in [one.text() for one in dialog.findChildren(QLabel)]
    assert READ_BY in [one.text() for one in dialog.findChildren(QLabel)]
    secrets = ("Field & sales", "Twice a day", "Calm", "Hardly", "One boss", "A frozen week")
    assert all(one in dialog.reminder.text for one in secrets)
    assert dialog.reminder.isReadOnly()
    qtbot.keyClicks(dialog.choice, "Close first")
    qtbot.mouseClick(dialog.told.boxes[finance], LEFT)
    dialog.submit()
    made = tracker.decisions.all()[0]
    page = repr(decision_page(tracker, made.id, today, finance))
    first, last = today - timedelta(days=30), today
    card = repr(scorecard(tracker, finance, first, last, today).decisions)
    for told in (page, card):
        assert "Close first" in told
        assert not [one for one in secrets if one in told]


def test_telling_is_dated_changed_and_taken_back(
    part, qtbot, tracker, decision, finance, sales, today
):
    part.show_choice(("decision", decision))
    rows = part.decision.told.rows
    assert list(rows) == [sales]
    qtbot.mouseClick(rows[sales].button, LEFT)
    assert [one.customer_id for one in tracker.decisions_told.all()] == [sales]
    part.refresh()
    row = part.decision.told.rows[sales]
    row.day.line.setText("2026-12-01")
    row.day.line.editingFinished.emit()
    assert "not come yet" in row.complaint.text()
    assert not row.complaint.isHidden()
    assert tracker.decisions_told.all()[0].told_on == today
    row.day.line.setText("2026-10-01")
    row.day.line.editingFinished.emit()
    assert tracker.decisions_told.all()[0].told_on == date(2026, 10, 1)
    part.refresh()
    qtbot.mouseClick(part.decision.told.rows[sales].button, LEFT)
    assert tracker.decisions_told.all() == []
    part.refresh()
    box = part.decision.told.more
    box.setCurrentIndex(box.findData(finance))
    box.activated.emit(box.currentIndex())
    assert [one.customer_id for one in tracker.decisions_told.all()] == [finance]


def test_a_day_that_is_none_is_refused_at_its_row(part, tracker, decision, sales, today):
    commands.tell_decision(tracker, decision, sales, today, today)
    part.show_choice(("decision", decision))
    row = part.decision.told.rows[sales]
    row.day.line.setText("soon")
    row.day.line.editingFinished.emit()
    assert "not a day" in row.complaint.text()
    assert not row.complaint.isHidden()
    assert tracker.decisions_told.all()[0].told_on == today


def test_a_bad_verdict_asks_its_three_things_and_opens_the_next(part, qtbot, tracker, decision):
    part.show_choice(("decision", decision))
    card = part.decision.verdict
    qtbot.mouseClick(card.buttons[DecisionVerdict.BAD], LEFT)
    assert card.form.isVisible()
    assert tracker.decisions.get(decision).verdict is None
    qtbot.mouseClick(card.keep, LEFT)
    assert "admitted" in card.form.error_text("admitted_to")
    for name, text in (("admitted_to", "Sales"), ("learned", "Ask"), ("next_choice", "Both")):
        card.fields[name].setPlainText(text)
    qtbot.mouseClick(card.keep, LEFT)
    following = tracker.decisions.where("after_id = ?", decision)[0]
    assert following.choice == "Both"
    assert part.list.key == ("decision", following.id)
    assert part.decision.view.before.id == decision
    assert tracker.undo() == "judge decision Data first"
    assert tracker.decisions.get(decision).verdict is None
    assert tracker.decisions.where("after_id = ?", decision) == []


def test_a_verdict_that_held_or_is_early_needs_no_word_and_can_be_taken_back(
    part, qtbot, tracker, decision, today
):
    part.show_choice(("decision", decision))
    card = part.decision.verdict
    qtbot.mouseClick(card.buttons[DecisionVerdict.EARLY], LEFT)
    early = tracker.decisions.get(decision)
    assert early.verdict is DecisionVerdict.EARLY
    assert early.review_on == date(2026, 12, 18)
    part.refresh()
    assert "Too early to tell" in card.when.text()
    qtbot.mouseClick(card.buttons[DecisionVerdict.HELD], LEFT)
    part.refresh()
    assert card.said.text().startswith("It held")
    qtbot.mouseClick(card.back, LEFT)
    assert tracker.decisions.get(decision).verdict is None


def test_other_words_after_a_telling_are_told_again(part, qtbot, bridge, tracker, decision, sales):
    commands.tell_decision(tracker, decision, sales, bridge.today(), bridge.today())
    part.show_choice(("decision", decision))
    qtbot.mouseClick(part.decision.edit, LEFT)
    dialog = opened(part, DecisionDialog)
    hints = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "Told of these words: Field & sales." in hints
    dialog.choice.setPlainText("Sales first")
    with qtbot.waitSignal(bridge.message) as said:
        qtbot.mouseClick(dialog.primary, LEFT)
    assert said.args[0] == "Tell them again: the words have changed"
    part.refresh()
    assert part.decision.told.rows[sales].button.text() == "I told them today"


def test_a_decision_is_edited_and_saved_as_a_page_for_who_was_told(
    part, qtbot, tracker, decision, sales, tmp_path, today
):
    commands.tell_decision(tracker, decision, sales, today, today)
    part.show_choice(("decision", decision))
    part.decision._on_save()
    assert [one.text() for one in part.decision.menu.actions()] == [
        "For myself…",
        "For Field && sales…",
    ]
    part.decision.menu.close()
    for key, name in ((None, "own.html"), (sales, "theirs.html")):
        part.decision.save_page(key)
        if key is not None:
            qtbot.mouseClick(part.decision.page.whom.primary, Qt.MouseButton.LeftButton)
        part.decision.page.write(tmp_path / name)
        part.decision.page.dialog.reject()
    own, theirs = ((tmp_path / name).read_text() for name in ("own.html", "theirs.html"))
    assert "Clean data" in own
    assert "Clean data" in theirs
    assert "angry" not in own + theirs
    shares = tracker.ledger.all()
    assert [(one.kind, one.customer, one.for_them) for one in shares] == [
        (ShareKind.DECISION, "Field & sales", True)
    ]


def test_the_page_of_who_was_told_is_not_shown_to_them_where_it_is_kept_for_oneself(
    part, qtbot, tracker, decision, sales, tmp_path, today
):
    commands.tell_decision(tracker, decision, sales, today, today)
    part.show_choice(("decision", decision))
    part.decision.save_page(sales)
    assert not part.decision.page.dialog.isVisible(), "first it is asked whom it is for"
    qtbot.mouseClick(part.decision.page.whom.mine, Qt.MouseButton.LeftButton)
    assert part.decision.page.dialog.isVisible()
    part.decision.page.write(tmp_path / "theirs.html")
    part.decision.page.dialog.reject()
    assert [one.for_them for one in tracker.ledger.all()] == [False]


def test_an_archived_customer_keeps_the_history(part, tracker, conflict, finance, today):
    commands.archive_customer(tracker, finance, today)
    part.refresh()
    assert "Finance leads (archived)" in part.conflict.about.text()


def test_deleting_moves_on_and_undo_brings_it_back(part, qtbot, tracker, conflict, decision):
    part.show_choice(("conflict", conflict))
    qtbot.mouseClick(part.conflict.remove, LEFT)
    part.refresh()
    assert part.list.key == ("decision", decision)
    qtbot.mouseClick(part.decision.remove, LEFT)
    part.refresh()
    assert part.empty.isVisible()
    tracker.undo()
    tracker.undo()
    part.refresh()
    assert len([row for row in part.list.rows if row.key]) == 2


@pytest.mark.parametrize("width", [600, 1000])
def test_what_is_chosen_stands_below_the_list_where_there_is_no_room_beside(
    page, part, decision, conflict, width, qtbot
):
    page.resize(width, 600)
    part.show_choice(("conflict", conflict))
    part.show_choice(("decision", decision))
    part.decision.verdict.buttons[DecisionVerdict.BAD].click()
    chosen, rows = part.area.parentWidget(), part.list
    below = width == 600
    qtbot.waitUntil(
        lambda: (chosen.y() > rows.mapTo(part.whole, rows.rect().topLeft()).y()) is below
    )
    assert part.area.horizontalScrollBar().maximum() == 0
    assert chosen.width() > 550
