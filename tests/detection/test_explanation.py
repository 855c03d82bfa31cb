"""Every figure opens the numbers it came from."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.detection import RegimeStanding, Rule, Scale, Series, Verdict, explain, judge

GOOD: list[float | None] = [4.0, 5.0, 4.0, None, 5.0, 4.0, 4.0, 4.0, 5.0, 4.0, 4.0, 4.0]


def rating(values: list[float | None], **others: float) -> Series:
    return Series(values, Scale.RATING, 1.0, **others)


def test_a_change_is_explained_by_the_values_that_revealed_it() -> None:
    series = rating([*GOOD, 2.0, 2.0, 2.0, 2.0, 2.0])
    judgement = judge(series)
    found = explain(series, judgement)
    alarm = judgement.alarms[0]
    assert found.rule is Rule.CHANGE_STANDS
    assert found.before.values == tuple(v for v in GOOD if v is not None)
    assert found.before.mean == alarm.before
    assert found.recent.start == alarm.since == 12
    assert found.recent.mean == alarm.after
    assert len(found.recent.values) == alarm.after_count
    assert found.evidence.strongest == alarm.evidence >= found.thresholds.down
    count = len(found.before.values) + alarm.after_count  # three of them are fives
    assert found.thresholds.down == pytest.approx(125.0 * math.exp(-0.05 + 0.75 * 2 * 3 / count))
    assert found.change == judgement.change


def test_a_second_change_is_explained_from_its_own_regime() -> None:
    series = rating([*GOOD, *[2.0] * 10, *[5.0] * 6])
    judgement = judge(series)
    found = explain(series, judgement)
    last = judgement.alarms[-1]
    assert len(judgement.alarms) == 2
    if judgement.change is not None:
        assert found.before.start == judgement.alarms[0].since
        assert found.recent.mean == last.after


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(6, 60))
def test_comparisons_add_up_to_the_evidence(seed: int, length: int) -> None:
    chance = random.Random(seed)
    series = Series([round(chance.gauss(50, 5), 1) for _ in range(length)], step=0.1)
    judgement = judge(series)
    found = explain(series, judgement)
    up = math.fsum(each.evidence for each in found.comparisons if each.up)
    down = math.fsum(each.evidence for each in found.comparisons if not each.up)
    assert found.evidence.up == pytest.approx(up, rel=1e-9)
    assert found.evidence.down == pytest.approx(down, rel=1e-9)
    order = [each.evidence for each in found.comparisons]
    assert order == sorted(order, reverse=True)
    if judgement.change is None and found.comparisons:
        best = found.comparisons[0]
        assert len(found.recent.values) == best.window
        assert found.recent.mean == pytest.approx(best.recent)
        assert found.before.mean == pytest.approx(best.before)


@pytest.mark.parametrize(
    ("values", "promise", "rule"),
    [
        (GOOD[:3], None, Rule.TOO_FEW_VALUES),
        ([], None, Rule.TOO_FEW_VALUES),
        (GOOD, None, Rule.NOTHING_STANDS_OUT),
        (GOOD, 5.0, Rule.PROMISE_MISSED),
        ([*GOOD, 1.0], None, Rule.RECORD_FAR_OUT),
    ],
)
def test_the_rule_is_named(values: list[float | None], promise: float | None, rule: Rule) -> None:
    series = Series(values, Scale.RATING, 1.0, promise=promise)
    found = explain(series, judge(series))
    assert found.rule is rule
    assert (found.one_off is not None) == (rule is Rule.RECORD_FAR_OUT)
    assert (found.have, found.need) == (len([v for v in values if v is not None]), 6)


def test_a_missed_promise_shows_its_counts_and_a_level_its_limits() -> None:
    series = Series(GOOD, Scale.RATING, 1.0, promise=5.0)
    found = explain(series, judge(series))
    assert found.kept is not None
    assert (found.kept.met, found.kept.count, found.kept.stance) == (3, 11, RegimeStanding.BELOW)
    assert found.limits is not None
    assert found.limits.mean == pytest.approx(47 / 11)


def test_every_verdict_has_its_rule() -> None:
    stale = rating([*GOOD, None, None, None])
    judgement = judge(stale)
    assert judgement.verdict is Verdict.STALE
    assert explain(stale, judgement).rule is Rule.NOTHING_STANDS_OUT


def test_equal_values_have_nothing_to_compare() -> None:
    series = rating([4.0] * 10)
    found = explain(series, judge(series))
    assert found.comparisons == ()
    assert found.before.values == ()
    assert found.recent.mean == 4.0
