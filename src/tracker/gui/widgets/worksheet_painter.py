"""Draws the worksheet's cells: a figure and its dots, what outranks it, the sum, the place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tracker.app.queries.worksheet import Column
from tracker.app.questionnaires import AnswerScale, Question
from tracker.gui.theme import Theme, body_font

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
