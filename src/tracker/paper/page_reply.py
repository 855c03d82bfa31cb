"""Boxes to tick on a printed page: 1 to 5 for each promise, and lines for a comment."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tracker.paper.flow import Beside, Flowing, Piece, total
from tracker.paper.page_text import HAIRLINE, QUIET, Stack, running
from tracker.paper.sheet import BOTTOM, HEIGHT, TOP, Box, Panel, Paragraph, Side, Style
from tracker.paper.typesetter import Typesetter
from tracker.report.document import Reply
from tracker.report.html_words import WORDS
from tracker.report.svg_text import clean

NAME = Style(8.8, 500, 1.35)
DIGIT = Style(9.0, 400, 1.0)
_RATES: Final = 5
_BOX, _STEP, _PAD = 18.0, 23.0, 3.0
_BOXES: Final = (_RATES - 1) * _STEP + _BOX
_BESIDE: Final = 260.0
_COMMENT_BESIDE: Final = 400.0
_RATINGS_PART, _GAP = 0.58, 26.0
_LINES, _MOST_LINES, _LINE = 3, 8, 19.0


def reply(block: Reply, width: float, setter: Typesetter) -> list[Flowing]:
    """Set a row of boxes for each promise and lines to write on, beside them if there is room."""
    hint = running(Paragraph(_asked(block), QUIET, width), 5.0, setter)
    held = [replace(piece, keep=True) for piece in hint]
    if width < _COMMENT_BESIDE:
        return [*held, *_ratings(block, width, setter), _comment(width, _LINES, setter)]
    left = width * _RATINGS_PART
    ratings = _ratings(block, left, setter)
    lines = min(_MOST_LINES, max(_LINES, int((total(ratings) - _LINE) / _LINE)))
    comment = _comment(width - left - _GAP, lines, setter)
    return [*held, Beside((0.0, left + _GAP), (tuple(ratings), (comment,)))]


def _ratings(block: Reply, width: float, setter: Typesetter) -> list[Piece]:
    """Set the promises, on one page unless that takes half of it."""
    pieces = [_rating(name, width, setter) for name in block.promises]
    keep = total(pieces) < (HEIGHT - TOP - BOTTOM) / 2
    return [replace(piece, keep=keep and at + 1 < len(pieces)) for at, piece in enumerate(pieces)]


def _asked(block: Reply) -> str:
    """Say what the boxes are for, in the words of the page on the screen."""
    mail = clean(block.mail)
    return f"{WORDS['paper_hint']} {WORDS['paper_mail']} {mail}." if mail else WORDS["paper_hint"]


def _rating(name: str, width: float, setter: Typesetter) -> Piece:
    beside = width >= _BESIDE
    stack = Stack(setter, width - _BOXES - 16.0 if beside else width)
    stack.words(name, NAME, lines=3)
    high = max(stack.height, _BOX) if beside else stack.height + 3.0 + _BOX
    top = (high - _BOX) / 2 if beside else high - _BOX
    boxes = Stack(setter, _BOX)
    for rate in range(_RATES):
        boxes.left = (width - _BOXES if beside else 0.0) + rate * _STEP
        boxes.height = top
        boxes.add(Panel(Box(0.0, 0.0, _BOX, _BOX), rim="segment_line", radius=3.0), 0.0)
        boxes.height = top + (_BOX - DIGIT.size) / 2 - 0.6
        boxes.words(str(rate + 1), DIGIT, side=Side.CENTRE)
    if beside:
        centred = Stack(setter, width)
        centred.height = (high - stack.height) / 2
        for mark in stack.marks:
            centred.add(mark, 0.0)
        stack = centred
    return Piece(high, (*stack.marks, *boxes.marks), 7.0)


def _comment(width: float, lines: int, setter: Typesetter) -> Piece:
    stack = Stack(setter, width)
    stack.words(WORDS["comment"], NAME, lines=1)
    for _ in range(lines):
        stack.add(Panel(Box(0.0, _LINE - HAIRLINE, width, HAIRLINE), "segment_line"), _LINE)
    return Piece(stack.height, tuple(stack.marks), 9.0)
