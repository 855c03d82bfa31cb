"""Scores, guards and the recording step."""

import math

import pytest

from tracker.detection import Scale, infer_step
from tracker.detection.scale import scale_ends, score, scores, uses_step, yardstick


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
        (Scale.NUMBER, 0.25, 3.0),
        (Scale.PERCENT, 3.0, 2.25),
        (Scale.COUNT, 0.45, 3.0),
        (Scale.YESNO, 0.43, 2.5),
        (Scale.DURATION, 0.10, 3.0),
    ],
)
def test_every_scale_has_its_floor_and_clip(scale: Scale, floor: float, clip: float) -> None:
    found = yardstick(scale, 0.5)
    assert (found.floor, found.clip) == (floor, clip)


def test_a_scale_ends_where_its_values_must() -> None:
    assert {scale: scale_ends(scale) for scale in Scale} == {
        Scale.RATING: (1, 5),
        Scale.NUMBER: (None, None),
        Scale.PERCENT: (0, 100),
        Scale.COUNT: (0, None),
        Scale.YESNO: (0, 1),
        Scale.DURATION: (0, None),
    }


def test_only_three_scales_care_for_the_step() -> None:
    assert {scale for scale in Scale if uses_step(scale)} == {
        Scale.RATING,
        Scale.NUMBER,
        Scale.DURATION,
    }
    for scale in set(Scale) - {scale for scale in Scale if uses_step(scale)}:
        assert score(3.0, scale, 0.1) == score(3.0, scale, 7.0)
        assert yardstick(scale, 0.1) == yardstick(scale, 7.0)


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
    assert infer_step(values) == pytest.approx(step)
