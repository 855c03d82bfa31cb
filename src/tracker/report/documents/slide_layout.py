"""Where things stand on a slide, in points: 960 × 540, the boxes of every layout, a table's parts.

A table is parted over slides: so many rows as stand below each other in letters one can read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from tracker.report.charts.svg import cut_to_width, text_width
from tracker.report.documents.document import Cell, Column, Promise, Table, name
from tracker.report.documents.document import lines as lines_of
from tracker.report.documents.text_fit import LINE, SLACK, column_widths, shortened, wrapped

WIDE, HIGH = 960.0, 540.0
EDGE: Final = 56.0
FULL_WIDE: Final = WIDE - 2 * EDGE
TITLE_SIZE, TITLE_LINES = 30.0, 2
TOP, BOTTOM = 126.0, 488.0
BODY_WIDE, BODY_HIGH = 800.0, BOTTOM - TOP
"""Lines of more than some 80 letters are hard to read: text does not run over the whole width."""
CHAPTER_TOP: Final = 268.0
CHAPTER_HIGH: Final = BOTTOM - CHAPTER_TOP
PICTURE_WIDE: Final = 552.0
ASIDE_LEFT: Final = EDGE + PICTURE_WIDE + 28.0
ASIDE_WIDE: Final = WIDE - EDGE - ASIDE_LEFT
"""A picture stands at the left, the words about it beside it."""
NOTE_GAP: Final = 14.0
"""Between a table and the small print that belongs to it."""
CARD_HIGH: Final = 300.0
CARD_TOP: Final = TOP + 44.0
CAPTION_SIZE, CAPTION_HIGH = 14.0, 22.0
PROMISE_SIZE, TAG_SIZE = 13.0, 14.0
FIGURES: Final = (36.0, 28.0, 22.0)
_PROMISE_LINES: Final = 2
_TAG_HIGH, _TAG_PAD = 30.0, 10.0
MOST_ROWS: Final = 10
PAD_SIDE, PAD_TOP = 7.0, 5.0
_SIZES: Final = ((6, 14.0), (9, 12.0))
_LARGER: Final = (18.0, 16.0)
_LEAST: Final = 10.5
_SMALLER: Final = (11.0, 10.0, 9.0)
_NOTE_HIGH: Final = 16.0
_MOST_LINES, _MOST_TALL, _MOST_HEAD_LINES = 5, 12, 3
_MOST_LETTERS: Final = 400


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points from the upper left corner."""

    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class PromiseLayout:
    """How the words beside a promise's picture are set: texts cut to fit, and their boxes."""

    promise: str
    promise_box: Box
    figure: str
    figure_size: float
    figure_box: Box
    tag: str
    tag_box: Box
    notes_box: Box

    @property
    def notes_high(self) -> float:
        """Return how much room is left below for sentences."""
        return self.notes_box.high


def layout_promise(block: Promise) -> PromiseLayout:
    """Set the promise above the picture, and beside it the figure, its tag and the sentences.

    Without a picture they stand below each other.
    """
    beside = block.picture is not None
    promise = shortened(name(block.promise), PROMISE_SIZE, FULL_WIDE, _PROMISE_LINES)
    promise_box = Box(EDGE, TOP, FULL_WIDE, _high(promise, PROMISE_SIZE, FULL_WIDE))
    left, room = (ASIDE_LEFT, ASIDE_WIDE) if beside else (EDGE, BODY_WIDE)
    figure, size = _figure(name(block.figure), room)
    above = CARD_TOP if beside else promise_box.y + promise_box.high + 6
    figure_box = Box(left, above, room, _high(figure, size, room, bold=True))
    tag = cut_to_width(block.tag.text, TAG_SIZE * SLACK, room - 2 * _TAG_PAD, bold=True)
    tag_box, below = _tag_box(tag, figure, size, figure_box)
    notes_top = below + 14
    return PromiseLayout(
        promise,
        promise_box,
        figure,
        size,
        figure_box,
        tag,
        tag_box,
        Box(left, notes_top, room, BOTTOM - notes_top),
    )


def _figure(text: str, room: float) -> tuple[str, float]:
    """Return the figure and the largest size at which it stands on one line, else on two."""
    for size in FIGURES:
        if len(wrapped(text, size, room, bold=True)) == 1:
            return text, size
    return shortened(text, FIGURES[-1], room, 2, bold=True), FIGURES[-1]


def _high(text: str, size: float, room: float, *, bold: bool = False) -> float:
    return len(wrapped(text, size, room, bold=bold)) * size * LINE if text else 0.0


def _tag_box(tag: str, figure: str, size: float, beside: Box) -> tuple[Box, float]:
    """Stand the tag beside the figure where there is room, else below; tell where both end."""
    wide = text_width(tag, TAG_SIZE * SLACK, bold=True) + 2 * _TAG_PAD
    used = text_width(figure, size * SLACK, bold=True) + 14 if figure else 0.0
    end = beside.y + beside.high
    one_line = beside.high <= size * LINE + 1
    if one_line and figure and used + wide <= beside.wide:
        middle = beside.y + beside.high * 0.52
        return Box(beside.x + used, middle - _TAG_HIGH / 2, wide, _TAG_HIGH), end
    return Box(beside.x, end + 4, wide, _TAG_HIGH), end + (4 + _TAG_HIGH if tag else 0)


@dataclass(frozen=True, slots=True)
class SlideRow:
    """A row of cells, cut to fit, and its height."""

    cells: tuple[Cell, ...]
    high: float


@dataclass(frozen=True, slots=True)
class TablePart:
    """The rows of a table that stand on one slide, the widths of its columns, the size of text."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    size: float
    head: SlideRow
    rows: tuple[SlideRow, ...]

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
    if any("\n" in cell.text for row in table.rows for cell in row):
        size = next(filter(partial(_fits_one, table), (size, *_SMALLER)), _SMALLER[-1])
    widths, head, rows = _set(table, size)
    parts: list[list[SlideRow]] = [[]]
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


def _fits_one(table: Table, size: float) -> bool:
    """Tell whether a table of several lines a cell stands on one slide, with a note below."""
    _, head, rows = _set(table, size)
    return head.high + sum(row.high for row in rows) <= BODY_HIGH - NOTE_GAP - _NOTE_HIGH


def _set(table: Table, size: float) -> tuple[tuple[float, ...], SlideRow, list[SlideRow]]:
    """Set the head and the rows in letters of one size."""
    widths = tuple(column_widths(table, size, FULL_WIDE, 2 * PAD_SIDE, SLACK * 1.001))
    titles = tuple(Cell(column.title) for column in table.columns)
    head = _row(titles, widths, size, _MOST_HEAD_LINES, bold=True)
    tall = any("\n" in cell.text for cells in table.rows for cell in cells)
    most = _MOST_TALL if tall else _MOST_LINES
    return widths, head, [_row(cells, widths, size, most) for cells in table.rows]


def _row(
    cells: tuple[Cell, ...],
    widths: tuple[float, ...],
    size: float,
    most: int,
    *,
    bold: bool = False,
) -> SlideRow:
    shown, lines = [], 1
    for cell, width in zip(cells, widths, strict=True):
        room = width - 2 * PAD_SIDE
        strong = bold or cell.tone is not None
        said = "\n".join(name(one, _MOST_LETTERS) for one in lines_of(cell.text))
        text = shortened(said, size, room, most, bold=strong)
        lines = max(lines, len(wrapped(text, size, room, bold=strong)))
        shown.append(Cell(text, cell.tone))
    return SlideRow(tuple(shown), lines * size * LINE + 2 * PAD_TOP)
