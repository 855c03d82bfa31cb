"""The small trend: a line, its last point, the promise as a dashed line; gaps stay gaps."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
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
    levels = known if spark.promise is None else [*known, spark.promise]
    low, high = min(levels), max(levels)
    points = _places(spark.values, low, high, area)
    if spark.promise is not None:
        y = round(_places((spark.promise,), low, high, area)[0].y()) + 0.5  # type: ignore[union-attr]
        painter.setPen(QPen(theme.colour("segment_line"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left() + MARGIN, y), QPointF(area.right() - MARGIN, y))
    painter.setPen(QPen(theme.colour(TONES[spark.tone]), 1.4))
    # Single lines: Qt strokes a polyline of this width four times as slowly.
    painter.drawLines([QLineF(one, two) for one, two in pairwise(points) if one is not None and two is not None])
    _paint_marks(painter, theme, spark, points)
    painter.restore()


def _paint_marks(
    painter: QPainter, theme: Theme, spark: SparkPicture, points: list[QPointF | None]
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    marks = dict(enumerate(spark.marks))
    last = max(at for at, point in enumerate(points) if point is not None)
    for at in {last, *(at for at, mark in marks.items() if mark is not Mark.USUAL)}:
        if (point := points[at]) is not None:
            mark = marks.get(at, Mark.USUAL)
            tone = TONES[mark] if mark is not Mark.USUAL else TONES[spark.tone]
            painter.setBrush(theme.colour(tone))
            painter.drawEllipse(point, 2.4, 2.4)


def _places(
    values: tuple[float | None, ...], low: float, high: float, area: QRectF
) -> list[QPointF | None]:
    """Place values from left to right, newest last; None stays None."""
    left, bottom = area.left() + MARGIN, area.bottom() - MARGIN
    across = (area.width() - 2 * MARGIN) / max(len(values) - 1, 1)
    up = 0.0 if high == low else (area.height() - 2 * MARGIN) / (high - low)
    if high == low:
        bottom -= (area.height() - 2 * MARGIN) / 2
    if len(values) == 1:
        left, across = area.right() - MARGIN, 0.0
    return [
        None if value is None else QPointF(left + at * across, bottom - (value - low) * up)
        for at, value in enumerate(values)
    ]


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
