"""Customers' ratings reach the chart of their measure, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tracker.app import commands
from tracker.app.sharing.scorecard import scorecard
from tracker.app.trends.trend import trend_picture, trend_sheet
from tracker.report.charts.picture import CustomerRating
from tracker.report.charts.reading import reading


@pytest.fixture
def given(tracker, finance, logged, forecast, today):
    """Rate both measures and everything, on the day."""
    for measure_id in (logged, forecast):
        commands.add_rating(tracker, finance, today, 4, "Good", measure_id=measure_id)
    commands.add_rating(tracker, finance, today, 5, "In all")


def test_five_stars_beside_days_have_no_place_on_their_axis(tracker, given, logged, today):
    assert trend_picture(tracker, logged, today).ratings == (
        CustomerRating(today, "4 of 5", None, "Good"),
    )
    assert trend_sheet(tracker, logged, today).picture.ratings[0].shown == "4 of 5"


def test_five_stars_beside_a_rating_lie_on_its_axis(tracker, given, forecast, today):
    assert trend_picture(tracker, forecast, today).ratings == (
        CustomerRating(today, "4 of 5", 4, "Good"),
    )


def test_a_figure_on_the_measure_s_own_scale_has_its_unit(tracker, finance, logged, today):
    commands.add_rating(tracker, finance, today, 3, measure_id=logged, five=False)
    assert trend_picture(tracker, logged, today).ratings == (CustomerRating(today, "3 days", 3),)


def test_words_without_a_figure_and_days_beyond_are_not_on_it(tracker, finance, logged, today):
    commands.add_rating(tracker, finance, today, None, "only words", measure_id=logged)
    commands.add_rating(tracker, finance, today - timedelta(weeks=90), 2, measure_id=logged)
    assert trend_sheet(tracker, logged, today, 13).picture.ratings == ()
    first = today - timedelta(weeks=4)
    assert trend_picture(tracker, logged, today, first).ratings == ()


def test_a_rating_is_read_with_its_day_figure_and_words(tracker, given, logged, today):
    (one,) = trend_picture(tracker, logged, today).ratings
    measure = tracker.measures.get(logged)
    assert reading(one, measure) == "20 Nov 2026 · customer’s rating: 4 of 5 · “Good”"


def test_a_scorecard_s_chart_shows_no_rating_that_has_no_switch(
    tracker, given, finance, logged, today
):
    commands.share_measure(tracker, logged, shared=True)
    content = scorecard(tracker, finance, today - timedelta(weeks=8), today + timedelta(2), today)
    assert content.measures[0].picture.ratings == ()
