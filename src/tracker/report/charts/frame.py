"""The frame that every layer of a chart over days shares: its axes, its values, its head."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from tracker.detection.scale import Scale
from tracker.report.charts.picture import CustomerRating, Point, Stretch, TrendPicture
from tracker.report.charts.spark import Mark
from tracker.report.charts.svg import (
    BODY,
    SMALL,
    SUBTITLE,
    TITLE,
    Colours,
    crisp,
    cut_to_width,
    document,
    escape,
    line,
    mark_shape,
    number,
    path,
    tag,
    text_width,
    words,
    wrapped,
)
from tracker.report.charts.ticks import (
    PERCENT_SIGN,
    axis_labels,
    date_ticks,
    level_label,
    value_range,
)
from tracker.report.wording import capitalised

LEAST_WIDTH, LEAST_HEIGHT = 320, 260
MARGIN: Final = 28.0
INSET: Final = 10.0
"""Air between the ends of the axis and the first and last day."""
TICK_GAP: Final = 10.0
_HEAD: Final = 86.0
_ROW: Final = 45.0
_DENSE: Final = 9.0
_DENSER: Final = 4.5
HEAD: Final = 84.0
FOOT: Final = 76.0
LEAST_PLOT: Final = 100.0
EDGE_AIR: Final = 9.0
"""Between a point at the edge and its figure."""
SAID_LINE: Final = 19.0
SAID_AIR: Final = 8.0
_SAID_LINES: Final = 2
_DATE_ROOM: Final = 60.0


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


def _ratings(
    ratings: Sequence[CustomerRating], first: date, last: date
) -> tuple[CustomerRating, ...]:
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


def values(frame: Frame) -> str:
    """Draw the values, or say that there are none."""
    points = frame.picture.points
    if not points:
        middle = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
        return words(*middle, "Nothing logged in this time", frame.colours["third"], BODY, "middle")
    connected = runs(frame)
    dense = frame.spacing < _DENSER
    drawn = value_line(frame, connected, frame.colours["chart_line"], 1.1 if dense else 1.7)
    alone = {run[0].day for run in connected if len(run) == 1}
    shown = (p for p in points if p.mark is not Mark.USUAL or p.day in alone or not dense)
    # What is out of the ordinary is drawn last, so nothing covers it.
    ordered = sorted(shown, key=lambda point: point.mark is not Mark.USUAL)
    return drawn + "".join(_dot(frame, point) for point in ordered) + edge_figures(frame)


def value_line(
    frame: Frame, connected: Sequence[Sequence[Point]], colour: str, thick: float
) -> str:
    """Draw the line through runs of points; nothing where no two belong together."""
    steps = "".join(_run(frame, run) for run in connected if len(run) > 1)
    return path(steps, colour, stroke_width=thick, stroke_linejoin="round") if steps else ""


def beyond(frame: Frame) -> list[Point]:
    """Return the points that lie beyond the value axis: each is drawn at its end, with a figure."""
    return [
        one
        for one in frame.picture.points
        if one.mark is Mark.ONE_OFF and not frame.low <= one.value <= frame.high
    ]


def edge_words(frame: Frame, point: Point) -> str:
    """Return the figure of a point at the edge, cut where it would burst the chart."""
    return cut_to_width(point.shown, SMALL, (frame.right - frame.left) * 0.3)


def edge_figure(frame: Frame, point: Point, width: float) -> tuple[float, float]:
    """Return where the figure of a point at the edge begins, on its baseline, so wide as it is."""
    x = frame.x(point.day)
    left = x + EDGE_AIR if x + EDGE_AIR + width <= frame.right else x - EDGE_AIR - width
    return left, min(frame.y(point.value) + 4.0, frame.bottom - 4.0)  # over the axis, not on it


def edge_figures(frame: Frame) -> str:
    """Write the figures of the points at the edge."""
    drawn = []
    for one in beyond(frame):
        figure = edge_words(frame, one)
        place = edge_figure(frame, one, text_width(figure, SMALL))
        drawn.append(words(*place, figure, frame.colours["text"], SMALL))
    return "".join(drawn)


def tip_of(point: Point) -> str:
    """Write what is said of a point where it is pointed at."""
    return tag("title", escape(f"{capitalised(point.period)}: {point.shown}"))


def _run(frame: Frame, run: Sequence[Point]) -> str:
    corners = (f"{number(frame.x(one.day))},{number(frame.y(one.value))}" for one in run)
    return "M" + "L".join(corners)


def _dot(frame: Frame, point: Point) -> str:
    special = point.mark is not Mark.USUAL
    radius = 3.9 if frame.spacing > _DENSE else 2.6 if frame.spacing > _DENSER else 2.0
    radius = max(radius + 0.4, 3.2) if special else radius
    place = frame.x(point.day), frame.y(point.value)
    return mark_shape(point.mark, *place, radius, frame.colours, tip_of(point))


def head(title: str, subtitle: str, width: float, colours: Colours) -> str:
    """Write the title and the line below it."""
    room = width - 2 * MARGIN
    above = words(MARGIN, 42, title, colours["text"], TITLE, weight="600", room=room)
    return above + words(MARGIN, 64, subtitle, colours["second"], SUBTITLE, room=room)


def drawing(frame: Frame, summary: str, *layers: str) -> str:
    """Write a whole drawing over days: the head of its picture, then layers, on a panel."""
    picture, colours = frame.picture, frame.colours
    above = head(picture.title, picture.subtitle, frame.width, colours)
    size = frame.width, frame.height
    return document(picture.title, summary, *size, above, *layers, ground=colours["panel"])


def unit_caption(frame: Frame) -> str:
    """Return what stands above the value axis."""
    return cut_to_width(counted(frame.picture.unit), SMALL, frame.width / 3)


def said_lines(said: str, width: float) -> list[str]:
    """Break the sentence that says what the picture shows into its lines below the head."""
    return wrapped(said, SUBTITLE, width - 2 * MARGIN, _SAID_LINES)


def said_below(lines: list[str], width: float, colours: Colours) -> str:
    """Write that sentence below the head."""
    return "".join(
        words(
            MARGIN,
            HEAD + 5 + at * SAID_LINE,
            line,
            colours["text"],
            SUBTITLE,
            room=width - 2 * MARGIN,
        )
        for at, line in enumerate(lines)
    )


def axes(frame: Frame, caption: str, lanes: float = 0.0) -> str:
    """Draw grid, base line and words; the days stand below so much room for lanes."""
    colours = frame.colours
    drawn = [words(MARGIN, frame.top - 10, caption, colours["third"], SMALL)]
    room = frame.left - TICK_GAP - MARGIN / 2
    for value, name in frame.ticks:
        x, y = frame.left - TICK_GAP, frame.y(value)
        if frame.bottom - y > 2:
            at = crisp(y)
            drawn.append(line(frame.left, at, frame.right, at, colours["chart_grid"]))
        drawn.append(words(x, y + 4.5, name, colours["third"], anchor="end", room=room))
    foot_line = frame.bottom + lanes
    base = crisp(frame.bottom)
    drawn.append(line(frame.left, base, frame.right, base, colours["steady"]))
    wanted = max(2, int((frame.right - frame.left) / _DATE_ROOM))
    for day, name in date_ticks(frame.first, frame.last, wanted):
        x, half = frame.x(day), text_width(name, BODY) / 2
        tick = line(crisp(x), base, crisp(x), base + 4, colours["steady"])
        place = min(max(x, MARGIN + half), frame.width - MARGIN / 2 - half)
        drawn.append(tick)
        drawn.append(words(place, foot_line + 20, name, colours["third"], anchor="middle"))
    return "".join(drawn)


def counted(unit: str) -> str:
    """Say what the value axis counts; percent stands on each figure."""
    return "" if unit.strip() == "%" else unit


def stretch_ends(frame: Frame, one: Stretch) -> tuple[float, float]:
    """Return where a stretch begins and ends; one that reaches an end of the axis fills it."""
    left = frame.left if one.first <= frame.first else frame.x(one.first)
    until = one.last if one.last >= frame.last else date.fromordinal(one.last.toordinal() + 1)
    return left, frame.right if until >= frame.last else max(left, frame.x(until))


def promised_areas(frame: Frame) -> Iterator[tuple[float, float, float, float]]:
    """Yield the side of the plot that each promise asks for: left, top, right, bottom."""
    for one in frame.picture.promises:
        left, right = stretch_ends(frame, one)
        top = frame.top if one.high is None else max(frame.y(one.high), frame.top)
        bottom = frame.bottom if one.low is None else min(frame.y(one.low), frame.bottom)
        if bottom > top and right > left:
            yield left, top, right, bottom


def range_edges(frame: Frame) -> Iterator[tuple[float, float, float]]:
    """Yield the ends of each usual range that lie in the plot: left, right, height."""
    for one in frame.picture.usual:
        left, right = stretch_ends(frame, one)
        for level in (one.low, one.high):
            if level is not None and frame.top <= frame.y(level) <= frame.bottom:
                yield left, right, frame.y(level)
