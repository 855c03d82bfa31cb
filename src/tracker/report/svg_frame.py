"""Where days and values lie on a drawing: the frame that every layer of a trend chart shares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from tracker.detection.scale import Scale
from tracker.report.picture import Point, Rated, Stretch, TrendPicture
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
    """The drawing's size, the plot's edges in it, and what they stand for.

    `picture` holds only what can be drawn: finite numbers, on the axis, in order.
    """

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
    inset: float = INSET

    def x(self, day: date) -> float:
        """Return where a day lies; days beyond the axis lie on its end."""
        days = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / days, 0.0), 1.0)
        return self.left + self.inset + share * (self.right - self.left - 2 * self.inset)

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
        return (self.right - self.left - 2 * self.inset) * self.picture.rhythm_days / days


def frame_of(picture: TrendPicture, width: float, height: float, colours: Colours) -> Frame:
    """Lay out the axes: the value axis as wide as its words, the days including every point."""
    points = framed_points(picture.points)
    days = [picture.first, picture.last, *(point.day for point in points)]
    first, last = min(days), max(days)
    picture = replace(
        picture,
        points=points,
        promises=on_axis(picture.promises, first, last),
        usual=on_axis(picture.usual, first, last),
        flags=tuple(flag for flag in picture.flags if first <= flag.day <= last),
        spans=tuple(one for one in picture.spans if one.first <= last and one.last >= first),
        ratings=_ratings(picture.ratings, first, last),
    )
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
        first=first,
        last=last,
        low=low,
        high=high,
        ticks=tuple(ticks),
    )


def framed_points(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points that are numbers, in the order of their days."""
    real = (point for point in points if math.isfinite(point.value))
    return tuple(sorted(real, key=lambda one: one.day))


def _ratings(ratings: Sequence[Rated], first: date, last: date) -> tuple[Rated, ...]:
    """Return the ratings that can be drawn, in the order of their days."""
    seen = (one for one in ratings if first <= one.day <= last)
    real = (one for one in seen if one.value is None or math.isfinite(one.value))
    return tuple(sorted(real, key=lambda one: one.day))


def rhythm_of(points: Sequence[Point]) -> float:
    """Return the fewest days between two neighbours, for a picture that names no rhythm."""
    days = sorted({point.day for point in points})
    return float(min(((after - before).days for before, after in pairwise(days)), default=7))


def on_axis(stretches: Sequence[Stretch], first: date, last: date) -> tuple[Stretch, ...]:
    """Return the stretches that can be seen, oldest first, without levels that are no numbers."""
    seen = (one for one in stretches if one.first <= one.last and _meets(one, first, last))
    return tuple(
        replace(one, low=_real(one.low), high=_real(one.high), middle=_real(one.middle))
        for one in sorted(seen, key=lambda one: one.first)
    )


def _meets(one: Stretch, first: date, last: date) -> bool:
    return one.first <= last and one.last >= first


def _real(level: float | None) -> float | None:
    return level if level is not None and math.isfinite(level) else None


def runs(frame: Frame) -> list[list[Point]]:
    """Return the points in runs without a gap: no listed gap and no leap in time between them."""
    picture = frame.picture
    found: list[list[Point]] = []
    before: date | None = None
    longest = 1.5 * picture.rhythm_days
    ordered = sorted(gap.day for gap in picture.gaps)
    for point in picture.points:
        leap = before is None or (point.day - before).days > longest
        while ordered and ordered[0] <= (before or date.min):
            ordered.pop(0)
        missed = before is not None and bool(ordered) and before < ordered[0] < point.day
        if leap or missed:
            found.append([])
        found[-1].append(point)
        before = point.day
    return found
