"""The card of what was written: evidence notes and events of the time shown, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from tracker.app.queries.trend import Note, TrendSheet
from tracker.domain.diary import Event
from tracker.gui.icons import paint_icon
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.few_lines import few_lines, tip_of
from tracker.report.reading import day_words, short_day, short_period

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
MOST = 80
LABEL, ICON, GAP, LINE, PX = 62, 14, 4, 16, 12
TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class Written:
    """One row: when, in a word; what; and the event or note it is."""

    day: date
    when: str
    text: str
    source: Note | Event

    @property
    def icon(self) -> str:
        """The sign before the text, empty for a note that others may see."""
        if isinstance(self.source, Event):
            return "flag"
        return "lock" if self.source.private else ""


def written(sheet: TrendSheet) -> list[Written]:
    """Return notes and events of a sheet in one order, the newest of them."""
    year = sheet.picture.last.year
    notes = [
        Written(one.period.start, short_period(one.period, year), one.text, one)
        for one in sheet.notes
    ]
    events = [
        Written(
            one.happened_on,
            short_day(one.happened_on, year),
            f"{one.title}\n{one.note}" if one.note else one.title,
            one,
        )
        for one in sheet.events
    ]
    return sorted([*notes, *events], key=_day_of, reverse=True)[:MOST]


class NotesModel(QAbstractListModel):
    """The rows of the card."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Written] = []

    def show(self, rows: list[Written]) -> None:
        """Show these rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one row."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        kind = {"flag": "Event", "lock": "Private note"}.get(row.icon, "Note")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.ToolTipRole:
                return tip_of(f"{kind} · {day_words(row.day)}\n{row.text}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{kind}, {row.when}: {row.text}"
            case _ if role == ROW_ROLE:
                return row
        return None


class NotesPainter(QStyledItemDelegate):
    """Draws when, a sign, and up to three lines of text."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return as many lines as the text needs, three at most."""
        row: Written = index.data(ROW_ROLE)
        lines = few_lines(row.text, PX, self._view.viewport().width() - _left(row) - GAP)
        return QSize(60, len(lines) * LINE + 2 * GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: Written = index.data(ROW_ROLE)
        state: QStyle.StateFlag = option.state
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = bool(state & QStyle.StateFlag.State_Selected) and option.widget.hasFocus()
        if focus or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(self._theme.colour("accent") if focus else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_wash" if focus else "hover"))
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(body_font(PX, 600))
        painter.setPen(self._theme.colour("text"))
        side = option.direction
        when = QRect(area.left() + GAP, area.top() + GAP, LABEL, LINE)
        painter.drawText(QStyle.visualRect(side, area, when), TOP_LEFT, row.when)
        if row.icon:
            box = QRect(area.left() + LABEL + GAP, area.top() + GAP + 1, ICON - 1, ICON - 1)
            box = QStyle.visualRect(side, area, box)
            paint_icon(painter, self._theme, row.icon, QRectF(box), "second")
        painter.setFont(body_font(PX))
        painter.setPen(self._theme.colour("second"))
        text = area.adjusted(_left(row), GAP, -GAP, 0)
        text = QStyle.visualRect(side, area, text)
        for at, line in enumerate(few_lines(row.text, PX, text.width())):
            painter.drawText(text.translated(0, at * LINE), TOP_LEFT, line)
        painter.restore()


class NotesView(QListView):
    """Enter or a click opens a row, Delete removes an event."""

    opened = Signal(object)  # Written
    removed = Signal(object)  # Event

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.notes = NotesModel()
        self.setModel(self.notes)
        self.setItemDelegate(NotesPainter(theme, self))
        self.setAccessibleName("Evidence and events")
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or remove the row that the cursor is on."""
        index = self.currentIndex()
        row = index.data(ROW_ROLE) if index.isValid() else None
        if isinstance(row, Written) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(row)
        elif (
            isinstance(row, Written)
            and isinstance(row.source, Event)
            and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
        ):
            self.removed.emit(row.source)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW_ROLE))


class NotesCard(QFrame):
    """The card: a heading, the list, and a hint where there is nothing yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.heading = QLabel("Evidence and events")
        self.heading.setProperty("role", "heading")
        self.view = NotesView(theme)
        self.hint = QLabel("Notes that you add to a week stand here, and events.")
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        for label in (self.heading, self.hint):
            label.setIndent(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.hint)
        layout.addWidget(self.view, 1)
        layout.addStretch(0)

    def show_sheet(self, sheet: TrendSheet) -> None:
        """Show what another sheet holds."""
        rows = written(sheet)
        self.view.notes.show(rows)
        self.hint.setVisible(not rows)
        self.view.setVisible(bool(rows))


def _left(row: Written) -> int:
    return LABEL + GAP + (ICON + 6 if row.icon else 0)


def _day_of(row: Written) -> date:
    return row.day
