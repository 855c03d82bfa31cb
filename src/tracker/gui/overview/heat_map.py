"""Customers by the six areas as a table of painted cells: arrows move, Enter or a click opens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from tracker.app.trends.pictures import Cell, HeatRow
from tracker.domain.measure import AREA_NAMES, AREA_QUESTIONS, Area
from tracker.gui.overview.heat_signs import DRAWN, UNSIGNED, WASHES
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.painting import (
    MEDIUM,
    RADIUS,
    REGULAR,
    SEMIBOLD,
    ScaledDelegate,
    elided,
    font,
    text_width,
    write_line,
)
from tracker.gui.widgets.row_menu import MenuEntry, by_mouse, popup
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel
from tracker.gui.widgets.signs import INKS, SIGN, paint_sign, sign_box
from tracker.gui.widgets.text import plain

ROW_HEIGHT, HEAD_HEIGHT, HEAD_PADDING, GAP = 40, 20, 4, 2
NAME_WIDTHS = (150, 250)
AREAS = tuple(Area)


class HeatDelegate(ScaledDelegate):
    """Draws customers in the first column, in the others a value, a sign by shape, and a wash.

    Where there is no measure there is a rim alone. A second measure stands small at the right.
    """

    def __init__(self, theme: Theme, view: QAbstractItemView, rows: RowsModel[HeatRow]) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._rows = rows

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell, and the ring of the current one."""
        area = QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP)
        row = self._rows.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        if index.column() == 0:
            self._paint_customer(painter, option.rect, row, option.direction)
        elif cell := row.cells[index.column() - 1]:
            self._paint_cell(painter, area, cell)
        else:
            painter.setPen(QPen(self._theme.colour("line"), 1))
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
        tier_width = text_width(row.tier, 11)
        room = area.width() - tier_width - 24
        name_width = text_width(elided(row.name, max(room, 40), 13, MEDIUM), 13, MEDIUM)
        whole = area.adjusted(4, 0, -2, 0)
        name_area = QRect(whole.left(), whole.top(), name_width + 2, whole.height())
        tier_left = whole.left() + name_width + 8
        tier_area = QRect(tier_left, whole.top() + 1, tier_width + 2, whole.height())
        name_area = QStyle.visualRect(way, whole, name_area)
        write_line(painter, self._theme, name_area, row.name, "text", 13, MEDIUM)
        tier_area = QStyle.visualRect(way, whole, tier_area)
        write_line(painter, self._theme, tier_area, row.tier, "third", 11)

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        worst = cell[0]
        # A figure stands before its unit.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(WASHES.get(worst.sign, "quiet_wash")))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        room = area.adjusted(8, 0, -8, 0)
        if len(cell) > 1:
            room.setRight(self._paint_second(painter, room, cell) - 6)
        px, weight = (12, REGULAR) if worst.sign in UNSIGNED else (13, SEMIBOLD)
        signed = 0 if worst.sign in UNSIGNED else SIGN + 8
        text = worst.shown if worst.sign in UNSIGNED else worst.figure
        text = elided(text or "no value yet", int(max(room.width() - signed, 20)), px, weight)
        width = text_width(text, px, weight)
        middle = min(area.center().x() + (width + signed) / 2, room.right())
        left = max(middle - width - signed, room.left())
        role = "second" if worst.sign in UNSIGNED else INKS.get(worst.sign, "text")
        painter.setFont(font(px, weight))
        painter.setPen(self._theme.colour(role))
        place = QRectF(left, area.top(), width + 2, area.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        if signed:
            paint_sign(painter, self._theme, worst.sign, sign_box(left + width + 8, area))

    def _paint_second(self, painter: QPainter, room: QRectF, cell: Cell) -> float:
        """Draw the next measure small at the right, or how many there are; return its left."""
        second = cell[1]
        more = len(cell) > DRAWN
        signed = 0 if more or second.sign in UNSIGNED else SIGN + 5
        text = f"+{len(cell) - 1}" if more else second.figure
        text = elided(text, int(room.width() / 3), 11, SEMIBOLD)
        width = text_width(text, 11, SEMIBOLD)
        left = room.right() - width - signed
        painter.setFont(font(11, SEMIBOLD))
        role = "second" if more else INKS.get(second.sign, "second")
        painter.setPen(self._theme.colour(role))
        place = QRectF(left, room.top(), width + 2, room.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        if signed:
            box = sign_box(left + width + 5, room)
            paint_sign(painter, self._theme, second.sign, box.adjusted(1, 1, -1, -1))
        return left


@dataclass(frozen=True, slots=True)
class _InArea:
    """What is said of the measures that a customer has in one area."""

    area: Area

    def cell(self, row: HeatRow) -> Cell:
        """Return the measures, the worst first."""
        return row.cells[AREAS.index(self.area)]

    def text(self, row: HeatRow) -> str:
        """Return the worst value."""
        cell = self.cell(row)
        return cell[0].shown if cell else ""

    def tip(self, row: HeatRow) -> str:
        """Return a line for each measure."""
        return "\n".join(self._lines(row)) or f"{self._where(row)}: no measure"

    def spoken(self, row: HeatRow) -> str:
        """Return whose cell it is, and the lines."""
        lines = self._lines(row)
        return " ".join([f"{self._where(row)}:", *lines]) if lines else self.tip(row)

    def _lines(self, row: HeatRow) -> list[str]:
        return [one.told for one in self.cell(row)]

    def _where(self, row: HeatRow) -> str:
        return f"{row.name}, {AREA_NAMES[self.area]}"


def _column(area: Area) -> ModelColumn[HeatRow]:
    of = _InArea(area)
    name, question = AREA_NAMES[area], AREA_QUESTIONS[area]
    return ModelColumn(of.text, of.tip, of.spoken, title=name, title_tip=question)


def _name_and_tier(row: HeatRow) -> str:
    return f"{row.name}, {row.tier}"


class HeatMap(QTableView):
    """As tall as its rows: the page scrolls, not the table."""

    measure_requested = Signal(object)  # int
    calculation_requested = Signal(object)  # int: a measure
    customer_requested = Signal(object)  # int
    current_moved = Signal(object)  # QRect of the current cell, in this widget

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "heat")
        self.setAccessibleName("Customers by impact area")
        who: ModelColumn[HeatRow] = ModelColumn(
            lambda row: row.name, _name_and_tier, _name_and_tier
        )
        self._rows = RowsModel(who, *map(_column, AREAS), key=lambda row: row.customer_id)
        self.setModel(self._rows)
        self.setItemDelegate(HeatDelegate(theme, self, self._rows))
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
        return frozenset(row.customer_id for row in self._rows.rows)

    def cell(self, index: Index) -> Cell:
        """Return the measures in a cell, the worst first; none in the column of customers."""
        column = index.column() - 1
        return self._rows.row(index).cells[column] if index.isValid() and column >= 0 else ()

    def show_rows(self, rows: tuple[HeatRow, ...]) -> None:
        """Show other rows."""
        self._rows.show(rows)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current cell; at the first and last row, Up and Down leave the keys alone."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the customer, and for every measure of a cell its trend and how it is judged."""
        index = self.indexAt(event.pos()) if by_mouse(event) else self.currentIndex()
        if not index.isValid():
            return
        entries: list[MenuEntry | None] = []
        for entry in self.cell(index):
            opened = partial(self.measure_requested.emit, entry.measure_id)
            how = partial(self.calculation_requested.emit, entry.measure_id)
            entries.append(MenuEntry(plain(f"Open the trend of {entry.name}"), opened))
            entries.append(MenuEntry(plain(f"How the promise of {entry.name} is judged"), how))
        who = partial(self.customer_requested.emit, self._rows.row(index).customer_id)
        entries.append(MenuEntry("Open this customer", who))
        place = event.pos() if by_mouse(event) else self.visualRect(index).center()
        popup(self, self.viewport().mapToGlobal(place), entries)

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
        if not self.currentIndex().isValid() and self._rows.rows:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._rows.index(0, 1), flag)
        super().focusInEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the current cell is, so that the page can scroll to it."""
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.current_moved.emit(
                self.visualRect(current).translated(0, self.horizontalHeader().height())
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names a share of the width, the areas the rest in equal parts."""
        super().resizeEvent(event)
        least, most = map(scaled, NAME_WIDTHS)
        self.setColumnWidth(0, min(max(event.size().width() // 5, least), most))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows, below a head that has a second line where a name needs one."""
        head = self.horizontalHeader()
        head.ensurePolished()
        metrics = head.fontMetrics()
        widest = max(metrics.horizontalAdvance(name) for name in AREA_NAMES.values())
        lines = 1 if widest + 2 * HEAD_PADDING <= head.sectionSize(1) else 2
        high = scaled(HEAD_HEIGHT) + (lines - 1) * metrics.lineSpacing()
        head.setFixedHeight(high)
        self.setFixedHeight(high + scaled(ROW_HEIGHT) * self._rows.rowCount())

    def _set_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT))
        head = self.horizontalHeader()
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
        cell = self.cell(index)
        if not cell:
            self.customer_requested.emit(self._rows.row(index).customer_id)
        elif len(cell) == 1:
            self.measure_requested.emit(cell[0].measure_id)
        else:
            self._offer(index, cell)

    def _offer(self, index: Index, cell: Cell) -> None:
        self._menu.clear()
        for entry in cell:
            name = f"{entry.name}   {entry.shown}".rstrip()
            action = self._menu.addAction(plain(name))
            action.setToolTip(entry.said)
            action.setData(entry.measure_id)
        place = self.visualRect(index).bottomLeft()
        self._menu.popup(self.viewport().mapToGlobal(place))
        self._menu.setActiveAction(self._menu.actions()[0])

    def _on_entry(self, action: QAction) -> None:
        self.measure_requested.emit(action.data())
