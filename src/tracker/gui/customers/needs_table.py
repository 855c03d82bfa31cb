"""Two columns of needs side by side: what differs stands on a wash, and says so in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
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
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tracker.domain.needs import Match, Need, NeedRow, NeedsComparison, NeedStatus
from tracker.gui.customers.needs_model import MINE, NeedsModel, RankRequest
from tracker.gui.theme import Theme, unscaled
from tracker.gui.widgets.painting import CellPainter, ScaledDelegate, font
from tracker.gui.widgets.rows_model import Index
from tracker.gui.widgets.text import Wrapped
from tracker.report.text.customers import standing

PAD, TOP, GUTTER, MARK = 10, 7, 18, 16
LINES, SMALL_LINE = 3, 15
WASH = {Match.MINE: "worse_wash", Match.THEIRS: "worse_wash", Match.MOVED: "page"}
STATUS = {NeedStatus.UNAWARE: "not aware of it", NeedStatus.MISINFORMED: "they see it differently"}


class NeedAction(StrEnum):
    """What can be done with the chosen need."""

    EDIT = "edit"
    UP = "up"
    DOWN = "down"
    PAIR = "pair"
    UNPAIR = "unpair"
    MEASURE = "measure"
    DETAILS = "details"
    TELL = "tell"
    DROP = "drop"


KEYS = {
    Qt.Key.Key_P: NeedAction.PAIR,
    Qt.Key.Key_U: NeedAction.UNPAIR,
    Qt.Key.Key_M: NeedAction.MEASURE,
    Qt.Key.Key_D: NeedAction.DETAILS,
    Qt.Key.Key_T: NeedAction.TELL,
    Qt.Key.Key_Delete: NeedAction.DROP,
}


class NeedCell(ScaledDelegate):
    """Draws one cell: the rank, the need, a small line where there is more to say."""

    def __init__(self, theme: Theme, needs: NeedsModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._needs = needs
        self._view = view

    def height(self, row: int) -> int:
        """Return what the taller cell of a row needs at the width of its column."""
        needs = self._needs
        return max(self._height(needs.index(row, column)) for column in range(needs.columnCount()))

    def usual_size(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what the text needs at the width of its column."""
        return QSize(unscaled(self._view.columnWidth(index.column())), self._height(index))

    def _height(self, index: Index) -> int:
        row, need = self._needs.row(index), self._needs.need(index)
        if need is None:
            return 2 * TOP + SMALL_LINE
        width = _room(row, need, unscaled(self._view.columnWidth(index.column())))
        height = Wrapped(need.text, font(12), width, LINES).height
        return height + 2 * TOP + (SMALL_LINE if _small(row, need) else 0)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        row, need = self._needs.row(index), self._needs.need(index)
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setLayoutDirection(option.direction)
        ink = CellPainter(painter, self._theme)
        if wash := WASH.get(row.match):
            ink.bar(cell, wash)
        ink.bar(QRect(cell.left(), cell.bottom(), cell.width(), 1), "line")
        if index.column() == MINE:
            edge = cell.left() if ink.mirrored else cell.right()
            ink.bar(QRect(edge, cell.top(), 1, cell.height()), "line")
        inner = cell.adjusted(PAD, TOP, -PAD, -TOP)
        if need is None:
            middle = QRect(inner.left(), inner.top(), inner.width(), SMALL_LINE)
            ink.text(middle, f"—  {standing(row)}", "second", 11)
        else:
            self._draw(ink, inner, row, need)
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(2, 2, -2, -3), 4, 4)
        painter.restore()

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """Return the field in which a need is said better."""
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName("The need, in their words")
        return editor

    def _draw(self, ink: CellPainter, inner: QRect, row: NeedRow, need: Need) -> None:
        rank = QRect(inner.left(), inner.top(), inner.width(), SMALL_LINE)
        ink.text(rank, str(need.rank), "third", 11)
        words = ink.after(inner, GUTTER)
        if _marked(row, need):
            left = words.left() if ink.mirrored else words.right() + 1 - MARK
            ink.icon(QRect(left, inner.top(), MARK, SMALL_LINE), "chart-line", 13, "second")
            trailing = (MARK, 0, 0, 0) if ink.mirrored else (0, 0, -MARK, 0)
            words = words.adjusted(*trailing)
        direction = ink.painter.layoutDirection()
        laid = Wrapped(need.text, font(12), words.width(), LINES, direction)
        ink.painter.setPen(self._theme.colour("text"))
        laid.draw(ink.painter, words)
        if small := _small(row, need):
            place = QRect(words.left(), words.top() + laid.height, words.width(), SMALL_LINE)
            ink.text(place, small, "second", 11)


def _marked(row: NeedRow, need: Need) -> bool:
    """Say whether this cell carries the sign of the row's measure: theirs does, if there is one."""
    return row.measured and need is row.needs[0]


def _small(row: NeedRow, need: Need) -> str:
    parts = [STATUS[need.status]] if need.status in STATUS else []
    if row.match is Match.MOVED and need is row.theirs:
        arrow = "▲" if row.lift > 0 else "▼"
        parts.insert(0, f"{arrow} {standing(row)}")
    return " · ".join(parts)


def _room(row: NeedRow, need: Need, width: int) -> int:
    return width - 2 * PAD - GUTTER - (MARK if _marked(row, need) else 0)


class NeedsTable(QTableView):
    """As tall as its rows; its page scrolls. Keys rank, pair, measure, edit and drop."""

    action_requested = Signal(object)  # NeedAction
    menu_requested = Signal(object)  # QPoint: where on the screen

    _cells: NeedCell | None = None  # Qt tells of changes before there are cells

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.needs = NeedsModel(self)
        self.setModel(self.needs)
        self._cells = NeedCell(theme, self.needs, self)
        self.setItemDelegate(self._cells)
        self.setProperty("role", "needs")
        self.setAccessibleName("Needs, side by side")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(2 * TOP)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.needs.modelReset.connect(self._fit)
        header.sectionResized.connect(self._on_column)
        theme.changed.connect(self._on_theme)

    def need(self) -> Need | None:
        """Return the need that is chosen; on an empty cell the other one of its row."""
        index = self.currentIndex()
        row = self.needs.row_or_none(index)
        return (self.needs.need(index) or row.needs[0]) if row else None

    def show_needs(self, found: NeedsComparison, measures: Mapping[int, str], today: date) -> None:
        """Show other lists; what is chosen stays so, and what has gone leaves its place chosen."""
        index, chosen = self.currentIndex(), self.need()
        row, column = index.row(), index.column()
        self.needs.show_needs(found, measures, today)
        if chosen is not None:
            place = self.needs.place(chosen.id)
            rest = self.needs.index(min(row, self.needs.rowCount() - 1), column)
            self.setCurrentIndex(place if place.isValid() else rest)

    def choose(self, need_id: int) -> None:
        """Choose a need."""
        self.setCurrentIndex(self.needs.place(need_id))

    def edit_chosen(self) -> None:
        """Say the chosen need better, in place."""
        index = self.currentIndex()
        if self.needs.need(index) is not None:
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says with the chosen need."""
        need = self.need()
        if self.state() == QAbstractItemView.State.EditingState:
            return  # Enter has ended the editing; the field passes it on
        if need is None:
            super().keyPressEvent(event)
            return
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = -1 if key == Qt.Key.Key_Up else 1
            if need.rank + step > 0:
                self.needs.ranked.emit(RankRequest(need.id, need.rank + step))
        elif key in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_chosen()
        elif key in KEYS and not held:
            self.action_requested.emit(KEYS[key])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:
        """Letters are commands here."""

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Say it better."""
        self.edit_chosen()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a cell."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.setCurrentIndex(self.indexAt(self.viewport().mapFromGlobal(event.globalPos())))
            self.menu_requested.emit(event.globalPos())
        else:
            self.menu_requested.emit(self.below())

    def below(self) -> QPoint:
        """Return where on the screen the chosen cell ends."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Wrap anew where the writing changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        if self._cells is None:
            return
        # Not resizeRowsToContents(): that measures only the columns it believes to be in view.
        for row in range(self.needs.rowCount()):
            self.setRowHeight(row, self._cells.height(row))
        rows = self.verticalHeader().length()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2)

    def _on_column(self) -> None:
        QTimer.singleShot(0, self, self._fit)  # when all columns have their widths

    def _on_theme(self) -> None:
        self.viewport().update()
