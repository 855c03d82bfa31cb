"""What stands on which slide: one idea each, split where it would not fit.

A plan in plain values, made without any library; `pptx` only sets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tracker.report.document import (
    Block,
    Columns,
    Document,
    Figure,
    Heading,
    PageBreak,
    Points,
    Promise,
    Quote,
    Reply,
    Role,
    Section,
    Signatures,
    Table,
    Text,
)
from tracker.report.plain import joined, name
from tracker.report.slide_boxes import BODY_HIGH, BODY_WIDE, CHAPTER_HIGH, NOTE_GAP
from tracker.report.slide_parts import (
    SIZES,
    Layout,
    Slide,
    larger_alone,
    numbered,
    numbered_titles,
    point_passages,
    promise_slides,
    quote_passages,
    text_passages,
)
from tracker.report.slide_tables import table_parts
from tracker.report.text_fit import Passage, pages

BEFORE_HEADINGS: Final = "In short"
"""The title of what stands before the first heading."""
_LEFT_OUT = (Reply, Signatures)


def planned(document: Document) -> list[Slide]:
    """Return the slides of a document: a cover, then its blocks without what is only for paper."""
    planner = _Planner(document)
    for block in shown(document.blocks):
        planner.block(block)
    planner.finish()
    by = joined(document.name, document.role)
    cover = (Passage(by, SIZES[Role.BODY]),) if by else ()
    title = name(document.title) or "Untitled"
    return [Slide(Layout.COVER, title, name(document.kicker), cover), *planner.slides]


def shown(blocks: Sequence[Block]) -> list[Block]:
    """Leave out what is answered or signed on paper, and a heading with nothing else below it."""
    kept: list[Block] = []
    emptied = filled = False
    for block in map(_shown_block, reversed(blocks)):
        if block is None:
            emptied = True
        elif isinstance(block, Heading):
            if filled or not emptied:
                kept.append(block)
                emptied = filled = False
        else:
            kept.append(block)
            filled = True
    return kept[::-1]


def _shown_block(block: Block) -> Block | None:
    if not isinstance(block, Columns):
        return None if isinstance(block, _LEFT_OUT) else block
    sections = tuple(
        Section(section.title, tuple(left))
        for section in block.sections
        if (left := shown(section.blocks)) or not section.blocks
    )
    return Columns(sections) if sections else None


class _Planner:
    """Gathers text until a block needs a slide of its own; knows under which headings it stands."""

    def __init__(self, document: Document) -> None:
        self.slides: list[Slide] = []
        self._document = name(document.title)
        self._path: list[str] = []
        self._told = True
        self._texts: list[Passage] = []

    def block(self, block: Block) -> None:
        """Plan one block."""
        match block:
            case Text():
                self._texts += text_passages(block)
            case Points():
                self._texts += point_passages(block.items)
            case Quote():
                self._texts += quote_passages(block)
            case _:
                self._flush()
                self._alone(block)

    def finish(self) -> None:
        """Plan what is still gathered, and a heading with nothing below it."""
        self._flush()
        if not self._told:
            self._add(Slide(Layout.CHAPTER, *self._titles()))

    def _alone(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block.text, min(max(block.level, 1), 3))
            case Promise():
                self._add(*promise_slides(block, self._where()))
            case Figure():
                self._figure(block)
            case Table():
                self._table(block)
            case Columns():
                self._columns(block)
            case PageBreak():
                pass

    def _heading(self, text: str, level: int) -> None:
        self._flush()
        if level <= len(self._path):
            self.finish()  # A deeper heading tells the one above it.
        self._path = [*[*self._path, "", ""][: level - 1], name(text)]
        self._told = not name(text)
        if level == 1:
            self.finish()

    def _titles(self) -> tuple[str, str]:
        """Return the nearest heading, and those above it."""
        said = [one for one in self._path if one]
        if not said:
            return self._document or "Untitled", ""
        return said[-1], joined(*said[:-1]) or self._document

    def _where(self) -> str:
        """Return every heading above what has a title of its own."""
        return joined(*self._path) or self._document

    def _add(self, *slides: Slide) -> None:
        self.slides += slides
        self._told = True

    def _flush(self) -> None:
        """Set the gathered text below a chapter's title if it fits there, else on its own."""
        if not self._texts:
            return
        passages, self._texts = larger_alone(self._texts), []
        title, kicker = self._titles()
        if not any(self._path):
            title, kicker = BEFORE_HEADINGS, title
        room = self._room_below(title, passages)
        if room and len(pages(passages, BODY_WIDE, room)) == 1:
            self.slides[-1] = replace(self.slides[-1], passages=tuple(passages))
            return
        if room == CHAPTER_HIGH:
            self.slides.pop()  # Its title stands above the text.
        self._add(*numbered(title, kicker, pages(passages, BODY_WIDE, BODY_HIGH)))

    def _room_below(self, title: str, passages: Sequence[Passage]) -> float:
        """Return how much room the last slide has for text that belongs to it."""
        last = self.slides[-1] if self.slides else None
        if last is None or last.passages or not self._told:
            return 0.0
        if last.layout is Layout.CHAPTER and last.title == title:
            return CHAPTER_HIGH
        if last.table and all(one.kind is Role.SMALL for one in passages):
            return BODY_HIGH - last.table.high - NOTE_GAP
        return 0.0

    def _figure(self, block: Figure) -> None:
        heading, above = self._titles()
        title = name(block.picture.title)
        kicker = self._where() if title else above
        self._add(
            Slide(
                Layout.PICTURE,
                numbered_titles(title or heading, 1)[0],
                kicker,
                picture=block.picture,
                caption=name(block.caption),
            )
        )

    def _table(self, block: Table) -> None:
        heading, above = self._titles()
        title = name(block.title)
        kicker = self._where() if title else above
        parts = table_parts(block)
        named = numbered_titles(title or heading, len(parts))
        self._add(
            *(
                Slide(Layout.TABLE, one, kicker, table=part)
                for one, part in zip(named, parts, strict=True)
            )
        )

    def _columns(self, block: Columns) -> None:
        above, depth = self._path, len(self._path)
        for section in block.sections:
            self._path = above
            self._heading(section.title, min(max(depth + 1, 2), 3))
            for one in section.blocks:
                self.block(one)
            self.finish()
        self._path = above
