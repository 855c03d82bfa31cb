"""Customers by tier, and one customer's own page."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer, Service, Tier, Want
from tracker.domain.measure import Measure


@dataclass(frozen=True, slots=True)
class Card:
    """A customer on the board."""

    customer: Customer
    measures: int


@dataclass(frozen=True, slots=True)
class Board:
    """The three tiers, those without a tier yet, and the archived, each in order."""

    tiers: dict[Tier | None, tuple[Card, ...]]
    archived: tuple[Customer, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything one customer's page shows."""

    customer: Customer
    wants: tuple[Want, ...]
    services: tuple[Service, ...]
    retired: tuple[Service, ...]
    measures: tuple[Measure, ...]
    archived: tuple[Measure, ...]


def board(tracker: Tracker) -> Board:
    """Read the board."""
    counts = dict(
        tracker.file.query(
            "SELECT customer_id, count(*) FROM measure WHERE archived_on IS NULL GROUP BY 1"
        )
    )
    everyone = sorted(tracker.customers.all(), key=lambda one: one.rank)
    active = [one for one in everyone if one.archived_on is None]
    tiers: tuple[Tier | None, ...] = (*Tier, None)
    return Board(
        {
            tier: tuple(Card(one, counts.get(one.id, 0)) for one in active if one.tier == tier)
            for tier in tiers
        },
        tuple(one for one in everyone if one.archived_on is not None),
    )


def profile(tracker: Tracker, customer_id: int) -> Profile:
    """Read one customer's page."""
    services = tracker.services.where("customer_id = ?", customer_id, order="position, id")
    measures = tracker.measures.where("customer_id = ?", customer_id)
    return Profile(
        tracker.customers.get(customer_id),
        tuple(tracker.wants.where("customer_id = ?", customer_id, order="stated_on DESC, id DESC")),
        tuple(one for one in services if one.retired_on is None),
        tuple(one for one in services if one.retired_on is not None),
        tuple(one for one in measures if one.archived_on is None),
        tuple(one for one in measures if one.archived_on is not None),
    )
