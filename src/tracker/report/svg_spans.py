"""What lasted: bars in lanes below the plot, each with its words inside, beside, or cut.

A stop also shades its days in the plot itself; its bar below says what it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.report.picture import Span
from tracker.report.svg_frame import MARGIN, Frame
from tracker.report.svg_parts import box, line, words
from tracker.report.svg_ratings import LANE, rated_lanes
from tracker.report.svg_text import cut, text_width

LANES: Final = 3
BAR: Final = 15.0
SHADE: Final = 0.12
"""How dense the ground of a stop is, of its grey."""
LEAST_BAND: Final = 3.0
_SIZE: Final = 11.0
_AIR: Final = 6.0
_SHORT: Final = 40.0
_LONGEST: Final = 260.0


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


def placed_spans(frame: Frame) -> tuple[list[Bar], int]:
    """Place the spans on the axis in as few lanes as hold them, and count those left over.

    Where ratings have a lane of their own, it is the first.
    """
    spans, taken = frame.picture.spans, rated_lanes(frame)
    free = [0.0] * LANES
    placed: list[Bar] = []
    for span in sorted(spans, key=lambda one: (one.first, one.last, one.label)):
        left = frame.x(span.first)
        lane = next((at for at in range(LANES) if free[at] <= left), None)
        if lane is not None:
            bar = _bar(frame, span, taken + lane, left, free[lane])
            placed.append(bar)
            free[lane] = bar.reach + _AIR
    return placed, len(spans) - len(placed)


def lanes_height(frame: Frame, bars: Sequence[Bar]) -> float:
    """Return how much room the lanes take below the plot."""
    return LANE * max((bar.lane + 1 for bar in bars), default=rated_lanes(frame))


def _bar(frame: Frame, span: Span, lane: int, left: float, free: float) -> Bar:
    """Put the words inside the bar, behind it, or before it: where they fit, else where most do."""
    right = max(frame.x(span.last), min(left + 4, frame.right))
    whole = cut(span.label, _SIZE, _LONGEST)
    width = text_width(whole, _SIZE)
    inside, behind = right - left - 2 * _AIR, frame.width - MARGIN - right - _AIR
    before = left - max(free, frame.left) - _AIR
    if width <= inside or inside >= max(behind, before, _SHORT):
        return Bar(span, lane, left, right, cut(span.label, _SIZE, inside), left + _AIR)
    if width > behind and before > behind:
        name = cut(span.label, _SIZE, min(before, _LONGEST))
        return Bar(span, lane, left, right, name, left - _AIR - text_width(name, _SIZE))
    name = cut(span.label, _SIZE, min(behind, _LONGEST))
    return Bar(span, lane, left, right, name, right + _AIR)


def stop_bands(frame: Frame) -> list[tuple[float, float]]:
    """Return from where to where each stop shades the plot; one day is still seen."""
    stops = (one for one in frame.picture.spans if one.kind == "stop")
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
    stop = kind == "stop"
    rim = frame.colours["steady" if stop else "usual_line"]
    fill = frame.colours["hover" if stop else "accent_wash"]
    return box(x, y, width, height, fill, rx=3.0, stroke=rim, stroke_width=0.8)
