"""Everything logged as an Excel workbook: one table of all values, and one sheet a measure.

Days are days and numbers numbers, so that a filter, a pivot table or a chart can be made of them at
once. Per cent are Excel's own (95 % is 0.95, shown as 95 %). No cell is a formula, whatever a
text begins with. Private notes are in it only if they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from tracker.app.measures.notation import write_better, write_promise
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import Better, Measure, Version
from tracker.domain.period import Period

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS: Final = 1_048_575  # what a sheet holds, but for its head
MOST_SHEETS: Final = 400  # more tabs nobody walks through; the first sheet has every value
ALL: Final = "Values"
LONGEST_NAME: Final = 31  # of a sheet
_NOT_IN_A_NAME: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_DAY: Final = "yyyy-mm-dd"
_MOST_DECIMALS: Final = 6
_NARROW, _WIDE = 12, 28
_OF_MEASURE: Final = (
    *("Customer", "Area", "Measure", "Scale", "Unit", "Better", "Promise", "Cadence"),
)
_OF_PERIOD: Final = ("Period", "From", "To", "Value", "Skipped", "Note", "Cause", "Source", "Link")
_THEIRS: Final = "Name for them"
_PRIVATE: Final = "Private note"
_CHARTED: Final = ("From", "Period", "Value", "At least", "At most", "Skipped", "Note")

Cell = str | float | date | None
Row = Sequence[Cell]


class ValueFormat:
    """How a measure's values are shown, and what number stands in the cell."""

    def __init__(self, scale: Scale, values: Iterable[float]) -> None:
        self._share = scale is Scale.PERCENT
        decimals = max(map(_decimals, values), default=0)
        digits = f"0.{'0' * decimals}" if decimals else "0"
        self.pattern = f"{digits}%" if self._share else digits

    def cell(self, value: float | None) -> float | None:
        """Return what stands in the cell; the noise of dividing by a hundred is rounded off."""
        return round(value / 100, 15) if self._share and value is not None else value


def workbook_bytes(tracker: Tracker, *, private: bool, today: date) -> bytes:
    """Return the workbook; the same data on the same day give the same values.

    Raises `InvalidInput` where there are more values than a sheet has rows.
    """
    from xlsxwriter.workbook import Workbook

    made = BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(made, {"in_memory": True, **safe})
    book.set_properties({"created": datetime(today.year, today.month, today.day)})
    sheets = SheetWriter(book)
    measures = _in_order(tracker)
    logged = [(name, measure, tracker.evaluations.series(measure.id)) for name, measure in measures]
    if sum(len(rows) for _, _, rows in logged) > MOST_ROWS:
        raise InvalidInput(
            "file", "There are more values than an Excel sheet has rows", "Name a file.csv instead."
        )
    sheets.write_values(logged, private=private)
    for name, measure, rows in logged[:MOST_SHEETS]:
        sheets.write_measure(name, measure, rows)
    book.close()
    return made.getvalue()


class SheetWriter:
    """Writes the sheets of one workbook, whose names it keeps apart."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._names: set[str] = set()
        self._formats: dict[str, Format] = {}
        self._head = book.add_format({"bold": True, "bottom": 1})

    def write_values(
        self, logged: Iterable[tuple[str, Measure, list[Evaluation]]], *, private: bool
    ) -> None:
        """Write the sheet of all values as a table that can be filtered."""
        sheet = self._sheet(ALL)
        titles = (*_OF_MEASURE, *_OF_PERIOD, _THEIRS, *((_PRIVATE,) if private else ()))
        at = 0
        for name, measure, rows in logged:
            shown = ValueFormat(measure.scale, _values(rows))
            for one in rows:
                at += 1
                self._write_row(sheet, at, _value_row(name, measure, one, shown, private), shown)
        columns = [{"header": title} for title in titles]
        sheet.add_table(0, 0, max(at, 1), len(titles) - 1, {"columns": columns, "name": "values"})
        self._lay_out(sheet, titles)

    def write_measure(self, customer: str, measure: Measure, rows: list[Evaluation]) -> None:
        """Write a measure's own sheet: a day, a value and the promise beside it, to be charted."""
        sheet = self._sheet(f"{measure.name} · {customer}")
        shown = ValueFormat(measure.scale, _values(rows))
        sheet.write_row(0, 0, _CHARTED, self._head)
        for at, one in enumerate(rows, 1):
            low, high = _limits(measure.on(Period(one.start, measure.cadence).end))
            period = str(Period(one.start, measure.cadence))
            numbers = [shown.cell(value) for value in (one.value, low, high)]
            row = (one.start, period, *numbers, one.skipped, one.note)
            self._write_row(sheet, at, row, shown)
        self._lay_out(sheet, _CHARTED)

    def _sheet(self, wanted: str) -> Worksheet:
        name = sheet_name(wanted, self._names)
        self._names.add(name.casefold())
        return self._book.add_worksheet(name)

    def _lay_out(self, sheet: Worksheet, titles: Sequence[str]) -> None:
        sheet.freeze_panes(1, 0)
        for at, title in enumerate(titles):
            wide = title in {"Customer", "Measure", "Note", "Skipped", _THEIRS, _PRIVATE, "Link"}
            sheet.set_column(at, at, _WIDE if wide else _NARROW)

    def _write_row(self, sheet: Worksheet, at: int, row: Row, shown: ValueFormat) -> None:
        for column, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    sheet.write_string(at, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(at, column, value, self._format(_DAY))
            elif value is not None:
                sheet.write_number(at, column, value, self._format(shown.pattern))

    def _format(self, pattern: str) -> Format:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern})
        return self._formats[pattern]


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that a sheet can have, and that none of `taken` (in small letters) has yet."""
    seen = "".join(sign if sign.isprintable() else " " for sign in wanted)
    plain = " ".join(seen.translate(_NOT_IN_A_NAME).split()).strip("' ") or "Measure"
    name, number = _cut(plain, LONGEST_NAME), 1
    while name.casefold() in taken or name.casefold() == "history":  # Excel keeps that one
        number += 1
        ending = f" {number}"
        name = f"{_cut(plain, LONGEST_NAME - len(ending))}{ending}"
    return name


def _cut(text: str, longest: int) -> str:
    """Cut a name as Excel counts it: in halves of UTF-16."""
    while len(text.encode("utf-16-le")) > 2 * longest:
        text = text[:-1]
    return text.strip("' ")


def _in_order(tracker: Tracker) -> list[tuple[str, Measure]]:
    names = {one.id: one.name for one in tracker.customers.all()}
    named = [(names[one.customer_id], one) for one in tracker.measures.all()]
    return sorted(named, key=lambda pair: (pair[0], pair[1].name))


def _value_row(
    customer: str, measure: Measure, one: Evaluation, shown: ValueFormat, private: bool
) -> Row:
    period = Period(one.start, measure.cadence)
    terms = measure.on(period.end)
    row: list[Cell] = [customer, measure.area or "", measure.name, measure.scale.value, terms.unit]
    row += [write_better(terms), write_promise(terms), measure.cadence.value, str(period)]
    row += [period.start, period.end, shown.cell(one.value), one.skipped, one.note]
    row += [one.cause.value if one.cause else "", measure.source.value, one.link]
    row.append(measure.their_name)
    return [*row, one.private_note] if private else row


def _limits(terms: Version) -> tuple[float | None, float | None]:
    """Return the least and the most that keeps a promise."""
    if terms.better is Better.BAND:
        return terms.low, terms.high
    return (terms.promise, None) if terms.better is Better.HIGHER else (None, terms.promise)


def _values(rows: Iterable[Evaluation]) -> list[float]:
    return [one.value for one in rows if one.value is not None]


def _decimals(value: float) -> int:
    """Return with how many decimals a value was recorded."""
    tail = f"{value:.{_MOST_DECIMALS}f}".rstrip("0")
    return len(tail) - tail.index(".") - 1
