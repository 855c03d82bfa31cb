"""Who is served: take on, describe, move along the continuum, archive."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.customer import TIER_NAMES, Kind, Tier
from tracker.domain.errors import InvalidInput


def add_customer(
    tracker: Tracker, name: str, tier: Tier | None, kind: Kind = Kind.TEAM, who: str = ""
) -> int:
    """Take on a priority customer, at the end of a tier, and return the id."""
    name = _free_name(tracker, name)
    with tracker.edit(f"add {name}"):
        return tracker.customers.add(
            name=name,
            tier=tier,
            kind=kind,
            who=words.note("who", who),
            position=_next_position(tracker),
        )


def edit_customer(
    tracker: Tracker,
    customer_id: int,
    *,
    name: str | None = None,
    kind: Kind | None = None,
    **profile: str,
) -> None:
    """Change what is named: name, kind, who, motives, knowledge, attitudes, invests."""
    customer = tracker.customers.get(customer_id)
    columns: dict[str, object] = {field: words.note(field, text) for field, text in profile.items()}
    if name is not None:
        columns["name"] = _free_name(tracker, name, but=customer_id)
    if kind is not None:
        columns["kind"] = kind
    if all(getattr(customer, field) == value for field, value in columns.items()):
        return
    with tracker.edit(f"edit {customer.name}"):
        tracker.customers.change(customer_id, **columns)


def move_customer(
    tracker: Tracker, customer_id: int, tier: Tier | None, before: int | None = None
) -> None:
    """Move a customer to a tier, before another customer or to the end of it."""
    customer = tracker.customers.get(customer_id)
    everyone = tracker.customers.all("position, id")
    ids = [one.id for one in everyone]
    if before != customer_id:  # before itself: it stays where it is
        ids.remove(customer_id)
        ids.insert(ids.index(before) if before in ids else len(ids), customer_id)
    beside = {one.id for one in everyone if one.tier == tier}
    was = [one.id for one in everyone if one.id in beside]
    if customer.tier == tier and was == [key for key in ids if key in beside]:
        return
    positions = {one.id: one.position for one in everyone}
    place = TIER_NAMES[tier] if tier else "no tier"
    with tracker.edit(f"move {customer.name} to {place}"):
        tracker.customers.change(customer_id, tier=tier)
        for position, key in enumerate(ids):
            if positions[key] != position:
                tracker.customers.change(key, position=position)


def archive_customer(tracker: Tracker, customer_id: int, today: date) -> None:
    """Put a customer away; everything logged stays."""
    customer = tracker.customers.get(customer_id)
    with tracker.edit(f"archive {customer.name}"):
        tracker.customers.change(customer_id, archived_on=today)


def restore_customer(tracker: Tracker, customer_id: int) -> None:
    """Bring an archived customer back."""
    customer = tracker.customers.get(customer_id)
    with tracker.edit(f"restore {customer.name}"):
        tracker.customers.change(customer_id, archived_on=None)


def add_want(tracker: Tracker, customer_id: int, text: str, stated_on: date) -> int:
    """Write down what a customer wants or expects, as of a day."""
    customer = tracker.customers.get(customer_id)
    if not (cleaned := words.note("text", text)):
        raise InvalidInput("text", "The want is empty", "Type at least one letter.")
    with tracker.edit(f"add a want of {customer.name}"):
        return tracker.wants.add(
            customer_id=customer_id, text=cleaned, stated_on=words.day("stated_on", stated_on)
        )


def remove_want(tracker: Tracker, want_id: int) -> None:
    """Delete a want; undo brings it back."""
    want = tracker.wants.get(want_id)
    with tracker.edit(f"delete a want of {tracker.customers.get(want.customer_id).name}"):
        tracker.wants.remove(want_id)


def _free_name(tracker: Tracker, name: str, but: int | None = None) -> str:
    name = words.name("name", name)
    for other in tracker.customers.all():
        if other.id != but and words.same(other.name, name):
            hint = "Restore that one, or choose another name."
            raise InvalidInput(
                "name",
                f"There is a customer {other.name} already",
                hint if other.archived_on else "Choose another name.",
            )
    return name


def _next_position(tracker: Tracker) -> int:
    return max((one.position for one in tracker.customers.all()), default=-1) + 1
