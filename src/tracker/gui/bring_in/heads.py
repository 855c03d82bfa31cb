"""The small heads over the columns: what each is, its own name in two lines, a sign to open."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QTableView

from tracker.gui.theme import Theme, body_font, growth, scaled, unscaled
from tracker.gui.widgets.text import Wrapped, isolated, reading_direction

HEIGHT, PAD, BETWEEN, RADIUS = 60, 8, 3, 6
NAME_LINES = 2


class ColumnHead(NamedTuple):
    """What stands over a column: what it is, and its name.

    `fresh` is a measure that would be made, `faint` a column that is left out; one that `asks` can
    be said to be something else.
    """

    what: str
    name: str
    asks: bool = True
    fresh: bool = False
    faint: bool = False


class RoleHeads(QHeaderView):
    """Paints each head as a small box."""

    def __init__(self, theme: Theme, head: Callable[[int], ColumnHead], parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._head = head
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Return the height of two small lines and their box."""
        return QSize(super().sizeHint().width(), scaled(HEIGHT))

    def sectionSizeFromContents(self, at: int) -> QSize:
        """Return a width in which the words of a head stand in two lines."""
        head = self._head(at)
        what = QFontMetrics(body_font(11)).horizontalAdvance(head.what) + 16
        metrics = QFontMetrics(body_font(12, 600))
        whole = metrics.horizontalAdvance(head.name)
        longest = max((metrics.horizontalAdvance(word) for word in head.name.split()), default=0)
        name = max(longest, min(whole, whole // NAME_LINES + 24))
        return QSize(scaled(max(what, name) + 2 * (PAD + BETWEEN)), scaled(HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Draw the box, what the column is, its name, and the sign that it can be changed."""
        head = self._head(at)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        painter.scale(growth(), growth())
        rect = QRect(0, 0, unscaled(rect.width()), unscaled(rect.height()))
        painter.fillRect(rect, self._theme.colour("panel"))
        box = rect.adjusted(BETWEEN, 4, -BETWEEN, -5)
        edge = "accent" if head.fresh else "segment_line" if head.asks else "line"
        painter.setPen(QPen(self._theme.colour(edge), 1))
        painter.setBrush(self._theme.colour("panel"))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        self._write(painter, box, head)
        if head.asks:
            self._draw_sign(painter, box)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, head: ColumnHead) -> None:
        text = box.adjusted(PAD, 3, -PAD, -3)
        near = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        painter.setFont(body_font(11, 600 if head.fresh else 400))
        painter.setPen(self._theme.colour("accent" if head.fresh else "second"))
        painter.drawText(text.adjusted(0, 0, -10, 0), near, isolated(head.what))
        font = body_font(12, 400 if head.faint else 600)
        painter.setFont(font)
        painter.setPen(self._theme.colour("second" if head.faint else "text"))
        way = reading_direction(head.name)
        name = Wrapped(head.name, font, text.width(), NAME_LINES, way)
        name.draw(painter, text.adjusted(0, 15, 0, 0))

    def _draw_sign(self, painter: QPainter, box: QRect) -> None:
        left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle = QPointF(box.left() + 12 if left else box.right() - 11, box.top() + 11)
        sign = [middle + QPointF(-3, -1.5), middle + QPointF(0, 1.5), middle + QPointF(3, -1.5)]
        painter.setPen(QPen(self._theme.colour("second"), 1.3))
        painter.drawPolyline(QPolygonF(sign))
