"""The priority worksheet: its sum, its order, and what outranks both."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.customers.questionnaires import WORKSHEET, questionnaire
from tracker.app.customers.worksheet import (
    FORMAL,
    INFORMAL,
    OPEN,
    SCORED,
    counted_of,
    places_of,
    rule,
    suggested,
    sum_table,
    total_of,
    worksheet,
)
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.errors import InvalidInput
from tracker.report.dates import medium_day

QUESTIONS = questionnaire(WORKSHEET).rated
answered = st.fixed_dictionaries(
    {}, optional={one.key: st.sampled_from(one.scale.figures) for one in QUESTIONS}
)
standings = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([FORMAL, INFORMAL]), st.none() | st.integers(-4, 60)),
        st.tuples(st.just(SCORED), st.integers(-4, 60)),
        st.tuples(st.just(OPEN), st.none()),
    ),
    max_size=9,
)


@pytest.fixture
def three(tracker, finance):
    legal = commands.add_customer(tracker, "Legal", Tier.WOW, CustomerKind.EXTERNAL)
    sales = commands.add_customer(tracker, "Field sales", Tier.SERVE, CustomerKind.TEAM)
    return finance, legal, sales


def rate(tracker, customer, today, **figures):
    commands.answer(tracker, WORKSHEET, customer, today, figures)


def order(tracker, ids, today):
    return [(one.place, one.customer.name) for one in worksheet(tracker, ids, today).order]


@given(st.lists(answered, max_size=7))
def test_only_what_everybody_rated_answered_is_summed(everybody):
    rated = [one for one in everybody if one]
    counted = counted_of(QUESTIONS, rated)
    for question in QUESTIONS:
        asked_of_all = bool(rated) and all(question.key in one for one in rated)
        assert (question in counted) == asked_of_all
    for one in rated:
        total = total_of(counted, one)
        assert (total is None) == (not counted)
        if counted:
            assert total == sum(one[q.key] * q.weight for q in counted)


@given(st.lists(answered, min_size=2, max_size=5), st.randoms())
def test_the_sum_does_not_depend_on_who_stands_first(everybody, random):
    shuffled = list(everybody)
    random.shuffle(shuffled)
    assert counted_of(QUESTIONS, [one for one in everybody if one]) == counted_of(
        QUESTIONS, [one for one in shuffled if one]
    )


@given(standings)
def test_the_order_is_total_explained_and_stable(found):
    places = places_of(found)
    placed = [(one, place) for one, place in zip(found, places, strict=True) if place is not None]
    assert [one for one, place in zip(found, places, strict=True) if place is None] == [
        one for one in found if one[0] == OPEN
    ]
    for one, place in placed:
        better = sum(_before(other, one) for other, _ in placed)
        assert place == better + 1  # as many places as stand before it, and one
    assert places_of(list(reversed(found))) == list(reversed(places))


def _before(one, other):
    if one[0] != other[0]:
        return one[0] < other[0]
    if (one[1] is None) != (other[1] is None):
        return other[1] is None
    return (one[1] or 0) > (other[1] or 0)


def test_the_sum_orders_and_nobody_moves(tracker, three, today):
    finance, _, sales = three
    rate(tracker, finance, today, goals=3, consequence=4)
    rate(tracker, sales, today, goals=5, consequence=5, career=5)
    assert order(tracker, three, today) == [(1, "Field sales"), (2, "Finance leads")]
    sheet = worksheet(tracker, three, today)
    said = "Suggested order: 1. Field sales (15) · 2. Finance leads (11). Not rated yet: Legal."
    assert suggested(sheet) == said
    assert "Good for my career" in rule(sheet)
    heads, rows = sum_table(sheet)
    assert heads == ("Question", "Weight", "Finance leads", "Legal", "Field sales")
    assert rows[1] == ("Consequence of not serving them", "× 2", "4 × 2 = 8", "–", "5 × 2 = 10")
    assert rows[-2] == ("Sum", "", "11", "–", "15")
    assert tracker.tier_moves.all() == []
    assert tracker.customers.get(sales).tier is Tier.SERVE


def test_equal_sums_share_a_place_and_keep_the_order_of_the_list(tracker, three, today):
    for one in three:
        rate(tracker, one, today, goals=4)
    assert order(tracker, three, today) == [(1, "Finance leads"), (1, "Legal"), (1, "Field sales")]


def test_history_may_take_away(tracker, three, today):
    finance, legal, _ = three
    rate(tracker, finance, today, history=-2, goals=1)
    rate(tracker, legal, today, history=0, goals=1)
    sheet = worksheet(tracker, [finance, legal], today)
    assert [one.total for one in sheet.columns] == [-1, 1]
    assert "Finance leads (−1)" in suggested(sheet)


def test_a_mandate_outranks_until_its_day(tracker, three, today):
    finance, legal, sales = three
    rate(tracker, finance, today, goals=5)
    rate(tracker, sales, today, goals=1)
    until = today + timedelta(days=10)
    commands.add_mandate(tracker, sales, "We agreed", today)
    commands.add_mandate(tracker, legal, "By order", today, until, formal=True)
    assert order(tracker, three, today) == [(1, "Legal"), (2, "Field sales"), (3, "Finance leads")]
    said = suggested(worksheet(tracker, three, today))
    assert f"1. Legal (mandate until {medium_day(until)}) · 2. Field sales (agreed, no end)" in said
    after = until + timedelta(days=1)
    assert order(tracker, three, until)[0] == (1, "Legal")
    assert order(tracker, three, after) == [(1, "Field sales"), (2, "Finance leads")]
    rows = sum_table(worksheet(tracker, three, today))[1]
    assert rows[-2][0] == "Comes before the sum"


def test_a_mandate_is_edited_ended_removed_and_brought_back(tracker, finance, today):
    key = commands.add_mandate(tracker, finance, "First", today - timedelta(days=3))
    commands.edit_mandate(tracker, key, " Better ", today - timedelta(days=2), None, formal=True)
    assert (tracker.mandates.get(key).text, tracker.mandates.get(key).formal) == ("Better", True)
    commands.end_mandate(tracker, key, today)
    assert not tracker.mandates.get(key).holds(today)
    assert tracker.mandates.get(key).holds(today - timedelta(days=1))
    commands.end_mandate(tracker, key, today)
    tracker.undo()
    assert tracker.mandates.get(key).holds(today)
    commands.remove_mandate(tracker, key)
    assert tracker.mandates.all() == []
    tracker.undo()
    assert len(tracker.mandates.all()) == 1
    new = commands.add_mandate(tracker, finance, "Only today", today)
    commands.end_mandate(tracker, new, today)
    assert [one.id for one in tracker.mandates.all()] == [key]


@pytest.mark.parametrize(
    ("text", "days", "field"), [(" ", 1, "text"), ("x" * 10_001, 1, "text"), ("x", -1, "until")]
)
def test_bad_mandates(tracker, finance, today, text, days, field):
    with pytest.raises(InvalidInput) as caught:
        commands.add_mandate(tracker, finance, text, today, today + timedelta(days=days))
    assert caught.value.field == field
