"""Pages are found by the navigator, and the menus know what each of them can do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDialog

from tracker.app import commands
from tracker.domain.period import Period
from tracker.gui.customers.dialogs import CustomerDialog
from tracker.gui.measure.dialog import MeasureDialog
from tracker.gui.menus import MENUS, PAGE_ENTRIES, WINDOW
from tracker.gui.shell.window import MainWindow
from tracker.gui.trends.view import ALL, YEAR


@pytest.fixture
def window(qtbot, bridge):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize("seat", PAGE_ENTRIES, ids=lambda seat: seat.key)
def test_a_page_can_do_what_the_menus_offer_and_nothing_more(window, seat):
    offered = {one.method for _, menu in MENUS for one in menu if one and one.owner == seat.key}
    assert set(window.page(seat.key).menu_commands()) == offered


def test_every_command_belongs_to_a_page_or_to_the_window():
    owners = {one.owner for _, menu in MENUS for one in menu if one}
    assert owners <= {WINDOW, *(seat.key for seat in PAGE_ENTRIES)}


def test_a_page_is_made_once_and_only_when_it_is_wanted(window):
    assert window.navigator.pages == {}
    page = window.page("customers")
    assert window.navigator.customers() is page
    assert list(window.navigator.pages) == ["customers"]


def test_a_page_that_asks_for_another_brings_it_forward(window):
    window.show_page("overview")
    window.page("overview").page_requested.emit("settings")
    assert window.stack.currentWidget() is window.page("settings")
    assert window.rail._buttons["settings"].isChecked()
    window.page("settings").section_requested.emit("ideas")
    assert window.stack.currentWidget() is window.page("correct")
    assert window.page("correct").section.value == "ideas"


@pytest.mark.parametrize(
    ("signal", "dialog"),
    [("new_customer_requested", CustomerDialog), ("new_measure_requested", MeasureDialog)],
)
def test_a_first_step_opens_its_own_dialog_over_the_customers(window, finance, signal, dialog):
    window.show()
    window.show_page("week")
    getattr(window.page("week"), signal).emit()
    assert window.stack.currentWidget() is window.page("customers")
    opened = [type(one) for one in window.findChildren(QDialog) if one.isVisible()]
    assert opened == [dialog]


def test_the_folder_is_asked_for_through_the_navigator(qtbot, window):
    with qtbot.waitSignal(window.navigator.folder_requested):
        window.page("settings").folder_requested.emit()


@pytest.mark.parametrize(("weeks_ago", "reaches"), [(60, ALL), (10, YEAR)])
def test_what_was_brought_in_is_seen_however_long_ago_it_was(
    window, tracker, answers, today, weeks_ago, reaches
):
    """Years that come with a file may end long before the last one."""
    begins = tracker.measures.get(answers).versions[0].valid_from
    for week in range(weeks_ago, weeks_ago + 8):
        commands.record(tracker, answers, Period.of(begins - timedelta(weeks=week)).start, 2.5)
    window.show()
    window.navigator.bring_in().measure_requested.emit(answers)
    trends = window.page("trends")
    assert window.stack.currentWidget() is trends
    assert trends.head.span.value == reaches
    assert len(trends.card.picture.points) == 8
