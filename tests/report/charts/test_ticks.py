from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.scale import Scale
from tracker.report.charts.picture import Point, Stretch, TrendPicture
from tracker.report.charts.ticks import (
    axis_labels,
    date_ticks,
    level_label,
    nice_step,
    number_label,
    value_range,
    value_ticks,
)

DAY = date(2026, 3, 16)


def picture(scale: Scale, *values: float, **more) -> TrendPicture:
    points = tuple(
        Point(DAY + timedelta(weeks=at), value, "W", "") for at, value in enumerate(values)
    )
    return TrendPicture("Name", "", DAY, DAY + timedelta(weeks=35), scale, "", points, **more)


def test_values_fall_on_round_figures() -> None:
    assert value_ticks(0.9, 2.7, 5) == [1.0, 1.5, 2.0, 2.5]
    assert value_ticks(0, 100, 4) == [0, 25, 50, 75, 100]
    assert value_ticks(-0.3, 0.3, 6) == [-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3]
    assert value_ticks(3, 3, 5) == [3]


def test_whole_things_are_not_halved() -> None:
    assert value_ticks(0, 2.2, 6, whole=True) == [0, 1, 2]


@given(st.floats(-1e12, 1e12), st.floats(1e-9, 1e12), st.integers(1, 12))
def test_ticks_lie_within_the_range_and_are_about_as_many_as_wanted(low, span, wanted) -> None:
    high = low + span
    ticks = value_ticks(low, high, wanted)
    slack = 1e-6 * (high - low) + 8 * math.ulp(max(abs(low), abs(high)))
    assert all(low - slack <= tick <= high + slack for tick in ticks)
    assert ticks == sorted(ticks)
    assert len(ticks) <= wanted + 2


@pytest.mark.parametrize(
    ("least", "step"), [(0.9, 1), (1, 1), (1.1, 2), (2.2, 2.5), (26, 50), (0.07, 0.1), (9e-7, 1e-6)]
)
def test_steps_are_one_two_two_and_a_half_or_five(least, step) -> None:
    assert nice_step(least) == pytest.approx(step, rel=1e-12)


@pytest.mark.parametrize(
    ("value", "step", "words"),
    [
        (2.5, 0.5, "2.5"),
        (2.0, 0.5, "2"),
        (0.25, 0.25, "0.25"),
        (-1.0, 1, "−1"),
        (-0.0, 1, "0"),
        (1234, 1, "1234"),
        (12000, 2000, "12\u202f000"),
        (1.5e6, 5e5, "1.5M"),
        (3e9, 1e9, "3bn"),
        (2e12, 1e12, "2tn"),
        (1e6 + 1, 1, "1\u202f000\u202f001"),
        (2e-12, 1e-12, "2e−12"),
        (0.0, 1e-12, "0"),
    ],
)
def test_a_figure_is_as_fine_as_its_step(value, step, words) -> None:
    assert number_label(value, step) == words


def test_levels_beside_each_other_have_the_same_decimals() -> None:
    assert [level_label(value, 0.9, 2.7) for value in (1.0, 1.7321, 2.4)] == ["1.0", "1.7", "2.4"]
    assert level_label(96.4, 85, 100) == "96"


def test_half_a_year_is_named_by_months() -> None:
    ticks = date_ticks(DAY, date(2026, 11, 22), 9)
    assert [name for _, name in ticks] == ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    assert all(day.day == 1 for day, _ in ticks)


def test_a_quarter_is_named_by_mondays() -> None:
    ticks = date_ticks(date(2026, 8, 31), date(2026, 11, 22), 6)
    assert [name for _, name in ticks][:2] == ["31 Aug", "14 Sep"]
    assert all(day.weekday() == 0 for day, _ in ticks)


def test_a_january_says_its_year() -> None:
    names = [name for _, name in date_ticks(date(2025, 10, 1), date(2026, 12, 31), 8)]
    assert names == ["Oct", "2026", "Apr", "Jul", "Oct"]
    assert [name for _, name in date_ticks(date(2006, 11, 27), DAY, 9)] == [
        "2010",
        "2015",
        "2020",
        "2025",
    ]


def test_days_backwards_have_no_ticks_and_one_day_has_one() -> None:
    assert date_ticks(DAY, DAY - timedelta(days=1), 5) == []
    assert date_ticks(DAY, DAY, 5) == [(DAY, "16 Mar")]
    assert date_ticks(date(2026, 2, 2), date(2026, 2, 27), 1) == [(date(2026, 2, 2), "2 Feb")]


@given(st.dates(date(1970, 1, 1)), st.integers(0, 80_000), st.integers(1, 20))
def test_date_ticks_lie_on_the_axis_each_with_its_own_day(first, days, wanted) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal()))
    ticks = date_ticks(first, last, wanted)
    assert 1 <= len(ticks) <= wanted
    assert all(first <= day <= last for day, _ in ticks)
    assert len({day for day, _ in ticks}) == len(ticks)


def test_a_rating_always_shows_all_of_its_scale() -> None:
    assert value_range(picture(Scale.RATING, 3, 3)) == (0.8, 5.2)
    assert axis_labels(picture(Scale.RATING), 3) == [(float(n), str(n)) for n in range(1, 6)]


def test_a_percentage_never_leaves_its_scale() -> None:
    low, high = value_range(picture(Scale.PERCENT, 97, 99, 100))
    assert high == 100
    assert 85 < low < 95
    assert value_range(picture(Scale.PERCENT)) == (0, 100)
    assert axis_labels(picture(Scale.PERCENT, 0, 100), 4)[-1] == (100, "100\u202f%")


def test_a_small_move_of_a_percentage_can_be_seen() -> None:
    low, high = value_range(picture(Scale.PERCENT, 99.91, 99.5, 99.52))
    assert 0.8 <= high - low <= 1.3
    low, high = value_range(picture(Scale.PERCENT, 95.1, 95.4))
    assert 2.0 <= high - low <= 2.5
    low, high = value_range(picture(Scale.PERCENT, 95, 96))
    assert high - low >= 9.0


def test_yes_and_no_are_words() -> None:
    assert [name for _, name in axis_labels(picture(Scale.YESNO, 1, 0), 6)] == ["no", "yes"]


def test_promise_and_usual_range_are_within_the_picture() -> None:
    held = (Stretch(DAY, DAY, high=9.0),)
    usual = (Stretch(DAY, DAY, low=-3.0, high=7.0, middle=2.0),)
    low, high = value_range(picture(Scale.DURATION, 4, 5, promises=held, usual=usual))
    assert low == 0, "a duration is never below 0"
    assert high > 9


def test_small_values_far_from_zero_fill_the_picture() -> None:
    low, high = value_range(picture(Scale.NUMBER, 1000, 1001))
    assert 999 < low < 1000
    assert 1001 < high < 1002


def test_nothing_known_has_a_range_but_no_figures() -> None:
    assert value_range(picture(Scale.NUMBER)) == (0, 1)
    assert axis_labels(picture(Scale.NUMBER), 5) == []


FLOATS = st.floats(-1e12, 1e12)


@given(
    st.sampled_from(Scale),
    st.lists(FLOATS | st.sampled_from([math.nan, math.inf, 5e-324]), max_size=6),
)
def test_every_range_has_an_extent_and_figures_that_differ(scale, values) -> None:
    shown = picture(scale, *values)
    low, high = value_range(shown)
    assert math.isfinite(low)
    assert low < high
    labels = axis_labels(shown, 5)
    names = [name for _, name in labels]
    assert len(set(names)) == len(names)
    assert len(labels) <= 8


@pytest.mark.parametrize("value", [0.0, 1e-12, 5e-324, -3.0, 1e12, 7.0])
@pytest.mark.parametrize("scale", [Scale.NUMBER, Scale.COUNT, Scale.DURATION])
def test_the_same_value_again_and_again_lies_inside(scale, value) -> None:
    low, high = value_range(picture(scale, value, value, value))
    expected = max(value, 0.0) if scale is not Scale.NUMBER else value
    assert low <= expected < high
