"""What lasted, below the plot, and the customer's ratings: bars in lanes, and filled diamonds.

A stop also shades its days in the plot itself; its bar below says what it was.

A rating of 1 to 5 beside a measure that counts days or percent has no place on its axis: it stands
in the lane with its figure. Ratings that would cover each other share a diamond, and its words say
so. Screen and paper place them alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.report.charts.frame import MARGIN, Frame
from tracker.report.charts.picture import STOPS, CustomerRating, Span
from tracker.report.charts.svg import (
    DIAMOND,
    Colours,
    box,
    cut_to_width,
    escape,
    line,
    outline,
    tag,
    text_width,
    words,
)
from tracker.report.dates import medium_day

LANE: Final = 21.0
RADIUS: Final = 3.6
FIGURE: Final = 11.0
_MIDDLE: Final = 14.0
"""From the plot's lower edge to the middle of the lane."""
_TOUCH: Final = 9.0
_AIR: Final = 4.0
LANES: Final = 3
BAR: Final = 15.0
SHADE: Final = 0.12
"""How dense the ground of a stop is, of its grey."""
LEAST_BAND: Final = 3.0
_SIZE: Final = 11.0
_SPAN_AIR: Final = 6.0
_SHORT: Final = 40.0
_LONGEST: Final = 260.0


@dataclass(frozen=True, slots=True)
class PlacedRating:
    """A diamond at a place, its figure in the lane (empty on the axis), and what it stands for."""

    x: float
    y: float
    figure: str
    ratings: tuple[CustomerRating, ...]

    @property
    def figure_at(self) -> tuple[float, float]:
        """Where the figure begins, on its baseline."""
        return self.x + 1.5 * RADIUS + _AIR, self.y + 0.36 * FIGURE


def rated_lanes(frame: Frame) -> int:
    """Return how many lanes ratings need below the plot: one or none."""
    return int(any(one.value is None for one in frame.picture.ratings))


def placed_ratings(frame: Frame) -> list[PlacedRating]:
    """Place every rating, those of the lane from left to right."""
    on_axis = [
        PlacedRating(frame.x(one.day), frame.y(one.value), "", (one,))
        for one in frame.picture.ratings
        if one.value is not None
    ]
    return on_axis + _lane(frame, [one for one in frame.picture.ratings if one.value is None])


def _lane(frame: Frame, ratings: Sequence[CustomerRating]) -> list[PlacedRating]:
    groups: list[list[CustomerRating]] = []
    for one in ratings:
        if groups and frame.x(one.day) - frame.x(groups[-1][0].day) < _TOUCH:
            groups[-1].append(one)
        else:
            groups.append([one])
    y = frame.bottom + _MIDDLE
    placed = [PlacedRating(frame.x(group[0].day), y, "", tuple(group)) for group in groups]
    ends = [*(one.x for one in placed[1:]), frame.width]
    return [_figured(one, end) for one, end in zip(placed, ends, strict=False)]


def _figured(one: PlacedRating, end: float) -> PlacedRating:
    """Give a diamond its figure where the next one leaves it room."""
    figures = sorted({rating.shown.partition(" ")[0] for rating in one.ratings})
    figure = figures[0] if len(figures) == 1 else f"{figures[0]}–{figures[-1]}"
    if one.figure_at[0] + text_width(figure, FIGURE) > end - 1.5 * RADIUS - 1:
        return one
    return PlacedRating(one.x, one.y, figure, one.ratings)


def rating_marks(frame: Frame) -> str:
    """Draw the ratings; pointed at, each says its day and figure, never the customer's words."""
    drawn = []
    for one in placed_ratings(frame):
        said = ", ".join(f"{rating.shown} on {medium_day(rating.day)}" for rating in one.ratings)
        tip = tag("title", escape(f"The customer’s rating: {said}"))
        drawn.append(rating_shape(one.x, one.y, frame.colours, tip))
        drawn.append(words(*one.figure_at, one.figure, frame.colours["second"], FIGURE))
    return "".join(drawn)


def rating_shape(x: float, y: float, colours: Colours, *tips: str) -> str:
    """Draw the diamond of a rating: filled, which a one-off's is not."""
    steps = outline(DIAMOND, x, y, RADIUS)
    rim = colours["panel"]
    return tag("path", *tips, d=steps, fill=colours["accent"], stroke=rim, stroke_width=1.0)


@dataclass(frozen=True, slots=True)
class Bar:
    """A span with its place: from `left` to `right` in a lane, its words from `at`."""

    span: Span
    lane: int
    left: float
    right: float
    name: str
    at: float

    @property
    def reach(self) -> float:
        """How far bar and words reach together."""
        return max(self.right, self.at + text_width(self.name, _SIZE))


def placed_spans(
    frame: Frame, taken: int | None = None, most: int = LANES
) -> tuple[list[Bar], int]:
    """Place the spans on the axis in as few lanes as hold them, and count those left over.

    So many lanes are `taken` already: where nothing else is said, one if ratings have their own.
    """
    spans = sorted(frame.picture.spans, key=lambda one: (one.first, one.last, one.label))
    taken = rated_lanes(frame) if taken is None else taken
    free = [0.0] * most
    ends: dict[int, Bar] = {}
    placed: list[Bar] = []
    for at, span in enumerate(spans):
        left = frame.x(span.first)
        lanes = [lane for lane in range(most) if free[lane] <= left]
        again = next((one for one in lanes if one in ends and _alike(ends[one].span, span)), None)
        if again is not None:  # the one before it has the name
            right = max(frame.x(span.last), min(left + 4, frame.right))
            bar = Bar(span, taken + again, left, right, "", right)
        elif lanes:
            more = any(_alike(span, other) for other in spans[at + 1 :])
            wide = text_width(cut_to_width(span.label, _SIZE, _LONGEST), _SIZE) + 2 * _SPAN_AIR
            roomy = [one for one in lanes if left - max(free[one], frame.left) >= wide]
            lane = (roomy if more and roomy else lanes)[0]
            bar = _bar(frame, span, taken + lane, left, free[lane])
        else:
            continue
        placed.append(bar)
        ends[bar.lane - taken] = bar
        free[bar.lane - taken] = bar.reach + _SPAN_AIR
    return placed, len(spans) - len(placed)


def _alike(one: Span, other: Span) -> bool:
    """Say whether two spans are the same thing at two times: they share a lane and its name."""
    return (one.kind, one.label) == (other.kind, other.label)


def lanes_height(frame: Frame, bars: Sequence[Bar]) -> float:
    """Return how much room the lanes take below the plot."""
    return LANE * max((bar.lane + 1 for bar in bars), default=rated_lanes(frame))


def _bar(frame: Frame, span: Span, lane: int, left: float, free: float) -> Bar:
    """Put the words inside the bar, before it, or behind it: where they fit, else where most do."""
    right = max(frame.x(span.last), min(left + 4, frame.right))
    whole = cut_to_width(span.label, _SIZE, _LONGEST)
    width = text_width(whole, _SIZE)
    inside, behind = right - left - 2 * _SPAN_AIR, frame.width - MARGIN - right - _SPAN_AIR
    before = left - max(free, frame.left) - _SPAN_AIR
    if width <= inside or inside >= max(behind, before, _SHORT):
        return Bar(
            span, lane, left, right, cut_to_width(span.label, _SIZE, inside), left + _SPAN_AIR
        )
    if width <= before or before > behind:
        name = cut_to_width(span.label, _SIZE, min(before, _LONGEST))
        return Bar(span, lane, left, right, name, left - _SPAN_AIR - text_width(name, _SIZE))
    name = cut_to_width(span.label, _SIZE, min(behind, _LONGEST))
    return Bar(span, lane, left, right, name, right + _SPAN_AIR)


def stop_bands(frame: Frame) -> list[tuple[float, float]]:
    """Return from where to where each stop shades the plot; one day is still seen."""
    stops = (one for one in frame.picture.spans if one.kind in STOPS)
    ends = ((frame.x(one.first), frame.x(one.last)) for one in stops)
    return [(left, max(right, left + LEAST_BAND)) for left, right in ends]


def stop_shades(frame: Frame) -> str:
    """Draw the days of each stop as a grey ground with dotted edges."""
    drawn, grey, high = [], frame.colours["steady"], frame.bottom - frame.top
    for left, right in stop_bands(frame):
        drawn.append(box(left, frame.top, right - left, high, grey, fill_opacity=SHADE))
        drawn += (line(x, frame.top, x, frame.bottom, grey, 0.8, "1 3") for x in (left, right))
    return "".join(drawn)


def span_bars(frame: Frame, bars: Sequence[Bar]) -> str:
    """Draw the lanes, the first one just below the plot."""
    drawn = []
    for bar in bars:
        top = frame.bottom + 7 + bar.lane * LANE
        drawn.append(bar_box(frame, bar.span.kind, bar.left, top, bar.right - bar.left, BAR))
        drawn.append(words(bar.at, top + 11.2, bar.name, frame.colours["second"], _SIZE))
    return "".join(drawn)


def bar_box(frame: Frame, kind: str, x: float, y: float, width: float, height: float) -> str:
    """Draw the bar of a kind of span: watched is hollow, a stop grey, all else light blue."""
    if kind == "watched":
        rim, fill = frame.colours["steady"], frame.colours["panel"]
        return box(x, y, width, height, fill, rx=3.0, stroke=rim, stroke_dasharray="3 2")
    stop = kind in STOPS
    rim = frame.colours["steady" if stop else "usual_line"]
    fill = frame.colours["hover" if stop else "accent_wash"]
    return box(x, y, width, height, fill, rx=3.0, stroke=rim, stroke_width=0.8)
