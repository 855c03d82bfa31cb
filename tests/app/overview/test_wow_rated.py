"""WOW customers rated no better than the rest over eight weeks (R9): the rule, side by side."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.overview.overview import wow_sides, wow_words
from tracker.domain.customer import Tier
from tracker.domain.measure import Area


@pytest.fixture
def other(tracker):
    return commands.add_customer(tracker, "Ops", Tier.SERVE)


def rate(tracker, customer_id, day, values):
    for value in values:
        commands.add_rating(tracker, customer_id, day, value)


def test_it_is_said_from_five_figures_on_each_side(tracker, finance, other, today):
    rate(tracker, finance, today, [4, 4, 4, 3, 4])
    rate(tracker, other, today, [4, 4, 4, 4])
    assert wow_words(tracker, today) == ""
    rate(tracker, other, today, [5])
    assert wow_words(tracker, today) == (
        "WOW customers are rated no better than the rest over 8 weeks: 3.8 of 5 on average of 5 "
        "ratings, theirs and yours, beside 4.2 on average of 5."
    )


def test_nothing_is_said_where_they_are_rated_better_and_equal_is_no_better(
    tracker, finance, other, today
):
    rate(tracker, finance, today, [4] * 5)
    rate(tracker, other, today, [4] * 5)
    assert wow_words(tracker, today)
    rate(tracker, finance, today, [5])
    assert wow_words(tracker, today) == ""


def test_own_evaluations_of_ratings_count_and_other_scales_do_not(
    tracker, forecast, answers, other, week, today
):
    for ago in range(9):
        commands.record(tracker, forecast, (week + -ago).start, 4)
        commands.record(tracker, answers, (week + -ago).start, 1)
    sides = wow_sides(tracker, today)
    assert sides.wow == (4.0,) * 8, "the ninth week is too old"
    assert sides.rest == ()


def test_archived_and_draft_measures_and_old_ratings_stay_out(
    tracker, finance, forecast, other, week, today
):
    rate(tracker, other, today - timedelta(weeks=9), [5] * 6)
    said = MeasureInput(name="Draft", area=Area.ROI, promise=4, draft=True)
    draft = commands.add_measure(tracker, other, said, today)
    commands.record(tracker, forecast, week.start, 4)
    commands.archive_measure(tracker, forecast, today)
    assert tracker.measures.get(draft).draft
    assert wow_sides(tracker, today) == wow_sides(tracker, today - timedelta(days=1))
    assert wow_sides(tracker, today).wow == wow_sides(tracker, today).rest == ()


def test_a_rating_on_a_rating_measures_own_scale_counts_too(tracker, finance, forecast, today):
    commands.add_rating(tracker, finance, today, 5, measure_id=forecast, five=False)
    assert wow_sides(tracker, today).wow == (5.0,)
