"""The calm chart beside a promise: no title, no frame, no ground, for it lies on the page.

It has the promised side tinted, in its dated steps; the line, broken where nothing was logged; the
levels before and since a change; marked points in their shapes; the last value's dot. At its right
stand the values that matter, at its foot the first and last day, where a fix began, and what is
missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tracker.detection.scale import Scale
from tracker.report.charts.frame import (
    Frame,
    edge_figures,
    frame_of,
    runs,
    stretch_ends,
    tip_of,
    value_line,
)
from tracker.report.charts.gaps import GapRun, gap_runs, gap_shape, standing
from tracker.report.charts.levels import LEVEL_TONES, promise_lines
from tracker.report.charts.picture import Point, TrendPicture
from tracker.report.charts.spark import WHOLE_SCALES, Mark
from tracker.report.charts.svg import (
    LIGHT,
    Colours,
    box,
    document,
    line,
    mark_shape,
    tag,
    text_width,
    words,
)
from tracker.report.charts.ticks import close_range
from tracker.report.dates import medium_day

CARD_LEAST_WIDTH, CARD_LEAST_HEIGHT = 120, 56
_LETTERS: Final = 11.0
_BELOW: Final = 20.0
_GAP_BELOW: Final = 3.0
"""How far the mark of a period without a figure reaches below the base line."""
_EDGE: Final = 6.0
_AIR: Final = 10.0
FIX: Final = "fix"
_NAMED, _NAME_ROW = 90, 12.0
"""How high a card is at least that names what is missing, and the row that this takes."""
NOTHING: Final = "Nothing logged in this time"
_LABELLED: Final = 150
"""How wide a card is at least that has room for values at its right."""
_WORDED: Final = 220
"""How wide it is at least that the promise is called so there; its line is dashed anyway."""
_LABELS_PART, _LABEL_AIR, _LABEL_ROW = 0.3, 8.0, 13.0
_SHORT_UNIT: Final = 2
_CLOSE: Final = 7.0
"""Values nearer to each other than this are a line; its dots would touch."""
_ENDS: Final = {Scale.RATING: ((5.0, "5"), (1.0, "1")), Scale.YESNO: ((1.0, "yes"), (0.0, "no"))}


def trend_card(
    picture: TrendPicture,
    width: int,
    height: int,
    colours: Mapping[str, str] = LIGHT,
    tone: str = "steady",
) -> str:
    """Draw a trend small, its line in ink: only marks have the colour of what was revealed.

    The tone is the one of the word beside the chart. For "worse" the newest value's dot is orange,
    if that value did not keep the promise itself.
    """
    frame = _framed(picture, width, height, {**LIGHT, **colours})
    labels = value_labels(frame)
    frame = replace(frame, right=frame.width - _labels_room(frame, labels))
    return document(
        picture.title,
        picture.summary,
        frame.width,
        frame.height,
        _tints(frame),
        "" if _whole(frame) else promise_lines(frame, "third", 1.0, "4 3"),
        _level_lines(frame),
        _values(frame, tone),
        _label_words(frame, labels),
        _foot(frame),
    )


def _whole(frame: Frame) -> bool:
    return frame.picture.scale in WHOLE_SCALES


def _tints(frame: Frame) -> str:
    """Tint the promised side, in its dated steps; on a whole scale half way to the next answer."""
    half = 0.0
    if _whole(frame):
        half = 0.5 if frame.picture.scale is Scale.RATING else 0.25
    drawn = []
    for one in frame.picture.promises:
        (left, right), base = stretch_ends(frame, one), _base(frame)
        top = 0.0 if one.high is None else frame.y(one.high + half)
        bottom = base if one.low is None else frame.y(one.low - half)
        top, bottom = max(top, 0.0), min(bottom, base)
        if bottom > top and right > left:
            drawn.append(box(left, top, right - left, bottom - top, frame.colours["usual_wash"]))
    return "".join(drawn)


def _framed(picture: TrendPicture, width: int, height: int, colours: Colours) -> Frame:
    """Lay out a card over its whole width, with a row for what is missing where something is."""
    width, height = max(width, CARD_LEAST_WIDTH), max(height, CARD_LEAST_HEIGHT)
    frame = frame_of(picture, width, height, colours)
    low, high = close_range(frame.picture)
    frame = replace(
        frame,
        low=low,
        high=high,
        left=0.0,
        right=float(width),
        top=_EDGE,
        bottom=height - _BELOW - _EDGE,
        inset=_EDGE,
    )
    if _named_foot(frame):
        frame = replace(frame, bottom=frame.bottom - _NAME_ROW)
    return frame


@dataclass(frozen=True, slots=True)
class ValueLabel:
    """A value at the right of a card and the height it stands at; the last one is `strong`."""

    said: str
    y: float
    strong: bool = False


def value_labels(frame: Frame) -> list[ValueLabel]:
    """Return what stands at the right: the last value, the promise, and how far the values reach.

    Two that would meet are moved apart; what else would touch them is left out.
    """
    points = frame.picture.points
    if not points or frame.width < _LABELLED:
        return []
    last = ValueLabel(_last_said(frame, points[-1]), frame.y(points[-1].value), strong=True)
    promise = _promise_label(frame)
    if promise and promise.said == last.said:  # one word twice would say nothing
        promise = None
    found = _apart(frame, last, promise) if promise else [_clamped(frame, last, 0.0)]
    for one in _ends(frame, last.y):
        if len(found) < (4 if frame.picture.scale in _ENDS else 3) and all(
            abs(one.y - other.y) >= _LABEL_ROW for other in found
        ):
            found.append(one)
    return found


def _most_room(frame: Frame) -> float:
    return frame.width * _LABELS_PART - _LABEL_AIR


def _last_said(frame: Frame, point: Point) -> str:
    """Write the last value, without its unit where that would not fit."""
    fits = text_width(point.shown, _LETTERS, bold=True) <= _most_room(frame)
    return point.shown if fits else _bare(frame, point.shown)


def _bare(frame: Frame, shown: str) -> str:
    """Write a value without its unit; a percentage keeps its sign."""
    unit = frame.picture.unit
    percent = frame.picture.scale is Scale.PERCENT
    return shown if percent else shown.removesuffix(unit).rstrip() if unit else shown


def _promise_label(frame: Frame) -> ValueLabel | None:
    """Name the promise that holds at the end, a band in its middle."""
    promises = frame.picture.promises
    if not promises or promises[-1].last < frame.picture.points[-1].day:
        return None
    levels = [one for one in (promises[-1].low, promises[-1].high) if one is not None]
    if not levels:
        return None
    y = sum(frame.y(one) for one in levels) / len(levels)
    level = _bare(frame, promises[-1].label)
    named = f"promise {level}"
    fits = frame.width >= _WORDED or text_width(named, _LETTERS) <= _most_room(frame)
    return ValueLabel(named if fits else level, y)


def _ends(frame: Frame, last: float) -> list[ValueLabel]:
    """Return the ends of a whole scale, else the most and the least, first what is far from `last`.

    What is drawn at the edge has its figure there.
    """
    if frame.picture.scale in _ENDS:
        return [ValueLabel(said, frame.y(level)) for level, said in _ENDS[frame.picture.scale]]
    near = [one for one in frame.picture.points if frame.low <= one.value <= frame.high]
    if not near:
        return []
    outer = (max(near, key=_value_of), min(near, key=_value_of))
    short = len(frame.picture.unit) <= _SHORT_UNIT
    found = [
        ValueLabel(one.shown if short else _bare(frame, one.shown), frame.y(one.value))
        for one in outer
    ]
    return sorted(found, key=lambda one: -abs(one.y - last))


def _value_of(point: Point) -> float:
    return point.value


def _apart(frame: Frame, last: ValueLabel, promise: ValueLabel) -> list[ValueLabel]:
    """Keep a row between the last value and the promise; the last one comes first."""
    short = (_LABEL_ROW - abs(last.y - promise.y)) / 2
    if short <= 0:
        return [_clamped(frame, last, 0.0), _clamped(frame, promise, 0.0)]
    up = -1.0 if last.y <= promise.y else 1.0
    moved = [
        replace(last, y=last.y + up * short),
        replace(promise, y=promise.y - up * short),
    ]
    low, high = min(one.y for one in moved), max(one.y for one in moved)
    shift = max(frame.top - low, 0.0) - max(high - frame.bottom, 0.0)
    return [_clamped(frame, one, shift) for one in moved]


def _clamped(frame: Frame, label: ValueLabel, shift: float) -> ValueLabel:
    return replace(label, y=min(max(label.y + shift, frame.top), frame.bottom))


def _labels_room(frame: Frame, labels: list[ValueLabel]) -> float:
    """Return how much of the width the values at the right take, none without them."""
    if not labels:
        return 0.0
    widest = max(text_width(one.said, _LETTERS, bold=one.strong) for one in labels)
    return min(widest, _most_room(frame)) + _LABEL_AIR + 1.0  # air for what rounding adds


def _label_words(frame: Frame, labels: list[ValueLabel]) -> str:
    """Write the values at the right: the last one in semibold."""
    room = frame.width - frame.right - _LABEL_AIR - 0.5
    return "".join(
        words(
            frame.right + _LABEL_AIR,
            one.y + 4.0,
            one.said,
            frame.colours["text" if one.strong else "second"],
            _LETTERS,
            weight="600" if one.strong else None,
            room=room,
        )
        for one in labels
    )


def _level_lines(frame: Frame) -> str:
    """Draw the level of each stretch, in the colour of the change that it came with.

    A whole scale has none: its marks stand on its answers.
    """
    if frame.picture.scale in WHOLE_SCALES:
        return ""
    drawn = []
    for one in frame.picture.usual:
        if one.middle is not None and frame.low <= one.middle <= frame.high:
            left, right = stretch_ends(frame, one)
            y, colour = frame.y(one.middle), LEVEL_TONES.get(one.mark, "steady")
            drawn.append(line(left, y, right, y, frame.colours[colour], 1.0))
    return "".join(drawn)


def _values(frame: Frame, tone: str) -> str:
    points, colours = frame.picture.points, frame.colours
    if not points:
        place = frame.width / 2, _free_of_promises(frame) + 4
        return words(*place, NOTHING, colours["third"], 12.0, "middle", room=frame.width)
    connected = runs(frame)
    whole, close = _whole(frame), frame.spacing < _CLOSE
    thick = 1.4 if frame.spacing > 3 else 1.1
    drawn = "" if whole else value_line(frame, connected, colours["second"], thick)
    alone = {run[0].day for run in connected if len(run) == 1}
    dots = (
        _dot(frame, one, tone, last=one is points[-1])
        for one in sorted(points, key=lambda one: one.mark is not Mark.USUAL)
        if whole or not close or one.mark is not Mark.USUAL or one is points[-1] or one.day in alone
    )
    at_edge = points[:-1] if frame.right < frame.width else points  # the last stands at the right
    shown = replace(frame, picture=replace(frame.picture, points=at_edge))
    return drawn + "".join(dots) + edge_figures(shown)


def _free_of_promises(frame: Frame) -> float:
    """Return a height at which no promise runs, the middle if it can be."""
    levels = [one.low for one in frame.picture.promises] + [
        one.high for one in frame.picture.promises
    ]
    taken = [frame.y(level) for level in levels if level is not None]
    high = frame.bottom - frame.top
    places = [frame.top + high * share for share in (0.5, 0.25, 0.75)]
    return max(places, key=lambda y: min((min(abs(y - one), _AIR) for one in taken), default=0))


def _dot(frame: Frame, point: Point, tone: str, *, last: bool) -> str:
    x, y = frame.x(point.day), frame.y(point.value)
    radius = 3.4 if last else 3.0 if frame.spacing > 6 else 2.2
    if point.mark is not Mark.USUAL:
        return mark_shape(point.mark, x, y, radius, frame.colours, tip_of(point))
    late = last and tone == "worse" and point.kept is False
    if point.kept is False:
        edge, half = frame.colours["worse" if late else "steady"], radius * 0.9
        place = {"x": x - half, "y": y - half, "width": 2 * half, "height": 2 * half}
        inside = frame.colours["panel"]
        return tag("rect", tip_of(point), **place, fill=inside, stroke=edge, stroke_width=1.2)
    fill = frame.colours["steady"]
    return tag("circle", tip_of(point), cx=x, cy=y, r=radius, fill=fill)


def _foot(frame: Frame) -> str:
    """Draw the foot: a base line with ticks where figures are missing, the days, the fixes."""
    base, ends = _base(frame), (frame.left, frame.right)
    taken: list[tuple[float, float]] = []
    drawn = line(ends[0], base, ends[1], base, frame.colours["steady"])
    found = gap_runs(frame)
    drawn += "".join(_gap_ticks(frame, one, base) for one in found)
    if _named_foot(frame):
        for one in sorted(found, key=lambda one: (-len(one.gaps), -one.last.toordinal())):
            drawn += _named(frame, one, taken)
    return drawn + _days(frame) + _fixes(frame, taken)


def _base(frame: Frame) -> float:
    return frame.height - _BELOW


def _named_foot(frame: Frame) -> bool:
    """Say whether there is a row for what is missing and for fixes: some are, in a card so high."""
    return bool(frame.picture.gaps or _began(frame)) and frame.height >= _NAMED


def _gap_ticks(frame: Frame, one: GapRun, base: float) -> str:
    """Mark each period that is missing on the base line: a stroke where skipped, else a box."""
    return "".join(
        gap_shape(standing(gap, frame.x(gap.day), base + _GAP_BELOW, frame.spacing), frame.colours)
        for gap in one.gaps
    )


def _named(frame: Frame, one: GapRun, taken: list[tuple[float, float]]) -> str:
    """Name what is missing above its ticks, where nothing else stands."""
    middle = (frame.x(one.gaps[0].day) + frame.x(one.gaps[-1].day)) / 2
    return next((said for name in one.said if (said := _above(frame, middle, name, taken))), "")


def _above(frame: Frame, middle: float, name: str, taken: list[tuple[float, float]]) -> str:
    """Write words above the base line, pushed in from its ends; nothing where there is no room."""
    half = text_width(name, _LETTERS) / 2
    if 2 * half > frame.right - frame.left:
        return ""
    x = min(max(middle, frame.left + half), frame.right - half)
    if any(x - half < right + _AIR and x + half > left - _AIR for left, right in taken):
        return ""
    taken.append((x - half, x + half))
    return words(x, _base(frame) - 6.0, name, frame.colours["second"], _LETTERS, "middle")


def _days(frame: Frame) -> str:
    """Write the first and the last day below the base line, the last where there is room."""
    picture, colour, y = frame.picture, frame.colours["third"], frame.height - 5
    first = medium_day(picture.first, picture.last)
    last = medium_day(picture.last, picture.first)
    drawn = words(0, y, first, colour, _LETTERS)
    if frame.right - text_width(last, _LETTERS) > text_width(first, _LETTERS) + _AIR:
        drawn += words(frame.right, y, last, colour, _LETTERS, "end")
    return drawn


def _fixes(frame: Frame, taken: list[tuple[float, float]]) -> str:
    """Tick where a fix began, with its word above it if nothing else stands there."""
    drawn, base = "", _base(frame)
    for began in _began(frame):
        x = frame.x(began)
        drawn += line(x, base - 4, x, base + 3, frame.colours["second"], 1.2)
        drawn += _above(frame, x, FIX, taken) if _named_foot(frame) else ""
    return drawn


def _began(frame: Frame) -> list[date]:
    """Return the days on which a fix began, oldest first."""
    days = (one.first for one in frame.picture.spans if one.kind == FIX)
    return sorted(day for day in days if frame.first <= day <= frame.last)
