"""What stands above a document: small line, title, whose it is, a strong rule; or a title page."""

from __future__ import annotations

from typing import Final

from tracker.paper.flow import Piece
from tracker.paper.page_text import Stack
from tracker.paper.sheet import BOTTOM, HEIGHT, TOP, Box, Mark, Panel, Raster, Side, Style, moved
from tracker.paper.typesetter import Typesetter
from tracker.report.document import Document, Logo

KICKER = Style(8.0, 500, 1.3, "third")
TITLE = Style(21.0, 700, 1.18)
COVER_TITLE = Style(34.0, 700, 1.14)
COVER_KICKER = Style(10.0, 500, 1.3, "third")
WHO = Style(9.0, 400, 1.45, "second")
COVER_WHO = Style(12.0, 500, 1.45)
COVER_ROLE = Style(12.0, 400, 1.45, "second")
_STRONG: Final = 1.5
_WHO_PART, _GAP = 0.3, 20.0
_LOGO, _COVER_LOGO = (110.0, 34.0), (170.0, 60.0)
_PIXEL: Final = 0.75
_COVER_TOP: Final = 215.0


def head(document: Document, width: float, setter: Typesetter) -> list[Piece]:
    """Set the title on the left, whose it is on the right, and the rule below both."""
    aside = width * _WHO_PART
    right = Stack(setter, aside, width - aside)
    if document.logo is not None:
        right.add(*_logo(document.logo, _LOGO, aside))
        right.height += 4.0
    right.words(document.name, WHO, lines=2, side=Side.RIGHT)
    right.words(document.role, WHO, lines=2, side=Side.RIGHT)
    left = Stack(setter, width - aside - _GAP if right.marks else width)
    left.words(document.kicker.upper(), KICKER, lines=2)
    left.words(document.title, TITLE, gap=5.0, lines=4)
    height = max(left.height, right.height)
    marks = [moved(mark, 0.0, height - left.height) for mark in left.marks]
    marks += [moved(mark, 0.0, height - right.height) for mark in right.marks]
    marks.append(Panel(Box(0.0, height + 12.0, width, _STRONG), "text"))
    return [Piece(height + 12.0 + _STRONG, tuple(marks))]


def cover(document: Document, width: float, setter: Typesetter) -> list[Piece]:
    """Set a title page."""
    stack = Stack(setter, width)
    if document.logo is not None:
        stack.add(*_logo(document.logo, _COVER_LOGO, 0.0))
    stack.marks.append(Panel(Box(0.0, 0.0, 0.0, 0.0)))
    stack.height = max(stack.height, _COVER_TOP)
    stack.words(document.kicker.upper(), COVER_KICKER, lines=3)
    stack.words(document.title, COVER_TITLE, gap=10.0, lines=8)
    stack.add(Panel(Box(0.0, 0.0, width, _STRONG), "text"), _STRONG, gap=18.0)
    stack.words(document.name, COVER_WHO, gap=18.0, lines=3)
    stack.words(document.role, COVER_ROLE, lines=3)
    return [Piece(HEIGHT - TOP - BOTTOM, tuple(stack.marks))]


def _logo(logo: Logo, room: tuple[float, float], right: float) -> tuple[Mark, float]:
    """Place a logo within its room, no larger than its pixels are wide; `right` aligns it there."""
    wide, high = max(1, logo.width) * _PIXEL, max(1, logo.height) * _PIXEL
    scale = min(1.0, room[0] / wide, room[1] / high)
    wide, high = wide * scale, high * scale
    return Raster(Box(max(0.0, right - wide), 0.0, wide, high), logo.content), high
