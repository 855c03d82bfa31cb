"""All measures side by side: worst first, one axis of time, quick to open."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from tests.work import work_of

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.demo import fill_demo, fill_many
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.app.trends.multiples import SLICES, wall
from tracker.domain.customer import Tier
from tracker.domain.measure import Area
from tracker.gui.bridge import Bridge
from tracker.gui.trends.page import TrendsPage
from tracker.report.charts.spark import Mark

MONDAY = date(2026, 11, 16)
LONG = "The regional month-end closing and reporting team of the northern and the western branches"


@pytest.fixture
def page(qtbot, bridge):
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1184, 740)
    return page


def log(tracker, measure, values):
    with tracker.edit("log"):
        for back, value in enumerate(reversed(values)):
            if value is not None:
                commands.record(tracker, measure, MONDAY - timedelta(weeks=back), value)


def test_the_worst_comes_first_and_all_have_one_axis(tracker, today):
    fill_demo(tracker, today)
    shown = wall(tracker, today, 52)
    labels = [tile.label.text for tile in shown.tiles]
    assert labels[:2] == ["Getting worse", "Sliding"]
    assert labels.index("Not kept") < labels.index("Steady") < labels.index("Better")
    assert shown.last == date(2026, 11, 22)
    assert (shown.last - shown.first).days == 52 * 7 - 1
    assert {mark for tile in shown.tiles for _, _, mark in tile.marks} >= {Mark.WORSE, Mark.BETTER}


def test_a_gap_breaks_the_line_and_nothing_logged_is_no_line(tracker, answers, forecast, today):
    log(tracker, answers, [1.5, 1.6, None, 1.7])
    shown = {tile.measure.id: tile for tile in wall(tracker, today).tiles}
    assert [len(run) for run in shown[answers].runs] == [2, 1]
    assert shown[answers].last == "1.7 days"
    assert shown[answers].promises == (2,)
    assert shown[forecast].runs == ()
    assert wall(tracker, today).first <= MONDAY - timedelta(weeks=12)


def test_a_long_history_is_thinned_without_losing_a_spike(tracker, today):
    fill_many(tracker, today, 2, 1040)
    for tile in wall(tracker, today).tiles:
        spots = [spot for run in tile.runs for spot in run]
        assert len(spots) <= 2 * SLICES + 1
        rows = tracker.evaluations.series(tile.measure.id)
        values = [row.value for row in rows if row.value is not None]
        assert min(value for _, value in spots) == min(values)
        assert max(value for _, value in spots) == max(values)
        assert spots == sorted(spots)


def test_the_grid_opens_a_measure_by_key_and_by_click(qtbot, page, tracker, today):
    fill_demo(tracker, today)
    page.show()
    qtbot.mouseClick(page.list.all, Qt.MouseButton.LeftButton)
    grid = page.wall.grid
    assert grid.isVisible()
    worst = grid.tiles.rows[0].measure.id
    second = grid.tiles.rows[1].measure.id
    assert grid.currentIndex().row() == 0
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert page.view.isVisible()
    assert page.sheet.measure.id == worst
    page.show_multiples()
    place = grid.visualRect(grid.tiles.index(1, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.sheet.measure.id == second
    page.show_multiples()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.currentIndex().row() == 2
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert page.view.isVisible()
    assert page.sheet.measure.id == second


def test_it_follows_a_change_and_the_span(qtbot, page, tracker, answers):
    log(tracker, answers, [1.5] * 30)
    page.show()
    page.show_multiples()
    assert len(page.wall.grid.tiles.rows[0].runs[0]) == 30
    commands.record(tracker, answers, MONDAY, 2.5)
    assert page.wall.grid.isVisible()
    assert page.wall.grid.tiles.rows[0].last == "2.5 days"
    qtbot.mouseClick(page.wall.span.buttons[13], Qt.MouseButton.LeftButton)
    assert len(page.wall.grid.tiles.rows[0].runs[0]) == 13


def test_it_says_itself_in_words(page, tracker, answers, forecast):
    log(tracker, answers, [1.5, 1.6])
    page.show()
    page.show_multiples()
    tiles = page.wall.grid.tiles
    said = [
        tiles.data(tiles.index(at, 0), Qt.ItemDataRole.AccessibleTextRole)
        for at in range(tiles.rowCount())
    ]
    assert "Month-end close answers, Finance leads, Learning, last 1.6 days" in said
    assert any("nothing logged" in one for one in said)
    assert page.wall.grid.accessibleName()


def test_it_is_drawn_dark_small_crowded_and_right_to_left(page, tracker, theme):
    customer = commands.add_customer(tracker, LONG, Tier.SERVE)
    for at in range(60):
        said = MeasureInput(name=f"Measure {at:02} {LONG}", area=Area.ROI, promise=4)
        measure = commands.add_measure(tracker, customer, said, MONDAY)
        log(tracker, measure, [4, 3, 5, None, 4][: at % 5])
    page.show()
    page.show_multiples()
    for choice, side, size in (
        ("light", Qt.LayoutDirection.LeftToRight, (1084, 740)),
        ("dark", Qt.LayoutDirection.RightToLeft, (700, 560)),
    ):
        theme.choose(choice)
        page.setLayoutDirection(side)
        page.resize(*size)
        assert not page.grab().isNull()
        grid = page.wall.grid
        assert grid.visualRect(grid.tiles.index(0, 0)).right() <= grid.viewport().width()
    theme.choose("light")


def test_sixty_measures_of_twenty_years_open_soon(qtbot, theme, today):
    now = datetime.combine(today, time(14, 2))

    def opened(weeks):
        with Tracker() as tracker:
            fill_many(tracker, today, weeks=weeks)
            tracker.judge.findings()
            page = TrendsPage(Bridge(tracker, theme, Settings(None), lambda: now))
            qtbot.addWidget(page)
            page.resize(1184, 740)
            page.show()
            page.show_all()
            page.show_multiples()
            page.show_one()
            return work_of(lambda: (page.show_multiples(), page.grab()), tracker)

    ten, twenty = opened(520), opened(1040)
    assert twenty.statements == ten.statements
    assert twenty.calls <= 1.2 * ten.calls, "a tile keeps so many points and no more"
    assert twenty.calls <= 60 * 4000
