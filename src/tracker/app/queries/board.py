"""Customers by tier, and one customer's own page."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.app.commands.person import person
from tracker.app.queries.continuum import moves_of
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer, Service, Tier, Want
from tracker.domain.measure import Measure
from tracker.domain.practice import TierMove


@dataclass(frozen=True, slots=True)
class Card:
    """A customer on the board."""

    customer: Customer
    measures: int


@dataclass(frozen=True, slots=True)
class Board:
    """The three tiers, those without a tier yet, and the archived, each in order.

    `wow_cap` and `total_cap` say how many places there are.
    """

    tiers: dict[Tier | None, tuple[Card, ...]]
    archived: tuple[Customer, ...]
    wow_cap: int = 3
    total_cap: int = 7

    def places(self, tier: Tier | None) -> str:
        """Say how many stand in a tier, and of how many places where that is a limit."""
        count = len(self.tiers[tier])
        return f"{count} of {self.wow_cap}" if tier is Tier.WOW else str(count)

    @property
    def taken(self) -> str:
        """Say how many of all places are taken."""
        return f"{sum(map(len, self.tiers.values()))} of {self.total_cap} places taken"


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything one customer's page shows."""

    customer: Customer
    wants: tuple[Want, ...]
    services: tuple[Service, ...]
    retired: tuple[Service, ...]
    measures: tuple[Measure, ...]
    archived: tuple[Measure, ...]
    moves: tuple[TierMove, ...] = ()


def board(tracker: Tracker) -> Board:
    """Read the board."""
    counts = dict(
        tracker.file.query(
            "SELECT customer_id, count(*) FROM measure WHERE archived_on IS NULL GROUP BY 1"
        )
    )
    me = person(tracker)
    everyone = sorted(tracker.customers.all(), key=lambda one: one.rank)
    active = [one for one in everyone if one.archived_on is None]
    tiers: tuple[Tier | None, ...] = (*Tier, None)
    return Board(
        {
            tier: tuple(Card(one, counts.get(one.id, 0)) for one in active if one.tier == tier)
            for tier in tiers
        },
        tuple(one for one in everyone if one.archived_on is not None),
        me.wow_cap,
        me.total_cap,
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
        tuple(moves_of(tracker, customer_id)),
    )
