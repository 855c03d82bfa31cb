"""Things that happened, drawn on the charts they concern."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker


def add_event(
    tracker: Tracker,
    happened_on: date,
    title: str,
    note: str = "",
    *,
    customer_id: int | None = None,
    measure_id: int | None = None,
) -> int:
    """Mark a day for one measure, one customer, or everything; return the id."""
    title = words.name("title", title)
    if customer_id is not None:
        tracker.customers.get(customer_id)
    if measure_id is not None:
        tracker.measures.get(measure_id)
    with tracker.edit(f"add event {title}"):
        return tracker.events.add(
            happened_on=words.day("happened_on", happened_on),
            title=title,
            note=words.note("note", note),
            customer_id=customer_id,
            measure_id=measure_id,
        )


def edit_event(
    tracker: Tracker,
    event_id: int,
    happened_on: date,
    title: str,
    note: str = "",
    *,
    reach: tuple[int | None, int | None] | None = None,
) -> None:
    """Correct an event; `reach` is the customer or measure it concerns, neither for everything."""
    event = tracker.events.get(event_id)
    customer_id, measure_id = reach or (event.customer_id, event.measure_id)
    with tracker.edit(f"edit event {event.title}"):
        tracker.events.change(
            event_id,
            happened_on=words.day("happened_on", happened_on),
            title=words.name("title", title),
            note=words.note("note", note),
            customer_id=customer_id,
            measure_id=measure_id,
        )


def remove_event(tracker: Tracker, event_id: int) -> None:
    """Delete an event; undo brings it back."""
    event = tracker.events.get(event_id)
    with tracker.edit(f"delete event {event.title}"):
        tracker.events.remove(event_id)
