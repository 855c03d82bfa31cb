"""Where a slide leads, as the person sees it: words in the card, a dotted fan in the chart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.gui.trends.page import TrendsPage
from tracker.gui.trends.view import sheet_facts

MONDAY = date(2026, 11, 16)
CALM = (1.1, 1.3, 1.2, 1.0, 1.4, 1.2, 1.1, 1.3, 1.2, 1.1) * 2
WAVE = (0.1, -0.1, 0.0, 0.1, -0.1, 0.0)
SLIDE = tuple(round(1.25 + 0.05 * at + WAVE[at % 6], 2) for at in range(14))


def log(tracker, measure, values):
    with tracker.edit("log"):
        for back, value in enumerate(reversed(values)):
            commands.record(tracker, measure, MONDAY - timedelta(weeks=back), value)


@pytest.fixture
def page(qtbot, bridge):
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1240, 800)
    return page


def shown(qtbot, page, tracker, answers, values):
    log(tracker, answers, values)
    page.show()
    qtbot.waitUntil(lambda: page.card.chart is not None)
    return page


def tones(page, role, box=None):
    """Count the pixels of a colour in the chart, right of a place."""
    image = page.card.chart.grab().toImage()
    wanted = page.card.chart._theme.colour(role).rgb()
    left = int(box or 0)
    return sum(
        image.pixel(x, y) == wanted
        for x in range(left, image.width())
        for y in range(image.height())
    )


def test_a_slide_says_and_shows_where_it_leads(qtbot, page, tracker, answers):
    shown(qtbot, page, tracker, answers, CALM + SLIDE)
    panel, chart = page.panel, page.card.chart
    assert panel.badge.text() == "Sliding"
    assert "Sliding since about" in panel.told.text()
    assert panel.forecast.text().startswith("At this pace the promise (≤ 2 days) breaks in about")
    assert panel.forecast.property("tone") == "worse"
    assert panel.forecast.isVisible()
    frame = chart.frame
    now = frame.x(frame.picture.fans[0].points[1].day)
    assert now < frame.right - 60
    assert tones(page, "worse", now) > 40
    assert panel.forecast.text() in chart.accessibleDescription()
    names = page.card.legend.accessibleDescription()
    assert "at this pace, with the range it may take" in names
    assert sheet_facts(page.sheet).startswith("30 Mar – 22 Nov 2026")


def test_the_fan_stays_in_the_plot_at_every_zoom(qtbot, page, tracker, answers):
    shown(qtbot, page, tracker, answers, CALM + SLIDE)
    chart = page.card.chart
    chart.days.show(date(2026, 6, 1).toordinal(), date(2026, 9, 1).toordinal())
    chart.show_days()
    assert chart.frame.picture.fans
    assert not chart.grab().isNull()
    image = chart.grab().toImage()
    wanted = chart._theme.colour("worse").rgb()
    right = int(chart.frame.right) + 2
    assert not any(
        image.pixel(x, y) == wanted
        for x in range(right, image.width())
        for y in range(image.height())
    )


def test_a_picture_that_is_taken_foresees_nothing(qtbot, page, tracker, answers):
    shown(qtbot, page, tracker, answers, CALM + SLIDE)
    assert page.card.chart.frame.picture.fans
    assert page.card.picture.fans == ()
    assert page.card.picture.last == date(2026, 11, 22)


def test_a_forecast_that_missed_is_told_in_grey(qtbot, page, tracker, answers):
    came = (1.2, 1.1, 1.3, 1.2, 1.1, 1.3, 1.2, 1.1)
    shown(qtbot, page, tracker, answers, CALM + SLIDE + came)
    assert not page.panel.forecast.isVisible()
    assert page.panel.spread.text().startswith("At the pace of week ")
    assert page.panel.spread.isVisible()
    assert "what was foreseen" in page.card.legend.accessibleDescription()


def test_a_wider_spread_is_a_quiet_remark(qtbot, page, tracker, answers):
    narrow = (1.2, 1.3, 1.1, 1.2, 1.25, 1.15) * 4
    wide = (1.2, 1.7, 0.7, 1.4, 0.8, 1.6, 0.9, 1.5, 0.7, 1.6, 1.0, 1.7)
    shown(qtbot, page, tracker, answers, narrow + wide)
    assert page.panel.spread.text().startswith("Less even than before: ± ")
    assert page.panel.spread.text().endswith(("since August.", "since September."))
    assert page.panel.badge.property("tone") == "steady"
