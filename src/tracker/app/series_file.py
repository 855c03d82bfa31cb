"""A file of any series, one row a point, taken apart by series; nothing in it is judged here.

What a row says of its series (scale, step, better, promise) may stand on every row or on one of
them, but not differ. Cells are kept as they are: `series_cells` reads them, in several processes
where there are many.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from operator import itemgetter

from tracker.app.transfer.columns import unmark
from tracker.app.transfer.reading import Columns, Opened, open_table
from tracker.domain.errors import InvalidInput, quoted

NEEDED = ("series", "period", "value")
SAID = ("scale", "step", "better", "promise")
PLANNED = "planned"
KNOWN = (*NEEDED, *SAID, PLANNED)


class BadLine(InvalidInput):
    """A row that cannot be taken; the sentence names its line."""

    def __init__(self, line: int, title: str, hint: str = "") -> None:
        super().__init__("file", f"Line {line}: {title}", hint)
        self.line = line


@dataclass(slots=True)
class RawSeries:
    """The rows of one series in the order of the file: lines, cells, and where changes begin.

    `said` holds what is said of the series and `said_on` the line that says it.
    """

    name: str
    lines: list[int] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    planned: list[int] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    said_on: dict[str, int] = field(default_factory=dict)
    heard: tuple[str, ...] = ()

    def hear(self, line: int, cells: tuple[str, ...]) -> None:
        """Take in what a row says of the series, or raise `InvalidInput` if it says otherwise."""
        self.heard = cells
        for column, cell in zip(SAID, cells, strict=True):
            text = " ".join(unmark(cell).split())
            if not text:
                continue
            known = self.said.setdefault(column, text)
            first = self.said_on.setdefault(column, line)
            if known.casefold() != text.casefold():
                told = f"{column} is {quoted(text)}, in line {first} it is {quoted(known)}"
                raise BadLine(line, told, "A series has one: mend that, or name two series.")


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """The series of a file in the order of their first rows, and the columns not known."""

    series: list[RawSeries]
    left_out: tuple[str, ...]

    @property
    def points(self) -> int:
        """How many rows there are."""
        return sum(len(one.lines) for one in self.series)


def read_series(data: bytes) -> SeriesFile:
    """Take a long CSV file apart by series, or raise `InvalidInput` with the line."""
    opened = open_table(data, Columns(frozenset(KNOWN), _lacking, ",".join(KNOWN)))
    books = _books(opened)
    distinct = {id(book): book for book in books.values()}
    return SeriesFile(list(distinct.values()), opened.left_out)


def _books(opened: Opened) -> dict[str, RawSeries]:
    """Go through all rows; a million of them is why this is one loop with few calls."""
    width, at = len(opened.names), {name: index for index, name in enumerate(opened.names)}
    series, period, value = (at[name] for name in NEEDED)
    # A column that is not there is read from a cell beyond the last, which is empty.
    said_of = itemgetter(*(at.get(name, width) for name in SAID))
    planned = at.get(PLANNED, width)
    books: dict[str, RawSeries] = {}
    shared: dict[str, str] = {}
    for line, cells in opened.records:
        if len(cells) != width:
            _fit(line, cells, width)
        cells.append("")
        book = books.get(cells[series])
        if book is None:
            book = _book(books, line, cells[series])
        book.lines.append(line)
        cell = cells[period]
        book.periods.append(shared.setdefault(cell, cell))
        book.values.append(cells[value])
        said = said_of(cells)
        if said != book.heard:
            book.hear(line, said)
        if cells[planned] and cells[planned].strip():
            book.planned.append(len(book.lines) - 1)
    return books


def _book(books: dict[str, RawSeries], line: int, cell: str) -> RawSeries:
    """Find or begin the book of a series, also under this spelling of its name."""
    name = " ".join(unmark(cell).split())
    if not name:
        raise BadLine(line, "The series has no name", "Write one in the column series.")
    book = books[cell] = books.setdefault(name, RawSeries(name))
    return book


def _fit(line: int, cells: list[str], width: int) -> None:
    if any(map(str.strip, cells[width:])):
        hint = "A decimal comma stands between quotation marks."
        raise BadLine(line, "The row has more cells than there are columns", hint)
    del cells[width:]
    cells.extend([""] * (width - len(cells)))


def _lacking(names: Collection[str]) -> list[str]:
    return [name for name in NEEDED if name not in names]
