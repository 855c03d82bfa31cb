"""A plan is carried out, whole or not at all: what an import brings goes into the diary."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tracker.app.commands import MeasureInput, add_customer, add_measure, plan_change
from tracker.app.tracker import Tracker
from tracker.app.transfer.cells import MeasureTerms, NewCustomer, NewMeasure, Plan, Target
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import SCALES

ROWS_AT_ONCE = 2000
Progress = Callable[[int, int], None]


def apply_import(
    tracker: Tracker,
    plan: Plan,
    progress: Progress | None = None,
    *,
    skip_bad: bool = False,
    label: str = "import",
) -> int:
    """Write what a plan says and return how many evaluations that was.

    `progress` hears (done, of all). With bad rows in the plan nothing is taken, unless `skip_bad`.
    The plan must be of this very state of the diary.
    """
    if plan.bad and not skip_bad:
        rows = "1 row is bad" if len(plan.bad) == 1 else f"{len(plan.bad)} rows are bad"
        raise InvalidInput("file", f"{rows}, so none was taken", "Mend them, or leave them out.")
    total, done = plan.new + plan.changed, 0
    if not total:
        return 0
    made: dict[str, int] = {}
    with tracker.edit(label):
        for target in plan.targets:
            measure_id = _measure(tracker, target, made)
            for part in _write(tracker, measure_id, target):
                done += part
                if progress:
                    progress(done, total)
            for starts_on, why in target.changes:
                plan_change(tracker, measure_id, starts_on, why)
    return done


def _measure(tracker: Tracker, target: Target, made: dict[str, int]) -> int:
    if isinstance(target.measure, int):
        return target.measure
    customer = target.customer
    if isinstance(customer, NewCustomer):
        if customer.name not in made:
            made[customer.name] = add_customer(tracker, customer.name, customer.tier, customer.kind)
        customer = made[customer.name]
    return _add(tracker, customer, target.measure)


def _add(tracker: Tracker, customer_id: int, new: NewMeasure) -> int:
    (start, first), *later = new.terms
    said = MeasureInput(
        name=new.name,
        area=new.area,
        scale=new.scale,
        cadence=new.cadence,
        source=new.source,
        better=first.better,
        promise=first.promise,
        low=first.low,
        high=first.high,
        unit=first.unit,
        draft=new.draft or not first.promised,
    )
    measure_id = add_measure(tracker, customer_id, said, start, new.phase)
    if said.draft is not new.draft:
        tracker.measures.rows.change(measure_id, draft=new.draft)
    step = SCALES[new.scale].step
    for valid_from, terms in later:
        tracker.measures.put_version(measure_id, valid_from, step=step, **_columns(terms))
    return measure_id


def _columns(terms: MeasureTerms) -> dict[str, object]:
    return {name: getattr(terms, name) for name in ("better", "promise", "low", "high", "unit")}


def _write(tracker: Tracker, measure_id: int, target: Target) -> Iterator[int]:
    """Write a target's entries; yield after each part how many it was."""
    for rows in _alike(measure_id, target):
        for begin in range(0, len(rows), ROWS_AT_ONCE):
            part = rows[begin : begin + ROWS_AT_ONCE]
            tracker.evaluations.add_all(part)
            yield len(part)
    for entry in target.entries:
        if entry.known is not None:
            tracker.evaluations.change(entry.known, **entry.columns)
            yield 1


def _alike(measure_id: int, target: Target) -> list[list[dict[str, object]]]:
    """Return the new rows, those with the same columns together: most say a value and no more."""
    alike: dict[tuple[str, ...], list[dict[str, object]]] = {}
    for entry in target.entries:
        if entry.known is None:
            row = {"measure_id": measure_id, "start": entry.start, **entry.columns}
            alike.setdefault(tuple(row), []).append(row)
    return list(alike.values())
