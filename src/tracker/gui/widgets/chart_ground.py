"""What lies under the line: grid and axes, usual range, promise with its steps, spans."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from tracker.gui.theme import Theme, body_font
from tracker.report.svg_frame import MARGIN, TICK_GAP, Frame
from tracker.report.svg_levels import stretch_ends
from tracker.report.svg_ratings import LANE
from tracker.report.svg_spans import BAR, SHADE, Bar, lanes_height, stop_bands
from tracker.report.ticks import date_ticks

DATE_ROOM = 84.0
AXIS_PX = 12
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Ground:
    """Paints the lower layers of one frame."""

    def __init__(self, painter: QPainter, theme: Theme, frame: Frame) -> None:
        self._painter, self._theme, self._frame = painter, theme, frame

    def paint(self, caption: str, bars: Sequence[Bar]) -> None:
        """Draw everything, from the back to the front."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._usual_ranges()
        self._stops()
        self._values(caption)
        self._days(lanes_height(self._frame, bars))
        self._usual_lines()
        self._promise()
        for bar in bars:
            self._bar(bar)

    def _usual_ranges(self) -> None:
        frame = self._frame
        for one in frame.picture.usual:
            if one.low is None and one.high is None:
                continue
            top = frame.top if one.high is None else frame.y(one.high)
            bottom = frame.bottom if one.low is None else frame.y(one.low)
            left, right = stretch_ends(frame, one)
            area = QRectF(left, top, right - left, bottom - top)
            self._painter.fillRect(area, self._theme.colour("usual_wash"))

    def _stops(self) -> None:
        frame, grey = self._frame, self._theme.colour("steady")
        shade = QColor(grey)
        shade.setAlphaF(SHADE)
        edge = QPen(grey, 0.8)
        edge.setDashPattern([1.2, 3.8])
        for left, right in stop_bands(frame):
            area = QRectF(left, frame.top, right - left, frame.bottom - frame.top)
            self._painter.fillRect(area, shade)
            self._painter.setPen(edge)
            self._painter.drawLine(area.topLeft(), area.bottomLeft())
            self._painter.drawLine(area.topRight(), area.bottomRight())

    def _usual_lines(self) -> None:
        for one in self._frame.picture.usual:
            if one.middle is not None:
                left, right = stretch_ends(self._frame, one)
                y = self._frame.y(one.middle)
                pen = QPen(self._theme.colour("usual_line"), 1.2)
                if one.first_guess:
                    pen.setDashPattern([8, 4])
                self._painter.setPen(pen)
                self._painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _values(self, caption: str) -> None:
        frame, painter = self._frame, self._painter
        painter.setFont(body_font(AXIS_PX, tabular=True))
        room = frame.left - TICK_GAP - 4
        grid, words = self._theme.colour("chart_grid"), self._theme.colour("third")
        for value, name in frame.ticks:
            y = round(frame.y(value)) + 0.5
            painter.setPen(QPen(grid, 1))
            painter.drawLine(QPointF(frame.left, y), QPointF(frame.right, y))
            painter.setPen(words)
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(4, y - 9, room, 18), RIGHT, shown)
        painter.drawText(QRectF(MARGIN, frame.top - 24, frame.width / 3, 17), LEFT, caption)

    def _days(self, lanes: float) -> None:
        frame, painter = self._frame, self._painter
        painter.setFont(body_font(AXIS_PX, tabular=True))
        wanted = max(2, int((frame.right - frame.left) / DATE_ROOM))
        foot = round(frame.bottom) + 0.5
        painter.setPen(QPen(self._theme.colour("segment_line"), 1))
        painter.drawLine(QPointF(frame.left, foot), QPointF(frame.right, foot))
        free = 0.0
        for day, name in date_ticks(frame.first, frame.last, wanted):
            width = painter.fontMetrics().horizontalAdvance(name)
            x = frame.x(day)
            left = min(max(x - width / 2, 4), frame.width - 4 - width)
            painter.setPen(QPen(self._theme.colour("segment_line"), 1))
            painter.drawLine(QPointF(x, foot), QPointF(x, foot + 4))
            if left < free:
                continue
            free = left + width + 8
            painter.setPen(self._theme.colour("third"))
            painter.drawText(QPointF(left, frame.bottom + lanes + 20), name)

    def _promise(self) -> None:
        """One dashed line, with a step where the promise changed from a day to the next."""
        pen = QPen(self._theme.colour("text"), 1.1)
        pen.setDashPattern([5, 3.5])
        self._painter.setPen(pen)
        for upper in (False, True):
            for corners in promise_runs(self._frame, upper=upper):
                self._painter.drawPolyline(QPolygonF(corners))

    def _bar(self, bar: Bar) -> None:
        top = self._frame.bottom + 5 + bar.lane * LANE
        stop = bar.span.kind == "stop"
        watched = bar.span.kind == "watched"
        pen = QPen(self._theme.colour("steady" if stop or watched else "usual_line"), 1)
        if watched:
            pen.setDashPattern([3, 2])
        self._painter.setPen(pen)
        fill = "panel" if watched else "hover" if stop else "accent_wash"
        self._painter.setBrush(self._theme.colour(fill))
        self._painter.drawRoundedRect(QRectF(bar.left, top, bar.right - bar.left, BAR), 3, 3)
        self._painter.setFont(body_font(11))
        self._painter.setPen(self._theme.colour("second"))
        self._painter.drawText(QPointF(bar.at, top + 11.5), bar.name)


def promise_runs(frame: Frame, *, upper: bool) -> list[list[QPointF]]:
    """Return the corners of the promise's lower or upper line, one list for each unbroken run."""
    found: list[list[QPointF]] = []
    before = None
    for one in frame.picture.promises:
        level = one.high if upper else one.low
        if level is None:
            before = None
            continue
        left, right = stretch_ends(frame, one)
        if before is None or (one.first - before).days > 1:
            found.append([])
        found[-1] += [QPointF(left, frame.y(level)), QPointF(right, frame.y(level))]
        before = one.last
    return found
