"""A slide against a step, against two steps, and where a change began."""

import math
import random

import pytest

from tracker.detection import Scale
from tracker.detection.slide import UNTOLD, SlideOdds, likely_start, slide_odds


def noise(seed: int, count: int) -> list[float]:
    chance = random.Random(seed)
    return [chance.gauss(0, 1) for _ in range(count)]


def left(scores: list[float], shapes: list[list[float]]) -> float:
    """Squares that the best single shape leaves, worked out the long way."""
    best, count = 0.0, len(scores)
    mean = math.fsum(scores) / count
    for shape in shapes:
        middle = math.fsum(shape) / count
        contrast = math.fsum((q - middle) * y for q, y in zip(shape, scores, strict=True))
        best = max(best, contrast**2 / math.fsum((q - middle) ** 2 for q in shape))
    return math.fsum((y - mean) ** 2 for y in scores) - best


def test_the_odds_are_those_of_two_regressions() -> None:
    scores = [each + max(0, at - 12) * 0.2 for at, each in enumerate(noise(21, 30))]
    steps = [[float(at >= cut) for at in range(30)] for cut in range(4, 30)]
    slides = [[max(0.0, at - cut + 1) for at in range(30)] for cut in range(4, 28)]
    floor = 0.5 * 29 * 0.5**2
    expected = 15 * math.log((left(scores, steps) + floor) / (left(scores, slides) + floor))
    found = slide_odds(scores, Scale.NUMBER, 1.0)
    assert found.one == pytest.approx(expected, rel=1e-8)
    assert found.two <= found.one + math.log(30)


def test_a_slide_is_told_from_a_step_and_from_two() -> None:
    wobble = [0.1, -0.1, 0.0, 0.1, 0.0, -0.1]
    slide = slide_odds(wobble * 2 + [0.3 * at for at in range(1, 13)], Scale.NUMBER, 0.2)
    step = slide_odds(wobble * 2 + [2.0 + each for each in wobble * 2], Scale.NUMBER, 0.2)
    stairs = [at // 8 * 3.0 + each for at, each in enumerate(wobble * 4)]
    two = slide_odds(stairs, Scale.NUMBER, 0.2)
    assert slide.slides
    assert slide.one > 1.0
    assert step.one < -1.0
    assert two.two < 0.0
    assert not step.slides
    assert not two.slides


def test_it_is_too_early_under_eight_values() -> None:
    assert slide_odds([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], Scale.NUMBER, 1.0) == UNTOLD
    assert not UNTOLD.slides
    assert SlideOdds(1.0, 0.0).slides
    assert not SlideOdds(5.0, -0.1).slides


def test_the_start_of_a_change_is_where_the_two_sides_differ_most() -> None:
    sums = [0.0]
    for score in [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 9.0, 8.0, 9.0]:
        sums.append(sums[-1] + score)
    assert likely_start(sums) == 6
    assert likely_start([0.0] * 9) == 4, "equal values: the first place of all"
