"""The calm chart that stands beside a promise: no title, no frame, no figures on its sides.

The line, broken where nothing was logged; the promise dashed, in its dated steps; marked points in
their shapes; the last value's dot; the first and last day, and where a fix began, in small letters
below. It has no ground of its own: it lies on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tracker.report.picture import Mark, Point, TrendPicture
from tracker.report.svg_axes import day_label
from tracker.report.svg_frame import Frame, frame_of, runs
from tracker.report.svg_levels import promise_lines
from tracker.report.svg_parts import LIGHT, document, line, mark_shape, tag, words
from tracker.report.svg_text import text_width
from tracker.report.svg_values import tip_of, value_line
from tracker.report.ticks import close_range

LEAST_WIDTH, LEAST_HEIGHT = 120, 56
_LETTERS: Final = 11.0
_BELOW: Final = 20.0
_EDGE: Final = 6.0
_AIR: Final = 10.0
FIX: Final = "fix"
NOTHING: Final = "Nothing logged in this time"


def trend_card(
    picture: TrendPicture,
    width: int,
    height: int,
    colours: Mapping[str, str] = LIGHT,
    tone: str = "steady",
) -> str:
    """Draw a trend small; its line is blue for the tone "better", else grey.

    The tone is the one of the word beside the chart. For "worse" the newest value's dot is orange,
    if that value did not keep the promise itself.
    """
    width, height = max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)
    frame = frame_of(picture, width, height, {**LIGHT, **colours})
    low, high = close_range(frame.picture)
    frame = replace(
        frame,
        low=low,
        high=high,
        left=0.0,
        right=float(width),
        top=_EDGE,
        bottom=height - _BELOW - _EDGE,
        inset=_EDGE,
    )
    return document(
        picture.title,
        picture.summary,
        width,
        height,
        promise_lines(frame, "third", 1.0, "3 2.5"),
        _values(frame, tone),
        _days(frame),
    )


def _values(frame: Frame, tone: str) -> str:
    points, colours = frame.picture.points, frame.colours
    if not points:
        place = frame.width / 2, _free_of_promises(frame) + 4
        return words(*place, NOTHING, colours["third"], 12.0, "middle", room=frame.width)
    connected = runs(frame)
    stroke = colours["better" if tone == "better" else "steady"]
    drawn = value_line(frame, connected, stroke, 1.6 if frame.spacing > 3 else 1.1)
    alone = {run[0].day for run in connected if len(run) == 1}
    dots = (
        _dot(frame, one, tone, last=one is points[-1])
        for one in sorted(points, key=lambda one: one.mark is not Mark.USUAL)
        if one.mark is not Mark.USUAL or one is points[-1] or one.day in alone
    )
    return drawn + "".join(dots)


def _free_of_promises(frame: Frame) -> float:
    """Return a height at which no promise runs, the middle if it can be."""
    levels = [one.low for one in frame.picture.promises] + [
        one.high for one in frame.picture.promises
    ]
    taken = [frame.y(level) for level in levels if level is not None]
    high = frame.bottom - frame.top
    places = [frame.top + high * share for share in (0.5, 0.25, 0.75)]
    return max(places, key=lambda y: min((min(abs(y - one), _AIR) for one in taken), default=0))


def _dot(frame: Frame, point: Point, tone: str, *, last: bool) -> str:
    x, y = frame.x(point.day), frame.y(point.value)
    radius = 3.4 if last else 3.0 if frame.spacing > 6 else 2.2
    if point.mark is not Mark.USUAL:
        return mark_shape(point.mark, x, y, radius, frame.colours, tip_of(point))
    late = last and tone == "worse" and point.kept is False
    fill = frame.colours["better" if tone == "better" else "worse" if late else "steady"]
    return tag("circle", tip_of(point), cx=x, cy=y, r=radius, fill=fill)


def _days(frame: Frame) -> str:
    """Write the first and last day, and a tick with its word where a fix began."""
    picture, colour = frame.picture, frame.colours["third"]
    y = frame.height - 5
    first = day_label(picture.first, picture.last)
    last = day_label(picture.last, picture.first)
    drawn = words(0, y, first, colour, _LETTERS)
    free = text_width(first, _LETTERS) + _AIR
    end = frame.width - text_width(last, _LETTERS)
    if end > free:
        drawn += words(frame.width, y, last, colour, _LETTERS, "end")
    half = text_width(FIX, _LETTERS) / 2
    for span in sorted(picture.spans, key=lambda one: one.first):
        if span.kind != "fix" or not frame.first <= span.first <= frame.last:
            continue
        x = frame.x(span.first)
        top = frame.height - _BELOW
        drawn += line(x, top - 4, x, top + 3, frame.colours["second"], 1.2)
        if x - half >= free and x + half <= end - _AIR:
            drawn += words(x, y, FIX, colour, _LETTERS, "middle")
            free = x + half + _AIR
    return drawn
