"""A spread that changed: found, placed, and never mistaken for a level."""

import math
import random

import pytest

from tracker.detection import Restlessness, Scale, Series, Verdict, judge, spread_of
from tracker.detection.regime import RunningRegime
from tracker.detection.scale import yardstick
from tracker.detection.spread import restlessness, spread_change, spread_evidence


def noise(seed: int, *parts: tuple[int, float]) -> list[float]:
    chance = random.Random(seed)
    return [round(50 + size * chance.gauss(0, 1), 1) for count, size in parts for _ in range(count)]


def regime_of(values: list[float], scale: Scale = Scale.NUMBER) -> RunningRegime:
    regime = RunningRegime(yardstick(scale, 0.1))
    for value in values:
        regime.absorb(value)
    return regime


def test_the_evidence_is_the_bayes_factor_of_two_spreads() -> None:
    values = [50.0, 52.0, 49.0, 51.0, 48.0, 50.5, 51.5, 49.5]  # nothing is clipped here
    squares = []
    for side in (values[:6], values[6:]):
        mean = math.fsum(side) / len(side)
        squares.append(math.fsum((value - mean) ** 2 for value in side))

    def term(window: int, ratio: float, early: float, late: float) -> float:
        return ratio ** -(window - 1) * ((early + late) / (early + late / ratio**2)) ** 3

    three = []
    for side in (values[:5], values[5:]):
        mean = math.fsum(side) / len(side)
        three.append(math.fsum((value - mean) ** 2 for value in side))
    wider = math.fsum(
        term(2, ratio, *squares) / 3 + term(3, ratio, *three) / 3 for ratio in (1.5, 2.0, 3.0)
    )
    assert spread_evidence(regime_of(values), Scale.NUMBER).wider == pytest.approx(wider, rel=1e-9)


def test_a_tripled_spread_is_found_and_placed() -> None:
    found = [judge(Series(noise(seed, (40, 2.0), (30, 8.0)))) for seed in range(12)]
    assert sum(each.restless is Restlessness.UNSTEADIER for each in found) >= 6
    values = noise(3, (40, 2.0), (30, 8.0))
    change = spread_change(values, Scale.NUMBER, 0.1, is_wider=True)
    assert change is not None
    assert 35 <= change.before <= 45
    assert 2.5 < change.factor < 6


def test_a_spread_that_became_narrow_is_steadier() -> None:
    judgement = judge(Series(values := noise(2, (30, 8.0), (40, 1.5))))
    assert judgement.restless is Restlessness.STEADIER
    change = spread_of(judgement, values, Scale.NUMBER)
    assert change is not None
    assert change.factor < 0.5


def test_an_even_spread_is_seldom_spoken_of() -> None:
    found = [judge(Series(noise(seed, (60, 4.0)))).restless for seed in range(150)]
    assert sum(each is not None for each in found) <= 4
    judgement = judge(Series(noise(1, (60, 4.0))))
    assert spread_of(judgement, noise(1, (60, 4.0)), Scale.NUMBER) is None


def test_yes_and_no_have_no_spread_of_their_own() -> None:
    assert spread_evidence(regime_of([0.0, 1.0] * 10, Scale.YESNO), Scale.YESNO) == (0.0, 0.0)
    assert spread_evidence(regime_of([1.0] * 7), Scale.NUMBER) == (0.0, 0.0)


def test_a_crowd_at_an_end_keeps_it_quiet_but_not_a_withheld_alarm() -> None:
    regime = regime_of([100.0] * 4 + [90.0, 80.0, 95.0, 70.0], Scale.PERCENT)
    strong = spread_evidence(regime, Scale.PERCENT)._replace(wider=1e6)
    assert restlessness(regime, strong, 1.0, withheld=False) is None
    assert restlessness(regime, strong, 1.0, withheld=True) is Restlessness.UNSTEADIER


def test_it_stands_beside_the_verdict_and_changes_none() -> None:
    for seed in range(40):
        judgement = judge(Series(noise(seed, (40, 2.0), (12, 7.0))))
        if judgement.withheld:
            assert judgement.verdict is not Verdict.LEARNING
            assert judgement.change is None
            assert judgement.restless is Restlessness.UNSTEADIER
            return
    pytest.fail("no alarm was withheld in forty series")


def test_too_few_values_have_no_place_for_a_change() -> None:
    assert spread_change([1.0] * 6, Scale.NUMBER, 1.0, is_wider=True) is None
