"""The XmR figures: what is usual."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.detection import Scale, xmr
from tracker.detection.baseline import Level


def test_figures_follow_the_formulas_of_the_xmr_chart() -> None:
    found = xmr([10.0, None, 12.0, 11.0, 15.0])
    assert found is not None
    assert found.count == 4
    assert found.mean == 12.0
    assert found.moving_range == pytest.approx(7 / 3)
    assert found.natural_lower == found.lower == pytest.approx(12 - 2.66 * 7 / 3)
    assert found.natural_upper == found.upper == pytest.approx(12 + 2.66 * 7 / 3)
    assert found.range_limit == pytest.approx(3.268 * 7 / 3)


@pytest.mark.parametrize(
    ("scale", "values", "lower", "upper"),
    [
        (Scale.RATING, [5.0, 4.0, 2.0, 5.0], 1.0, 5.0),
        (Scale.PERCENT, [99.0, 60.0, 100.0], 0.0, 100.0),
        (Scale.COUNT, [0.0, 3.0, 0.0], 0.0, None),
        (Scale.DURATION, [1.0, 9.0, 2.0], 0.0, None),
        (Scale.YESNO, [0.0, 1.0, 0.0], 0.0, 1.0),
    ],
)
def test_limits_are_cut_at_the_ends_of_the_scale(
    scale: Scale, values: list[float], lower: float, upper: float | None
) -> None:
    found = xmr(values, scale)
    assert found is not None
    assert found.natural_lower is not None
    assert found.lower == lower > found.natural_lower
    assert found.upper == (found.natural_upper if upper is None else upper)


def test_an_end_that_the_values_overstep_cuts_nothing() -> None:
    found = xmr([8.0, 3.0, 9.0], Scale.RATING)
    assert found is not None
    assert found.upper == found.natural_upper
    assert found.lower == 1.0


def test_under_twelve_values_limits_are_a_first_guess() -> None:
    guesses = [found.is_first_guess for n in (2, 11, 12) if (found := xmr([1.0] * n))]
    assert guesses == [True, True, False]


def test_one_value_has_a_mean_and_no_limits_and_none_has_neither() -> None:
    found = xmr([3.0, None])
    assert found is not None
    assert (found.mean, found.lower, found.upper, found.range_limit) == (3.0, None, None, None)
    assert not found.is_outside(100.0)
    assert xmr([None]) is None
    with pytest.raises(ValueError, match="no value"):
        _ = Level().mean


def test_points_outside_are_marked_but_never_on_a_constant_series() -> None:
    found = xmr([10.0, 11.0, 10.0, 11.0, 10.0])
    assert found is not None
    assert [found.is_outside(value) for value in (7.0, 8.0, 13.0, 14.0)] == [
        True, False, False, True,
    ]  # fmt: skip
    flat = xmr([0.1] * 30)
    assert flat is not None
    assert flat.mean == flat.lower == flat.upper == 0.1
    assert not flat.is_outside(0.2)


@settings(deadline=None)
@given(st.lists(st.floats(-1e100, 1e100), min_size=1, max_size=50), st.sampled_from(list(Scale)))
def test_figures_are_finite_and_in_order(values: list[float], scale: Scale) -> None:
    found = xmr(values, scale)
    assert found is not None
    assert math.isfinite(found.mean)
    if found.lower is not None and found.upper is not None:
        assert math.isfinite(found.lower)
        assert math.isfinite(found.upper)
        assert found.lower <= found.upper
