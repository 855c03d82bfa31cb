"""What stands around every plot over days: the head, the words on both axes, the grid."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.report.svg_frame import MARGIN, TICK_GAP, Frame
from tracker.report.svg_parts import (
    BODY,
    SMALL,
    SUBTITLE,
    TITLE,
    Colours,
    crisp,
    line,
    words,
)
from tracker.report.svg_text import text_width, wrapped
from tracker.report.ticks import MONTHS, date_ticks

HEAD: Final = 84.0
FOOT: Final = 76.0
LEAST_PLOT: Final = 100.0
SAID_LINE: Final = 19.0
SAID_AIR: Final = 8.0
_SAID_LINES: Final = 2
_DATE_ROOM: Final = 60.0


def head(title: str, subtitle: str, width: float, colours: Colours) -> str:
    """Write the title and the line below it."""
    room = width - 2 * MARGIN
    above = words(MARGIN, 42, title, colours["text"], TITLE, weight="600", room=room)
    return above + words(MARGIN, 64, subtitle, colours["second"], SUBTITLE, room=room)


def said_lines(said: str, width: float) -> list[str]:
    """Break the sentence that says what the picture shows into its lines below the head."""
    return wrapped(said, SUBTITLE, width - 2 * MARGIN, _SAID_LINES)


def said_below(lines: list[str], width: float, colours: Colours) -> str:
    """Write that sentence below the head."""
    return "".join(
        words(
            MARGIN,
            HEAD + 5 + at * SAID_LINE,
            line,
            colours["text"],
            SUBTITLE,
            room=width - 2 * MARGIN,
        )
        for at, line in enumerate(lines)
    )


def axes(frame: Frame, caption: str, lanes: float = 0.0) -> str:
    """Draw grid, base line and words; the days stand below so much room for lanes."""
    colours = frame.colours
    drawn = [words(MARGIN, frame.top - 10, caption, colours["third"], SMALL)]
    room = frame.left - TICK_GAP - MARGIN / 2
    for value, name in frame.ticks:
        x, y = frame.left - TICK_GAP, frame.y(value)
        if frame.bottom - y > 2:
            at = crisp(y)
            drawn.append(line(frame.left, at, frame.right, at, colours["chart_grid"]))
        drawn.append(words(x, y + 4.5, name, colours["third"], anchor="end", room=room))
    foot_line = frame.bottom + lanes
    base = crisp(frame.bottom)
    drawn.append(line(frame.left, base, frame.right, base, colours["steady"]))
    wanted = max(2, int((frame.right - frame.left) / _DATE_ROOM))
    for day, name in date_ticks(frame.first, frame.last, wanted):
        x, half = frame.x(day), text_width(name, BODY) / 2
        tick = line(crisp(x), base, crisp(x), base + 4, colours["steady"])
        place = min(max(x, MARGIN + half), frame.width - MARGIN / 2 - half)
        drawn.append(tick)
        drawn.append(words(place, foot_line + 20, name, colours["third"], anchor="middle"))
    return "".join(drawn)


def counted(unit: str) -> str:
    """Say what the value axis counts; percent stands on each figure."""
    return "" if unit.strip() == "%" else unit


def day_label(day: date, beside: date) -> str:
    """Write `16 Mar`, with the year where it is another than that of `beside`."""
    year = "" if day.year == beside.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def days_label(first: date, last: date) -> str:
    """Write a time as people do: `16 Mar – 22 Nov 2026`."""
    return f"{day_label(first, last)} – {last.day} {MONTHS[last.month - 1]} {last.year}"
