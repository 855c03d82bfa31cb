"""What lies under and above the line of a chart: grid, axes, levels and their names, flags, cursor.

The name of a level stands where it covers no line and no point, if there is such a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from tracker.gui.theme import Theme, body_font
from tracker.gui.trends.lanes import RatingOnPlot
from tracker.gui.trends.legend import FLAG_DASHES, paint_gap
from tracker.gui.widgets.painting import font
from tracker.gui.widgets.text import elide
from tracker.report.charts import frame as frames
from tracker.report.charts import labels, levels, svg
from tracker.report.charts.frame import INSET, MARGIN, TICK_GAP, Frame
from tracker.report.charts.gaps import placed_gaps
from tracker.report.charts.labels import ROW_HEIGHT, PlacedFlag
from tracker.report.charts.picture import CustomerRating, Gap, Point, Stretch
from tracker.report.charts.spans import SHADE, stop_bands
from tracker.report.charts.spark import Mark
from tracker.report.charts.ticks import date_ticks

DATE_ROOM = 84.0
AXIS_PX = LABEL_PX = 12
AIR = 8.0
FAR_STEPS = 16
RING = 6.5
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


class LowerLayers:
    """Paints the lower layers of one frame."""

    def __init__(self, painter: QPainter, theme: Theme, frame: Frame) -> None:
        self._painter, self._theme, self._frame = painter, theme, frame

    def paint(self, caption: str) -> None:
        """Draw everything, from the back to the front."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._promised_sides()
        self._stops()
        self._values(caption)
        self._usual_ranges()
        self._days()
        self._usual_lines()
        self._promise()
        for gap in placed_gaps(self._frame):
            paint_gap(self._painter, self._theme, gap)

    def _promised_sides(self) -> None:
        wash = self._theme.colour("usual_wash")
        for left, top, right, bottom in frames.promised_areas(self._frame):
            self._painter.fillRect(QRectF(left, top, right - left, bottom - top), wash)

    def _usual_ranges(self) -> None:
        pen = QPen(self._theme.colour("usual_line"), levels.RANGE_WIDTH)
        pen.setDashPattern([2.0, 4.0])
        self._painter.setPen(pen)
        for left, right, y in frames.range_edges(self._frame):
            self._painter.drawLine(QPointF(left, y), QPointF(right, y))

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
        for usual in self._frame.picture.usual:
            if usual.middle is not None:
                left, right = frames.stretch_ends(self._frame, usual)
                y = self._frame.y(usual.middle)
                role = levels.LEVEL_TONES.get(usual.mark, "usual_line")
                pen = QPen(self._theme.colour(role), 1.2)
                if usual.first_guess:
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
            shown = elide(name, int(room), painter.fontMetrics())
            painter.drawText(QRectF(4, y - 9, room, 18), RIGHT, shown)
        painter.drawText(QRectF(MARGIN, frame.top - 24, frame.width / 3, 17), LEFT, caption)

    def _days(self) -> None:
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
            painter.drawText(QPointF(left, frame.bottom + 18), name)

    def _promise(self) -> None:
        """One dashed line, with a step where the promise changed from a day to the next."""
        pen = QPen(self._theme.colour("text"), 1.1)
        pen.setDashPattern([5, 3.5])
        self._painter.setPen(pen)
        for upper in (False, True):
            for corners in promise_runs(self._frame, upper=upper):
                self._painter.drawPolyline(QPolygonF(corners))


def promise_runs(frame: Frame, *, upper: bool) -> list[list[QPointF]]:
    """Return the corners of the promise's lower or upper line, one list for each unbroken run."""
    found: list[list[QPointF]] = []
    before = None
    for promise in frame.picture.promises:
        level = promise.high if upper else promise.low
        if level is None:
            before = None
            continue
        left, right = frames.stretch_ends(frame, promise)
        if before is None or (promise.first - before).days > 1:
            found.append([])
        found[-1] += [QPointF(left, frame.y(level)), QPointF(right, frame.y(level))]
        before = promise.last
    return found


@dataclass(frozen=True, slots=True)
class LevelLabel:
    """Words at a place; `free` is False where they cover something and need a ground."""

    words: str
    role: str
    area: QRectF
    free: bool


class _PlotRoom:
    """What is drawn in the plot, in pixels, and which labels were placed."""

    def __init__(
        self, frame: Frame, flags: Sequence[PlacedFlag], ratings: Sequence[RatingOnPlot]
    ) -> None:
        points = frame.picture.points
        pairs = [(point.day.toordinal(), point.value) for point in points]
        values = np.array(pairs, dtype=float).reshape(-1, 2)
        # What Frame.x and Frame.y say, for all points at once.
        across = (values[:, 0] - frame.first.toordinal()) / max((frame.last - frame.first).days, 1)
        up = (values[:, 1] - frame.low) / (frame.high - frame.low)
        left = frame.left + INSET
        self._x: NDArray[np.float64] = left + across * (frame.right - INSET - left)
        self._y: NDArray[np.float64] = frame.bottom - up * (frame.bottom - frame.top)
        self._uprights = [flag.x for flag in flags]
        self._uprights += [x for band in stop_bands(frame) for x in band]
        self._levels = [
            QRectF(start.x(), start.y() - 1, end.x() - start.x(), 2)
            for upper in (False, True)
            for run in promise_runs(frame, upper=upper)
            for start, end in zip(run[::2], run[1::2], strict=True)
        ]
        for usual in frame.picture.usual:
            if usual.middle is not None:
                left, right = frames.stretch_ends(frame, usual)
                ends = [one for one in (usual.low, usual.high) if one is not None]
                self._levels += [
                    QRectF(left, frame.y(level) - 1, right - left, 2)
                    for level in (usual.middle, *ends)
                ]
        self._placed = [one.area for one in ratings]
        self._placed += [QRectF(one.x - 6, one.y - 6, 12, 12) for one in ratings]

    def take(self, candidates: Iterator[QRectF]) -> tuple[QRectF, bool] | None:
        """Take the candidate that covers least and no other words, and say if it is free."""
        best: tuple[int, QRectF] | None = None
        for area in candidates:
            if any(placed.intersects(area) for placed in self._placed):
                continue
            covered = self._covered(area)
            if best is None or covered < best[0]:
                best = covered, area
            if not covered:
                break
        if best is None:
            return None
        self._placed.append(best[1])
        return best[1], best[0] == 0

    def _covered(self, area: QRectF) -> int:
        """Count what an area would cover."""
        count = sum(2 for level in self._levels if level.intersects(area))
        count += sum(2 for x in self._uprights if area.left() - 2 < x < area.right() + 2)
        if not self._x.size:
            return count
        near = (self._x > area.left() - 6) & (self._x < area.right() + 6)
        near &= (self._y > area.top() - 6) & (self._y < area.bottom() + 6)
        along = np.linspace(area.left(), area.right(), 12)
        line = np.interp(along, self._x, self._y, left=np.nan, right=np.nan)
        crossed = (line > area.top() - 0.5) & (line < area.bottom() + 0.5)
        return count + int(near.sum()) + int(crossed.sum())


def level_labels(
    frame: Frame, flags: Sequence[PlacedFlag], ratings: Sequence[RatingOnPlot] = ()
) -> list[LevelLabel]:
    """Place the names of the promises, the newest first, and of the newest usual level."""
    room, metrics = _PlotRoom(frame, flags, ratings), QFontMetricsF(font(LABEL_PX))
    found: list[LevelLabel | None] = []
    for older, promise in enumerate(reversed(levels.worth_naming(frame.picture.promises))):
        level = promise.low if promise.high is None else promise.high
        if level is not None:
            spot = _LevelLabel(promise, level, f"promise {promise.label}", "text", must=not older)
            found.append(_placed(frame, room, metrics, spot))
    for usual in frame.picture.usual:
        if usual.middle is not None and (label := levels.stretch_label(frame, usual)):
            role = levels.LEVEL_TONES.get(usual.mark, "second")
            since = usual.mark is not Mark.USUAL
            right = not since and usual is frame.picture.usual[-1]
            spot = _LevelLabel(
                usual, usual.middle, label, role, must=True, from_right=right, before=since
            )
            found.append(_placed(frame, room, metrics, spot))
    return [label for label in found if label]


@dataclass(frozen=True, slots=True)
class _LevelLabel:
    """A level that wants a name; one that must have it may leave its own stretch.

    The name of one since a change is tried before its line first.
    """

    stretch: Stretch
    level: float
    words: str
    role: str
    must: bool
    from_right: bool = False
    before: bool = False


def _placed(
    frame: Frame, room: _PlotRoom, metrics: QFontMetricsF, spot: _LevelLabel
) -> LevelLabel | None:
    left, right = frames.stretch_ends(frame, spot.stretch)
    begins = left
    words = svg.cut_to_width(spot.words, LABEL_PX, (frame.right - frame.left) * 0.45)
    width = metrics.horizontalAdvance(words)
    if not words or (not spot.must and width + 12 > right - left):
        return None
    if right - left < width + AIR:
        left, right = max(frame.left, right - width - AIR), min(frame.right, left + width + AIR)
    places = levels.label_places(frame, left, right, frame.y(spot.level), width, spot.from_right)
    if spot.before:
        places = chain(levels.places_before(frame, begins, frame.y(spot.level), width), places)
    places = chain(places, _farther(frame, left, right, frame.y(spot.level), width))
    boxes = (QRectF(box.left, box.top, width + AIR, box.bottom - box.top) for box in places)
    taken = room.take(boxes)
    return LevelLabel(words, spot.role, *taken) if taken else None


def _farther(
    frame: Frame, left: float, right: float, y: float, width: float
) -> Iterator[labels.LabelBox]:
    """Yield places along a level, a line of words away from it: better than over a point."""
    last = max(left, min(right, frame.right) - width - AIR)
    for top in (y - 34, y + 18, y - 50):
        if top >= frame.top - 6 and top + 17 <= frame.bottom + 2:
            for step in range(FAR_STEPS + 1):
                x = left + (last - left) * step / FAR_STEPS
                yield labels.LabelBox(x, top, x + width + AIR, top + 17)


class UpperLayers:
    """Paints the upper layers of one frame."""

    def __init__(self, painter: QPainter, theme: Theme, frame: Frame) -> None:
        self._painter, self._theme, self._frame = painter, theme, frame
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def flags(self, flags: Sequence[PlacedFlag], pointed: PlacedFlag | None) -> None:
        """Draw each flag's line and words; the words of the one pointed at are underlined."""
        for placed in flags:
            tone = self._theme.colour(levels.LEVEL_TONES.get(placed.flag.mark, "second"))
            pen = QPen(tone, 1.3)
            if placed.flag.kind in FLAG_DASHES:
                pen.setDashPattern(FLAG_DASHES[placed.flag.kind])
            self._painter.setPen(pen)
            area = flag_area(self._frame, placed)
            top = self._frame.top if placed.row is None else area.top() + 2
            self._painter.drawLine(QPointF(placed.x, top), QPointF(placed.x, self._frame.bottom))
            if placed.row is not None:
                underlined = body_font(LABEL_PX)
                underlined.setUnderline(placed == pointed)
                self._painter.setFont(underlined)
                self._painter.setPen(tone)
                side = Qt.AlignmentFlag.AlignRight if placed.ends else Qt.AlignmentFlag.AlignLeft
                self._painter.drawText(area, side | MIDDLE, placed.words)

    def labels(self, labels: Sequence[LevelLabel]) -> None:
        """Draw the names of levels."""
        self._painter.setFont(font(LABEL_PX))
        for label in labels:
            if not label.free:
                ground = QColor(self._theme.colour("panel"))
                ground.setAlphaF(0.85)
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.setBrush(ground)
                self._painter.drawRoundedRect(label.area.adjusted(2, 3, -2, -3), 2, 2)
            self._painter.setPen(self._theme.colour(label.role))
            self._painter.drawText(label.area, Qt.AlignmentFlag.AlignCenter, label.words)

    def edge_figures(self) -> None:
        """Write the figures of the values that lie beyond the axis."""
        metrics = QFontMetricsF(font(LABEL_PX))
        self._painter.setFont(font(LABEL_PX))
        self._painter.setPen(self._theme.colour("text"))
        for one in frames.beyond(self._frame):
            figure = frames.edge_words(self._frame, one)
            place = frames.edge_figure(self._frame, one, metrics.horizontalAdvance(figure))
            self._painter.drawText(QPointF(*place), figure)

    def cursor(self, item: Point | Gap | CustomerRating, ratings: Sequence[RatingOnPlot]) -> None:
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
        for placed in ratings:
            if isinstance(item, CustomerRating) and item in placed.ratings:
                self._painter.setPen(QPen(accent, 2))
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                self._painter.drawEllipse(QPointF(placed.x, placed.y), RING + 1.5, RING + 1.5)

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


def flag_area(frame: Frame, flag: PlacedFlag) -> QRectF:
    """Return where a flag's words stand."""
    top = frame.top - 24 - (flag.row or 0) * ROW_HEIGHT
    left = flag.left - (4 if flag.ends else 0)
    return QRectF(left, top, flag.right - flag.left + 4, ROW_HEIGHT)
