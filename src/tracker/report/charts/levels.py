"""The levels of a trend chart: the promise in its dated steps, the usual range, their labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from tracker.report.charts.frame import Frame, promised_areas, range_edges, runs, stretch_ends
from tracker.report.charts.labels import LabelBox, PlacedFlag, Room, line_boxes
from tracker.report.charts.picture import Stretch
from tracker.report.charts.spark import Mark
from tracker.report.charts.svg import (
    SMALL,
    box,
    cut_to_width,
    line,
    number,
    path,
    text_width,
    words,
)

MOST_LABELS = 6
LEVEL_TONES: Final = {Mark.WORSE: "worse", Mark.BETTER: "better"}
"""The colour of a level since a change, and of its name."""

_STEPS = 8
RANGE_WIDTH: Final = 0.8
RANGE_DOTS: Final = "1.5 3"
"""The quiet ends of a usual range."""


def promised_sides(frame: Frame) -> str:
    """Tint the promised side."""
    wash = frame.colours["usual_wash"]
    return "".join(
        box(left, top, right - left, bottom - top, wash)
        for left, top, right, bottom in promised_areas(frame)
    )


def usual_ranges(frame: Frame) -> str:
    """Draw the ends of the usual range of each stretch, finely dotted."""
    colour = frame.colours["usual_line"]
    return "".join(
        line(left, y, right, y, colour, RANGE_WIDTH, RANGE_DOTS)
        for left, right, y in range_edges(frame)
    )


def usual_lines(frame: Frame) -> str:
    """Draw the centre line of each stretch; a first guess is broken."""
    drawn = []
    for one in frame.picture.usual:
        if one.middle is not None:
            left, right = stretch_ends(frame, one)
            y = frame.y(one.middle)
            dashes = "10 5" if one.first_guess else None
            role = LEVEL_TONES.get(one.mark, "usual_line")
            drawn.append(line(left, y, right, y, frame.colours[role], 1.2, dashes))
    return "".join(drawn)


def promise_lines(
    frame: Frame, role: str = "text", thick: float = 1.1, dashes: str = "5 3.5"
) -> str:
    """Draw the promise dashed, in one line with a step where it changed from a day to the next."""
    drawn = []
    for side in (False, True):
        steps, before = "", None
        for one in frame.picture.promises:
            level = one.high if side else one.low
            if level is None:
                before = None
                continue
            left, right = stretch_ends(frame, one)
            follows = before is not None and (one.first - before).days <= 1
            y = number(frame.y(level))
            steps += f"V{y}" if follows else f"M{number(left)},{y}"
            steps += f"H{number(right)}"
            before = one.last
        if steps:
            colour = frame.colours[role]
            drawn.append(path(steps, colour, stroke_width=thick, stroke_dasharray=dashes))
    return "".join(drawn)


def level_labels(frame: Frame, flags: Sequence[PlacedFlag]) -> str:
    """Name the usual level, the one since a change, and the promises, covering little."""
    room = Room(taken(frame, flags))
    drawn = [name_promises(frame, room)]
    for one in frame.picture.usual:
        label = stretch_label(frame, one)
        if one.middle is None or not label:
            continue
        role = LEVEL_TONES.get(one.mark, "second")
        level = one.middle
        if one.mark is Mark.USUAL:
            right = one is frame.picture.usual[-1]
            name = name_level(frame, room, one, level, label, role, must=True, from_right=right)
        else:
            name = name_level(frame, room, one, level, label, role, must=True, before=True)
        drawn.append(name)
    return "".join(drawn)


def stretch_label(frame: Frame, one: Stretch) -> str:
    """Return the name of a level; the newest usual one has its figure where it was given none."""
    newest = one is frame.picture.usual[-1] and one.mark is Mark.USUAL
    if one.label or not newest or one.middle is None:
        return one.label
    return f"usual {frame.level(one.middle)}"


def name_promises(frame: Frame, room: Room) -> str:
    """Name the promises that say something new, the newest first."""
    drawn = []
    promises = worth_naming(frame.picture.promises)
    for at, one in enumerate(reversed(promises)):
        level = one.low if one.high is None else one.high
        name = f"promise {one.label}"
        if level is not None:
            newest = at == 0
            drawn.append(name_level(frame, room, one, level, name, "text", must=newest))
    return "".join(drawn)


def name_level(
    frame: Frame,
    room: Room,
    one: Stretch,
    level: float,
    name: str,
    role: str,
    *,
    must: bool,
    from_right: bool = False,
    near: bool = False,
    before: bool = False,
) -> str:
    """Write a level's name where it covers least; one that `must` may leave its stretch.

    One that has to be `near` leaves it no further than its words are wide; one that stands `before`
    its line is tried there first.
    """
    left, right = stretch_ends(frame, one)
    begins = left
    if must and not near:
        left, right = (frame.left, right) if from_right else (left, frame.right)
        left = min(left, frame.left + (frame.right - frame.left) / 2)
    name = cut_to_width(name, SMALL, (frame.right - frame.left) * 0.45)
    width = text_width(name, SMALL)
    if not name or (not must and width + 12 > right - left):
        return ""
    if near:
        left = max(frame.left, min(left, right - width - 8))
    places = label_places(frame, left, right, frame.y(level), width, from_right)
    if before:
        places = chain(places_before(frame, begins, frame.y(level), width), places)
    found = room.take(places)
    if found is None:
        return ""
    place, free = found
    back = "" if free else _ground(frame, place)
    return back + words(place.left + 4, place.top + 12.5, name, frame.colours[role], SMALL)


def _ground(frame: Frame, place: LabelBox) -> str:
    """Lay a ground under words that cover something."""
    ground = {"fill_opacity": 0.85, "rx": 2.0}
    width = place.right - place.left
    return box(place.left, place.top, width, 17, frame.colours["panel"], **ground)


def label_places(
    frame: Frame, left: float, right: float, y: float, width: float, from_right: bool
) -> Iterable[LabelBox]:
    """Yield places along a level: above it first, then below, from one end to the other."""
    last = max(left, min(right, frame.right) - width - 8)
    for step in range(_STEPS + 1):
        share = step / _STEPS
        x = last + (left - last) * share if from_right else left + (last - left) * share
        for top in (y - 18, y + 2):
            if top >= frame.top - 6 and top + 17 <= frame.bottom + 2:
                yield LabelBox(x, top, x + width + 8, top + 17)


def places_before(frame: Frame, left: float, y: float, width: float) -> Iterator[LabelBox]:
    """Yield the place just before a line begins, and those a little above and below it."""
    for top in (y - 8.5, y - 17.0, y):
        x = left - width - 12
        if x >= frame.left and top >= frame.top - 6 and top + 17 <= frame.bottom + 2:
            yield LabelBox(x, top, x + width + 8, top + 17)


def taken(frame: Frame, flags: Sequence[PlacedFlag]) -> Iterable[LabelBox]:
    """Yield what the plot holds already: the values, the flags' lines, the levels."""
    for run in runs(frame):
        corners = [(frame.x(point.day), frame.y(point.value)) for point in run]
        yield from line_boxes(corners, 2.0)
        yield from (LabelBox(x - 5, y - 5, x + 5, y + 5) for x, y in corners)
    for flag in flags:
        yield LabelBox(flag.x - 1, frame.top - 20, flag.x + 1, frame.bottom)
    for one in frame.picture.promises:
        left, right = stretch_ends(frame, one)
        for level in (one.low, one.high):
            if level is not None:
                yield LabelBox(left, frame.y(level) - 1, right, frame.y(level) + 1)
    for one in frame.picture.usual:
        if one.middle is not None:
            left, right = stretch_ends(frame, one)
            yield LabelBox(left, frame.y(one.middle) - 1, right, frame.y(one.middle) + 1)


def worth_naming(promises: Sequence[Stretch]) -> list[Stretch]:
    """Pick the stretches worth a label: those that say something new, the newest of them."""
    found: list[Stretch] = []
    for one in promises:
        if one.label and (not found or found[-1].label != one.label):
            found.append(one)
    return found[-MOST_LABELS:]
