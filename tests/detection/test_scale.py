"""Scores, guards and the recording step."""

import math

import pytest

from tracker.detection import Scale, recording_step
from tracker.detection.scale import decimals, scale_ends, score, scores, sigma_floor, yardstick


@pytest.mark.parametrize(
    ("scale", "value", "step", "expected"),
    [
        (Scale.RATING, 4.0, 0.5, 8.0),
        (Scale.NUMBER, 4.2, 0.1, 4.2),
        (Scale.PERCENT, 97.0, 1.0, 97.0),
        (Scale.COUNT, 3.0, 1.0, 3.4**0.75),
        (Scale.COUNT, -1.0, 1.0, 0.4**0.75),
        (Scale.YESNO, 1.0, 1.0, 1.0),
        (Scale.DURATION, 10.0, 2.0, math.log(11)),
        (Scale.DURATION, -5.0, 2.0, 0.0),
    ],
)
def test_a_value_scores_by_its_scale(
    scale: Scale, value: float, step: float, expected: float
) -> None:
    assert score(value, scale, step) == pytest.approx(expected)
    assert scores([value], scale, step) == [score(value, scale, step)]


@pytest.mark.parametrize(
    ("scale", "floor", "clip"),
    [
        (Scale.RATING, 0.42, 2.25),
        (Scale.NUMBER, 0.25, 2.5),
        (Scale.PERCENT, 0.5, 2.25),
        (Scale.COUNT, None, 3.0),
        (Scale.YESNO, 0.43, 2.5),
        (Scale.DURATION, None, 3.0),
    ],
)
def test_every_scale_has_its_floor_and_clip(scale: Scale, floor: float, clip: float) -> None:
    found = yardstick(scale, 0.5)
    assert (found.fixed, found.clip) == (floor, clip)
    assert found.floor(2.0) == sigma_floor(scale, 0.5, 2.0)


@pytest.mark.parametrize("level", [0.0, 0.3, 2.0, 40.0, 900.0])
def test_no_floor_is_above_one_recording_step(level: float) -> None:
    for scale, step in ((Scale.DURATION, 0.5), (Scale.COUNT, 1.0)):
        here, above = score(level, scale, step), score(level + step, scale, step)
        assert sigma_floor(scale, step, here) <= 1.005 * (above - here)
    assert sigma_floor(Scale.COUNT, 1.0, 0.0) == 0.45
    assert sigma_floor(Scale.COUNT, 1.0, 1000.0) == pytest.approx(0.075)
    assert sigma_floor(Scale.DURATION, 1.0, math.log(10.5)) == pytest.approx(1 / 21)


def test_values_crowd_at_the_ends_of_four_scales() -> None:
    assert {
        scale: (found.bottom, found.top) for scale in Scale if (found := yardstick(scale, 1.0))
    } == {
        Scale.RATING: (1.0, 5.0),
        Scale.NUMBER: (None, None),
        Scale.PERCENT: (0.0, 100.0),
        Scale.COUNT: (0.4**0.75, None),
        Scale.YESNO: (0.0, 1.0),
        Scale.DURATION: (None, None),
    }
    assert yardstick(Scale.RATING, 0.5).top == 10.0


def test_a_scale_ends_where_its_values_must() -> None:
    assert {scale: scale_ends(scale) for scale in Scale} == {
        Scale.RATING: (1, 5),
        Scale.NUMBER: (None, None),
        Scale.PERCENT: (0, 100),
        Scale.COUNT: (0, None),
        Scale.YESNO: (0, 1),
        Scale.DURATION: (0, None),
    }


@pytest.mark.parametrize(
    ("scale", "step", "values", "expected"),
    [
        (Scale.COUNT, 5.0, [1.25], 1.0),
        (Scale.YESNO, None, [1.0], 1.0),
        (Scale.RATING, 1.0, [3.25], 1.0),
        (Scale.RATING, None, [3.5], 0.1),
        (Scale.RATING, None, [3.333], 0.01),
        (Scale.PERCENT, 1.0, [96.0], 1.0),
        (Scale.PERCENT, 1.0, [96.5], 0.1),
        (Scale.PERCENT, None, [100 / 3], 0.01),
        (Scale.PERCENT, 0.001, [96.5], 0.001),
        (Scale.NUMBER, 5.0, [10.0], 1.0),
        (Scale.NUMBER, 0.5, [10.0], 0.5),
        (Scale.NUMBER, None, [0.125, math.nan, None], 0.001),
        (Scale.DURATION, 1.0, [2.25], 0.01),
        (Scale.DURATION, None, [], 1.0),
    ],
)
def test_values_finer_than_the_step_make_it_finer(
    scale: Scale, step: float | None, values: list[float | None], expected: float
) -> None:
    assert recording_step(values, scale, step) == expected


def test_decimals_are_counted_wherever_they_stand() -> None:
    late = [1.0] * 50 + [2.5] + [1.0] * 50 + [2.125]
    assert decimals(late) == 3
    assert decimals(late, 2) == 2
    assert decimals([1.5, None, math.inf, 2.0]) == 1


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ([], 1.0),
        ([None, math.nan, math.inf], 1.0),
        ([3.0, 4.0], 1.0),
        ([1200.0, 1e22], 1.0),
        ([1.5, None, 2.25], 0.01),
        ([1e-7], 1e-7),
        ([0.1 + 0.2], 1e-9),
        ([-2.5], 0.1),
    ],
)
def test_the_step_is_that_of_the_most_decimals(values: list[float | None], step: float) -> None:
    assert recording_step(values, Scale.NUMBER) == pytest.approx(step)
