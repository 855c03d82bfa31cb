"""A table on pages: columns by weight, hairlines, the head again on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from tracker.paper.flow import Piece
from tracker.paper.page_text import HAIRLINE, LESSER, Stack
from tracker.paper.sheet import Box, Mark, Panel, Side, Style, moved
from tracker.paper.typesetter import Typesetter
from tracker.report.columns import column_widths
from tracker.report.document import Cell, Table, Tone

TITLE = Style(8.0, 600, 1.35, "second")
CELL = Style(8.8, 400, 1.4)
TONES: Final = {
    None: CELL,
    Tone.GOOD: Style(8.8, 600, 1.4, "better"),
    Tone.BAD: Style(8.8, 600, 1.4, "worse"),
    Tone.PLAIN: Style(8.8, 400, 1.4, "second"),
}
_MOST_LINES: Final = 24
_GAP, _PAD = 12.0, 4.5
_NARROWEST: Final = 30.0


def table(block: Table, width: float, setter: Typesetter) -> list[Piece]:
    """Set a titled table: its title stays with the head, and no row stands alone on a page."""
    if not block.columns:
        return []
    places = _places(block, width)
    sides = [Side.RIGHT if column.number else Side.LEFT for column in block.columns]
    titles = [Cell(column.title) for column in block.columns]
    head = _row(titles, places, sides, setter, width, TITLE)
    pieces = []
    if block.title.strip():
        stack = Stack(setter, width)
        stack.words(block.title, LESSER, lines=3)
        pieces.append(Piece(stack.height, tuple(stack.marks), 12.0, keep=True))
    pieces.append(Piece(head.height, head.marks, 4.0 if pieces else 10.0, bool(block.rows)))
    for at, row in enumerate(block.rows):
        one = _row(row, places, sides, setter, width)
        keep = at + 1 < len(block.rows) and at in (0, len(block.rows) - 2)
        pieces.append(replace(one, head=head, keep=keep))
    return pieces


def _places(block: Table, width: float) -> list[tuple[float, float]]:
    """Return the left edge and the width of each column, by what is in it."""
    widths = column_widths(block, CELL.size, width + _GAP, _GAP)
    if min(widths) < _NARROWEST:
        widths = [(width + _GAP) / len(widths)] * len(widths)
    lefts = accumulate(widths, initial=0.0)
    return [(left, max(CELL.size, wide - _GAP)) for left, wide in zip(lefts, widths, strict=False)]


def _row(
    cells: Sequence[Cell],
    places: Sequence[tuple[float, float]],
    sides: Sequence[Side],
    setter: Typesetter,
    width: float,
    style: Style | None = None,
) -> Piece:
    marks: list[Mark] = []
    height = 0.0
    for cell, (left, wide), side in zip(cells, places, sides, strict=False):
        stack = Stack(setter, wide, left)
        set_as = style or TONES[cell.tone]
        stack.words(cell.text, set_as, lines=4 if style else _MOST_LINES, side=side)
        marks += stack.marks
        height = max(height, stack.height)
    height = max(height, CELL.size) + 2 * _PAD
    marks = [moved(mark, 0.0, _PAD) for mark in marks]
    rule = Panel(Box(0.0, height - HAIRLINE, width, HAIRLINE), "second" if style else "line")
    return Piece(height, (*marks, rule))
