"""Who was asked for feedback, and when; who likes to be asked more often (S7)."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker


def note_asking(tracker: Tracker, customer_id: int, asked_on: date, how: str = "") -> int:
    """Keep that a customer was asked on a day; once a day is enough."""
    customer = tracker.customers.get(customer_id)
    day = words.day("asked_on", asked_on)
    how = words.line("how", how, words.NAME_LENGTH)
    at = ("customer_id = ? AND asked_on = ?", customer_id, day.isoformat())
    old = tracker.askings.where(*at)
    if old and old[0].how == how:
        return old[0].id
    with tracker.edit(f"asked {customer.name}"):
        if old:
            tracker.askings.change(old[0].id, how=how)
            return old[0].id
        return tracker.askings.add(customer_id=customer_id, asked_on=day, how=how)


def remove_asking(tracker: Tracker, asking_id: int) -> None:
    """Take back that a customer was asked; undo brings it back."""
    asking = tracker.askings.get(asking_id)
    customer = tracker.customers.get(asking.customer_id)
    with tracker.edit(f"not asked {customer.name}"):
        tracker.askings.remove(asking_id)


def ask_often(tracker: Tracker, customer_id: int, *, often: bool) -> None:
    """Say that a customer likes to be asked more often than others, or no more."""
    customer = tracker.customers.get(customer_id)
    if customer.ask_often == often:
        return
    with tracker.edit(f"how often to ask {customer.name}"):
        tracker.customers.change(customer_id, ask_often=often)
