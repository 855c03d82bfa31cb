"""Periods without a figure, at the foot of a plot: a stroke where skipped, an empty box where open.

What was not due has no mark. Where nothing was entered at all there is none either: the words in
the plot say so. Screen and paper place them alike, and draw them apart also where periods are
narrow: a stroke is higher than a box.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracker.report.charts.frame import Frame
from tracker.report.charts.picture import NOT_LOGGED, SKIPPED, Gap
from tracker.report.charts.svg import Colours, escape, tag
from tracker.report.dates import medium_day
from tracker.report.wording import capitalised

GAP_NAMES: Final = {True: SKIPPED, False: NOT_LOGGED}
"""What a legend calls them: by whether they were skipped."""
STROKE: Final = 1.6
RIM: Final = 1.0
GAP_TONE: Final = "third"
NO_FIGURE, NO_FIGURES = "no figure", "no figures"
_HIGH: Final = 8.0
_BOX: Final = 5.0
_NARROWEST: Final = 1.2
_SHARE: Final = 0.6
"""How much of its period a box may take."""


@dataclass(frozen=True, slots=True)
class PlacedGap:
    """A period without a figure: the middle of its mark, its upper and lower end, how wide."""

    gap: Gap
    x: float
    top: float
    bottom: float
    width: float


def placed_gaps(frame: Frame) -> list[PlacedGap]:
    """Return the periods without a figure that are drawn, each on the base line of the plot."""
    picture = frame.picture
    if not picture.points and not any(gap.skipped for gap in picture.gaps):
        return []
    return [
        standing(gap, frame.x(gap.day), frame.bottom - 1.0, frame.spacing)
        for gap in picture.gaps
        if frame.first <= gap.day <= frame.last
    ]


def gap_sample(name: str, x: float, y: float) -> PlacedGap:
    """Return the mark of that name around a place, as a legend shows it."""
    gap = Gap(date.min, "", name)
    return standing(gap, x, y + _high(gap) / 2)


def standing(gap: Gap, x: float, foot: float, spacing: float = _BOX / _SHARE) -> PlacedGap:
    """Place the mark of a period on a line; `spacing` is how far apart periods are."""
    width = max(_NARROWEST, min(_BOX, _SHARE * spacing))
    return PlacedGap(gap, x, foot - _high(gap), foot, width)


@dataclass(frozen=True, slots=True)
class GapRun:
    """Periods side by side without a figure, oldest first, and the last day of the last."""

    gaps: tuple[Gap, ...]
    last: date

    @property
    def said(self) -> tuple[str, str]:
        """What it is called in full, and where there is less room."""
        skipped = all(gap.skipped for gap in self.gaps)
        if len(self.gaps) == 1:
            name = SKIPPED if skipped else NO_FIGURE
            return name, name
        name = SKIPPED if skipped else NO_FIGURES
        first = self.gaps[0].day
        return f"{name} {medium_day(first, first)} – {medium_day(self.last, self.last)}", name


def gap_runs(frame: Frame) -> list[GapRun]:
    """Return where figures are missing, neighbours together, oldest first."""
    logged = [point.day for point in frame.picture.points]
    found: dict[int, list[Gap]] = {}
    for gap in sorted(frame.picture.gaps, key=lambda one: one.day):
        if frame.first <= gap.day <= frame.last:
            found.setdefault(bisect_right(logged, gap.day), []).append(gap)
    return [
        GapRun(
            tuple(gaps),
            max(
                gaps[-1].day,
                logged[at] - timedelta(days=1) if at < len(logged) else frame.last,
            ),
        )
        for at, gaps in found.items()
    ]


def _high(gap: Gap) -> float:
    return _HIGH if gap.skipped else _BOX


def gap_marks(frame: Frame) -> str:
    """Draw the periods without a figure; pointed at, each says its period and why."""
    return "".join(
        gap_shape(one, frame.colours, tag("title", escape(_tip(one.gap))))
        for one in placed_gaps(frame)
    )


def _tip(gap: Gap) -> str:
    return f"{capitalised(gap.period)}: {gap.reason}"


def gap_shape(one: PlacedGap, colours: Colours, *tips: str) -> str:
    """Draw one mark."""
    tone = colours[GAP_TONE]
    if one.gap.skipped:
        place = {"x1": one.x, "y1": one.top, "x2": one.x, "y2": one.bottom}
        return tag("line", *tips, **place, stroke=tone, stroke_width=STROKE)
    left, high = one.x - one.width / 2, one.bottom - one.top
    place = {"x": left, "y": one.top, "width": one.width, "height": high}
    return tag("rect", *tips, **place, fill=colours["panel"], stroke=tone, stroke_width=RIM)
