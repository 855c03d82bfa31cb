"""One judgement of a promise: made of the periods' own verdicts and of a revealed change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.scale import Scale
from tracker.domain.keeping import Keeping, KeepingState, StandingChange, keeping_of
from tracker.domain.measure import Better, Horizon, Measure, Source, Version
from tracker.domain.period import DEFAULT_PHASE, Cadence

START = date(2026, 1, 5)
PROMISE = Version(
    1, "u", 1, START, Better.LOWER, promise=2, unit="days", step=0.1, reason="they shout"
)
KEPT, PARTLY, NOT = KeepingState.KEPT, KeepingState.PARTLY_KEPT, KeepingState.NOT_KEPT
NOT_SINCE, AGAIN = KeepingState.NOT_KEPT_SINCE, KeepingState.KEPT_AGAIN_SINCE
TOO_FEW, NO_PROMISE = KeepingState.TOO_FEW, KeepingState.NO_PROMISE


def measure(*versions: Version, scale: Scale = Scale.DURATION) -> Measure:
    return Measure(
        1, "u", 1, None, "Answers", None, scale, Cadence.WEEKLY, DEFAULT_PHASE, Source.ME,
        Horizon.NOW, shared=False, draft=False, archived_on=None, position=0,
        versions=versions or (PROMISE,),
    )  # fmt: skip


def week(number: int) -> date:
    return START + timedelta(weeks=number)


def weeks(*values: float) -> list[tuple[date, float]]:
    return [(week(at), value) for at, value in enumerate(values)]


def marks(text: str) -> list[tuple[date, float]]:
    """Return weeks that keep (k) or break (b) the promise, or have no value (.)."""
    levels = {"k": 1.5, "b": 2.5}
    return [(week(at), levels[sign]) for at, sign in enumerate(text) if sign != "."]


def worse(since: int) -> StandingChange:
    return StandingChange(week(since), worse=True)


def better(since: int) -> StandingChange:
    return StandingChange(week(since), worse=False)


@pytest.mark.parametrize(
    ("told", "state", "since"),
    [
        ("", TOO_FEW, None),
        ("kk", TOO_FEW, None),
        ("bb", TOO_FEW, None),
        ("kkk", KEPT, None),
        ("bbb", NOT, None),
        ("kkkb", KEPT, None),
        ("kbkb", PARTLY, None),
        ("kkbkkbkkb", PARTLY, None),
        ("bkbbkb", NOT, None),
        ("kkkkkkkkkkbbb", NOT_SINCE, 10),
        ("kkkkkkkkkkbb", KEPT, None),
        ("kbkbbb", NOT_SINCE, 3),
        ("kbbbbb", NOT_SINCE, 1),
        ("bbkbbb", NOT, None),
        ("bbbkkk", AGAIN, 3),
        ("bbbkk", NOT, None),
        ("kkbbkkk", AGAIN, 4),
        ("bkkk", KEPT, None),
        ("bbkkkk", AGAIN, 2),
        ("kkbkkk", KEPT, None),
        ("kkkbkkk", KEPT, None),
        ("bbbkkkkkkkkkk", KEPT, None),
        ("k.k.k", KEPT, None),
        ("kkk.b.b.b", NOT_SINCE, 4),
    ],
)
def test_the_state_follows_the_verdicts_of_the_periods(
    told: str, state: KeepingState, since: int | None
) -> None:
    found = keeping_of(measure(), marks(told))
    assert found.state is state
    assert found.since == (None if since is None else week(since))
    assert (found.met, found.of) == (told.count("k"), told.count("k") + told.count("b"))


@pytest.mark.parametrize(
    ("values", "change", "state"),
    [
        # its mean breaks the promise, though the newest three do not all
        ((1.5, 1.6, 1.4, 1.6, 2.6, 2.8, 1.9), worse(4), NOT_SINCE),
        # worse, but still as promised
        ((1.0, 1.1, 0.9, 1.0, 1.7, 1.8, 1.9), worse(4), KEPT),
        # its mean breaks the promise by one value alone
        ((1.5, 1.6, 1.4, 1.6, 9.0, 1.8, 1.9, 1.7), worse(4), KEPT),
        # it was not kept before, either
        ((2.2, 2.1, 1.9, 2.4, 3.6, 3.8, 1.9), worse(4), NOT),
        # a change before the span turns nothing in it
        ((2.2, 1.9, 2.4, 1.8), worse(-3), PARTLY),
        # better, and the mean keeps it now
        ((3.0, 2.8, 1.9, 2.9, 1.4, 1.5), better(4), AGAIN),
        # better, and still not as promised
        ((5.0, 4.8, 4.9, 4.9, 2.4, 2.5), better(4), NOT),
        # better than kept is kept
        ((1.9, 1.8, 1.9, 1.9, 1.0, 1.1), better(4), KEPT),
        # worse, but the newest three keep it again
        ((1.5, 1.6, 1.4, 2.6, 2.8, 2.9, 3.0, 1.9, 1.8, 1.9), worse(3), AGAIN),
        # steady: the share alone
        ((1.5, 1.6, 1.4, 1.6, 2.6, 2.8, 1.9), None, PARTLY),
    ],
)
def test_a_revealed_change_counts_from_its_beginning(
    values: tuple[float, ...], change: StandingChange | None, state: KeepingState
) -> None:
    found = keeping_of(measure(), weeks(*values), change)
    assert found.state is state
    if state in {NOT_SINCE, AGAIN}:
        assert found.since is not None
        assert change is not None
        at = (found.since - START).days // 7
        assert week(at) == change.since or found.state is AGAIN
        assert found.since_of == len(values) - at
        assert found.since_met == sum(value <= 2 for value in values[at:])


@pytest.mark.parametrize("told", ["bbbbb", "kbkbb", "bkkbk", "bbb", "kkkkbbb"])
@pytest.mark.parametrize("change", [worse(-3), better(-3), worse(0), better(0)])
def test_a_change_before_the_span_turns_nothing_in_it(told: str, change: StandingChange) -> None:
    found = keeping_of(measure(), marks(told), change)
    assert found == keeping_of(measure(), marks(told))


def test_the_earlier_of_run_and_change_is_the_day() -> None:
    found = keeping_of(measure(), marks("kkkkbbbb"), worse(6))
    assert (found.state, found.since) == (NOT_SINCE, week(4))


def test_an_average_within_the_promise_over_broken_weeks_is_not_called_kept() -> None:
    early, late = (1.6, 1.5, 1.6, 1.7, 1.5, 1.6, 1.5), (2.3, 2.4, 2.6, 2.6, 2.5)
    found = keeping_of(measure(), weeks(*early, *late), worse(7))
    assert (found.state, found.met, found.of, found.since) == (NOT_SINCE, 7, 12, week(7))


def test_each_period_is_judged_by_the_promise_of_its_time() -> None:
    later = replace(PROMISE, id=2, valid_from=week(5), promise=2.7)
    now = measure(PROMISE, later)
    found = keeping_of(now, weeks(2.3, 2.4, 2.6, 2.5, 2.4))
    assert (found.state, found.met, found.of) == (NOT, 0, 5)
    assert found.promise == replace(PROMISE, uid="", reason="")
    assert not found.current
    mixed = keeping_of(now, weeks(2.3, 2.4, 2.6, 2.5, 2.4, 2.6, 2.5, 2.6))
    assert (mixed.state, mixed.met, mixed.of) == (AGAIN, 3, 8)
    assert mixed.promise is None


def test_weeks_before_the_first_promise_are_not_judged() -> None:
    none = replace(PROMISE, promise=None)
    now = measure(none, replace(PROMISE, id=2, valid_from=week(4)))
    found = keeping_of(now, marks("bbbbkkk"))
    assert (found.state, found.met, found.of, found.first) == (KEPT, 3, 3, week(4))
    assert found.current


def test_without_a_promise_there_is_nothing_to_keep() -> None:
    assert keeping_of(measure(replace(PROMISE, promise=None)), marks("kkkb")).state is NO_PROMISE
    gone = replace(PROMISE, id=2, valid_from=week(9), promise=None)
    assert keeping_of(measure(PROMISE, gone), marks("kkkb")).state is NO_PROMISE


@pytest.mark.parametrize(
    ("floor", "state", "met"), [(None, NOT, 0), (3.0, KEPT, 4), (2.45, NOT, 0)]
)
def test_who_is_not_to_be_annoyed_is_judged_by_the_floor(
    floor: float | None, state: KeepingState, met: int
) -> None:
    known = measure(replace(PROMISE, floor=floor))
    found = keeping_of(known, marks("bbbb"), worse(2), floor_only=True)
    assert (found.state, found.met, found.floor) == (state, met, True)


def test_a_floor_alone_is_a_promise_to_who_is_not_to_be_annoyed() -> None:
    only = measure(replace(PROMISE, promise=None, floor=3.0))
    assert keeping_of(only, marks("kkk"), floor_only=True).state is KEPT
    assert keeping_of(only, marks("kkk")).state is NO_PROMISE


def test_a_band_is_kept_within_its_edges() -> None:
    band = replace(PROMISE, better=Better.BAND, promise=None, low=1.0, high=2.0, floor=9.0)
    found = keeping_of(measure(band), weeks(1.0, 1.5, 2.0, 0.9, 2.1), floor_only=True)
    assert (found.met, found.of) == (3, 5)


def test_the_last_digit_of_a_sum_breaks_no_promise() -> None:
    rated = replace(PROMISE, better=Better.HIGHER, promise=0.3)
    found = keeping_of(measure(rated), weeks(0.1, 0.1, 0.1, 0.4, 0.2), better(3))
    assert found.state is NOT
    held = keeping_of(measure(rated), weeks(0.1, 0.1, 0.1, 0.2, 0.4, 0.3), better(3))
    assert held.state is AGAIN


signs = st.text(alphabet="kb", max_size=26)


@given(signs, st.booleans(), st.integers(0, 26))
def test_nothing_is_kept_while_its_newest_three_values_break_it(
    told: str, bad: bool, since: int
) -> None:
    found = keeping_of(measure(), marks(told), StandingChange(week(since), worse=bad))
    assert (found.met, found.of) == (told.count("k"), len(told))
    if told.endswith("bbb"):
        assert not found.stands
        assert found.state is not PARTLY
    if len(told) >= 3 and told.endswith("kkk"):
        assert found.state is not NOT_SINCE
    if found.since is not None:
        at = max((found.since - START).days // 7, 0)
        assert found.since_of == len(told) - at


def test_a_keeping_says_whether_it_can_be_said() -> None:
    assert not Keeping(TOO_FEW).judged
    assert Keeping(KEPT).stands
    assert Keeping(AGAIN).stands
    assert not Keeping(NOT_SINCE).stands
