"""What is no running text, as pieces for a page: promises, pictures, boxes to tick, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import singledispatch
from itertools import chain
from typing import Final

from tracker.paper.layout import (
    BOTTOM,
    LOWEST,
    ROOM,
    TOP,
    Drawing,
    Flowing,
    Mark,
    PageBox,
    PaperRect,
    Paragraph,
    Piece,
    SideBySide,
    Style,
    moved,
)
from tracker.paper.matrix import matrix
from tracker.paper.reply import asked_for, reply
from tracker.paper.text import (
    BODY,
    CAPTION,
    HAIRLINE,
    LESSER,
    Stack,
    heading,
    line_of,
    points,
    quote,
    running,
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
    Tag,
    Text,
    Tone,
)

NAME = Style(11.2, 600, 1.3)
PROMISE = Style(9.0, 400, 1.42, "second")
FIGURE = Style(21.0, 700, 1.2)
HOW = Style(9.0, 500, 1.42)
NOTE = Style(9.0, 400, 1.42, "second")
CELL_NAME = Style(10.0, 600, 1.3)
CELL_PROMISE = Style(8.4, 400, 1.38, "second")
CELL_FIGURE = Style(16.0, 700, 1.2)
TAGS: Final = {
    Tone.GOOD: (Style(8.2, 600, 1.3, "better"), "better_wash"),
    Tone.BAD: (Style(8.2, 600, 1.3, "worse"), "worse_wash"),
    Tone.PLAIN: (Style(8.2, 600, 1.3, "second"), "hover"),
}
_BESIDE: Final = 300.0
_CARD_MOST, _GAP = 267.0, 22.0
_A_PIXEL: Final = 0.75
_CARD, _FULL, _LOW = (356, 104), (820, 380), (860, 260)
_MOST_HIGH: Final = LOWEST - TOP - BOTTOM
_PILL: Final = (5.0, 2.2)
_BOX: Final = re.compile(r'viewBox="0 [\d.]+ ([\d.]+) ([\d.]+)"')
_ANY_WIDTH: Final = 10_000.0
_COLUMN_GAP: Final = 20.0
_OWN_BAR, _OWN_ROOM = 2.0, 10.0
_MOST_BESIDE: Final = 3
_NARROWEST: Final = 120.0
_ABOVE_PROMISES: Final = 12.0
_CELL_GAP, _CELL_DOWN = 12.0, 5.0


def promise(block: Promise, width: float, setter: Typesetter) -> list[Piece]:
    """Set one promise under a hairline; its picture on the right where there is room."""
    rows = setter.rows
    beside = width >= _BESIDE
    right = min(_CARD_MOST, width * rows.part) if beside else width
    told = width - right - _GAP if beside and block.picture is not None else width
    left, spilled = _told(block, told, setter)
    picture = Stack(setter, right, width - right if beside else 0.0)
    if card := _card(block, right, rows.card):
        picture.add(*card)
        picture.words(block.caption, CAPTION, gap=4.0, lines=3)
    hairline = PaperRect(PageBox(0.0, 0.0, width, HAIRLINE), "line")
    if beside:
        height = max(left.height, picture.height)
        down = (rows.above, rows.above + max(height - picture.height, 0.0) / 2)
    else:
        height = left.height + picture.height + 8.0
        down = (rows.above, rows.above + left.height + 8.0)
    marks: list[Mark] = [hairline]
    marks += (moved(mark, 0.0, down[0]) for mark in left.marks)
    marks += (moved(mark, 0.0, down[1]) for mark in picture.marks)
    row = Piece(rows.above + height + rows.below, tuple(marks), 0.0)
    return [row, *spilled]


def promises_beside(blocks: Sequence[Promise], width: float, setter: Typesetter) -> list[Flowing]:
    """Set promises beside each other, each under a hairline of its own."""
    count = setter.rows.beside
    wide = (width - _COLUMN_GAP * (count - 1)) / count
    lefts = tuple(at * (wide + _COLUMN_GAP) for at in range(len(blocks)))
    return [SideBySide(lefts, tuple(tuple(_cell(one, wide, setter)) for one in blocks))]


def _cell(block: Promise, width: float, setter: Typesetter) -> list[Piece]:
    """Set a promise narrow: name and promise above, the figure and its chart beside each other.

    Sentences for which there is no room beside the chart stand below both.
    """
    rows = setter.rows
    right = width * rows.part if block.picture is not None else 0.0
    head = Stack(setter, width)
    head.words(block.name, CELL_NAME, lines=4)
    head.words(block.promise, CELL_PROMISE, gap=1.0, lines=4)
    picture = Stack(setter, right, width - right)
    if card := _card(block, right, rows.card):
        picture.add(*card)
        picture.words(block.caption, CAPTION, gap=4.0, lines=3)
    bare = replace(block, name="", promise="")
    beside = width - right - (_CELL_GAP if right else 0.0)
    left, spilled = _told(bare, beside, setter, CELL_FIGURE)
    below = Stack(setter, width)
    if left.height > picture.height > 0.0:
        left, first = _told(replace(bare, notes=bare.notes[:1]), beside, setter, CELL_FIGURE)
        rest = replace(bare, notes=("", *bare.notes[1:]), figure="", tag=Tag(""))
        below, others = _told(rest, width, setter)
        spilled = [*first, *others]
    down = rows.above + head.height + _CELL_DOWN
    foot = down + max(left.height, picture.height)
    marks: list[Mark] = [PaperRect(PageBox(0.0, 0.0, width, HAIRLINE), "line")]
    for stack, top in ((head, rows.above), (left, down), (below, foot), (picture, down)):
        marks += (moved(mark, 0.0, top) for mark in stack.marks)
    return [Piece(foot + below.height + rows.below, tuple(marks)), *spilled]


def figure(block: Figure, width: float, setter: Typesetter) -> list[Piece]:
    """Set a picture over the whole width, its caption below.

    A drawing has empty edges of its own: where the page has room for them they lie in its margin,
    so that the words in it begin where all others do.
    """
    if block.form is FigureForm.SMALL and isinstance(block.picture, TrendPicture):
        drawn, height = _fitted(card_svg(block.picture, *_CARD), width, _MOST_HIGH / 3)
        edge = 0.0
    else:
        titled = block.form is not FigureForm.UNTITLED
        size = _FULL if titled else _LOW
        edge = SVG_MARGIN / (size[0] - 2 * SVG_MARGIN) * width if width == ROOM else 0.0
        svg = full_svg(block.picture, *size, titled=titled)
        drawn, height = _fitted(svg, width + 2 * edge, _MOST_HIGH - 50.0)
    stack = Stack(setter, width)
    stack.add(moved(drawn, -edge, 0.0), height)
    stack.words(block.caption, CAPTION, lines=3)
    return [Piece(stack.height, tuple(stack.marks))]


def tag_marks(tag: Tag, setter: Typesetter, width: float) -> tuple[Mark, ...]:
    """Return one or two words in a rounded pill, as wide as they are."""
    style, wash = TAGS[tag.tone]
    across, down = _PILL
    laid = setter.laid(Paragraph(tag.text, style, width - 2 * across, 1))
    paragraph = Paragraph(tag.text, style, min(laid.wide + 1.0, width - 2 * across), 1)
    words = line_of(setter, paragraph)
    if words is None:
        return ()
    box = PageBox(0.0, 0.0, paragraph.width + 2 * across, words.at.height + 2 * down)
    return (PaperRect(box, wash, radius=3.5), moved(words, across, down))


def _told(
    block: Promise, width: float, setter: Typesetter, large: Style = FIGURE
) -> tuple[Stack, list[Piece]]:
    """Set name, promise, figure and notes; notes beyond half a page flow on below the row."""
    stack = Stack(setter, width)
    stack.words(block.name, NAME, lines=4)
    stack.words(block.promise, PROMISE, gap=1.0, lines=4)
    _add_figure(stack, block, width, setter, large)
    spilled: list[Piece] = []
    for at, note in enumerate(block.notes):
        paragraph = Paragraph(note, NOTE if at else HOW, width)
        found = line_of(setter, paragraph)
        if spilled or (found and stack.height + found.at.height > _MOST_HIGH / 2):
            spilled += running(Paragraph(note, BODY, width), 4.0, setter)
        elif found:
            stack.add(found, found.at.height, gap=(3.0 if at else 1.5) if stack.marks else 0.0)
    return stack, spilled


def _add_figure(
    stack: Stack, block: Promise, width: float, setter: Typesetter, large: Style
) -> None:
    """Set the figure large, its tag behind it, or below it where there is no room."""
    tag = tag_marks(block.tag, setter, width)
    aside = tag[0].at.width + 8.0 if tag else 0.0
    one_line = setter.laid(Paragraph(block.figure, large, _ANY_WIDTH, 1))
    if not tag or one_line.wide + aside > width:
        stack.words(block.figure, large, gap=5.0, lines=3)
        for mark in tag[:1]:
            stack.add(mark, 0.0, gap=4.0)
        for mark in tag[1:]:
            stack.add(mark, tag[0].at.height)
        return
    figure_room = Paragraph(block.figure, large, one_line.wide + 1.0, 1)
    found = line_of(setter, figure_room)
    height = found.at.height if found else 0.0
    right = found.at.width + 7.0 if found else 0.0
    if found:
        stack.add(found, 0.0, gap=5.0)
    middle = (height - tag[0].at.height) / 2 + 1.0 if found else 0.0
    for mark in tag:
        stack.add(moved(mark, right, middle), 0.0)
    stack.height += max(height, tag[0].at.height)


def _card(block: Promise, width: float, high: int) -> tuple[Drawing, float] | None:
    """Draw the picture beside a promise, if there is one; what has no small form is drawn whole."""
    if block.picture is None:
        return None
    if isinstance(block.picture, TrendPicture):
        svg = card_svg(block.picture, round(width / _A_PIXEL), high, tone=block.tag.tone)
        return _fitted(svg, width, _MOST_HIGH / 3)
    return _fitted(full_svg(block.picture, *_FULL), width, _MOST_HIGH / 3)


def _fitted(svg: str, width: float, most: float) -> tuple[Drawing, float]:
    """Place a drawing as wide as there is room, less where it would be higher than `most`."""
    found = _BOX.search(svg)
    across, down = (float(found[1]), float(found[2])) if found else _FULL
    scale = min(width / across, most / down)
    return Drawing(PageBox(0.0, 0.0, across * scale, down * scale), svg), down * scale


def pieces(blocks: Iterable[Block], width: float, setter: Typesetter) -> list[Flowing]:
    """Set blocks one below the other."""
    return list(chain.from_iterable(each(blocks, width, setter)))


def each(blocks: Iterable[Block], width: float, setter: Typesetter) -> Iterator[Sequence[Flowing]]:
    """Set block after block; what follows promises begins below a hairline."""
    before: Block | None = None
    given = list(blocks)
    for at, block in enumerate(given):
        after = given[at + 1] if at + 1 < len(given) else None
        if isinstance(block, Heading) and isinstance(after, Reply):
            found: Sequence[Flowing] = []
        elif isinstance(block, Promise) and setter.rows.beside > 1:
            found = _in_rows(given, at, width, setter)
        elif isinstance(before, Heading) and isinstance(block, Reply):
            found = asked_for(before, block, width, setter)
        else:
            found = block_pieces(block, width, setter)
        if isinstance(before, Promise) and not isinstance(block, Promise):
            rule = PaperRect(PageBox(0.0, 0.0, width, HAIRLINE), "line")
            found = [Piece(HAIRLINE, (rule,)), *found]
        elif before is not None and not isinstance(before, Promise) and found:
            found = [_lower(found[0], block), *found[1:]]
        if isinstance(before, Heading) and isinstance(block, Text) and isinstance(after, Table):
            found = _kept(found)
        yield found
        before = block


def _in_rows(
    blocks: Sequence[Block], at: int, width: float, setter: Typesetter
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
    return promises_beside(row, width, setter)


def _kept(found: Sequence[Flowing]) -> list[Flowing]:
    """Keep the sentence between a heading and its table with both."""
    last = found[-1] if found else None
    return [*found[:-1], replace(last, keep=True)] if isinstance(last, Piece) else list(found)


def _lower(piece: Flowing, block: Block) -> Flowing:
    """Give the first of several promises some air above its hairline."""
    return replace(piece, before=_ABOVE_PROMISES) if isinstance(block, Promise) else piece


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
    wide = (width - _COLUMN_GAP * (beside - 1)) / beside
    if wide < _NARROWEST:
        beside, wide = 1, width
    found: list[Flowing] = []
    for start in range(0, len(sections), beside):
        row = sections[start : start + beside]
        if beside == 1:
            found += _barred(_section(row[0], width, setter, 16.0, own=block.own), own=block.own)
            continue
        lefts = tuple(at * (wide + _COLUMN_GAP) for at in range(len(row)))
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
