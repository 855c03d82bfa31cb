"""Paints a whole row of a check-in: sixty rows are sixty strokes, not six hundred widgets.

The five states look different without colour: a value is written (zero too), a skip is a dashed box
that says so beside its reason, unknown is an empty box, not due a dotted box beside its day, a
draft says so after its name.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tracker.domain.evaluation import State
from tracker.gui.theme import Theme
from tracker.gui.widgets.ink import MEDIUM, SEMIBOLD, Ink
from tracker.gui.widgets.sparkline import paint_spark
from tracker.gui.widgets.week_cells import (
    ADD_NOTE,
    ADD_SKIP,
    AROUND_DOT,
    DOT,
    HEADING_HEIGHT,
    PAD,
    ROW_HEIGHT,
    Cells,
    Part,
    cells,
    elided,
    skip_cell,
    skip_offered,
    text_width,
)
from tracker.gui.widgets.week_entry import paint_entry
from tracker.gui.widgets.week_model import AnyIndex, WeekModel
from tracker.gui.widgets.week_rows import Entry, Heading, Key


class WeekPainter(QStyledItemDelegate):
    """`current` is the row that the keys act on, `ringed` says whether they do."""

    def __init__(self, theme: Theme, model: WeekModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.current: Key | None = None
        self.ringed = False
        self.hovered: tuple[Key, Part] | None = None
        self.exposed = QRect()  # what is to be painted, in the viewport; null for all of it
        self._top = 0

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height of a heading or an entry."""
        heading = isinstance(self._model.row_at(index), Heading)
        return QSize(0, HEADING_HEIGHT if heading else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one row."""
        area: QRect = option.rect
        row = self._model.row_at(index)
        painter.save()
        painter.translate(area.topLeft())
        self._top = area.top()
        ink = Ink(painter, self._theme)
        if isinstance(row, Heading):
            self._heading(ink, row, area.width())
        elif row:
            self._entry(ink, row, area.width())
            if isinstance(self._model.row_after(index), Entry):
                ink.bar(QRect(0, ROW_HEIGHT - 1, area.width(), 1), "line")
        painter.restore()

    def _heading(self, ink: Ink, row: Heading, width: int) -> None:
        inner = QRect(PAD, 10, width - 2 * PAD, 22)
        room = inner.width() - text_width(row.quiet, 11) - 10
        title = elided(row.title, room, 13, SEMIBOLD)
        ink.text(inner, title, "text", 13, SEMIBOLD)
        beside = ink.after(inner, text_width(title, 13, SEMIBOLD) + 10)
        ink.text(beside.translated(0, 1), row.quiet, "third", 11)
        ink.bar(QRect(0, HEADING_HEIGHT - 1, width, 1), "line")

    def _entry(self, ink: Ink, entry: Entry, width: int) -> None:
        laid = cells(width, mirrored=ink.mirrored)
        current = entry.key == self.current
        over = self.hovered[1] if self.hovered and self.hovered[0] == entry.key else None
        if current:
            ink.bar(QRect(0, 0, width, ROW_HEIGHT), "current_row")
        names = laid.name.united(laid.subtitle)
        if self.exposed.isNull() or self.exposed.intersects(names.translated(0, self._top)):
            _names(ink, entry, laid, over)
        paint_spark(ink.painter, self._theme, entry.spark, QRectF(laid.trend))
        _last(ink, entry, laid.last)
        ringed = current and self.ringed
        paint_entry(ink, entry, laid.entry, over, current=current, ringed=ringed)
        if entry.unfinished is None:
            promise = elided(entry.promise, laid.promise.width(), 12)
            ink.text(laid.promise, promise, "second")
            _note(ink, entry, laid.note, over.kind if over else "")
        elif not current:  # beside the current row stands a label, which can be read aloud
            cell = laid.complaint.adjusted(0, -14, 0, 14)
            ink.wrapped(cell, entry.unfinished.complaint, "worse", 11)


def _names(ink: Ink, entry: Entry, laid: Cells, over: Part | None) -> None:
    role = "second" if entry.state in {State.SKIPPED, State.NOT_DUE} else "text"
    if over and over.kind == "trend":
        role = "accent"
    room = laid.name.width()
    if entry.state is State.DRAFT:
        room -= text_width("Draft", 11, SEMIBOLD) + 18
    name = elided(entry.name, room, 13, MEDIUM)
    ink.text(laid.name, name, role, 13, MEDIUM)
    ink.text(laid.subtitle, elided(entry.subtitle, laid.subtitle.width(), 11), "third", 11)
    if entry.state is State.DRAFT:
        beside = ink.after(laid.name, text_width(name, 13, MEDIUM) + 6)
        width = text_width("Draft", 11, SEMIBOLD) + 12
        left = beside.right() + 1 - width if ink.mirrored else beside.left()
        pill = QRect(left, beside.top() + 1, width, 16)
        ink.broken_box(pill, "panel", Qt.PenStyle.DotLine, 4)
        ink.text(pill, "Draft", "second", 11, SEMIBOLD, middle=True)


def _last(ink: Ink, entry: Entry, cell: QRect) -> None:
    if entry.last_shown:
        ink.text(cell, "last", "third")
        rest = ink.after(cell, text_width("last", 12) + 4)
        shown = elided(entry.last_shown, rest.width(), 12, SEMIBOLD)
        ink.text(rest, shown, "text", 12, SEMIBOLD)


def _note(ink: Ink, entry: Entry, cell: QRect, over: str) -> None:
    """Say why it was skipped, what was noted, when it is due, or offer to write something."""
    if entry.line is None:
        return
    wanted = "accent" if over else "second"
    if entry.reason or entry.note:
        said = " · ".join(part for part in (entry.reason, quoted(entry.note)) if part)
        ink.text(cell, elided(said, cell.width(), 12), wanted)
    elif entry.tag:
        _pill(ink, entry, cell)
    elif entry.private:
        ink.icon(cell, "lock", 12, wanted)
        beside = ink.after(cell, 18)
        ink.text(beside, elided("private note", beside.width(), 12), wanted)
    elif entry.due_on and not entry.done:
        ink.text(cell, elided(f"due {entry.due_on}", cell.width(), 12), wanted)
    else:
        ink.text(cell, ADD_NOTE, "accent" if over == "note" else "third")
        if skip_offered(entry):
            ink.text(ink.after(cell, text_width(ADD_NOTE, 12) + AROUND_DOT), DOT, "third")
            rest = skip_cell(cell, mirrored=ink.mirrored)
            shown = elided(ADD_SKIP, rest.width(), 12)
            ink.text(rest, shown, "accent" if over == "skip" else "third")


def _pill(ink: Ink, entry: Entry, cell: QRect) -> None:
    """Say a change in two or three words, on its wash."""
    shown = elided(entry.tag, cell.width() - 14, 11, SEMIBOLD)
    width = text_width(shown, 11, SEMIBOLD) + 14
    left = cell.right() + 1 - width if ink.mirrored else cell.left()
    pill = QRect(left, cell.center().y() - 9, width, 19)
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(ink.theme.colour(f"{entry.tone}_wash"))
    ink.painter.drawRoundedRect(pill, 4, 4)
    ink.text(pill, shown, entry.tone, 11, SEMIBOLD, middle=True)


def quoted(note: str) -> str:
    """Put a note in quotation marks, unless it brings its own."""
    return note if not note or note[0] in "“\"„«'" else f"“{note}”"
