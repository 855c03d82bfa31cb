"""In which forms everything can go out, and what each puts into its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tracker.app.tracker import Tracker
from tracker.app.transfer.exporting import csv_export, private_notes, private_sentence
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
    from tracker.app.transfer.shared_lines import shared_lines

    lines = shared_lines(tracker)
    content = "".join(f"{line}\n" for line in lines).encode()
    return Written(content, number_of(len(lines), "line"), "Only what you share is in it.")


_WRITERS: Final[dict[ExportForm, Writer]] = {
    ExportForm.CSV: _csv,
    ExportForm.EXCEL: _excel,
    ExportForm.WHOLE: _whole,
    ExportForm.SHARED: _shared,
}
