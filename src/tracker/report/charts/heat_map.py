"""The heat map as SVG: customers by areas, a sign by its shape in every cell that has a measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tracker.domain.texts.cutting import cut
from tracker.report.charts.frame import MARGIN, head
from tracker.report.charts.labels import ROW, LegendEntry, Sample, in_rows, legend
from tracker.report.charts.picture import HeatCell, HeatLine, HeatPicture
from tracker.report.charts.svg import (
    BODY,
    DIAMOND,
    LIGHT,
    SMALL,
    Colours,
    box,
    cut_to_width,
    document,
    escape,
    line,
    number,
    outline,
    tag,
    text_width,
    words,
    wrapped,
)
from tracker.report.dates import medium_day

LINE: Final = 44.0
_GAP: Final = 4.0
_NAMES: Final = (120.0, 230.0)
_LEAST_CELL: Final = 90.0
_HEADING, _TOP = 15.0, 66.0
_FIGURE: Final = 13.0
_SIGN: Final = 10.0
_MOST_SAID: Final = 6000
_WASHES: Final = {"worse": "worse_wash", "below": "worse_wash", "better": "better_wash"}
_INKS: Final = {"worse": "worse", "below": "worse", "better": "better"}
_QUIET: Final = frozenset({"old", "nothing_yet", "learning"})
_UNSIGNED: Final = frozenset({"old", "nothing_yet"})
"""What has no sign: its words say it, and a dash would say "as usual"."""
_NAMED: Final = {
    "worse": "worse",
    "below": "below promise",
    "one_off": "one far out",
    "steady": "as usual",
    "better": "better",
    "learning": "still learning",
}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells lie."""

    picture: HeatPicture
    colours: Colours
    width: float
    names: float
    cell: float
    top: float

    def left(self, column: int) -> float:
        """Return where the cells of a column begin."""
        return MARGIN + self.names + column * self.cell + _GAP / 2

    def above(self, at: int) -> float:
        """Return where the cells of a line begin."""
        return self.top + at * LINE + _GAP / 2


def heat_svg(picture: HeatPicture, width: int = 900, colours: Mapping[str, str] = LIGHT) -> str:
    """Draw customers by areas; as high as its lines, and at least as wide as its columns need."""
    columns = max(len(picture.columns), 1)
    width = max(width, round(2 * MARGIN + _NAMES[0] + columns * _LEAST_CELL))
    names = min(max(width / 4.5, _NAMES[0]), _NAMES[1])
    cell = (width - 2 * MARGIN - names) / columns
    headings = [wrapped(name, SMALL, cell - 4, 2) for name in picture.columns]
    top = _TOP + (_HEADING + 8 if picture.day else 0.0)
    top += _HEADING * max((len(one) for one in headings), default=1)
    grid = _Grid(picture, {**LIGHT, **colours}, width, names, cell, top)
    rows = in_rows(_entries(grid), width)
    bottom = grid.above(max(len(picture.lines), 1)) + 14
    as_of = f"As of {medium_day(picture.day)}" if picture.day else ""
    title = head(picture.title, as_of, width, grid.colours)
    return document(
        picture.title,
        picture.summary,
        width,
        bottom + ROW * len(rows) + 18,
        title,
        _headings(grid, headings),
        "".join(_line(grid, at, one) for at, one in enumerate(picture.lines)) or _nothing(grid),
        legend(rows, bottom, width, grid.colours),
        ground=grid.colours["panel"],
        most=_MOST_SAID,
    )


def _headings(grid: _Grid, headings: list[list[str]]) -> str:
    drawn = []
    for column, lines in enumerate(headings):
        middle = grid.left(column) + (grid.cell - _GAP) / 2
        for up, text in enumerate(reversed(lines)):
            y = grid.top - 7 - up * _HEADING
            drawn.append(words(middle, y, text, grid.colours["second"], SMALL, "middle"))
    return "".join(drawn)


def _nothing(grid: _Grid) -> str:
    place = grid.width / 2, grid.above(0) + LINE / 2
    return words(*place, "Nothing is measured yet", grid.colours["third"], BODY, "middle")


def _line(grid: _Grid, at: int, one: HeatLine) -> str:
    top, room = grid.above(at), grid.names - 12
    tier = bool(cut_to_width(one.tier, SMALL, room))
    middle = top + (LINE - _GAP) / 2
    name_at = middle - 2 if tier else middle + 4.5
    name = words(MARGIN, name_at, one.name, grid.colours["text"], _FIGURE, weight="500", room=room)
    below = words(MARGIN, middle + 13, one.tier, grid.colours["third"], 11.0, room=room)
    cells = (_cell(grid, column, top, cell) for column, cell in enumerate(one.cells))
    return name + below + "".join(cells)


def _cell(grid: _Grid, column: int, top: float, cell: HeatCell | None) -> str:
    left, wide, high = grid.left(column), grid.cell - _GAP, LINE - _GAP
    if cell is None:
        return _empty(grid, left, top, wide, high)
    colours, quiet = grid.colours, cell.sign in _QUIET
    ground = colours[_WASHES.get(cell.sign, "hover")]
    tip = tag("title", escape(cut(cell.said, 600)))
    place: dict[str, float] = {"x": left, "y": top, "width": wide, "height": high, "rx": 6.0}
    if cell.sign == "learning":  # a rim and no wash: nothing is said of it yet
        place |= {"x": left + 0.5, "y": top + 0.5, "width": wide - 1, "height": high - 1}
        rim = colours["steady"]
        drawn = tag("rect", tip, **place, fill="none", stroke=rim, stroke_opacity=0.45)
    else:
        drawn = tag("rect", tip if cell.said else "", **place, fill=ground)
    size = SMALL if quiet else _FIGURE
    several = cell.measures > 1
    room = wide - _SIGN - 18 - (14 if several else 0)
    said = cell.shown or "no value yet"
    while size > 9 and text_width(said, size, bold=not quiet) > room:
        size -= 1
    said = cut_to_width(said, size, room, bold=not quiet)
    width = text_width(said, size, bold=not quiet)
    unsigned = cell.sign in _UNSIGNED
    start = left + (wide - width - (0 if unsigned else _SIGN + 7)) / 2
    middle = top + high / 2
    ink = colours["third" if quiet else _INKS.get(cell.sign, "text")]
    weight = None if quiet else "600"
    leading = quiet and not unsigned
    first, second = (start + _SIGN + 7, start) if leading else (start, start + width + 7)
    drawn += words(first, middle + size * 0.36, said, ink, size, weight=weight)
    drawn += "" if unsigned else sign_shape(cell.sign, second, middle, colours)
    if several:
        corner = left + wide - 6, top + 13
        drawn += words(*corner, str(cell.measures), colours["second"], 10.5, "end")
    return drawn


def sign_shape(sign: str, x: float, middle: float, colours: Colours) -> str:
    """Draw ▼ worse, ▽ below promise, ▲ better, ◇ far out, · learning, – as usual, from `x`."""
    ink = colours[_INKS.get(sign, "steady")]
    if sign == "learning":
        return tag("circle", cx=x + _SIGN / 2, cy=middle, r=2.2, fill=ink)
    if sign == "one_off":
        rim: dict[str, str | float] = {"fill": "none", "stroke": ink, "stroke_width": 1.4}
        return tag("path", d=outline(DIAMOND, x + _SIGN / 2, middle, _SIGN / 2), **rim)
    if sign not in _INKS:
        return line(x + 1, middle, x + _SIGN - 1, middle, ink, 1.6)
    up = sign == "better"
    base, tip = (middle + 4.2, middle - 4.2) if up else (middle - 4.2, middle + 4.2)
    corners = f"M{number(x)},{number(base)}L{number(x + _SIGN)},{number(base)}"
    corners += f"L{number(x + _SIGN / 2)},{number(tip)}Z"
    fill = "none" if sign == "below" else ink
    return tag("path", d=corners, fill=fill, stroke=ink, stroke_width=1.4, stroke_linejoin="round")


def _empty(grid: _Grid, left: float, top: float, wide: float, high: float) -> str:
    rim: dict[str, str | float] = {
        "stroke": grid.colours["steady"],
        "stroke_opacity": 0.45,
        "stroke_width": 1.0,
        "stroke_dasharray": "3 2.5",
        "rx": 6.0,
    }
    return box(left + 0.5, top + 0.5, wide - 1, high - 1, "none", **rim)


def _entries(grid: _Grid) -> list[LegendEntry]:
    """Name what is drawn, and nothing else."""
    cells = [cell for one in grid.picture.lines for cell in one.cells]
    signs = {cell.sign for cell in cells if cell}
    found = [
        LegendEntry(name, _sample(sign, grid.colours), _SIGN)
        for sign, name in _NAMED.items()
        if sign in signs
    ]
    if None in cells:
        found.append(LegendEntry("nothing measured", _empty_sample(grid), 20.0))
    if any(cell.measures > 1 for cell in cells if cell):
        said = "in a corner: how many measures, the worst of them shown"
        found.append(LegendEntry(said, _figure_sample(grid.colours), 8.0))
    return found


def _sample(sign: str, colours: Colours) -> Sample:
    return lambda x, y: sign_shape(sign, x, y, colours)


def _empty_sample(grid: _Grid) -> Sample:
    return lambda x, y: _empty(grid, x, y - 6, 20.0, 12.0)


def _figure_sample(colours: Colours) -> Sample:
    return lambda x, y: words(x, y + 4, "2", colours["second"], 10.5)
