"""The tables of a file: which sheets are read, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tracker.app.intake.choices import ReadingChoices, TableShape, chosen_for, go_on
from tracker.app.intake.columns import Role, role_of
from tracker.app.intake.datapoints import read_datapoints
from tracker.app.intake.entries import Entry, fill_down, find_entries
from tracker.app.intake.frame import OTHER_TABLE, LeftOutLine, TableFrame, find_frame, meaning
from tracker.app.intake.layout import TableLayout, find_layout
from tracker.app.intake.periods import YEAR
from tracker.app.intake.presets import Preset, as_meant, find_preset, preset_roles
from tracker.app.intake.sheet import Book, BookSheet
from tracker.app.intake.text import decoded, read_text
from tracker.app.intake.workbook import PACKED, read_workbook
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.number import show_number
from tracker.domain.texts.cutting import cut

LARGEST_FILE = 60_000_000
_NO_NAME = re.compile(
    r"(?:sheet|tabelle|table|feuil|feuille|hoja|foglio|blad|list|ark)?\s*\d*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a file: where it stands, what its columns are, its entries.

    `filled` are the heads of those columns whose empty cells are taken as the one above.
    """

    frame: TableFrame
    layout: TableLayout
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOutLine, ...]
    preset: Preset | None
    filled: tuple[str, ...] = ()


def read_book(data: bytes, encoding: str = "", heard: Callable[[int], None] | None = None) -> Book:
    """Read the bytes of a file as sheets of cells, or raise `InvalidInput`."""
    if len(data) > LARGEST_FILE:
        title = f"The file is larger than {LARGEST_FILE // 1_000_000} MB"
        raise InvalidInput("file", title, "Save it in parts, for example one a year.")
    if data.startswith(PACKED):
        return read_workbook(data, heard)
    if data.lstrip()[:1] in {b"{", b"["}:
        return read_datapoints(decoded(data, encoding)[0])
    return read_text(data, encoding, meaning, heard)


def find_parts(
    book: Book, choices: ReadingChoices, name: str, step: Callable[[], None] = go_on
) -> tuple[tuple[Part, ...], TableShape, list[str]]:
    """Return the tables of a file, their shape, and what is to be said of the choice.

    `step` hears when a part of it is done.

    Raises `InvalidInput` where there is none.
    """
    sheets = [one for one in book.sheets if not choices.sheet or one.name == choices.sheet]
    if not sheets and choices.sheet:
        there = ", ".join(one.name for one in book.sheets) or "none"
        title = f"There is no sheet {quoted(choices.sheet)}"
        raise InvalidInput("sheet", title, f"There are: {cut(there, 300)}.")
    if not sheets:
        raise InvalidInput("file", "The file is empty", "Choose a table with a head and values.")
    if len(sheets) == 1:
        part = _part(book, sheets[0], choices, name, step)
        return (part,), part.layout.shape, []
    return _several(book, sheets, choices, name, step)


def _several(
    book: Book,
    sheets: Sequence[BookSheet],
    choices: ReadingChoices,
    name: str,
    step: Callable[[], None],
) -> tuple[tuple[Part, ...], TableShape, list[str]]:
    """Read several sheets: one measure each, one table over the years, or the fullest of them."""
    found: list[Part] = []
    refused: InvalidInput | None = None
    for sheet in sheets:
        try:
            part = _part(book, sheet, choices, name, step)
        except InvalidInput as error:
            refused = refused or error
            continue
        if part.entries:
            found.append(part)
    if not found:
        raise refused or InvalidInput("file", "No sheet holds values", "Name one with --sheet.")
    if len(found) > 1 and all(_one_measure(part) for part in found):
        return tuple(_named_by_sheet(part) for part in found), TableShape.SHEET_A_MEASURE, []
    heads = {part.frame.heads for part in found}
    if len(found) > 1 and len(heads) == 1 and all(YEAR.search(one.frame.sheet) for one in found):
        return tuple(found), found[0].layout.shape, []
    best = max(found, key=lambda part: len(part.entries))
    told = f"Of {len(sheets)} sheets, “{best.frame.sheet}” is read; --sheet names another."
    return (best,), best.layout.shape, [told]


def _one_measure(part: Part) -> bool:
    return part.layout.shape is TableShape.TIMES_DOWN and len(part.layout.values) == 1


def _named_by_sheet(part: Part) -> Part:
    for entry in part.entries:
        entry.measure = part.frame.sheet
    layout = replace(part.layout, values=dict.fromkeys(part.layout.values, part.frame.sheet))
    return replace(part, layout=layout)


def _part(
    book: Book, sheet: BookSheet, choices: ReadingChoices, name: str, step: Callable[[], None]
) -> Part:
    frame = find_frame(sheet, choices.header)
    step()
    roles = preset_roles(frame)
    layout = find_layout(frame, replace(choices, columns=roles | dict(choices.columns)))
    layout = _with_name(frame, layout, name)
    frame, filled = fill_down(frame, layout)
    step()
    entries, left = find_entries(frame, layout)
    step()
    _as_chosen(entries, choices)
    preset = find_preset(book.form, frame, layout, roles)
    as_meant(preset, frame, entries)
    return Part(frame, layout, tuple(entries), (*frame.left_out, *left), preset, tuple(filled))


def _as_chosen(entries: Sequence[Entry], choices: ReadingChoices) -> None:
    """Let entries say what a person says that they should: another value, another measure."""
    for entry in entries if choices.cells or choices.names else ():
        entry.value = choices.cells.get((entry.line, entry.column), entry.value)
        whose = entry.said.get("customer", "").strip()
        if known := chosen_for(choices.names, whose, entry.measure):
            entry.said["customer"], entry.measure = known


def _with_name(frame: TableFrame, layout: TableLayout, name: str) -> TableLayout:
    """Name the only measure by its sheet or file where its head is a word such as `Value`."""
    unnamed = bool(layout.values) and not any(layout.values.values())
    if not unnamed and (layout.shape is not TableShape.TIMES_DOWN or len(layout.values) != 1):
        return layout
    at, head = next(iter(layout.values.items()))
    if not unnamed and role_of(frame.heads[at]) is not Role.VALUE and frame.heads[at]:
        return layout
    sheet = "" if _NO_NAME.fullmatch(frame.sheet) else frame.sheet
    return replace(layout, values=dict.fromkeys(layout.values, sheet or name or head or "Values"))


def columns_left_out(part: Part) -> tuple[str, ...]:
    """Name the columns that are not taken, as their heads are written."""
    taken = {Role.LEFT_OUT}
    pairs = zip(part.frame.heads, part.layout.roles, strict=True)
    return tuple(head.strip() for head, role in pairs if role in taken and head.strip())


def told_of_parts(parts: Sequence[Part], lacking: int = 0) -> list[str]:
    """Say where another table begins below one that is read, which cells were filled or `lacking`.

    These are formulas that nobody worked out.
    """
    lines = [[one.line for one in part.left_out if one.what == OTHER_TABLE] for part in parts]
    others = [
        f"Line {found[0]} begins another table: it is left out. Put it on a sheet, or into a file, "
        "of its own."
        for found in lines
        if found
    ]
    heads = dict.fromkeys(head for part in parts for head in part.filled)
    filled = [
        f"Empty cells under {quoted(head)} are taken as the cell above them." for head in heads
    ]
    if lacking:
        one = "1 formula was never worked out, and is no value here"
        many = f"{show_number(lacking)} formulas were never worked out, and are no values here"
        filled.append(f"{one if lacking == 1 else many}: open the file in Excel and save it first.")
    return others + filled
