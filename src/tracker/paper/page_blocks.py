"""Every kind of block as pieces for a page; sections stand beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Final

from tracker.paper import page_promise, page_text
from tracker.paper.flow import Beside, Flowing, Piece
from tracker.paper.page_reply import reply
from tracker.paper.page_table import table
from tracker.paper.sheet import Box, Panel
from tracker.paper.typesetter import Typesetter
from tracker.report.document import (
    Block,
    Columns,
    Figure,
    Heading,
    PageBreak,
    Points,
    Promise,
    Quote,
    Reply,
    Section,
    Signatures,
    Table,
    Text,
)

_COLUMN_GAP: Final = 20.0
_MOST_BESIDE: Final = 3
_NARROWEST: Final = 120.0
_ABOVE_PROMISES: Final = 12.0


def pieces(blocks: Iterable[Block], width: float, setter: Typesetter) -> list[Flowing]:
    """Set blocks one below the other."""
    return list(chain.from_iterable(each(blocks, width, setter)))


def each(blocks: Iterable[Block], width: float, setter: Typesetter) -> Iterator[Sequence[Flowing]]:
    """Set block after block; what follows promises begins below a hairline."""
    before: Block | None = None
    for block in blocks:
        found = block_pieces(block, width, setter)
        if isinstance(before, Promise) and not isinstance(block, Promise):
            rule = Panel(Box(0.0, 0.0, width, page_text.HAIRLINE), "line")
            found = [Piece(page_text.HAIRLINE, (rule,)), *found]
        elif before is not None and not isinstance(before, Promise) and found:
            found = [_lower(found[0], block), *found[1:]]
        yield found
        before = block


def _lower(piece: Flowing, block: Block) -> Flowing:
    """Give the first of several promises some air above its hairline."""
    return replace(piece, before=_ABOVE_PROMISES) if isinstance(block, Promise) else piece


def block_pieces(block: Block, width: float, setter: Typesetter) -> Sequence[Flowing]:
    """Set one block."""
    return _KINDS[type(block)](block, width, setter)


def _page_break(_block: PageBreak, _width: float, _setter: Typesetter) -> list[Flowing]:
    return [Piece(0.0, breaks=True, keep=True)]


def _columns(block: Columns, width: float, setter: Typesetter) -> list[Flowing]:
    """Set sections in rows of three at most; below each other where they would be too narrow."""
    sections = block.sections
    rows = -(-len(sections) // _MOST_BESIDE)
    beside = -(-len(sections) // rows) if rows else 1
    wide = (width - _COLUMN_GAP * (beside - 1)) / beside
    if wide < _NARROWEST:
        beside, wide = 1, width
    found: list[Flowing] = []
    for start in range(0, len(sections), beside):
        row = sections[start : start + beside]
        if beside == 1:
            found += _section(row[0], width, setter, 16.0)
            continue
        lefts = tuple(at * (wide + _COLUMN_GAP) for at in range(len(row)))
        columns = tuple(tuple(_section(one, wide, setter)) for one in row)
        found.append(Beside(lefts, columns, 16.0))
    return found


def _section(
    section: Section, width: float, setter: Typesetter, before: float = 0.0
) -> list[Flowing]:
    stack = page_text.Stack(setter, width)
    stack.words(section.title, page_text.LESSER, lines=4)
    title = Piece(stack.height, tuple(stack.marks), before, keep=True)
    return [title, *pieces(section.blocks, width, setter)]


_KINDS: Final[Mapping[type[Block], Callable[[Any, float, Typesetter], Sequence[Flowing]]]] = {
    Heading: page_text.heading,
    Text: page_text.text,
    Points: page_text.points,
    Promise: page_promise.promise,
    Figure: page_promise.figure,
    Quote: page_text.quote,
    Table: table,
    Columns: _columns,
    Reply: reply,
    PageBreak: _page_break,
    Signatures: page_text.signatures,
}
