"""What may be handed in, and what is refused."""

import math

import pytest

from tracker.detection import Band, Direction, Scale, Series


def test_nan_and_infinite_values_are_missing_ones() -> None:
    series = Series([1, math.nan, math.inf, -math.inf, None])
    assert series.values == (1.0, None, None, None, None)


@pytest.mark.parametrize("value", [1e308, -1.1e100])
def test_a_value_too_large_to_judge_is_refused_with_its_place(value: float) -> None:
    with pytest.raises(ValueError, match="position 1 is too large"):
        Series([1.0, value])


@pytest.mark.parametrize("step", [0.0, -1.0, math.nan, math.inf, 1e-200])
def test_a_step_must_be_a_positive_number(step: float) -> None:
    with pytest.raises(ValueError, match="positive number"):
        Series([1.0], step=step)


def test_a_planned_change_before_the_beginning_is_refused() -> None:
    with pytest.raises(ValueError, match="position -1"):
        Series([1.0], planned=[3, -1])


def test_planned_changes_are_put_in_order_once() -> None:
    assert Series([1.0], planned=[5, 2, 5]).planned == (2, 5)


@pytest.mark.parametrize("promise", [math.nan, math.inf])
def test_a_promise_must_be_finite(promise: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Series([1.0], promise=promise)


def test_a_band_is_promised_as_a_band() -> None:
    with pytest.raises(ValueError, match="band"):
        Series([1.0], better=Band(1, 2), promise=1.5)
    assert Series([1.0], better=Direction.LOWER, promise=Band(1, 2)).promise == Band(1, 2)


def test_a_forecast_looks_at_the_promise_and_the_floor() -> None:
    assert Series([1.0], promise=3).lines == (3,)
    assert Series([1.0], promise=3, floor=2).lines == (3, 2)
    assert Series([1.0], better=Band(1, 2), promise=Band(1, 2), floor=0).lines == (1, 2, 0)
    assert Series([1.0]).lines == ()


@pytest.mark.parametrize("ends", [(2, 1), (math.nan, 1), (0, math.inf)])
def test_a_band_needs_two_ends_in_order(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="band"):
        Band(*ends)


def test_the_step_is_taken_from_the_values_where_it_matters() -> None:
    assert Series([1.25, 2.5]).unit == 0.01
    assert Series([1.25, 2.5], Scale.PERCENT).unit == 0.01
    assert Series([1.25, 2.5], Scale.COUNT).unit == 1.0
    assert Series([1.25, 2.5], Scale.RATING, 0.5).unit == 0.5
    assert Series([1.5, 2.5], step=0.5).unit == 0.1
    assert Series([1.0, 2.0], step=0.5).unit == 0.5


def test_looking_back_knows_the_step_of_then() -> None:
    whole = Series([1.0, 2.0, 2.5], planned=[1])
    early = whole.until(2)
    assert early.values == (1.0, 2.0)
    assert (early.unit, whole.unit, whole.at_unit(2).unit) == (1.0, 0.1, 0.1)
    assert early.planned == (1,)
    assert Series([1.0]).until(-3).values == ()
