"""What is said of a series."""

import math
import pickle
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.detection import (
    Band,
    Direction,
    RegimeStanding,
    Scale,
    Sensitivity,
    Series,
    Verdict,
    detect,
    judge,
)
from tracker.detection.tally import ScoreSums, difference

GOOD = [4.0, 5.0, 4.0, 4.0, 5.0, 4.0, 4.0, 4.0, 5.0, 4.0, 4.0, 4.0]


def rating(values: list[float | None], **others: Any) -> Series:
    return Series(values, Scale.RATING, 1.0, **others)


@pytest.mark.parametrize("have", range(6))
def test_under_six_values_it_is_learning_and_says_how_many_it_has(have: int) -> None:
    found = judge(rating([4.0, None] * have))
    assert found.verdict is Verdict.LEARNING
    assert (found.have, found.need) == (have, 6)


def test_six_values_end_the_learning() -> None:
    assert judge(rating(GOOD[:6])).verdict is Verdict.STEADY


@pytest.mark.parametrize(
    ("better", "verdict"), [(Direction.HIGHER, Verdict.WORSE), (Direction.LOWER, Verdict.BETTER)]
)
def test_a_lasting_fall_is_worse_or_better_by_direction(
    better: Direction, verdict: Verdict
) -> None:
    found = judge(rating([*GOOD, 2.0, 2.0, 2.0, 2.0], better=better))
    assert found.verdict is verdict
    assert found.since == 12
    assert found.revealed is not None
    assert 12 < found.revealed < 16
    assert found.usual == 2.0
    assert found.change is not None
    assert found.change.before == pytest.approx(4.25)
    assert found.change.before_count == 12
    assert found.change.alarm.up is False
    assert found.recent == 2.0
    assert found.recent_count == 16 - found.revealed


def test_a_change_that_goes_back_is_steady_again_and_keeps_its_alarms() -> None:
    found = judge(rating([*GOOD, *[2.0] * 8, *GOOD, *GOOD]))
    assert found.verdict is Verdict.STEADY
    assert found.change is None
    assert found.since is found.revealed is None
    assert [alarm.up for alarm in found.alarms] == [False, True]
    assert found.recent is not None
    assert found.recent > 4


def test_a_planned_change_is_a_new_beginning() -> None:
    found = judge(rating([*GOOD, *[2.0] * 8], planned=[12]))
    assert found.verdict is Verdict.STEADY
    assert found.alarms == ()
    assert found.usual == 2.0
    young = judge(rating([*GOOD, 2.0, 2.0], planned=[12]))
    assert (young.verdict, young.have) == (Verdict.LEARNING, 2)


def test_a_planned_change_without_values_yet_is_learning() -> None:
    found = judge(rating([*GOOD, None], planned=[12]))
    assert (found.verdict, found.have, found.current) == (Verdict.LEARNING, 0, None)
    assert found.usual is None
    assert found.is_first_guess


def test_a_single_wild_value_is_a_one_off_until_the_next() -> None:
    assert judge(rating([*GOOD, 1.0])).verdict is Verdict.ONE_OFF
    after = judge(rating([*GOOD, 1.0, 4.0]))
    assert after.verdict is Verdict.STEADY
    assert [mark.position for mark in after.one_offs] == [12]


def test_growing_evidence_may_be_a_change() -> None:
    values = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 50, 54, 55, 54.0]
    lengths = [judge(Series(values[:n], step=1.0)).verdict for n in range(12, 16)]
    assert lengths[0] is Verdict.STEADY
    assert Verdict.MAYBE in lengths
    calm = Series([*values, 55.0, 54.0], step=1.0, sensitivity=Sensitivity.CALM)
    assert len(judge(calm).alarms) <= len(judge(Series(calm.values, step=1.0)).alarms)


@pytest.mark.parametrize(
    ("promise", "stance", "verdict"),
    [
        (4.0, RegimeStanding.ON_PROMISE, Verdict.STEADY),
        (5.0, RegimeStanding.BELOW, Verdict.BELOW_PROMISE),
        (Band(4.5, 5.5), RegimeStanding.BELOW, Verdict.BELOW_PROMISE),
        (Band(3.5, 4.5), RegimeStanding.ON_PROMISE, Verdict.STEADY),
    ],
)
def test_a_steady_series_may_still_be_below_its_promise(
    promise: float | Band, stance: RegimeStanding, verdict: Verdict
) -> None:
    found = judge(rating(GOOD, promise=promise))
    assert found.verdict is verdict
    assert found.kept is not None
    assert found.kept.stance is stance


def test_without_a_promise_nothing_is_said_of_it() -> None:
    assert judge(rating(GOOD)).kept is None


def test_a_promise_is_counted_while_things_change_too() -> None:
    found = judge(rating([*GOOD, *[2.0] * 9], promise=4.0))
    assert found.verdict in (Verdict.WORSE, Verdict.DRIFTING_WORSE)
    assert found.kept is not None
    assert (found.kept.met, found.kept.count) == (0, 9)


def test_three_periods_without_a_value_are_stale_and_the_verdict_stands_beside() -> None:
    gone: list[float | None] = [*GOOD, *[2.0] * 4]
    assert judge(rating([*gone, None, None])).verdict is Verdict.WORSE
    found = judge(rating([*gone, None, None, None]))
    assert (found.verdict, found.if_fresh) == (Verdict.STALE, Verdict.WORSE)
    assert found.missing == 3
    assert found.observed == 16


def test_a_slow_slide_is_called_drifting() -> None:
    wobble = [0.5, -0.5, 0.0, 1.0, -1.0, 0.5, -0.5, 0.0]
    flat = [50 + each for each in wobble * 2]
    slide = [50 - 0.8 * at + wobble[at % 8] for at in range(16)]
    verdicts = [judge(Series((flat + slide)[:n], step=0.5)).verdict for n in range(16, 33)]
    assert verdicts[0] is Verdict.STEADY
    assert Verdict.WORSE in verdicts
    assert Verdict.DRIFTING_WORSE in verdicts
    assert verdicts.index(Verdict.WORSE) < verdicts.index(Verdict.DRIFTING_WORSE)


def test_the_difference_is_measured_in_no_less_than_the_sigma_floor() -> None:
    apart = ScoreSums(8, 1.0, 0.0), ScoreSums(8, 2.0, 0.0)
    assert difference(*apart, floor=0.5) == pytest.approx(1 / (0.5 * 0.5))
    wide = ScoreSums(8, 1.0, 14.0), ScoreSums(8, 2.0, 14.0)
    assert difference(*wide, floor=0.5) == pytest.approx(1 / (2**0.5 * 0.5))


def numbers_in(value: Any) -> list[float]:
    if isinstance(value, float):
        return [value]
    if is_dataclass(value):
        return [n for each in fields(value) for n in numbers_in(getattr(value, each.name))]
    return [n for each in value for n in numbers_in(each)] if isinstance(value, tuple) else []


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.none(),
            st.floats(),
            st.integers(0, 5).map(float),
            st.sampled_from([1e100, -1e100, 1e-300, 0.0]),
        ).filter(lambda v: v is None or not math.isfinite(v) or abs(v) <= 1e100),
        max_size=70,
    ),
    st.sampled_from(list(Scale)),
    st.sampled_from([Direction.HIGHER, Direction.LOWER, Band(2.0, 3.0)]),
    st.lists(st.integers(0, 80), max_size=3),
)
def test_whatever_comes_in_there_is_a_verdict_of_finite_numbers(
    values: list[float | None], scale: Scale, better: Direction | Band, planned: list[int]
) -> None:
    promise = better if isinstance(better, Band) else 3.0
    found = judge(Series(values, scale, better=better, promise=promise, planned=planned))
    assert found.verdict in Verdict
    assert all(map(math.isfinite, numbers_in(found)))


def test_a_judgement_travels_between_processes() -> None:
    series = rating([*GOOD, *[2.0] * 9], better=Direction.LOWER, promise=4.0, planned=[3])
    assert pickle.loads(pickle.dumps(series)) == series
    assert pickle.loads(pickle.dumps(judge(series))) == judge(series)


def test_the_judgement_carries_what_was_detected() -> None:
    series = rating([*GOOD, *[2.0] * 9])
    found, walked = judge(series), detect(series)
    assert (found.regimes, found.alarms, found.one_offs) == (
        walked.regimes,
        walked.alarms,
        walked.one_offs,
    )
    assert found.evidence == walked.evidence
