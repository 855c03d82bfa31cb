"""The small trend: a line, its last point, the promise as a dashed line; gaps stay gaps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.gui.theme import Theme
from tracker.report.picture import Mark, SparkPicture

TONES = {Mark.WORSE: "worse", Mark.BETTER: "better", Mark.USUAL: "steady", Mark.ONE_OFF: "steady"}
MARGIN = 3.0


def paint_spark(painter: QPainter, theme: Theme, spark: SparkPicture, area: QRectF) -> None:
    """Draw a small trend into an area."""
    known = [value for value in spark.values if value is not None]
    if not known:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    levels = known if spark.promise is None else [*known, spark.promise]
    low, high = min(levels), max(levels)
    inner = area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    points = [
        None if value is None else _place(at, len(spark.values), value, low, high, inner)
        for at, value in enumerate(spark.values)
    ]
    if spark.promise is not None:
        y = _place(0, 1, spark.promise, low, high, inner).y()
        painter.setPen(QPen(theme.colour("segment_line"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(inner.left(), y), QPointF(inner.right(), y))
    painter.setPen(QPen(theme.colour(TONES[spark.tone]), 1.4))
    for run in _runs(points):
        painter.drawPolyline(QPolygonF(run))
    _paint_marks(painter, theme, spark, points)
    painter.restore()


def _paint_marks(
    painter: QPainter, theme: Theme, spark: SparkPicture, points: list[QPointF | None]
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    marks = dict(enumerate(spark.marks))
    last = max(at for at, point in enumerate(points) if point is not None)
    for at, point in enumerate(points):
        mark = marks.get(at, Mark.USUAL)
        if point is not None and (mark is not Mark.USUAL or at == last):
            tone = TONES[mark] if mark is not Mark.USUAL else TONES[spark.tone]
            painter.setBrush(theme.colour(tone))
            painter.drawEllipse(point, 2.4, 2.4)


def _place(at: int, count: int, value: float, low: float, high: float, area: QRectF) -> QPointF:
    share = 0.5 if high == low else (value - low) / (high - low)
    across = 1.0 if count < 2 else at / (count - 1)
    return QPointF(area.left() + across * area.width(), area.bottom() - share * area.height())


def _runs(points: list[QPointF | None]) -> list[list[QPointF]]:
    runs: list[list[QPointF]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]


class Sparkline(QWidget):
    """A small trend as a widget."""

    def __init__(self, theme: Theme, size: QSize | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._size = size or QSize(96, 28)
        self._spark = SparkPicture(())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_spark(self, spark: SparkPicture) -> None:
        """Show another trend."""
        if spark != self._spark:
            self._spark = spark
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size it was made for."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        paint_spark(QPainter(self), self._theme, self._spark, QRectF(self.rect()))
