"""The check-in with the mouse: what a click does, and what is said before it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.gui.week.entry import tip_over
from tracker.gui.week.painting import RowPart

RATED, NUMBER, ANSWERED = (
    "Forecast was usable as sent",
    "Month-end close answers",
    "Heard from me first",
)


def test_a_click_on_a_segment_rates_and_makes_the_row_current(hand, kept, measures):
    hand.click(RATED, RowPart("option", 3))
    assert kept(measures[RATED]).value == 4
    assert hand.here == RATED


def test_two_quick_clicks_are_two_clicks(hand, kept, measures):
    hand.click(RATED, RowPart("option", 3))
    viewport = hand.list.viewport()
    place = hand.place(RATED, RowPart("option", 1))
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert kept(measures[RATED]).value == 2


def test_yes_and_no_are_clicked(hand, kept, measures):
    hand.click(ANSWERED, RowPart("option", 1))
    assert kept(measures[ANSWERED]).value == 0
    hand.click(ANSWERED, RowPart("option", 0))
    assert kept(measures[ANSWERED]).value == 1


def test_a_click_on_a_number_opens_the_editor(hand, kept, measures):
    hand.click(NUMBER, RowPart("field"))
    hand.press("3", "Enter")
    assert kept(measures[NUMBER]).value == 3


def test_a_click_on_note_or_skip_opens_its_panel(hand):
    hand.click(NUMBER, RowPart("note"))
    assert hand.page.check_in.row_actions.note.isVisible()
    hand.press("Esc")
    place = hand.place(NUMBER, RowPart("note")) + QPoint(60, 0)
    QTest.mouseClick(hand.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert hand.page.check_in.row_actions.skip.isVisible()


def test_a_click_on_a_skipped_rating_takes_the_skip_back(hand, tracker, week, measures, kept):
    commands.skip(tracker, measures[RATED], week.start, "away")
    hand.click(RATED, RowPart("option", 3))
    assert kept(measures[RATED]) is None


def test_a_click_on_the_trend_opens_it(hand, measures, qtbot):
    with qtbot.waitSignal(hand.page.measure_requested) as asked:
        hand.click(NUMBER, RowPart("trend"))
    assert asked.args == [measures[NUMBER]]


def test_a_click_on_a_customer_opens_the_customer(hand, finance, qtbot):
    heading = hand.list.visualRect(hand.list.rows.index(hand.names.index("[Finance leads]"), 0))
    with qtbot.waitSignal(hand.page.customer_requested) as asked:
        QTest.mouseClick(
            hand.list.viewport(), Qt.MouseButton.LeftButton, pos=heading.topLeft() + QPoint(40, 20)
        )
    assert asked.args == [finance]


def test_the_pointer_shows_what_a_click_would_do(hand):
    viewport = hand.list.viewport()
    QTest.mouseMove(viewport, hand.place(RATED, RowPart("option", 2)))
    assert hand.list._painter.hovered == (hand.row(RATED).key, RowPart("option", 2))
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(viewport, hand.place(NUMBER, RowPart("field")))
    assert viewport.cursor().shape() is Qt.CursorShape.IBeamCursor
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    assert hand.list._painter.hovered is None


def test_the_tip_of_a_segment_is_the_ratings_own_word(hand, tracker, measures, today):
    own = "Useless\nWeak\nUsable\nGood\nPerfect & <clean>"
    said = MeasureInput.of(tracker.measures.get(measures[RATED]))
    commands.edit_measure(tracker, measures[RATED], replace_words(said, own), today)
    assert tip_over(hand.row(RATED), RowPart("option", 2)) == "<p>3 · Usable</p>"
    assert "Perfect &amp; &lt;clean&gt;" in tip_over(hand.row(RATED), RowPart("option", 4))
    assert tip_over(hand.row("Energy"), RowPart("option", 0)) == "<p>1 · Empty</p>"


def test_a_tip_appears_over_a_row(hand):
    place = hand.place(RATED, RowPart("option", 4))
    viewport = hand.list.viewport()
    tip = QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, tip)
    assert "5 · Wowed" in QToolTip.text()
    QToolTip.hideText()


def test_a_tip_says_everything_a_narrow_row_cuts_off(hand, tracker, measures, week, a_week_ago):
    commands.record(tracker, measures[NUMBER], a_week_ago, 1.5)
    commands.annotate(
        tracker, measures[NUMBER], week.start, note="They waited", private_note="My fault"
    )
    hand.page.refresh()
    tip = tip_over(hand.row(NUMBER), RowPart("trend"))
    for said in (NUMBER, "Finance leads", "Last: 1.5 days", "Promise: ≤ 2 days"):
        assert said in tip
    note = tip_over(hand.row(NUMBER), RowPart("note"))
    assert "They waited<br>Private: My fault" in note


def replace_words(said: MeasureInput, words: str) -> MeasureInput:
    from dataclasses import replace

    return replace(said, words=words)
