"""An empty file: every page says what will stand there, and each way on from there leads on."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from tests.gui.places import settle

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.measure import Area
from tracker.gui.correct.page import SECTIONS
from tracker.gui.page import USUAL_KEYS
from tracker.gui.shell.frame import PageRoom
from tracker.gui.shell.window import MainWindow
from tracker.gui.week.page import BARE_HINT, HINT
from tracker.gui.widgets.feedback import ADD_CUSTOMER, ADD_MEASURE, GUIDED, EmptyState
from tracker.gui.widgets.first_steps import SAMPLE, SPREADSHEET

PAGES = ("week", "overview", "customers", "trends", "correct", "share", "review")
PLACES = [(page, "") for page in PAGES] + [("correct", one) for one in SECTIONS if one != "fixes"]
STEPLESS = {"upstream", "look"}  # a chain or questions to begin with stand there
NAMES = (ADD_CUSTOMER, "Add a customer (Ctrl+Shift+C)", ADD_MEASURE, "Add a measure (Ctrl+Shift+M)")


@pytest.fixture
def window(qtbot, bridge):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.show()
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.close()
    bridge.jobs.stop_all()
    settle()


def test_the_first_button_tells_what_stands_above_it(window):
    """The keys come to the button alone; a screen reader reads what it is told of that."""
    go(window, "week", "")
    (state,) = states(window)
    assert state.button.accessibleDescription() == f"{state.title.text()}\n{state.text.text()}"
    assert state.title.text() == "Whom do you serve?"


def go(window: MainWindow, page: str, section: str) -> None:
    window.show_page(page)
    if section:
        window.navigator.show_section(section)
    settle()


def states(window: MainWindow) -> list[EmptyState]:
    return [one for one in window.findChildren(EmptyState) if one.isVisible()]


def steps(window: MainWindow) -> list[str]:
    """Return what the empty state in view offers."""
    shown = [one for state in states(window) for one in state.findChildren(QPushButton)]
    return [one.text() for one in shown if one.isVisible()]


def press(window: MainWindow, name: str) -> str:
    """Press what is offered under a name, and return where that led; empty: nowhere."""
    led: list[str] = []
    before = window.stack.currentWidget()
    navigator = window.navigator
    navigator.sample_requested.connect(lambda: led.append("sample data"))
    navigator.import_requested.connect(lambda: led.append("import"))
    shown = [one for state in states(window) for one in state.findChildren(QPushButton)]
    QTest.mouseClick(next(one for one in shown if one.text() == name), Qt.MouseButton.LeftButton)
    settle()
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog) and one.isVisible():
            led.append(type(one).__name__)
            one.close()
    settle()
    if window.stack.currentWidget() is not before:
        led.append("page")
    return led[0] if led else ""


@pytest.mark.parametrize(("page", "section"), PLACES)
def test_every_page_of_an_empty_file_offers_ways_on_that_lead_somewhere(window, page, section):
    go(window, page, section)
    if section in STEPLESS:
        assert states(window) == []
        return
    if section == "ideas":  # a note needs no customer
        assert steps(window) == ["Note one"]
        assert press(window, "Note one") == "QuickNoteDialog"
        return
    (state,) = states(window)
    assert len(state.text.text()) > 40
    assert steps(window) == [GUIDED, ADD_CUSTOMER, SAMPLE, SPREADSHEET]
    for name, where in (
        (GUIDED, "PlanDialog"),
        (ADD_CUSTOMER, "CustomerDialog"),
        (SAMPLE, "sample data"),
        (SPREADSHEET, "import"),
    ):
        go(window, page, section)
        assert press(window, name) == where


@pytest.mark.parametrize("wide", [960, 1280, 1440])
@pytest.mark.parametrize(("page", "section"), PLACES)
def test_no_page_of_an_empty_file_is_wider_than_its_room(window, page, section, wide):
    window.resize(wide, 640)
    go(window, page, section)
    settle()
    room = window.findChild(PageRoom).parentWidget().parentWidget()
    assert room.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("page", "section"), PLACES)
def test_with_a_customer_the_next_step_leads_on(window, tracker, page, section):
    commands.add_customer(tracker, "Finance leads", Tier.WOW)
    go(window, page, section)
    for name in steps(window):
        go(window, page, section)
        assert press(window, name), f"{name} leads nowhere"


def test_what_adds_is_called_alike_on_every_page(window, tracker):
    """One name for one thing: no label, tip or menu calls it otherwise."""
    commands.add_customer(tracker, "Finance leads", Tier.WOW)
    for page, section in PLACES:
        go(window, page, section)
    said = {one.text() for one in window.findChildren(QPushButton)}
    said |= {one.toolTip() for one in window.findChildren(QPushButton)}
    said |= {one.text().replace("&", "") for one in window.menus.actions.values()}
    about = {one for one in said if "add" in one.lower().split()}
    about = {one for one in about if {"customer", "measure"} & set(one.lower().split())}
    assert {one.removesuffix("…") for one in about} <= set(NAMES)


def test_the_foot_names_the_usual_keys_until_there_is_more(window):
    for page in ("overview", "customers", "trends", "share", "review"):
        window.show_page(page)
        assert window.line.keys.text() == USUAL_KEYS
    commands.add_customer(window._bridge.tracker, "Finance leads", Tier.WOW)
    window.show_page("customers")
    assert window.line.keys.text() == window.page("customers").hint


def test_the_foot_names_the_keys_of_what_is_in_view_as_soon_as_it_is(window, tracker, today):
    """The first start shows the ways to begin; the check-in comes and goes with its measure."""
    go(window, "week", "")
    assert window.line.keys.text() == BARE_HINT
    add_measure(tracker, today)
    assert window.page("week").check_in.isVisible()
    assert window.line.keys.text() == HINT
    window.undo()
    assert window.line.keys.text() == BARE_HINT
    assert window.status.text().startswith("Undone")
    window.redo()
    assert window.line.keys.text() == HINT


def test_the_keys_are_at_the_list_when_the_check_in_comes_back(window, tracker, today):
    """The fold below it stands nearer to where the button was; the week begins at its list."""
    window.resize(1280, 800)
    go(window, "week", "")
    add_measure(tracker, today)
    window.undo()
    settle()
    assert QApplication.focusWidget() is window.page("week").start.button
    window.redo()
    settle()
    assert QApplication.focusWidget() is window.page("week").check_in.list


@pytest.mark.parametrize("page", PAGES[1:])
def test_the_keys_go_to_another_page_by_no_other_stop(window, page):
    """Who listens would hear the rail each time, or the first stop of the page and then another."""
    go(window, "week", "")
    came = []
    QApplication.instance().focusChanged.connect(lambda _old, new: came.append(new))
    key = Qt.Key(Qt.Key.Key_1 + PAGES.index(page))
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.stack.currentWidget() is window.page(page)
    assert [one for one in came if one is not None] == [QApplication.focusWidget()]
    assert window.stack.currentWidget().isAncestorOf(QApplication.focusWidget())


def test_a_grey_shortcut_presses_no_button(window):
    """Ctrl+Shift+Enter finishes the week; before there is one it is grey, and Enter is another."""
    go(window, "week", "")
    button = QApplication.focusWidget()
    assert isinstance(button, QPushButton)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for held in (both, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        QTest.keyClick(button, Qt.Key.Key_Return, held)
        settle()
        assert QApplication.focusWidget() is button
        assert not dialogs(window)
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()
    assert dialogs(window)


def add_measure(tracker: Tracker, today: date) -> None:
    customer = commands.add_customer(tracker, "Finance leads", Tier.WOW)
    said = MeasureInput(name="Answers", area=Area.EFFICIENCY, scale=Scale.RATING, promise=4)
    commands.add_measure(tracker, customer, said, today)


def dialogs(window: MainWindow) -> list[QDialog]:
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


def test_a_measure_that_is_undone_needs_nobody(window, tracker, today):
    """Overview counts on while another page is in front: what is gone was asked for there."""
    go(window, "overview", "")
    go(window, "week", "")
    add_measure(tracker, today)
    settle()
    for step in (window.undo, window.redo, window.undo):
        step()
        settle()  # a fault of the count would fail here
        assert window.page("overview").badge() == 0


def test_the_keys_stay_on_the_page_when_what_had_them_goes_after_a_command(window, tracker, today):
    """A command of the page in front brings it forward again: the keys are there already."""
    go(window, "week", "")
    add_measure(tracker, today)
    settle()
    page = window.page("week")
    held = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.check_in.list, Qt.Key.Key_PageUp, held)
    settle()
    assert page.check_in.header.isVisible()
    window.undo()
    settle()
    assert QApplication.focusWidget() is page.start.button


@pytest.mark.parametrize("page", ["week", "trends", "correct", "share"])
def test_a_page_begins_anew_where_the_only_customer_is_archived(window, tracker, today, page):
    """Their measures are kept, and not in use: there is nothing to fix, and no trend to go to."""
    add_measure(tracker, today)
    commands.archive_customer(tracker, tracker.customers.all()[0].id, today)
    go(window, page, "")
    assert {GUIDED, ADD_CUSTOMER, SAMPLE, SPREADSHEET} <= set(steps(window))
    assert "Start a fix" not in steps(window)
    if page == "trends":
        assert window.line.keys.text() == USUAL_KEYS
