"""Paints what can be filled in: the segments of a rating or of yes / no, or the box of a number."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPen

from tracker.domain.evaluation import State
from tracker.domain.number import show_number
from tracker.gui.widgets.ink import MEDIUM, RADIUS, REGULAR, SEMIBOLD, Ink, slice_of
from tracker.gui.widgets.week_cells import OPTIONS, VALUES, Part, elided, segments
from tracker.gui.widgets.week_rows import Entry

LINES = {State.NOT_DUE: Qt.PenStyle.DotLine, State.DRAFT: Qt.PenStyle.DotLine}


def paint_entry(
    ink: Ink, entry: Entry, cell: QRect, hovered: Part | None, *, current: bool, ringed: bool
) -> None:
    """Draw the entry of a row into its cell; the ring says that the keys act on it."""
    typed = entry.unfinished is not None and not entry.chosen_by_key
    skipped = bool(entry.reason) and not typed
    ground = "page" if skipped else "hover" if hovered == Part("field") else "panel"
    _box(ink, entry, cell, ground, ringed=ringed)
    if skipped:
        inner = cell.adjusted(10, 0, -10, 0)
        ink.icon(inner, "skip-forward", 14, "second")
        ink.text(ink.after(inner, 21), "skipped", "second")
    elif entry.chosen_by_key:
        _options(ink, entry, cell, hovered, ringed=ringed)
    else:
        _number(ink, entry, cell.adjusted(10, 0, -10, 0), current=current)


def _box(ink: Ink, entry: Entry, cell: QRect, ground: str, *, ringed: bool) -> None:
    style = Qt.PenStyle.DashLine if entry.reason else LINES.get(entry.state)
    if ringed:
        ink.box(cell, ground, "accent", 2)
    elif entry.unfinished:
        ink.box(cell, ground, "worse", 2)
    elif style:
        ink.broken_box(cell, ground, style, RADIUS)
    else:
        ink.box(cell, ground, "segment_line")


def _options(ink: Ink, entry: Entry, cell: QRect, hovered: Part | None, *, ringed: bool) -> None:
    words, values = OPTIONS[entry.scale], VALUES[entry.scale]
    edge = 2 if ringed else 1
    inner = cell.adjusted(edge, edge, -edge, -edge)
    style = LINES.get(entry.state, Qt.PenStyle.SolidLine)
    for at, place in enumerate(segments(cell, len(words), mirrored=ink.mirrored)):
        chosen = entry.value == values[at]
        if chosen or hovered == Part("option", at):
            ink.fill(slice_of(inner, place), "accent" if chosen else "hover")
        if place.left() != cell.left():
            ink.painter.setPen(QPen(ink.theme.colour("segment_line"), 1, style))
            x = place.left() + 0.5
            ink.painter.drawLine(QPointF(x, inner.top()), QPointF(x, inner.bottom() + 1))
        role = "on_accent" if chosen else "second"
        ink.text(place, words[at], role, 13, SEMIBOLD if chosen else REGULAR, middle=True)


def _number(ink: Ink, entry: Entry, cell: QRect, *, current: bool) -> None:
    if entry.unfinished:
        ink.text(cell, elided(entry.unfinished.text, cell.width(), 13), "worse", 13)
    elif entry.value is not None:
        ink.text(cell, show_number(entry.value), "text", 13, MEDIUM)
    elif current and entry.last is not None:
        ink.text(cell, f"= {show_number(entry.last)}", "third", 13)
