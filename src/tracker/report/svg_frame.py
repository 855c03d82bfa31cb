"""Where days and values lie on a drawing: the frame that every layer of a trend chart shares."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tracker.detection.scale import Scale
from tracker.report.picture import Point, TrendPicture
from tracker.report.svg_parts import BODY, Colours
from tracker.report.svg_text import text_width
from tracker.report.ticks import PERCENT_SIGN, axis_labels, level_label, value_range

MARGIN: Final = 28.0
INSET: Final = 10.0
"""Air between the ends of the axis and the first and last day."""
TICK_GAP: Final = 10.0
_HEAD: Final = 86.0
_ROW: Final = 45.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing's size, the plot's edges in it, and what they stand for."""

    picture: TrendPicture
    colours: Colours
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    first: date
    last: date
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def x(self, day: date) -> float:
        """Return where a day lies; days beyond the axis lie on its end."""
        days = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / days, 0.0), 1.0)
        return self.left + INSET + share * (self.right - self.left - 2 * INSET)

    def y(self, value: float) -> float:
        """Return where a value lies; values beyond the axis lie on its end."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - min(max(share, 0.0), 1.0) * (self.bottom - self.top)

    def level(self, value: float) -> str:
        """Write a level as finely as the axis shows, with the sign of a percentage."""
        sign = PERCENT_SIGN if self.picture.scale is Scale.PERCENT else ""
        return level_label(value, self.low, self.high) + sign

    def placed(self, top: float, bottom: float, height: float) -> Frame:
        """Return the same frame with the plot between two heights of a drawing so high."""
        return replace(self, top=top, bottom=bottom, height=height)

    @property
    def spacing(self) -> float:
        """How far neighbouring points lie apart."""
        days = max((self.last - self.first).days, 1)
        return (self.right - self.left - 2 * INSET) * self.picture.rhythm_days / days


def frame_of(picture: TrendPicture, width: float, height: float, colours: Colours) -> Frame:
    """Lay out the axes: the value axis as wide as its words, the days including every point."""
    points = drawn_points(picture)
    days = [picture.first, picture.last, *(point.day for point in points)]
    low, high = value_range(picture)
    ticks = axis_labels(picture, max(2, min(6, round((height - 200) / _ROW))))
    widest = max((text_width(words, BODY) for _, words in ticks), default=0.0)
    return Frame(
        picture,
        colours,
        width,
        height,
        left=min(MARGIN + widest + TICK_GAP, width / 3),
        right=width - MARGIN,
        top=_HEAD,
        bottom=height - MARGIN,
        first=min(days),
        last=max(days),
        low=low,
        high=high,
        ticks=tuple(ticks),
    )


def drawn_points(picture: TrendPicture) -> list[Point]:
    """Return the points that can be drawn, oldest first."""
    points = (point for point in picture.points if math.isfinite(point.value))
    return sorted(points, key=lambda point: point.day)


def runs(picture: TrendPicture) -> list[list[Point]]:
    """Return the points in runs without a gap: no listed gap and no leap in time between them."""
    gaps = {gap.day for gap in picture.gaps}
    found: list[list[Point]] = []
    before: date | None = None
    longest = 1.5 * picture.rhythm_days
    ordered = sorted(gaps)
    for point in drawn_points(picture):
        leap = before is None or (point.day - before).days > longest
        while ordered and ordered[0] <= (before or date.min):
            ordered.pop(0)
        missed = before is not None and bool(ordered) and before < ordered[0] < point.day
        if leap or missed:
            found.append([])
        found[-1].append(point)
        before = point.day
    return found
