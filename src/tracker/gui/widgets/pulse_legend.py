"""The marks of the pulse beside a measure, and the line that says what they mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from tracker.gui.theme import Theme, body_font


class PulseLegend(QWidget):
    """What the marks mean: shape and word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(20)
        self.setAccessibleName("Legend: triangle, below your usual; square, worse than usual")

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(260, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each mark with its name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(body_font(11))
        x = 64.0
        for kind, name in (("low", "below your usual"), ("worse", "worse than usual")):
            paint_mark(painter, self._theme, QPointF(x + 6, 10), kind)
            painter.setPen(self._theme.colour("second"))
            painter.drawText(QPointF(x + 18, 14), name)
            x += 34 + painter.fontMetrics().horizontalAdvance(name)


def paint_mark(painter: QPainter, theme: Theme, at: QPointF, kind: str) -> None:
    """Draw a point: ▼ where the pulse was low, ■ where the value was worse, else a circle."""
    painter.setPen(QPen(theme.colour("panel"), 1))
    if kind == "low":
        painter.setBrush(theme.colour("text"))
        corners = [QPointF(-5.5, -4.5), QPointF(5.5, -4.5), QPointF(0, 5)]
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
    elif kind == "worse":
        painter.setBrush(theme.colour("worse"))
        painter.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8))
    else:
        painter.setBrush(theme.colour("steady"))
        painter.drawEllipse(at, 3.4, 3.4)
