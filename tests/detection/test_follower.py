"""Value by value, put away and taken up, must say the same as all at once."""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.detection import (
    Band,
    Direction,
    Follower,
    Judgement,
    Scale,
    Sensitivity,
    Series,
    judge,
)
from tracker.detection.sensitivity import VERSION

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))["cases"]

relaxed = settings(deadline=None, max_examples=6)
SETTINGS = [
    Series([], step=0.1, promise=50.0),
    Series([], step=0.1, better=Band(45.0, 55.0), promise=Band(45.0, 55.0)),
    Series([], Scale.DURATION, step=1.0, better=Direction.LOWER, promise=60),
    Series([], Scale.COUNT, better=Direction.LOWER, sensitivity=Sensitivity.KEEN),
    Series([], Scale.PERCENT, planned=[30, 31, 70], promise=40.0),
    Series([], step=0.1, planned=[10], sensitivity=Sensitivity.CALM),
    Series([], promise=50.0, floor=40.0, sensitivity=Sensitivity.KEEN),
    Series([], Scale.RATING),
]


def history(seed: int, length: int) -> list[float | None]:
    chance = random.Random(seed)
    level = 50.0
    values: list[float | None] = []
    for _ in range(length):
        if chance.random() < 0.04:
            level = chance.uniform(35, 65)
        missing = chance.random() < 0.15
        values.append(None if missing else round(abs(chance.gauss(level, 4)), 1))
    return values


def replay(settings: Series, values: list[float | None], store: bool) -> list[Judgement]:
    """Push every value; where the follower gives up, judge the values so far anew."""
    follower, answers = Follower.of(settings), []
    for at, value in enumerate(values):
        if store:
            state = json.loads(json.dumps(follower.to_state(), allow_nan=False))
            follower = Follower.from_state(settings, state)
        answer = follower.push(value)
        if answer is None:
            follower = Follower.of(replace(settings, values=values[: at + 1]))
            answer = follower.judgement()
        answers.append(answer)
    return answers


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("store", [False, True])
@relaxed
@given(seed=st.integers(0, 10**6))
def test_point_by_point_gives_the_same_answer_as_in_one_go(
    settings: Series, store: bool, seed: int
) -> None:
    values = history(seed, 80)
    for at, answer in enumerate(replay(settings, values, store)):
        assert answer == judge(replace(settings, values=values[: at + 1]))


def series_of(case: dict[str, Any]) -> Series:
    target, band = case["target"], case["direction"] == "band"
    return Series(
        case["values"],
        Scale(case["kind"]),
        case["unit"],
        better=Band(*target) if band else Direction(case["direction"]),
        promise=Band(*target) if band else target,
        planned=case["restarts"],
        sensitivity=Sensitivity(case["sensitivity"]),
        floor=case.get("floor"),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_case_followed_and_put_away_says_the_same_at_every_value(
    case: dict[str, Any],
) -> None:
    whole = series_of(case)
    answers = replay(replace(whole, values=()), case["values"], store=True)
    for at, answer in enumerate(answers):
        assert answer == judge(whole.until(at + 1))


@pytest.mark.parametrize(
    ("scale", "step", "values"),
    [
        (Scale.NUMBER, 1.0, [50.0, 51.0, 49.0, 50.0, 50.0, 51.0, 50.0]),
        (Scale.PERCENT, 1.0, [97.0, 96.0, 98.0, 97.0, 97.0, 96.0, 97.0]),
        (Scale.DURATION, None, [5.0, 6.0, 4.0, 5.0, 5.0, 6.0, 5.0]),
        (Scale.RATING, None, [4.0, 5.0, 4.0, 4.0, 4.0, 5.0, 4.0]),
    ],
)
def test_a_value_finer_than_all_before_asks_for_the_values(
    scale: Scale, step: float | None, values: list[float]
) -> None:
    follower = Follower.of(Series(values, scale, step))
    assert follower.push(values[0]) is not None
    assert follower.push(4.25) is None
    assert judge(Series([*values, values[0], 4.25], scale, step)).unit == 0.01


def test_a_step_that_is_given_for_ratings_is_kept() -> None:
    follower = Follower.of(Series([4.0, 5.0, 4.0], Scale.RATING, 1.0))
    assert follower.push(4.25) is not None


@relaxed
@given(seed=st.integers(0, 10**6))
def test_values_of_growing_precision_are_followed_too(seed: int) -> None:
    chance, settings = random.Random(seed), Series([], step=1.0)
    values: list[float | None] = [
        round(chance.gauss(50 + at / 9, 3), chance.choice([0, 0, 0, at // 25])) for at in range(70)
    ]
    for at, answer in enumerate(replay(settings, values, store=True)):
        assert answer == judge(replace(settings, values=values[: at + 1]))


def test_a_slide_is_followed_without_the_history() -> None:
    chance = random.Random(7)
    flat = [round(chance.gauss(50, 2), 1) for _ in range(30)]
    slide = [round(chance.gauss(50 - 0.8 * at, 2), 1) for at in range(40)]
    walks = 0
    settings = Series([], step=0.1, promise=40.0, floor=20.0)
    follower = Follower.of(settings)
    for at, value in enumerate(flat + slide):
        follower = Follower.from_state(settings, json.loads(json.dumps(follower.to_state())))
        if follower.push(value) is None:
            walks += 1
            follower = Follower.of(replace(settings, values=[*flat, *slide][: at + 1]))
    found = follower.judgement()
    assert str(found.verdict) == "drifting_worse"
    assert found.change is not None
    assert found.change.forecast is not None
    assert walks == len(found.alarms) < 8


def test_a_steady_series_is_followed_without_its_values() -> None:
    chance = random.Random(5)
    settings = Series([], step=0.1)
    follower = Follower.of(settings)
    given_up = 0
    for _ in range(300):
        state = json.loads(json.dumps(follower.to_state()))
        follower = Follower.from_state(settings, state)
        if follower.push(round(chance.gauss(50, 4), 1)) is None:
            given_up += 1
            break
    assert given_up == 0


def test_the_state_stays_small_however_long_the_series() -> None:
    chance = random.Random(4)
    values = [round(chance.gauss(50, 4), 1) for _ in range(3000)]
    sizes = [
        len(json.dumps(Follower.of(Series(values[:n], step=0.1)).to_state())) for n in (150, 3000)
    ]
    assert max(sizes) < 8000


def collapse() -> Follower:
    values = [4.0, 5.0, 4.0, 4.0, 5.0, 4.0, 4.0, 4.0, 5.0, 4.0, 4.0, 4.0]
    return Follower.of(Series(values, Scale.RATING, 1.0))


def test_an_alarm_asks_for_the_values_and_ends_the_follower() -> None:
    follower = collapse()
    answers = [follower.push(1.0) for _ in range(4)]
    assert answers[0] is not None
    assert answers[-1] is None
    with pytest.raises(ValueError, match="anew"):
        follower.judgement()
    with pytest.raises(ValueError, match="anew"):
        follower.to_state()


def test_the_first_value_of_a_planned_change_asks_for_the_values() -> None:
    follower = Follower.of(Series([1.0, 2.0], planned=[3]))
    assert follower.push(1.0) is not None
    assert follower.push(1.0) is None


def test_a_missing_period_counts_and_three_make_a_series_stale() -> None:
    follower = collapse()
    verdicts = [answer.verdict for answer in map(follower.push, [None] * 3) if answer]
    assert [str(verdict) for verdict in verdicts] == ["steady", "steady", "stale"]


def test_an_infinite_value_is_a_missing_one_and_a_huge_one_is_refused() -> None:
    follower = collapse()
    answer = follower.push(float("inf"))
    assert answer is not None
    assert answer.missing == 1
    with pytest.raises(ValueError, match="too large"):
        follower.push(1e308)


@pytest.mark.parametrize(
    "other",
    [
        Series([], Scale.RATING, 0.5),
        Series([], Scale.RATING, 1.0, better=Direction.LOWER),
        Series([], Scale.RATING, 1.0, promise=4),
        Series([], Scale.RATING, 1.0, planned=[8]),
        Series([], Scale.RATING, 1.0, sensitivity=Sensitivity.KEEN),
        Series([], Scale.NUMBER, 1.0),
    ],
)
def test_a_state_saved_with_other_settings_is_refused(other: Series) -> None:
    state = json.loads(json.dumps(collapse().to_state()))
    with pytest.raises(ValueError, match="other settings"):
        Follower.from_state(other, state)


def test_a_state_of_an_older_version_is_refused() -> None:
    state = json.loads(json.dumps(collapse().to_state()))
    assert state["settings"][0] == VERSION == 5
    state["settings"][0] = 2
    with pytest.raises(ValueError, match="another version"):
        Follower.from_state(Series([], Scale.RATING, 1.0), state)


@pytest.mark.parametrize("part", list(collapse().to_state()))
def test_a_state_with_a_part_missing_is_refused(part: str) -> None:
    state = {key: value for key, value in collapse().to_state().items() if key != part}
    with pytest.raises(ValueError, match="not the saved state"):
        Follower.from_state(Series([], Scale.RATING, 1.0), state)
