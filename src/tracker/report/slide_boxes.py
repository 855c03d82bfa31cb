"""Where things stand on a slide, in points: 960 × 540, the boxes of every layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tracker.report.document import Promise
from tracker.report.plain import name
from tracker.report.svg_text import cut, text_width
from tracker.report.text_fit import LINE, SLACK, shortened, wrapped

WIDE, HIGH = 960.0, 540.0
EDGE: Final = 48.0
FULL_WIDE: Final = WIDE - 2 * EDGE
TITLE_SIZE, TITLE_LINES = 28.0, 2
TOP, BOTTOM = 126.0, 488.0
BODY_WIDE, BODY_HIGH = 800.0, BOTTOM - TOP
"""Lines of more than some 80 letters are hard to read: text does not run over the whole width."""
CHAPTER_TOP: Final = 268.0
CHAPTER_HIGH: Final = BOTTOM - CHAPTER_TOP
LEFT_WIDE: Final = 400.0
PICTURE_LEFT: Final = 492.0
PICTURE_WIDE: Final = WIDE - EDGE - PICTURE_LEFT
NOTE_GAP: Final = 14.0
"""Between a table and the small print that belongs to it."""
CARD_HIGH: Final = 280.0
CAPTION_SIZE, CAPTION_HIGH = 14.0, 22.0
PROMISE_SIZE, TAG_SIZE = 18.0, 16.0
FIGURES: Final = (56.0, 44.0, 36.0, 28.0, 22.0)
_PROMISE_LINES: Final = 3
_TAG_HIGH, _TAG_PAD = 30.0, 10.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points from the upper left corner."""

    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How the words beside a promise's picture are set: texts cut to fit, and their boxes."""

    promise: str
    promise_box: Box
    figure: str
    figure_size: float
    figure_box: Box
    tag: str
    tag_box: Box
    notes_box: Box

    @property
    def notes_high(self) -> float:
        """Return how much room is left below for sentences."""
        return self.notes_box.high


def stand(block: Promise) -> Standing:
    """Set the promise, the figure and its tag below each other, each as high as its words."""
    room = LEFT_WIDE if block.picture else BODY_WIDE
    promise = shortened(name(block.promise), PROMISE_SIZE, room, _PROMISE_LINES)
    promise_box = Box(EDGE, TOP, room, _high(promise, PROMISE_SIZE, room))
    figure, size = _figure(name(block.figure), room)
    above = promise_box.y + promise_box.high
    figure_box = Box(EDGE, above + 6, room, _high(figure, size, room, bold=True))
    tag = cut(block.tag.text, TAG_SIZE * SLACK, room - 2 * _TAG_PAD, bold=True)
    tag_box, below = _tag_box(tag, figure, size, figure_box)
    notes_top = below + 18
    return Standing(
        promise,
        promise_box,
        figure,
        size,
        figure_box,
        tag,
        tag_box,
        Box(EDGE, notes_top, room, BOTTOM - notes_top),
    )


def _figure(text: str, room: float) -> tuple[str, float]:
    """Return the figure and the largest size at which it stands on one line, else on two."""
    for size in FIGURES:
        if len(wrapped(text, size, room, bold=True)) == 1:
            return text, size
    return shortened(text, FIGURES[-1], room, 2, bold=True), FIGURES[-1]


def _high(text: str, size: float, room: float, *, bold: bool = False) -> float:
    return len(wrapped(text, size, room, bold=bold)) * size * LINE if text else 0.0


def _tag_box(tag: str, figure: str, size: float, beside: Box) -> tuple[Box, float]:
    """Stand the tag beside the figure where there is room, else below; tell where both end."""
    wide = text_width(tag, TAG_SIZE * SLACK, bold=True) + 2 * _TAG_PAD
    used = text_width(figure, size * SLACK, bold=True) + 14 if figure else 0.0
    end = beside.y + beside.high
    one_line = beside.high <= size * LINE + 1
    if one_line and figure and used + wide <= beside.wide:
        middle = beside.y + beside.high * 0.52
        return Box(beside.x + used, middle - _TAG_HIGH / 2, wide, _TAG_HIGH), end
    return Box(beside.x, end + 4, wide, _TAG_HIGH), end + (4 + _TAG_HIGH if tag else 0)
