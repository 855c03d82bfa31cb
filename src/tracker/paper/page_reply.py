"""Boxes to tick on a printed page: 1 to 5 for each promise, and lines for a comment."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tracker.paper.flow import Piece, total
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
_LINES, _LINE = 3, 19.0


def reply(block: Reply, width: float, setter: Typesetter) -> list[Piece]:
    """Set a row of boxes for each promise, then lines to write on, on one page if there is room."""
    hint = running(Paragraph(_asked(block), QUIET, width), 5.0, setter)
    pieces = [*hint, *(_rating(name, width, setter) for name in block.promises)]
    together = total(pieces) < (HEIGHT - TOP - BOTTOM) / 2
    pieces = [replace(one, keep=together or one in hint) for one in pieces]
    return [*pieces, _comment(width, setter)]


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
    return Piece(high, (*stack.marks, *boxes.marks), 7.0, keep=False)


def _comment(width: float, setter: Typesetter) -> Piece:
    stack = Stack(setter, width)
    stack.words(WORDS["comment"], NAME, lines=1)
    for _ in range(_LINES):
        stack.add(Panel(Box(0.0, _LINE - HAIRLINE, width, HAIRLINE), "segment_line"), _LINE)
    return Piece(stack.height, tuple(stack.marks), 9.0)
