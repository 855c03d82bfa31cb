"""What an SVG drawing is made of: colours by role, tags, words, and the shape of each mark.

Attributes only, no classes, no filters, no `dominant-baseline`: what browsers and Qt's SVG Tiny
both draw right. Every number is written with two decimals at most, so bytes never vary.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tracker.report.picture import Mark
from tracker.report.svg_text import MOST_WORDS, cut, escape

LIGHT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "panel": "#ffffff",
        "line": "#e3e6eb",
        "text": "#1b2230",
        "second": "#5b6576",
        "third": "#666f7f",
        "accent": "#2f5bd7",
        "accent_wash": "#e8eefc",
        "worse": "#b04d08",
        "worse_wash": "#fdf0e6",
        "better": "#0b6fa8",
        "better_wash": "#e6f2f9",
        "steady": "#6b7687",
        "hover": "#f0f2f6",
        "chart_grid": "#e3e6eb",
        "chart_line": "#5b6576",
        "usual_wash": "#eef2fd",
        "usual_line": "#6c87dd",
    }
)
"""The roles of `resources/themes/light.toml` that a drawing needs; a test keeps them the same."""

FONTS: Final = "Inter, sans-serif"
TITLE, SUBTITLE, BODY, SMALL = 20.0, 13.5, 12.5, 12.0

Colours = Mapping[str, str]
Corners = tuple[tuple[float, float], ...]

_TRIANGLE: Final[Corners] = ((0.0, -1.55), (1.4, 0.95), (-1.4, 0.95))
DIAMOND: Final[Corners] = ((0.0, -1.5), (1.5, 0.0), (0.0, 1.5), (-1.5, 0.0))


def number(value: float) -> str:
    """Write a coordinate: two decimals at most, never `-0`."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tag(name: str, *children: str, **attributes: str | float | None) -> str:
    """Write one element; `stroke_width=1` becomes `stroke-width="1"`, None is left out."""
    written = "".join(
        f' {key.replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def document(
    title: str,
    desc: str,
    width: float,
    height: float,
    *layers: str,
    ground: str = "none",
    most: int = 2 * MOST_WORDS,
) -> str:
    """Write a whole drawing: its name and its words for who cannot see it come first."""
    named = escape(title[:MOST_WORDS]) or "Chart"
    return (
        tag(
            "svg",
            tag("title", named),
            tag("desc", escape(desc[:most]) or named),
            box(0, 0, width, height, ground) if ground != "none" else "",
            *layers,
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {number(width)} {number(height)}",
            role="img",
            font_family=FONTS,
        )
        + "\n"
    )


def words(
    x: float,
    y: float,
    text: str,
    fill: str,
    size: float = BODY,
    anchor: str | None = None,
    weight: str | None = None,
    room: float = 10_000.0,
) -> str:
    """Write one line of text on its baseline, cut to `room`; nothing if nothing is left of it."""
    text = cut(text, size, room, bold=weight is not None)
    if not text:
        return ""
    return tag(
        "text",
        escape(text),
        x=x,
        y=y,
        font_size=size,
        font_weight=weight,
        text_anchor=anchor,
        fill=fill,
    )


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    stroke: str,
    width: float = 1.0,
    dashes: str | None = None,
) -> str:
    """Write a straight line."""
    return tag(
        "line",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke=stroke,
        stroke_width=width,
        stroke_dasharray=dashes,
    )


def crisp(place: float) -> float:
    """Return the nearest place where a line of one pixel falls on one row of pixels."""
    return math.floor(place) + 0.5


def box(x: float, y: float, width: float, height: float, fill: str, **more: str | float) -> str:
    """Write a rectangle; one without an area is left out."""
    if width <= 0 or height <= 0:
        return ""
    return tag("rect", x=x, y=y, width=width, height=height, fill=fill, **more)


def path(steps: str, stroke: str, **more: str | float) -> str:
    """Write an open path."""
    return tag("path", d=steps, fill="none", stroke=stroke, **more)


def mark_shape(mark: Mark, x: float, y: float, r: float, colours: Colours, *tips: str) -> str:
    """Draw a point: circle, square (worse), triangle (better), hollow diamond (one-off)."""
    rim: dict[str, str | float] = {"stroke": colours["panel"], "stroke_width": 1.0}
    if mark is Mark.WORSE:
        side = r * 1.15
        place = {"x": x - side, "y": y - side, "width": 2 * side, "height": 2 * side}
        return tag("rect", *tips, **place, fill=colours["worse"], **rim)
    if mark is Mark.BETTER:
        return tag("path", *tips, d=outline(_TRIANGLE, x, y, r), fill=colours["better"], **rim)
    if mark is Mark.ONE_OFF:
        rim = {"stroke": colours["text"], "stroke_width": 1.4}
        return tag("path", *tips, d=outline(DIAMOND, x, y, r), fill=colours["panel"], **rim)
    return tag("circle", *tips, cx=x, cy=y, r=r, fill=colours["steady"], **rim)


def outline(corners: Corners, x: float, y: float, r: float) -> str:
    """Write the steps of a closed shape around a place."""
    return "M" + "L".join(f"{number(x + r * dx)},{number(y + r * dy)}" for dx, dy in corners) + "Z"
