"""The priority worksheet as a table: questions down, customers across, the sum at its foot.

Draws the worksheet's cells: a figure and its dots, what outranks it, the sum, the place.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from tracker.app.customers.questionnaires import AnswerScale, Question
from tracker.app.customers.worksheet import Column, Worksheet, outranked, shown, until
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.questionnaire import CLEAR, keys_of, typed
from tracker.gui.widgets.text import few_lines, tip_of

Index = QModelIndex | QPersistentModelIndex
WHAT = Qt.ItemDataRole.UserRole
FOOT = ("Agreement or mandate", "Sum", "Suggested place")
LEFT, FIGURE, STEP, DOT = 8, 30, 10, 3.5


class WorksheetPainter(QStyledItemDelegate):
    """Dots fill up to the figure; the figure stands beside them, so that no dot is counted."""

    def __init__(self, theme: Theme, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a small cell: the view says how large they are."""
        return QSize(80, 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, column = index.data(WHAT)
        area: QRect = option.rect
        self._ground(painter, option, index, first_of_foot=row == FOOT[0])
        if isinstance(row, Question):
            self._paint_figure(painter, option, row, column, str(index.data()))
        else:
            self._paint_foot(painter, area, row, column, str(index.data()))
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        *,
        first_of_foot: bool,
    ) -> None:
        area = QRectF(option.rect)
        painter.setPen(QPen(self._theme.colour("segment_line" if first_of_foot else "line"), 1))
        painter.drawLine(area.topLeft(), area.topRight())
        current = self._view.currentIndex()
        here = (index.row(), index.column()) == (current.row(), current.column())
        if here and self._view.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.setBrush(self._theme.colour("accent_wash"))
            painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)

    def _paint_figure(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        question: Question,
        column: Column,
        text: str,
    ) -> None:
        area: QRect = option.rect
        now = column.answers.get(question.key)
        figure = QRect(area.left() + LEFT, area.top(), FIGURE, area.height())
        painter.setFont(body_font(13, 600 if now is not None else 400))
        painter.setPen(self._theme.colour("text" if now is not None else "third"))
        place = QStyle.visualRect(option.direction, area, figure)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        for one in question.scale.figures:
            middle = _dot(question.scale, one, area, option.direction)
            full = isinstance(now, int) and (
                one == now if question.scale is not AnswerScale.FIVE else one <= now
            )
            painter.setPen(QPen(self._theme.colour("accent" if full else "segment_line"), 1))
            painter.setBrush(self._theme.colour("accent" if full else "panel"))
            painter.drawEllipse(middle, DOT, DOT)

    def _paint_foot(
        self, painter: QPainter, area: QRect, row: str, column: Column, text: str
    ) -> None:
        strong = row == FOOT[2] and column.place is not None
        role = "text" if text not in {"", "–"} else "third"
        if row == FOOT[0]:
            role, text = ("accent", text) if text else ("third", "Add…")
        font = body_font(11 if row == FOOT[0] else 13, 700 if strong else 500)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        room = area.adjusted(LEFT, 0, -4, 0)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


def _dot(scale: AnswerScale, figure: int, area: QRect, direction: Qt.LayoutDirection) -> QPointF:
    at = scale.figures.index(figure)
    x = area.left() + LEFT + FIGURE + DOT + at * STEP
    if direction == Qt.LayoutDirection.RightToLeft:
        x = area.right() - (x - area.left())
    return QPointF(x, area.center().y() + 0.5)


def dot_at(scale: AnswerScale, area: QRect, x: float, direction: Qt.LayoutDirection) -> int | None:
    """Return the figure whose dot lies under the mouse."""
    for figure in scale.figures:
        if abs(_dot(scale, figure, area, direction).x() - x) <= STEP / 2:
            return figure
    return None


NOWHERE = QModelIndex()
CELL_ROLE = Qt.ItemDataRole.UserRole
HEAD, ROW, QUESTIONS = 44, 30, 226
NARROWEST, WIDEST = 92, 190
MANDATE, SUM, _ = FOOT


class WorksheetModel(QAbstractTableModel):
    """Every question, then what outranks the sum, the sum, and the suggested place."""

    def __init__(self, sheet: Worksheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.room = WIDEST

    def show(self, sheet: Worksheet) -> None:
        """Show a sheet; where its columns are the same, the place in it is kept."""
        same = [one.customer.id for one in sheet.columns] == [
            one.customer.id for one in self.sheet.columns
        ]
        if same and sheet.columns:
            self.sheet = sheet
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def what(self, index: Index) -> tuple[Question | str, Column]:
        """Return the question or the foot's row, and the customer, of a cell."""
        questions = self.sheet.asked.rated
        at = index.row()
        row = questions[at] if at < len(questions) else FOOT[at - len(questions)]
        return row, self.sheet.columns[index.column()]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the questions and the foot."""
        return 0 if parent.isValid() else len(self.sheet.asked.rated) + len(FOOT)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the customers."""
        return 0 if parent.isValid() else len(self.sheet.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name a customer or a question."""
        if orientation == Qt.Orientation.Horizontal:
            name = self.sheet.columns[section].customer.name
            lines = "\n".join(few_lines(name, 12, self.room - 20, 2, 600))
            return {
                Qt.ItemDataRole.DisplayRole: lines,
                Qt.ItemDataRole.ToolTipRole: tip_of(name),
            }.get(Qt.ItemDataRole(role))
        questions = self.sheet.asked.rated
        if section >= len(questions):
            return FOOT[section - len(questions)] if role == Qt.ItemDataRole.DisplayRole else None
        one = questions[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.text
        ends = f"\n1: {one.low} · 5: {one.high}" if one.scale is AnswerScale.FIVE else ""
        return tip_of(f"{one.help}{ends}") if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one cell."""
        if not index.isValid():
            return None
        row, column = self.what(index)
        if role == CELL_ROLE:
            return row, column
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            text = cell_text(row, column)
            if role == Qt.ItemDataRole.DisplayRole:
                return text
            name = row if isinstance(row, str) else row.text
            return f"{column.customer.name}, {name}: {text or 'none'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            if isinstance(row, Question):
                return keys_of(row.scale)
            if row == MANDATE:
                said = "\n".join(f"{one.text} ({outranked(one)})" for one in column.mandates)
                return tip_of(said or "Enter adds an agreement or a mandate")
        return None


class WorksheetTable(QTableView):
    """A spreadsheet: arrows walk, a digit answers and goes on, Delete takes back, Enter opens."""

    answered = Signal(object)  # tuple[int, str, int | None]: customer, question, figure
    mandates_wished = Signal(object)  # int: a customer

    def __init__(self, theme: Theme, sheet: Worksheet) -> None:
        super().__init__()
        self._minus = False
        self.sheet_model = WorksheetModel(sheet, self)
        self.setModel(self.sheet_model)
        self.setItemDelegate(WorksheetPainter(theme, self))
        self.setProperty("role", "worksheet")
        self.setAccessibleName("Priority worksheet")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.setDefaultSectionSize(ROW)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setFixedWidth(QUESTIONS)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setFixedHeight(HEAD)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setTextElideMode(Qt.TextElideMode.ElideNone)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for header in (down, across):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        theme.changed.connect(self.viewport().update)

    def show_sheet(self, sheet: Worksheet) -> None:
        """Show a sheet."""
        self.sheet_model.show(sheet)
        if not self.currentIndex().isValid() and sheet.columns:
            self.setCurrentIndex(self.sheet_model.index(0, 0))
        self._share()

    @property
    def whole_height(self) -> int:
        """How tall it is with all its rows in view."""
        return HEAD + ROW * self.sheet_model.rowCount() + 4

    def resizeEvent(self, event: Any) -> None:
        """Share the width between the customers."""
        super().resizeEvent(event)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, take back, or open what outranks the sum."""
        here = self.currentIndex()
        row, column = self.sheet_model.what(here) if here.isValid() else ("", None)
        key = Qt.Key(event.key())
        if column is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif row == MANDATE and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.mandates_wished.emit(column.customer.id)
        elif isinstance(row, Question) and self._take(row, column, key, event.text()):
            event.accept()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_down(here)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Leave letters alone: no name is looked for here."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer by the dot under the mouse, or open what outranks the sum."""
        super().mousePressEvent(event)
        at = self.indexAt(event.position().toPoint())
        if not at.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row, column = self.sheet_model.what(at)
        if row == MANDATE:
            self.mandates_wished.emit(column.customer.id)
        elif isinstance(row, Question):
            area = self.visualRect(at)
            figure = dot_at(row.scale, area, event.position().x(), self.layoutDirection())
            if figure is not None:
                again = figure == column.answers.get(row.key)
                self.answered.emit((column.customer.id, row.key, None if again else figure))

    def _take(self, question: Question, column: Column, key: Qt.Key, text: str) -> bool:
        if text == "-" and question.scale is AnswerScale.HISTORY:
            self._minus = True
            return True
        figure = typed(question.scale, text, minus=self._minus)
        self._minus = False
        if figure is None and key not in CLEAR:
            return False
        self.answered.emit((column.customer.id, question.key, figure))
        if figure is not None:
            self._go_down(self.currentIndex())
        return True

    def _go_down(self, here: QModelIndex) -> None:
        """Go to the next question, and from the last one to the next customer."""
        last = len(self.sheet_model.sheet.asked.rated) - 1
        row, column = here.row() + 1, here.column()
        if here.row() >= last:
            row, column = 0, column + 1
        if column < self.sheet_model.columnCount():
            self.setCurrentIndex(self.sheet_model.index(row, column))

    def _share(self) -> None:
        count = self.sheet_model.columnCount()
        if not count:
            return
        room = min(max(self.viewport().width() // count, NARROWEST), WIDEST)
        self.sheet_model.room = room
        for at in range(count):
            self.setColumnWidth(at, room)


def cell_text(row: Question | str, column: Column) -> str:
    """Write what stands in a cell."""
    if isinstance(row, Question):
        return shown(row.scale, column.answers.get(row.key))
    if row == MANDATE:
        return until(column.mandates[0]) if column.mandates else ""
    if row == SUM:
        return "–" if column.total is None else str(column.total)
    return "–" if column.place is None else f"{column.place}."
