"""What a small trend in a row shows, as a value, and where it lies; apart: every start needs it.

Screen and paper ask here for the places, so that both draw the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Place = tuple[float, float]


class Mark(StrEnum):
    """How a point is drawn; the shape says it too, so colour is never the only sign."""

    USUAL = "usual"
    WORSE = "worse"
    BETTER = "better"
    ONE_OFF = "one_off"


@dataclass(frozen=True, slots=True)
class SparkPicture:
    """A small trend: values oldest first, None where there is a gap; the promise if any."""

    values: tuple[float | None, ...]
    marks: tuple[Mark, ...] = ()
    promise: float | None = None
    tone: Mark = Mark.USUAL


@dataclass(frozen=True, slots=True)
class SparkArea:
    """Where a small trend is drawn: its outermost points lie on these edges."""

    left: float
    top: float
    right: float
    bottom: float


def spark_places(spark: SparkPicture, area: SparkArea) -> list[Place | None]:
    """Place the values, the newest at the right; None stays None, as does what is no number."""
    count = len(spark.values)
    step = (area.right - area.left) / (count - 1) if count > 1 else 0.0
    first = area.right - step * (count - 1)
    return [
        None
        if value is None or (y := spark_height(spark, value, area)) is None
        else (first + at * step, y)
        for at, value in enumerate(spark.values)
    ]


def spark_height(spark: SparkPicture, level: float, area: SparkArea) -> float | None:
    """Return where a level lies, None if nothing tells; what is all the same is in the middle."""
    ends = _ends(spark)
    if ends is None or not math.isfinite(level):
        return None
    low, high = ends
    half = high / 2 - low / 2  # halved first: the whole could be more than a number holds
    share = (level / 2 - low / 2) / half if half > 0 else 0.5
    return area.bottom - min(max(share, 0.0), 1.0) * (area.bottom - area.top)


def _ends(spark: SparkPicture) -> tuple[float, float] | None:
    levels = [
        one for one in (*spark.values, spark.promise) if one is not None and math.isfinite(one)
    ]
    return (min(levels), max(levels)) if levels else None


def alone(places: Sequence[Place | None]) -> set[int]:
    """Return which values have a gap on both sides: no line shows them, so each is a point."""
    known = [False, *(place is not None for place in places), False]
    return {
        at for at in range(len(places)) if known[at + 1] and not known[at] and not known[at + 2]
    }
