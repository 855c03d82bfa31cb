"""Before and after a fix as SVG: the values, the day it began, and both levels with their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from tracker.report.picture import Flag, Stretch, TrendPicture
from tracker.report.pictures import EffectPicture
from tracker.report.svg_axes import axes, counted, day_label, head, said_below, said_lines
from tracker.report.svg_frame import MARGIN, Frame, frame_of, on_axis, rhythm_of
from tracker.report.svg_labels import ROW_HEIGHT, PlacedFlag, Room, flag_line, placed_flags
from tracker.report.svg_legend import (
    Entry,
    below,
    entries,
    foot,
    in_rows,
    legend,
    stroke_sample,
)
from tracker.report.svg_levels import name_level, name_promises, promise_lines, stretch_ends, taken
from tracker.report.svg_parts import LIGHT, SMALL, box, document, line
from tracker.report.svg_text import cut, text_width
from tracker.report.svg_values import values

LEAST_WIDTH, LEAST_HEIGHT = 320, 260
_TONES = {True: "better", False: "worse", None: "text"}


class _Level(NamedTuple):
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
    caption = cut(counted(picture.unit), SMALL, width / 3)
    flags = placed_flags(frame, MARGIN + text_width(caption, SMALL) if caption else 0.0)
    said = said_lines(picture.said, width)
    levels = _given(picture)
    rows = in_rows(_entries(frame, levels), width)
    above = max((flag.row + 1 for flag in flags if flag.row is not None), default=0)
    frame = below(frame, said, ROW_HEIGHT * max(above, bool(caption)), rows, height)
    return document(
        picture.title,
        picture.summary,
        frame.width,
        frame.height,
        head(picture.title, picture.subtitle, width, frame.colours),
        said_below(said, width, frame.colours),
        _since(frame, picture),
        axes(frame, caption),
        promise_lines(frame),
        "".join(flag_line(frame, one) for one in flags),
        values(frame),
        _levels(frame, levels, flags),
        legend(rows, frame.bottom + 34.0, width, frame.colours),
        foot(frame, frame.height - 20.0, 0),
        ground=frame.colours["panel"],
    )


def _trend(picture: EffectPicture) -> TrendPicture:
    held = (one for one in (picture.before, picture.after) if one is not None)
    label = f"fix began {day_label(picture.began, picture.last)}"
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


def _levels(frame: Frame, levels: list[_Level], flags: list[PlacedFlag]) -> str:
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


def _given(picture: EffectPicture) -> list[_Level]:
    """Return the levels that are known; the one since is the thicker, also where all is grey."""
    before = _Level("before", picture.before, "second", 1.6) if picture.before else None
    since = _Level("since", picture.after, _TONES[picture.worked], 2.8) if picture.after else None
    return [one for one in (before, since) if one]


def _entries(frame: Frame, levels: list[_Level]) -> list[Entry]:
    own = [
        Entry(one.name, stroke_sample(frame.colours[one.role], one.thick))
        for one in levels
        if one.stretch.middle is not None
    ]
    return [*entries(frame), *own]
