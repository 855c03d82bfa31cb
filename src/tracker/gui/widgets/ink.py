"""A painter that knows the theme and the reading direction, so that painting code says neither.

What it draws by is what Qt draws fast: texts laid out once, boxes filled twice. Stroking a rounded
box or laying out a text again takes longer than everything else in a row.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QStaticText, QTransform

from tracker.gui.icons import paint_icon
from tracker.gui.theme import Theme
from tracker.gui.widgets.week_cells import font, metrics

REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
RADIUS = 6.0
WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class Ink:
    """One stroke of painting: text, icons and boxes by role, at the leading edge of a cell."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter = painter
        self.theme = theme
        self.mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def text(
        self,
        cell: QRect,
        text: str,
        role: str,
        px: int = 12,
        weight: int = REGULAR,
        *,
        middle: bool = False,
    ) -> None:
        """Write one line into a cell: at its leading edge, or in its middle."""
        laid = _laid(text, px, weight)
        left: float = cell.left()
        spare = cell.width() - laid.size().width()
        left += spare / 2 if middle else spare if self.mirrored else 0
        top = cell.top() + (cell.height() - metrics(px, weight).height()) / 2
        self.painter.setFont(font(px, weight))
        self.painter.setPen(self.theme.colour(role))
        self.painter.drawStaticText(QPointF(left, top), laid)

    def wrapped(self, cell: QRect, text: str, role: str, px: int) -> None:
        """Write as many lines into a cell as it takes; Qt mirrors the leading edge itself."""
        self.painter.setFont(font(px))
        self.painter.setPen(self.theme.colour(role))
        self.painter.drawText(cell, int(WRAPPED), text)

    def icon(self, cell: QRect, name: str, size: int, role: str) -> None:
        """Draw an icon at the leading edge of a cell, in the middle of its height."""
        left = cell.right() + 1 - size if self.mirrored else cell.left()
        top = cell.top() + (cell.height() - size) / 2
        paint_icon(self.painter, self.theme, name, QRectF(left, top, size, size), role)

    def after(self, cell: QRect, width: int) -> QRect:
        """Return what is left of a cell behind something so wide."""
        return cell.adjusted(0, 0, -width, 0) if self.mirrored else cell.adjusted(width, 0, 0, 0)

    def box(self, cell: QRect, ground: str, edge: str, width: int = 1) -> None:
        """Draw a rounded box with an edge of whole pixels."""
        self.painter.fillPath(rounded(cell), self.theme.colour(edge))
        inner = cell.adjusted(width, width, -width, -width)
        self.painter.fillPath(rounded(inner, RADIUS - width), self.theme.colour(ground))

    def broken_box(self, cell: QRect, ground: str, style: Qt.PenStyle, radius: float) -> None:
        """Draw a rounded box with a dashed or dotted edge."""
        shape = QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5)
        self.painter.setPen(QPen(self.theme.colour("segment_line"), 1, style))
        self.painter.setBrush(self.theme.colour(ground))
        self.painter.drawRoundedRect(shape, radius, radius)

    def fill(self, shape: QPainterPath, role: str) -> None:
        """Fill a shape."""
        self.painter.fillPath(shape, self.theme.colour(role))

    def bar(self, cell: QRect, role: str) -> None:
        """Fill a cell to its edges."""
        self.painter.fillRect(cell, self.theme.colour(role))


@lru_cache(maxsize=64)
def rounded(cell: QRect, radius: float = RADIUS) -> QPainterPath:
    """Return a cell with round corners."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(cell), radius, radius)
    return path


@lru_cache(maxsize=64)
def slice_of(cell: QRect, option: QRect) -> QPainterPath:
    """Return one segment of a cell, round only where the cell is."""
    path = QPainterPath()
    path.addRect(QRectF(option))
    return rounded(cell, RADIUS - 1).intersected(path)


@lru_cache(maxsize=1024)
def _laid(text: str, px: int, weight: int) -> QStaticText:
    laid = QStaticText(text)
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    laid.prepare(QTransform(), font(px, weight))
    return laid
