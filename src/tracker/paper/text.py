"""Running text on a page: headings, paragraphs, points, quotes, tables, lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from tracker.paper.layout import (
    Alignment,
    Mark,
    PageBox,
    PaperRect,
    Paragraph,
    Piece,
    Style,
    TextLines,
    moved,
)
from tracker.paper.typesetter import Typesetter, right_to_left
from tracker.report.documents.document import (
    BulletList,
    Cell,
    Heading,
    Quote,
    Signatures,
    Table,
    Text,
    TextRole,
    Tone,
    lines,
    paragraphs,
)
from tracker.report.documents.text_fit import column_widths

CHAPTER = Style(17.0, 700, 1.2)
HEADING = Style(12.5, 700, 1.3)
LESSER = Style(10.0, 600, 1.3)
LEAD = Style(12.0, 500, 1.5)
LESSER_LEAD = Style(10.5, 500, 1.4)
BODY = Style(9.3, 400, 1.46)
QUIET = Style(9.3, 400, 1.46, "second")
SMALL = Style(8.0, 400, 1.4, "third")
CAPTION = Style(7.6, 400, 1.35, "third")
QUOTE = Style(10.5, 400, 1.45, italic=True)
UPRIGHT = Style(10.5, 400, 1.45)

STATEMENT = Style(10.2, 400, 1.42)

HAIRLINE: Final = 0.6
SIGNS: Final = {Tone.GOOD: ("▲", "better"), Tone.BAD: ("▼", "worse"), Tone.PLAIN: ("", "second")}
_SIGN_ROOM: Final = 16.0
_LONGEST_ABOUT: Final = 24
_HEADINGS: Final = {1: (CHAPTER, 22.0), 2: (HEADING, 16.0), 3: (LESSER, 12.0)}
_ROLES: Final = {
    TextRole.LEAD: (LEAD, 12.0),
    TextRole.BODY: (BODY, 6.0),
    TextRole.SMALL: (SMALL, 6.0),
}
_TOGETHER: Final = 2
_INDENT: Final = 11.0
_NARROW: Final = 260.0
_BAR: Final = 2.0
_SHORT: Final = 6
"""So many rows of a compact table stay on one page: they are read downwards, column by column."""
_FEW_LINES: Final = 6
TITLE = Style(8.0, 600, 1.35, "second")
CELL = Style(8.8, 400, 1.4)
TONES: Final = {
    None: CELL,
    Tone.GOOD: Style(8.8, 600, 1.4, "better"),
    Tone.BAD: Style(8.8, 600, 1.4, "worse"),
    Tone.PLAIN: Style(8.8, 400, 1.4, "second"),
}
DENSE: Final = {tone: replace(style, size=8.0, leading=1.3) for tone, style in TONES.items()}
_DENSE_PAD: Final = 1.7
_MOST_LINES: Final = 24
_GAP, _PAD = 12.0, 4.5
_NARROWEST: Final = 30.0


class Stack:
    """Words and other marks below each other in a column that is never split."""

    def __init__(self, setter: Typesetter, width: float, left: float = 0.0) -> None:
        self._setter = setter
        self.width, self.left = width, left
        self.height = 0.0
        self.marks: list[Mark] = []

    def words(
        self,
        text: str,
        style: Style,
        *,
        gap: float = 0.0,
        lines: int = 0,
        side: Alignment = Alignment.LEFT,
    ) -> None:
        """Add a paragraph below what is there; nothing if it is empty."""
        found = line_of(self._setter, Paragraph(text, style, self.width, lines, side))
        if found is not None:
            self.add(found, found.at.height, gap=gap)

    def add(self, mark: Mark, height: float, *, gap: float = 0.0) -> None:
        """Add a mark, given around (0, 0), and the height it takes."""
        self.height += gap if self.marks else 0.0
        self.marks.append(moved(mark, self.left, self.height))
        self.height += height


def line_of(setter: Typesetter, paragraph: Paragraph) -> TextLines | None:
    """Return all lines of a paragraph at (0, 0), None if it has none."""
    if not paragraph.text.strip():
        return None
    laid = setter.laid(paragraph)
    if not laid.layout.text():
        return None
    return TextLines(PageBox(0.0, 0.0, paragraph.width, laid.edges[-1]), paragraph, 0, laid.lines)


def heading(block: Heading, width: float, setter: Typesetter) -> list[Piece]:
    """Set a title, which stays with what follows."""
    style, before = _HEADINGS.get(block.level, _HEADINGS[3])
    stack = Stack(setter, width)
    stack.words(block.text, style, lines=_FEW_LINES)
    if not stack.marks:
        return []
    return [Piece(stack.height + 1.0, tuple(stack.marks), before, keep=True)]


def text(block: Text, width: float, setter: Typesetter) -> list[Piece]:
    """Set a paragraph; the summary in larger letters."""
    if block.sign is not None:
        return _statement(block, block.sign, width, setter)
    style, before = _ROLES[block.role]
    if setter.rows.small and style is LEAD:
        style = LESSER_LEAD
    pieces: list[Piece] = []
    for one in paragraphs(block.text):
        paragraph = Paragraph("\n".join(one), style, width, side=Alignment.START)
        pieces += running(paragraph, before * min(setter.rows.air * 2, 1.0), setter)
    return pieces


def _statement(block: Text, sign: Tone, width: float, setter: Typesetter) -> list[Piece]:
    """Set a statement behind its sign; what it is about, up to a colon, is strong."""
    words = "\n".join(lines(block.text))
    about, colon, _ = words.partition(":")
    strong = len(about) + 1 if colon and len(about) <= _LONGEST_ABOUT else 0
    paragraph = Paragraph(words, STATEMENT, width - _SIGN_ROOM, side=Alignment.START, strong=strong)
    pieces = running(paragraph, 5.0, setter, _SIGN_ROOM)
    shape, colour = SIGNS[sign]
    if pieces and shape:
        mark = Paragraph(shape, Style(STATEMENT.size, 400, STATEMENT.leading, colour), _SIGN_ROOM)
        place = PageBox(0.0, 0.0, _SIGN_ROOM, STATEMENT.size * STATEMENT.leading)
        pieces[0] = replace(pieces[0], marks=(TextLines(place, mark, 0, 1), *pieces[0].marks))
    return pieces


def running(
    paragraph: Paragraph, before: float, setter: Typesetter, left: float = 0.0
) -> list[Piece]:
    """Split a paragraph between its lines, but never one line from the others."""
    found = line_of(setter, paragraph)
    if found is None:
        return []
    edges = setter.laid(paragraph).edges
    pieces = []
    for first, last in _parts(found.last):
        height = edges[last] - edges[first]
        at = PageBox(left, 0.0, paragraph.width, height)
        words = TextLines(at, paragraph, first, last)
        pieces.append(Piece(height, (words,), 0.0 if first else before))
    return pieces


def _parts(lines: int) -> list[tuple[int, int]]:
    """Cut lines into pieces: two at the beginning and two at the end stay together."""
    if lines < 2 * _TOGETHER:
        return [(0, lines)]
    inner = [(at, at + 1) for at in range(_TOGETHER, lines - _TOGETHER)]
    return [(0, _TOGETHER), *inner, (lines - _TOGETHER, lines)]


def points(block: BulletList, width: float, setter: Typesetter) -> list[Piece]:
    """Set a list, a dot before each statement, on the side where it begins."""
    pieces: list[Piece] = []
    for item in block.items:
        turned = right_to_left(item)
        paragraph = Paragraph(item, BODY, width - _INDENT, side=Alignment.START)
        before = 3.0 if pieces else 6.0
        lines = running(paragraph, before, setter, 0.0 if turned else _INDENT)
        if lines:
            dot = Paragraph("•", QUIET, _INDENT, side=Alignment.RIGHT if turned else Alignment.LEFT)
            place = PageBox(width - _INDENT if turned else 0.0, 0.0, _INDENT, QUIET.size)
            marks = (TextLines(place, dot, 0, 1), *lines[0].marks)
            lines[0] = replace(lines[0], marks=marks)
        pieces += lines
    return pieces


def quote(block: Quote, width: float, setter: Typesetter) -> list[Piece]:
    """Set somebody's words beside a bar, and who said them when below."""
    inner = width - 2 * _INDENT
    # The italics of many other scripts are missing on many systems, and boxes would stand there.
    italic = all(map(_has_italics, block.text))
    style = replace(QUOTE if italic else UPRIGHT, size=QUOTE.size if width > _NARROW else BODY.size)
    pieces = running(
        Paragraph(block.text, style, inner, side=Alignment.START), 8.0, setter, _INDENT
    )
    said = " · ".join(part for part in (block.who, block.day) if part.strip())
    below = running(Paragraph(said, SMALL, inner, 2, Alignment.START), 0.0, setter, _INDENT)
    if pieces and below:
        pieces[-1] = replace(pieces[-1], height=pieces[-1].height + 2.0, keep=True)
    bar = width - _BAR if right_to_left(block.text) else 0.0
    return [
        replace(one, marks=(PaperRect(PageBox(bar, 0.0, _BAR, one.height), "line"), *one.marks))
        for one in (*pieces, *below)
    ]


def _has_italics(letter: str) -> bool:
    """Tell whether the shipped font has a letter: Latin, Greek, Cyrillic, punctuation."""
    return letter < "\u0530" or "\u1e00" <= letter < "\u2300"


def signatures(block: Signatures, width: float, setter: Typesetter) -> list[Piece]:
    """Draw lines to sign on, two beside each other."""
    beside = (width - 24.0) / 2 if width > 260.0 else width
    pieces = []
    step = 2 if beside < width else 1
    for start in range(0, len(block.lines), step):
        marks: list[Mark] = []
        height = 0.0
        for at, (name, below) in enumerate(block.lines[start : start + step]):
            high, drawn = _signature(name, below, beside, at * (beside + 24.0), setter)
            marks += drawn
            height = max(height, high)
        pieces.append(Piece(height, tuple(marks), 14.0))
    return pieces


def _signature(
    name: str, below: str, width: float, left: float, setter: Typesetter
) -> tuple[float, Sequence[Mark]]:
    stack = Stack(setter, width, left)
    stack.add(PaperRect(PageBox(0.0, 34.0, width, HAIRLINE), "second"), 38.0)
    stack.words(name, BODY, lines=2)
    stack.words(below, SMALL, lines=3)
    return stack.height, stack.marks


def table(block: Table, width: float, setter: Typesetter) -> list[Piece]:
    """Set a titled table: its title stays with the head, and no row stands alone on a page."""
    if not block.columns:
        return []
    places = _places(block, width)
    sides = [Alignment.RIGHT if column.number else Alignment.LEFT for column in block.columns]
    titles = [Cell(column.title) for column in block.columns]
    dense = block.compact
    head = _row(titles, places, sides, setter, width, TITLE, dense=dense)
    pieces = []
    if block.title.strip():
        stack = Stack(setter, width)
        stack.words(block.title, LESSER, lines=3)
        pieces.append(Piece(stack.height, tuple(stack.marks), 12.0, keep=True))
    pieces.append(Piece(head.height, head.marks, 4.0 if pieces else 10.0, bool(block.rows)))
    for at, row in enumerate(block.rows):
        one = _row(row, places, sides, setter, width, dense=dense)
        short = block.compact and len(block.rows) <= _SHORT
        keep = at + 1 < len(block.rows) and (short or at in (0, len(block.rows) - 2))
        pieces.append(replace(one, head=head, keep=keep))
    return pieces


def _places(block: Table, width: float) -> list[tuple[float, float]]:
    """Return the left edge and the width of each column, by what is in it."""
    widths = column_widths(block, CELL.size, width + _GAP, _GAP)
    if min(widths) < _NARROWEST:
        widths = [(width + _GAP) / len(widths)] * len(widths)
    lefts = accumulate(widths, initial=0.0)
    return [(left, max(CELL.size, wide - _GAP)) for left, wide in zip(lefts, widths, strict=False)]


def _row(
    cells: Sequence[Cell],
    places: Sequence[tuple[float, float]],
    sides: Sequence[Alignment],
    setter: Typesetter,
    width: float,
    style: Style | None = None,
    *,
    dense: bool = False,
) -> Piece:
    marks: list[Mark] = []
    height = 0.0
    for cell, (left, wide), side in zip(cells, places, sides, strict=False):
        stack = Stack(setter, wide, left)
        set_as = style or (DENSE if dense else TONES)[cell.tone]
        stack.words(cell.text, set_as, lines=4 if style else _MOST_LINES, side=side)
        marks += stack.marks
        height = max(height, stack.height)
    pad = _DENSE_PAD if dense else _PAD
    height = max(height, CELL.size) + 2 * pad
    marks = [moved(mark, 0.0, pad) for mark in marks]
    rule = PaperRect(
        PageBox(0.0, height - HAIRLINE, width, HAIRLINE), "second" if style else "line"
    )
    return Piece(height, (*marks, rule))
