"""Who was told of a decision, and when: only they may see it (T3)."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput


def tell_decision(
    tracker: Tracker, decision_id: int, customer_id: int, told_on: date, today: date
) -> None:
    """Say that a customer was told of a decision, and when: from now on they may see it."""
    decision = tracker.decisions.get(decision_id)
    customer = tracker.customers.get(customer_id)
    if words.day("told_on", told_on) < decision.decided_on:
        raise InvalidInput("told_on", "It was decided after that", "Choose a later day.")
    if told_on > today:
        raise InvalidInput("told_on", "That day has not come yet", "Choose today or before.")
    old = _told_of(tracker, decision_id, customer_id)
    with tracker.edit(f"told {customer.name} of {decision.title}"):
        if old is not None:
            tracker.decisions_told.change(old, told_on=told_on)
        else:
            tracker.decisions_told.add(
                decision_id=decision_id, customer_id=customer_id, told_on=told_on
            )


def untell_decision(tracker: Tracker, decision_id: int, customer_id: int) -> None:
    """Take back that a customer was told; they do not see it any more."""
    decision = tracker.decisions.get(decision_id)
    customer = tracker.customers.get(customer_id)
    old = _told_of(tracker, decision_id, customer_id)
    if old is not None:
        with tracker.edit(f"not told {customer.name} of {decision.title}"):
            tracker.decisions_told.remove(old)


def _told_of(tracker: Tracker, decision_id: int, customer_id: int) -> int | None:
    """Return the row that says when a customer was told of a decision, if they were."""
    found = tracker.decisions_told.where(
        "decision_id = ? AND customer_id = ?", decision_id, customer_id
    )
    return found[0].id if found else None
