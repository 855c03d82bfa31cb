"""The one painter for paper: a trend picture as SVG, from which PNG and PDF are made too.

Light, text as text, shapes beside colours, nothing private (the picture holds nothing private), and
the same bytes for the same picture on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.report.picture import Mark, Point, TrendPicture
from tracker.report.svg_frame import MARGIN, TICK_GAP, Frame, frame_of, runs
from tracker.report.svg_labels import FLAG_GAP, ROW_HEIGHT, PlacedFlag, placed_flags
from tracker.report.svg_legend import DOTS, FLAG_DASHES, ROW, foot, legend, legend_rows
from tracker.report.svg_levels import level_labels, promise_lines, usual_lines, usual_ranges
from tracker.report.svg_parts import (
    BODY,
    FONTS,
    LIGHT,
    SMALL,
    SUBTITLE,
    TITLE,
    box,
    crisp,
    line,
    mark_shape,
    number,
    path,
    tag,
    words,
)
from tracker.report.svg_spans import LANE, placed_spans, span_bars
from tracker.report.svg_spark import spark_svg
from tracker.report.svg_text import MOST_WORDS, clean, cut, escape, text_width
from tracker.report.ticks import date_ticks

__all__ = ["LIGHT", "spark_svg", "trend_svg"]

LEAST_WIDTH, LEAST_HEIGHT, LEAST_PLOT = 320, 260, 100.0
_HEAD, _FOOT = 84.0, 76.0
_DATE_ROOM = 60.0
_DENSE, _DENSER = 9.0, 4.5


def trend_svg(
    picture: TrendPicture, width: int = 900, height: int = 420, colours: Mapping[str, str] = LIGHT
) -> str:
    """Draw a trend as one SVG document in the given or the light colours.

    It is at least 320 × 260, and higher than asked where events, fixes and legend would leave the
    plot too little room.
    """
    width, height = max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)
    frame = frame_of(picture, width, height, {**LIGHT, **colours})
    caption = cut(_caption(picture), SMALL, width / 3)
    flags = placed_flags(frame, MARGIN + text_width(caption, SMALL) if caption else 0.0)
    bars, left_over = placed_spans(frame)
    rows = legend_rows(frame)
    lanes = LANE * max((bar.lane + 1 for bar in bars), default=0)
    above = max((flag.row + 1 for flag in flags if flag.row is not None), default=0)
    top = _HEAD + max(above, bool(caption)) * ROW_HEIGHT
    bottom = max(top + LEAST_PLOT, height - _FOOT - lanes - ROW * len(rows))
    frame = frame.placed(top, bottom, bottom + lanes + ROW * len(rows) + _FOOT)
    unnamed = left_over + sum(flag.row is None and bool(clean(flag.flag.label)) for flag in flags)
    return _document(
        frame,
        _head(frame),
        usual_ranges(frame),
        _axes(frame, caption, lanes),
        usual_lines(frame),
        promise_lines(frame),
        "".join(_flag(frame, one) for one in flags),
        span_bars(frame, bars),
        _values(frame),
        level_labels(frame, flags),
        legend(frame, rows, bottom + lanes + 34.0),
        foot(frame, frame.height - 20.0, unnamed),
    )


def _document(frame: Frame, *layers: str) -> str:
    picture = frame.picture
    drawing = tag(
        "svg",
        tag("title", escape(picture.title[:MOST_WORDS]) or "Trend"),
        tag("desc", escape(picture.summary[: 2 * MOST_WORDS]) or "Trend"),
        box(0, 0, frame.width, frame.height, frame.colours["panel"]),
        *layers,
        xmlns="http://www.w3.org/2000/svg",
        width=frame.width,
        height=frame.height,
        viewBox=f"0 0 {number(frame.width)} {number(frame.height)}",
        role="img",
        font_family=FONTS,
    )
    return drawing + "\n"


def _head(frame: Frame) -> str:
    picture, colours, room = frame.picture, frame.colours, frame.width - 2 * MARGIN
    title = words(MARGIN, 42, picture.title, colours["text"], TITLE, weight="600", room=room)
    return title + words(MARGIN, 64, picture.subtitle, colours["second"], SUBTITLE, room=room)


def _caption(picture: TrendPicture) -> str:
    """Say what the value axis counts; percent stands on each figure."""
    return "" if picture.unit.strip() == "%" else picture.unit


def _axes(frame: Frame, caption: str, lanes: float) -> str:
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


def _flag(frame: Frame, one: PlacedFlag) -> str:
    kind, colours = one.flag.kind, frame.colours
    tone = {Mark.WORSE: "worse", Mark.BETTER: "better"}.get(one.flag.mark, "second")
    dashes = FLAG_DASHES.get(kind, DOTS)
    baseline = frame.top - 10 - (one.row or 0) * ROW_HEIGHT
    top = frame.top if one.row is None else baseline - 9
    drawn = line(one.x, top, one.x, frame.bottom, colours[tone], 1.3, dashes)
    if one.row is None:
        return drawn
    x = one.x - FLAG_GAP if one.ends else one.x + FLAG_GAP
    anchor = "end" if one.ends else None
    return drawn + words(x, baseline, one.words, colours[tone], SMALL, anchor)


def _values(frame: Frame) -> str:
    points = frame.picture.points
    if not points:
        middle = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
        return words(*middle, "Nothing logged in this time", frame.colours["third"], BODY, "middle")
    connected = runs(frame)
    steps = [_run(frame, run) for run in connected if len(run) > 1]
    dense = frame.spacing < _DENSER
    thick = 1.1 if dense else 1.7
    colour = frame.colours["chart_line"]
    drawn = path("".join(steps), colour, stroke_width=thick, stroke_linejoin="round")
    alone = {run[0].day for run in connected if len(run) == 1}
    shown = (p for p in points if p.mark is not Mark.USUAL or p.day in alone or not dense)
    # What is out of the ordinary is drawn last, so nothing covers it.
    ordered = sorted(shown, key=lambda point: point.mark is not Mark.USUAL)
    return (drawn if steps else "") + "".join(_dot(frame, point) for point in ordered)


def _run(frame: Frame, run: Sequence[Point]) -> str:
    corners = (f"{number(frame.x(one.day))},{number(frame.y(one.value))}" for one in run)
    return "M" + "L".join(corners)


def _dot(frame: Frame, point: Point) -> str:
    special = point.mark is not Mark.USUAL
    radius = 3.9 if frame.spacing > _DENSE else 2.6 if frame.spacing > _DENSER else 2.0
    radius = max(radius + 0.4, 3.2) if special else radius
    tip = tag("title", escape(f"{point.period}: {point.shown}"))
    return mark_shape(
        point.mark, frame.x(point.day), frame.y(point.value), radius, frame.colours, tip
    )
