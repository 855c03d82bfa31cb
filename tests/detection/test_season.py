"""Whether a season explains likeness, against the definition."""

import json
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.detection.season import CYCLES, Seasons


def swing(seed: int, length: int, cycle: int, size: float = 1.5) -> list[float]:
    chance = random.Random(seed)
    return [chance.gauss(0, 1) + size * math.sin(2 * math.pi * at / cycle) for at in range(length)]


def filled(scores: list[float | None], begin: int = 0) -> Seasons:
    seasons = Seasons(begin)
    places = [at for at, score in enumerate(scores) if score is not None]
    seasons.put([begin + at for at in places], [score for score in scores if score is not None])
    return seasons


def by_the_book(scores: list[float | None]) -> bool:
    there = [score for score in scores if score is not None]
    if len(there) < 2:
        return False
    mean = math.fsum(there) / len(there)
    variance = math.fsum((score - mean) ** 2 for score in there) / len(there)
    if variance <= 1e-18:
        return False

    def pairs(lag: int) -> list[float]:
        return [
            (early - mean) * (late - mean)
            for early, late in zip(scores, scores[lag:], strict=False)
            if early is not None and late is not None
        ]

    def r(lag: int) -> float:
        return math.fsum(pairs(lag)) / max(len(pairs(lag)), 1) / variance

    for cycle in CYCLES:
        full, half = len(pairs(cycle)), len(pairs(cycle // 2))
        if len(scores) < 3 * cycle or min(full, half) < 24:
            continue
        error = 2.6 * math.sqrt(1 / full + 1 / half)
        if r(cycle) >= 0.2 and r(cycle) - r(cycle // 2) >= error and r(cycle) >= r(1):
            return True
    return False


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, 10**6), st.sampled_from(CYCLES), st.integers(0, 200), st.sampled_from([0, 0.2])
)
def test_a_season_is_what_the_definition_says(
    seed: int, cycle: int, length: int, gaps: float
) -> None:
    chance = random.Random(seed)
    scores: list[float | None] = [
        None if chance.random() < gaps else score for score in swing(seed, length, cycle)
    ]
    while scores and scores[-1] is None:
        scores.pop()
    assert filled(scores, begin=seed % 7).explain() is by_the_book(scores)


@pytest.mark.parametrize("cycle", CYCLES)
def test_every_season_is_found_when_it_is_strong(cycle: int) -> None:
    found = [filled([*swing(seed, 5 * cycle + 40, cycle)]).found() for seed in range(10)]
    assert sum(each is not None for each in found) >= 6  # long ones make neighbours alike too


def test_noise_is_no_season() -> None:
    found = [filled([*swing(seed, 200, 4, 0.0)]).explain() for seed in range(100)]
    assert sum(found) <= 3


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 160), st.integers(1, 30), st.booleans())
def test_asked_and_put_away_at_any_time_it_says_the_same(
    seed: int, length: int, every: int, gaps: bool
) -> None:
    chance = random.Random(seed)
    scores = swing(seed, length, 13)
    whole, parts = Seasons(5), Seasons(5)
    for at, score in enumerate(scores):
        if gaps and at and chance.random() < 0.2:
            continue
        whole.put([5 + at], [score])
        parts.put([5 + at], [score])
        if at % every == 0:
            parts.explain()
            parts = Seasons.from_state(5, json.loads(json.dumps(parts.to_state())))
        assert whole.explain() is parts.explain()


def test_a_spoilt_state_is_refused() -> None:
    state = filled([*swing(1, 80, 4)]).to_state()
    with pytest.raises(ValueError, match="incomplete"):
        Seasons.from_state(0, state | {"scores": state["scores"][1:]})


def test_a_season_of_one_period_is_refused() -> None:
    with pytest.raises(ValueError, match="two periods"):
        Seasons(0, cycles=(1,))
