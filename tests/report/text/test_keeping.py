"""How a promise is kept, in every form that a page has room for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.report.text.test_sentences import measure

from tracker.domain.keeping import Keeping, KeepingState
from tracker.domain.measure import Measure, Version
from tracker.domain.period import Cadence
from tracker.report.text.keeping import (
    keeping_badge,
    keeping_brief,
    keeping_line,
    keeping_sentence,
    promises_counted,
)

LAST, SINCE = date(2026, 11, 16), date(2026, 10, 26)
ONE = measure()
KEPT = Keeping(KeepingState.KEPT, 11, 12, last=LAST, promise=ONE.now)
PARTLY = replace(KEPT, state=KeepingState.PARTLY_KEPT, met=7)
NOT_KEPT = replace(KEPT, state=KeepingState.NOT_KEPT, met=4)
GONE = replace(KEPT, state=KeepingState.NOT_KEPT_SINCE, met=8, since=SINCE, since_of=4)
AGAIN = replace(GONE, state=KeepingState.KEPT_AGAIN_SINCE, since_met=4)
FEW = replace(KEPT, state=KeepingState.TOO_FEW, met=2, of=2)


@pytest.mark.parametrize(
    ("keeping", "badge", "brief", "line"),
    [
        (KEPT, "Kept", "kept, 11 of 12", "Kept in 11 of 12 weeks"),
        (replace(KEPT, met=12), "Kept", "kept, 12 of 12", "Kept in all 12 weeks"),
        (PARTLY, "Partly kept", "partly kept, 7 of 12", "Partly kept, in 7 of 12 weeks"),
        (NOT_KEPT, "Not kept", "not kept, 4 of 12", "Not kept: only in 4 of 12 weeks"),
        (
            replace(NOT_KEPT, met=0),
            "Not kept",
            "not kept, 0 of 12",
            "Not kept in any of the 12 weeks",
        ),
        (
            GONE,
            "Not kept since 26 Oct",
            "not kept since 26 Oct, 8 of 12",
            "Kept in 8 of 12 weeks, not since 26 October",
        ),
        (
            replace(GONE, since_met=1),
            "Not kept since 26 Oct",
            "not kept since 26 Oct, 8 of 12",
            "Kept in 8 of 12 weeks, on average not since 26 October",
        ),
        (
            AGAIN,
            "Kept again since 26 Oct",
            "kept again since 26 Oct, 8 of 12",
            "Kept in 8 of 12 weeks, again since 26 October",
        ),
        (
            replace(AGAIN, since_met=3),
            "Kept again since 26 Oct",
            "kept again since 26 Oct, 8 of 12",
            "Kept in 8 of 12 weeks, on average again since 26 October",
        ),
        (
            FEW,
            "Too few weeks",
            "too few weeks, 2 of 2",
            "Too few weeks to say whether it is kept: 2 of 2 so far",
        ),
        (Keeping(KeepingState.NO_PROMISE), "No promise", "no promise", ""),
    ],
)
def test_a_judgement_has_a_form_for_each_room(
    keeping: Keeping, badge: str, brief: str, line: str
) -> None:
    assert keeping_badge(keeping, Cadence.WEEKLY).text == badge
    assert keeping_brief(keeping, Cadence.WEEKLY) == brief
    assert keeping_line(keeping, Cadence.WEEKLY) == line


@pytest.mark.parametrize(
    ("keeping", "tone"),
    [
        (KEPT, "better"),
        (AGAIN, "better"),
        (NOT_KEPT, "worse"),
        (GONE, "worse"),
        (PARTLY, "steady"),
        (FEW, "steady"),
    ],
)
def test_the_tone_is_that_of_now(keeping: Keeping, tone: str) -> None:
    assert keeping_badge(keeping, Cadence.WEEKLY).tone == tone


def test_a_month_is_named_and_another_year_is_told() -> None:
    gone = replace(GONE, since=date(2025, 11, 1))
    assert keeping_badge(gone, Cadence.MONTHLY).text == "Not kept since Nov 2025"
    told = "Kept in 8 of 12 months, not since November 2025"
    assert keeping_line(gone, Cadence.MONTHLY) == told


FLOOR = measure(floor=3)


@pytest.mark.parametrize(
    ("one", "keeping", "told"),
    [
        (ONE, KEPT, "The promise (≤ 2 days) was kept in 11 of 12 weeks."),
        (
            ONE,
            replace(NOT_KEPT, current=False),
            "The promise of that time (≤ 2 days) was not kept: only in 4 of 12 weeks.",
        ),
        (
            ONE,
            replace(PARTLY, promise=None),
            "The promise of the time was partly kept, in 7 of 12 weeks.",
        ),
        (
            ONE,
            FEW,
            "Too few weeks to say whether the promise (≤ 2 days) is kept: 2 of 2 so far.",
        ),
        (
            ONE,
            replace(FEW, met=0, of=0),
            "Too few weeks to say whether the promise (≤ 2 days) is kept.",
        ),
        (ONE, Keeping(KeepingState.NO_PROMISE), ""),
        (
            FLOOR,
            replace(KEPT, promise=replace(FLOOR.now, promise=3.0), floor=True),
            "The floor (≤ 3 days) was kept in 11 of 12 weeks.",
        ),
        (
            ONE,
            replace(KEPT, floor=True),
            "The promise (≤ 2 days) was kept in 11 of 12 weeks.",
        ),
    ],
)
def test_a_sentence_names_what_judged_and_never_another_promise(
    one: Measure, keeping: Keeping, told: str
) -> None:
    assert keeping_sentence(one, keeping) == told


def test_promises_are_counted_by_how_they_stand_now() -> None:
    none = Keeping(KeepingState.NO_PROMISE)
    assert promises_counted([KEPT, AGAIN, GONE, PARTLY, NOT_KEPT, FEW, none]) == (2, 5, 1)


@pytest.mark.parametrize("promise", [None, measure(promise=2).now])
def test_beside_a_new_promise_it_is_said_that_another_one_judged(promise: Version | None) -> None:
    """`≤ 2.7 days` beside `kept in 9 of 13` is false, where ≤ 2 judged and all lie below 2.7."""
    then = replace(PARTLY, promise=promise, current=False)
    assert keeping_line(then, Cadence.WEEKLY).endswith(" weeks by the promise of the time")
    assert keeping_brief(then, Cadence.WEEKLY).endswith(" by the promise of the time")
    assert keeping_brief(replace(FEW, current=False), Cadence.WEEKLY) == "too few weeks, 2 of 2"
