"""Who saw it first: the day on which a customer told of a change themselves (R5)."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker


def tell_first(tracker: Tracker, measure_id: int, revealed: date, told_on: date | None) -> None:
    """Keep when the customer told of the change that was revealed in a period; None: they did not.

    `revealed` names the signal: the start of the period that revealed it.
    """
    measure = tracker.measures.get(measure_id)
    words.day("revealed", revealed)
    day = None if told_on is None else words.day("told_on", told_on)
    at = ("measure_id = ? AND revealed = ?", measure_id, revealed.isoformat())
    old = tracker.told.where(*at)
    if (old[0].told_on if old else None) == day:
        return
    with tracker.edit(f"who saw {measure.name} first"):
        if day is None:
            tracker.told.remove(old[0].id)
        elif old:
            tracker.told.change(old[0].id, told_on=day)
        else:
            tracker.told.add(measure_id=measure_id, revealed=revealed, told_on=day)
