"""Columns of text for a console, also with names in wide scripts."""

from __future__ import annotations

import unicodedata
from collections.abc import Set as AbstractSet

GAP = "   "


def table(rows: list[tuple[str, ...]], right: AbstractSet[int] = frozenset()) -> str:
    """Align rows in columns; a row of one cell is a heading, an empty one a blank line."""
    widths: dict[int, int] = {}
    for row in rows:
        for at, cell in enumerate(row if len(row) > 1 else ()):
            widths[at] = max(widths.get(at, 0), width(cell))
    return "\n".join(_line(row, widths, right) for row in rows)


def width(text: str) -> int:
    """Return how many cells of a console a text takes: wide letters two, marks on letters none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 1 + (unicodedata.east_asian_width(one) in "WF")
        for one in text
    )


def _line(row: tuple[str, ...], widths: dict[int, int], right: AbstractSet[int]) -> str:
    if len(row) < 2:
        return "".join(row)
    cells = []
    for at, cell in enumerate(row):
        room = " " * (widths[at] - width(cell))
        cells.append(room + cell if at in right else cell + room)
    return GAP.join(cells).rstrip()
