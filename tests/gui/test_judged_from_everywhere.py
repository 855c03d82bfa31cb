"""How a promise is judged opens from every place that judges it, and says what that place says."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.gui.test_menus import entries, right_click

from tracker.app import commands
from tracker.domain.period import Period
from tracker.gui.customers.page import CustomersPage
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.overview.page import OverviewPage
from tracker.gui.review.page import ReviewPage
from tracker.gui.share.page import SharePage
from tracker.gui.shell.navigator import Navigator
from tracker.gui.week.page import ThisWeekPage
from tracker.gui.widgets.row_menu import RowMenuRequest

CALM, SLOWER = [1.6, 1.7, 1.5, 1.8, 1.6, 1.7, 1.5, 1.6, 1.8], [2.6, 2.7, 2.6, 2.8]


@pytest.fixture
def slower(tracker, answers, today) -> int:
    last = Period.of(today)
    values = CALM + SLOWER
    for at, value in enumerate(values):
        commands.record(tracker, answers, (last + (at + 1 - len(values))).start, value)
    commands.share_measure(tracker, answers, shared=True)
    return answers


@pytest.fixture
def shown(qtbot, bridge, slower, theme):
    """Return what shows a page with a navigator's answer to it."""
    navigator = Navigator(bridge, bridge)

    def show(kind):
        page = kind(bridge)
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.calculation_requested.connect(navigator.show_calculation)
        page.show()
        return page

    return show


def dialog() -> CountDialog:
    (found,) = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, CountDialog) and one.isVisible()
    ]
    return found


def read() -> tuple[str, list[list[str]]]:
    """Return the sentence and the rows of the dialog that is open, and close it."""
    found = dialog()
    table = found.table
    rows = [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    said = found.said.text()
    found.close()
    QApplication.processEvents()
    return said, rows


def choose_judged(widget, place: QPoint) -> None:
    """Open the menu of a row or cell, and choose how its promise is judged."""
    menu = right_click(widget, place)
    (how,) = [name for name in entries(menu) if name.endswith(" judged")]
    menu.setActiveAction(entries(menu)[how])
    QTest.keyClick(menu, Qt.Key.Key_Return)


def check_periods(said: str, rows: list[list[str]]) -> None:
    """Hold the count in the sentence against the periods that are listed."""
    met, of = map(int, re.search(r"kept in (\d+) of (\d+) weeks", said).groups())
    counted = [row[-1] for row in rows]
    assert (counted.count("kept"), len(counted)) == (met, of) == (9, 13)
    assert rows[0][1:] == ["2.8 days", "≤ 2 days", "not kept"]


def test_this_week_opens_it_from_a_row_and_from_the_card(shown, tracker, slower, week):
    page = shown(ThisWeekPage)
    choose_judged(page.check_in.list, page.check_in.list.row_rect(("measure", slower)).center())
    check_periods(*read())
    page.check_in.signals.after_entry(slower)
    page.check_in.signals.look()
    page.check_in.body.signal.how.click()
    check_periods(*read())


def test_overview_opens_it_from_a_row_and_from_the_heat_map(shown, slower):
    page = shown(OverviewPage)
    (row,) = page.body.revealed.rows.values()
    choose_judged(row, row.rect().center())
    said, rows = read()
    check_periods(said, rows)
    heat = page.body.heat
    choose_judged(heat, heat.visualRect(heat.model().index(0, 1)).center())
    assert read() == (said, rows)


def test_the_profile_and_the_board_open_it(shown, slower, finance):
    page = shown(CustomersPage)
    page.show_customer(finance)
    tab = page.profile.measures
    tab._on_menu_requested(RowMenuRequest(slower, QPoint(10, 10)))
    (how,) = [one for one in tab._menu.actions() if "judged" in one.text()]
    how.trigger()
    check_periods(*read())
    tab._menu.close()
    page.menu_commands()["show_counted"]()
    said, rows = read()
    assert said == "0 of 1 promises kept."
    assert rows == [
        [
            "Finance leads", "Month-end close answers", "≤ 2 days", "9 of 13",
            "Not kept since 26 Oct",
        ]
    ]  # fmt: skip


def test_the_scorecard_page_opens_it_with_its_own_span(shown, slower, finance):
    page = shown(SharePage)
    page.show_customer(finance)
    page.side.how.click()
    said, rows = read()
    card = page._sheet
    keeping = card.keepings[0]
    assert rows[0][3] == f"{keeping.met} of {keeping.of}"
    assert f"{keeping.met} of {keeping.of} weeks" in str(card.document)
    assert said == "0 of 1 promises kept."


def test_the_review_opens_it_with_its_own_span(qtbot, shown, slower):
    page = shown(ReviewPage)
    qtbot.waitUntil(lambda: page.pack.pack is not None, timeout=10_000)
    page.pack.how.click()
    _, rows = read()
    keeping = page.pack.pack.content.measures[0].keeping
    assert rows[0][3:] == [f"{keeping.met} of {keeping.of}", rows[0][4]]
    assert "Not kept since" in rows[0][4]
