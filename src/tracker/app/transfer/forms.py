"""In which forms everything can go out, and what each puts into its file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tracker.app.person import person
from tracker.app.tracker import Tracker
from tracker.app.transfer.exporting import csv_export, private_notes, private_sentence
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.report.wording import number_of


class ExportForm(StrEnum):
    """A form of file, by the ending of its name."""

    CSV = "csv"
    EXCEL = "xlsx"
    WHOLE = "json"
    SHARED = "jsonl"


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """What a person chose beside the form; `separator` and `decimal` are a CSV's alone."""

    private: bool = False
    separator: str = ","
    decimal: str = "."


@dataclass(frozen=True, slots=True)
class Written:
    """What is to stand in the file, how much that is, and what became of the private words."""

    content: bytes
    counted: str
    sentence: str


Writer = Callable[[Tracker, ExportChoices, date], Written]


def written(form: ExportForm, tracker: Tracker, choices: ExportChoices, today: date) -> Written:
    """Return everything in a form; nothing is on the disk yet."""
    return _WRITERS[form](tracker, choices, today)


def _csv(tracker: Tracker, choices: ExportChoices, _today: date) -> Written:
    made = csv_export(
        tracker,
        private=choices.private,
        separator=choices.separator,
        decimal=choices.decimal,
    )
    return Written(made.text.encode(), number_of(made.rows, "row"), made.sentence)


def _excel(tracker: Tracker, choices: ExportChoices, today: date) -> Written:
    from tracker.app.transfer.workbook import workbook_bytes

    ((rows,),) = tracker.file.query("SELECT count(*) FROM evaluation")
    content = workbook_bytes(tracker, private=choices.private, today=today)
    said = private_sentence(private_notes(tracker), private=choices.private)
    return Written(content, number_of(int(rows), "row"), said)


def _whole(tracker: Tracker, choices: ExportChoices, _today: date) -> Written:
    from tracker.app.transfer.whole import read_whole, whole_bytes

    content = whole_bytes(tracker, private=choices.private)
    said = (
        "All you wrote is in it, private words too: keep it to yourself."
        if choices.private
        else "Your private words were left out."
    )
    return Written(content, number_of(read_whole(content).rows, "row"), said)


def _shared(tracker: Tracker, _choices: ExportChoices, _today: date) -> Written:
    lines = shared_lines(tracker)
    content = "".join(f"{line}\n" for line in lines).encode()
    return Written(content, number_of(len(lines), "line"), "Only what you share is in it.")


def shared_lines(tracker: Tracker) -> list[str]:
    """Return one JSON object a value that may leave: measures in their order, oldest value first.

    Only of measures that are shared, in use and past their draft; no note, no reason, no pulse. So
    a department reads any number of such files as one table.
    """
    customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
    me = person(tracker).name
    return [
        json.dumps(
            {"person": me, "customer": customers[measure.customer_id].name, **said},
            ensure_ascii=False,
        )
        for measure in tracker.measures.where("archived_on IS NULL AND shared = 1 AND draft = 0")
        if measure.customer_id in customers
        for said in _shared_values(tracker, measure, customers[measure.customer_id])
    ]


def _shared_values(
    tracker: Tracker, measure: Measure, customer: Customer
) -> Iterator[dict[str, object]]:
    for one in tracker.evaluations.series(measure.id):
        period = Period(one.start, measure.cadence)
        terms = measure.on(period.end)
        if one.value is None:
            continue
        yield {
            "area": measure.area,
            "measure": measure.name,
            "scale": measure.scale,
            "unit": terms.unit,
            "better": terms.better,
            "promise": terms.promise,
            "low": terms.low,
            "high": terms.high,
            "cadence": measure.cadence,
            "period": str(period),
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
            "value": one.value,
            "kept": terms.as_judged(floor_only=customer.only_floor).keeps(one.value),
        }


_WRITERS: Final[dict[ExportForm, Writer]] = {
    ExportForm.CSV: _csv,
    ExportForm.EXCEL: _excel,
    ExportForm.WHOLE: _whole,
    ExportForm.SHARED: _shared,
}
