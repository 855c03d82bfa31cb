"""Who stands where on the continuum, how many places are left, and who moved when and why (W2)."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.app.commands.person import person
from tracker.app.tracker import Tracker
from tracker.domain.customer import TIER_NAMES, Customer, Tier
from tracker.domain.practice import TierMove


@dataclass(frozen=True, slots=True)
class Full:
    """There is no room: what is full, and who could make some."""

    wow: bool
    places: int
    candidates: tuple[Customer, ...]


def no_room(tracker: Tracker, tier: Tier | None, customer_id: int | None = None) -> Full | None:
    """Say what is full for a customer who is to stand in a tier; None if there is room.

    `customer_id` None is a customer who is not there yet, and needs a place at all.
    """
    me = person(tracker)
    active = sorted(
        tracker.customers.where("archived_on IS NULL"), key=lambda customer: customer.rank
    )
    others = tuple(one for one in active if one.id != customer_id)
    if customer_id is None and len(others) >= me.total_cap:
        return Full(wow=False, places=me.total_cap, candidates=others)
    wow = tuple(one for one in others if one.tier is Tier.WOW)
    if tier is Tier.WOW and len(wow) >= me.wow_cap:
        return Full(wow=True, places=me.wow_cap, candidates=wow)
    return None


def placed(tracker: Tracker, customer: Customer, tier: Tier | None) -> str:
    """Say where a customer stands now; who is only not to be annoyed needs a floor (W5)."""
    told = f"{customer.name}: {TIER_NAMES[tier] if tier else 'not placed'}"
    if tier is not Tier.MAINTAIN or has_floor(tracker, customer.id):
        return told
    return f"{told}. Give one of their measures a floor: only below it you will hear of them."


def has_floor(tracker: Tracker, customer_id: int) -> bool:
    """Say whether one of a customer's measures has a floor, or a promise to take as one."""
    measures = tracker.measures.where(
        "customer_id = ? AND archived_on IS NULL AND draft = 0", customer_id
    )
    return any(one.now.floor is not None or one.now.has_promise for one in measures)


def moves_of(tracker: Tracker, customer_id: int) -> list[TierMove]:
    """Return a customer's moves along the continuum, newest first."""
    return tracker.tier_moves.where("customer_id = ?", customer_id, order="moved_on DESC, id DESC")
