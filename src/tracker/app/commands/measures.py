"""Promises: add a measure, change it from a day on, archive it."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.commands.measure_input import UNIT_LENGTH, MeasureInput, checked, dated, own
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Measure
from tracker.domain.period import Period

__all__ = ["UNIT_LENGTH", "MeasureInput"]


def add_measure(
    tracker: Tracker, customer_id: int, said: MeasureInput, start: date, phase: date | None = None
) -> int:
    """Promise a customer a figure, from the period that holds `start`; return the id.

    A fortnightly measure keeps the phase of its first fortnight for good.
    """
    customer = tracker.customers.get(customer_id)
    said = checked(tracker, customer_id, said)
    start = words.day("start", start)
    first_monday = Period.of(words.day("phase", phase) if phase else start).start
    with tracker.edit(f"add {said.name} for {customer.name}"):
        measure_id = tracker.measures.rows.add(
            customer_id=customer_id,
            phase=first_monday,
            position=len(tracker.measures.rows.where("customer_id = ?", customer_id)),
            scale=said.scale,
            cadence=said.cadence,
            **own(said),
        )
        begins = Period.of(start, said.cadence, first_monday).start
        tracker.measures.put_version(measure_id, begins, **dated(said))
    return measure_id


def edit_measure(
    tracker: Tracker, measure_id: int, said: MeasureInput, valid_from: date, reason: str = ""
) -> None:
    """Change a measure; what is dated (promise, unit, direction, wording) counts from a day on.

    Scale and cadence can change only while nothing is logged: old and new values would not compare.
    """
    measure = tracker.measures.get(measure_id)
    said = checked(tracker, measure.customer_id, said, but=measure_id)
    remade = (said.scale, said.cadence) != (measure.scale, measure.cadence)
    if remade:
        _refuse_logged(tracker, measure)
    terms = dated(said)
    changed = any(getattr(measure.now, field) != value for field, value in terms.items())
    begins = measure.versions[0].valid_from
    if changed and not remade:
        begins = _begins(measure, valid_from)
    with tracker.edit(f"edit {measure.name}"):
        tracker.measures.rows.change(
            measure_id, scale=said.scale, cadence=said.cadence, **own(said)
        )
        if remade:  # what was promised on another scale means nothing on this one
            for version in measure.versions[1:]:
                tracker.measures.versions.remove(version.id)
        if remade or changed:
            tracker.measures.put_version(
                measure_id, begins, **terms, reason=words.note("reason", reason)
            )


def _begins(measure: Measure, valid_from: date) -> date:
    """Return the day from which a change counts: not before the measure, nor before the newest."""
    day = max(words.day("valid_from", valid_from), measure.versions[0].valid_from)
    if day < measure.now.valid_from:
        newest = measure.now.valid_from
        raise InvalidInput(
            "valid_from",
            f"{measure.name} was already changed from {newest} on",
            "Choose that day, or a later one.",
        )
    return day


def share_measure(tracker: Tracker, measure_id: int, *, shared: bool) -> None:
    """Let a customer see a measure, or keep it private."""
    measure = tracker.measures.get(measure_id)
    with tracker.edit(f"{'share' if shared else 'keep private'} {measure.name}"):
        tracker.measures.rows.change(measure_id, shared=shared)


def archive_measure(tracker: Tracker, measure_id: int, today: date) -> None:
    """Put a measure away; everything logged stays."""
    measure = tracker.measures.get(measure_id)
    with tracker.edit(f"archive {measure.name}"):
        tracker.measures.rows.change(measure_id, archived_on=today)


def restore_measure(tracker: Tracker, measure_id: int) -> None:
    """Bring an archived measure back."""
    measure = tracker.measures.get(measure_id)
    with tracker.edit(f"restore {measure.name}"):
        tracker.measures.rows.change(measure_id, archived_on=None)


def move_measure(tracker: Tracker, measure_id: int, by: int) -> None:
    """Move a measure up (-1) or down (1) in its customer's list; archived ones do not count."""
    measure = tracker.measures.get(measure_id)
    seen = "customer_id = ? AND (archived_on IS NULL OR id = ?)"
    ids = [one.id for one in tracker.measures.where(seen, measure.customer_id, measure_id)]
    at = ids.index(measure_id)
    to = min(max(at + by, 0), len(ids) - 1)
    if to == at:
        return
    ids.insert(to, ids.pop(at))
    with tracker.edit(f"move {measure.name}"):
        for position, key in enumerate(ids):
            tracker.measures.rows.change(key, position=position)  # those in place change nothing


def _refuse_logged(tracker: Tracker, measure: Measure) -> None:
    if tracker.evaluations.span(measure.id):
        raise InvalidInput(
            "scale",
            "Values are logged, so scale and rhythm stay as they are",
            "Archive this measure and add a new one.",
        )
