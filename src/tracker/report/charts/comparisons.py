"""Two sides compared as SVG: before and after a fix, own figures and the customer's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tracker.report.charts.frame import (
    LEAST_HEIGHT,
    LEAST_WIDTH,
    MARGIN,
    Frame,
    axes,
    drawing,
    frame_of,
    framed_points,
    on_axis,
    rhythm_of,
    said_below,
    said_lines,
    stretch_ends,
    tip_of,
    unit_caption,
    values,
)
from tracker.report.charts.labels import (
    ROW_HEIGHT,
    LegendEntry,
    PlacedFlag,
    Room,
    Sample,
    below,
    entries,
    flag_line,
    flag_rows,
    foot,
    in_rows,
    legend,
    placed_flags,
    stroke_sample,
)
from tracker.report.charts.levels import (
    name_level,
    name_promises,
    promise_lines,
    taken,
)
from tracker.report.charts.picture import (
    EffectPicture,
    Flag,
    GapPicture,
    Point,
    Stretch,
    TrendPicture,
)
from tracker.report.charts.spans import rating_shape
from tracker.report.charts.spark import Mark
from tracker.report.charts.svg import (
    LIGHT,
    SMALL,
    box,
    line,
    mark_shape,
    text_width,
    words,
)
from tracker.report.dates import medium_day, medium_days

_TONES = {True: "better", False: "worse", None: "text"}
OWN, THEIRS, TIE = "my own figure", "the customer’s rating", "the gap between them"


class _DrawnLevel(NamedTuple):
    """A level with its name in the legend, the role of its colour and how thick it is drawn."""

    name: str
    stretch: Stretch
    role: str
    thick: float


def effect_svg(
    picture: EffectPicture, width: int = 900, height: int = 420, colours: Mapping[str, str] = LIGHT
) -> str:
    """Draw the values with the level before the fix and the one since; the sentence stands above.

    The level since is blue where it worked, orange where it did not, and dark where none knows yet.
    """
    width, height = max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)
    frame = frame_of(_trend(picture), width, height, {**LIGHT, **colours})
    caption = unit_caption(frame)
    flags = placed_flags(frame, MARGIN + text_width(caption, SMALL) if caption else 0.0)
    said = said_lines(picture.said, width)
    levels = _given(picture)
    rows = in_rows(_entries(frame, levels), width)
    above = flag_rows(flags)
    frame = below(frame, said, ROW_HEIGHT * max(above, bool(caption)), rows, height)
    return drawing(
        frame,
        picture.summary,
        said_below(said, width, frame.colours),
        _since(frame, picture),
        axes(frame, caption),
        promise_lines(frame),
        "".join(flag_line(frame, one) for one in flags),
        values(frame),
        _levels(frame, levels, flags),
        legend(rows, frame.bottom + 34.0, width, frame.colours),
        foot(frame, frame.height - 20.0, 0),
    )


def _trend(picture: EffectPicture) -> TrendPicture:
    held = (one for one in (picture.before, picture.after) if one is not None)
    label = f"fix began {medium_day(picture.began, picture.last)}"
    return TrendPicture(
        picture.title,
        picture.subtitle,
        picture.first,
        picture.last,
        picture.scale,
        picture.unit,
        picture.points,
        promises=picture.promises,
        # Only the levels count here: a range around them would be said to be the usual one.
        usual=tuple(replace(one, low=None, high=None) for one in held),
        flags=(Flag(picture.began, label, "began"),),
        rhythm_days=rhythm_of(picture.points),
    )


def _since(frame: Frame, picture: EffectPicture) -> str:
    """Lay a wash over the time since the fix began."""
    left = frame.x(picture.began)
    width, height = frame.right - left, frame.bottom - frame.top
    return box(left, frame.top, width, height, frame.colours["usual_wash"])


def _levels(frame: Frame, levels: list[_DrawnLevel], flags: list[PlacedFlag]) -> str:
    """Draw both levels over the values, and name them and the promises beside them."""
    room = Room(taken(frame, flags))
    drawn, named = [], []
    for one in levels:
        for seen in on_axis((one.stretch,), frame.first, frame.last):
            if seen.middle is None:
                continue
            (left, right), y = stretch_ends(frame, seen), frame.y(seen.middle)
            drawn.append(line(left, y, right, y, frame.colours[one.role], one.thick))
            about = seen.middle, seen.label, one.role
            named.append(name_level(frame, room, seen, *about, must=True, near=True))
    return "".join([*drawn, *named, name_promises(frame, room)])


def _given(picture: EffectPicture) -> list[_DrawnLevel]:
    """Return the levels that are known; the one since is the thicker, also where all is grey."""
    before = _DrawnLevel("before", picture.before, "second", 1.6) if picture.before else None
    since = (
        _DrawnLevel("since", picture.after, _TONES[picture.worked], 2.8) if picture.after else None
    )
    return [one for one in (before, since) if one]


def _entries(frame: Frame, levels: list[_DrawnLevel]) -> list[LegendEntry]:
    own = [
        LegendEntry(one.name, stroke_sample(frame.colours[one.role], one.thick))
        for one in levels
        if one.stretch.middle is not None
    ]
    return [*entries(frame), *own]


def gap_svg(
    picture: GapPicture, width: int = 900, height: int = 420, colours: Mapping[str, str] = LIGHT
) -> str:
    """Draw own figures as a line, the customer's as diamonds, and a tie between each pair."""
    width, height = max(width, LEAST_WIDTH), max(height, LEAST_HEIGHT)
    frame = frame_of(_both(picture), width, height, {**LIGHT, **colours})
    caption = unit_caption(frame)
    said = said_lines(picture.said, width)
    own, theirs = framed_points(picture.own), framed_points(picture.theirs)
    pairs = _pairs(own, theirs)
    rows = in_rows(_gap_entries(frame, own, theirs, pairs), width)
    frame = below(frame, said, ROW_HEIGHT * bool(caption), rows, height)
    mine = replace(frame, picture=replace(frame.picture, points=own))
    return drawing(
        frame,
        picture.summary,
        said_below(said, width, frame.colours),
        axes(frame, caption),
        "".join(_tie(frame, *pair) for pair in pairs),
        values(mine) if own or not theirs else "",
        "".join(_rating(frame, one) for one in theirs),
        legend(rows, frame.bottom + 34.0, width, frame.colours),
        _foot(frame, picture, len(own), len(theirs)),
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


def _gap_entries(
    frame: Frame,
    own: Sequence[Point],
    theirs: Sequence[Point],
    pairs: Sequence[tuple[Point, Point]],
) -> list[LegendEntry]:
    """Name what is drawn, and nothing else."""
    colours = frame.colours
    found = []
    if own:
        found.append(LegendEntry(OWN, _own_sample(frame)))
    if theirs:
        found.append(
            LegendEntry(THEIRS, lambda x, y: rating_shape(x + 6, y, colours), 12.0),
        )
    if pairs:
        found.append(LegendEntry(TIE, stroke_sample(colours["accent"], 1.2, "2 2.5")))
    return found


def _own_sample(frame: Frame) -> Sample:
    def sample(x: float, y: float) -> str:
        stroke = line(x, y, x + 20, y, frame.colours["chart_line"], 1.7)
        return stroke + mark_shape(Mark.USUAL, x + 10, y, 3.9, frame.colours)

    return sample


def _foot(frame: Frame, picture: GapPicture, own: int, theirs: int) -> str:
    counts = f"{own} of mine, {theirs} of theirs" if own else f"{theirs} of theirs"
    told = f"{medium_days(picture.first, picture.last, compact=False)} · {counts}"
    room, colour = frame.width - 2 * MARGIN, frame.colours["third"]
    return words(MARGIN, frame.height - 20.0, told, colour, SMALL, room=room)
