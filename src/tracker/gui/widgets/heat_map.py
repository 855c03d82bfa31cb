"""Customers by the six areas as a table of cells: arrows move, Enter or a click opens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView

from tracker.app.queries.heat_map import Cell, HeatRow
from tracker.domain.measure import AREA_NAMES, AREA_QUESTIONS, Area
from tracker.gui.theme import Theme
from tracker.gui.widgets.heat_painter import ROW_HEIGHT, HeatDelegate

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
NAME_WIDTHS = (150, 250)
HEAD_HEIGHT = 32
AREAS = tuple(Area)
NOWHERE = QModelIndex()


class HeatModel(QAbstractTableModel):
    """One row a customer; column 0 is who, then the areas."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[HeatRow, ...] = ()

    def show_rows(self, rows: tuple[HeatRow, ...]) -> None:
        """Show other rows; the same customers keep their place."""
        same = [row.customer_id for row in rows] == [row.customer_id for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = rows
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(AREAS)))

    def cell(self, index: Index) -> Cell:
        """Return the measures in a cell, the worst first."""
        inside = index.isValid() and index.column()
        return self.rows[index.row()].cells[index.column() - 1] if inside else ()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the customers."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the areas, and one column for who."""
        return 0 if parent.isValid() else len(AREAS) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name the areas; the tip asks the area's question."""
        if orientation == Qt.Orientation.Horizontal and section:
            if role == Qt.ItemDataRole.DisplayRole:
                return AREA_NAMES[AREAS[section - 1]]
            if role == Qt.ItemDataRole.ToolTipRole:
                return AREA_QUESTIONS[AREAS[section - 1]]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one cell."""
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self.rows[index.row()]
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(index, aloud=role == Qt.ItemDataRole.AccessibleTextRole)
        if role == Qt.ItemDataRole.DisplayRole:
            row, cell = self.rows[index.row()], self.cell(index)
            return row.name if index.column() == 0 else cell[0].shown if cell else ""
        return None

    def _words(self, index: Index, *, aloud: bool) -> str:
        row = self.rows[index.row()]
        if index.column() == 0:
            return f"{row.name}, {row.tier}"
        area = AREA_NAMES[AREAS[index.column() - 1]]
        where = f"{row.name}, {area}"
        entries = self.cell(index)
        if not entries:
            return f"{where}: no measure"
        told = [f"{one.name}: {one.shown or 'no value yet'}. {one.said}" for one in entries]
        return " ".join([f"{where}:", *told]) if aloud else "\n".join(told)


class HeatMap(QTableView):
    """As tall as its rows: the page scrolls, not the table."""

    measure_chosen = Signal(object)  # int
    customer_chosen = Signal(object)  # int
    current_moved = Signal(object)  # QRect of the current cell, in this widget

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "heat")
        self.setAccessibleName("Customers by impact area")
        self._model = HeatModel()
        self.setModel(self._model)
        self.setItemDelegate(HeatDelegate(theme, self))
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_entry)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_headers()

    @property
    def customers(self) -> frozenset[int]:
        """The ids of the customers shown."""
        return frozenset(row.customer_id for row in self._model.rows)

    def show_rows(self, rows: tuple[HeatRow, ...]) -> None:
        """Show other rows."""
        self._model.show_rows(rows)
        self.setFixedHeight(HEAD_HEIGHT + ROW_HEIGHT * len(rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current cell; at the first and last row, Up and Down leave the keys alone."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the cell under the mouse."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the hand what opens."""
        super().mouseMoveEvent(event)
        opens = self.indexAt(event.position().toPoint()).isValid()
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand if opens else arrow)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a cell, so that the arrows have a place to start from."""
        if not self.currentIndex().isValid() and self._model.rows:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._model.index(0, 1), flag)
        super().focusInEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the current cell is, so that the page can scroll to it."""
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.current_moved.emit(self.visualRect(current).translated(0, HEAD_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names a share of the width, the areas the rest in equal parts."""
        super().resizeEvent(event)
        least, most = NAME_WIDTHS
        self.setColumnWidth(0, min(max(event.size().width() // 5, least), most))

    def _set_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD_HEIGHT)
        head.setMinimumSectionSize(40)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        middle = Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)
        head.setDefaultAlignment(middle)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _open(self, index: Index) -> None:
        if not index.isValid():
            return
        cell = self._model.cell(index)
        if not cell:
            self.customer_chosen.emit(self._model.rows[index.row()].customer_id)
        elif len(cell) == 1:
            self.measure_chosen.emit(cell[0].measure_id)
        else:
            self._offer(index, cell)

    def _offer(self, index: Index, cell: Cell) -> None:
        self._menu.clear()
        for entry in cell:
            name = f"{entry.name}   {entry.shown}".rstrip().replace("&", "&&")
            action = self._menu.addAction(name)
            action.setToolTip(entry.said)
            action.setData(entry.measure_id)
        place = self.visualRect(index).bottomLeft()
        self._menu.popup(self.viewport().mapToGlobal(place))
        self._menu.setActiveAction(self._menu.actions()[0])

    def _on_entry(self, action: QAction) -> None:
        self.measure_chosen.emit(action.data())
