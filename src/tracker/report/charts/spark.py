"""What a small trend in a row shows, as a value, and where it lies; apart: every start needs it.

Screen and paper ask here for the places, so that both draw the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.detection.scale import Scale

if TYPE_CHECKING:
    from tracker.domain.levels.stretches import LevelStretch

Place = tuple[float, float]
WHOLE_SCALES: Final = {Scale.RATING: (1.0, 5.0), Scale.YESNO: (0.0, 1.0)}
"""Scales that are drawn from end to end, one mark a period and no line."""

TICK_HIGH: Final = 5.0
TICK_LOW: Final = 3.0
TICK_WIDEST: Final = 4.0
TICK_NARROWEST: Final = 2.0
TICK_BOX: Final = 0.6
"""How much of its period a box may take."""


class Mark(StrEnum):
    """How a point is drawn; the shape says it too, so colour is never the only sign."""

    USUAL = "usual"
    WORSE = "worse"
    BETTER = "better"
    ONE_OFF = "one_off"


class Blank(StrEnum):
    """Why a period has no figure; each has a mark of its own, and what was not due has none."""

    SKIPPED = "skipped"
    NOT_LOGGED = "not logged"
    NOT_DUE = "not due"


class SparkPicture(NamedTuple):
    """A small trend: values oldest first, None where there is a gap; the promise if any.

    `broken` says of each value whether it broke the promise of its own day. `kept` is the side that
    is promised now, lowest and highest value, None where it has no end. `usual` is the usual range.
    `ahead` is where a slide leads, from the newest period on: lowest, likeliest and highest value.
    `blanks` says of each period why it has no value, as far as that is known: else it was not
    logged, but for the newest, which may still get one. It is drawn for `least` periods, so that
    what is young is narrow and the same weeks lie below each other.
    """

    values: tuple[float | None, ...]
    marks: tuple[Mark, ...] = ()
    promise: float | None = None
    tone: Mark = Mark.USUAL
    scale: Scale = Scale.NUMBER
    broken: tuple[bool, ...] = ()
    kept: tuple[float | None, float | None] | None = None
    usual: tuple[float, float] | None = None
    ahead: tuple[tuple[float, float, float], ...] = ()
    blanks: tuple[Blank | None, ...] = ()
    least: int = 0

    @property
    def periods(self) -> int:
        """How many periods lie side by side."""
        return max(len(self.values), self.least) + max(len(self.ahead) - 1, 0)

    @property
    def whole(self) -> bool:
        """Whether its scale is drawn from end to end, with marks and without a line."""
        return self.scale in WHOLE_SCALES


class SparkArea(NamedTuple):
    """Where a small trend is drawn: its outermost points lie on these edges."""

    left: float
    top: float
    right: float
    bottom: float


def spark_places(spark: SparkPicture, area: SparkArea) -> list[Place | None]:
    """Place the values, the newest at the right but for what lies ahead.

    None stays None, as does what is no number.
    """
    step = _step(spark, area)
    first = _first(spark, area)
    height = _heights(spark, area)
    return [
        None if value is None or (y := height(value)) is None else (first + at * step, y)
        for at, value in enumerate(spark.values)
    ]


def _step(spark: SparkPicture, area: SparkArea) -> float:
    return (area.right - area.left) / (spark.periods - 1) if spark.periods > 1 else 0.0


def _first(spark: SparkPicture, area: SparkArea) -> float:
    """Return where the oldest value lies."""
    behind = len(spark.values) + max(len(spark.ahead) - 1, 0) - 1
    return area.right - _step(spark, area) * behind


def spark_fan(spark: SparkPicture, area: SparkArea) -> list[tuple[Place, Place, Place]]:
    """Place what lies ahead: lowest, likeliest and highest of each period, the newest first."""
    step, height = _step(spark, area), _heights(spark, area)
    first = area.right - step * (len(spark.ahead) - 1)
    found = []
    for at, levels in enumerate(spark.ahead):
        low, middle, high = map(height, levels)
        if low is not None and middle is not None and high is not None:
            x = first + at * step
            found.append(((x, low), (x, middle), (x, high)))
    return found


def spark_height(spark: SparkPicture, level: float, area: SparkArea) -> float | None:
    """Return where a level lies, None if nothing tells; what is all the same is in the middle."""
    return _heights(spark, area)(level)


def _heights(spark: SparkPicture, area: SparkArea) -> Callable[[float], float | None]:
    """Return what places the levels of a small trend, worked out once for all of them."""
    ends = _ends(spark)
    if ends is None:
        return _nowhere
    low, high = ends
    half = high / 2 - low / 2  # halved first: the whole could be more than a number holds
    foot, room = area.bottom, area.bottom - area.top

    def height(level: float) -> float | None:
        if not math.isfinite(level):
            return None
        share = (level / 2 - low / 2) / half if half > 0 else 0.5
        return foot - min(max(share, 0.0), 1.0) * room

    return height


def _nowhere(_level: float) -> None:
    """Place no level: nothing tells where it lies."""


def _ends(spark: SparkPicture) -> tuple[float, float] | None:
    """Return what the height spans; what is far out lies on its edge."""
    if spark.whole:
        return WHOLE_SCALES[spark.scale]
    held = (spark.promise, *(spark.kept or ()), *(spark.usual or ()))
    near = [
        value
        for at, value in enumerate(spark.values)
        if at >= len(spark.marks) or spark.marks[at] is not Mark.ONE_OFF
    ]
    shown = near if any(one is not None for one in near) else spark.values
    foreseen = (middle for _, middle, _ in spark.ahead)
    levels = [one for one in (*shown, *held, *foreseen) if one is not None and math.isfinite(one)]
    return (min(levels), max(levels)) if levels else None


def spark_marks(
    stretches: Sequence[LevelStretch], far_out: Collection[date], days: Sequence[date]
) -> tuple[Mark, ...]:
    """Return how the periods of these days are marked: what is far out, and all since a change."""
    if not any(one.better is not None for one in stretches):
        return tuple(Mark.ONE_OFF if day in far_out else Mark.USUAL for day in days)
    found = []
    for day in days:
        held = [one for one in stretches if one.regime.first <= day <= one.until]
        better = held[-1].better if held else None
        since = Mark.USUAL if better is None else Mark.BETTER if better else Mark.WORSE
        found.append(Mark.ONE_OFF if day in far_out else since)
    return tuple(found)


def alone(places: Sequence[Place | None]) -> set[int]:
    """Return which values have a gap on both sides: no line shows them, so each is a point."""
    known = [False, *(place is not None for place in places), False]
    return {
        at for at in range(len(places)) if known[at + 1] and not known[at] and not known[at + 2]
    }


def widest_dot(spark: SparkPicture, area: SparkArea) -> float:
    """Return the radius at which neighbouring points stay apart."""
    return 0.4 * (area.right - area.left) / max(spark.periods - 1, 1)


class Dot(NamedTuple):
    """A value drawn as a point: a square where it is worse or broke its promise, else round.

    What is far out is round and hollow.
    """

    place: Place
    mark: Mark
    hollow: bool
    newest: bool

    @property
    def square(self) -> bool:
        """Whether it has corners; the shape says what its colour says."""
        return self.mark is Mark.WORSE or (self.hollow and self.mark is not Mark.ONE_OFF)


def spark_dots(spark: SparkPicture, places: Sequence[Place | None]) -> list[Dot]:
    """Return the points: each value of a whole scale, else the marked, the lone and the newest.

    A value that broke its promise is hollow; one of a line that is marked is filled, as on a chart.
    """
    newest = max((at for at, place in enumerate(places) if place), default=-1)
    lone = alone(places)
    found = []
    for at, place in enumerate(places):
        mark = spark.marks[at] if at < len(spark.marks) else Mark.USUAL
        changed = mark is not Mark.USUAL
        if place and (spark.whole or changed or at in lone or at == newest):
            broken = at < len(spark.broken) and spark.broken[at]
            hollow = mark is Mark.ONE_OFF or (broken and (spark.whole or not changed))
            found.append(Dot(place, mark if changed else spark.tone, hollow, at == newest))
    return found


class Tick(NamedTuple):
    """The mark of a period without a figure: where along the foot, how wide and how high it is.

    One that was skipped is a stroke, one that was not logged a box, which is lower and wider.
    """

    x: float
    width: float
    height: float
    skipped: bool


def spark_ticks(spark: SparkPicture, area: SparkArea) -> list[Tick]:
    """Return the marks of the periods without a figure; what was not due has none."""
    step = _step(spark, area)
    first = _first(spark, area)
    wide = min(max(TICK_BOX * step, TICK_NARROWEST), TICK_WIDEST)
    found = []
    for at, why in enumerate(_blanks(spark)):
        if why is Blank.SKIPPED:
            found.append(Tick(first + at * step, 1.0, TICK_HIGH, skipped=True))
        elif why is Blank.NOT_LOGGED:
            found.append(Tick(first + at * step, wide, TICK_LOW, skipped=False))
    return found


def spark_words(spark: SparkPicture) -> str:
    """Say how many periods have no figure and why: `2 skipped, 1 not logged`; empty if all have."""
    held = list(_blanks(spark))
    counts = ((one, held.count(one)) for one in (Blank.SKIPPED, Blank.NOT_LOGGED))
    return ", ".join(f"{count} {one.value}" for one, count in counts if count)


def _blanks(spark: SparkPicture) -> Iterator[Blank | None]:
    """Yield of each period why it has no figure."""
    for at, value in enumerate(spark.values):
        if value is not None and math.isfinite(value):
            yield None
        elif at < len(spark.blanks) and (why := spark.blanks[at]) is not None:
            yield why
        else:
            yield Blank.NOT_DUE if at == len(spark.values) - 1 else Blank.NOT_LOGGED


def spark_tint(
    spark: SparkPicture, area: SparkArea, outer: tuple[float, float]
) -> tuple[float, float] | None:
    """Return top and bottom of the promised side, up to the outer edges where it has no end.

    On a whole scale it ends half way to the next answer, so that no mark lies on its edge.
    """
    if spark.kept is None:
        return None
    low, high = spark.kept
    half = 0.5 if spark.whole else 0.0
    top = outer[0] if high is None else spark_height(spark, high + half, area)
    bottom = outer[1] if low is None else spark_height(spark, low - half, area)
    return (top, bottom) if top is not None and bottom is not None and bottom > top else None
