"""A file of any shape as rows for the diary: bytes → sheet → shape → columns → times → values.

Nothing is written here, and nothing that cannot be known is guessed: it is asked (`Reading.asked`).
What was found is said (`Reading.read_as`), and each of it can be chosen otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.app.intake.choices import (
    ImportQuestion,
    KnownMeasures,
    ReadingChoices,
    TableShape,
    chosen_for,
    go_on,
)
from tracker.app.intake.columns import Role, span_in, week_day_in
from tracker.app.intake.entries import Entry
from tracker.app.intake.figures import DecimalSign, decimal_sign
from tracker.app.intake.frame import LeftOutLine, TableFrame
from tracker.app.intake.parts import Part, columns_left_out, find_parts, read_book, told_of_parts
from tracker.app.intake.periods import (
    YEAR,
    ColumnHint,
    DayOrder,
    TimeColumn,
    WeekDay,
    finest,
    middle_of,
    named_times,
    settle,
    weekday_of,
)
from tracker.app.intake.presets import ADDED_UP
from tracker.app.intake.rhythm import ReadingNotes, SeriesTask, Time
from tracker.app.intake.series import read_series
from tracker.app.intake.sheet import Book
from tracker.app.intake.spellings import TimeSpan
from tracker.app.intake.table import CsvRow, CsvTable
from tracker.app.intake.text import SEPARATORS
from tracker.app.text_input import folded
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.period import DAY_NAMES, Cadence
from tracker.domain.texts.cutting import first_of
from tracker.report.dates import long_day

_LOOKED_AT, MOST_MEASURES = 200, 25_000
_SPANS = {Cadence.WEEKLY: TimeSpan.WEEK, Cadence.MONTHLY: TimeSpan.MONTH}
_ORDERS = {
    DayOrder.DMY: "day, month, year",
    DayOrder.MDY: "month, day, year",
    DayOrder.YMD: "year, month, day",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: rows for the diary, how they were read, and what is still to be asked."""

    table: CsvTable
    shape: TableShape
    read_as: Mapping[str, object]
    asked: tuple[ImportQuestion, ...]
    left_out: tuple[LeftOutLine, ...]
    sheets: tuple[str, ...]
    parts: tuple[Part, ...]
    example: tuple[str, str] = ("", "")
    """A time as the file writes it, and the period that it is."""


def read_file(
    data: bytes,
    choices: ReadingChoices | None = None,
    known: KnownMeasures | None = None,
    name: str = "",
) -> Reading:
    """Read a file, or raise `InvalidInput`; `name` is the file's, for a measure without one."""
    choices = choices or ReadingChoices()
    return read_sheets(read_book(data, choices.encoding), choices, known or KnownMeasures(), name)


def read_sheets(
    book: Book,
    choices: ReadingChoices,
    known: KnownMeasures,
    name: str = "",
    step: Callable[[], None] = go_on,
) -> Reading:
    """Read the sheets of a file that was opened, or raise `InvalidInput`.

    `step` hears when a part of it is done; what it raises ends it.
    """
    parts, shape, remarks = find_parts(book, choices, name, step)
    notes = ReadingNotes(remarks=[*remarks, *told_of_parts(parts, book.lacking)], step=step)
    times = _times(parts, choices, notes)
    decimals = _decimals(parts, book, choices, notes)
    groups = _groups(parts, choices, known)
    newest = {(one.line, one.column): one.time for one in parts[0].entries[-_LOOKED_AT:]}
    parts = tuple(replace(part, entries=()) for part in parts)  # each is let go once it is a row
    rows, customers = _rows(parts, groups, times, decimals, choices, known, notes)
    _ask_whose(customers, notes)
    rows.sort(key=_by_line)
    first = parts[0]
    columns = tuple(role.value for role in first.layout.roles if role is not Role.LEFT_OUT)
    table = CsvTable(
        book.encoding or book.form,
        _separator_name(book),
        columns,
        columns_left_out(first),
        tuple(rows),
        tuple(notes.remarks),
        all(part.layout.own for part in parts),
    )
    left_out = tuple(one for part in parts for one in part.left_out)
    asked = tuple(dict.fromkeys(notes.asked))
    sheets = tuple(one.name for one in book.sheets)
    read_as = _read_as(book, parts, times, notes)
    example = _example(newest, rows)
    return Reading(table, shape, read_as, asked, left_out, sheets, parts, example)


def _example(written: Mapping[tuple[int, int], str], rows: Sequence[CsvRow]) -> tuple[str, str]:
    """Return the newest time of a table that is no period as we write it, and what it is."""
    for row in reversed(rows):
        time, period = written.get((row.line, row.column), ""), row.cells.get("period", "")
        if time and period not in {"", time}:
            return " ".join(time.split()), period
    return "", ""


def _by_line(row: CsvRow) -> int:
    return row.line


# Times


def _times(
    parts: Sequence[Part], choices: ReadingChoices, notes: ReadingNotes
) -> list[tuple[TimeColumn, ColumnHint, int | None]]:
    """Settle the time column of each table: its reading, what its head says, the year beside it."""
    found = []
    for part in parts:
        hint = _hint(part, choices)
        cells = list(dict.fromkeys(entry.time for entry in part.entries))
        with_years = any(entry.year for entry in part.entries)
        column = settle(cells, replace(hint, year=hint.year or (9999 if with_years else None)))
        column = replace(column, year=hint.year)
        if "dates" in column.asks:
            notes.asked.append(_order_question(column))
        if column.taken:
            day = column.read(column.taken, hint.year)
            shown = f": {quoted(column.taken)} is {long_day(day)}" if isinstance(day, date) else ""
            notes.remarks.append(f"Days with points are read as day.month.year{shown}.")
        if "year" in column.asks:
            sentence = f"{quoted(column.example)} names no year: which one is it?"
            notes.asked.append(ImportQuestion("year", "", sentence, "--year 2026"))
        found.append((column, hint, hint.year))
    return found


def _order_question(column: TimeColumn) -> ImportQuestion:
    """Ask in which order day, month and year stand, of the orders that are possible."""
    words = " or ".join(_ORDERS[order].replace(", ", "/") for order in column.orders)
    sentence = f"Is {quoted(column.example)} {words}? No date in the column tells."
    options = tuple((order.value, _ORDERS[order]) for order in column.orders)
    option = " or ".join(f"--dates {order.value}" for order in column.orders)
    return ImportQuestion("dates", "", sentence, option, options)


def _hint(part: Part, choices: ReadingChoices) -> ColumnHint:
    frame, layout = part.frame, part.layout
    heads = [
        head
        for at, (head, role) in enumerate(zip(frame.heads, layout.roles, strict=True))
        if head
        and at not in layout.across
        and (role is Role.PERIOD or layout.shape is TableShape.TIMES_ACROSS)
    ]
    words = heads + list(frame.titles if layout.shape is TableShape.TIMES_ACROSS else ())
    span = next((span for head in heads if (span := span_in(head))), None)
    if span is None and choices.cadence in _SPANS:
        span = _SPANS[choices.cadence]
    week_day = next((day for head in words if (day := week_day_in(head))), None)
    return ColumnHint(
        span, choices.week_day or week_day, choices.dates, choices.year or _year_beside(frame)
    )


def _year_beside(frame: TableFrame) -> int | None:
    """Return the year that title, sheet or heads name, if they name one."""
    for texts in (frame.heads, frame.titles, (frame.sheet,)):
        years = {int(found) for text in texts for found in YEAR.findall(text)}
        if len(years) == 1:
            return years.pop()
    return None


# Values

Groups = dict[tuple[str, str], tuple[int, str, list[Entry]]]


def _rows(
    parts: Sequence[Part],
    groups: Groups,
    times: Sequence[tuple[TimeColumn, ColumnHint, int | None]],
    decimals: Mapping[tuple[str, int], DecimalSign],
    choices: ReadingChoices,
    known: KnownMeasures,
    notes: ReadingNotes,
) -> tuple[list[CsvRow], list[str]]:
    """Read every measure; also return the names of those whose customer nobody named."""
    named = {
        key: named_times([(one.time, one.year) for one in entries], times[part][0])
        for key, (part, _, entries) in groups.items()
    }
    week_day, uniform = _week_day(groups, named, times, choices, notes)
    rows: list[CsvRow] = []
    nobody: list[str] = []
    for key in list(groups):
        at, customer, entries = groups.pop(key)
        notes.step()
        measure, roles = entries[0].measure, frozenset(parts[at].layout.roles)
        if not customer and Role.CUSTOMER not in roles:
            nobody.append(measure)
        task = SeriesTask(
            " ".join(measure.split()),
            customer,
            entries,
            named.pop(key),
            decimals,
            choices,
            known.find(customer, measure),
            week_day if uniform else None,
            parts[at].preset in ADDED_UP,
            parts[at].layout.shape is not TableShape.ONE_VALUE_A_ROW,
            parts[at].layout.own,
            roles,
        )
        rows += read_series(task, notes)
    return rows, nobody


def _groups(parts: Sequence[Part], choices: ReadingChoices, known: KnownMeasures) -> Groups:
    """Bring the entries of each measure of each customer together, in the order of the file."""
    groups: Groups = {}
    for at, part in enumerate(parts):
        for entry in part.entries:
            said = entry.said.get("customer", "").strip()
            own = chosen_for(choices.customers, "", entry.measure)
            customer = said or own or choices.customer
            if not customer and (found := known.find("", entry.measure)):
                customer = found.customer
            key = (folded(customer), folded(entry.measure))
            groups.setdefault(key, (at, customer, []))[2].append(entry)
        if len(groups) > MOST_MEASURES:
            title = f"The table has more than {MOST_MEASURES:,} measures"
            raise InvalidInput("file", title, "Name the column that is the measure, or split it.")
    return groups


def _decimals(
    parts: Sequence[Part], book: Book, choices: ReadingChoices, notes: ReadingNotes
) -> dict[tuple[str, int], DecimalSign]:
    """Settle the decimal sign of each column of values, or ask."""
    columns: dict[tuple[str, int], list[str]] = {}
    for part in parts:
        for entry in part.entries:
            columns.setdefault(entry.series, []).append(entry.value)
            if promise := entry.said.get("promise"):
                columns[entry.series].append(promise)
    if choices.decimal:
        return dict.fromkeys(columns, choices.decimal)
    own = any(part.layout.own for part in parts)
    if own or book.form == "Beeminder":
        return dict.fromkeys(columns, DecimalSign.POINT)
    written = [decimal_sign(cells) for cells in columns.values() if _has_sign(cells)]
    signs = {one.decimal.sign for one in written if not one.unclear}
    usual = signs.pop() if len(signs) == 1 else ""
    found = {}
    for key, cells in columns.items():
        settled = decimal_sign(cells, book.separator, usual)
        found[key] = settled.decimal
        if settled.unclear:
            notes.asked.append(_decimal_question(settled.unclear))
    return found


def _has_sign(cells: Sequence[str]) -> bool:
    return any("." in cell or "," in cell for cell in cells)


def _decimal_question(cell: str) -> ImportQuestion:
    whole = re.sub(r"[.,]", "", cell)
    point = cell.replace(",", ".")
    sentence = f"Is {quoted(cell)} {whole} or {point}? No value in its column tells."
    comma = "," in cell
    options = (
        ("point", f"{quoted(cell)} is {whole if comma else point}"),
        ("comma", f"{quoted(cell)} is {point if comma else whole}"),
    )
    return ImportQuestion("decimal", cell, sentence, "--decimal point or --decimal comma", options)


def _week_day(
    groups: Groups,
    named: Mapping[tuple[str, str], list[Time]],
    times: Sequence[tuple[TimeColumn, ColumnHint, int | None]],
    choices: ReadingChoices,
    notes: ReadingNotes,
) -> tuple[WeekDay | None, bool]:
    """Find which day of its week a date names, where dates stand for weeks; ask about Sundays."""
    said = next((hint.week_day for _, hint, _ in times if hint.week_day), None)
    days: set[date] = set()
    for found in named.values():
        mine = [one for one in found if isinstance(one, date)]
        if mine and finest(middle_of(one, said) if said else one for one in mine) is Cadence.WEEKLY:
            days |= set(mine)
    weekday = weekday_of(days)
    if weekday is None and (said is None or not days):
        return None, False
    if said is None and weekday == 6:
        last = max(day for day in days if day.weekday() == weekday)
        sentence = f"The dates are Sundays, as {long_day(last)}: does a week end or begin on them?"
        options = (("ends", "Sunday ends the week"), ("begins", "Sunday begins the week"))
        option = "--week-day ends or --week-day begins"
        notes.asked.append(ImportQuestion("week_day", "", sentence, option, options))
    if said is None and weekday in {4, 5}:
        said = WeekDay.ENDS
    if said is not None:
        notes.remarks.append(_week_day_told(said, weekday))
    return said, said is not None


def _week_day_told(said: WeekDay, weekday: int | None) -> str:
    ends = said is WeekDay.ENDS
    if weekday is None:
        return f"Each date is the day with which its week {'ends' if ends else 'begins'}."
    name = DAY_NAMES[weekday]
    return f"Each date is the {name} that {'ends' if ends else 'begins'} its week."


def _ask_whose(names: list[str], notes: ReadingNotes) -> None:
    if names:
        shown = first_of(list(dict.fromkeys(names)), 5)
        notes.asked.insert(
            0, ImportQuestion("customer", "", f"For whom is {shown}?", "--customer NAME")
        )


# How it was read


def _read_as(
    book: Book,
    parts: Sequence[Part],
    times: Sequence[tuple[TimeColumn, ColumnHint, int | None]],
    notes: ReadingNotes,
) -> dict[str, object]:
    """Say in plain values how a file was read."""
    first = parts[0]
    column, hint, year = times[0]
    sheets = [part.frame.sheet for part in parts]
    said: dict[str, object] = {
        "form": book.form,
        "encoding": book.encoding,
        "separator": _separator_name(book),
        "sheet": sheets[0] if len(sheets) == 1 else sheets,
        "header": first.frame.head_line,
        "columns": {
            head.strip() or first.frame.letter(at): role.value
            for at, (head, role) in enumerate(
                zip(first.frame.heads, first.layout.roles, strict=True)
            )
            if at not in first.layout.across
        },
        "preset": first.preset.value if first.preset and len(parts) == 1 else "",
        "dates": column.order.value if column.order else "",
        "week_day": hint.week_day.value if hint.week_day else "",
        "year": year,
        "combine": {name: way.value for name, way in notes.combined.items()},
    }
    return {name: one for name, one in said.items() if one not in ("", None, {})}


def _separator_name(book: Book) -> str:
    return next((name for name, sign in SEPARATORS.items() if sign == book.separator), "")
