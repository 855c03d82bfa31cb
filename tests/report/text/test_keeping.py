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
    keeping_share,
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
    ("keeping", "share"),
    [
        (KEPT, "Kept in 11 of 12 weeks"),
        (NOT_KEPT, "Kept in 4 of 12 weeks"),
        (replace(NOT_KEPT, met=0), "Kept in none of the 12 weeks"),
        (PARTLY, "Kept in 7 of 12 weeks"),
        (GONE, "Kept in 8 of 12 weeks, in none of the 4 since"),
        (replace(GONE, since_met=1), "Kept in 8 of 12 weeks, in 1 of the 4 since"),
        (AGAIN, "Kept in 8 of 12 weeks, in all 4 since"),
        (replace(AGAIN, since_met=3), "Kept in 8 of 12 weeks, in 3 of the 4 since"),
        (
            replace(AGAIN, since_met=1, since_of=1),
            "Kept in 8 of 12 weeks, and in the one since",
        ),
        (replace(GONE, since_of=1), "Kept in 8 of 12 weeks, but not in the one since"),
        (replace(NOT_KEPT, current=False), "Kept in 4 of 12 weeks by the promise of the time"),
        (FEW, "Kept in all 2 weeks so far"),
        (replace(FEW, of=0), ""),
        (Keeping(KeepingState.NO_PROMISE), ""),
    ],
)
def test_under_its_badge_it_says_how_it_comes_about_and_never_the_badge(
    keeping: Keeping, share: str
) -> None:
    assert keeping_share(keeping, Cadence.WEEKLY) == share
    badge = keeping_badge(keeping, Cadence.WEEKLY).text
    assert badge == "Kept" or badge.lower() not in share.lower()


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
