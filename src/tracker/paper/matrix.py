"""A matrix on a page: cells that name what is in them on a wash, empty ones as frames."""

from __future__ import annotations

from typing import Final

from tracker.paper.layout import Alignment, Mark, PageBox, PaperRect, Piece, Style, moved
from tracker.paper.text import HEADING, Stack, table
from tracker.paper.typesetter import Typesetter
from tracker.report.documents.document import Matrix, MatrixEntry, MatrixRow, Tone

_NAMES_PART, _LEAST_NAMES = 0.125, 52.0
_GAP, _PAD, _BETWEEN = 2.5, 4.0, 2.5
_TITLE_PART, _ASIDE_GAP = 0.42, 10.0
_LEAST_CELL: Final = 44.0
_RADIUS: Final = 2.5
_LEAST_HIGH: Final = 26.0
CUSTOMER = Style(8.2, 600, 1.25)
NOTE = Style(7.2, 400, 1.3, "third")
AREA = Style(7.2, 400, 1.25, "second")
NAME = Style(7.6, 400, 1.25)
_TOLD: Final = {
    Tone.GOOD: ("better_wash", Style(8.4, 600, 1.35, "better"), Style(7.2, 400, 1.3, "better")),
    Tone.BAD: ("worse_wash", Style(8.4, 600, 1.35, "worse"), Style(7.2, 400, 1.3, "worse")),
    Tone.PLAIN: ("hover", Style(8.4, 600, 1.35), Style(7.2, 400, 1.3, "second")),
}


def matrix(block: Matrix, width: float, setter: Typesetter) -> list[Piece]:
    """Set title, heads and rows; a row stays whole, and the heads come again on each page.

    Where cells would be too narrow for words it is set as a table.
    """
    names = max(width * _NAMES_PART, _LEAST_NAMES)
    cell = (width - names) / max(len(block.columns), 1)
    if cell < _LEAST_CELL:
        return table(block.table(), width, setter)
    head = _head(block, names, cell, setter)
    found = _title(block, width, setter)
    found.append(Piece(head.height, head.marks, 2.0, keep=bool(block.rows)))
    for row in block.rows:
        made = _row(row, names, cell, setter)
        found.append(Piece(made.height, made.marks, _GAP, head=head))
    return found


def _title(block: Matrix, width: float, setter: Typesetter) -> list[Piece]:
    """Set the title at the left, and what explains the signs at the right of its line."""
    left = Stack(setter, width * _TITLE_PART)
    left.words(block.title, HEADING, lines=3)
    aside = width * _TITLE_PART + _ASIDE_GAP
    right = Stack(setter, width - aside, aside)
    right.words(block.legend, NOTE, lines=3, side=Alignment.RIGHT)
    high = max(left.height, right.height)
    if not high:
        return []
    marks = [moved(mark, 0.0, high - left.height) for mark in left.marks]
    marks += [moved(mark, 0.0, high - right.height) for mark in right.marks]
    return [Piece(high + 2.0, tuple(marks), 12.0, keep=True)]


def _head(block: Matrix, names: float, cell: float, setter: Typesetter) -> Piece:
    columns = []
    for at, one in enumerate(block.columns):
        stack = Stack(setter, cell - _GAP - _PAD, names + at * cell + _PAD)
        stack.words(one, AREA, lines=2)
        columns.append(stack)
    high = max((one.height for one in columns), default=0.0)
    marks = [moved(mark, 0.0, high - one.height) for one in columns for mark in one.marks]
    return Piece(high + 1.0, tuple(marks))


def _row(row: MatrixRow, names: float, cell: float, setter: Typesetter) -> Piece:
    head = Stack(setter, names - 6.0)
    head.height = _PAD - 1.0
    head.words(row.title, CUSTOMER, lines=3)
    head.words(row.note, NOTE, lines=2)
    width = cell - _GAP
    columns = [[_entry(one, width, setter) for one in entries] for entries in row.cells]
    highs = [sum(one.height for one in column) + _BETWEEN * (len(column) - 1) for column in columns]
    high = max(head.height + 2.0, _LEAST_HIGH, *highs)
    marks: list[Mark] = list(head.marks)
    for at, column in enumerate(columns):
        marks += _cell(column, row.cells[at], PageBox(names + at * cell, 0.0, width, high))
    return Piece(high, tuple(marks))


def _entry(entry: MatrixEntry, width: float, setter: Typesetter) -> Piece:
    _, figure, told = _TOLD[entry.tone]
    stack = Stack(setter, width - 2 * _PAD, _PAD)
    stack.height = _PAD - 1.0
    stack.words(entry.name, NAME, lines=4)
    stack.words(entry.figure, figure, gap=0.5, lines=2)
    stack.words(entry.told, told, lines=3)
    return Piece(stack.height + _PAD - 0.5, tuple(stack.marks))


def _cell(column: list[Piece], entries: tuple[MatrixEntry, ...], box: PageBox) -> list[Mark]:
    """Lay what is in a cell below each other, the last down to its foot; else an empty frame."""
    if not column:
        return [PaperRect(box, rim="line", radius=_RADIUS)]
    marks: list[Mark] = []
    down = 0.0
    for at, (one, entry) in enumerate(zip(column, entries, strict=True)):
        high = one.height if at + 1 < len(column) else box.height - down
        place = PageBox(box.left, down, box.width, high)
        marks.append(PaperRect(place, _TOLD[entry.tone][0], radius=_RADIUS))
        marks += (moved(mark, box.left, down) for mark in one.marks)
        down += high + _BETWEEN
    return marks
