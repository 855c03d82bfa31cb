"""Moments: the days on which a customer needs something (T1)."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.moment import LONGEST_LEAD, Repeat


def add_moment(
    tracker: Tracker,
    customer_id: int,
    title: str,
    first_on: date,
    repeats: Repeat,
    *,
    until: date | None = None,
    lead_days: int = 7,
    note: str = "",
) -> int:
    """Note a day on which a customer needs something, or a rule for such days."""
    customer = tracker.customers.get(customer_id)
    columns = _checked(title, first_on, repeats, until, lead_days, note)
    with tracker.edit(f"add a moment of {customer.name}"):
        return tracker.moments.add(customer_id=customer_id, **columns)


def edit_moment(
    tracker: Tracker,
    moment_id: int,
    title: str,
    first_on: date,
    repeats: Repeat,
    *,
    until: date | None = None,
    lead_days: int = 7,
    note: str = "",
) -> None:
    """Say it better, or move it."""
    old = tracker.moments.get(moment_id)
    columns = _checked(title, first_on, repeats, until, lead_days, note)
    with tracker.edit(f"edit the moment {old.title}"):
        tracker.moments.change(moment_id, **columns)


def remove_moment(tracker: Tracker, moment_id: int) -> None:
    """Delete a moment; undo brings it back."""
    old = tracker.moments.get(moment_id)
    with tracker.edit(f"delete the moment {old.title}"):
        tracker.moments.remove(moment_id)


def _checked(
    title: str, first_on: date, repeats: Repeat, until: date | None, lead_days: int, note: str
) -> dict[str, object]:
    return {
        "title": words.name("title", title),
        "first_on": words.day("first_on", first_on),
        "repeats": repeats,
        "until": _until(first_on, until),
        "lead_days": _lead(lead_days),
        "note": words.note("note", note),
    }


def _until(first_on: date, until: date | None) -> date | None:
    if until is not None and words.day("until", until) < first_on:
        raise InvalidInput("until", "It ends before it begins", "Choose a later day, or none.")
    return until


def _lead(days: int) -> int:
    if not 0 <= days <= LONGEST_LEAD:
        raise InvalidInput(
            "lead_days", f"{days} is no lead time", f"Choose 0 to {LONGEST_LEAD} days."
        )
    return days
