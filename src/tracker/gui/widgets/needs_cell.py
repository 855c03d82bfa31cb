"""One cell of the two lists: the rank, the need, its measure's sign, and what differs in words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tracker.domain.comparison import Match, Row
from tracker.domain.need import Need, NeedStatus
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.ink import Ink
from tracker.gui.widgets.needs_model import MINE, NEED_ROLE, ROW_ROLE, Index
from tracker.gui.widgets.wrapped import Wrapped
from tracker.report.needs import standing

PAD, TOP, GUTTER, MARK = 10, 7, 18, 16
LINES, SMALL_LINE = 3, 15
WASH = {Match.MINE: "worse_wash", Match.THEIRS: "worse_wash", Match.MOVED: "page"}
STATUS = {NeedStatus.UNAWARE: "not aware of it", NeedStatus.MISINFORMED: "misinformed"}


class NeedCell(QStyledItemDelegate):
    """Draws one cell: the rank, the need, a small line where there is more to say."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def height(self, row: int) -> int:
        """Return what the taller cell of a row needs at the width of its column."""
        model = self._view.model()
        return max(self._height(model.index(row, column)) for column in range(model.columnCount()))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what the text needs at the width of its column."""
        return QSize(self._view.columnWidth(index.column()), self._height(index))

    def _height(self, index: Index) -> int:
        row, need = index.data(ROW_ROLE), index.data(NEED_ROLE)
        if need is None:
            return 2 * TOP + SMALL_LINE
        width = _room(row, need, self._view.columnWidth(index.column()))
        height = Wrapped(need.text, body_font(12), width, LINES).height
        return height + 2 * TOP + (SMALL_LINE if _small(row, need) else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        row, need = index.data(ROW_ROLE), index.data(NEED_ROLE)
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setLayoutDirection(option.direction)
        ink = Ink(painter, self._theme)
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

    def _draw(self, ink: Ink, inner: QRect, row: Row, need: Need) -> None:
        rank = QRect(inner.left(), inner.top(), inner.width(), SMALL_LINE)
        ink.text(rank, str(need.rank), "third", 11)
        words = ink.after(inner, GUTTER)
        if _marked(row, need):
            at = words.left() if ink.mirrored else words.right() + 1 - MARK
            ink.icon(QRect(at, inner.top(), MARK, SMALL_LINE), "chart-line", 13, "second")
            trailing = (MARK, 0, 0, 0) if ink.mirrored else (0, 0, -MARK, 0)
            words = words.adjusted(*trailing)
        mirrored = (
            Qt.LayoutDirection.RightToLeft if ink.mirrored else Qt.LayoutDirection.LeftToRight
        )
        laid = Wrapped(need.text, body_font(12), words.width(), LINES, mirrored)
        ink.painter.setPen(self._theme.colour("text"))
        laid.draw(ink.painter, words)
        if small := _small(row, need):
            place = QRect(words.left(), words.top() + laid.height, words.width(), SMALL_LINE)
            ink.text(place, small, "second", 11)


def _marked(row: Row, need: Need) -> bool:
    """Say whether this cell carries the sign of the row's measure: theirs does, if there is one."""
    return row.measured and need is row.needs[0]


def _small(row: Row, need: Need) -> str:
    parts = [STATUS[need.status]] if need.status in STATUS else []
    if row.match is Match.MOVED and need is row.theirs:
        arrow = "▲" if row.lift > 0 else "▼"
        parts.insert(0, f"{arrow} {standing(row)}")
    return " · ".join(parts)


def _room(row: Row, need: Need, width: int) -> int:
    return width - 2 * PAD - GUTTER - (MARK if _marked(row, need) else 0)
