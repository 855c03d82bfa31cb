"""The continuum: every move is dated, has a reason if the person gives one, and is kept (W2)."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.commands.customers import archive_customer, move_customer
from tracker.app.commands.person import change_person
from tracker.app.tracker import Tracker
from tracker.domain.customer import TIER_NAMES, Tier
from tracker.domain.errors import InvalidInput

MOST_WOW, MOST_CUSTOMERS = 20, 60


def place_customer(
    tracker: Tracker,
    customer_id: int,
    tier: Tier | None,
    moved_on: date,
    reason: str = "",
    before: int | None = None,
) -> None:
    """Move a customer to a tier, before another or to its end, and keep when and why."""
    customer = tracker.customers.get(customer_id)
    reason = words.note("reason", reason)
    place = TIER_NAMES[tier] if tier else "no tier"
    with tracker.edit(f"move {customer.name} to {place}"):
        move_customer(tracker, customer_id, tier, before)
        if customer.tier != tier:
            tracker.tier_moves.add(
                customer_id=customer_id,
                from_tier=customer.tier,
                to_tier=tier,
                moved_on=words.day("moved_on", moved_on),
                reason=reason,
            )


def make_room(
    tracker: Tracker,
    coming: int | None,
    leaving: int,
    leaving_to: Tier | None,
    moved_on: date,
    reason: str = "",
) -> None:
    """Let one customer make room in WOW for another, or be archived (to no tier) for a new one.

    `coming` None: the room is for a customer who is not there yet. One step to undo.
    """
    goes = tracker.customers.get(leaving)
    if leaving == coming:
        raise InvalidInput("leaving", "They cannot make room for themselves", "Choose another.")
    label = f"{goes.name} makes room"
    with tracker.edit(label):
        if leaving_to is None:
            archive_customer(tracker, leaving, moved_on)
        else:
            place_customer(tracker, leaving, leaving_to, moved_on, reason)
        if coming is not None:
            place_customer(tracker, coming, Tier.WOW, moved_on, reason)


def set_caps(tracker: Tracker, wow: int, total: int) -> None:
    """Say how many customers there may be: in WOW, and at all."""
    if not 1 <= wow <= MOST_WOW:
        raise InvalidInput("wow_cap", f"{wow} is no number of places", f"Choose 1 to {MOST_WOW}.")
    if not wow <= total <= MOST_CUSTOMERS:
        hint = f"Choose {wow} to {MOST_CUSTOMERS}."
        raise InvalidInput("total_cap", f"{total} is no number of customers", hint)
    change_person(tracker, "change how many customers there may be", wow_cap=wow, total_cap=total)
