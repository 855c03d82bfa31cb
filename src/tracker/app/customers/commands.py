"""Who is served: customers taken on, described, moved, archived; and what they want.

Every move is dated, has a reason if the person gives one, and is kept (W2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.app.person import change_person
from tracker.app.signals.corrections import end_fixes
from tracker.app.text_input import clean_name, clean_note, folded, past_day, same
from tracker.app.tracker import Tracker
from tracker.domain.customer import (
    TIER_NAMES,
    Customer,
    CustomerKind,
    Tier,
)
from tracker.domain.errors import InvalidInput
from tracker.report.wording import number_of

MOST_WOW, MOST_CUSTOMERS = 20, 60


@dataclass(frozen=True, slots=True)
class CustomerInput:
    """What a person says of a new customer."""

    name: str
    tier: Tier | None
    kind: CustomerKind = CustomerKind.TEAM


def add_customer(
    tracker: Tracker,
    name: str,
    tier: Tier | None,
    kind: CustomerKind = CustomerKind.TEAM,
    who: str = "",
) -> int:
    """Take on a priority customer, at the end of a tier, and return the id."""
    name = _free_name(tracker, name)
    with tracker.edit(f"add {name}"):
        return tracker.customers.add(
            name=name,
            tier=tier,
            kind=kind,
            who=clean_note("who", who),
            position=_next_position(tracker),
        )


def add_customers(tracker: Tracker, wanted: Sequence[CustomerInput]) -> list[int]:
    """Take on several customers, in one step; return their ids.

    The names beside which theirs have to stand are read once, however many they are.
    """
    taken = {folded(one.name): one for one in tracker.customers.all()}
    position = _next_position(tracker)
    made: list[int] = []
    with tracker.edit(f"add {number_of(len(wanted), 'customer')}"):
        for at, said in enumerate(wanted, start=position):
            name = clean_name("name", said.name)
            if (other := taken.get(folded(name))) is not None:
                raise _taken(other)
            made.append(
                tracker.customers.add(name=name, tier=said.tier, kind=said.kind, position=at)
            )
            taken[folded(name)] = tracker.customers.get(made[-1])
    return made


def edit_customer(
    tracker: Tracker,
    customer_id: int,
    *,
    name: str | None = None,
    kind: CustomerKind | None = None,
    **profile: str,
) -> None:
    """Change what is named: name, kind, who, motives, knowledge, attitudes, invests."""
    customer = tracker.customers.get(customer_id)
    columns: dict[str, object] = {field: clean_note(field, text) for field, text in profile.items()}
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


def archive_customer(
    tracker: Tracker, customer_id: int, today: date, reason: str = ""
) -> int | None:
    """Put a customer away; everything logged stays, and what was being done about it ends.

    Return the move out of their tier, if they stood in one.
    """
    customer = tracker.customers.get(customer_id)
    with tracker.edit(f"archive {customer.name}"):
        tracker.customers.change(customer_id, archived_on=today)
        for measure in tracker.measures.where("customer_id = ?", customer_id):
            end_fixes(tracker, measure.id, today)
        return _keep_move(tracker, customer_id, (customer.tier, None), today, reason)


def restore_customer(
    tracker: Tracker, customer_id: int, today: date, reason: str = ""
) -> int | None:
    """Bring an archived customer back; return the move into their tier, if any."""
    customer = tracker.customers.get(customer_id)
    with tracker.edit(f"restore {customer.name}"):
        tracker.customers.change(customer_id, archived_on=None)
        return _keep_move(tracker, customer_id, (None, customer.tier), today, reason)


def _keep_move(
    tracker: Tracker,
    customer_id: int,
    tiers: tuple[Tier | None, Tier | None],
    moved_on: date,
    reason: str,
) -> int | None:
    """Keep when and why a customer went from one tier to another (None: none), if it is another."""
    if tiers[0] == tiers[1]:
        return None
    return tracker.tier_moves.add(
        customer_id=customer_id,
        from_tier=tiers[0],
        to_tier=tiers[1],
        moved_on=past_day(tracker, "moved_on", moved_on),
        reason=clean_note("reason", reason),
    )


def add_want(tracker: Tracker, customer_id: int, text: str, stated_on: date) -> int:
    """Write down what a customer wants or expects, as of a day."""
    customer = tracker.customers.get(customer_id)
    if not (cleaned := clean_note("text", text)):
        raise InvalidInput("text", "The want is empty", "Type at least one letter.")
    with tracker.edit(f"add a want of {customer.name}"):
        return tracker.wants.add(
            customer_id=customer_id,
            text=cleaned,
            stated_on=past_day(tracker, "stated_on", stated_on),
        )


def edit_want(tracker: Tracker, want_id: int, text: str, stated_on: date) -> None:
    """Say a want better, or say when it was told."""
    want = tracker.wants.get(want_id)
    if not (cleaned := clean_note("text", text)):
        raise InvalidInput("text", "The want is empty", "Type at least one letter.")
    day = past_day(tracker, "stated_on", stated_on)
    if (want.text, want.stated_on) != (cleaned, day):
        with tracker.edit(f"edit a want of {tracker.customers.get(want.customer_id).name}"):
            tracker.wants.change(want_id, text=cleaned, stated_on=day)


def remove_want(tracker: Tracker, want_id: int) -> None:
    """Delete a want; undo brings it back."""
    want = tracker.wants.get(want_id)
    with tracker.edit(f"delete a want of {tracker.customers.get(want.customer_id).name}"):
        tracker.wants.remove(want_id)


def _free_name(tracker: Tracker, name: str, but: int | None = None) -> str:
    name = clean_name("name", name)
    for other in tracker.customers.all():
        if other.id != but and same(other.name, name):
            raise _taken(other)
    return name


def _taken(other: Customer) -> InvalidInput:
    hint = "Restore that one, or choose another name."
    return InvalidInput(
        "name",
        f"There is a customer {other.name} already",
        hint if other.archived_on else "Choose another name.",
    )


def _next_position(tracker: Tracker) -> int:
    return max((one.position for one in tracker.customers.all()), default=-1) + 1


def place_customer(
    tracker: Tracker,
    customer_id: int,
    tier: Tier | None,
    moved_on: date,
    reason: str = "",
    before: int | None = None,
) -> int | None:
    """Move a customer to a tier, before another or to its end, and keep when and why.

    Return the move; None where they stay in their tier.
    """
    customer = tracker.customers.get(customer_id)
    place = TIER_NAMES[tier] if tier else "no tier"
    with tracker.edit(f"move {customer.name} to {place}"):
        move_customer(tracker, customer_id, tier, before)
        return _keep_move(tracker, customer_id, (customer.tier, tier), moved_on, reason)


def explain_move(tracker: Tracker, move_id: int, reason: str) -> None:
    """Say why somebody was moved, or say it better."""
    move = tracker.tier_moves.get(move_id)
    reason = clean_note("reason", reason)
    if move.reason != reason:
        name = tracker.customers.get(move.customer_id).name
        with tracker.edit(f"say why {name} was moved"):
            tracker.tier_moves.change(move_id, reason=reason)


def make_room(
    tracker: Tracker,
    coming: int | None,
    leaving: int,
    leaving_to: Tier | None,
    moved_on: date,
    reason: str = "",
) -> None:
    """Let one customer make room for another in WOW, or be archived (to no tier) for one.

    Who comes is put into WOW; who comes out of the archive goes back to where they stood. `coming`
    None: the room is for a customer who is not there yet. One step to undo.
    """
    goes = tracker.customers.get(leaving)
    if leaving == coming:
        raise InvalidInput("leaving", "They cannot make room for themselves", "Choose another.")
    label = f"{goes.name} makes room"
    with tracker.edit(label):
        if leaving_to is None:
            archive_customer(tracker, leaving, moved_on, reason)
        else:
            place_customer(tracker, leaving, leaving_to, moved_on, reason)
        if coming is None:
            return
        if tracker.customers.get(coming).archived_on is not None:
            restore_customer(tracker, coming, moved_on, reason)
        else:
            place_customer(tracker, coming, Tier.WOW, moved_on, reason)


def add_instead(
    tracker: Tracker,
    said: CustomerInput,
    leaving: int,
    leaving_to: Tier | None,
    moved_on: date,
    reason: str = "",
) -> int:
    """Take on a customer for whom another makes room, in one step; return the newcomer's id."""
    goes = tracker.customers.get(leaving)
    with tracker.edit(f"add {clean_name('name', said.name)} in place of {goes.name}"):
        make_room(tracker, None, leaving, leaving_to, moved_on, reason)
        return add_customer(tracker, said.name, said.tier, said.kind)


def set_caps(tracker: Tracker, wow: int, total: int) -> None:
    """Say how many customers there may be: in WOW, and at all."""
    if not 1 <= wow <= MOST_WOW:
        raise InvalidInput("wow_cap", f"{wow} is no number of places", f"Choose 1 to {MOST_WOW}.")
    if not 1 <= total <= MOST_CUSTOMERS:
        hint = f"Choose 1 to {MOST_CUSTOMERS}."
        raise InvalidInput("total_cap", f"{total} is no number of customers", hint)
    if wow > total:
        hint = f"Choose {wow} to {MOST_CUSTOMERS} in all, or {total} or fewer in WOW."
        raise InvalidInput("total_cap", f"There are more places in WOW ({wow}) than in all", hint)
    change_person(tracker, "change how many customers there may be", wow_cap=wow, total_cap=total)


def look_ahead(tracker: Tracker, customer_id: int, today: date) -> None:
    """Let the question what comes next for a customer rest until the next quarter."""
    customer = tracker.customers.get(customer_id)
    with tracker.edit(f"no next measure for {customer.name} this quarter"):
        tracker.customers.change(customer_id, looked_ahead_on=past_day(tracker, "today", today))
