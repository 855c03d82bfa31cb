"""Where everything of a check-in's row lies, for painter, mouse and editor.

All cells are relative to the row's own corner, in logical pixels, already mirrored where people
read from right to left.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect

ROW_HEIGHT, HEADING_HEIGHT, LOW_HEADING = 40, 32, 28
ENTRY_WIDTH, ENTRY_HEIGHT = 136, 28
ROOMY, TIGHT, TIGHT_ROW = 1000, 620, 68  # px: wide, and so narrow that a row has two lines
NAME_WIDTH, LAST_WIDTH, PROMISE_WIDTH = (252, 212), (80, 56), (76, 60)  # px, roomy and narrow
NOTE_WIDTH, LEAST_NOTE, TREND_WIDTH, LEAST_TREND = 276, (220, 184), 280, 150
BAR = 3


class RowLayout(NamedTuple):
    """The cells of one row."""

    name: QRect
    subtitle: QRect
    trend: QRect
    last: QRect
    entry: QRect
    promise: QRect
    note: QRect

    @property
    def complaint(self) -> QRect:
        """Where a sentence about the entry stands: beside it, over promise and note."""
        return self.promise.united(self.note)


@lru_cache(maxsize=16)
def row_layout(width: int, *, mirrored: bool) -> RowLayout:
    """Lay a row of a width out: the trend takes what is free, then name and note share the rest."""
    if width < TIGHT:
        return _in_two_lines(width, mirrored=mirrored)
    narrow = int(width < ROOMY)
    pad, gap = pad_of(width), (20, 12)[narrow]
    last, promise = LAST_WIDTH[narrow], PROMISE_WIDTH[narrow]
    free = width - 2 * pad - 5 * gap - last - ENTRY_WIDTH - promise
    name = NAME_WIDTH[narrow]
    if free - name < 232:  # px: less than a trend and a note need beside it
        name = max(free * 2 // 5, 60)
    free -= name
    note = max(min(free - LEAST_TREND, NOTE_WIDTH), min(LEAST_NOTE[narrow], free - 100), 40)
    trend = max(min(free - note, TREND_WIDTH), 30)
    spare = max(free - note - trend, 0)
    widths = (name + spare // 2, trend, last, ENTRY_WIDTH, promise, note + spare - spare // 2)
    lefts, left = [], pad
    for cell in widths:
        lefts.append(left)
        left += cell + gap
    tops = ((3, 18), (20, 16), (4, 33), (11, 18), (6, ENTRY_HEIGHT), (11, 18), (11, 18))
    columns = (0, 0, 1, 2, 3, 4, 5)
    rects = [
        QRect(lefts[at], top, widths[at], height)
        for at, (top, height) in zip(columns, tops, strict=True)
    ]
    if mirrored:
        rects = [rect.translated(width - rect.left() - rect.right() - 1, 0) for rect in rects]
    return RowLayout(*rects)


def _in_two_lines(width: int, *, mirrored: bool) -> RowLayout:
    """Lay a row out where one line is too short: note and promise below, no trend."""
    pad, gap = pad_of(width), 12
    last, entry = LAST_WIDTH[1], ENTRY_WIDTH
    name = max(width - 2 * pad - 2 * gap - last - entry, 60)
    there = QRect(pad + name + 2 * gap + last, 6, entry, ENTRY_HEIGHT)
    rects = [
        QRect(pad, 3, name, 18),
        QRect(pad, 20, name, 16),
        QRect(),
        QRect(pad + name + gap, 11, last, 18),
        there,
        QRect(there.left(), 42, entry, 18),
        QRect(pad, 42, name + gap + last, 18),
    ]
    if mirrored:
        rects = [rect.translated(width - rect.left() - rect.right() - 1, 0) for rect in rects]
    return RowLayout(*rects)


def row_height(width: int) -> int:
    """Return how high a row stands in a list of a width."""
    return TIGHT_ROW if width < TIGHT else ROW_HEIGHT


def pad_of(width: int) -> int:
    """Return the room at both ends of a row."""
    return 12 if width < ROOMY else 16


def heading_height(width: int) -> int:
    """Return how high the head of a customer stands in a list of a width."""
    return LOW_HEADING if width < ROOMY else HEADING_HEIGHT


@lru_cache(maxsize=64)
def segments(entry: QRect, count: int, *, mirrored: bool) -> tuple[QRect, ...]:
    """Cut an entry into equal options, in reading order."""
    edges = [entry.left() + entry.width() * at // count for at in range(count + 1)]
    cut = [
        QRect(edges[at], entry.top(), edges[at + 1] - edges[at], entry.height())
        for at in range(count)
    ]
    return tuple(reversed(cut)) if mirrored else tuple(cut)
