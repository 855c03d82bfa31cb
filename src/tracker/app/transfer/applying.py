"""The writers of both ways: a plan into the diary, and every evaluation out as CSV.

A plan is carried out whole or not at all. The same data always give the same bytes: UTF-8 with a
byte-order mark (Excel takes names for Windows-1252 without it), commas, a decimal point, lines
ending in CR LF. Rows stand by customer, measure and period, whatever the order on screen. A row's
unit, direction and promise are those that counted in its period.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from tracker.app.commands import MeasureInput, add_customer, add_measure
from tracker.app.measures.notation import write_better, write_number, write_promise
from tracker.app.tracker import Tracker
from tracker.app.transfer.cells import MeasureTerms, NewCustomer, NewMeasure, Plan, Target
from tracker.app.transfer.reading import COLUMNS, NONE, escape_formula
from tracker.domain.customer import Customer
from tracker.domain.errors import FileTrouble, InvalidInput
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import SCALES, Measure, Version
from tracker.domain.period import Period
from tracker.store.backup import written_beside

ROWS_AT_ONCE = 2000
Progress = Callable[[int, int], None]
MARK_OF_ORDER = "\ufeff"


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


def export_csv(tracker: Tracker, target: Path) -> int:
    """Write the file beside its place, then rename it; return how many rows it holds."""
    text, rows = csv_text(tracker)
    try:
        with written_beside(target) as part, part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        reason = error.strerror or "the disk refused it"
        raise FileTrouble(
            f"{target} cannot be written: {reason}", "Choose another place."
        ) from error
    return rows


def csv_text(tracker: Tracker) -> tuple[str, int]:
    """Return the text of the file and how many rows it holds."""
    customers = {one.id: one for one in tracker.customers.all()}
    measures = sorted(
        tracker.measures.all(), key=lambda one: (customers[one.customer_id].name, one.name)
    )
    links = tracker.file.query("SELECT 1 FROM evaluation WHERE link <> '' LIMIT 1")
    columns = (*COLUMNS, "link") if links else COLUMNS
    out = io.StringIO(newline="")
    out.write(MARK_OF_ORDER)
    writer = csv.writer(out)
    writer.writerow(columns)
    rows = 0
    for measure in measures:
        logged = tracker.evaluations.series(measure.id)
        writer.writerows(_rows(customers[measure.customer_id], measure, logged, links=bool(links)))
        rows += len(logged)
    return out.getvalue(), rows


def _rows(
    customer: Customer, measure: Measure, logged: list[Evaluation], *, links: bool
) -> list[list[str]]:
    who, area, name = (
        escape_formula(customer.name),
        measure.area or "",
        escape_formula(measure.name),
    )
    head = [who, area, name, measure.scale.value]
    had_unit = had_promise = False
    rows = []
    terms: dict[int, tuple[list[str], bool, bool]] = {}
    for one in logged:
        period = Period(one.start, measure.cadence)
        version = measure.on(period.end)
        if version.id not in terms:
            terms[version.id] = _terms(version, had_unit=had_unit, had_promise=had_promise)
        told, has_unit, has_promise = terms[version.id]
        had_unit, had_promise = had_unit or has_unit, had_promise or has_promise
        row = [*head, *told, measure.cadence.value, str(period), *_logged(one)]
        row.append(measure.source.value)
        rows.append([*row, escape_formula(one.link)] if links else row)
    return rows


def _terms(version: Version, *, had_unit: bool, had_promise: bool) -> tuple[list[str], bool, bool]:
    """Return unit, direction and promise; what was there before and is gone is a bare dash."""
    unit, promise = escape_formula(version.unit), escape_formula(write_promise(version))
    told = [
        unit or (NONE if had_unit else ""),
        escape_formula(write_better(version)),
        promise or (NONE if had_promise else ""),
    ]
    return told, bool(unit), bool(promise)


def _logged(one: Evaluation) -> list[str]:
    return [
        "" if one.value is None else write_number(one.value),
        escape_formula(one.skipped or ""),
        escape_formula(one.note),
        escape_formula(one.private_note),
        one.cause.value if one.cause else "",
    ]
