"""When calm is offered, and when it is not."""

import math
import random

import pytest

from tracker.detection import Series, offer


def noise(seed: int, length: int) -> list[float]:
    chance = random.Random(seed)
    return [chance.gauss(0, 1) for _ in range(length)]


def series_of(values: list[float]) -> Series:
    return Series([round(50 + 5 * value, 1) for value in values], step=0.1)


def leaning(seed: int, length: int, share: float) -> Series:
    values = [0.0]
    for fresh in noise(seed, length):
        values.append(share * values[-1] + math.sqrt(1 - share * share) * fresh)
    return series_of(values[1:])


def seasonal(seed: int, length: int, cycle: int) -> Series:
    wave = [1.2 * math.sin(2 * math.pi * at / cycle) for at in range(length)]
    return series_of([one + other for one, other in zip(wave, noise(seed, length), strict=True)])


def test_values_that_lean_on_each_other_are_no_season() -> None:
    offers = [offer(leaning(seed, 156, 0.5)) for seed in range(20)]
    assert sum(each is not None for each in offers) <= 2


@pytest.mark.parametrize(("cycle", "length"), [(4, 60), (13, 78), (52, 208)])
def test_a_season_is_recognised(cycle: int, length: int) -> None:
    offers = [offer(seasonal(seed, length, cycle), cycles=(cycle,)) for seed in range(20)]
    assert sum(each is not None for each in offers) >= 15


def test_a_season_of_four_is_named_as_one() -> None:
    found = offer(seasonal(1, 104, 4))
    assert found is not None
    assert found.lag == 4
    assert found.correlation > 0.2
    assert found.pairs == 100


def test_independent_values_seldom_bring_an_offer() -> None:
    offers = [offer(series_of(noise(seed, 104))) for seed in range(150)]
    assert sum(each is not None for each in offers) <= 0.05 * 150


def test_a_lasting_change_is_no_season() -> None:
    offers = [
        offer(series_of([v + 1.5 * (at >= 60) for at, v in enumerate(noise(seed, 120))]))
        for seed in range(60)
    ]
    assert sum(each is not None for each in offers) <= 0.05 * 60


@pytest.mark.parametrize("values", [[], [1.0], [3.0] * 200, [1.0, 2.0] * 10])
def test_too_few_or_equal_values_bring_none(values: list[float]) -> None:
    assert offer(Series(values)) is None


def test_a_season_of_one_period_is_refused() -> None:
    with pytest.raises(ValueError, match="two periods"):
        offer(Series([1.0]), cycles=(1,))
