"""Any picture as SVG, from which PNG and PDF are made too: large with everything on it, or small.

It is light, with text as text and shapes beside colours; nothing private is on it (the picture
holds nothing private), and the same picture gives the same bytes on every machine. Colours are
written as they come and never read: `var(--worse)` is one. What is not given is light.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final

from tracker.report.charts.card import trend_card
from tracker.report.charts.comparisons import effect_svg, gap_svg
from tracker.report.charts.frame import (
    FOOT,
    HEAD,
    LEAST_HEIGHT,
    LEAST_PLOT,
    LEAST_WIDTH,
    MARGIN,
    axes,
    drawing,
    frame_of,
    unit_caption,
    values,
)
from tracker.report.charts.gaps import gap_marks
from tracker.report.charts.heat_map import heat_svg
from tracker.report.charts.labels import (
    ROW,
    ROW_HEIGHT,
    flag_line,
    flag_rows,
    foot,
    legend,
    legend_rows,
    placed_flags,
)
from tracker.report.charts.levels import (
    level_labels,
    promise_lines,
    promised_sides,
    usual_lines,
    usual_ranges,
)
from tracker.report.charts.picture import (
    EffectPicture,
    GapPicture,
    HeatPicture,
    Picture,
    TrendPicture,
)
from tracker.report.charts.spans import (
    lanes_height,
    placed_spans,
    rating_marks,
    span_bars,
    stop_shades,
)
from tracker.report.charts.spark import (
    Dot,
    Mark,
    Place,
    SparkArea,
    SparkPicture,
    Tick,
    spark_dots,
    spark_height,
    spark_places,
    spark_ticks,
    spark_tint,
    spark_words,
    widest_dot,
)
from tracker.report.charts.svg import (
    LIGHT,
    SMALL,
    Colours,
    box,
    clean,
    document,
    line,
    number,
    path,
    tag,
    text_width,
)
from tracker.report.wording import number_of

_SPARK_EDGE: Final = 5.0
_SPARK_TICK: Final = 3.0
_TONES: Final = {Mark.WORSE: "worse", Mark.BETTER: "better"}
WIDE, HIGH = 900, 420
_FOOT_ROOM: Final = 12
_TITLE_ROOM: Final = 50
_TITLE: Final = re.compile(r'<text [^>]*\by="42"[^>]*>[^<]*</text>')
_ROOT: Final = re.compile(r'height="([\d.]+)" viewBox="0 0 ([\d.]+) ([\d.]+)"')
CARD_WIDE, CARD_HIGH = 330, 120


def spark_svg(
    spark: SparkPicture, width: int = 160, height: int = 32, colours: Mapping[str, str] = LIGHT
) -> str:
    """Draw a small trend without axes: the line, the newest value, the marked ones, the promise."""
    width, height = max(width, 24), max(height, 16)
    painted: Colours = {**LIGHT, **colours}
    area = SparkArea(_SPARK_EDGE, _SPARK_EDGE, width - _SPARK_EDGE, height - _SPARK_EDGE)
    foot = height - _SPARK_TICK
    tint = spark_tint(spark, area, (0.0, foot))
    ground = box(0, tint[0], width, tint[1] - tint[0], painted["usual_wash"]) if tint else ""
    places = spark_places(spark, area)
    promise = _promise(spark, width, area, painted)
    stroke = painted[_TONES.get(spark.tone, "steady")]
    runs = [] if spark.whole else [run for run in _runs(places) if len(run) > 1]
    steps = "".join("M" + "L".join(f"{number(x)},{number(y)}" for x, y in run) for run in runs)
    drawn = path(steps, stroke, stroke_width=1.5, stroke_linejoin="round") if steps else ""
    title, desc = _title_and_description(spark)
    gaps = (_tick(one, height, painted) for one in spark_ticks(spark, area))
    widest = widest_dot(spark, area)
    dots = (_spark_dot(dot, widest, painted) for dot in spark_dots(spark, places))
    return document(title, desc, width, height, ground, promise, *gaps, drawn, *dots)


def _title_and_description(spark: SparkPicture) -> tuple[str, str]:
    """Say what a small trend shows: how many values, the newest, what was promised."""
    values = [one for one in spark.values if one is not None and math.isfinite(one)]
    title = f"Small trend of {number_of(len(values), 'value')}"
    newest = f", the newest {values[-1]:g}" if values else ""
    promised = spark.promise is not None and math.isfinite(spark.promise)
    held = f" Promise: {spark.promise:g}." if promised else ""
    without = f" Without a value: {said}." if (said := spark_words(spark)) else ""
    return title, f"{title}{newest}.{held}{without}"


def _tick(one: Tick, foot: float, colours: Colours) -> str:
    """Draw the mark of a period without a figure."""
    grey = colours["third"]
    if one.skipped:
        return line(one.x, foot - one.height, one.x, foot, grey)
    left, top = one.x - one.width / 2, foot - one.height
    return box(left, top, one.width, one.height - 0.5, colours["panel"], stroke=grey)


def _spark_dot(dot: Dot, widest: float, colours: Colours) -> str:
    """Draw a point of a small trend: a square where it is worse or hollow, else a circle."""
    (x, y), colour = dot.place, colours[_TONES.get(dot.mark, "steady")]
    r = 2.8 if dot.newest else min(1.9, widest)
    inside = colours["panel"] if dot.hollow else colour
    if not dot.square:
        rim: dict[str, str | float] = {"stroke": colour, "stroke_width": 1.1} if dot.hollow else {}
        return tag("circle", cx=x, cy=y, r=r, fill=inside, **rim)
    return box(x - r, y - r, 2 * r, 2 * r, inside, stroke=colour, stroke_width=1.1)


def _promise(spark: SparkPicture, width: float, area: SparkArea, colours: Colours) -> str:
    if (
        spark.promise is None
        or spark.whole
        or (y := spark_height(spark, spark.promise, area)) is None
    ):
        return ""
    return line(0, y, width, y, colours["third"], 1.0, "3 2.5")


def _runs(places: Sequence[Place | None]) -> list[list[Place]]:
    found: list[list[Place]] = [[]]
    for place in places:
        if place is None:
            found.append([])
        else:
            found[-1].append(place)
    return [run for run in found if run]


def trend_svg(
    picture: TrendPicture, width: int = 900, height: int = 420, colours: Mapping[str, str] = LIGHT
) -> str:
    """Draw a trend as one SVG document in the given or the light colours.

    It is at least 320 × 260, and higher than asked where events, fixes and legend would leave the
    plot too little room.
    """
    width, height = max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)
    frame = frame_of(picture, width, height, {**LIGHT, **colours})
    caption = unit_caption(frame)
    flags = placed_flags(frame, MARGIN + text_width(caption, SMALL) if caption else 0.0)
    bars, left_over = placed_spans(frame)
    rows = legend_rows(frame)
    lanes = lanes_height(frame, bars)
    above = flag_rows(flags)
    top = HEAD + max(above, bool(caption)) * ROW_HEIGHT
    bottom = max(top + LEAST_PLOT, height - FOOT - lanes - ROW * len(rows))
    frame = frame.placed(top, bottom, bottom + lanes + ROW * len(rows) + FOOT)
    unnamed = left_over + sum(flag.row is None and bool(clean(flag.flag.label)) for flag in flags)
    return drawing(
        frame,
        picture.summary,
        promised_sides(frame),
        stop_shades(frame),
        axes(frame, caption, lanes),
        usual_ranges(frame),
        usual_lines(frame),
        promise_lines(frame),
        "".join(flag_line(frame, one) for one in flags),
        span_bars(frame, bars),
        gap_marks(frame),
        values(frame),
        rating_marks(frame),
        level_labels(frame, flags),
        legend(rows, bottom + lanes + 34.0, width, frame.colours),
        foot(frame, frame.height - 20.0, unnamed),
    )


def full_svg(
    picture: Picture,
    width: int = WIDE,
    height: int = HIGH,
    colours: Mapping[str, str] = LIGHT,
    *,
    titled: bool = True,
) -> str:
    """Draw a picture with its title, axes and legend; its title is left out where it stands above.

    It grows beyond what is asked where its words need it; a heat map is as high as its lines.
    """
    drawn = _full(picture, width, height, colours)
    return drawn if titled else _untitled(drawn)


def _untitled(svg: str) -> str:
    """Leave the title out, and the room above it and at the foot; who hears it still hears it."""
    svg = _TITLE.sub("", svg, count=1)
    found = _ROOT.search(svg)
    if found is None or float(found[1]) <= 2 * _TITLE_ROOM:
        return svg
    high = f"{float(found[1]) - _TITLE_ROOM - _FOOT_ROOM:g}"
    root = f'height="{high}" viewBox="0 {_TITLE_ROOM} {found[2]} {high}"'
    return svg[: found.start()] + root + svg[found.end() :]


def _full(picture: Picture, width: int, height: int, colours: Mapping[str, str]) -> str:
    match picture:
        case HeatPicture():
            return heat_svg(picture, width, colours)
        case GapPicture():
            return gap_svg(picture, width, height, colours)
        case EffectPicture():
            return effect_svg(picture, width, height, colours)
        case _:
            return trend_svg(picture, width, height, colours)


def card_svg(
    picture: Picture,
    width: int = CARD_WIDE,
    height: int = CARD_HIGH,
    colours: Mapping[str, str] = LIGHT,
    tone: str = "steady",
) -> str:
    """Draw a trend as it stands beside a promise: calm, without axes, no title of its own.

    `tone` is that of the word beside it ("better", "worse", "steady"; a `document.Tone` is one).
    Another picture has no small form and is drawn whole.
    """
    if isinstance(picture, HeatPicture | GapPicture | EffectPicture):
        return full_svg(picture, width, height, colours)
    return trend_card(picture, width, height, colours, tone)
