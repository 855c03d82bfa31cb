"""Trends as drawn: signs in the list, what lasted below the axis, words off lines."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.app.signals.signs import Sign
from tracker.domain.period import Period
from tracker.gui.trends.page import TrendsPage
from tracker.report.charts.spans import stop_bands

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def page(qtbot, bridge, today):
    fill_demo(bridge.tracker, today)
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1184, 740)
    page.show()
    qtbot.waitUntil(lambda: page.card.chart is not None and page.card.chart.frame is not None)
    return page


def spoken(page: TrendsPage, name: str) -> str:
    (said,) = [
        text
        for at in range(page.list.model.rowCount())
        if (text := page.list.model.index(at, 0).data(SPOKEN)).startswith(f"{name}, ")
    ]
    return said


def test_the_list_marks_what_stands_out_and_says_it(page):
    signs = set(page.list.model.signs.values())
    assert {Sign.WORSE, Sign.BELOW, Sign.BETTER} <= signs
    assert "getting worse" in spoken(page, "Month-end close answers")
    assert "below promise" in spoken(page, "Forecast was usable as sent")
    assert "better" in spoken(page, "Docs kept them self-sufficient")
    assert "getting" not in spoken(page, "Hours I saved them")


def test_a_sign_goes_with_what_made_it(page, tracker, today):
    measure = tracker.measures.where("name = 'Forecast was usable as sent'")[0]
    assert page.list.model.signs[measure.id] is Sign.BELOW
    for ago in range(14):
        commands.record(tracker, measure.id, (Period.of(today) + -ago).start, 5)
    assert page.list.model.signs[measure.id] is not Sign.BELOW


def test_the_names_of_levels_keep_off_stops_and_the_ends_of_the_usual_range(page):
    chart = page.card.chart
    frame = chart.frame
    usual = frame.picture.usual[0]
    ends = [frame.y(level) for level in (usual.low, usual.high) if level is not None]
    labels = [label for label in chart.labels if label.free]
    assert labels
    for label in labels:
        area = label.area
        here = area.left() < frame.x(usual.last)
        assert not any(here and area.top() < y < area.bottom() for y in ends)
        assert not any(area.left() < x < area.right() for band in stop_bands(frame) for x in band)
