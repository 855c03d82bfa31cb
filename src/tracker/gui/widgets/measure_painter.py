"""How a measure is drawn in the list beside a chart."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tracker.app.queries.measure_list import Listed
from tracker.domain.customer import Customer
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.measure_list import ROW_ROLE, Index
from tracker.gui.widgets.sparkline import paint_spark

HEADING, ROW = 30, 56
RADIUS, PAD = 6, 8
START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MeasurePainter(QStyledItemDelegate):
    """Draws a measure as its name over its small trend."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or a measure."""
        heading = isinstance(index.data(ROW_ROLE), Customer)
        return QSize(100, HEADING if heading else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: Customer | Listed = index.data(ROW_ROLE)
        if isinstance(row, Customer):
            self._heading(painter, option.rect, row)
        else:
            self._ground(painter, option)
            self._measure(painter, option.rect.adjusted(PAD, 0, -PAD, 0), row)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRect, customer: Customer) -> None:
        low = area.adjusted(PAD, 8, -PAD, 0)
        self._write(painter, low, customer.name, "second", 11, 600)

    def _measure(self, painter: QPainter, area: QRect, one: Listed) -> None:
        name = QRect(area.left(), area.top() + 4, area.width(), 20)
        self._write(painter, name, one.measure.name, "text", 12, 500)
        spark = QRectF(area.left() - 3, area.top() + 25, area.width() + 6, 26)
        if not one.last:
            self._write(painter, spark.toRect().adjusted(3, 0, 0, 0), "nothing logged", "third", 11)
        paint_spark(painter, self._theme, one.spark, spark)

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        role: str,
        px: int = 13,
        weight: int = 400,
    ) -> None:
        """Write a line, ended with … where it has no room."""
        font = body_font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, START, shown)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focus = chosen and option.widget.hasFocus()
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(self._theme.colour("accent") if focus else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_wash" if chosen else "hover"))
        area = QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5)
        painter.drawRoundedRect(area, RADIUS, RADIUS)
