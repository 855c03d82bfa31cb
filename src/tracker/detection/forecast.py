"""Where a slide leads: its slope, and when it will have passed a line that means something.

Ordinary least squares over the newest values (not scores) of the slide, with the 80 % intervals of
Student's t for the slope and for the line. The straight line knows no end of the scale.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

CHOSEN: Final = 2
"""First values of a slide that are left out: they were chosen by where its beginning was found."""

NEWEST: Final = 26
"""Values that a forecast rests on, at most."""

FEWEST: Final = 5
AHEAD: Final = 26
"""Periods that a forecast looks ahead."""

NORMAL: Final = 1.2816
"""The 90 % point of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The slope of a slide, the first line it will pass, and the fitted line itself.

    `slope` is in units per period, `low` to `high` its 80 % interval. `crosses` is the number of
    periods after the newest value in which `line` is passed, `earliest` and `latest` the edges of
    the 80 % band; None: not within 26 periods. The line rests on `size` values of mean `level`; the
    newest lies `away` periods behind their middle, `width` is the sum of squares of their places.
    `reach` is the half width of the 80 % interval of a single residual.
    """

    slope: float
    low: float
    high: float
    line: float | None = None
    crosses: int | None = None
    earliest: int | None = None
    latest: int | None = None
    level: float = 0.0
    away: float = 0.0
    size: int = 1
    width: float = 1.0
    reach: float = 0.0

    def at(self, ahead: float, edge: float = 0.0) -> float:
        """Give the line so many periods after the newest value, or an edge of its 80 % band.

        `edge` is 1 for the upper edge and -1 for the lower.
        """
        away = self.away + ahead
        wide = self.reach * math.sqrt(1.0 / self.size + away * away / self.width)
        return self.level + self.slope * away + edge * wide


def forecast(points: Sequence[tuple[int, float]], lines: Sequence[float] = ()) -> Forecast | None:
    """Extend a slide: `points` are (position, value) of its observed periods from its beginning on.

    The first two are left out; of the rest the newest 26 count; None under five. Of several `lines`
    the one that is passed first is told; one that is passed already, or moved away from, is not.
    """
    points = points[CHOSEN:][-NEWEST:]
    if len(points) < FEWEST:
        return None
    found = _fitted(points)
    crossings = [_crossing(found, each) for each in lines]
    passed = [each for each in crossings if each is not None and each.crosses is not None]
    return min(passed, key=_soonest, default=found)


def t_quantile(freedom: int, normal: float = NORMAL) -> float:
    """Give the 0.9 quantile of Student's t, exact to 1 % from three degrees of freedom on.

    The expansion of Cornish and Fisher (Abramowitz and Stegun 26.7.5), to the second term.
    """
    cube, fifth = normal**3, normal**5
    second = (5 * fifth + 16 * cube + 3 * normal) / (96 * freedom**2)
    return normal + (cube + normal) / (4 * freedom) + second


def _soonest(found: Forecast) -> int:
    return AHEAD + 1 if found.crosses is None else found.crosses


def _fitted(points: Sequence[tuple[int, float]]) -> Forecast:
    count = len(points)
    place = math.fsum(position for position, _ in points) / count
    level = math.fsum(value for _, value in points) / count
    width = math.fsum((position - place) ** 2 for position, _ in points)
    slope = math.fsum((position - place) * (value - level) for position, value in points) / width
    rest = math.fsum(
        (value - level - slope * (position - place)) ** 2 for position, value in points
    )
    reach = t_quantile(count - 2) * math.sqrt(rest / (count - 2))
    error, away = reach / math.sqrt(width), points[-1][0] - place
    line = Forecast(slope, slope - error, slope + error)
    return replace(line, level=level, away=away, size=count, width=width, reach=reach)


def _crossing(found: Forecast, goal: float) -> Forecast | None:
    sign = 1.0 if found.slope > 0 else -1.0
    if sign * (goal - found.at(0)) <= 0.0:
        return None
    crosses, earliest, latest = (_passed(found, goal, edge) for edge in (0.0, 1.0, -1.0))
    return replace(found, line=goal, crosses=crosses, earliest=earliest, latest=latest)


def _passed(found: Forecast, goal: float, edge: float) -> int | None:
    """Give the first period in which the line (or the edge ahead: 1, behind: -1) is past a goal."""
    sign = 1.0 if found.slope > 0 else -1.0
    for ahead in range(1, AHEAD + 1):
        if sign * (found.at(ahead, sign * edge) - goal) >= 0.0:
            return ahead
    return None
