"""A document as Markdown (CommonMark with GitHub's tables), its pictures told in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from tracker.report.document import (
    Block,
    Column,
    Columns,
    Document,
    Figure,
    Heading,
    PageBreak,
    Points,
    Promise,
    Quote,
    Reply,
    Signatures,
    Table,
    Text,
)
from tracker.report.markdown_text import BREAK, bold, inline, line, paragraph, point, quote, row
from tracker.report.picture import Point
from tracker.report.pictures import EffectPicture, HeatPicture, Picture, TrendPicture
from tracker.report.plain import joined, lines, paragraphs
from tracker.report.svg_text import clean

BLOCKS: Final = "▁▂▃▄▅▆▇█"
GAP: Final = "·"
_MOST_VALUES: Final = 60
_DEEPEST: Final = 6
_TO_SIGN: Final = "…" * 16
NO_PICTURES: Final = (
    "This file holds no pictures. Each stands here in words; a trend also as a row of blocks, low "
    f"to high, with {GAP} where nothing was logged."
)


def markdown_bytes(document: Document) -> bytes:
    """Write a document as Markdown: UTF-8, one line feed at each line's end."""
    writer = _Writer(document.title)
    by = joined(document.name, document.role)
    writer.add(paragraph(part for part in (document.kicker, by) if clean(part)))
    for block in document.blocks:
        writer.block(block)
    if any(map(_pictured, document.every())):
        writer.add("---", NO_PICTURES)
    writer.add(*map(paragraph, paragraphs(document.footer)))
    return ("\n\n".join(writer.parts) + "\n").encode()


def trend_line(points: Sequence[Point], gaps: Sequence[date] = ()) -> str:
    """Draw values as a row of blocks, oldest first, with a dot for each gap; nothing for none."""
    finite = [point for point in points if math.isfinite(point.value)]
    if not finite:
        return ""
    low, high = min(p.value for p in finite), max(p.value for p in finite)
    shown = [(point.day, _block(point.value, low, high)) for point in finite]
    shown += [(day, GAP) for day in gaps]
    shown.sort()
    return "".join(mark for _, mark in shown[-_MOST_VALUES:])


def _block(value: float, low: float, high: float) -> str:
    if high <= low:
        return BLOCKS[len(BLOCKS) // 2 - 1]
    return BLOCKS[min(int((value - low) / (high - low) * len(BLOCKS)), len(BLOCKS) - 1)]


def _pictured(block: Block) -> bool:
    return isinstance(block, Figure) or (isinstance(block, Promise) and block.picture is not None)


class _Writer:
    """Writes block after block, an empty line between parts; knows the last heading's level."""

    def __init__(self, title: str) -> None:
        self.parts = [f"# {inline(title) or 'Untitled'}"]
        self._level = 1

    def add(self, *parts: str) -> None:
        """Keep what says something."""
        self.parts += filter(None, parts)

    def block(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Heading():
                self._heading(block.text, block.level)
            case Text():
                self.add(*map(paragraph, paragraphs(block.text)))
            case Points():
                self._points(block.items)
            case Promise():
                self._promise(block)
            case Figure():
                self._picture(block.picture, block.caption)
            case Quote():
                self.add(_quote(block))
            case Table():
                self.add(bold(block.title), _table(block))
            case _:
                self._rare(block)

    def _rare(self, block: Block) -> None:
        match block:
            case Columns():
                above = self._level
                for section in block.sections:
                    self._heading(section.title, above + 1)
                    for one in section.blocks:
                        self.block(one)
                self._level = above
            case Reply():
                self.add(*_reply(block))
            case Signatures():
                self.add(*(_signed(who, below) for who, below in block.lines))
            case PageBreak():
                self.add("---")

    def _heading(self, text: str, level: int) -> None:
        """Write a heading; the document's own title is the only one of the first level."""
        self._level = min(max(level, 1), 3)
        self._title(text, self._level + 1)

    def _title(self, text: str, level: int) -> None:
        said = inline(text)
        self.add(f"{'#' * min(level, _DEEPEST)} {said}" if said else "")

    def _points(self, items: Sequence[str]) -> None:
        """Write a list; one that follows another has another bullet, else they were one."""
        bullet = "*" if self.parts[-1].startswith("- ") else "-"
        self.add("\n".join(filter(None, (point(item, bullet) for item in items))))

    def _promise(self, block: Promise) -> None:
        self._title(block.name, self._level + 2)
        said, tag = bold(block.figure), inline(block.tag.text)
        standing = " · ".join(filter(None, (said, tag if said else line(block.tag.text))))
        self.add(BREAK.join(filter(None, (line(block.promise), standing))))
        self._points(block.notes)
        if block.picture is not None:
            self._picture(block.picture, block.caption)

    def _picture(self, picture: Picture, caption: str) -> None:
        """Tell a picture in words: a heat map as a table, a trend as a row of blocks too."""
        if isinstance(picture, HeatPicture):
            self.add(bold(picture.title), _heat_table(picture), line(caption))
            return
        drawn = ""
        if isinstance(picture, TrendPicture):
            drawn = trend_line(picture.points, [gap.day for gap in picture.gaps])
        elif isinstance(picture, EffectPicture):
            drawn = trend_line(picture.points)
        self.add(BREAK.join(filter(None, (line(picture.summary), drawn))), line(caption))


def _heat_table(picture: HeatPicture) -> str:
    """Write customers by areas with the words that the picture shows by colours."""
    rows = [
        (joined(one.name, one.tier), *(cell.said if cell else "" for cell in one.cells))
        for one in picture.lines
    ]
    head = [
        row(map(line, ("Customer", *picture.columns))),
        row(["---"] * (len(picture.columns) + 1)),
    ]
    return "\n".join([*head, *(row(map(line, cells)) for cells in rows)])


def _quote(block: Quote) -> str:
    by = joined(block.who, block.day)
    return quote(paragraph(lines(block.text)), f"— {inline(by)}" if by else "")


def _table(table: Table) -> str:
    if not table.columns:
        return ""
    head = [row(line(column.title) for column in table.columns), row(map(_rule, table.columns))]
    return "\n".join([*head, *(row(line(cell.text) for cell in cells) for cells in table.rows)])


def _rule(column: Column) -> str:
    return "---:" if column.number else "---"


def _reply(block: Reply) -> Iterator[str]:
    sent = f" and send it to {inline(block.mail)}" if clean(block.mail) else ""
    yield f"Rate each promise from 1 to 5{sent}."
    rows = [row((line(promise), *("☐",) * 5)) for promise in block.promises]
    head = [row(("Promise", "1", "2", "3", "4", "5")), row(("---",) * 6)]
    yield "\n".join([*head, *rows]) if rows else ""


def _signed(who: str, below: str) -> str:
    return BREAK.join(filter(None, (_TO_SIGN, line(who), line(below))))
