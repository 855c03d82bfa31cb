"""A promise on a page: what was promised and what came of it, beside its picture."""

from __future__ import annotations

import re
from typing import Final

from tracker.paper.flow import Piece
from tracker.paper.page_text import BODY, CAPTION, HAIRLINE, Stack, line_of, running
from tracker.paper.sheet import (
    BOTTOM,
    HEIGHT,
    ROOM,
    TOP,
    Box,
    Drawing,
    Mark,
    Panel,
    Paragraph,
    Style,
    moved,
)
from tracker.paper.typesetter import Typesetter
from tracker.report.document import Figure, Promise, Tag, Tone
from tracker.report.drawing import card_svg, full_svg
from tracker.report.pictures import TrendPicture
from tracker.report.svg_frame import MARGIN as SVG_MARGIN

NAME = Style(10.8, 700, 1.3)
PROMISE = Style(8.8, 400, 1.4, "second")
FIGURE = Style(19.0, 700, 1.2)
NOTE = Style(8.8, 400, 1.42, "second")
TAGS: Final = {
    Tone.GOOD: (Style(8.2, 600, 1.3, "better"), "better_wash"),
    Tone.BAD: (Style(8.2, 600, 1.3, "worse"), "worse_wash"),
    Tone.PLAIN: (Style(8.2, 600, 1.3, "second"), "hover"),
}
_BESIDE: Final = 300.0
_CARD_PART, _CARD_MOST, _GAP = 0.42, 220.0, 22.0
_CARD, _FULL = (330, 104), (820, 380)
_ABOVE, _BELOW = 12.0, 11.0
_MOST_HIGH: Final = HEIGHT - TOP - BOTTOM
_PILL: Final = (5.0, 2.2)
_BOX: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def promise(block: Promise, width: float, setter: Typesetter) -> list[Piece]:
    """Set one promise under a hairline; its picture on the right where there is room."""
    beside = width >= _BESIDE
    right = min(_CARD_MOST, width * _CARD_PART) if beside else width
    told = width - right - _GAP if beside and block.picture is not None else width
    left, spilled = _told(block, told, setter)
    picture = Stack(setter, right, width - right if beside else 0.0)
    if card := _card(block, right):
        picture.add(*card)
        picture.words(block.caption, CAPTION, gap=4.0, lines=3)
    hairline = Panel(Box(0.0, 0.0, width, HAIRLINE), "line")
    if beside:
        height = max(left.height, picture.height)
        down = (_ABOVE + (height - left.height) / 2, _ABOVE + (height - picture.height) / 2)
    else:
        height = left.height + picture.height + 8.0
        down = (_ABOVE, _ABOVE + left.height + 8.0)
    marks: list[Mark] = [hairline]
    marks += (moved(mark, 0.0, down[0]) for mark in left.marks)
    marks += (moved(mark, 0.0, down[1]) for mark in picture.marks)
    row = Piece(_ABOVE + height + _BELOW, tuple(marks), 0.0)
    return [row, *spilled]


def figure(block: Figure, width: float, setter: Typesetter) -> list[Piece]:
    """Set a picture over the whole width, its caption below.

    A drawing has empty edges of its own: where the page has room for them they lie in its margin,
    so that the words in it begin where all others do.
    """
    edge = SVG_MARGIN / (_FULL[0] - 2 * SVG_MARGIN) * width if width == ROOM else 0.0
    drawn, height = _fitted(full_svg(block.picture, *_FULL), width + 2 * edge, _MOST_HIGH - 50.0)
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
    box = Box(0.0, 0.0, paragraph.width + 2 * across, words.at.height + 2 * down)
    return (Panel(box, wash, radius=3.5), moved(words, across, down))


def _told(block: Promise, width: float, setter: Typesetter) -> tuple[Stack, list[Piece]]:
    """Set name, promise, figure and notes; notes beyond half a page flow on below the row."""
    stack = Stack(setter, width)
    stack.words(block.name, NAME, lines=4)
    stack.words(block.promise, PROMISE, gap=1.0, lines=4)
    _add_figure(stack, block, width, setter)
    spilled: list[Piece] = []
    for note in block.notes:
        paragraph = Paragraph(note, NOTE, width)
        found = line_of(setter, paragraph)
        if spilled or (found and stack.height + found.at.height > _MOST_HIGH / 2):
            spilled += running(Paragraph(note, BODY, width), 4.0, setter)
        elif found:
            stack.add(found, found.at.height, gap=3.0 if stack.marks else 0.0)
    return stack, spilled


def _add_figure(stack: Stack, block: Promise, width: float, setter: Typesetter) -> None:
    """Set the figure large, its tag behind it, or below it where there is no room."""
    tag = tag_marks(block.tag, setter, width)
    aside = tag[0].at.width + 8.0 if tag else 0.0
    one_line = setter.laid(Paragraph(block.figure, FIGURE, 10_000.0, 1))
    if not tag or one_line.wide + aside > width:
        stack.words(block.figure, FIGURE, gap=5.0, lines=3)
        for mark in tag[:1]:
            stack.add(mark, 0.0, gap=4.0)
        for mark in tag[1:]:
            stack.add(mark, tag[0].at.height)
        return
    figure_room = Paragraph(block.figure, FIGURE, one_line.wide + 1.0, 1)
    found = line_of(setter, figure_room)
    height = found.at.height if found else 0.0
    right = found.at.width + 7.0 if found else 0.0
    if found:
        stack.add(found, 0.0, gap=5.0)
    middle = (height - tag[0].at.height) / 2 + 1.0 if found else 0.0
    for mark in tag:
        stack.add(moved(mark, right, middle), 0.0)
    stack.height += max(height, tag[0].at.height)


def _card(block: Promise, width: float) -> tuple[Drawing, float] | None:
    """Draw the picture beside a promise, if there is one; what has no small form is drawn whole."""
    if block.picture is None:
        return None
    if isinstance(block.picture, TrendPicture):
        return _fitted(card_svg(block.picture, *_CARD, tone=block.tag.tone), width, _MOST_HIGH / 3)
    return _fitted(full_svg(block.picture, *_FULL), width, _MOST_HIGH / 3)


def _fitted(svg: str, width: float, most: float) -> tuple[Drawing, float]:
    """Place a drawing as wide as there is room, less where it would be higher than `most`."""
    found = _BOX.search(svg)
    across, down = (float(found[1]), float(found[2])) if found else _FULL
    scale = min(width / across, most / down)
    return Drawing(Box(0.0, 0.0, across * scale, down * scale), svg), down * scale
