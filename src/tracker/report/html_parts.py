"""What a page needs to know beyond its blocks: anchors, levels of headings, a picture's values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.domain.period import MONTH_NAMES
from tracker.report.columns import column_widths
from tracker.report.document import Block, Cell, Columns, Document, Heading, Table
from tracker.report.html_words import WORDS
from tracker.report.legend import MARK_NAMES
from tracker.report.pictures import Picture, TrendPicture

FIRST_LEVEL, LAST_LEVEL = 2, 6
"""The title of a page is its h1."""
TABLE_LETTERS, TABLE_WIDE, TABLE_PAD = 13.0, 660.0, 16.0
"""As on paper, where a table has least room; in the pixels of the style sheet."""
BRIEF: Final = 20
"""Letters of a number that is not broken into lines."""
_MONTH: Final = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A block with its place: what links point to, and the level of a heading in or at it."""

    block: Block
    kind: str
    anchor: str
    level: int
    sections: tuple[tuple[Part, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of a picture as text."""

    period: str
    shown: str
    remark: str


def outlined(document: Document) -> tuple[Part, ...]:
    """Give every block its anchor, and headings levels without a hole."""
    levels = [block.level for block in document.every() if isinstance(block, Heading)]
    shift = FIRST_LEVEL - min(levels, default=FIRST_LEVEL)
    return _parts(document.blocks, "s", shift, FIRST_LEVEL)


def chapters_at(parts: tuple[Part, ...]) -> int:
    """Return where the first chapter begins; behind the last part if there is none."""
    for at, part in enumerate(parts):
        if isinstance(part.block, Heading) and part.block.level == 1:
            return at
    return len(parts)


def _parts(blocks: tuple[Block, ...], prefix: str, shift: int, level: int) -> tuple[Part, ...]:
    found = []
    for at, block in enumerate(blocks, 1):
        anchor = f"{prefix}{at}"
        own = level
        inner: tuple[tuple[Part, ...], ...] = ()
        if isinstance(block, Heading):
            own = min(block.level + shift, level, LAST_LEVEL)
            level = min(own + 1, LAST_LEVEL)
        elif isinstance(block, Columns):
            below = min(level + 1, LAST_LEVEL)
            inner = tuple(
                _parts(section.blocks, f"{anchor}-{number}-", shift, below)
                for number, section in enumerate(block.sections, 1)
            )
        found.append(Part(block, type(block).__name__, anchor, own, inner))
    return tuple(found)


def cells(table: Table) -> Iterator[list[tuple[bool, str, str]]]:
    """Yield each row as its cells: whether it heads the row, its classes, its text."""
    numbers = ["number" if column.number else "" for column in table.columns]
    for row in table.rows:
        yield [(at == 0, _kinds(cell, numbers[at]), cell.text) for at, cell in enumerate(row)]


def _kinds(cell: Cell, number: str) -> str:
    brief = "brief" if number and len(cell.text) < BRIEF else ""
    tone = cell.tone.value if cell.tone else ""
    return " ".join(kind for kind in (number, brief, tone) if kind)


def values(picture: Picture) -> tuple[ValueRow, ...]:
    """Return every value and gap of a trend in the order of time; nothing for other pictures."""
    if not isinstance(picture, TrendPicture):
        return ()
    rows: list[tuple[date, ValueRow]] = []
    for point in picture.points:
        kept = {True: WORDS["kept"], False: WORDS["not_kept"], None: ""}[point.kept]
        remark = "; ".join(
            part for part in (kept, MARK_NAMES.get(point.mark, ""), point.note) if part
        )
        rows.append((point.day, ValueRow(_written(point.day), point.shown, remark)))
    rows += [(gap.day, ValueRow(_written(gap.day), "–", gap.reason)) for gap in picture.gaps]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def shares(table: Table) -> tuple[str, ...]:
    """Return how much of a table's width each column takes, in percent: by what is in it."""
    widths = column_widths(table, TABLE_LETTERS, TABLE_WIDE, TABLE_PAD)
    return tuple(f"{100 * width / TABLE_WIDE:.1f}" for width in widths)


def _written(day: date) -> str:
    name = MONTH_NAMES[day.month - 1]
    return f"{day.day} {name[:_MONTH]} {day.year}"
