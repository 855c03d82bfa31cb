"""The legend, naming only what is drawn, and the foot: which time, how many values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.report.legend import Named, named
from tracker.report.picture import Mark
from tracker.report.svg_axes import FOOT, HEAD, LEAST_PLOT, SAID_AIR, SAID_LINE, days_label
from tracker.report.svg_frame import MARGIN, Frame
from tracker.report.svg_parts import BODY, SMALL, Colours, box, line, mark_shape, words
from tracker.report.svg_ratings import rating_shape
from tracker.report.svg_spans import bar_box
from tracker.report.svg_text import text_width

ROW: Final = 20.0
_SAMPLE: Final = 20.0
_BETWEEN: Final = 20.0
FLAG_DASHES: Final = {"revealed": None, "planned": "8 4", "began": None}
DOTS: Final = "1.5 3.5"

Sample = Callable[[float, float], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing named: its words, and how its sample is drawn at a place."""

    name: str
    sample: Sample
    size: float = _SAMPLE

    @property
    def width(self) -> float:
        """How much of the row it takes."""
        return self.size + 7 + text_width(self.name, BODY)


def entries(frame: Frame) -> list[Entry]:
    """Return what the legend of this picture names, each with its sample."""
    return [_entry(one, frame) for one in named(frame)]


def _entry(one: Named, frame: Frame) -> Entry:
    colours = frame.colours
    match one.kind:
        case "mark":
            return _mark_entry(Mark(one.what), one.name, frame)
        case "promise":
            return Entry(one.name, stroke_sample(colours["text"], 1.1, "5 3.5"))
        case "range":
            return Entry(one.name, _wash(frame))
        case "flag":
            dashes = FLAG_DASHES.get(one.what, DOTS)
            return Entry(one.name, _post(colours["second"], dashes), 3.0)
        case "rating":
            return Entry(one.name, lambda x, y: rating_shape(x + 6, y, colours), 12.0)
        case "span":
            return Entry(one.name, _bar(frame, one.what))


def legend_rows(frame: Frame) -> list[list[Entry]]:
    """Break the legend of a picture over days into rows that fit the width."""
    return in_rows(entries(frame), frame.width)


def below(
    frame: Frame, said: Sequence[str], above: float, rows: Sequence[object], height: float
) -> Frame:
    """Place a plot below its sentence and what stands above it, and over so many legend rows."""
    top = HEAD + (SAID_LINE * len(said) + SAID_AIR if said else 0.0) + above
    bottom = max(top + LEAST_PLOT, height - FOOT - ROW * len(rows))
    return frame.placed(top, bottom, bottom + ROW * len(rows) + FOOT)


def in_rows(named: list[Entry], width: float) -> list[list[Entry]]:
    """Break entries into rows that fit the width of a drawing."""
    rows: list[list[Entry]] = [[]]
    used = 0.0
    for entry in named:
        if rows[-1] and used + entry.width > width - 2 * MARGIN:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += entry.width + _BETWEEN
    return rows if rows[0] else []


def legend(rows: list[list[Entry]], top: float, width: float, colours: Colours) -> str:
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
        days_label(picture.first, picture.last),
        f"{points} value{'' if points == 1 else 's'}" if points else "no values",
    ]
    if gaps:
        parts.append(f"{gaps} gap{'' if gaps == 1 else 's'}")
    if unnamed:
        parts.append(f"{unnamed} more without a label")
    if picture.note:
        parts.append(picture.note)
    text, room = " · ".join(parts), frame.width - 2 * MARGIN
    return words(MARGIN, y, text, frame.colours["third"], SMALL, room=room)


def _mark_entry(mark: Mark, name: str, frame: Frame) -> Entry:
    if mark is not Mark.USUAL:
        return Entry(name, shape_sample(mark, frame.colours), 12.0)

    def sample(x: float, y: float) -> str:
        stroke = line(x, y, x + _SAMPLE, y, frame.colours["chart_line"], 1.7)
        return stroke + mark_shape(mark, x + _SAMPLE / 2, y, 3.9, frame.colours)

    return Entry(name, sample)


def shape_sample(mark: Mark, colours: Colours) -> Sample:
    """Show the shape of a mark."""
    return lambda x, y: mark_shape(mark, x + 6, y, 4.2, colours)


def stroke_sample(colour: str, width: float, dashes: str | None = None) -> Sample:
    """Show a level line."""
    return lambda x, y: line(x, y, x + _SAMPLE, y, colour, width, dashes)


def _post(colour: str, dashes: str | None) -> Sample:
    return lambda x, y: line(x + 1.5, y - 8, x + 1.5, y + 8, colour, 1.3, dashes)


def _wash(frame: Frame) -> Sample:
    def sample(x: float, y: float) -> str:
        colour = frame.colours["usual_line"]
        dashes = "6 3" if frame.picture.usual[-1].first_guess else None
        middle = line(x, y, x + _SAMPLE, y, colour, 1.2, dashes)
        return box(x, y - 6, _SAMPLE, 12, frame.colours["usual_wash"]) + middle

    return sample


def _bar(frame: Frame, kind: str) -> Sample:
    return lambda x, y: bar_box(frame, kind, x, y - 5, _SAMPLE, 10)
