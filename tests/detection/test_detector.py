"""The walk through a history: what it may and may not depend on."""

import math
import random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.detection import Alarm, Direction, Origin, Scale, Sensitivity, Series, detect
from tracker.detection.season import Seasons

relaxed = settings(deadline=None, max_examples=60)


def wandering(seed: int, length: int, gaps: float = 0.1) -> list[float | None]:
    """A series with changes of level, wild values and gaps."""
    chance = random.Random(seed)
    level, out = 50.0, []
    for _ in range(length):
        if chance.random() < 0.06:
            level += chance.choice([-1, 1]) * chance.uniform(3, 30)
        wild = 40.0 if chance.random() < 0.03 else 0.0
        value = round(chance.gauss(level, 4) + wild, 1)
        out.append(None if chance.random() < gaps else value)
    return out


def alarms_before(series: Series, position: int) -> list[Alarm]:
    return [alarm for alarm in detect(series).alarms if alarm.revealed < position]


@relaxed
@given(st.integers(0, 10**6), st.integers(0, 119), st.floats(-200, 200))
def test_a_correction_changes_only_what_follows_from_it(
    seed: int, position: int, value: float
) -> None:
    values = wandering(seed, 120)
    corrected = [*values[:position], value, *values[position + 1 :]]
    before, after = Series(values, step=0.1), Series(corrected, step=0.1)
    assert alarms_before(before, position) == alarms_before(after, position)
    left, right = detect(before, trace=True), detect(after, trace=True)
    assert left.trace[:position] == right.trace[:position]
    assert [mark for mark in left.one_offs if mark.position < position] == [
        mark for mark in right.one_offs if mark.position < position
    ]


@relaxed
@given(st.integers(0, 10**6), st.integers(0, 120))
def test_what_was_revealed_stays_revealed_as_time_goes_on(seed: int, length: int) -> None:
    whole = Series(wandering(seed, 120), step=0.1)
    assert list(detect(whole.until(length)).alarms) == alarms_before(whole, length)


@relaxed
@given(st.integers(0, 10**6))
def test_gaps_change_positions_and_nothing_else(seed: int) -> None:
    values = wandering(seed, 100)
    places = [at for at, value in enumerate(values) if value is not None]
    with patch.object(Seasons, "explain", return_value=False):  # seasons count periods, not values
        gappy = detect(Series(values, step=0.1))
        dense = detect(Series([values[at] for at in places], step=0.1))
    assert gappy.evidence == dense.evidence
    assert [alarm.revealed for alarm in gappy.alarms] == [
        places[alarm.revealed] for alarm in dense.alarms
    ]
    assert [span.count for span in gappy.regimes] == [span.count for span in dense.regimes]


@relaxed
@given(st.integers(0, 10**6), st.integers(1, 119))
def test_a_planned_change_leaves_the_past_alone_and_starts_anew(seed: int, cut: int) -> None:
    series = Series(wandering(seed, 120), step=0.1, planned=[cut])
    plain = Series(series.values, step=0.1)
    found = detect(series)
    assert [alarm for alarm in found.alarms if alarm.segment == 0] == list(
        detect(plain.until(cut)).alarms
    )
    later = detect(Series(series.values[cut:], step=0.1))
    assert [alarm.revealed - cut for alarm in found.alarms if alarm.segment == cut] == [
        alarm.revealed for alarm in later.alarms
    ]
    assert next(span for span in found.regimes if span.segment == cut).origin is Origin.PLANNED


@relaxed
@given(st.integers(0, 10**6))
def test_regimes_follow_each_other_without_gap_or_overlap(seed: int) -> None:
    series = Series(wandering(seed, 150), step=0.1, planned=[40, 90])
    found = detect(series)
    observed = [at for at, value in enumerate(series.values) if value is not None]
    assert sum(span.count for span in found.regimes) == len(observed)
    starts = [span.start for span in found.regimes]
    assert starts == sorted(set(starts))
    for alarm in found.alarms:
        assert alarm.since in starts
        assert alarm.since <= alarm.revealed


@relaxed
@given(st.integers(0, 10**6))
def test_turning_the_values_upside_down_turns_the_judgement(seed: int) -> None:
    values = wandering(seed, 100)
    found = detect(Series(values, step=0.1, better=Direction.LOWER))
    turned = detect(Series([None if v is None else -v for v in values], step=0.1))
    assert [(alarm.revealed, alarm.since) for alarm in found.alarms] == [
        (alarm.revealed, alarm.since) for alarm in turned.alarms
    ]
    assert [alarm.up for alarm in found.alarms] == [not alarm.up for alarm in turned.alarms]


@relaxed
@given(st.integers(0, 10**6))
def test_a_calmer_ear_hears_no_earlier(seed: int) -> None:
    values = wandering(seed, 100)

    def first(sensitivity: Sensitivity) -> float:
        alarms = detect(Series(values, step=0.1, sensitivity=sensitivity)).alarms
        return alarms[0].revealed if alarms else math.inf

    order = [first(each) for each in (Sensitivity.KEEN, Sensitivity.NORMAL, Sensitivity.CALM)]
    assert order == sorted(order)


@relaxed
@given(
    st.lists(
        st.one_of(
            st.none(), st.floats(-1e100, 1e100), st.sampled_from([math.nan, math.inf, -math.inf])
        ),
        max_size=60,
    ),
    st.sampled_from(list(Scale)),
)
def test_whatever_comes_in_only_numbers_come_out(values: list[float | None], scale: Scale) -> None:
    found = detect(Series(values, scale), trace=True)
    figures = [figure for each in found.trace if each for figure in each]
    figures += [mark.sigmas for mark in found.one_offs]
    for alarm in found.alarms:
        figures += [alarm.before, alarm.after, alarm.evidence]
    assert all(map(math.isfinite, figures))


def test_the_trace_is_kept_only_when_asked_for() -> None:
    values = [1.0, None, 2.0, 1.0, 2.0, 1.0, 2.0]
    assert detect(Series(values)).trace == ()
    trace = detect(Series(values), trace=True).trace
    assert len(trace) == len(values)
    assert trace[1] is None
    assert trace[0] == (0.0, 0.0)


def test_an_empty_series_has_one_empty_regime() -> None:
    found = detect(Series([]))
    assert [(span.start, span.count) for span in found.regimes] == [(0, 0)]
    assert found.alarms == found.one_offs == ()


def test_a_planned_change_at_the_start_or_after_the_end_changes_nothing_yet() -> None:
    values = wandering(3, 60)
    assert detect(Series(values, planned=[0, 60, 1000])).regimes == detect(Series(values)).regimes


def test_weeks_already_judged_are_not_announced_twice() -> None:
    for seed in range(30):
        revealed = [alarm.revealed for alarm in detect(Series(wandering(seed, 200))).alarms]
        assert revealed == sorted(set(revealed))


def test_a_long_history_of_every_awkward_shape_is_walked_to_its_end() -> None:
    length = 6_000
    ramp = [float(at) for at in range(length)]
    saw = [float(at % 2) for at in range(length)]
    flat = [3.0] * length
    for values in (ramp, saw, flat):
        found = detect(Series(values))
        assert sum(span.count for span in found.regimes) == length
    assert detect(Series(ramp)).alarms
    assert not detect(Series(flat)).alarms


@pytest.mark.parametrize("values", [[5.0], [5.0, None], [None, 5.0]])
def test_one_value_is_a_regime_of_one(values: list[float | None]) -> None:
    (span,) = detect(Series(values)).regimes
    assert span.count == 1
    assert span.start == values.index(5.0)
