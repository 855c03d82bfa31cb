"""The badges of a customer's measures, read at once: from the measure, the ledger, the values."""

from __future__ import annotations

from datetime import date

from tracker.app.judging import due_until
from tracker.app.tracker import Tracker
from tracker.report.badges import Badge, clear, continuous, public

_NEWEST = """SELECT measure_id, max(start) FROM evaluation WHERE value IS NOT NULL
AND measure_id IN (SELECT id FROM measure WHERE customer_id = ?) GROUP BY measure_id"""


def badges(tracker: Tracker, customer_id: int, today: date) -> dict[int, tuple[Badge, ...]]:
    """Return clear, public and continuous for each measure (id) in use; drafts have none."""
    shared = tracker.ledger.last_shared()
    newest = {
        key: date.fromisoformat(start) for key, start in tracker.file.query(_NEWEST, customer_id)
    }
    in_use = "customer_id = ? AND archived_on IS NULL AND draft = 0"
    return {
        one.id: (
            clear(one),
            public(one, shared.get(one.uid), today),
            continuous(one, newest.get(one.id), due_until(one, today)),
        )
        for one in tracker.measures.where(in_use, customer_id)
    }
