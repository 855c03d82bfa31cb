"""The customer's ratings: filled diamonds on the measure's own axis, or in a lane below the plot.

A rating of 1 to 5 beside a measure that counts days or percent has no place on its axis: it stands
in the lane with its figure. Ratings that would cover each other share a diamond, and its words say
so. Screen and paper place them alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.report.picture import Rated
from tracker.report.reading import day_words
from tracker.report.svg_frame import Frame
from tracker.report.svg_parts import DIAMOND, Colours, outline, tag, words
from tracker.report.svg_text import escape, text_width

LANE: Final = 21.0
RADIUS: Final = 3.6
FIGURE: Final = 11.0
_MIDDLE: Final = 14.0
"""From the plot's lower edge to the middle of the lane."""
_TOUCH: Final = 9.0
_AIR: Final = 4.0


@dataclass(frozen=True, slots=True)
class PlacedRating:
    """A diamond at a place, its figure in the lane (empty on the axis), and what it stands for."""

    x: float
    y: float
    figure: str
    ratings: tuple[Rated, ...]

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


def _lane(frame: Frame, ratings: Sequence[Rated]) -> list[PlacedRating]:
    groups: list[list[Rated]] = []
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
        said = ", ".join(f"{rating.shown} on {day_words(rating.day)}" for rating in one.ratings)
        tip = tag("title", escape(f"The customer’s rating: {said}"))
        drawn.append(rating_shape(one.x, one.y, frame.colours, tip))
        drawn.append(words(*one.figure_at, one.figure, frame.colours["second"], FIGURE))
    return "".join(drawn)


def rating_shape(x: float, y: float, colours: Colours, *tips: str) -> str:
    """Draw the diamond of a rating: filled, which a one-off's is not."""
    steps = outline(DIAMOND, x, y, RADIUS)
    rim = colours["panel"]
    return tag("path", *tips, d=steps, fill=colours["accent"], stroke=rim, stroke_width=1.0)
