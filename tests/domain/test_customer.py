"""The order of every list of customers, and the state of an evaluation."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.customer import Customer, Kind, Tier
from tracker.domain.evaluation import Evaluation, State


def test_lists_go_by_tier_then_internal_first_then_as_placed():
    wanted = [
        Customer(5, "e", "Manager", Kind.MANAGER, Tier.WOW, position=7),
        Customer(4, "d", "Client", Kind.EXTERNAL, Tier.WOW, position=1),
        Customer(3, "c", "Anna", Kind.TEAM, Tier.SERVE, position=2),
        Customer(2, "b", "berta", Kind.TEAM, Tier.SERVE, position=2),
        Customer(1, "a", "Quiet", Kind.LED, Tier.MAINTAIN, position=0),
        Customer(6, "f", "Nowhere", Kind.COLLEAGUE, None, position=0),
    ]
    shuffled = [wanted[at] for at in (3, 5, 0, 2, 4, 1)]
    assert sorted(shuffled, key=lambda one: one.rank) == wanted


@pytest.mark.parametrize("kind", Kind)
def test_everybody_but_an_external_customer_is_internal(kind):
    assert Customer(1, "a", "A", kind, None).internal is (kind is not Kind.EXTERNAL)


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        ({"value": 0.0}, State.VALUE),
        ({"value": 3.0, "note": "why"}, State.VALUE),
        ({"skipped": "away"}, State.SKIPPED),
        ({"note": "why"}, State.UNKNOWN),
        ({}, State.UNKNOWN),
    ],
)
def test_zero_is_a_value_and_a_note_alone_is_none(columns, state):
    assert Evaluation(1, "u", 1, date(2026, 11, 16), **columns).state is state
