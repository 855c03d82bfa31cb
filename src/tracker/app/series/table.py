"""A long CSV file with a head of known words, row by row: what a million points are read through.

The head decides the separator: its words are known, so the one that yields most of them is the
right one, and a file whose head says nothing is refused anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from tracker.app.intake.text import SEPARATORS, decoded, named_separator, records
from tracker.domain.errors import InvalidInput
from tracker.report.wording import plural

_HEADER_START = 20_000  # characters looked at to find the separator


class TableFormat(NamedTuple):
    """What a kind of table is made of: the names known, which of those there are lack, a sample."""

    known: Collection[str]
    lacking: Callable[[Collection[str]], list[str]]
    sample: str


class OpenedTable(NamedTuple):
    """A table whose header was read: a name for each column, and records by the line they begin."""

    encoding: str
    delimiter: str
    names: list[str]
    left_out: tuple[str, ...]
    records: Iterator[tuple[int, list[str]]]


def column_named(header: str) -> str:
    """Return a header as a column is called: `Private note` is `private_note`."""
    return "_".join(header.replace("-", " ").replace("_", " ").split()).casefold()


def open_table(data: bytes, columns: TableFormat) -> OpenedTable:
    """Read the header of a CSV file; it and its records raise `InvalidInput` for what is none."""
    text, encoding = decoded(data)
    text, sign = named_separator(text)
    sign = sign or max(SEPARATORS.values(), key=lambda one: _known_words(text, one, columns.known))
    found = records(text, sign)
    header = next(found, None)
    if header is None:
        raise InvalidInput("file", "The file is empty", f"Its first line is {columns.sample}.")
    names = [column_named(cell) for cell in header[1]]
    _check_header(names, columns)
    left_out = tuple(
        shown.strip()
        for shown, name in zip(header[1], names, strict=True)
        if name and name not in columns.known
    )
    delimiter = next(name for name, one in SEPARATORS.items() if one == sign)
    return OpenedTable(encoding, delimiter, names, left_out, found)


def _known_words(text: str, delimiter: str, known: Collection[str]) -> tuple[int, int]:
    try:
        _, cells = next(records(text[:_HEADER_START], delimiter), (0, []))
    except InvalidInput:
        return 0, 0
    return sum(column_named(cell) in known for cell in cells), len(cells)


def _check_header(names: list[str], columns: TableFormat) -> None:
    if missing := columns.lacking(names):
        told = ", ".join(missing)
        raise InvalidInput(
            "file",
            f"The first line does not name the {plural(len(missing), 'column')} {told}",
            f"It begins {columns.sample}; any order will do.",
        )
    for name in names:
        if name in columns.known and names.count(name) > 1:
            raise InvalidInput("file", f"There are two columns {name}", "Rename one of them.")
