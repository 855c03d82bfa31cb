"""What is no running text, as pieces for a page: promises, pictures, boxes to tick, sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import singledispatch
from itertools import chain, pairwise
from typing import Final

from tracker.paper.layout import (
    ROOM,
    Flowing,
    PageBox,
    PaperRect,
    Piece,
    SideBySide,
    moved,
)
from tracker.paper.matrix import matrix
from tracker.paper.promises import (
    COLUMN_GAP,
    FULL,
    MOST_HIGH,
    fitted,
    promise,
    promises_beside,
)
from tracker.paper.reply import asked_for, reply
from tracker.paper.text import (
    CAPTION,
    HAIRLINE,
    LESSER,
    Stack,
    heading,
    points,
    quote,
    signatures,
    table,
    text,
)
from tracker.paper.typesetter import Typesetter
from tracker.report.charts.draw import card_svg, full_svg
from tracker.report.charts.frame import MARGIN as SVG_MARGIN
from tracker.report.charts.picture import TrendPicture
from tracker.report.documents.document import (
    Block,
    BulletList,
    Columns,
    Figure,
    FigureForm,
    Heading,
    Matrix,
    PageBreak,
    Promise,
    Quote,
    Reply,
    Section,
    Signatures,
    Table,
    Text,
)

_CARD, _LOW = (356, 104), (860, 244)
_OWN_BAR, _OWN_ROOM = 2.0, 10.0
_MOST_BESIDE: Final = 3
_LED: Final = 4
"""A picture and three sentences above it stay together."""
_NARROWEST: Final = 120.0
_ABOVE_PROMISES: Final = 12.0
_ROOM_FOR_TWO: Final = 400.0
"""Promises stand beside each other on the page itself, not within a section of it."""


def figure(block: Figure, width: float, setter: Typesetter) -> list[Piece]:
    """Set a picture over the whole width, its caption below.

    A drawing has empty edges of its own: where the page has room for them they lie in its margin,
    so that the words in it begin where all others do.
    """
    if block.form is FigureForm.SMALL and isinstance(block.picture, TrendPicture):
        drawn, height = fitted(card_svg(block.picture, *_CARD), width, MOST_HIGH / 3)
        edge = 0.0
    else:
        titled = block.form is not FigureForm.UNTITLED
        size = FULL if titled else _LOW
        edge = SVG_MARGIN / (size[0] - 2 * SVG_MARGIN) * width if width == ROOM else 0.0
        svg = full_svg(block.picture, *size, titled=titled)
        drawn, height = fitted(svg, width + 2 * edge, MOST_HIGH - 50.0)
    stack = Stack(setter, width)
    stack.add(moved(drawn, -edge, 0.0), height)
    stack.words(block.caption, CAPTION, lines=3)
    return [Piece(stack.height, tuple(stack.marks))]


def pieces(blocks: Iterable[Block], width: float, setter: Typesetter) -> list[Flowing]:
    """Set blocks one below the other."""
    return list(chain.from_iterable(each(blocks, width, setter)))


def each(blocks: Iterable[Block], width: float, setter: Typesetter) -> Iterator[Sequence[Flowing]]:
    """Set block after block; what follows promises begins below a hairline."""
    before: Block | None = None
    given = list(blocks)
    rated = setter.rows.small and _rated(given)
    for at, block in enumerate(given):
        after = given[at + 1] if at + 1 < len(given) else None
        if isinstance(block, Heading) and isinstance(after, Reply):
            found: Sequence[Flowing] = []
        elif isinstance(block, Promise) and setter.rows.beside > 1 and width >= _ROOM_FOR_TWO:
            found = _in_rows(given, at, width, setter, rated=rated)
        elif isinstance(before, Heading) and isinstance(block, Reply):
            found = asked_for(before, block, width, setter, above=rated)
        else:
            found = block_pieces(block, width, setter)
        if isinstance(before, Promise) and not isinstance(block, Promise):
            rule = PaperRect(PageBox(0.0, 0.0, width, HAIRLINE), "line")
            found = [Piece(HAIRLINE, (rule,)), *found]
        elif before is not None and not isinstance(before, Promise) and found:
            found = [_lower(found[0], block, setter), *found[1:]]
        if _belong(before, block, after) or _leads_to_picture(given[at : at + _LED]):
            found = _kept(found)
        yield found
        before = block


def _rated(blocks: Sequence[Block]) -> bool:
    """Tell whether the promises asked for, below a title, are those of the page."""
    names = tuple(one.name for one in blocks if isinstance(one, Promise))
    return any(
        isinstance(title, Heading) and isinstance(one, Reply) and one.promises == names
        for title, one in pairwise(blocks)
    )


def _in_rows(
    blocks: Sequence[Block], at: int, width: float, setter: Typesetter, *, rated: bool
) -> Sequence[Flowing]:
    """Set the row of promises that begins here; what stands in a row before is set already."""
    run = at
    while run and isinstance(blocks[run - 1], Promise):
        run -= 1
    if (at - run) % setter.rows.beside:
        return []
    row: list[Promise] = []
    for one in blocks[at : at + setter.rows.beside]:
        if not isinstance(one, Promise):
            break
        row.append(one)
    return promises_beside(row, width, setter, rated=rated)


def _belong(before: Block | None, block: Block, after: Block | None) -> bool:
    """Tell whether a block stays with what follows: a picture, or a sentence above a table.

    So a table of what a picture shows begins on its page, with the sentence between them.
    """
    if isinstance(block, Figure):
        return isinstance(after, Text)
    led = isinstance(before, (Heading, Figure))
    return led and isinstance(block, Text) and isinstance(after, Table)


def _leads_to_picture(run: Sequence[Block]) -> bool:
    """Tell whether a sentence is one of the few above a picture: what it shows."""
    after = next((one for one in run if not isinstance(one, Text)), None)
    return isinstance(run[0], Text) and isinstance(after, Figure)


def _kept(found: Sequence[Flowing]) -> list[Flowing]:
    """Keep the last piece with what follows it."""
    last = found[-1] if found else None
    return [*found[:-1], replace(last, keep=True)] if isinstance(last, Piece) else list(found)


def _lower(piece: Flowing, block: Block, setter: Typesetter) -> Flowing:
    """Give the first of several promises some air above its hairline."""
    air = _ABOVE_PROMISES * (0.5 if setter.rows.small else 1.0)
    return replace(piece, before=air) if isinstance(block, Promise) else piece


@singledispatch
def block_pieces(block: Block, width: float, setter: Typesetter) -> Sequence[Flowing]:
    """Set one block; each kind has a function of its own."""
    raise TypeError(block, width, setter)


def _page_break(_block: PageBreak, _width: float, _setter: Typesetter) -> list[Flowing]:
    return [Piece(0.0, breaks=True, keep=True)]


def _columns(block: Columns, width: float, setter: Typesetter) -> list[Flowing]:
    """Set sections in rows of three at most; below each other where they would be too narrow."""
    sections = block.sections
    rows = -(-len(sections) // _MOST_BESIDE)
    beside = -(-len(sections) // rows) if rows else 1
    wide = (width - COLUMN_GAP * (beside - 1)) / beside
    if wide < _NARROWEST:
        beside, wide = 1, width
    found: list[Flowing] = []
    for start in range(0, len(sections), beside):
        row = sections[start : start + beside]
        if beside == 1:
            found += _barred(_section(row[0], width, setter, 16.0, own=block.own), own=block.own)
            continue
        lefts = tuple(at * (wide + COLUMN_GAP) for at in range(len(row)))
        columns = tuple(
            tuple(_barred(_section(one, wide, setter, own=block.own), own=block.own)) for one in row
        )
        found.append(SideBySide(lefts, columns, 16.0 * setter.rows.air))
    return found


def _barred(pieces: list[Flowing], *, own: bool) -> list[Flowing]:
    """Draw a bar beside what are the person's own words."""
    if not own:
        return pieces
    return [
        replace(
            one,
            marks=(
                PaperRect(PageBox(0.0, -one.before if at else 0.0, _OWN_BAR, high), "accent"),
                *(moved(mark, _OWN_ROOM, 0.0) for mark in one.marks),
            ),
        )
        if isinstance(one, Piece) and (high := one.height + (one.before if at else 0.0))
        else one
        for at, one in enumerate(pieces)
    ]


def _section(
    section: Section, width: float, setter: Typesetter, before: float = 0.0, *, own: bool = False
) -> list[Flowing]:
    if own:
        width -= _OWN_ROOM
    stack = Stack(setter, width)
    stack.words(section.title, LESSER, lines=4)
    title = Piece(stack.height, tuple(stack.marks), before, keep=True)
    return [title, *pieces(section.blocks, width, setter)]


block_pieces.register(Heading, heading)
block_pieces.register(Text, text)
block_pieces.register(BulletList, points)
block_pieces.register(Promise, promise)
block_pieces.register(Figure, figure)
block_pieces.register(Quote, quote)
block_pieces.register(Table, table)
block_pieces.register(Matrix, matrix)
block_pieces.register(Columns, _columns)
block_pieces.register(Reply, reply)
block_pieces.register(PageBreak, _page_break)
block_pieces.register(Signatures, signatures)
