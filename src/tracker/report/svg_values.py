"""The values of a picture over days: a line that breaks at gaps, and a shape for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tracker.report.picture import Mark, Point
from tracker.report.svg_frame import Frame, runs
from tracker.report.svg_parts import BODY, mark_shape, number, path, tag, words
from tracker.report.svg_text import escape

_DENSE: Final = 9.0
_DENSER: Final = 4.5


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
    return drawn + "".join(_dot(frame, point) for point in ordered)


def value_line(
    frame: Frame, connected: Sequence[Sequence[Point]], colour: str, thick: float
) -> str:
    """Draw the line through runs of points; nothing where no two belong together."""
    steps = "".join(_run(frame, run) for run in connected if len(run) > 1)
    return path(steps, colour, stroke_width=thick, stroke_linejoin="round") if steps else ""


def tip_of(point: Point) -> str:
    """Write what is said of a point where it is pointed at."""
    return tag("title", escape(f"{point.period}: {point.shown}"))


def _run(frame: Frame, run: Sequence[Point]) -> str:
    corners = (f"{number(frame.x(one.day))},{number(frame.y(one.value))}" for one in run)
    return "M" + "L".join(corners)


def _dot(frame: Frame, point: Point) -> str:
    special = point.mark is not Mark.USUAL
    radius = 3.9 if frame.spacing > _DENSE else 2.6 if frame.spacing > _DENSER else 2.0
    radius = max(radius + 0.4, 3.2) if special else radius
    place = frame.x(point.day), frame.y(point.value)
    return mark_shape(point.mark, *place, radius, frame.colours, tip_of(point))
