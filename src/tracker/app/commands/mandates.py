"""Agreements and mandates that outrank the worksheet's score until a day (W6)."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput


def add_mandate(
    tracker: Tracker,
    customer_id: int,
    text: str,
    made_on: date,
    until: date | None = None,
    *,
    formal: bool = False,
) -> int:
    """Keep what was agreed or ordered about a customer."""
    customer = tracker.customers.get(customer_id)
    columns = _checked(text, made_on, until, formal=formal)
    with tracker.edit(f"agreement about {customer.name}"):
        return tracker.mandates.add(customer_id=customer_id, **columns)


def edit_mandate(
    tracker: Tracker,
    mandate_id: int,
    text: str,
    made_on: date,
    until: date | None,
    *,
    formal: bool,
) -> None:
    """Say better what was agreed, or until when."""
    customer = tracker.customers.get(tracker.mandates.get(mandate_id).customer_id)
    columns = _checked(text, made_on, until, formal=formal)
    with tracker.edit(f"agreement about {customer.name}"):
        tracker.mandates.change(mandate_id, **columns)


def end_mandate(tracker: Tracker, mandate_id: int, today: date) -> None:
    """Let an agreement count no longer, from today on."""
    mandate = tracker.mandates.get(mandate_id)
    if not mandate.holds(today):
        return
    customer = tracker.customers.get(mandate.customer_id)
    yesterday = today - timedelta(days=1)
    with tracker.edit(f"end agreement about {customer.name}"):
        if mandate.made_on > yesterday:
            tracker.mandates.remove(mandate_id)  # it never counted for a whole day
        else:
            tracker.mandates.change(mandate_id, until=yesterday)


def remove_mandate(tracker: Tracker, mandate_id: int) -> None:
    """Delete an agreement; undo brings it back."""
    customer = tracker.customers.get(tracker.mandates.get(mandate_id).customer_id)
    with tracker.edit(f"delete agreement about {customer.name}"):
        tracker.mandates.remove(mandate_id)


def _checked(text: str, made_on: date, until: date | None, *, formal: bool) -> dict[str, object]:
    cleaned = words.note("text", text)
    if not any(sign.isprintable() and not sign.isspace() for sign in cleaned):
        raise InvalidInput("text", "The agreement is empty", "Say in a sentence what it is.")
    begun = words.day("made_on", made_on)
    if until is not None and words.day("until", until) < begun:
        raise InvalidInput("until", "It ends before it was made", "Choose a later day.")
    return {"text": cleaned, "formal": formal, "made_on": begun, "until": until}
