"""A table parted over slides: so many rows as stand below each other in letters one can read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from tracker.report.columns import column_widths
from tracker.report.document import Cell, Column, Table
from tracker.report.plain import name
from tracker.report.slide_boxes import BODY_HIGH, FULL_WIDE
from tracker.report.text_fit import LINE, SLACK, shortened, wrapped

MOST_ROWS: Final = 10
PAD_SIDE, PAD_TOP = 7.0, 5.0
_SIZES: Final = ((6, 14.0), (9, 12.0))
_LARGER: Final = (18.0, 16.0)
_LEAST: Final = 10.5
_MOST_LINES, _MOST_HEAD_LINES = 5, 3
_MOST_LETTERS: Final = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, cut to fit, and its height."""

    cells: tuple[Cell, ...]
    high: float


@dataclass(frozen=True, slots=True)
class TablePart:
    """The rows of a table that stand on one slide, the widths of its columns, the size of text."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    size: float
    head: Row
    rows: tuple[Row, ...]

    @property
    def high(self) -> float:
        """Return how high all of it stands."""
        return self.head.high + sum(row.high for row in self.rows)


def table_parts(table: Table) -> list[TablePart]:
    """Part a table; one without rows has one part, one without columns none."""
    if not table.columns:
        return []
    size = next((size for most, size in _SIZES if len(table.columns) <= most), _LEAST)
    if size == _SIZES[0][1] and len(table.rows) <= MOST_ROWS:
        size = next(filter(partial(_all_on_one, table), _LARGER), size)
    widths, head, rows = _set(table, size)
    parts: list[list[Row]] = [[]]
    left = BODY_HIGH - head.high
    for row in rows:
        if parts[-1] and (len(parts[-1]) == MOST_ROWS or row.high > left):
            parts.append([])
            left = BODY_HIGH - head.high
        parts[-1].append(row)
        left -= row.high
    return [TablePart(table.columns, widths, size, head, tuple(part)) for part in parts]


def _all_on_one(table: Table, size: float) -> bool:
    """Tell whether a table stands on one slide in letters of this size, its words unbroken."""
    _, head, rows = _set(table, size)
    one_line = size * LINE + 2 * PAD_TOP + 0.01
    fits = head.high + sum(row.high for row in rows) <= BODY_HIGH
    return fits and all(row.high <= one_line for row in (head, *rows))


def _set(table: Table, size: float) -> tuple[tuple[float, ...], Row, list[Row]]:
    """Set the head and the rows in letters of one size."""
    widths = tuple(column_widths(table, size, FULL_WIDE, 2 * PAD_SIDE, SLACK * 1.001))
    titles = tuple(Cell(column.title) for column in table.columns)
    head = _row(titles, widths, size, _MOST_HEAD_LINES, bold=True)
    return widths, head, [_row(cells, widths, size, _MOST_LINES) for cells in table.rows]


def _row(
    cells: tuple[Cell, ...],
    widths: tuple[float, ...],
    size: float,
    most: int,
    *,
    bold: bool = False,
) -> Row:
    shown, lines = [], 1
    for cell, width in zip(cells, widths, strict=True):
        room = width - 2 * PAD_SIDE
        strong = bold or cell.tone is not None
        text = shortened(name(cell.text, _MOST_LETTERS), size, room, most, bold=strong)
        lines = max(lines, len(wrapped(text, size, room, bold=strong)))
        shown.append(Cell(text, cell.tone))
    return Row(tuple(shown), lines * size * LINE + 2 * PAD_TOP)
