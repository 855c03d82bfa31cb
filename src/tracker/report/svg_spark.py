"""The small trend beside a measure's name, as SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from tracker.report.picture import Mark, SparkPicture
from tracker.report.svg_parts import LIGHT, Colours, document, line, mark_shape, number, path

_EDGE: Final = 5.0
_TONES: Final = {Mark.WORSE: "worse", Mark.BETTER: "better"}


def spark_svg(
    spark: SparkPicture, width: int = 160, height: int = 32, colours: Mapping[str, str] = LIGHT
) -> str:
    """Draw a small trend without axes: the line, the newest value, the marked ones, the promise."""
    width, height = max(width, 24), max(height, 16)
    painted: Colours = {**LIGHT, **colours}
    places = _places(spark, width, height)
    promise = _promise(spark, width, height, painted)
    stroke = painted[_TONES.get(spark.tone, "steady")]
    runs = [run for run in _runs(places) if len(run) > 1]
    steps = "".join("M" + "L".join(f"{number(x)},{number(y)}" for x, y in run) for run in runs)
    drawn = path(steps, stroke, stroke_width=1.5, stroke_linejoin="round") if steps else ""
    title, desc = _told(spark)
    return document(title, desc, width, height, promise, drawn, _dots(spark, places, painted))


def _told(spark: SparkPicture) -> tuple[str, str]:
    """Say what a small trend shows: how many values, the newest, what was promised."""
    values = [one for one in spark.values if one is not None and math.isfinite(one)]
    title = f"Small trend of {len(values)} value{'' if len(values) == 1 else 's'}"
    newest = f", the newest {values[-1]:g}" if values else ""
    promised = spark.promise is not None and math.isfinite(spark.promise)
    return title, f"{title}{newest}." + (f" Promise: {spark.promise:g}." if promised else "")


def _dots(
    spark: SparkPicture, places: Sequence[tuple[float, float] | None], colours: Colours
) -> str:
    newest = max((at for at, place in enumerate(places) if place), default=-1)
    alone = {run[0] for run in _runs(places) if len(run) == 1}
    drawn = []
    for at, place in enumerate(places):
        mark = spark.marks[at] if at < len(spark.marks) else Mark.USUAL
        if at == newest and mark is Mark.USUAL:
            mark = spark.tone
        if place and (at == newest or place in alone or mark is not Mark.USUAL):
            drawn.append(mark_shape(mark, *place, 2.4, colours))
    return "".join(drawn)


def _promise(spark: SparkPicture, width: float, height: float, colours: Colours) -> str:
    if spark.promise is None or not math.isfinite(spark.promise):
        return ""
    y = _y(spark, spark.promise, height)
    return line(0, y, width, y, colours["third"], 1.0, "3 2.5")


def _places(spark: SparkPicture, width: float, height: float) -> list[tuple[float, float] | None]:
    step = (width - 2 * _EDGE) / max(len(spark.values) - 1, 1)
    return [
        None
        if value is None or not math.isfinite(value)
        else (_EDGE + at * step, _y(spark, value, height))
        for at, value in enumerate(spark.values)
    ]


def _y(spark: SparkPicture, value: float, height: float) -> float:
    """Return where a value lies; what is all the same lies in the middle."""
    levels = [one for one in (*spark.values, spark.promise) if one is not None]
    levels = [one for one in levels if math.isfinite(one)]
    low, high = min(levels), max(levels)
    half = high / 2 - low / 2
    share = (value / 2 - low / 2) / half if half > 0 else 0.5
    return height - _EDGE - min(max(share, 0.0), 1.0) * (height - 2 * _EDGE)


def _runs(places: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            found.append([])
        else:
            found[-1].append(place)
    return [run for run in found if run]
