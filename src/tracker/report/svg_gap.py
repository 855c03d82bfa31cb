"""The person's own figure against the customer's as SVG, each pair tied by a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.report.picture import Mark, Point, TrendPicture
from tracker.report.pictures import GapPicture
from tracker.report.svg_axes import axes, counted, days_label, head, said_below, said_lines
from tracker.report.svg_frame import MARGIN, Frame, frame_of, framed_points, rhythm_of
from tracker.report.svg_labels import ROW_HEIGHT
from tracker.report.svg_legend import Entry, Sample, below, in_rows, legend, stroke_sample
from tracker.report.svg_parts import LIGHT, SMALL, document, line, mark_shape, words
from tracker.report.svg_ratings import rating_shape
from tracker.report.svg_text import cut
from tracker.report.svg_values import tip_of, values

LEAST_WIDTH, LEAST_HEIGHT = 320, 260
OWN, THEIRS, TIE = "my own figure", "the customer’s rating", "the gap between them"


def gap_svg(
    picture: GapPicture, width: int = 900, height: int = 420, colours: Mapping[str, str] = LIGHT
) -> str:
    """Draw own figures as a line, the customer's as diamonds, and a tie between each pair."""
    width, height = max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)
    frame = frame_of(_both(picture), width, height, {**LIGHT, **colours})
    caption = cut(counted(picture.unit), SMALL, width / 3)
    said = said_lines(picture.said, width)
    own, theirs = framed_points(picture.own), framed_points(picture.theirs)
    pairs = _pairs(own, theirs)
    rows = in_rows(_entries(frame, own, theirs, pairs), width)
    frame = below(frame, said, ROW_HEIGHT * bool(caption), rows, height)
    mine = replace(frame, picture=replace(frame.picture, points=own))
    return document(
        picture.title,
        picture.summary,
        frame.width,
        frame.height,
        head(picture.title, picture.subtitle, width, frame.colours),
        said_below(said, width, frame.colours),
        axes(frame, caption),
        "".join(_tie(frame, *pair) for pair in pairs),
        values(mine) if own or not theirs else "",
        "".join(_rating(frame, one) for one in theirs),
        legend(rows, frame.bottom + 34.0, width, frame.colours),
        _foot(frame, picture, len(own), len(theirs)),
        ground=frame.colours["panel"],
    )


def _both(picture: GapPicture) -> TrendPicture:
    """Return what the axes must hold: all points of both."""
    return TrendPicture(
        picture.title,
        picture.subtitle,
        picture.first,
        picture.last,
        picture.scale,
        picture.unit,
        (*picture.own, *picture.theirs),
        rhythm_days=rhythm_of(picture.own),
    )


def _pairs(own: Sequence[Point], theirs: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Return each of the customer's ratings with the own figure of the same period."""
    mine = {one.period: one for one in own}
    return [(mine[one.period], one) for one in theirs if one.period in mine]


def _tie(frame: Frame, own: Point, theirs: Point) -> str:
    start, end = (
        (frame.x(own.day), frame.y(own.value)),
        (frame.x(theirs.day), frame.y(theirs.value)),
    )
    return line(*start, *end, frame.colours["accent"], 1.2, "2 2.5")


def _rating(frame: Frame, one: Point) -> str:
    place = frame.x(one.day), frame.y(one.value)
    return rating_shape(*place, frame.colours, tip_of(one))


def _entries(
    frame: Frame, own: Sequence[Point], theirs: Sequence[Point], pairs: Sequence[object]
) -> list[Entry]:
    """Name what is drawn, and nothing else."""
    colours = frame.colours
    found = []
    if own:
        found.append(Entry(OWN, _own_sample(frame)))
    if theirs:
        found.append(
            Entry(THEIRS, lambda x, y: rating_shape(x + 6, y, colours), 12.0),
        )
    if pairs:
        found.append(Entry(TIE, stroke_sample(colours["accent"], 1.2, "2 2.5")))
    return found


def _own_sample(frame: Frame) -> Sample:
    def sample(x: float, y: float) -> str:
        stroke = line(x, y, x + 20, y, frame.colours["chart_line"], 1.7)
        return stroke + mark_shape(Mark.USUAL, x + 10, y, 3.9, frame.colours)

    return sample


def _foot(frame: Frame, picture: GapPicture, own: int, theirs: int) -> str:
    counts = f"{own} of mine, {theirs} of theirs" if own else f"{theirs} of theirs"
    told = f"{days_label(picture.first, picture.last)} · {counts}"
    room, colour = frame.width - 2 * MARGIN, frame.colours["third"]
    return words(MARGIN, frame.height - 20.0, told, colour, SMALL, room=room)
