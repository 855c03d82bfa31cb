"""What a chart on screen has beside its line: the customer's ratings, and what lasted, in lanes.

A rating of 1 to 5 beside a measure in days or percent has no place on its axis: it stands over the
value of its week, with its figure on the side where nothing is in the way. The lanes lie below the
dates of the axis, two at most; what has no room is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from tracker.gui.theme import Theme
from tracker.gui.trends.legend import diamond
from tracker.gui.widgets.painting import font, text_width
from tracker.report.charts.frame import Frame, stretch_ends
from tracker.report.charts.labels import PlacedFlag
from tracker.report.charts.picture import STOPS, CustomerRating, Stretch
from tracker.report.charts.spans import Bar, stop_bands

DATES: Final = 24.0
"""Room below the axis for its dates."""
LANE: Final = 18.0
BAR: Final = 11.0
MOST: Final = 2
OVER: Final = 22.0
STEPS: Final = (1.0, 1.5, -1.0, 2.0, -1.5, 2.5, -2.0, 3.0)
"""How far over a value, or under it, its rating is tried, in steps of `OVER`."""
_TOUCH, _EDGE, _BESIDE, _HALF = 9.0, 9.0, 9.0, 8.0


@dataclass(frozen=True, slots=True)
class RatingOnPlot:
    """A diamond at a place, its figure in an area beside it, and what it stands for."""

    x: float
    y: float
    figure: str
    area: QRectF
    ratings: tuple[CustomerRating, ...]


def ratings_on_plot(frame: Frame, flags: Sequence[PlacedFlag]) -> list[RatingOnPlot]:
    """Place every rating in the plot; those that would cover each other share a diamond."""
    groups: list[list[CustomerRating]] = []
    for one in frame.picture.ratings:
        if groups and frame.x(one.day) - frame.x(groups[-1][0].day) < _TOUCH:
            groups[-1].append(one)
        else:
            groups.append([one])
    taken = [
        QRectF(frame.x(point.day) - 5, frame.y(point.value) - 5, 10, 10)
        for point in frame.picture.points
    ]
    high = frame.bottom - frame.top
    taken += [QRectF(flag.x - 1, frame.top - 20, 2, high + 20) for flag in flags]
    taken += [QRectF(x - 1, frame.top, 2, high) for band in stop_bands(frame) for x in band]
    for level, stretch in _levels(frame):
        left, right = stretch_ends(frame, stretch)
        taken.append(QRectF(left, frame.y(level) - 1, right - left, 2))
    placed = []
    for group in groups:
        found = _placed(frame, group, taken)
        taken += [found.area, _around(found.x, found.y)]
        placed.append(found)
    return placed


def _levels(frame: Frame) -> list[tuple[float, Stretch]]:
    """Return every level that is drawn as a line, with the stretch that it holds for."""
    found = [(one.middle, one) for one in frame.picture.usual]
    for promise in frame.picture.promises:
        found += [(promise.low, promise), (promise.high, promise)]
    return [(level, stretch) for level, stretch in found if level is not None]


def _placed(frame: Frame, group: Sequence[CustomerRating], taken: Sequence[QRectF]) -> RatingOnPlot:
    x = frame.x(group[0].day)
    y = _height(frame, group[-1], x, taken)
    figures = sorted({one.shown.partition(" ")[0] for one in group})
    rest = group[-1].shown.partition(" ")[2]
    many = figures[0] if len(figures) == 1 else f"{figures[0]}–{figures[-1]}"
    figure = f"{many} {rest}".strip()
    width = text_width(figure, 11)
    right = QRectF(x + _BESIDE, y - _HALF, width + 2, 2 * _HALF)
    left = QRectF(x - _BESIDE - width - 2, y - _HALF, width + 2, 2 * _HALF)
    sides = [one for one in (right, left) if one.left() >= frame.left and one.right() < frame.right]
    free = [one for one in sides if not any(one.intersects(other) for other in taken)]
    return RatingOnPlot(x, y, figure, (free or sides or [left])[0], tuple(group))


def _height(frame: Frame, rating: CustomerRating, x: float, taken: Sequence[QRectF]) -> float:
    """Return the height of a rating on the axis, else one over its week's value, or under it."""
    if rating.value is not None:
        return frame.y(rating.value)
    points = frame.picture.points
    if not points:
        return (frame.top + frame.bottom) / 2
    nearest = min(points, key=lambda one: abs(frame.x(one.day) - x))
    value = frame.y(nearest.value)
    heights = [
        y
        for step in STEPS
        if frame.top + _EDGE <= (y := value - step * OVER) <= frame.bottom - _EDGE
    ]
    free = [y for y in heights if not any(_beside(x, y).intersects(other) for other in taken)]
    free = free or [
        y for y in heights if not any(_around(x, y).intersects(other) for other in taken)
    ]
    return (free or heights or [frame.top + _EDGE])[0]


def _beside(x: float, y: float) -> QRectF:
    """Return where a diamond and the figure right of it stand."""
    return QRectF(x - 6, y - _HALF, 52, 2 * _HALF)


def _around(x: float, y: float) -> QRectF:
    return QRectF(x - 6, y - 6, 12, 12)


def paint_ratings(painter: QPainter, theme: Theme, ratings: Sequence[RatingOnPlot]) -> None:
    """Draw hollow diamonds, which no value is, with their figures."""
    painter.setFont(font(11))
    accent = theme.colour("accent")
    for one in ratings:
        painter.setPen(QPen(accent, 1.6))
        painter.setBrush(theme.colour("panel"))
        painter.drawPolygon(diamond(QPointF(one.x, one.y), 1.4))
        painter.setPen(accent)
        painter.drawText(one.area, Qt.AlignmentFlag.AlignCenter, one.figure)


def lanes_height(bars: Sequence[Bar]) -> float:
    """Return how much room the lanes take below the dates."""
    return LANE * max((bar.lane + 1 for bar in bars), default=0) + (4.0 if bars else 0.0)


def paint_lanes(
    painter: QPainter, theme: Theme, frame: Frame, bars: Sequence[Bar], more: int
) -> None:
    """Draw the bars in their lanes with their names; how many `more` there are ends the last."""
    painter.setFont(font(11))
    last = frame.bottom + DATES
    for bar in bars:
        top = frame.bottom + DATES + bar.lane * LANE + 3
        last = max(last, top)
        stop = bar.span.kind in STOPS
        watched = bar.span.kind == "watched"
        painter.setPen(QPen(theme.colour("steady" if stop or watched else "usual_line"), 1))
        fill = "panel" if watched else "hover" if stop else "accent_wash"
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(QRectF(bar.left, top, bar.right - bar.left, BAR), 3, 3)
        painter.setPen(theme.colour("second"))
        painter.drawText(QPointF(bar.at, top + 9.5), bar.name)
    if more:
        painter.setPen(theme.colour("third"))
        words = f"+{more} more"
        width = text_width(words, 11)
        reach = max((bar.reach for bar in bars if bar.lane == MOST - 1), default=0.0)
        left = frame.right - width if reach + 8 < frame.right - width else frame.left
        painter.drawText(QPointF(left, last + 9.5), words)
