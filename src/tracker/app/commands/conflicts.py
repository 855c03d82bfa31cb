"""Conflicts between customers, one step after another: found, understood, and closed (T2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.decision import ConflictEnd, ConflictKind, ConflictSide
from tracker.domain.errors import InvalidInput

STEPS = ("really", "common", "ground")
FEWEST = 2


def open_conflict(
    tracker: Tracker, title: str, kind: ConflictKind, customer_ids: Sequence[int], opened_on: date
) -> int:
    """Say that two or more customers need what cannot both be had; return the id."""
    title = words.name("title", title)
    chosen = _checked(tracker, customer_ids)
    day = words.day("opened_on", opened_on)
    with tracker.edit(f"open conflict {title}"):
        key = tracker.conflicts.add(title=title, kind=kind, opened_on=day)
        for one in chosen:
            tracker.conflict_sides.add(conflict_id=key, customer_id=one)
        return key


def edit_conflict(
    tracker: Tracker,
    conflict_id: int,
    title: str,
    kind: ConflictKind,
    customer_ids: Sequence[int],
    opened_on: date,
) -> None:
    """Say it better; what was found of a customer who stays in it is kept."""
    conflict = tracker.conflicts.get(conflict_id)
    title = words.name("title", title)
    chosen = _checked(tracker, customer_ids)
    day = words.day("opened_on", opened_on)
    if conflict.closed_on is not None and day > conflict.closed_on:
        raise InvalidInput("opened_on", "It was closed before that", "Choose an earlier day.")
    there = {one.customer_id: one.id for one in sides_of(tracker, conflict_id)}
    with tracker.edit(f"edit conflict {title}"):
        tracker.conflicts.change(conflict_id, title=title, kind=kind, opened_on=day)
        for one in chosen:
            if one not in there:
                tracker.conflict_sides.add(conflict_id=conflict_id, customer_id=one)
        for customer_id, side_id in there.items():
            if customer_id not in chosen:
                tracker.conflict_sides.remove(side_id)


def answer_step(tracker: Tracker, conflict_id: int, step: str, text: str) -> None:
    """Keep what was found at a step: `really`, `common` or `ground`."""
    conflict = tracker.conflicts.get(conflict_id)
    if step not in STEPS:
        raise InvalidInput("step", f"There is no step {step}", f"Choose {', '.join(STEPS)}.")
    text = words.note("answer", text)
    with tracker.edit(f"think through {conflict.title}"):
        tracker.conflicts.change(conflict_id, **{step: text})


def answer_side(
    tracker: Tracker,
    conflict_id: int,
    customer_id: int,
    *,
    asked_for: str | None = None,
    true_need: str | None = None,
) -> None:
    """Keep what a customer asks for, and what they truly need; what is None stays."""
    conflict = tracker.conflicts.get(conflict_id)
    side = next(
        (one for one in sides_of(tracker, conflict_id) if one.customer_id == customer_id), None
    )
    if side is None:
        raise InvalidInput("customer", "They have no part in it", "Add them to the conflict.")
    said = {"asked_for": asked_for, "true_need": true_need}
    columns = {name: words.note(name, text) for name, text in said.items() if text is not None}
    with tracker.edit(f"think through {conflict.title}"):
        tracker.conflict_sides.change(side.id, **columns)


def close_conflict(tracker: Tracker, conflict_id: int, closed_on: date) -> None:
    """Say that there is no conflict after all; what was found on the way is kept."""
    conflict = tracker.conflicts.get(conflict_id)
    if closed_on < conflict.opened_on:
        raise InvalidInput("closed_on", "It was opened after that", "Choose a later day.")
    with tracker.edit(f"no conflict after all: {conflict.title}"):
        tracker.conflicts.change(
            conflict_id, closed_on=words.day("closed_on", closed_on), outcome=ConflictEnd.NONE
        )


def reopen_conflict(tracker: Tracker, conflict_id: int) -> None:
    """Take a conflict up again; a decision that was made stays."""
    conflict = tracker.conflicts.get(conflict_id)
    with tracker.edit(f"reopen conflict {conflict.title}"):
        tracker.conflicts.change(conflict_id, closed_on=None, outcome=None)


def remove_conflict(tracker: Tracker, conflict_id: int) -> None:
    """Delete a conflict; a decision made from it stays, and undo brings it back."""
    conflict = tracker.conflicts.get(conflict_id)
    with tracker.edit(f"delete conflict {conflict.title}"):
        tracker.conflicts.remove(conflict_id)


def sides_of(tracker: Tracker, conflict_id: int) -> list[ConflictSide]:
    """Return what is known of each customer in a conflict, in the order they came into it."""
    return tracker.conflict_sides.where("conflict_id = ?", conflict_id)


def _checked(tracker: Tracker, customer_ids: Sequence[int]) -> list[int]:
    chosen = list(dict.fromkeys(customer_ids))
    if len(chosen) < FEWEST:
        raise InvalidInput(
            "customers", "A conflict lies between two customers at least", "Choose them."
        )
    for one in chosen:
        tracker.customers.get(one)
    return chosen
