"""How a cell of the heat map is drawn: a value, a sign by shape, and a wash; or dashes for none."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tracker.app.queries.heat_map import Cell, HeatRow, Sign
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
