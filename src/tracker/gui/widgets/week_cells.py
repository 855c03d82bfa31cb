"""Where everything of a check-in's row lies: one place for painting, clicking and the editor.

All cells are relative to the row's own corner, in logical pixels, already mirrored where people
read from right to left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from tracker.detection.scale import Scale
from tracker.gui.theme import body_font
from tracker.gui.widgets.week_rows import Entry

ROW_HEIGHT, HEADING_HEIGHT = 50, 38
PAD = 18
ENTRY_WIDTH, ENTRY_HEIGHT = 126, 30
ROOMY = 900
ADD_NOTE, ADD_SKIP = "+ note", "skip…"
DOT, AROUND_DOT = "·", 4
OPTIONS = {Scale.RATING: ("1", "2", "3", "4", "5"), Scale.YESNO: ("Yes", "No")}
VALUES = {Scale.RATING: (1.0, 2.0, 3.0, 4.0, 5.0), Scale.YESNO: (1.0, 0.0)}


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row."""

    name: QRect
    subtitle: QRect
    trend: QRect
    last: QRect
    entry: QRect
    promise: QRect
    note: QRect

    @property
    def complaint(self) -> QRect:
        """Where a sentence about the entry stands: beside it, over promise and note."""
        return self.promise.united(self.note)


@dataclass(frozen=True, slots=True)
class Part:
    """What lies under a point: `option` counts the segments of an entry."""

    kind: str
    option: int = -1


@lru_cache(maxsize=16)
def cells(width: int, *, mirrored: bool) -> Cells:
    """Lay a row of a width out: name and note share what the rest leaves."""
    roomy = width > ROOMY
    trend, last, promise = (104, 92, 104) if roomy else (88 if width > 700 else 70, 76, 62)
    gaps = (8, 12, 6, 10, 6)
    spare = width - 2 * PAD - trend - last - ENTRY_WIDTH - promise - sum(gaps)
    name = min(max(spare * 63 // 100, 60), 460)
    lefts, left = [], PAD
    widths = (name, trend, last, ENTRY_WIDTH, promise, max(spare - name, 40))
    for cell, gap in zip(widths, (*gaps, 0), strict=True):
        lefts.append(left)
        left += cell + gap
    tops = ((9, 18), (27, 15), (10, 30), (16, 18), (10, ENTRY_HEIGHT), (16, 18), (16, 18))
    columns = (0, 0, 1, 2, 3, 4, 5)
    rects = [
        QRect(lefts[at], top, widths[at], height)
        for at, (top, height) in zip(columns, tops, strict=True)
    ]
    if mirrored:
        rects = [rect.translated(width - rect.left() - rect.right() - 1, 0) for rect in rects]
    return Cells(*rects)


@lru_cache(maxsize=64)
def segments(entry: QRect, count: int, *, mirrored: bool) -> tuple[QRect, ...]:
    """Cut an entry into equal options, in reading order."""
    edges = [entry.left() + entry.width() * at // count for at in range(count + 1)]
    cut = [
        QRect(edges[at], entry.top(), edges[at + 1] - edges[at], entry.height())
        for at in range(count)
    ]
    return tuple(reversed(cut)) if mirrored else tuple(cut)


def part_at(entry: Entry, place: QPoint, width: int, *, mirrored: bool) -> Part | None:
    """Return what of a row lies under a point, if anything can be done there."""
    laid = cells(width, mirrored=mirrored)
    if laid.entry.contains(place):
        if not entry.chosen_by_key:
            return Part("field")
        if entry.reason:
            return Part("skipped")
        options = segments(laid.entry, len(OPTIONS[entry.scale]), mirrored=mirrored)
        return Part("option", next(at for at, rect in enumerate(options) if rect.contains(place)))
    if entry.line is None:
        return None
    if laid.note.adjusted(0, -6, 0, 6).contains(place):
        return _note_part(entry, place, laid, mirrored=mirrored)
    if laid.trend.contains(place) or laid.name.united(laid.subtitle).contains(place):
        return Part("trend")
    return None


def skip_offered(entry: Entry) -> bool:
    """Say whether a row still asks for either a value or a reason."""
    return not entry.done and not entry.note and not entry.private and not entry.due_on


def skip_cell(note: QRect, *, mirrored: bool) -> QRect:
    """Return where the word skip stands, after the offer of a note."""
    before = text_width(ADD_NOTE, 12) + text_width(DOT, 12) + 2 * AROUND_DOT
    return note.adjusted(0, 0, -before, 0) if mirrored else note.adjusted(before, 0, 0, 0)


def _note_part(entry: Entry, place: QPoint, laid: Cells, *, mirrored: bool) -> Part:
    if entry.reason:
        return Part("skip")
    offered = skip_offered(entry)
    if offered and skip_cell(laid.note, mirrored=mirrored).adjusted(0, -6, 0, 6).contains(place):
        return Part("skip")
    return Part("note")


@lru_cache(maxsize=32)
def font(px: int, weight: int = QFont.Weight.Normal) -> QFont:
    """Return the body font, made once a size."""
    return body_font(px, weight)


@lru_cache(maxsize=32)
def metrics(px: int, weight: int = QFont.Weight.Normal) -> QFontMetrics:
    """Return the metrics of the body font, made once a size."""
    return QFontMetrics(font(px, weight))


@lru_cache(maxsize=2048)
def elided(text: str, width: int, px: int, weight: int = QFont.Weight.Normal) -> str:
    """Shorten a text to a width, with … at its end; only its first line is taken."""
    first = text.split("\n", 1)[0]
    shown = f"{first} …" if first != text else text
    return metrics(px, weight).elidedText(shown, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=512)
def text_width(text: str, px: int, weight: int = QFont.Weight.Normal) -> int:
    """Return how wide a text stands."""
    return metrics(px, weight).horizontalAdvance(text)
