"""The shelf of ready-made measures: by area, under its question, found as letters are typed."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tracker.app.measures.ready_made import ReadyMade, shelf
from tracker.domain.measure import AREA_NAMES, AREA_QUESTIONS, Area
from tracker.gui.accessible.announcing import announce
from tracker.gui.draft import FINDS
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.painting import ScaledDelegate, leading_side, text_width, write_line
from tracker.gui.widgets.row_menu import MenuEntry, menu_index, open_row_menu
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel

HEADING, ROW, PAD = 34, 46, 10
NONE = "No ready-made measure fits. Write one of your own."
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ShelfRow = Area | ReadyMade | str  # a heading, a measure, or that there is none


class ReadyMadeList(QWidget):
    """A field to type in over the list; Up and Down walk, Enter or a click takes."""

    selected = Signal(object)  # ReadyMade

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._first: Area | None = None
        self.view = ShelfView(theme)
        self.filter = ShelfFilter(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.filter)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.filter)
        self.filter.textChanged.connect(self._show)
        self.filter.accepted.connect(self._on_accepted)
        self.view.accepted.connect(self._on_accepted)
        self.view.clicked.connect(self._on_accepted)
        theme.changed.connect(self.view.viewport().update)
        self._show()

    def begin_with(self, area: Area | None) -> None:
        """Put an area first."""
        self._first = area
        self._show()

    @property
    def names(self) -> list[str]:
        """The names that are shown."""
        return [row.name for row in self.view.shelf.rows if isinstance(row, ReadyMade)]

    def _show(self) -> None:
        text = self.filter.text()
        rows: list[ShelfRow] = []
        for area, ready_made in shelf(text, self._first):
            rows += [area, *ready_made]
        self.view.show_rows(rows or [NONE])
        self.filter.setAccessibleDescription("" if rows else NONE)
        if text.strip():
            self.view.step(1)
            self.filter.tell(NONE)

    def _on_accepted(self) -> None:
        row = self.view.current
        if isinstance(row, ReadyMade):
            self.selected.emit(row)


class ShelfFilter(QLineEdit):
    """Walks over the list while letters are typed."""

    accepted = Signal()

    def __init__(self, view: ShelfView) -> None:
        super().__init__()
        self._view = view
        self.setProperty(FINDS, True)  # noqa: FBT003 - Qt's own
        self.setPlaceholderText("Type to find one: answer, hours, mistakes …")
        self.setAccessibleName("Find a ready-made measure")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Up and Down, take with Enter; without a choice Enter is the window's."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._view.step(1 if event.key() == Qt.Key.Key_Down else -1)
            self.tell()
        elif event.key() in ENTER and self._view.current is not None:
            self.accepted.emit()
        elif event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def tell(self, otherwise: str = "") -> None:
        """Say aloud what is chosen below: the focus stays up here."""
        row = self._view.current
        announce(self, otherwise if row is None else _text(row))


class ShelfView(QListView):
    """The rows; headings cannot be chosen."""

    accepted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.shelf = RowsModel[ShelfRow](
            ModelColumn(_text, tip=_tip), selectable=_is_measure, parent=self
        )
        self.setModel(self.shelf)
        self.setItemDelegate(ShelfPainter(theme, self.shelf, self))
        self.setProperty("role", "framed")
        self.setAccessibleName("Ready-made measures")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumHeight(scaled(HEADING + 2 * ROW))

    @property
    def current(self) -> ShelfRow | None:
        """The row that is chosen, if one is."""
        return self.shelf.row_or_none(self.currentIndex())

    def show_rows(self, rows: list[ShelfRow]) -> None:
        """Show these rows, none of them chosen."""
        self.shelf.show(rows)
        self.selectionModel().clear()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take a measure."""
        row = self.shelf.row_or_none(menu_index(self, event))
        if row is not None and _is_measure(row):
            open_row_menu(self, event, [MenuEntry("Take it\tEnter", self.accepted.emit)])

    def step(self, by: int) -> None:
        """Go to the next row that can be chosen."""
        row = self.currentIndex().row() + by
        while 0 <= row < len(self.shelf.rows):
            if _is_measure(self.shelf.rows[row]):
                self.selectionModel().setCurrentIndex(
                    self.shelf.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
                if row == 1:
                    self.scrollToTop()
                return
            row += by

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter: a list would hand it on to the window as well."""
        if event.key() in ENTER and self.current is not None:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


class ShelfPainter(ScaledDelegate):
    """Draws a question as a heading, a measure as two lines and its promise."""

    def __init__(self, theme: Theme, rows: RowsModel[ShelfRow], view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._rows = rows

    def usual_size(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or a measure."""
        return QSize(100, ROW if _is_measure(self._rows.row(index)) else HEADING)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Each text reads its own way, on the side of the window: a mirrored ≥ would be a ≤.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        row = self._rows.row(index)
        inner: QRect = option.rect.adjusted(PAD, 0, -PAD, 0)
        if isinstance(row, ReadyMade):
            self._paint_ground(painter, option)
            self._paint_measure(painter, option, inner, row)
        elif isinstance(row, Area):
            self._paint_heading(painter, option, inner.adjusted(0, 10, 0, 0), row)
        else:
            side = leading_side(option.direction)
            write_line(painter, self._theme, inner, row, "second", 12, side=side)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, area: Area
    ) -> None:
        question, side = AREA_QUESTIONS[area], leading_side(option.direction)
        used = text_width(question, 12, 600) + 8
        rest = QStyle.visualRect(option.direction, inner, inner.adjusted(used, 0, 0, 0))
        write_line(painter, self._theme, inner, question, "text", 12, 600, side)
        write_line(painter, self._theme, rest, AREA_NAMES[area], "third", 11, side=side)

    def _paint_measure(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, ready_made: ReadyMade
    ) -> None:
        width = text_width(ready_made.promised, 12)
        top = QRect(area.left(), area.top() + 5, area.width(), 18)
        promise = QRect(top.right() - width, top.top(), width + 1, 18)
        name = top.adjusted(0, 0, -width - 12, 0)
        side = leading_side(option.direction)
        for cell, text, role, px, weight in (
            (name, ready_made.name, "text", 13, 500),
            (promise, ready_made.promised, "second", 12, 400),
            (top.translated(0, 18), ready_made.definition, "second", 11, 400),
        ):
            place = QStyle.visualRect(option.direction, area, cell)
            write_line(painter, self._theme, place, text, role, px, weight, side)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        # Not `paint_ground`: the edge stays while letters are typed in the field above.
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(self._theme.colour("accent") if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_wash" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5), 6, 6)


def _is_measure(row: ShelfRow) -> bool:
    return isinstance(row, ReadyMade)


def _text(row: ShelfRow) -> str:
    if isinstance(row, ReadyMade):
        return f"{row.name}. {row.definition}. {row.promised}"
    return AREA_QUESTIONS[row] if isinstance(row, Area) else row


def _tip(row: ShelfRow) -> str:
    return f"“{row.impact}”\n{row.definition}" if isinstance(row, ReadyMade) else ""
