"""The order of every list of customers, and the state of an evaluation."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.customer import Customer, CustomerKind, Tier
from tracker.domain.evaluation import Evaluation, EvaluationState


def test_lists_go_by_tier_then_internal_first_then_as_placed():
    wanted = [
        Customer(5, "e", "Manager", CustomerKind.MANAGER, Tier.WOW, position=7),
        Customer(4, "d", "Client", CustomerKind.EXTERNAL, Tier.WOW, position=1),
        Customer(3, "c", "Anna", CustomerKind.TEAM, Tier.SERVE, position=2),
        Customer(2, "b", "berta", CustomerKind.TEAM, Tier.SERVE, position=2),
        Customer(1, "a", "Quiet", CustomerKind.LED, Tier.MAINTAIN, position=0),
        Customer(6, "f", "Nowhere", CustomerKind.COLLEAGUE, None, position=0),
    ]
    shuffled = [wanted[at] for at in (3, 5, 0, 2, 4, 1)]
    assert sorted(shuffled, key=lambda one: one.rank) == wanted


@pytest.mark.parametrize("kind", CustomerKind)
def test_everybody_but_an_external_customer_is_internal(kind):
    assert Customer(1, "a", "A", kind, None).internal is (kind is not CustomerKind.EXTERNAL)


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        ({"value": 0.0}, EvaluationState.VALUE),
        ({"value": 3.0, "note": "why"}, EvaluationState.VALUE),
        ({"skipped": "away"}, EvaluationState.SKIPPED),
        ({"note": "why"}, EvaluationState.UNKNOWN),
        ({}, EvaluationState.UNKNOWN),
    ],
)
def test_zero_is_a_value_and_a_note_alone_is_none(columns, state):
    assert Evaluation(1, "u", 1, date(2026, 11, 16), **columns).state is state
