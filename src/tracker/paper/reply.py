"""How did I do, on a page: boxes to tick for each promise, and lines for words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tracker.paper.layout import (
    BOTTOM,
    LOWEST,
    TOP,
    Alignment,
    Flowing,
    Mark,
    PageBox,
    PaperRect,
    Paragraph,
    Piece,
    SideBySide,
    Style,
    moved,
    total,
)
from tracker.paper.text import HAIRLINE, HEADING, QUIET, Stack, heading, running
from tracker.paper.typesetter import Typesetter
from tracker.report.charts.svg import clean
from tracker.report.documents.document import Heading, Reply
from tracker.report.documents.html import WORDS

NOTE = Style(9.0, 400, 1.42, "second")
REPLY_NAME = Style(8.8, 500, 1.35)
DIGIT = Style(9.0, 400, 1.0)
_RATES: Final = 5
_REPLY_BOX, _STEP = 18.0, 23.0
BOX, _CLOSE_STEP = 13.0, 15.5
BOXES_WIDE: Final = (_RATES - 1) * _CLOSE_STEP + BOX
"""The boxes beside a promise are smaller."""
_RATED, _REPLY_GAP = 112.0, 16.0
_LINES, _LINE = 2, 16.0
_LEVEL: Final = 3.0
"""How much lower small words begin to stand on the line of a heading."""
_ABOVE_REPLY: Final = 18.0
_ANY_WIDTH: Final = 10_000.0


def reply(block: Reply, width: float, setter: Typesetter) -> list[Flowing]:
    """Set a box to tick for each figure, promises side by side where there is room.

    Lines to write on stand beside them while there are few, else below.
    """
    return [*_hint(block, width, setter), *_answers(block, width, setter)]


def _hint(block: Reply, width: float, setter: Typesetter) -> list[Piece]:
    hint = running(Paragraph(_asked(block), QUIET, width), 5.0, setter)
    return [replace(piece, keep=True) for piece in hint]


def asked_for(
    title: Heading, block: Reply, width: float, setter: Typesetter, *, above: bool = False
) -> list[Flowing]:
    """Set the question and what to do on one line, then the boxes, which may stand `above`."""
    wide = setter.laid(Paragraph(title.text, HEADING, _ANY_WIDTH, 1)).wide + 1.0
    left = Stack(setter, wide)
    left.words(title.text, HEADING, lines=1)
    aside = wide + _REPLY_GAP
    below = (
        [_comment(width, 1 if setter.rows.small else _LINES, setter)]
        if above
        else _answers(block, width, setter)
    )
    if aside > width / 2:
        return [*heading(title, width, setter), *_hint(block, width, setter), *below]
    right = Stack(setter, width - aside, aside)
    right.words(_asked(block), NOTE)
    marks = [*left.marks, *(moved(mark, 0.0, _LEVEL) for mark in right.marks)]
    high = max(left.height, right.height + _LEVEL)
    head = Piece(high, tuple(marks), _ABOVE_REPLY * setter.rows.air, keep=True)
    return [head, *below]


def _answers(block: Reply, width: float, setter: Typesetter) -> list[Flowing]:
    """Set the boxes to tick, and lines for words."""
    beside = max(int((width + _REPLY_GAP) / (_RATED + _REPLY_GAP)), 1)
    wide = (width - (beside - 1) * _REPLY_GAP) / beside
    names = block.promises
    rows = [names[start : start + beside] for start in range(0, len(names), beside)]
    pieces = [_rated(row, wide, setter) for row in rows]
    # On one page, unless that takes half of it.
    keep = total(pieces) < (LOWEST - TOP - BOTTOM) / 2
    if len(names) < beside:
        left = len(names) * (wide + _REPLY_GAP)
        comment = _comment(width - left, _LINES, setter)
        return [SideBySide((0.0, left), (tuple(pieces), (comment,)))]
    comment = _comment(width, _LINES, setter)
    return [*(replace(piece, keep=keep) for piece in pieces), comment]


def _rated(names: Sequence[str], width: float, setter: Typesetter) -> Piece:
    """Set a row of promises, the boxes of each below its name and level with the others."""
    stacks = []
    for at, name in enumerate(names):
        stack = Stack(setter, width, at * (width + _REPLY_GAP))
        stack.words(name, REPLY_NAME, lines=3)
        stacks.append(stack)
    down = max((one.height for one in stacks), default=0.0) + 3.0
    marks = [mark for one in stacks for mark in one.marks]
    for at in range(len(stacks)):
        marks += (
            moved(mark, at * (width + _REPLY_GAP), down)
            for mark in _boxes(setter, _REPLY_BOX, _STEP)
        )
    return Piece(down + _REPLY_BOX, tuple(marks), 7.0)


def boxes(setter: Typesetter) -> list[Mark]:
    """Return the boxes that stand beside a promise, `BOX` high and `BOXES_WIDE` wide."""
    return _boxes(setter, BOX, _CLOSE_STEP)


def _boxes(setter: Typesetter, side: float, step: float) -> list[Mark]:
    drawn = Stack(setter, side)
    for rate in range(_RATES):
        drawn.left = rate * step
        drawn.height = 0.0
        drawn.add(PaperRect(PageBox(0.0, 0.0, side, side), rim="segment_line", radius=3.0), 0.0)
        digit = replace(DIGIT, size=side / 2)
        drawn.height = (side - digit.size) / 2 - 0.6
        drawn.words(str(rate + 1), digit, side=Alignment.CENTRE)
    return drawn.marks


def _asked(block: Reply) -> str:
    """Say what the boxes are for, in the words of the page on the screen."""
    mail = clean(block.mail)
    return f"{WORDS['paper_hint']} {WORDS['paper_mail']} {mail}." if mail else WORDS["paper_hint"]


def _comment(width: float, lines: int, setter: Typesetter) -> Piece:
    stack = Stack(setter, width)
    stack.words(WORDS["comment"], REPLY_NAME, lines=1)
    for _ in range(lines):
        stack.add(PaperRect(PageBox(0.0, _LINE - HAIRLINE, width, HAIRLINE), "segment_line"), _LINE)
    return Piece(stack.height, tuple(stack.marks), 9.0)
