"""The list of conflicts and decisions, and of stops: headings, and rows on two lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from tracker.gui.theme import Theme
from tracker.gui.widgets.painting import (
    MEDIUM,
    SEMIBOLD,
    ScaledDelegate,
    leading_side,
    paint_ground,
    write_line,
)
from tracker.gui.widgets.row_menu import Entries, menu_index, open_row_menu
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel

Key = tuple[str, int]
PAD, HEADING_HEIGHT, ROW_HEIGHT = 10, 30, 46


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A row: `key` None makes it a heading; the tone is said in the line as well."""

    title: str
    line: str = ""
    key: Key | None = None
    tone: str = "second"

    @property
    def spoken(self) -> str:
        """The row in words, for people who cannot see it."""
        return f"{self.title}. {self.line}".strip(". ")

    @property
    def tip(self) -> str:
        """Both lines in full; nothing for a heading."""
        return f"{self.title}\n{self.line}" if self.key else ""


class ChoicePainter(ScaledDelegate):
    """Draws headings small and rows with a title and a quiet line."""

    def __init__(self, theme: Theme, view: QListView, rows: RowsModel[ChoiceRow]) -> None:
        super().__init__(view)
        self._theme = theme
        self._rows = rows
        theme.changed.connect(view.viewport().update)

    def usual_size(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or of a row."""
        return QSize(120, ROW_HEIGHT if self._rows.row(index).key else HEADING_HEIGHT)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it in the theme's colours of the moment."""
        row, area, theme = self._rows.row(index), QRect(option.rect), self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = leading_side(option.direction)
        if row.key is None:
            cell = area.adjusted(PAD, 8, -PAD, 0)
            write_line(painter, theme, cell, row.title, "third", 11, SEMIBOLD, side)
        else:
            paint_ground(painter, theme, option, QRectF(area).adjusted(1, 1, -1, -1))
            inner = area.adjusted(PAD, 5, -PAD, -5)
            half = inner.height() // 2
            title = inner.adjusted(0, 0, 0, -half)
            write_line(painter, theme, title, row.title, "text", 13, MEDIUM, side)
            line = inner.adjusted(0, half, 0, 0)
            write_line(painter, theme, line, row.line, row.tone, 11, side=side)
        painter.restore()


class ChoiceList(QListView):
    """Up and Down choose; what is chosen is told by its key."""

    selected = Signal(object)  # Key

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        words: ModelColumn[ChoiceRow] = ModelColumn(
            lambda row: row.spoken, tip=lambda row: row.tip, spoken=lambda row: row.spoken
        )
        self._rows = RowsModel(
            words,
            key=lambda row: row.key or row.title,
            selectable=lambda row: row.key is not None,
        )
        self.offers: Callable[[], Entries] | None = None  # what the chosen row's menu holds
        self.setModel(self._rows)
        self.setItemDelegate(ChoicePainter(theme, self, self._rows))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    @property
    def rows(self) -> Sequence[ChoiceRow]:
        """What is listed, headings too."""
        return self._rows.rows

    @property
    def key(self) -> Key | None:
        """What is chosen."""
        row = self._rows.row_or_none(self.currentIndex())
        return row.key if row else None

    def show_rows(self, rows: Sequence[ChoiceRow], key: Key | None) -> None:
        """Show these rows, and choose one of them quietly."""
        with QSignalBlocker(self):
            self._rows.show(rows)
            self.setCurrentIndex(self._rows.index_of(key))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with what is chosen."""
        row = self._rows.row_or_none(menu_index(self, event))
        if row is not None and row.key is not None and self.offers is not None:
            open_row_menu(self, event, self.offers())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what was chosen."""
        super().currentChanged(current, previous)
        if self.key:
            self.selected.emit(self.key)
