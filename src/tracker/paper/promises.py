"""Promises on a page, one below the other or two beside each other, each with its chart.

Where many stand on one page they are set smaller, the boxes to tick stand beside the promise that
they rate, and at last only the promise itself is told, not what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracker.paper.layout import (
    BOTTOM,
    LOWEST,
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
from tracker.paper.reply import BOX, BOXES_WIDE, boxes
from tracker.paper.text import BODY, CAPTION, HAIRLINE, Stack, line_of, running
from tracker.paper.typesetter import Typesetter
from tracker.report.charts.draw import card_svg, full_svg
from tracker.report.charts.picture import TrendPicture
from tracker.report.documents.document import Promise, Tag, Tone


@dataclass(frozen=True, slots=True)
class PromiseStyles:
    """How the parts of a promise are set."""

    name: Style
    promise: Style
    figure: Style
    how: Style
    note: Style


WIDE: Final = PromiseStyles(
    Style(11.2, 600, 1.3),
    Style(9.0, 400, 1.42, "second"),
    Style(21.0, 700, 1.2),
    Style(9.0, 500, 1.42),
    Style(9.0, 400, 1.42, "second"),
)
"""One below the other, over the whole width."""
CELL: Final = PromiseStyles(
    Style(10.0, 600, 1.3),
    Style(8.4, 400, 1.38, "second"),
    Style(16.0, 700, 1.2),
    WIDE.how,
    WIDE.note,
)
"""Two beside each other."""
SMALL: Final = PromiseStyles(
    Style(9.2, 600, 1.24),
    Style(7.6, 400, 1.3, "second"),
    Style(14.0, 700, 1.15),
    Style(7.6, 500, 1.3),
    Style(7.6, 400, 1.3, "second"),
)
"""Two beside each other, as many as go on a page."""
TAGS: Final = {
    Tone.GOOD: (Style(8.2, 600, 1.3, "better"), "better_wash"),
    Tone.BAD: (Style(8.2, 600, 1.3, "worse"), "worse_wash"),
    Tone.PLAIN: (Style(8.2, 600, 1.3, "second"), "hover"),
}
LESSER_TAG: Final = 7.4
FULL: Final = (820, 380)
MOST_HIGH: Final = LOWEST - TOP - BOTTOM
COLUMN_GAP: Final = 20.0
_BESIDE: Final = 300.0
_CARD_MOST, _GAP = 267.0, 22.0
_A_PIXEL: Final = 0.75
_PILL: Final = (5.0, 2.2)
_BOX: Final = re.compile(r'viewBox="0 [\d.]+ ([\d.]+) ([\d.]+)"')
_ANY_WIDTH: Final = 10_000.0
_CELL_GAP, _CELL_DOWN = 12.0, 5.0
_ONE_NOTE: Final = 240
"""Letters; longer notes flow on below a small promise, each for itself."""
_BELOW_BOXES: Final = 2.0


def promise(block: Promise, width: float, setter: Typesetter) -> list[Piece]:
    """Set one promise under a hairline; its picture on the right where there is room."""
    rows = setter.rows
    beside = width >= _BESIDE
    right = min(_CARD_MOST, width * rows.part) if beside else width
    told = width - right - _GAP if beside and block.picture is not None else width
    left, spilled = _told(block, told, setter)
    picture = _drawn(block, right, width - right if beside else 0.0, setter)
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


def promises_beside(
    blocks: Sequence[Promise], width: float, setter: Typesetter, *, rated: bool = False
) -> list[Flowing]:
    """Set promises beside each other, each under a hairline; `rated` ones with boxes to tick."""
    count = setter.rows.beside
    wide = (width - COLUMN_GAP * (count - 1)) / count
    lefts = tuple(at * (wide + COLUMN_GAP) for at in range(len(blocks)))
    if setter.rows.small:
        cells = tuple(tuple(_small_cell(one, wide, setter, rated=rated)) for one in blocks)
    else:
        cells = tuple(tuple(_cell(one, wide, setter)) for one in blocks)
    return [SideBySide(lefts, cells)]


def _cell(block: Promise, width: float, setter: Typesetter) -> list[Piece]:
    """Set a promise narrow: name and promise above, the figure and its chart beside each other.

    Sentences for which there is no room beside the chart stand below both.
    """
    rows = setter.rows
    right = width * rows.part if block.picture is not None else 0.0
    head = Stack(setter, width)
    head.words(block.name, CELL.name, lines=4)
    head.words(block.promise, CELL.promise, gap=1.0, lines=4)
    picture = _drawn(block, right, width - right, setter)
    bare = replace(block, name="", promise="")
    beside = width - right - (_CELL_GAP if right else 0.0)
    left, spilled = _told(bare, beside, setter, CELL)
    below = Stack(setter, width)
    if left.height > picture.height > 0.0:
        left, below, spilled = _parted(bare, beside, width, setter, CELL)
    down = rows.above + head.height + _CELL_DOWN
    foot = down + max(left.height, picture.height)
    places = ((head, rows.above), (left, down), (below, foot), (picture, down))
    return [_boxed(places, foot + below.height + rows.below, width), *spilled]


def _small_cell(block: Promise, width: float, setter: Typesetter, *, rated: bool) -> list[Piece]:
    """Set a promise small, its boxes above its chart; a long name over both, if that is lower."""
    if setter.rows.brief and block.short:
        block = replace(block, promise=block.short)
    bare = replace(block, name="")
    above = Stack(setter, width)
    above.words(block.name, SMALL.name, lines=4)
    found = [
        _small_places(block, Stack(setter, width), width, setter, rated=rated),
        _small_places(bare, above, width, setter, rated=rated),
    ]
    lowest = min(found, key=lambda one: one[0])
    return [_boxed(lowest[1], lowest[0] + setter.rows.below, width), *lowest[2]]


def _small_places(
    block: Promise, above: Stack, width: float, setter: Typesetter, *, rated: bool
) -> tuple[float, Sequence[tuple[Stack, float]], list[Piece]]:
    """Return where a small cell ends, its stacks with their heights, and what flows on below it.

    What is told stands beside boxes and chart; or but its beginning, if that takes less height.
    """
    right = max(width * setter.rows.part, BOXES_WIDE)
    beside = width - right - _CELL_GAP
    aside = Stack(setter, right, width - right)
    if rated:
        aside.marks += (moved(mark, width - BOXES_WIDE, 1.0) for mark in boxes(setter))
        aside.height = BOX + _BELOW_BOXES
    drawn = _drawn(block, right, width - right, setter)
    aside.marks += (moved(mark, 0.0, aside.height) for mark in drawn.marks)
    aside.height += drawn.height
    left, spilled = _told(block, beside, setter, SMALL)
    below = Stack(setter, width)
    if left.height > aside.height:
        first, rest, long = _parted(block, beside, width, setter, SMALL)
        if max(first.height, aside.height) + rest.height < left.height:
            left, below, spilled = first, rest, long
    top = setter.rows.above + above.height
    foot = top + max(left.height, aside.height)
    places = ((above, setter.rows.above), (left, top), (aside, top), (below, foot))
    return foot + below.height, places, spilled


def _boxed(places: Sequence[tuple[Stack, float]], height: float, width: float) -> Piece:
    """Put stacks at their heights, below a hairline."""
    marks: list[Mark] = [PaperRect(PageBox(0.0, 0.0, width, HAIRLINE), "line")]
    for stack, top in places:
        marks += (moved(mark, 0.0, top) for mark in stack.marks)
    return Piece(height, tuple(marks))


def _drawn(block: Promise, width: float, left: float, setter: Typesetter) -> Stack:
    """Draw the chart of a promise, its caption below."""
    picture = Stack(setter, width, left)
    if card := _card(block, width, setter.rows.card):
        picture.add(*card)
        picture.words(block.caption, CAPTION, gap=4.0, lines=3)
    return picture


def _parted(
    block: Promise, beside: float, width: float, setter: Typesetter, styles: PromiseStyles
) -> tuple[Stack, Stack, list[Piece]]:
    """Set what the figure is about beside the chart, the other sentences over the whole width."""
    left, first = _told(replace(block, notes=block.notes[:1]), beside, setter, styles)
    rest = replace(block, notes=("", *block.notes[1:]), name="", promise="", figure="", tag=Tag(""))
    below, others = _told(rest, width, setter, styles)
    return left, below, [*first, *others]


def tag_marks(tag: Tag, setter: Typesetter, width: float) -> tuple[Mark, ...]:
    """Return one or two words in a rounded pill, as wide as they are."""
    style, wash = TAGS[tag.tone]
    across, down = _PILL
    if setter.rows.small:
        style, across = replace(style, size=LESSER_TAG), across - 1.0
    laid = setter.laid(Paragraph(tag.text, style, width - 2 * across, 1))
    paragraph = Paragraph(tag.text, style, min(laid.wide + 1.0, width - 2 * across), 1)
    words = line_of(setter, paragraph)
    if words is None:
        return ()
    box = PageBox(0.0, 0.0, paragraph.width + 2 * across, words.at.height + 2 * down)
    return (PaperRect(box, wash, radius=3.5), moved(words, across, down))


def _told(
    block: Promise, width: float, setter: Typesetter, styles: PromiseStyles = WIDE
) -> tuple[Stack, list[Piece]]:
    """Set name, promise, figure and notes; notes beyond half a page flow on below the row."""
    stack = Stack(setter, width)
    stack.words(block.name, styles.name, lines=4)
    stack.words(block.promise, styles.promise, gap=1.0, lines=4)
    _add_figure(stack, block, width, setter, styles.figure)
    spilled: list[Piece] = []
    for at, paragraph in enumerate(_notes(block, width, styles)):
        note = paragraph.text
        found = line_of(setter, paragraph)
        if spilled or (found and stack.height + found.at.height > MOST_HIGH / 2):
            spilled += running(Paragraph(note, BODY, width), 4.0, setter)
        elif found:
            stack.add(found, found.at.height, gap=(3.0 if at else 1.5) if stack.marks else 0.0)
    return stack, spilled


def _notes(block: Promise, width: float, styles: PromiseStyles) -> Iterator[Paragraph]:
    """Yield what is told below a figure: what it is about, stronger, then the rest.

    Where there is little room the first two are one paragraph.
    """
    notes = block.notes
    whole = " ".join(notes[:2])
    if styles is SMALL and len(notes) > 1 and notes[0] and len(whole) <= _ONE_NOTE:
        yield Paragraph(whole, styles.note, width, strong=len(notes[0]))
        notes = ("", *notes[2:])
    for at, note in enumerate(notes):
        yield Paragraph(note, styles.note if at else styles.how, width)


def _add_figure(
    stack: Stack, block: Promise, width: float, setter: Typesetter, large: Style
) -> None:
    """Set the figure large, its tag behind it, or below it where there is no room."""
    tag = tag_marks(block.tag, setter, width)
    above, gap = (2.5, 5.0) if setter.rows.small else (5.0, 7.0)
    aside = tag[0].at.width + gap + 1.0 if tag else 0.0
    one_line = setter.laid(Paragraph(block.figure, large, _ANY_WIDTH, 1))
    if not tag or one_line.wide + aside > width:
        stack.words(block.figure, large, gap=above, lines=3)
        for mark in tag[:1]:
            stack.add(mark, 0.0, gap=4.0)
        for mark in tag[1:]:
            stack.add(mark, tag[0].at.height)
        return
    figure_room = Paragraph(block.figure, large, one_line.wide + 1.0, 1)
    found = line_of(setter, figure_room)
    height = found.at.height if found else 0.0
    right = found.at.width + gap if found else 0.0
    if found:
        stack.add(found, 0.0, gap=above)
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
        return fitted(svg, width, MOST_HIGH / 3)
    return fitted(full_svg(block.picture, *FULL), width, MOST_HIGH / 3)


def fitted(svg: str, width: float, most: float) -> tuple[Drawing, float]:
    """Place a drawing as wide as there is room, less where it would be higher than `most`."""
    found = _BOX.search(svg)
    across, down = (float(found[1]), float(found[2])) if found else FULL
    scale = min(width / across, most / down)
    return Drawing(PageBox(0.0, 0.0, across * scale, down * scale), svg), down * scale
