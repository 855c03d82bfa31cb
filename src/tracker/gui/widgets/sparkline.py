"""The small trend: a line, its last point, the promise as a dashed line; gaps stay gaps."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.gui.theme import Theme
from tracker.report.spark import Mark, SparkPicture

TONES = {Mark.WORSE: "worse", Mark.BETTER: "better", Mark.USUAL: "steady", Mark.ONE_OFF: "steady"}
MARGIN = 3.0
Place = tuple[float, float]


def paint_spark(painter: QPainter, theme: Theme, spark: SparkPicture, area: QRectF) -> None:
    """Draw a small trend into an area; leaves another pen and brush behind."""
    known = [value for value in spark.values if value is not None]
    if not known:
        return
    levels = known if spark.promise is None else [*known, spark.promise]
    low, high = min(levels), max(levels)
    points = _places(spark.values, low, high, area)
    if spark.promise is not None:
        y = round(_height(spark.promise, low, high, area))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme.colour("segment_line"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(round(area.left() + MARGIN), y, round(area.right() - MARGIN), y)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(TONES[spark.tone]), 1.4))
    # Single lines: Qt strokes a polyline of this width four times as slowly.
    painter.drawLines([QLineF(*one, *two) for one, two in pairwise(points) if one and two])
    _paint_marks(painter, theme, spark, points)


def _paint_marks(
    painter: QPainter, theme: Theme, spark: SparkPicture, points: list[Place | None]
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    marks = dict(enumerate(spark.marks))
    last = max(at for at, point in enumerate(points) if point)
    for at in {last, *(at for at, mark in marks.items() if mark is not Mark.USUAL)}:
        if point := points[at]:
            mark = marks.get(at, Mark.USUAL)
            tone = TONES[mark] if mark is not Mark.USUAL else TONES[spark.tone]
            painter.setBrush(theme.colour(tone))
            painter.drawEllipse(QPointF(*point), 2.4, 2.4)


def _places(
    values: tuple[float | None, ...], low: float, high: float, area: QRectF
) -> list[Place | None]:
    """Place values from left to right, newest last; None stays None."""
    left = area.left() + MARGIN
    across = (area.width() - 2 * MARGIN) / max(len(values) - 1, 1)
    if len(values) == 1:
        left, across = area.right() - MARGIN, 0.0
    return [
        None if value is None else (left + at * across, _height(value, low, high, area))
        for at, value in enumerate(values)
    ]


def _height(value: float, low: float, high: float, area: QRectF) -> float:
    share = 0.5 if high == low else (value - low) / (high - low)
    return area.bottom() - MARGIN - share * (area.height() - 2 * MARGIN)


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
