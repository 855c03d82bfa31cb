"""Every evaluation out as CSV, without the private notes unless the person asks for them.

The same data always give the same bytes: UTF-8 with a byte-order mark (Excel takes names for
Windows-1252 without it), commas, a decimal point, lines ending in CR LF. Rows stand by customer,
measure and period, whatever the order on screen. A row's unit, direction and promise are those that
counted in its period. Without private notes their column is not there at all, so that an import of
the file leaves those of the diary as they are; a row that would say nothing is left out, too.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from tracker.app.intake.columns import OWN_COLUMNS
from tracker.app.intake.table import NONE
from tracker.app.intake.text import escape_formula
from tracker.app.measures.notation import write_better, write_number, write_promise
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import Measure, Version
from tracker.domain.period import Period
from tracker.report.wording import by_number
from tracker.store.outgoing import write_whole

MARK_OF_ORDER = "\ufeff"
PRIVATE = "private_note"
COLUMNS = tuple(role.value for role in OWN_COLUMNS)
NUMBERS = ("better", "promise", "value")  # the columns in which numbers can be
_POINT = re.compile(r"(?<=\d)\.(?=\d)")


@dataclass(frozen=True, slots=True)
class Export:
    """A table of evaluations: its text, its rows, and how many private notes there are.

    `private` says whether those notes are in it.
    """

    text: str
    rows: int
    notes: int
    private: bool

    @property
    def sentence(self) -> str:
        """Say what became of the private notes."""
        return private_sentence(self.notes, private=self.private)


def private_sentence(notes: int, *, private: bool) -> str:
    """Say what became of so many private notes: all of them are in a file, or none."""
    if not notes:
        return "There is no private note."
    if private:
        several = f"{notes} private notes are in it: keep it to yourself."
        return by_number(notes, "1 private note is in it: keep it to yourself.", several)
    return by_number(notes, "1 private note was left out.", f"{notes} private notes were left out.")


def private_notes(tracker: Tracker) -> int:
    """Count the private notes that an export would leave out."""
    ((notes,),) = tracker.file.query("SELECT count(*) FROM evaluation WHERE private_note <> ''")
    return int(notes)


def export_csv(tracker: Tracker, target: Path, *, private: bool = False) -> Export:
    """Write the table to a file, whole or not at all; with private notes for its owner alone."""
    made = csv_export(tracker, private=private)
    write_whole(target, made.text.encode(), private=private)
    return made


def csv_export(
    tracker: Tracker, *, private: bool = False, separator: str = ",", decimal: str = "."
) -> Export:
    """Return the table of every evaluation; private notes are in it only if they are asked for.

    `separator` stands between cells, `decimal` within numbers: an Excel of many countries reads
    nothing but `;` and `,`.
    """
    customers = {one.id: one for one in tracker.customers.all()}
    measures = sorted(
        tracker.measures.all(), key=lambda one: (customers[one.customer_id].name, one.name)
    )
    links = bool(tracker.file.query("SELECT 1 FROM evaluation WHERE link <> '' LIMIT 1"))
    columns = [name for name in (*COLUMNS, "link") if name != "link" or links]
    shown = [at for at, name in enumerate(columns) if private or name != PRIVATE]
    out = io.StringIO(newline="")
    out.write(MARK_OF_ORDER)
    writer = csv.writer(out, delimiter=separator)
    numbers = {columns.index(name) for name in NUMBERS} if decimal != "." else set()
    writer.writerow([columns[at] for at in shown])
    rows = 0
    for measure in measures:
        logged = tracker.evaluations.series(measure.id)
        if not private:
            logged = [one for one in logged if _says_anything(one)]
        for row in _rows(customers[measure.customer_id], measure, logged, links=links):
            for at in numbers:
                row[at] = _POINT.sub(decimal, row[at])
            writer.writerow([row[at] for at in shown])
        rows += len(logged)
    return Export(out.getvalue(), rows, private_notes(tracker), private)


def _says_anything(one: Evaluation) -> bool:
    """Say whether anything is left of an evaluation without its private note."""
    said = (one.value is not None, one.skipped, one.note, one.cause, one.link)
    return any(said)


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
