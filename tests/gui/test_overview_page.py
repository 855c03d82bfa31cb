"""The plain overview: every measure by customer, and what opens from it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tracker.app import commands
from tracker.domain.customer import Tier
from tracker.gui.pages.overview import OverviewPage

MONDAY = date(2026, 11, 16)


@pytest.fixture
def page(qtbot, bridge):
    page = OverviewPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 740)
    return page


def said(page):
    rows = range(page.model.rowCount())
    return [page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]


def test_an_empty_file_offers_the_next_step(qtbot, page, tracker):
    page.show()
    wishes = []
    page.command_requested.connect(wishes.append)
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    commands.add_customer(tracker, "Finance leads", Tier.WOW)
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert wishes == [("customers", "add_customer"), ("customers", "add_measure")]


def test_each_measure_says_how_it_stands(page, tracker, logged, forecast):
    page.show()
    page.grab()
    assert said(page) == [
        None,
        "Month-end close answers, Finance leads, last 2 days, promise ≤ 2 days kept",
        "Forecast was usable as sent, Finance leads, nothing logged yet",
    ]
    assert page.header.quiet.text() == "2 measures · 1 of 1 kept the promise last time"
    commands.record(tracker, forecast, MONDAY, 3)
    assert said(page)[2].endswith("last 3, promise ≥ 4 not kept")
    assert page.header.quiet.text() == "2 measures · 1 of 2 kept the promise last time"
    page.grab()


def test_enter_and_a_click_open_the_trend(qtbot, page, logged, forecast):
    page.show()
    page.setFocus()
    opened = []
    page.measure_requested.connect(opened.append)
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    at = page.view.visualRect(page.model.index(1)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [forecast, logged]


def test_a_click_on_a_customer_opens_nothing(qtbot, page, logged):
    page.show()
    opened = []
    page.measure_requested.connect(opened.append)
    at = page.view.visualRect(page.model.index(0)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == []


def test_it_is_drawn_narrow_and_dark(page, logged, theme):
    page.resize(560, 400)
    page.show()
    theme.choose("dark")
    assert not page.grab().isNull()
