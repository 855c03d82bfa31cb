"""A table as a file holds it: lines of cells, nothing judged yet."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.errors import InvalidInput
from tracker.domain.number import show_number

MOST_ROWS, MOST_CELLS, MOST_COLUMNS = 300_000, 6_000_000, 2_000
_SPACES = {
    ord(sign): " "
    for sign in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\t"
}
_SIGNS = _SPACES | {
    **dict.fromkeys(map(ord, "−\u2010\u2011\u2012\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "\N{FULLWIDTH PERCENT SIGN}\N{ARABIC PERCENT SIGN}"), "%"),
    ord("\N{ARABIC DECIMAL SEPARATOR}"): ".",
    ord("\N{ARABIC THOUSANDS SEPARATOR}"): "'",
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\xad"), ""),
}


class Exact(str):
    """A cell that the file itself holds as a number, a share or a day: nothing is to be settled.

    It is written as `-2.5`, `71.7%`, `2025-01-06` or `1:30:00`.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line that holds anything: its number in the file (or the sheet), and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookSheet:
    """The lines of a table or of one sheet of a workbook."""

    name: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """What a file holds: its sheets, and how its bytes were read.

    `encoding` and `separator` (the sign) are empty for a workbook. `lacking` is how many of its
    formulas were never worked out.
    """

    form: str
    sheets: tuple[BookSheet, ...]
    encoding: str = ""
    separator: str = ""
    lacking: int = 0


def plain_text(cell: str) -> str:
    """Return a cell without marks that nobody sees, on one line, spaces and minus made plain."""
    if cell.isascii() and not cell[:1].isspace() and not cell[-1:].isspace():
        return cell[1:] if cell[:1] == "'" and len(cell) > 1 and cell[1] in "=+-@" else cell
    text = cell.translate(_SIGNS).strip()
    return text[1:] if text[:1] == "'" and len(text) > 1 and text[1] in "=+-@" else text


class SizeLimits:
    """Counts what is taken in, and refuses a file that would not fit into memory."""

    def __init__(self) -> None:
        self.rows = self.cells = 0

    def count(self, width: int) -> None:
        """Count a line, or raise `InvalidInput`."""
        self.rows += 1
        self.cells += width
        if width > MOST_COLUMNS:
            title = f"The table has more than {show_number(MOST_COLUMNS)} columns"
            raise InvalidInput("file", title, "Remove the columns that are not needed.")
        if self.rows > MOST_ROWS or self.cells > MOST_CELLS:
            rows, cells = show_number(MOST_ROWS), show_number(MOST_CELLS)
            title = f"The table has more than {rows} rows or {cells} cells"
            raise InvalidInput("file", title, "Save it in parts, for example one a year.")
