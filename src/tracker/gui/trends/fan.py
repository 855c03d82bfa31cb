"""Where a slide leads: a dotted line and a pale fan, a ring where it meets the promise, and words.

It begins at the level now, not at the last value, and nothing of it leaves the plot.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from tracker.gui.theme import Theme
from tracker.gui.trends.legend import FAN_DASHES, FAN_TONES
from tracker.gui.widgets.painting import SEMIBOLD, font
from tracker.report.charts.frame import Frame
from tracker.report.charts.picture import Fan

WASH = 0.12
WORDS_PX = 12
LINE_HEIGHT = 16.0
LEADER = 76.0
RING = 5.0
AIR = 4.0
NOW = "at this pace"


class FanLayer:
    """Paints the fans of one frame."""

    def __init__(self, painter: QPainter, theme: Theme, frame: Frame) -> None:
        self._painter, self._theme, self._frame = painter, theme, frame

    def paint(self) -> None:
        """Draw everything, what was foreseen once below what is foreseen now."""
        frame, painter = self._frame, self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = QRectF(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top)
        for fan in sorted(frame.picture.fans, key=lambda one: not one.past):
            if fan.points:
                painter.setClipRect(plot)
                if not fan.past:
                    self._now(fan)
                self._fan(fan)
                painter.setClipping(False)
                self._meeting(fan, plot)
        painter.restore()

    def _tone(self, fan: Fan) -> QColor:
        return self._theme.colour("steady" if fan.past else FAN_TONES.get(fan.mark, "steady"))

    def _now(self, fan: Fan) -> None:
        """Draw where what is known ends."""
        x = round(self._x(fan.points[0].day)) + 0.5
        self._painter.setPen(QPen(self._theme.colour("chart_grid"), 1))
        self._painter.drawLine(QPointF(x, self._frame.top), QPointF(x, self._frame.bottom))
        self._painter.setFont(font(WORDS_PX - 1))
        self._painter.setPen(self._theme.colour("third"))
        self._painter.drawText(QPointF(x + 5, self._frame.top + 13), NOW)

    def _fan(self, fan: Fan) -> None:
        tone, painter = self._tone(fan), self._painter
        middle, low, high = (
            [QPointF(self._x(point.day), self._y(getattr(point, side))) for point in fan.points]
            for side in ("middle", "low", "high")
        )
        if not fan.past:
            wash = QColor(tone)
            wash.setAlphaF(WASH)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawPolygon(QPolygonF([*high, *reversed(low)]))
            painter.setPen(self._dotted(tone, 1.0))
            painter.drawPolyline(QPolygonF(low))
            painter.drawPolyline(QPolygonF(high))
        painter.setPen(self._dotted(tone, 1.8))
        painter.drawPolyline(QPolygonF(middle))

    def _meeting(self, fan: Fan, plot: QRectF) -> None:
        """Draw a ring where the slide meets the line, a bar for its range, and the words."""
        if fan.past or fan.level is None or fan.meets is None or fan.earliest is None:
            return
        at, tone = QPointF(self._x(fan.meets), self._y(fan.level)), self._tone(fan)
        if not plot.adjusted(-1, -1, 1, 1).contains(at):
            return
        last = fan.points[-1].day if fan.latest is None else fan.latest
        ends = [min(max(self._x(day), plot.left()), plot.right()) for day in (fan.earliest, last)]
        bar = QColor(tone)
        bar.setAlphaF(0.45)
        painter = self._painter
        painter.setPen(QPen(bar, 4))
        painter.drawLine(QPointF(ends[0], at.y()), QPointF(ends[1], at.y()))
        self._words(fan, at, plot)
        painter.setPen(QPen(tone, 1.8))
        painter.setBrush(self._theme.colour("panel"))
        painter.drawEllipse(at, RING, RING)

    def _words(self, fan: Fan, at: QPointF, plot: QRectF) -> None:
        """Write the words on a leader, on the side that the slide comes from.

        They stand where nothing is drawn yet; with little room without the range, or not at all.
        """
        painter, bold = self._painter, font(WORDS_PX, SEMIBOLD)
        metrics = QFontMetricsF(bold)
        room = plot.right() - self._x(fan.points[0].day) + AIR
        short = [line.partition(" (")[0] for line in fan.words]
        wide, narrow = (
            max(metrics.horizontalAdvance(line) for line in lines) for lines in (fan.words, short)
        )
        lines, width = (list(fan.words), wide) if wide <= room else (short, narrow)
        height = len(lines) * LINE_HEIGHT
        if width > room or plot.height() < 3 * height:
            return
        if fan.points[-1].middle < fan.points[0].middle:
            top = max(at.y() - LEADER - height, plot.top() + LINE_HEIGHT + AIR)
            leader = top + height + AIR, at.y() - RING
        else:
            top = min(at.y() + LEADER, plot.bottom() - height - AIR)
            leader = at.y() + RING, top - AIR
        left = min(at.x() - AIR, plot.right() - width)
        tone = self._tone(fan)
        painter.setPen(QPen(tone, 1.2))
        if leader[1] > leader[0]:
            painter.drawLine(QPointF(at.x(), leader[0]), QPointF(at.x(), leader[1]))
        painter.setFont(bold)
        painter.setPen(tone)
        for number, line in enumerate(lines):
            painter.drawText(QPointF(left, top + (number + 0.8) * LINE_HEIGHT), line)

    @staticmethod
    def _dotted(tone: QColor, width: float) -> QPen:
        pen = QPen(tone, width)
        pen.setDashPattern(FAN_DASHES)
        return pen

    def _x(self, day: date) -> float:
        """Return where a day lies, also outside the plot."""
        frame = self._frame
        days = max((frame.last - frame.first).days, 1)
        inside = frame.right - frame.left - 2 * frame.inset
        return frame.left + frame.inset + (day - frame.first).days / days * inside

    def _y(self, value: float) -> float:
        """Return where a value lies, also outside the plot."""
        frame = self._frame
        share = (value - frame.low) / (frame.high - frame.low)
        return frame.bottom - share * (frame.bottom - frame.top)
