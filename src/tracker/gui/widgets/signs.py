"""How a sign of standing is drawn: told by its shape as much as by its colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from tracker.app.signals.signs import Sign
from tracker.gui.theme import Theme

SIGN = 10.0
INKS = {Sign.WORSE: "worse", Sign.BELOW: "worse", Sign.BETTER: "better"}


def paint_sign(painter: QPainter, theme: Theme, sign: Sign, box: QRectF) -> None:
    """Draw a sign: ▼ worse, ▽ below promise, ▲ better, ◇ far out, · learning, – as usual."""
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
    elif sign is Sign.ONE_OFF:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        y = box.center().y()
        sides = (QPointF(middle, box.top()), QPointF(box.right(), y))
        painter.drawPolygon(
            QPolygonF([*sides, QPointF(middle, box.bottom()), QPointF(box.left(), y)])
        )
    elif sign is Sign.LEARNING:
        painter.drawEllipse(box.center(), 1.6, 1.6)
    else:
        y = box.center().y()
        painter.drawLine(QPointF(box.left() + 1, y), QPointF(box.right() - 1, y))


def sign_box(left: float, area: QRectF) -> QRectF:
    """Return where a sign is drawn that begins at `left`, in the middle of an area's height."""
    return QRectF(left, area.center().y() - SIGN * 0.42, SIGN, SIGN * 0.84)
