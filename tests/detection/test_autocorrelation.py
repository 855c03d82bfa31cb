"""How much values lean, against the long way round."""

import itertools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.autocorrelation import Neighbours, inflation, products_about, shrunk


def variance_of_the_difference(phi: float, recent: int, before: int) -> float:
    """Sum every covariance of AR(1) values: the mean of the last less the mean before."""
    count = recent + before
    shares = [-1 / before] * before + [1 / recent] * recent
    return math.fsum(
        shares[i] * shares[j] * phi ** abs(i - j) for i in range(count) for j in range(count)
    )


@given(st.floats(0.0, 0.9), st.integers(1, 12), st.integers(4, 30))
def test_the_inflation_is_that_of_all_covariances(phi: float, recent: int, before: int) -> None:
    plain = variance_of_the_difference(0.0, recent, before)
    expected = max(variance_of_the_difference(phi, recent, before) / plain, 1.0)
    assert inflation(phi, recent, before) == pytest.approx(expected, rel=1e-6)


def test_independent_values_are_not_inflated() -> None:
    assert inflation(0.0, 3, 20) == pytest.approx(1.0)
    assert inflation(0.5, 8, 40) > 2.0


@pytest.mark.parametrize("wrong", [(1.0, 1, 4), (-0.1, 1, 4), (0.5, 0, 4), (0.5, 1, 0)])
def test_impossible_leanings_are_refused(wrong: tuple[float, int, int]) -> None:
    with pytest.raises(ValueError, match="leaning lies"):
        inflation(*wrong)


def test_products_about_the_mean_are_those_of_the_definition() -> None:
    chance = random.Random(3)
    scores = [chance.gauss(7, 2) for _ in range(20)]
    mean = math.fsum(scores) / 20
    expected = math.fsum((a - mean) * (b - mean) for a, b in itertools.pairwise(scores))
    plain = math.fsum(a * b for a, b in itertools.pairwise(scores))
    found = products_about(math.fsum(scores), plain, scores[0] + scores[-1], 20)
    assert found == pytest.approx(expected, abs=1e-9)


def test_little_is_believed_of_few_pairs() -> None:
    assert shrunk(0.5, 9, 1) < 0.1
    assert shrunk(0.5, 39, 1) == pytest.approx((0.5 + 2.5 / 40) / 2)
    assert shrunk(0.5, 4000, 1) == pytest.approx(0.5, abs=0.01)
    assert shrunk(0.99, 4000, 1) == 0.9
    assert shrunk(-0.4, 4000, 1) == 0.0


def test_the_estimate_is_freed_of_its_bias() -> None:
    chance = random.Random(8)
    raw, freed = [], []
    for _ in range(4000):
        values = [chance.gauss(0, 1)]
        for _ in range(29):
            values.append(0.5 * values[-1] + math.sqrt(0.75) * chance.gauss(0, 1))
        mean = math.fsum(values) / 30
        products = math.fsum((a - mean) * (b - mean) for a, b in itertools.pairwise(values))
        raw.append(products / math.fsum((v - mean) ** 2 for v in values) * 30 / 29)
        freed.append(raw[-1] + (1 + 3 * raw[-1]) / 30)
    assert math.fsum(raw) / 4000 < 0.45
    assert math.fsum(freed) / 4000 == pytest.approx(0.5, abs=0.02)


def test_neighbours_are_pooled_by_adding() -> None:
    pooled = Neighbours(1.0, 2.0, 3, 1) + Neighbours(0.5, 4.0, 5, 1)
    assert pooled == (1.5, 6.0, 8, 2)
    with pytest.raises(TypeError):
        Neighbours() + (1.0, 2.0, 3, 4)  # noqa: RUF005 - that it is refused is the point
