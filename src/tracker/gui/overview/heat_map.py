"""Customers by the six areas as a table of cells: arrows move, Enter or a click opens.

How a cell of the heat map is drawn: a value, a sign by shape, and a wash; or dashes for none.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tracker.app.trends.pictures import Cell, HeatRow, Sign
from tracker.domain.measure import AREA_NAMES, AREA_QUESTIONS, Area
from tracker.gui.theme import Theme, body_font

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT, GAP, RADIUS, SIGN = 42, 2, 6.0, 10.0
WASHES = {Sign.WORSE: "worse_wash", Sign.BELOW: "worse_wash", Sign.BETTER: "better_wash"}
INKS = {Sign.WORSE: "worse", Sign.BELOW: "worse", Sign.BETTER: "better"}
QUIET = {Sign.OLD, Sign.NOTHING_YET}
LEGEND = (
    (Sign.WORSE, "worse"),
    (Sign.BELOW, "below promise"),
    (Sign.STEADY, "as usual"),
    (Sign.BETTER, "better"),
)
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter


def paint_sign(painter: QPainter, theme: Theme, sign: Sign, box: QRectF) -> None:
    """Draw a sign: ▼ worse, ▽ below promise, ▲ better, – as usual."""
    colour = theme.colour(INKS.get(sign, "steady"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(colour)
    middle = box.center().x()
    if sign in {Sign.WORSE, Sign.BELOW}:
        if sign is Sign.BELOW:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        corners = (box.topLeft(), box.topRight(), QPointF(middle, box.bottom()))
        painter.drawPolygon(QPolygonF(corners))
    elif sign is Sign.BETTER:
        corners = (box.bottomLeft(), box.bottomRight(), QPointF(middle, box.top()))
        painter.drawPolygon(QPolygonF(corners))
    else:
        y = box.center().y()
        painter.drawLine(QPointF(box.left() + 1, y), QPointF(box.right() - 1, y))


def sign_box(left: float, area: QRectF) -> QRectF:
    """Return where a sign is drawn that begins at `left`, in the middle of an area's height."""
    return QRectF(left, area.center().y() - SIGN * 0.42, SIGN, SIGN * 0.84)


class HeatDelegate(QStyledItemDelegate):
    """Draws customers in the first column and cells in the others."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell, and the ring of the current one."""
        area = QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP)
        row: HeatRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        if index.column() == 0:
            self._paint_customer(painter, option.rect, row, option.direction)
        elif cell := row.cells[index.column() - 1]:
            self._paint_cell(painter, area, cell)
        else:
            painter.setPen(QPen(self._theme.colour("line"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        current = self._view.hasFocus() and self._view.currentIndex() == index
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if current or hover:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            role = "accent" if current else "segment_line"
            painter.setPen(QPen(self._theme.colour(role), 2 if current else 1))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.restore()

    def _paint_customer(
        self, painter: QPainter, area: QRect, row: HeatRow, way: Qt.LayoutDirection
    ) -> None:
        name_font, tier_font = body_font(13, 500), body_font(11)
        tier_width = QFontMetrics(tier_font).horizontalAdvance(row.tier)
        room = area.width() - tier_width - 24
        metrics = QFontMetrics(name_font)
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, max(room, 40))
        name_width = metrics.horizontalAdvance(name)
        whole = area.adjusted(4, 0, -2, 0)
        name_area = QRect(whole.left(), whole.top(), name_width + 2, whole.height())
        tier_left = whole.left() + name_width + 8
        tier_area = QRect(tier_left, whole.top() + 1, tier_width + 2, whole.height())
        painter.setFont(name_font)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(QStyle.visualRect(way, whole, name_area), LEFT, name)
        painter.setFont(tier_font)
        painter.setPen(self._theme.colour("third"))
        painter.drawText(QStyle.visualRect(way, whole, tier_area), LEFT, row.tier)

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        worst = cell[0]
        painter.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight
        )  # a figure stands before its unit
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(WASHES.get(worst.sign, "page")))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        quiet = worst.sign in QUIET
        font = body_font(12 if quiet else 13, 400 if quiet else 600)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        text = worst.shown or "no value yet"
        room = area.width() - 26 - (16 if len(cell) > 1 else 0)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(max(room, 20)))
        width = metrics.horizontalAdvance(shown)
        left = area.center().x() - (width + 8 + SIGN) / 2
        first = left + SIGN + 8 if quiet else left
        role = "third" if quiet else INKS.get(worst.sign, "text")
        painter.setPen(self._theme.colour(role))
        painter.drawText(QRectF(first, area.top(), width + 2, area.height()), MIDDLE, shown)
        paint_sign(
            painter, self._theme, worst.sign, sign_box(left if quiet else left + width + 8, area)
        )
        if len(cell) > 1:
            painter.setFont(body_font(11))
            painter.setPen(self._theme.colour("second"))
            corner = QRectF(area.right() - 22, area.top() + 2, 16, 16)
            painter.drawText(corner, Qt.AlignmentFlag.AlignRight, str(len(cell)))


class HeatLegend(QWidget):
    """What the signs mean, in one quiet line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Signs: worse, below promise, as usual, better")

    def sizeHint(self) -> QSize:
        """Return the width of its words."""
        metrics = QFontMetrics(body_font(11))
        words = sum(metrics.horizontalAdvance(text) for _, text in LEGEND)
        return QSize(int(words + len(LEGEND) * (SIGN + 6 + 14)), 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each sign with its word."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(body_font(11))
        metrics = painter.fontMetrics()
        left = 0.0
        whole = QRectF(self.rect())
        for sign, text in LEGEND:
            paint_sign(painter, self._theme, sign, sign_box(left + 2, whole))
            left += SIGN + 8
            width = metrics.horizontalAdvance(text)
            painter.setPen(self._theme.colour("second"))
            painter.drawText(QRectF(left, 0, width + 2, whole.height()), LEFT, text)
            left += width + 16


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
