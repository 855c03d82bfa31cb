"""A plan is carried out, whole or not at all: what an import brings goes into the diary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tracker.app.commands import CustomerInput, MeasureInput, add_measures, plan_change
from tracker.app.customers.commands import add_customers
from tracker.app.tracker import Tracker
from tracker.app.transfer.cells import MeasureTerms, NewCustomer, NewMeasure, Plan, Target
from tracker.app.transfer.telling import bad_rows
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

    `progress` hears (done, of all), measures that are made counted, too; what it raises takes all
    of it back. With bad rows in the plan nothing is taken, unless `skip_bad`. The plan must be of
    this very state of the diary.
    """
    if plan.bad and not skip_bad:
        raise InvalidInput("file", bad_rows(len(plan.bad)), "Correct them, or leave them out.")
    values = plan.new + plan.changed
    if not values:
        return 0
    so_far = _SoFar(values + len(plan.new_measures), progress)
    with tracker.edit(label):
        ids, targets = _measures(tracker, plan, so_far), list(reversed(plan.targets))
        del plan  # what is written can go: of 200,000 rows both would be felt
        for measure_id in ids:
            target = targets.pop()
            for part in _write(tracker, measure_id, target):
                so_far.add(part)
            for starts_on, why in target.changes:
                plan_change(tracker, measure_id, starts_on, why)
    return values


class _SoFar:
    """Counts what is done, and tells it."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def add(self, count: int = 1) -> None:
        self._done += count
        if self._progress:
            self._progress(self._done, self._total)


def _measures(tracker: Tracker, plan: Plan, so_far: _SoFar) -> list[int]:
    """Return the measure of each target; customers and measures that are new are made."""
    ids: dict[int, int] = {}
    customers = _customers(tracker, plan)
    wanted: dict[int, list[tuple[int, NewMeasure]]] = {}
    for at, target in enumerate(plan.targets):
        if isinstance(target.measure, int):
            ids[at] = target.measure
            continue
        customer = target.customer
        if isinstance(customer, NewCustomer):
            customer = customers[customer.name]
        wanted.setdefault(customer, []).append((at, target.measure))
    _make_measures(tracker, wanted, ids, so_far)
    return [ids[at] for at in range(len(plan.targets))]


def _customers(tracker: Tracker, plan: Plan) -> dict[str, int]:
    """Take on the new customers whose measures are new, too; return their ids by name."""
    new: dict[str, NewCustomer] = {}
    for target in plan.targets:
        if isinstance(target.customer, NewCustomer) and not isinstance(target.measure, int):
            new.setdefault(target.customer.name, target.customer)
    said = [CustomerInput(one.name, one.tier, one.kind) for one in new.values()]
    return dict(zip(new, add_customers(tracker, said), strict=True)) if said else {}


def _make_measures(
    tracker: Tracker,
    wanted: Mapping[int, list[tuple[int, NewMeasure]]],
    ids: dict[int, int],
    so_far: _SoFar,
) -> None:
    """Make measures, customer by customer, and put each one's id under its place in the plan."""
    for customer_id, new in wanted.items():
        made = _add(tracker, customer_id, [measure for _, measure in new], so_far)
        ids |= dict(zip([at for at, _ in new], made, strict=True))


def _add(tracker: Tracker, customer_id: int, new: list[NewMeasure], so_far: _SoFar) -> list[int]:
    said = [_measure_input(one) for one in new]
    starts = [one.terms[0][0] for one in new]
    phases = [one.phase for one in new]
    wanted = list(zip(said, starts, phases, strict=True))
    made = add_measures(tracker, customer_id, wanted, so_far.add)
    for measure_id, measure, first in zip(made, new, said, strict=True):
        if first.draft is not measure.draft:
            tracker.measures.rows.change(measure_id, draft=measure.draft)
        step = SCALES[measure.scale].step
        for valid_from, terms in measure.terms[1:]:
            tracker.measures.put_version(measure_id, valid_from, step=step, **_columns(terms))
    return made


def _measure_input(new: NewMeasure) -> MeasureInput:
    _, first = new.terms[0]
    return MeasureInput(
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
            row = {"measure_id": measure_id, "start": entry.start, "imported": True}
            row |= entry.columns
            alike.setdefault(tuple(row), []).append(row)
    return list(alike.values())
