"""Bytes to rows: which encoding, which delimiter, which columns; nothing in a row is judged here.

The header decides the delimiter: its words are known, so the delimiter that yields most of them is
the right one. That beats guessing from letter counts (`csv.Sniffer` takes an `e` for a delimiter),
and a file whose header says nothing is refused anyway.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@` or a tab. Such text is written with an
apostrophe before it, which is taken off again on the way in. Text that begins with an apostrophe
and could be mistaken for marked text gets one more, so that every text survives the round trip.

A bare `-` in the columns `unit` and `promise` says that there is none (any more); an empty cell
says nothing. A unit that is itself a dash is marked like other text, so the two stay apart.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tracker.domain.errors import InvalidInput

COLUMNS = (
    "customer",
    "area",
    "measure",
    "scale",
    "unit",
    "better",
    "promise",
    "cadence",
    "period",
    "value",
    "skipped",
    "note",
    "private_note",
    "cause",
    "source",
)
# Understood where a file has them; `link` is written when any evaluation has one.
MORE_COLUMNS = ("link", "kind", "tier")
KNOWN = frozenset(COLUMNS + MORE_COLUMNS)
NEEDED = ("customer", "measure", "period")
NONE = "-"
_STARTS_A_FORMULA = "=+-@\t\r"
_AFTER_MARK = _STARTS_A_FORMULA + "'"
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
_SEP_LINE = re.compile(r"\s*\"?sep=([,;\t])\"?\s*(\r\n|\r|\n)", re.IGNORECASE)
_OTHER_FILES = {
    b"PK\x03\x04": "an Excel workbook or another packed file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3\0": "a database",
}
_SAVE_AS = "Save it as CSV (UTF-8) and take that."
_HEADER_START = 20_000  # characters looked at to find the delimiter


def column_named(header: str) -> str:
    """Return a header as a column is called: `Private note` is `private_note`."""
    return "_".join(header.replace("-", " ").replace("_", " ").split()).casefold()


def escape_formula(text: str) -> str:
    """Make text safe for a spreadsheet."""
    risky = text[:1] in _STARTS_A_FORMULA or (text[:1] == "'" and text[1:2] in _AFTER_MARK)
    return f"'{text}" if text and risky and text != "'" else text


def unescape_formula(text: str) -> str:
    """Return the text that was marked, or that never needed it."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in _AFTER_MARK else text


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: the line it begins on, its cells by column, and how many cells are too many."""

    line: int
    cells: dict[str, str]
    surplus: int = 0


@dataclass(frozen=True, slots=True)
class CsvTable:
    """What was read, and how: `left_out` names the columns that are not known."""

    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    left_out: tuple[str, ...]
    rows: tuple[CsvRow, ...]


class TableFormat(NamedTuple):
    """What a kind of table is made of: the names known, which of those there are lack, a sample."""

    known: Collection[str]
    lacking: Callable[[Collection[str]], list[str]]
    sample: str


class Opened(NamedTuple):
    """A table whose header was read: a name for each column, and records by the line they begin."""

    encoding: str
    delimiter: str
    names: list[str]
    left_out: tuple[str, ...]
    records: Iterator[tuple[int, list[str]]]


def read_rows(data: bytes) -> CsvTable:
    """Read a CSV file of evaluations as spreadsheets write them, or raise `InvalidInput`."""
    opened = open_table(data, EVALUATIONS)
    rows = tuple(_row(opened.names, line, cells) for line, cells in opened.records)
    columns = tuple(name for name in opened.names if name in KNOWN)
    return CsvTable(opened.encoding, opened.delimiter, columns, opened.left_out, rows)


def open_table(data: bytes, columns: TableFormat) -> Opened:
    """Read the header of a CSV file; it and its records raise `InvalidInput` for what is none."""
    text, encoding = _decode(data)
    text, delimiter = _delimiter(text, columns.known)
    records = _records(text, DELIMITERS[delimiter])
    header = next(records, None)
    if header is None:
        raise InvalidInput("file", "The file is empty", f"Its first line is {columns.sample}.")
    names = [column_named(cell) for cell in header[1]]
    _check_header(names, columns)
    left_out = tuple(
        shown.strip()
        for shown, name in zip(header[1], names, strict=True)
        if name and name not in columns.known
    )
    return Opened(encoding, delimiter, names, left_out, records)


def _decode(data: bytes) -> tuple[str, str]:
    for start, what in _OTHER_FILES.items():
        if data.startswith(start):
            raise InvalidInput("file", f"The file is {what}, not a table of text", _SAVE_AS)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = [("utf-16", "UTF-16")]
    elif b"\0" in data:
        raise InvalidInput("file", "The file is not text (it holds NUL bytes)", _SAVE_AS)
    else:
        tries = [("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]
    for codec, shown in tries:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, shown
    raise InvalidInput("file", "The file is not text in UTF-8 or Windows-1252", _SAVE_AS)


def _delimiter(text: str, known: Collection[str]) -> tuple[str, str]:
    """Return the text, a line such as `sep=;` blanked, and the name of the delimiter."""
    if named := _SEP_LINE.match(text):
        name = next(name for name, sign in DELIMITERS.items() if sign == named[1])
        return named[2] + text[named.end() :], name
    return text, max(DELIMITERS, key=lambda name: _known_words(text, DELIMITERS[name], known))


def _known_words(text: str, delimiter: str, known: Collection[str]) -> tuple[int, int]:
    try:
        _, cells = next(_records(text[:_HEADER_START], delimiter), (0, []))
    except InvalidInput:
        return 0, 0
    return sum(column_named(cell) in known for cell in cells), len(cells)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that holds anything, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for cells in reader:
            if cells and (cells[0].strip() or any(map(str.strip, cells))):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        hint = "A quotation mark may be missing."
        raise InvalidInput("file", f"The file is not a table ({error})", hint) from error


def _row(names: list[str], line: int, cells: list[str]) -> CsvRow:
    surplus = sum(bool(cell.strip()) for cell in cells[len(names) :])
    kept = {name: cell for name, cell in zip(names, cells, strict=False) if cell and name in KNOWN}
    return CsvRow(line, kept, surplus)


def _check_header(names: list[str], columns: TableFormat) -> None:
    if missing := columns.lacking(names):
        told = ", ".join(missing)
        lacks = "column" if len(missing) == 1 else "columns"
        raise InvalidInput(
            "file",
            f"The first line does not name the {lacks} {told}",
            f"It begins {columns.sample}; any order will do.",
        )
    for name in names:
        if name in columns.known and names.count(name) > 1:
            raise InvalidInput("file", f"There are two columns {name}", "Rename one of them.")


def _lacking(names: Collection[str]) -> list[str]:
    missing = [name for name in NEEDED if name not in names]
    return missing if "value" in names or "skipped" in names else [*missing, "value"]


EVALUATIONS = TableFormat(KNOWN, _lacking, ",".join(COLUMNS))
