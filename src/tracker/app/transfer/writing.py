"""Write every evaluation as CSV, one row each: the same data always give the same bytes.

UTF-8 with a byte-order mark (Excel takes names for Windows-1252 without it), commas, a decimal
point, lines ending in CR LF. Rows stand by customer, measure and period, whatever the order on
screen. A row's unit, direction and promise are those that counted in its period.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

from tracker.app.notation import write_better, write_number, write_promise
from tracker.app.tracker import Tracker
from tracker.app.transfer.columns import COLUMNS, NONE, mark
from tracker.domain.customer import Customer
from tracker.domain.errors import FileTrouble
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import Measure, Version
from tracker.domain.period import Period

MARK_OF_ORDER = "\ufeff"


def export_csv(tracker: Tracker, target: Path) -> int:
    """Write the file beside its place, then rename it; return how many rows it holds."""
    text, rows = csv_text(tracker)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        _remove(part)
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
    who, area, name = mark(customer.name), measure.area or "", mark(measure.name)
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
        rows.append([*row, mark(one.link)] if links else row)
    return rows


def _terms(version: Version, *, had_unit: bool, had_promise: bool) -> tuple[list[str], bool, bool]:
    """Return unit, direction and promise; what was there before and is gone is a bare dash."""
    unit, promise = mark(version.unit), mark(write_promise(version))
    told = [
        unit or (NONE if had_unit else ""),
        mark(write_better(version)),
        promise or (NONE if had_promise else ""),
    ]
    return told, bool(unit), bool(promise)


def _logged(one: Evaluation) -> list[str]:
    return [
        "" if one.value is None else write_number(one.value),
        mark(one.skipped or ""),
        mark(one.note),
        mark(one.private_note),
        one.cause.value if one.cause else "",
    ]


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the folder is gone or closed: what was there first stays told
