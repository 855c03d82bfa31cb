"""What is heard: points of charts, choices, headings, boxes; and what is said aloud of a change."""

from __future__ import annotations

import gc
import re
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from shiboken6 import isValid
from tests.gui.places import NOW, PLACES, settle
from tests.gui.walking import NAME, name_of

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.gui.accessible import announcing
from tracker.gui.accessible.announcing import announce
from tracker.gui.accessible.faces import _KEPT
from tracker.gui.bridge import Bridge
from tracker.gui.overview.check_in_grid import CheckInGrid
from tracker.gui.palette.palette import Palette
from tracker.gui.shell.navigation import RailButton
from tracker.gui.shell.window import MainWindow
from tracker.gui.trends.pulse_chart import PulseChart
from tracker.gui.widgets.choice import Segment

# Which week or day it is.
MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")


@pytest.fixture
def window(theme):
    QAccessible.setActive(True)
    with Tracker() as tracker:
        fill_demo(tracker, NOW.date())
        bridge = Bridge(tracker, theme, Settings(None), lambda: NOW)
        window = MainWindow(bridge)
        window.resize(1280, 800)
        window.show()
        window.show_page("week")
        window.activateWindow()
        settle()
        settle()
        yield window
        window.hide()
        bridge.jobs.stop_all()
        settle()
    QAccessible.setActive(False)


@pytest.fixture
def heard(monkeypatch):
    """Return what is said from now on, and whether it interrupts."""
    said: list[str] = []
    real = QAccessible.updateAccessibility

    def hear(event) -> None:
        if event.type() == QAccessible.Event.Announcement:
            said.append(event.message())
        real(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return said


def face(widget: QWidget):
    return QAccessible.queryAccessibleInterface(widget)


def names(widget: QWidget) -> list[str]:
    whole = face(widget)
    return [whole.child(at).text(NAME) for at in range(whole.childCount())]


def test_a_value_is_said_when_it_is_logged_and_what_undo_and_redo_do(window, heard):
    page = window.page("week")
    entry = next(one for one in page.check_in.rows.entries if one.line and one.chosen_by_key)
    page.check_in.list.choose(entry.key)
    page.check_in.list.setFocus()
    QTest.keyClick(page.check_in.list, "4")
    settle()
    assert heard[0].startswith(f"{entry.name}: 4 of 5, logged")
    heard.clear()
    window.undo()
    settle()
    assert heard[0].startswith("Undone: ")
    window.redo()
    settle()
    assert heard[1].startswith("Redone: ")


def test_who_comes_back_begins_at_the_first_row_to_do_and_hears_its_trend(window):
    page = window.page("week")
    first = page.check_in.rows.first_to_do
    page.check_in.list.choose(page.check_in.rows.entries[-1].key)
    window.show_page("overview")
    window.show_page("week")
    settle()
    assert page.check_in.list.entry().key == first.key
    done = next(one for one in page.check_in.rows.entries if one.line and len(one.line.before) > 3)
    assert ", before that " in done.accessible_text
    page.check_in.list.choose(page.check_in.rows.entries[-1].key)
    came = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(page.check_in.list, came)
    assert page.check_in.list.entry().key == first.key


def test_what_is_refused_is_said_at_once(window, heard):
    window.show_error(InvalidInput("name", "A name is missing", "Type one."))
    assert heard == ["A name is missing. Type one."]


def test_a_change_that_nothing_else_is_said_of_is_said_to_be_saved(window, heard):
    from tracker.app import commands

    tracker = window._bridge.tracker
    commands.add_want(tracker, tracker.customers.all()[0].id, "A quiet Monday", NOW.date())
    settle()
    settle()
    assert [one for one in heard if one.startswith("Saved: ")]


def test_a_finished_week_is_said(window, heard):
    window.page("week").check_in._finish(publishes=False)
    settle()
    assert any("finished" in one for one in heard)


def test_which_keys_do_something_is_not_said_with_every_page(window, heard):
    window.show_page("overview")
    settle()
    assert window.page("overview").hint not in heard


def test_nothing_is_said_where_nobody_listens(window, heard):
    QAccessible.setActive(False)
    announce(window, "nobody")
    QAccessible.setActive(True)
    assert "nobody" not in heard
    assert announcing.announce is announce


def test_the_chart_is_a_list_of_points_that_say_period_value_and_state(window, qtbot):
    window.show_page("trends")
    page = window.page("trends")
    qtbot.waitUntil(lambda: page.card.chart is not None)
    settle()
    chart = page.card.chart
    said = names(chart)
    assert face(chart).role() == QAccessible.Role.List
    assert len(said) == len(chart.point_texts()) > 10
    assert all(MONTH.search(one) for one in said)
    assert any(one.endswith("worse than usual") for one in said)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    here = face(chart).focusChild()
    assert here.text(NAME) == said[-1]
    assert here.state().focused
    assert face(chart).child(len(said)) is None


@pytest.mark.parametrize("page", ["week", "overview", "trends"])
def test_who_comes_to_a_list_hears_the_row_the_keys_are_at(window, monkeypatch, qtbot, page):
    said: list[tuple[QWidget, int]] = []
    real = QAccessible.updateAccessibility

    def hear(event) -> None:
        if event.type() == QAccessible.Event.Focus and event.child() >= 0:
            said.append((event.object(), event.child()))
        real(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    window.show_page(page)
    settle()
    lists = {
        "week": lambda: window.page("week").check_in.list,
        "overview": lambda: window.page("overview").body.heat,
        "trends": lambda: window.page("trends").card.chart,
    }
    qtbot.waitUntil(lambda: lists[page]() is not None)
    where = lists[page]()
    window.findChildren(RailButton)[0].setFocus()
    said.clear()
    where.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1][0] is where
    here = face(where).child(said[-1][1])
    assert here.text(NAME)
    assert here.state().focused


def test_pulse_and_check_ins_are_lists_and_the_pulse_is_a_table_too(window):
    window.navigator.carry_out("trends", "show_pulse")
    settle()
    pulse = window.page("trends").pulse
    (chart,) = (one for one in window.findChildren(PulseChart) if one.isVisible())
    assert all("Week" in one for one in names(chart))
    assert names(chart)
    pulse.swap.click()
    assert pulse.table.isVisible()
    assert pulse.table.rows.rowCount() == len(names(chart))
    pulse.swap.click()
    assert chart.isVisible()
    window.show_page("overview")
    settle()
    (grid,) = window.findChildren(CheckInGrid)
    assert len(names(grid)) > 10
    assert all(one.startswith("Week ") for one in names(grid))


def test_side_by_side_is_a_table_too_and_enter_opens_a_measure(window):
    window.navigator.carry_out("trends", "show_multiples")
    settle()
    page = window.page("trends")
    wall = page.wall
    wall.swap.click()
    assert wall.table.isVisible()
    assert wall.table.rows.rowCount() == wall.grid.tiles.rowCount()
    wall.table.setFocus()
    wanted = wall.table.selected.measure.id
    QTest.keyClick(wall.table, Qt.Key.Key_Return)
    settle()
    assert page.shown_place() == wanted


def test_the_heat_map_is_a_table_in_words_too(window):
    window.show_page("overview")
    settle()
    card = window.page("overview").body.heat_card
    card.swap.click()
    settle()
    assert face(card.table).role() == QAccessible.Role.Table
    said = [one for one in names(card.table) if one]
    assert said[:5] == ["Customer", "Area", "Measure", "Last value", "How it stands"]
    lines = card.table.rows.rowCount()
    assert lines > 5
    assert len(said) > 5 * lines
    assert "promise" in " ".join(said)


def test_what_is_chosen_in_the_palette_is_said_as_the_keys_move(window, heard):
    window.navigator.open_palette()
    (palette,) = window.findChildren(Palette)
    QTest.keyClicks(palette.field, "fore")
    settle()
    chosen = [row.spoken for row in palette.rows.rows if not row.is_head]
    assert len(chosen) > 1
    assert heard[-1] == chosen[0]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert heard[-1] == chosen[1]
    QTest.keyClicks(palette.field, "qqq")
    settle()
    assert heard[-1] == "Nothing with “foreqqq”. Note it?"
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)


def test_headings_of_a_list_are_headings_that_offer_nothing(window):
    view = window.page("week").check_in.list
    rows = [face(view).child(at) for at in range(face(view).childCount())]
    headings = [one for one in rows if one.role() == QAccessible.Role.Heading]
    assert len(headings) > 3
    assert all(one.actionInterface() is None for one in headings)
    assert not any(one.state().focusable for one in headings)
    assert len(rows) == view.rows.rowCount()


def test_choices_are_radio_buttons_and_pages_are_tabs(window):
    window.show_page("share")
    settle()
    segments = [one for one in window.findChildren(Segment) if one.isVisible()]
    assert segments
    assert {face(one).role() for one in segments} == {QAccessible.Role.RadioButton}
    rail = window.findChildren(RailButton)
    assert {face(one).role() for one in rail} == {QAccessible.Role.PageTab}
    assert [face(one).state().selected for one in rail].count(1) == 1
    overview = next(one for one in rail if one.entry.key == "overview")
    press = face(overview).actionInterface()
    press.doAction(press.actionNames()[0])
    assert window.stack.currentWidget() is window.page("overview")


@pytest.mark.parametrize("place", ["share scorecard", "settings", "review pack", "note"])
def test_boxes_are_called_what_they_are_for(window, place):
    PLACES[place](window)
    settle()
    boxes = [one for one in window.findChildren(QComboBox) if one.isVisible()]
    assert boxes
    assert [name_of(one) for one in boxes if not name_of(one)] == []


def test_faces_go_with_their_widgets(window):
    window.show_page("overview")
    settle()
    (shown,) = window.findChildren(CheckInGrid)
    chart = CheckInGrid(window._bridge.theme)
    chart.show_check_ins(shown._shown)
    points = [face(chart).child(at) for at in range(face(chart).childCount())]
    assert [QAccessible.uniqueId(one) for one in points]
    assert any(one.owner is chart for one in _KEPT.values())
    chart.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(one.owner is chart for one in _KEPT.values())
    assert not any(isValid(one) for one in points)
    seen = weakref.ref(chart)
    del chart, points
    gc.collect()
    assert seen() is None
