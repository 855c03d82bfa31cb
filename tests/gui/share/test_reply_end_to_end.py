"""The whole way of an answer: published, rated in a browser, pasted, there on the chart."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.browser import KEYS, MISSING, WHY, chromium

from tracker.app import commands
from tracker.app.sharing.ledger import ledger_rows
from tracker.app.sharing.publishing import publish
from tracker.domain.period import Period
from tracker.gui.share.sent import ReplyDialog
from tracker.gui.trends.page import TrendsPage
from tracker.store.outgoing import write_whole


@pytest.fixture
def today() -> date:
    """Return the real day: the page in the browser writes it into its code."""
    return date.today()


@pytest.fixture
def measures(tracker, answers, forecast, finance, today) -> tuple[int, int]:
    """Return a duration and a rating, logged for ten weeks and shared."""
    for week in range(1, 11):
        start = (Period.of(today) + -week).start
        commands.record(tracker, answers, start, 1.5 + week % 3 / 10)
        commands.record(tracker, forecast, start, 3 + week % 2)
    for measure_id in (answers, forecast):
        commands.share_measure(tracker, measure_id, shared=True)
    commands.publish_for(tracker, finance, on=True)
    return answers, forecast


def answered(page: Path) -> str:
    """Rate a page as a customer does, and return the code it makes."""
    with chromium() as browser:
        browser.open(page)
        browser.click("fieldset:nth-of-type(1) label:nth-child(5)")
        browser.click("fieldset:nth-of-type(2) label:nth-child(3)")
        browser.keys(".comment textarea", "Thank you, it was fast" + KEYS["tab"] + KEYS["space"])
        return browser.get(".code", "value")


@pytest.mark.skipif(MISSING, reason=WHY)
def test_a_page_is_rated_and_the_rating_is_on_the_chart(
    qtbot, bridge, tracker, measures, finance, tmp_path, today
):
    publish(tracker, today, write_whole, tmp_path)
    code = answered(next(tmp_path.glob("finance-leads-*.html")))
    trends = TrendsPage(bridge)
    qtbot.addWidget(trends)
    trends.resize(1084, 740)
    trends.show()
    trends.refresh()
    qtbot.waitUntil(lambda: trends.card.chart is not None)
    dialog = ReplyDialog(bridge, trends)
    dialog.code.setPlainText(f"Hello Ada,\n\n> {code}\n\nZoë")
    dialog.save()
    for measure_id, value, on_axis in ((measures[0], 4, False), (measures[1], 2, True)):
        trends.show_measure(measure_id)
        (placed,) = trends.card.chart.ratings
        (rated,) = placed.ratings
        assert (rated.day, rated.shown) == (today, f"{value} of 5")
        assert (rated.value is not None) is on_axis
    (row,) = ledger_rows(tracker, finance)
    assert row.response == (
        "Rated Month-end close answers 4 of 5 and Forecast was usable as sent 2 of 5."
        " “Thank you, it was fast”"
    )
    assert today - row.share.shared_on < timedelta(days=1)
