"""The words around a plot, placed so that none covers another: legend, foot, flags and levels.

A legend names only what is drawn; the foot says which time is shown and how many values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tracker.report.charts.frame import (
    FOOT,
    HEAD,
    LEAST_PLOT,
    MARGIN,
    SAID_AIR,
    SAID_LINE,
    Frame,
)
from tracker.report.charts.gaps import gap_sample, gap_shape
from tracker.report.charts.picture import Flag
from tracker.report.charts.reading import NamedMark, named
from tracker.report.charts.spans import bar_box, rating_shape
from tracker.report.charts.spark import Mark
from tracker.report.charts.svg import (
    BODY,
    SMALL,
    Colours,
    box,
    cut_to_width,
    line,
    mark_shape,
    text_width,
    words,
)
from tracker.report.dates import medium_days
from tracker.report.wording import number_of

ROW: Final = 20.0
_SAMPLE: Final = 20.0
_BETWEEN: Final = 20.0
FLAG_DASHES: Final = {"revealed": None, "planned": "8 4", "began": None}
DOTS: Final = "1.5 3.5"
_STROKES: Final = {"promise": ("text", 1.1, "5 3.5"), "fan": ("steady", 1.6, "1.6 3.5")}

Sample = Callable[[float, float], str]
ROW_HEIGHT: Final = 17.0
FLAG_GAP: Final = 6.0
_AIR: Final = 8.0
_ROW_ORDERS: Final = ((0, 1, 2), (1, 0, 2), (2, 1, 0))
_FIRST_SERVED: Final = {"began": 0, "revealed": 0, "planned": 1}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One thing named: its words, and how its sample is drawn at a place."""

    name: str
    sample: Sample
    size: float = _SAMPLE

    @property
    def width(self) -> float:
        """How much of the row it takes."""
        return self.size + 7 + text_width(self.name, BODY)


def entries(frame: Frame) -> list[LegendEntry]:
    """Return what the legend of this picture names, each with its sample."""
    return [_entry(one, frame) for one in named(frame)]


def _entry(one: NamedMark, frame: Frame) -> LegendEntry:
    colours = frame.colours
    match one.kind:
        case "mark":
            return _mark_entry(Mark(one.what), one.name, frame)
        case "promise" | "fan":
            return LegendEntry(one.name, _stroke(one, frame))
        case "range":
            return LegendEntry(one.name, _wash(frame))
        case "flag":
            post = _post(colours["second"], FLAG_DASHES.get(one.what, DOTS))
            return LegendEntry(one.name, post, 3.0)
        case "rating":
            return LegendEntry(one.name, lambda x, y: rating_shape(x + 6, y, colours), 12.0)
        case "gap":
            return LegendEntry(one.name, _gap(one.name, colours), 6.0)
        case "span":
            return LegendEntry(one.name, _bar(frame, one.what))


def legend_rows(frame: Frame) -> list[list[LegendEntry]]:
    """Break the legend of a picture over days into rows that fit the width."""
    return in_rows(entries(frame), frame.width)


def below(
    frame: Frame,
    said: Sequence[str],
    above: float,
    rows: Sequence[Sequence[LegendEntry]],
    height: float,
) -> Frame:
    """Place a plot below its sentence and what stands above it, and over so many legend rows."""
    top = HEAD + (SAID_LINE * len(said) + SAID_AIR if said else 0.0) + above
    bottom = max(top + LEAST_PLOT, height - FOOT - ROW * len(rows))
    return frame.placed(top, bottom, bottom + ROW * len(rows) + FOOT)


def in_rows(named: list[LegendEntry], width: float) -> list[list[LegendEntry]]:
    """Break entries into rows that fit the width of a drawing."""
    rows: list[list[LegendEntry]] = [[]]
    used = 0.0
    for entry in named:
        if rows[-1] and used + entry.width > width - 2 * MARGIN:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += entry.width + _BETWEEN
    return rows if rows[0] else []


def legend(rows: list[list[LegendEntry]], top: float, width: float, colours: Colours) -> str:
    """Draw the rows from `top` down."""
    drawn = []
    for at, row in enumerate(rows):
        x, y = MARGIN, top + at * ROW + ROW / 2
        for entry in row:
            room = width - MARGIN - x - entry.size - 7
            drawn.append(entry.sample(x, y))
            place = x + entry.size + 7
            name = words(place, y + 4.5, entry.name, colours["second"], room=room)
            drawn.append(name)
            x += entry.width + _BETWEEN
    return "".join(drawn)


def foot(frame: Frame, y: float, unnamed: int) -> str:
    """Write which time the drawing shows, how many values, and what had no room for a name."""
    picture = frame.picture
    points, gaps = len(picture.points), len(picture.gaps)
    parts = [
        medium_days(picture.first, picture.last, compact=False),
        number_of(points, "value") if points else "no values",
    ]
    if gaps:
        parts.append(number_of(gaps, "gap"))
    if unnamed:
        parts.append(f"{unnamed} more without a label")
    if picture.note:
        parts.append(picture.note)
    text, room = " · ".join(parts), frame.width - 2 * MARGIN
    return words(MARGIN, y, text, frame.colours["third"], SMALL, room=room)


def _mark_entry(mark: Mark, name: str, frame: Frame) -> LegendEntry:
    if mark is not Mark.USUAL:
        return LegendEntry(name, shape_sample(mark, frame.colours), 12.0)

    def sample(x: float, y: float) -> str:
        stroke = line(x, y, x + _SAMPLE, y, frame.colours["chart_line"], 1.7)
        return stroke + mark_shape(mark, x + _SAMPLE / 2, y, 3.9, frame.colours)

    return LegendEntry(name, sample)


def shape_sample(mark: Mark, colours: Colours) -> Sample:
    """Show the shape of a mark."""
    return lambda x, y: mark_shape(mark, x + 6, y, 4.2, colours)


def stroke_sample(colour: str, width: float, dashes: str | None = None) -> Sample:
    """Show a level line."""
    return lambda x, y: line(x, y, x + _SAMPLE, y, colour, width, dashes)


def _post(colour: str, dashes: str | None) -> Sample:
    return lambda x, y: line(x + 1.5, y - 8, x + 1.5, y + 8, colour, 1.3, dashes)


def _wash(frame: Frame) -> Sample:
    """Show a level between the ends of its range."""

    def sample(x: float, y: float) -> str:
        colour = frame.colours["usual_line"]
        dashes = "6 3" if frame.picture.usual[-1].first_guess else None
        ends = (line(x, at, x + _SAMPLE, at, colour, 0.8, "1.5 3") for at in (y - 5, y + 5))
        return line(x, y, x + _SAMPLE, y, colour, 1.2, dashes) + "".join(ends)

    return sample


def _stroke(one: NamedMark, frame: Frame) -> Sample:
    """Show a line; the promised side has the promise as its edge."""
    role, width, dashes = _STROKES[one.kind]
    if one.kind != "promise" or not one.what:
        return stroke_sample(frame.colours[role], width, dashes)

    def sample(x: float, y: float) -> str:
        side = box(x, y - 5, _SAMPLE, 11, frame.colours["usual_wash"])
        return side + line(x, y - 5, x + _SAMPLE, y - 5, frame.colours[role], width, dashes)

    return sample


def _gap(name: str, colours: Colours) -> Sample:
    return lambda x, y: gap_shape(gap_sample(name, x + 3, y), colours)


def _bar(frame: Frame, kind: str) -> Sample:
    return lambda x, y: bar_box(frame, kind, x, y - 5, _SAMPLE, 10)


@dataclass(frozen=True, slots=True)
class LabelBox:
    """A rectangle that something takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: LabelBox) -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class PlacedFlag:
    """A flag with its place: `row` counts upwards from the plot, None for a line without words."""

    flag: Flag
    x: float
    row: int | None = None
    words: str = ""
    ends: bool = False
    left: float = 0.0
    right: float = 0.0

    def covers(self, x: float) -> bool:
        """Tell whether the words lie where a vertical line at `x` would run."""
        return self.row is not None and self.left - 3 < x < self.right + 3


def flag_rows(flags: Iterable[PlacedFlag]) -> int:
    """Return how many rows above the plot the names of flags take."""
    return max((flag.row + 1 for flag in flags if flag.row is not None), default=0)


def placed_flags(frame: Frame, caption: float) -> list[PlacedFlag]:
    """Give every flag a place, in the way of a few tried that leaves the fewest without words.

    `caption` is where the axis caption ends, which takes the start of the lowest row.
    """
    newest = sorted(
        frame.picture.flags,
        key=lambda one: (_FIRST_SERVED.get(one.kind, 2), -one.day.toordinal(), one.label),
    )
    oldest = sorted(newest, key=lambda one: (_FIRST_SERVED.get(one.kind, 2), one.day))
    held = PlacedFlag(Flag(frame.first, ""), -1.0, row=0, left=0.0, right=caption)
    orders = (newest, oldest)
    ways = [_placed(order, rows, frame, held) for rows in _ROW_ORDERS for order in orders]
    best = min(ways, key=_cost)
    return sorted(best, key=lambda one: (one.x, one.row or 0, one.words))


def _placed(
    flags: Sequence[Flag], rows: Sequence[int], frame: Frame, held: PlacedFlag
) -> list[PlacedFlag]:
    taken = [held]
    for flag in flags:
        tries = (one for one in _tries(flag, rows, frame) if all(_at_peace(one, o) for o in taken))
        taken.append(next(tries, PlacedFlag(flag, frame.x(flag.day))))
    return taken[1:]


def _cost(placed: list[PlacedFlag]) -> tuple[int, int, int]:
    """Count what a way of placing leaves out, the weighty first, and how high it builds."""
    left_out = [one for one in placed if one.row is None]
    weighty = sum(one.flag.kind in _FIRST_SERVED for one in left_out)
    return weighty, len(left_out), max((one.row or 0 for one in placed), default=0)


def _tries(flag: Flag, rows: Sequence[int], frame: Frame) -> Iterable[PlacedFlag]:
    x = frame.x(flag.day)
    words = cut_to_width(flag.label, SMALL, min(220.0, (frame.width - 2 * MARGIN) * 0.4))
    width = text_width(words, SMALL)
    for row in rows if words else ():
        for ends in (False, True):
            left = x - FLAG_GAP - width if ends else x + FLAG_GAP
            if left >= MARGIN and left + width <= frame.width - MARGIN / 2:
                yield PlacedFlag(flag, x, row, words, ends, left, left + width)


def _at_peace(tried: PlacedFlag, other: PlacedFlag) -> bool:
    """Tell whether neither words meet words nor a line runs through words."""
    if tried.row is None or other.row is None:
        return True
    if tried.row == other.row and (
        tried.left < other.right + _AIR and other.left < tried.right + _AIR
    ):
        return False
    if other.row >= tried.row and tried.covers(other.x):
        return False
    return not (tried.row >= other.row and other.covers(tried.x))


def flag_line(frame: Frame, one: PlacedFlag) -> str:
    """Draw the line of a flag, and its words where there is room for them."""
    kind, colours = one.flag.kind, frame.colours
    tone = {Mark.WORSE: "worse", Mark.BETTER: "better"}.get(one.flag.mark, "second")
    dashes = FLAG_DASHES.get(kind, DOTS)
    baseline = frame.top - 10 - (one.row or 0) * ROW_HEIGHT
    top = frame.top if one.row is None else baseline - 9
    drawn = line(one.x, top, one.x, frame.bottom, colours[tone], 1.3, dashes)
    if one.row is None:
        return drawn
    x = one.x - FLAG_GAP if one.ends else one.x + FLAG_GAP
    anchor = "end" if one.ends else None
    return drawn + words(x, baseline, one.words, colours[tone], SMALL, anchor)


class Room:
    """The room within the plot, and what is taken of it."""

    def __init__(self, taken: Iterable[LabelBox]) -> None:
        self._taken = list(taken)

    def take(self, candidates: Iterable[LabelBox]) -> tuple[LabelBox, bool] | None:
        """Take the candidate that covers least, the earlier the better, and say if it is free."""
        best: tuple[int, LabelBox] | None = None
        for candidate in candidates:
            covered = self._covered(candidate, len(self._taken) + 1 if best is None else best[0])
            if best is None or covered < best[0]:
                best = covered, candidate
            if not covered:
                break
        if best is None:
            return None
        self._taken.append(best[1])
        return best[1], best[0] == 0

    def _covered(self, candidate: LabelBox, most: int) -> int:
        """Count what a candidate covers, no further than to `most`."""
        covered = 0
        for one in self._taken:
            covered += candidate.meets(one)
            if covered == most:
                break
        return covered


def line_boxes(corners: Sequence[tuple[float, float]], air: float) -> Iterable[LabelBox]:
    """Cover a bent line with small boxes, so that labels keep off it."""
    for (x1, y1), (x2, y2) in pairwise(corners):
        pieces = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // 10))
        for piece in range(pieces):
            ax, ay = x1 + (x2 - x1) * piece / pieces, y1 + (y2 - y1) * piece / pieces
            bx, by = x1 + (x2 - x1) * (piece + 1) / pieces, y1 + (y2 - y1) * (piece + 1) / pieces
            yield LabelBox(min(ax, bx), min(ay, by) - air, max(ax, bx), max(ay, by) + air)
