"""How a row of a check-in is painted, and what of it lies under a point.

A whole row is painted: sixty rows are sixty strokes, not six hundred widgets.

The five states look different without colour: a value is written (zero too), a skip is a dashed box
that says so beside its reason, unknown is an empty box, not due a dotted box beside its day, a
draft says so after its name.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from tracker.detection.scale import Scale
from tracker.domain.evaluation import EvaluationState
from tracker.domain.number import show_number
from tracker.gui.theme import Theme
from tracker.gui.week.cells import (
    BAR,
    ROOMY,
    RowLayout,
    heading_height,
    pad_of,
    row_height,
    row_layout,
    segments,
)
from tracker.gui.week.rows import GroupHeading, Key, WeekEntry, WeekModel
from tracker.gui.widgets.painting import (
    MEDIUM,
    RADIUS,
    REGULAR,
    SEMIBOLD,
    CellPainter,
    ScaledDelegate,
    elided,
    paint_spark,
    slice_of,
    text_width,
)
from tracker.gui.widgets.rows_model import Index
from tracker.gui.widgets.text import few_lines

AFTER_TAG = 8
ADD_NOTE, ADD_SKIP = "+ note", "skip…"
DOT, AROUND_DOT = "·", 4
OPTIONS = {Scale.RATING: ("1", "2", "3", "4", "5"), Scale.YESNO: ("Yes", "No")}
VALUES = {Scale.RATING: (1.0, 2.0, 3.0, 4.0, 5.0), Scale.YESNO: (1.0, 0.0)}
EDGES = {EvaluationState.NOT_DUE: Qt.PenStyle.DotLine, EvaluationState.DRAFT: Qt.PenStyle.DotLine}


class PartKind(StrEnum):
    """What of a row can be pointed at."""

    FIELD = "field"
    OPTION = "option"
    SKIPPED = "skipped"
    TREND = "trend"
    NOTE = "note"
    SKIP = "skip"


class RowPart(NamedTuple):
    """What lies under a point: `option` counts the segments of an entry."""

    kind: PartKind
    option: int = -1


def part_at(entry: WeekEntry, place: QPoint, width: int, *, mirrored: bool) -> RowPart | None:
    """Return what of a row lies under a point, if anything can be done there."""
    laid = row_layout(width, mirrored=mirrored)
    if laid.entry.contains(place):
        if not entry.chosen_by_key:
            return RowPart(PartKind.FIELD)
        if entry.reason:
            return RowPart(PartKind.SKIPPED)
        options = segments(laid.entry, len(OPTIONS[entry.scale]), mirrored=mirrored)
        return RowPart(
            PartKind.OPTION, next(at for at, rect in enumerate(options) if rect.contains(place))
        )
    if entry.line is None:
        return None
    if laid.note.adjusted(0, -6, 0, 6).contains(place):
        words = note_cell(entry, laid.note, mirrored=mirrored)
        if entry.tag and not words.adjusted(0, -6, 0, 6).contains(place):
            return RowPart(PartKind.TREND)
        return _note_part(entry, place, words, mirrored=mirrored)
    if laid.trend.contains(place) or laid.name.united(laid.subtitle).contains(place):
        return RowPart(PartKind.TREND)
    return None


def skip_offered(entry: WeekEntry) -> bool:
    """Say whether a row still asks for either a value or a reason."""
    return not entry.done and not entry.note and not entry.private and not entry.due_on


def note_cell(entry: WeekEntry, note: QRect, *, mirrored: bool) -> QRect:
    """Return where the words of a note stand: behind the tag, which nothing hides."""
    before = min(tag_width(entry), note.width() - 14) + AFTER_TAG if entry.tag else 0
    return note.adjusted(0, 0, -before, 0) if mirrored else note.adjusted(before, 0, 0, 0)


def tag_width(entry: WeekEntry) -> int:
    """Return how wide the tag of a row wants to be."""
    return text_width(entry.tag, 11, SEMIBOLD) + 14


def skip_cell(note: QRect, *, mirrored: bool) -> QRect:
    """Return where the word skip stands, after the offer of a note."""
    before = text_width(ADD_NOTE, 11) + text_width(DOT, 11) + 2 * AROUND_DOT
    return note.adjusted(0, 0, -before, 0) if mirrored else note.adjusted(before, 0, 0, 0)


def _note_part(entry: WeekEntry, place: QPoint, words: QRect, *, mirrored: bool) -> RowPart:
    if entry.reason:
        return RowPart(PartKind.SKIP)
    offered = skip_offered(entry)
    if offered and skip_cell(words, mirrored=mirrored).adjusted(0, -6, 0, 6).contains(place):
        return RowPart(PartKind.SKIP)
    return RowPart(PartKind.NOTE)


def paint_entry(
    ink: CellPainter,
    entry: WeekEntry,
    cell: QRect,
    hovered: RowPart | None,
    *,
    ringed: bool,
) -> None:
    """Draw the entry of a row into its cell; the ring says that the keys act on it."""
    typed = entry.unfinished is not None and not entry.chosen_by_key
    skipped = bool(entry.reason) and not typed
    ground = "page" if skipped else "hover" if hovered == RowPart(PartKind.FIELD) else "panel"
    _box(ink, entry, cell, ground, ringed=ringed)
    if skipped:
        inner = cell.adjusted(10, 0, -10, 0)
        ink.icon(inner, "skip-forward", 14, "second")
        ink.text(ink.after(inner, 21), "skipped", "second")
    elif entry.chosen_by_key:
        _options(ink, entry, cell, hovered, ringed=ringed)
    else:
        _number(ink, entry, cell.adjusted(10, 0, -10, 0))


def _box(ink: CellPainter, entry: WeekEntry, cell: QRect, ground: str, *, ringed: bool) -> None:
    style = Qt.PenStyle.DashLine if entry.reason else EDGES.get(entry.state)
    if ringed:
        ink.box(cell, ground, "accent", 2)
    elif entry.unfinished and entry.unfinished.offer is None:
        ink.box(cell, ground, "worse", 2)
    elif style:
        ink.broken_box(cell, ground, style, RADIUS)
    else:
        ink.box(cell, ground, "segment_line")


def _options(
    ink: CellPainter, entry: WeekEntry, cell: QRect, hovered: RowPart | None, *, ringed: bool
) -> None:
    words, values = OPTIONS[entry.scale], VALUES[entry.scale]
    edge = 2 if ringed else 1
    inner = cell.adjusted(edge, edge, -edge, -edge)
    style = EDGES.get(entry.state, Qt.PenStyle.SolidLine)
    for at, place in enumerate(segments(cell, len(words), mirrored=ink.mirrored)):
        chosen = entry.value == values[at]
        if chosen or hovered == RowPart(PartKind.OPTION, at):
            ink.fill(slice_of(inner, place), "chosen" if chosen else "hover")
        if place.left() != cell.left():
            ink.painter.setPen(QPen(ink.theme.colour("line"), 1, style))
            x = place.left() + 0.5
            ink.painter.drawLine(QPointF(x, inner.top()), QPointF(x, inner.bottom() + 1))
        role = "on_chosen" if chosen else "second"
        ink.text(place, words[at], role, 13, SEMIBOLD if chosen else REGULAR, middle=True)


def _number(ink: CellPainter, entry: WeekEntry, cell: QRect) -> None:
    if entry.unit:
        ink.text(cell, entry.unit, "third", 11, trailing=True)
    room = cell.width() - (text_width(entry.unit, 11) + 6 if entry.unit else 0)
    if entry.unfinished:
        ink.text(cell, elided(entry.unfinished.text, room, 13), entry.unfinished.tone, 13)
    elif entry.value is not None:
        ink.text(cell, elided(show_number(entry.value), room, 13, MEDIUM), "text", 13, MEDIUM)


class WeekPainter(ScaledDelegate):
    """`current` is the row that the keys act on, `ringed` says whether they do."""

    def __init__(self, theme: Theme, model: WeekModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.current: Key | None = None
        self.ringed = False
        self.hovered: tuple[Key, RowPart] | None = None
        self.width = ROOMY  # px, of the viewport
        self.exposed = QRect()  # what is to be painted, in the viewport; null for all of it
        self._top = 0

    def usual_size(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or an entry."""
        heading = isinstance(self._model.row_or_none(index), GroupHeading)
        return QSize(0, heading_height(self.width) if heading else row_height(self.width))

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        area: QRect = option.rect
        row = self._model.row_or_none(index)
        painter.save()
        painter.translate(area.topLeft())
        self._top = area.top()
        ink = CellPainter(painter, self._theme)
        if isinstance(row, GroupHeading):
            paint_heading(ink, row, area.width(), divided=index.row() > 0)
        elif row:
            self._entry(ink, row, area.width())
        painter.restore()

    def _entry(self, ink: CellPainter, entry: WeekEntry, width: int) -> None:
        laid = row_layout(width, mirrored=ink.mirrored)
        current = entry.key == self.current
        over = self.hovered[1] if self.hovered and self.hovered[0] == entry.key else None
        if current:
            high = row_height(width)
            ink.bar(QRect(0, 0, width, high), "current_row")
            ink.bar(QRect(width - BAR if ink.mirrored else 0, 0, BAR, high), "accent")
        names = laid.name.united(laid.subtitle)
        if self.exposed.isNull() or self.exposed.intersects(names.translated(0, self._top)):
            _names(ink, entry, laid, over)
        if not laid.trend.isEmpty():
            paint_spark(ink.painter, self._theme, entry.spark, QRectF(laid.trend))
        if entry.last_shown:
            shown = elided(entry.last_shown, laid.last.width(), 13, SEMIBOLD)
            ink.text(laid.last, shown, "text", 13, SEMIBOLD, trailing=True)
        paint_entry(ink, entry, laid.entry, over, ringed=current and self.ringed)
        if entry.unfinished is None:
            promise = elided(entry.promise, laid.promise.width(), 13)
            ink.text(laid.promise, promise, "second", 13, trailing=True)
            _note(ink, entry, laid.note, over.kind if over else None)
        elif not current:  # beside the current row stands a label, which can be read aloud
            cell = laid.complaint.adjusted(0, -10, 0, 10)
            ink.wrapped(cell, entry.unfinished.complaint, entry.unfinished.tone, 11)


def paint_heading(ink: CellPainter, row: GroupHeading, width: int, *, divided: bool) -> None:
    """Draw whose lines follow, `divided` from those above."""
    pad, high = pad_of(width), heading_height(width)
    inner = QRect(pad, high - 26, width - 2 * pad, 22)
    room = inner.width() - text_width(row.quiet, 11) - 8
    title = elided(row.title, room, 13, SEMIBOLD)
    ink.text(inner, title, "text", 13, SEMIBOLD)
    beside = ink.after(inner, text_width(title, 13, SEMIBOLD) + 8)
    ink.text(beside.translated(0, 1), row.quiet, "third", 11)
    if divided:
        ink.bar(QRect(0, 0, width, 1), "line")


def _names(ink: CellPainter, entry: WeekEntry, laid: RowLayout, over: RowPart | None) -> None:
    """Write the name on one line above what it is, or on two lines alone."""
    role = "second" if entry.state in {EvaluationState.SKIPPED, EvaluationState.NOT_DUE} else "text"
    if over and over.kind is PartKind.TREND:
        role = "accent"
    draft = entry.state is EvaluationState.DRAFT
    room = laid.name.width() - (text_width("Draft", 11, SEMIBOLD) + 18 if draft else 0)
    lines = name_lines(entry.name, room)
    last = laid.name
    for line, cell in zip(lines, (laid.name, laid.subtitle), strict=False):
        ink.text(cell, line, role, 13, MEDIUM)
        last = cell
    if len(lines) == 1:
        subtitle = elided(entry.subtitle, laid.subtitle.width(), 11)
        ink.text(laid.subtitle, subtitle, "third", 11)
    if draft:
        beside = ink.after(last, text_width(lines[-1], 13, MEDIUM) + 6)
        width = text_width("Draft", 11, SEMIBOLD) + 12
        left = beside.right() + 1 - width if ink.mirrored else beside.left()
        pill = QRect(left, beside.top() + 1, width, 16)
        ink.broken_box(pill, "panel", Qt.PenStyle.DotLine, 4)
        ink.text(pill, "Draft", "second", 11, SEMIBOLD, middle=True)


@lru_cache(maxsize=512)
def name_lines(name: str, room: int) -> tuple[str, ...]:
    """Break a name into two lines before it is cut."""
    if text_width(name, 13, MEDIUM) <= room:
        return (name,)
    return tuple(few_lines(name, 13, room, 2, MEDIUM)) or (name,)


def _note(ink: CellPainter, entry: WeekEntry, cell: QRect, over: PartKind | None) -> None:
    """Say a change first, then why it was skipped, what was noted, when it is due, or offer it."""
    if entry.line is None:
        return
    if entry.tag:
        _pill(ink, entry, cell)
    cell = note_cell(entry, cell, mirrored=ink.mirrored)
    wanted = "accent" if over in {PartKind.NOTE, PartKind.SKIP} else "second"
    if entry.reason or entry.note:
        text = " · ".join(part for part in (entry.reason, quoted(entry.note)) if part)
        ink.text(cell, elided(text, cell.width(), 12), wanted)
    elif entry.private:
        ink.icon(cell, "lock", 12, wanted)
        beside = ink.after(cell, 18)
        ink.text(beside, elided("private note", beside.width(), 12), wanted)
    elif entry.due_on and not entry.done:
        ink.text(cell, elided(f"due {entry.due_on}", cell.width(), 12), wanted)
    else:
        if cell.width() < text_width(ADD_NOTE, 11):
            return
        ink.text(cell, ADD_NOTE, "accent" if over is PartKind.NOTE else "third", 11)
        rest = skip_cell(cell, mirrored=ink.mirrored)
        if skip_offered(entry) and rest.width() >= text_width(ADD_SKIP, 11):
            dot = ink.after(cell, text_width(ADD_NOTE, 11) + AROUND_DOT)
            ink.text(dot, DOT, "third", 11)
            ink.text(rest, ADD_SKIP, "accent" if over is PartKind.SKIP else "third", 11)


def _pill(ink: CellPainter, entry: WeekEntry, cell: QRect) -> None:
    """Say a change in two or three words, on its wash."""
    width = min(tag_width(entry), cell.width())
    shown = elided(entry.tag, width - 14, 11, SEMIBOLD)
    left = cell.right() + 1 - width if ink.mirrored else cell.left()
    pill = QRect(left, cell.center().y() - 9, width, 19)
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(ink.theme.colour(f"{entry.tone}_wash"))
    ink.painter.drawRoundedRect(pill, 4, 4)
    ink.text(pill, shown, entry.tone, 11, SEMIBOLD, middle=True)


def quoted(note: str) -> str:
    """Put a note in quotation marks, unless it brings its own."""
    return note if not note or note[0] in "“\"„«'" else f"“{note}”"
