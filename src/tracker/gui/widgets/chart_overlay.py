"""What lies above the line: flags with their words, names of levels, the reading cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.chart_labels import LABEL_PX, LevelLabel
from tracker.gui.widgets.legend import FLAG_DASHES
from tracker.report.picture import Gap, Mark, Point, Rated
from tracker.report.svg_frame import Frame
from tracker.report.svg_labels import ROW_HEIGHT, PlacedFlag
from tracker.report.svg_parts import DIAMOND
from tracker.report.svg_ratings import FIGURE, RADIUS, PlacedRating

TONES = {Mark.WORSE: "worse", Mark.BETTER: "better"}
RING = 6.5
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


class Overlay:
    """Paints the upper layers of one frame."""

    def __init__(self, painter: QPainter, theme: Theme, frame: Frame) -> None:
        self._painter, self._theme, self._frame = painter, theme, frame
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def flags(self, flags: Sequence[PlacedFlag], pointed: PlacedFlag | None) -> None:
        """Draw each flag's line and words; the words of the one pointed at are underlined."""
        for one in flags:
            tone = self._theme.colour(TONES.get(one.flag.mark, "second"))
            pen = QPen(tone, 1.3)
            if one.flag.kind in FLAG_DASHES:
                pen.setDashPattern(FLAG_DASHES[one.flag.kind])
            self._painter.setPen(pen)
            top = self._frame.top if one.row is None else flag_area(self._frame, one).top() + 2
            self._painter.drawLine(QPointF(one.x, top), QPointF(one.x, self._frame.bottom))
            if one.row is not None:
                font = body_font(LABEL_PX)
                font.setUnderline(one == pointed)
                self._painter.setFont(font)
                self._painter.setPen(tone)
                side = Qt.AlignmentFlag.AlignRight if one.ends else Qt.AlignmentFlag.AlignLeft
                self._painter.drawText(flag_area(self._frame, one), side | MIDDLE, one.words)

    def labels(self, labels: Sequence[LevelLabel]) -> None:
        """Draw the names of levels."""
        self._painter.setFont(body_font(LABEL_PX))
        for label in labels:
            if not label.free:
                ground = QColor(self._theme.colour("panel"))
                ground.setAlphaF(0.85)
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.setBrush(ground)
                self._painter.drawRoundedRect(label.area.adjusted(2, 3, -2, -3), 2, 2)
            self._painter.setPen(self._theme.colour(label.role))
            self._painter.drawText(label.area, Qt.AlignmentFlag.AlignCenter, label.words)

    def ratings(self, ratings: Sequence[PlacedRating]) -> None:
        """Draw the customer's ratings, those of the lane with their figures."""
        self._painter.setFont(body_font(int(FIGURE)))
        for one in ratings:
            self._painter.setPen(QPen(self._theme.colour("panel"), 1))
            self._painter.setBrush(self._theme.colour("accent"))
            self._painter.drawPolygon(diamond(QPointF(one.x, one.y)))
            if one.figure:
                self._painter.setPen(self._theme.colour("second"))
                self._painter.drawText(QPointF(*one.figure_at), one.figure)

    def cursor(self, item: Point | Gap | Rated, ratings: Sequence[PlacedRating]) -> None:
        """Draw the line and ring of the point, gap or rating that is read."""
        x = self._frame.x(item.day)
        accent = self._theme.colour("accent")
        pen = QPen(accent, 1)
        if isinstance(item, Gap):
            pen.setDashPattern([3, 3])
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(x, self._frame.top), QPointF(x, self._frame.bottom))
        if isinstance(item, Point):
            self._painter.setPen(QPen(accent, 2))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawEllipse(QPointF(x, self._frame.y(item.value)), RING, RING)
        for one in ratings:
            if isinstance(item, Rated) and item in one.ratings:
                self._painter.setPen(QPen(accent, 2))
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                self._painter.drawEllipse(QPointF(one.x, one.y), RING + 1.5, RING + 1.5)

    def band(self, first: float, last: float) -> None:
        """Draw the days that a drag has taken so far."""
        area = QRectF(first, self._frame.top, last - first, self._frame.bottom - self._frame.top)
        wash = QColor(self._theme.colour("accent"))
        wash.setAlphaF(0.14)
        self._painter.fillRect(area.normalized(), wash)

    def focus(self) -> None:
        """Draw the frame that says the keys come here."""
        self._painter.setPen(QPen(self._theme.colour("accent"), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(0.5, 0.5, self._frame.width - 1, self._frame.height - 1)
        self._painter.drawRoundedRect(area, 6, 6)


def diamond(at: QPointF, radius: float = RADIUS) -> QPolygonF:
    """Return the shape of a customer's rating around a place, as paper has it."""
    return QPolygonF([QPointF(at.x() + radius * dx, at.y() + radius * dy) for dx, dy in DIAMOND])


def flag_area(frame: Frame, one: PlacedFlag) -> QRectF:
    """Return where a flag's words stand."""
    row = one.row or 0
    top = frame.top - 24 - row * ROW_HEIGHT
    left = one.left - (4 if one.ends else 0)
    return QRectF(left, top, one.right - one.left + 4, ROW_HEIGHT)
