"""Needs as they are kept: ranks without a gap, pairs of two, and what follows from both lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.customers.needs import in_common, list_of, needs
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput, TrackerError
from tracker.domain.needs import Match, NeedSide, NeedSource, NeedStatus

TODAY = date(2026, 11, 20)


def add(tracker: Tracker, customer: int, side: NeedSide, *texts: str) -> list[int]:
    return [commands.add_need(tracker, customer, side, text, TODAY) for text in texts]


def texts(tracker: Tracker, customer: int, side: NeedSide) -> list[str]:
    return [one.text for one in list_of(tracker, customer, side)]


@pytest.fixture
def lists(tracker, finance):
    """Return the lists of picture 4: mine, theirs; first and last are pairs."""
    mine = add(tracker, finance, NeedSide.MINE, "Fast answers", "A dashboard", "Early warning")
    theirs = add(tracker, finance, NeedSide.THEIRS, "Quick answers", "One cover", "A warning")
    commands.pair_needs(tracker, mine[0], theirs[0])
    commands.pair_needs(tracker, theirs[2], mine[2])
    return mine, theirs


def test_a_need_goes_to_the_end_or_to_its_rank(tracker, finance):
    add(tracker, finance, NeedSide.MINE, "A", "B")
    commands.add_need(tracker, finance, NeedSide.MINE, "C", TODAY, rank=1)
    commands.add_need(tracker, finance, NeedSide.MINE, "D", TODAY, rank=99)
    assert texts(tracker, finance, NeedSide.MINE) == ["C", "A", "B", "D"]
    assert [one.rank for one in list_of(tracker, finance, NeedSide.MINE)] == [1, 2, 3, 4]


def test_what_is_mine_is_a_guess_and_what_is_theirs_was_said(tracker, finance):
    mine, theirs = (add(tracker, finance, side, "A")[0] for side in NeedSide)
    assert tracker.needs.get(mine).source is NeedSource.GUESS
    assert tracker.needs.get(theirs).source is NeedSource.CONVERSATION


@pytest.mark.parametrize(
    ("text", "rank", "field"),
    [("", None, "text"), (" \u200b ", None, "text"), ("x" * 201, None, "text"), ("A", 0, "rank")],
)
def test_what_cannot_be_a_need_is_said_beside_its_field(tracker, finance, text, rank, field):
    with pytest.raises(InvalidInput) as refused:
        commands.add_need(tracker, finance, NeedSide.MINE, text, TODAY, rank=rank)
    assert refused.value.field == field
    assert not tracker.needs.all()


def test_one_need_stands_once_on_a_list_but_may_stand_on_both(tracker, finance):
    add(tracker, finance, NeedSide.MINE, "Fast answers")
    with pytest.raises(InvalidInput, match="on the list already"):
        add(tracker, finance, NeedSide.MINE, "fast  ANSWERS")
    add(tracker, finance, NeedSide.THEIRS, "Fast answers")


def test_a_need_is_in_one_pair_only(tracker, lists):
    (mine, *_), (theirs, cover, _) = lists
    commands.pair_needs(tracker, mine, cover)
    assert tracker.needs.get(mine).partner_id == cover
    commands.pair_needs(tracker, lists[0][1], cover)
    assert tracker.needs.get(mine).partner_id is None
    assert tracker.needs.get(lists[0][1]).partner_id == cover
    tracker.undo()
    tracker.undo()
    assert tracker.needs.get(mine).partner_id == theirs


def test_a_pair_is_of_one_customer_and_of_both_sides(tracker, lists):
    other = commands.add_customer(tracker, "Legal", None)
    (stranger,) = add(tracker, other, NeedSide.THEIRS, "A list")
    for one, two in ((lists[0][0], lists[0][1]), (lists[0][0], stranger)):
        with pytest.raises(InvalidInput):
            commands.pair_needs(tracker, one, two)


def test_a_dropped_need_leaves_its_pair_and_comes_back_where_it_stood(tracker, finance, lists):
    mine, theirs = lists
    commands.drop_need(tracker, mine[0], TODAY)
    assert texts(tracker, finance, NeedSide.MINE) == ["A dashboard", "Early warning"]
    assert tracker.needs.get(mine[0]).partner_id is None
    assert needs(tracker, finance).dropped[0].dropped_on == TODAY
    with pytest.raises(InvalidInput, match="dropped"):
        commands.pair_needs(tracker, mine[0], theirs[0])
    commands.bring_back_need(tracker, mine[0])
    assert texts(tracker, finance, NeedSide.MINE) == [
        "Fast answers",
        "A dashboard",
        "Early warning",
    ]


def test_a_dropped_need_comes_back_by_undo_with_its_pair(tracker, finance, lists):
    commands.drop_need(tracker, lists[1][0], TODAY)
    assert [one.rank for one in list_of(tracker, finance, NeedSide.THEIRS)] == [1, 2]
    assert tracker.needs.get(lists[0][0]).partner_id is None
    tracker.undo()
    assert tracker.needs.get(lists[0][0]).partner_id == lists[1][0]


def test_how_a_need_is_known_can_be_put_right(tracker, lists):
    key = lists[1][0]
    day = date(2026, 10, 12)
    commands.edit_need(
        tracker, key, source=NeedSource.SURVEY, stated_on=day, status=NeedStatus.UNAWARE
    )
    kept = tracker.needs.get(key)
    assert (kept.text, kept.source, kept.stated_on) == ("Quick answers", NeedSource.SURVEY, day)
    with pytest.raises(InvalidInput) as refused:
        commands.edit_need(tracker, key, stated_on=date(1890, 1, 1))
    assert refused.value.field == "stated_on"


def test_the_four_states_of_the_comparison(tracker, finance, lists):
    found = needs(tracker, finance).comparison
    assert [row.match for row in found.rows] == [Match.BOTH, Match.MINE, Match.THEIRS, Match.BOTH]
    commands.rank_need(tracker, lists[1][2], 1)
    found = needs(tracker, finance).comparison
    assert found.count(Match.MOVED) == 2
    assert {row.mine.text: row.lift for row in found.rows if row.lift} == {
        "Fast answers": -1, "Early warning": 1,
    }  # fmt: skip


def test_a_need_counts_as_measured_while_its_measure_is_in_use(tracker, finance, lists, answers):
    def open_needs() -> list[str]:
        return [one.text for one in needs(tracker, finance).comparison.uncovered]

    assert open_needs() == ["Quick answers", "One cover", "A warning", "A dashboard"]
    commands.measure_need(tracker, lists[0][0], answers)  # mine covers the pair
    assert open_needs() == ["One cover", "A warning", "A dashboard"]
    commands.archive_measure(tracker, answers, TODAY)
    assert "Quick answers" in open_needs()


def test_another_customers_measure_measures_nothing_here(tracker, lists, answers):
    other = commands.add_customer(tracker, "Legal", None)
    (key,) = add(tracker, other, NeedSide.THEIRS, "A list")
    with pytest.raises(InvalidInput, match="another customer"):
        commands.measure_need(tracker, key, answers)


def test_like_words_are_suggested_and_what_is_paired_is_not(tracker, finance):
    mine = add(tracker, finance, NeedSide.MINE, "Fast answers at close", "A better dashboard")
    theirs = add(
        tracker, finance, NeedSide.THEIRS, "Calm weekends", "Answers that are fast, in close"
    )
    (like,) = needs(tracker, finance).comparison.suggestions
    assert (like.one, like.other) == (mine[0], theirs[1])
    assert like.shared == ("fast", "answers", "close")
    commands.pair_needs(tracker, mine[0], theirs[1])
    assert needs(tracker, finance).comparison.suggestions == ()


def test_in_common_is_what_two_or_more_customers_want(tracker, finance):
    legal, sales = (commands.add_customer(tracker, name, None) for name in ("Legal", "Sales"))
    commands.add_service(tracker, finance, "Early word on system changes")
    add(tracker, legal, NeedSide.MINE, "Word of system changes")
    add(tracker, sales, NeedSide.THEIRS, "Discounts on one page")
    add(tracker, finance, NeedSide.MINE, "Discounts on one page")
    add(tracker, finance, NeedSide.THEIRS, "Discounts on one page", "Quiet")
    found = {one.name: one for one in in_common(tracker)}
    assert set(found) == {"Early word on system changes", "Discounts on one page"}
    discounts = found["Discounts on one page"]
    assert (discounts.customers, discounts.same) == (2, True)
    assert [(one.customer, one.kind) for one in discounts.sharers] == [
        ("Finance leads", "theirs"), ("Sales", "theirs"),
    ]  # fmt: skip
    commands.archive_customer(tracker, legal, TODAY)
    commands.drop_need(tracker, tracker.needs.where("customer_id = ?", sales)[0].id, TODAY)
    assert in_common(tracker) == ()


def _steps() -> list[Callable[[Tracker, int, int, int], object]]:
    return [
        lambda t, one, _two, at: commands.rank_need(t, one, at),
        lambda t, one, two, _at: commands.rank_need(t, one, two),
        lambda t, one, two, _at: commands.pair_needs(t, one, two),
        lambda t, one, _two, _at: commands.unpair_need(t, one),
        lambda t, one, _two, at: commands.drop_need(t, one, TODAY + timedelta(days=at)),
        lambda t, one, _two, _at: commands.bring_back_need(t, one),
        lambda t, one, _two, _at: commands.drop_need(t, one, TODAY),
        lambda t, one, two, at: commands.add_need(
            t,
            1,
            NeedSide.MINE if one % 2 else NeedSide.THEIRS,
            f"New {one} {two} {at}",
            TODAY,
            rank=at,
        ),
        lambda t, *_: t.undo(),
        lambda t, *_: t.redo(),
    ]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(_steps()) - 1),
            st.integers(1, 12),
            st.integers(1, 12),
            st.integers(0, 6),
        ),
        max_size=25,
    )
)
def test_whatever_is_done_ranks_have_no_gap_and_pairs_are_of_two(program):
    with Tracker() as tracker:
        customer = commands.add_customer(tracker, "Finance", None)
        for side in NeedSide:
            add(tracker, customer, side, "Answers", "Warning", "Cover", "Calm")
        for step, one, two, at in program:
            try:
                _steps()[step](tracker, one, two, at)
            except TrackerError:
                continue
            for side in NeedSide:
                ranks = [need.rank for need in list_of(tracker, customer, side)]
                assert ranks == list(range(1, len(ranks) + 1))
            active = {
                need.id: need for side in NeedSide for need in list_of(tracker, customer, side)
            }
            partners = [need.partner_id for need in active.values() if need.partner_id]
            assert len(partners) == len(set(partners))
            assert all(active[key].side is NeedSide.THEIRS for key in partners)
            shown = [need.id for row in needs(tracker, customer).comparison.rows
                     for need in row.needs]  # fmt: skip
            assert sorted(shown) == sorted(active)
