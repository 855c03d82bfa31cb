"""The card of what was written: notes, events, what they said in the time shown, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from tracker.app import commands
from tracker.app.review.evidence import note_ids
from tracker.app.trends.judged import one_offs_of
from tracker.app.trends.trend import ChartNote, TrendSheet
from tracker.domain.evaluation import Event
from tracker.domain.measure import Measure, show_value
from tracker.domain.number import show_number
from tracker.domain.sharing import Rating
from tracker.gui.bridge import Bridge
from tracker.gui.icons import paint_icon
from tracker.gui.theme import Theme, unscaled
from tracker.gui.widgets.painting import ScaledDelegate, font, in_row, paint_ground
from tracker.gui.widgets.row_menu import MenuEntry, menu_index, open_row_menu
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel
from tracker.gui.widgets.text import few_lines, isolated, label, link
from tracker.report.dates import days_in_column, medium_day, short_day

Starred = tuple[int, bool]
KINDS = {"flag": "Event", "lock": "Private note", "user": "What they said"}
MOST = 80
WHEN, ICON, GAP, LINE, PX, STAR = 92, 14, 4, 16, 12, 15
WHEN_PX = 11
BELOW = 10  # px: under the last row of the card
TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class NotesRow:
    """One row: when, in a word; what; and the event, note or rating it is."""

    day: date
    when: str
    text: str
    source: ChartNote | Event | Rating
    evaluation_id: int | None = None
    starred: bool = False

    @property
    def icon(self) -> str:
        """The sign before the text, empty for a note that others may see."""
        if isinstance(self.source, Event):
            return "flag"
        if isinstance(self.source, Rating):
            return "user"
        return "lock" if self.source.private else ""

    @property
    def kind(self) -> str:
        """What it is, in a word or two."""
        return KINDS.get(self.icon, "Note")


def written(
    sheet: TrendSheet, stars: Mapping[date, Starred], ratings: Iterable[Rating] = ()
) -> list[NotesRow]:
    """Return notes, events and ratings of a sheet in one order, the newest of them.

    `stars` tells of each period with a note which evaluation it is of, and whether it has a star.
    """
    last = sheet.picture.last
    notes = [
        NotesRow(
            note.period.start,
            days_in_column(note.period, last),
            note.text,
            note,
            *((None, False) if note.private else stars.get(note.period.start, (None, False))),
        )
        for note in sheet.notes
    ]
    events = [
        NotesRow(
            event.happened_on,
            short_day(event.happened_on, last),
            f"{event.title}\n{event.note}" if event.note else event.title,
            event,
        )
        for event in sheet.events
    ]
    rated = [
        NotesRow(
            rating.rated_on,
            short_day(rating.rated_on, last),
            said_words(rating, sheet.measure),
            rating,
        )
        for rating in ratings
    ]
    return sorted([*notes, *events, *rated], key=_day_of, reverse=True)[:MOST]


def said_words(rating: Rating, measure: Measure) -> str:
    """Write what a customer said: `They gave 4 of 5: “Just right”`."""
    about = "" if rating.measure_id else "Of everything: "
    quoted = f"“{' '.join(rating.words.split())}”" if rating.words else ""
    if rating.value is None:
        return f"{about}{quoted}"
    own = show_value(rating.value, measure.scale, measure.on(rating.rated_on).unit)
    gave = f"{show_number(rating.value)} of 5" if rating.five else own
    return f"{about}They gave {gave}{f': {quoted}' if quoted else ''}"


def _text(row: NotesRow) -> str:
    return row.text


def _tip(row: NotesRow) -> str:
    return f"{row.kind} · {medium_day(row.day)}\n{row.text}"


def _accessible_text(row: NotesRow) -> str:
    star = ", with a star" if row.starred else ""
    return f"{row.kind}, {row.when}: {row.text}{star}"


NOTES = ModelColumn(_text, tip=_tip, spoken=_accessible_text)


def _day_of(row: NotesRow) -> date:
    return row.day


class NotesPainter(ScaledDelegate):
    """Draws when, a sign, and up to three lines of text."""

    def __init__(self, theme: Theme, view: NotesView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._notes = view.notes

    def usual_size(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return as many lines as the text needs, three at most."""
        row = self._notes.row(index)
        lines = few_lines(
            row.text, PX, unscaled(self._view.viewport().width()) - _left(row) - _right(row)
        )
        return QSize(60, len(lines) * LINE + 2 * GAP)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = self._notes.row(index)
        area, side = option.rect, option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_ground(painter, self._theme, option, ground, 4, only_focused=True)
        painter.setFont(font(WHEN_PX))
        painter.setPen(self._theme.colour("second"))
        when = QRect(area.left() + GAP, area.top() + GAP, WHEN, LINE)
        painter.drawText(QStyle.visualRect(side, area, when), TOP_LEFT, isolated(row.when))
        self._signs(painter, option, row)
        painter.setFont(font(PX))
        painter.setPen(self._theme.colour("text"))
        text = area.adjusted(_left(row), GAP, -_right(row), 0)
        text = QStyle.visualRect(side, area, text)
        for number, line in enumerate(few_lines(row.text, PX, text.width())):
            painter.drawText(text.translated(0, number * LINE), TOP_LEFT, isolated(line))
        painter.restore()

    def _signs(self, painter: QPainter, option: QStyleOptionViewItem, row: NotesRow) -> None:
        state: QStyle.StateFlag = option.state
        area, side = option.rect, option.direction
        if row.icon:
            box = QRect(area.left() + WHEN + GAP, area.top() + GAP + 1, ICON - 1, ICON - 1)
            box = QStyle.visualRect(side, area, box)
            paint_icon(painter, self._theme, row.icon, QRectF(box), "second")
        focused = bool(state & QStyle.StateFlag.State_Selected) and option.widget.hasFocus()
        looked_at = focused or bool(state & QStyle.StateFlag.State_MouseOver)
        if row.starred or (row.evaluation_id is not None and looked_at):
            star = QRectF(QStyle.visualRect(side, area, star_place(area)))
            name, role = ("star-filled", "accent") if row.starred else ("star", "third")
            paint_icon(painter, self._theme, name, star, role)


class NotesView(QListView):
    """Enter or a click opens a row, Space or a click on the star sets it, Delete drops it."""

    open_requested = Signal(object)  # NotesRow
    starred = Signal(object)  # NotesRow
    removed = Signal(object)  # Event | Rating

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.notes = RowsModel[NotesRow](NOTES)
        self.setModel(self.notes)
        self.setItemDelegate(NotesPainter(theme, self))
        self.setAccessibleName("Evidence and events")
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, star or remove the row that the cursor is on."""
        row = self.notes.row_or_none(self.currentIndex())
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row:
                self.open_requested.emit(row)
            case Qt.Key.Key_Space | Qt.Key.Key_Asterisk if row and row.evaluation_id is not None:
                self.starred.emit(row)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if row and isinstance(
                row.source, Event | Rating
            ):
                self.removed.emit(row.source)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what keys and clicks do."""
        if row := self.notes.row_or_none(menu_index(self, event)):
            mine = isinstance(row.source, Event | Rating)
            star = "Remove the star" if row.starred else "Give it a star"
            starred = partial(self.starred.emit, row)
            removed = partial(self.removed.emit, row.source)
            entries = [
                MenuEntry(
                    f"{'Edit…' if mine else 'Show its day'}\tEnter",
                    partial(self.open_requested.emit, row),
                ),
                MenuEntry(f"{star}\tSpace", starred, row.evaluation_id is not None),
                MenuEntry("Delete\tDel", removed, mine),
            ]
            open_row_menu(self, event, entries)

    def heights(self) -> list[int]:
        """Return how high each row is."""
        return [self.sizeHintForRow(at) for at in range(self.notes.rowCount())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set the star that was clicked, or open what was."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self.notes.row_or_none(index)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        place, area = in_row(place, self.visualRect(index))
        star = QStyle.visualRect(self.layoutDirection(), area, star_place(area))
        if row.evaluation_id is not None and star.adjusted(-4, -4, 4, 4).contains(place):
            self.starred.emit(row)
        else:
            self.open_requested.emit(row)


class NotesCard(QFrame):
    """The card: a heading, the list, and a hint where there is nothing yet."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._tracker = bridge.tracker
        self.setProperty("role", "card")
        self.heading = label("Evidence and events", "heading")
        self.view = NotesView(bridge.theme)
        self.view.starred.connect(self._on_starred)
        self.hint = label(
            "Notes that you add to a week stand here, events, and what they said.",
            "hint",
            wrap=True,
        )
        for text in (self.heading, self.hint):
            text.setIndent(4)
        self.all = link(inline=True)
        self.all.clicked.connect(self._on_all)
        self.whole = False
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.hint)
        layout.addWidget(self.view)
        layout.addStretch(1)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_sheet(self, sheet: TrendSheet) -> None:
        """Show what another sheet holds."""
        picture = sheet.picture
        said = one_offs_of(self._tracker, sheet.measure, picture.first, picture.last)
        rows = written(sheet, note_ids(self._tracker, sheet.measure), said)
        self.view.notes.show(rows)
        self.hint.setVisible(not rows)
        self.view.setVisible(bool(rows))
        self._fit()

    def height_of_all(self, width: int) -> int:
        """Return how high the card stands with every row in view."""
        del width  # it has that width by now
        return self._above() + sum(self.view.heights()) + BELOW

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole rows only; the rest is a click away."""
        super().resizeEvent(event)
        self._fit()

    def _above(self) -> int:
        return self.heading.sizeHint().height() + 12 + 6 + 4

    def _fit(self) -> None:
        heights, room, shown = self.view.heights(), self.height() - self._above() - BELOW, 0
        within = 0
        for high in heights:
            if within + high > room and shown:
                break
            within += high
            shown += 1
        self.view.setFixedHeight(max(within, 1))
        more = shown < len(heights)
        self.all.setText("Fewer" if self.whole else f"All {len(heights)}")
        self.all.setVisible(more or self.whole)

    def _on_all(self) -> None:
        self.whole = not self.whole
        self.updateGeometry()

    def _on_starred(self, row: NotesRow) -> None:
        commands.star(self._tracker, evaluation_id=row.evaluation_id, on=not row.starred)


def star_place(area: QRect) -> QRect:
    """Return where the star of a note stands."""
    return QRect(area.right() - STAR - GAP, area.top() + GAP, STAR, STAR)


def _left(row: NotesRow) -> int:
    return WHEN + GAP + (ICON + 6 if row.icon else 0)


def _right(row: NotesRow) -> int:
    return GAP if row.evaluation_id is None else STAR + 2 * GAP
