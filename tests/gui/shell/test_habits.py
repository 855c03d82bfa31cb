"""What holds everywhere: the wheel changes nothing that has no focus, Ctrl+Enter keeps."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QTabBar,
    QWidget,
)
from tests.gui.places import settle

from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.app.signals.standing import BAD, standings
from tracker.domain.errors import FileTrouble
from tracker.gui.customers.who import WantRow
from tracker.gui.shell.habits import Habits
from tracker.gui.shell.window import MainWindow

PAGES = ("week", "overview", "customers", "trends", "correct", "share", "review", "settings")


@pytest.fixture
def window(qtbot, bridge, tracker, today):
    fill_demo(tracker, today)
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("week")
    yield window
    window.hide()


def turn(widget: QWidget) -> None:
    """Turn the wheel over the middle of a widget, as the system tells it."""
    place = QPointF(widget.rect().center())
    for step in (-120, 120, -120, -120):
        event = QWheelEvent(
            place,
            QPointF(widget.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, step),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)


def value(widget: QWidget) -> object:
    match widget:
        case QComboBox() | QTabBar():
            return widget.currentIndex()
        case QSpinBox():
            return widget.value()
    return None


def test_the_wheel_changes_no_value_on_any_page(window, tracker):
    seen = 0
    for page in PAGES:
        window.show_page(page)
        QApplication.processEvents()
        for kind in (QComboBox, QAbstractSpinBox, QTabBar):
            for widget in window.findChildren(kind):
                if not widget.isVisible() or widget.hasFocus():
                    continue
                before = value(widget)
                for target in (widget, *widget.findChildren(QWidget)):
                    turn(target)
                assert value(widget) == before, f"{page}: {widget.accessibleName()}"
                assert widget.focusPolicy() != Qt.FocusPolicy.WheelFocus
                seen += 1
    assert seen >= 5
    assert tracker.history.undo_label == "fill with sample data"


def test_the_wheel_over_a_value_scrolls_the_page(window):
    window.show_page("settings")
    window.resize(960, 600)
    QApplication.processEvents()
    box = window.page("settings").caps.wow
    area = box
    while not hasattr(area, "verticalScrollBar"):
        area = area.parentWidget()
    area.verticalScrollBar().setValue(0)
    assert area.verticalScrollBar().maximum() > 0
    turn(box)
    assert area.verticalScrollBar().value() > 0


def test_a_box_with_the_focus_still_turns(window):
    window.show_page("settings")
    box = window.page("settings").caps.wow
    box.setFocus()
    before = box.value()
    turn(box)
    assert box.value() != before


def test_ctrl_enter_keeps_what_is_written_and_finishes_no_week(window, tracker):
    card = window.page("week").check_in.closing
    card.ask()
    QTest.keyClicks(card.answer, "Legal")
    QTest.keyClick(card.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (kept,) = [one for one in tracker.check_ins.all() if one.answer == "Legal"]
    assert not kept.finished


def test_ctrl_enter_in_a_number_keeps_it(window, tracker, today):
    page = window.page("week")
    entry = next(one for one in page.check_in.rows.entries if one.line and not one.chosen_by_key)
    page.check_in.list.choose(entry.key)
    page.check_in.list.setFocus()
    QTest.keyClick(page.check_in.list, "7")
    QTest.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    start = entry.line.period.start
    assert tracker.evaluations.find(entry.line.measure.id, start).value == 7
    assert not any(
        one.finished and one.week == page.check_in.week.start for one in tracker.check_ins.all()
    )


def finish(widget: QWidget) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(widget, Qt.Key.Key_Return, both)


def test_the_week_is_finished_by_a_key_of_its_own_on_its_own_page_only(window, tracker, today):
    monday = today - timedelta(days=today.weekday())
    window.show_page("settings")
    finish(window)
    assert not any(one.finished and one.week == monday for one in tracker.check_ins.all())
    assert window.stack.currentWidget() is window.page("settings")
    window.show_page("week")
    finish(window.page("week").check_in.list)
    assert any(one.finished and one.week == monday for one in tracker.check_ins.all())


def test_before_publishing_with_gaps_it_is_said_what_leaves_and_for_whom(
    window, tracker, tmp_path, today
):
    commands.publish_into(tracker, tmp_path)
    page = window.page("week")
    page.check_in.publisher._seen = None
    assert page.check_in.publisher.pages_due()
    gaps = [one.name for one in page.check_in.rows.entries if one.counts and not one.done]
    assert gaps
    page.check_in.finish_week()
    dialog = window.findChild(QWidget, "finish")
    text = " ".join(one.text() for one in dialog.body.children() if hasattr(one, "text"))
    assert str(tmp_path) in text
    for name in (*gaps, *page.check_in.publisher.pages_due()):
        assert name in text
    assert not any(
        one.finished and one.week == page.check_in.week.start for one in tracker.check_ins.all()
    )
    (quietly,) = (
        one for one in dialog.findChildren(QPushButton) if one.text() == "Finish without publishing"
    )
    quietly.click()
    assert any(
        one.finished and one.week == page.check_in.week.start for one in tracker.check_ins.all()
    )
    page.check_in.publisher._on_closing()
    assert list(tmp_path.iterdir()) == []


def test_what_failed_stands_in_body_text_and_never_beside_saved(window, tracker):
    commands.record_pulse(tracker, tracker.pulses.all()[0].week, energy=2)
    assert window.saved.isVisible()
    window.show_error(FileTrouble("The disk is full", "Make room."))
    assert window.status.text() == "The disk is full. Make room."
    assert window.status.property("role") == "trouble"
    assert not window.saved.isVisible()
    commands.record_pulse(tracker, tracker.pulses.all()[0].week, energy=3)
    assert window.status.property("role") == "small"
    assert "disk" not in window.status.text(), "it is no longer so"
    assert window.saved.isVisible()


def test_old_news_goes_with_the_next_thing_done(window, tracker):
    pulse = tracker.pulses.all()[0]
    commands.record_pulse(tracker, pulse.week, energy=1 + pulse.energy % 5)
    window.undo()
    assert window.status.text() == "Undone: log own pulse"
    commands.record_pulse(tracker, pulse.week, energy=1 + pulse.energy % 5)
    assert window.status.text() == ""
    assert window.line.keys.text() == window.page("week").hint


def rail_has_focus(window) -> bool:
    focused = QApplication.focusWidget()
    return focused is None or window.rail.isAncestorOf(focused)


def second_want(window, tracker):
    """Return the page of a customer who wants three things, and the row of the second."""
    customer = tracker.customers.all()[0]
    for text in ("one", "two", "three"):
        commands.add_want(tracker, customer.id, text, date(2026, 11, 20))
    window.navigator.show_customer(customer.id)
    QApplication.processEvents()
    page = window.page("customers")
    page.profile.open_tab(0)
    QApplication.processEvents()
    rows = [one for one in page.profile.who.findChildren(WantRow) if one.isVisible()]
    return page, rows[1]


def test_the_focus_goes_to_what_is_nearest_when_a_row_goes(window, tracker):
    page, row = second_want(window, tracker)
    row.remove.setFocus()
    row.remove.click()
    QApplication.processEvents()
    QApplication.processEvents()
    assert not rail_has_focus(window)
    focused = QApplication.focusWidget()
    assert any(one.isAncestorOf(focused) for one in page.profile.who.findChildren(WantRow))
    window.undo()
    QApplication.processEvents()
    assert not rail_has_focus(window)


def test_the_focus_goes_there_with_no_step_between(window, tracker):
    """Who listens would hear each step: the rail, or what is taken away with the row."""
    _, row = second_want(window, tracker)
    row.remove.setFocus()
    came = []
    QApplication.instance().focusChanged.connect(lambda _old, new: came.append(new))
    row.remove.click()
    QApplication.processEvents()
    QApplication.processEvents()
    assert [one for one in came if one is not None] == [QApplication.focusWidget()]


def steps_of(button: QAbstractButton) -> list[QWidget]:
    """Press a button with the keyboard and return every stop that the keys come to."""
    button.setFocus()
    QApplication.processEvents()
    came: list[QWidget] = []

    def on_came(_old: QWidget | None, new: QWidget | None) -> None:
        if new is not None:
            came.append(new)

    QApplication.instance().focusChanged.connect(on_came)
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
    QApplication.instance().focusChanged.disconnect(on_came)
    return came


@pytest.mark.parametrize("answer", ["away", "leave"])
def test_the_keys_go_to_the_rows_from_a_line_that_is_answered(window, answer):
    """What stands beside it in the line leaves customers out: Space would press that next."""
    page = window.page("week").check_in
    page.body.look_for_gaps()
    settle()
    button = getattr(page.body.catch_up, answer)
    assert button.isVisible()
    assert steps_of(button) == [page.list]


@pytest.mark.parametrize("answer", ["close_button", "one_off", "usual"])
def test_the_keys_go_to_the_rows_from_a_card_that_goes(window, tracker, today, answer):
    page = window.page("week").check_in
    page.body.show_signal(next(one for one in standings(tracker, today) if one.if_fresh in BAD))
    settle()
    button = getattr(page.body.signal, answer)
    assert steps_of(button) == [page.list]
    assert not button.isVisible()


def test_the_keys_go_to_the_rows_from_what_repeated_the_week(window):
    """Beside it stands what finishes the week."""
    page = window.page("week").check_in
    assert steps_of(page.header.same_button) == [page.list]
    assert not page.header.same_button.isEnabled()


def test_a_long_list_is_near_to_what_stands_at_its_edge(window):
    """Its middle may be farther than a button at the other end of the line."""
    page = window.page("week").check_in
    line = page.body.catch_up
    page.body.look_for_gaps()
    settle()
    line.leave.setFocus()
    QApplication.processEvents()
    keeper = window._habits._focus
    assert keeper._nearest(page.body.card) is line.leave
    line.hide()
    assert keeper._nearest(page.body.card) is page.list


def test_a_stop_that_goes_grey_is_followed_by_its_neighbour(window):
    """Tab order would say what comes next, not what stands nearest."""
    window.show_page("share")
    settle()
    page = window.page("share")
    shown = [one for one in page.buttons if one.isVisible() and one.isEnabled()]
    stops = sorted(shown, key=lambda one: one.mapToGlobal(QPoint()).x())
    last = stops[-1]
    last.setFocus()
    QApplication.processEvents()
    last.setEnabled(False)
    settle()
    assert QApplication.focusWidget() is stops[-2]


@pytest.mark.parametrize("page", [key for key in PAGES if key != "settings"])
def test_the_focus_is_never_on_the_rail_after_a_dialog(window, tracker, page):
    window.show_page(page)
    QApplication.processEvents()
    before = QApplication.focusWidget()
    window.navigator.log_stop()
    QApplication.processEvents()
    dialog = QApplication.activeWindow()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.processEvents()
    window.activateWindow()
    QApplication.processEvents()
    assert not rail_has_focus(window)
    assert QApplication.focusWidget() is before


def test_who_goes_to_the_rail_by_tab_stays_there(window):
    window.show_page("settings")
    QApplication.processEvents()
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        if rail_has_focus(window):
            break
    assert rail_has_focus(window)
    QApplication.processEvents()
    assert rail_has_focus(window)


def test_a_clock_that_goes_back_moves_nobody_and_is_said(window, bridge):
    page = window.page("week")
    assert page.check_in.header.title.text() == "Week 47"
    for now in (datetime(2026, 11, 6, 9, 0), datetime(2026, 11, 20, 15, 0)):
        bridge.clock = partial(datetime.replace, now)
        bridge.check_date()
        if now.day == 6:
            assert "went back from 20 November 2026 to 6 November 2026" in window.status.text()
        page.refresh()
        assert page.check_in.header.title.text() == "Week 47"


@pytest.mark.parametrize("how", ["click", "enter"])
def test_set_closes_the_form_of_a_baseline_and_ctrl_z_takes_it_back(window, tracker, qtbot, how):
    window.navigator.carry_out("trends", "set_baseline")
    QApplication.processEvents()
    form = window.page("trends").panel.form
    before = len(tracker.planned_changes.all())
    QTest.keyClicks(form.reason, "New ledger")
    if how == "click":
        qtbot.mouseClick(form.set, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(form.reason, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert not form.isVisible(), "Enter must not press the button that the focus came to"
    assert len(tracker.planned_changes.all()) == before + 1
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, control)
    assert len(tracker.planned_changes.all()) == before
    assert not rail_has_focus(window)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the system sends it there")
def test_shift_and_f10_open_the_menu_of_the_row(window):
    view = window.page("week").check_in.list
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert menu.parentWidget() is view
    assert "Open the trend" in menu.actions()[4].text()
    menu.close()


def test_a_menu_opened_by_alt_and_its_letter_stays_when_that_alt_reaches_it_late(window):
    """A screen reader is asked about a key first: Qt delivers Alt when the menu is open."""
    bar, frame = window.menuBar(), window.windowHandle()
    QTest.keyPress(frame, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(frame, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu is next(entry.menu() for entry in bar.actions() if entry.text() == "&Share")
    alt = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    QApplication.sendEvent(menu, alt)
    assert menu.isVisible()
    QTest.keyPress(menu.windowHandle(), Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert not menu.isVisible(), "Alt that is pressed in a menu closes it, as everywhere"


def test_every_window_has_habits_of_its_own(window, bridge):
    pages = window.findChild(QStackedWidget)
    assert Habits(window, pages) is not Habits(window, pages)
