"""Looking around: relationship, worksheet of one customer, operations and own practice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from tracker.app import commands
from tracker.app.customers.assessments import newest
from tracker.app.customers.questionnaires import OPERATIONS, PRACTICE, RELATIONSHIP, WORKSHEET
from tracker.domain.period import Period
from tracker.gui.correct.page import QUIET, CorrectPage
from tracker.gui.customers.page import CustomersPage
from tracker.gui.customers.profile import QUESTIONS

AUGUST = date(2026, 8, 20)
TAB = QUESTIONS


@pytest.fixture
def customers(qtbot, bridge, finance):
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.resize(1110, 740)
    page.show()
    page.profile.open_tab(TAB)
    qtbot.wait(1)
    return page


@pytest.fixture
def tab(customers):
    return customers.profile.part(TAB)


@pytest.fixture
def correct(qtbot, bridge):
    page = CorrectPage(bridge)
    qtbot.addWidget(page)
    page.resize(1110, 740)
    page.show()
    page.section.choose("look")
    return page


@pytest.fixture
def around(correct):
    return correct.part("look")


def test_a_relationship_is_rated_by_keys_alone(tab, qtbot, tracker, finance, today):
    tracks = [row.track for row in tab.view.rows.values()]
    tracks[0].setFocus()
    for key in "4325":
        here = QApplication.focusWidget()
        qtbot.keyClicks(here, key)
        qtbot.keyClick(here, Qt.Key.Key_Return)
    assert newest(tracker, RELATIONSHIP, finance) == {
        "goals": 4, "trust": 3, "open": 2, "commitment": 5,
    }  # fmt: skip
    assert QApplication.focusWidget() is tab.view.note
    assert tab.view.when.text() == "Answered today."
    (row,) = tracker.assessments.all()
    assert row.taken_on == today
    qtbot.keyClick(tracks[0], Qt.Key.Key_Right)
    qtbot.keyClick(tracks[1], Qt.Key.Key_Left)
    qtbot.keyClick(tracks[2], Qt.Key.Key_Delete)
    assert newest(tracker, RELATIONSHIP, finance) == {"goals": 5, "trust": 2, "commitment": 5}


def test_a_figure_is_clicked_and_clicked_away(tab, qtbot, tracker, finance):
    track = tab.view.rows["trust"].track
    place = QPoint(2 + 3 * 38 + 10, 12)
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=place)
    assert newest(tracker, RELATIONSHIP, finance) == {"trust": 4}
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=place)
    assert newest(tracker, RELATIONSHIP, finance) == {}


def test_then_and_now_in_shapes_and_words(tab, qtbot, tracker, finance):
    commands.answer(tracker, RELATIONSHIP, finance, AUGUST, {"goals": 2, "trust": 4})
    row = tab.view.rows["goals"]
    qtbot.keyClicks(row.track, "4")
    assert row.said.text() == "2 → 4, up 2 since 20 Aug 2026"
    assert (row.track.then, row.track.now) == (2, 4)
    assert row.track.accessibleName() == "Common goals: 2 → 4, up 2 since 20 Aug 2026"
    assert tab.view.moved.text() == "Since 20 August 2026: 1 up, 1 as before."


def test_the_history_is_compared_and_pruned(tab, qtbot, tracker, finance, today):
    commands.answer(tracker, RELATIONSHIP, finance, date(2026, 2, 1), {"goals": 5}, "A good start")
    commands.answer(tracker, RELATIONSHIP, finance, AUGUST, {"goals": 2})
    commands.answer(tracker, RELATIONSHIP, finance, today, {"goals": 3})
    assert len(tab.view.taken) == 3
    qtbot.keyClick(tab.view.taken[2], Qt.Key.Key_Return)
    assert tab.view.rows["goals"].said.text() == "5 → 3, down 2 since 1 Feb 2026"
    assert "compared with" in tab.view.taken[2].accessibleName()
    assert "Common goals: 3, up 1 from 2" in tab.view.taken[0].accessibleName()
    assert "Common goals: 2, down 3 from 5" in tab.view.taken[1].accessibleName()
    shown = [one.text() for one in tab.view.taken[2].findChildren(QLabel)]
    assert "Common goals: 5" in shown
    qtbot.keyClick(tab.view.taken[0], Qt.Key.Key_Delete)
    assert len(tab.view.taken) == 2
    tracker.undo()
    assert len(tab.view.taken) == 3


def test_a_note_is_kept_under_its_day(tab, qtbot, tracker):
    tab.view.note.setFocus()
    qtbot.keyClicks(tab.view.note, "Call weekly")
    tab.view.rows["goals"].track.setFocus()
    assert tracker.assessments.all()[0].note == "Call weekly"
    tab.view.note.setFocus()
    tab.view.note.setPlainText("x" * 10_001)
    tab.view.rows["goals"].track.setFocus()
    assert "10001 characters" in tab.view.complaint.text()
    assert tab.view.complaint.isVisible()
    assert tracker.assessments.all()[0].note == "Call weekly"


def test_the_worksheet_of_one_customer_is_the_same_part(tab, qtbot, tracker, finance):
    qtbot.mouseClick(tab.which.buttons[WORKSHEET], Qt.MouseButton.LeftButton)
    rows = tab.view.rows
    qtbot.keyClicks(rows["history"].track, "-2")
    qtbot.keyClicks(rows["sole"].track, "y")
    qtbot.keyClicks(rows["clout"].track, "5")
    assert newest(tracker, WORKSHEET, finance) == {"history": -2, "sole": 1, "clout": 5}
    assert rows["history"].said.text() == "−2"
    assert rows["sole"].said.text() == "yes"


def test_another_customer_has_their_own(tab, customers, qtbot, tracker):
    other = commands.add_customer(tracker, "Legal", None)
    qtbot.keyClicks(tab.view.rows["goals"].track, "4")
    customers.show_customer(other)
    assert tab.view.rows["goals"].track.now is None
    assert tab.view.when.text().startswith("Not answered yet")


def test_operations_in_three_actions_from_the_rail(correct, around, qtbot, tracker):
    assert around.isVisible()
    qtbot.keyClicks(around.view.rows["technology"].track, "2")
    assert newest(tracker, OPERATIONS, None) == {"technology": 2}


def test_own_practice_has_open_questions(correct, around, qtbot, tracker, today):
    commands.answer(tracker, PRACTICE, None, AUGUST, {"unlearn": "Saying yes"})
    qtbot.mouseClick(around.which.buttons[PRACTICE], Qt.MouseButton.LeftButton)
    row = around.view.rows["unlearn"]
    assert row.field.text == "Saying yes"
    row.field.setFocus()
    row.field.setPlainText("Answering in the night")
    around.view.note.setFocus()
    assert newest(tracker, PRACTICE, None) == {"unlearn": "Answering in the night"}
    assert row.said.text() == "On 20 Aug 2026: Saying yes"
    assert len(tracker.assessments.all()) == 2


def test_suggested_in_a_quiet_line_once_a_quarter(qtbot, bridge, tracker, answers, today):
    commands.record(tracker, answers, (Period.of(today) + -20).start, 2)
    commands.answer(tracker, OPERATIONS, None, today - timedelta(weeks=14), {"roles": 2})
    page = CorrectPage(bridge)
    qtbot.addWidget(page)
    page.show()
    said = "Look around again this quarter: operations and own practice."
    assert page.header.quiet.text() == said
    assert page.badge() == 0
    page.show_section("look")
    view = page.part("look").view
    assert view.when.text().endswith("It is time to look again this quarter.")
    qtbot.mouseClick(view.later, Qt.MouseButton.LeftButton)
    assert not view.later.isVisible()
    page.part("look").which.choose(PRACTICE)
    qtbot.keyClicks(page.part("look").view.rows["promises"].track, "3")
    assert page.header.quiet.text() == QUIET


def test_it_is_drawn_in_both_themes_and_right_to_left(tab, customers, tracker, finance, bridge):
    commands.answer(tracker, RELATIONSHIP, finance, AUGUST, {"goals": 2, "trust": 4})
    commands.answer(tracker, RELATIONSHIP, finance, bridge.today(), {"goals": 4, "trust": 1})
    customers.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    pictures = []
    for theme in ("dark", "light"):
        bridge.theme.choose(theme)
        pictures.append(tab.grab().toImage())
    assert pictures[0] != pictures[1]
