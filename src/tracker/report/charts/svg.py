"""What an SVG drawing is made of: colours by role, tags, words cut to their room, shapes of marks.

Attributes only, no classes, no filters, no `dominant-baseline`: what browsers and Qt's SVG Tiny
both draw right. Every number is written with two decimals at most, so bytes never vary.

Nothing here asks a font: the widths of Inter stand below, and other scripts are taken as wide as
they usually are. So a drawing has the same bytes on every machine, fonts or not.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tracker.domain.texts.cutting import CUT
from tracker.report.charts.spark import Mark

BOLD: Final = 1.05
"""How much wider Inter SemiBold runs than Regular."""
MOST_MARKS: Final = 3
"""Accents above each other beyond this are a prank: they would climb out of the drawing."""
MOST_WORDS: Final = 300
"""Characters of a title or description that only a screen reader meets."""

# Inter Regular, advance widths in thousandths of the font size, U+0020 to U+007E.
# fmt: off
_ASCII: Final = (
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610,
    618, 646, 593, 620, 566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601,
    590, 746, 743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682,
    679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549,
    242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
)
# fmt: on
_OTHERS: Final = {
    "…": 910,
    "·": 288,
    "–": 500,
    "’": 261,
    "≤": 662,
    "≥": 662,
    "−": 662,
    "\u202f": 182,
}
_MONSTERS: Final = {"\ufdfa": 4000, "\ufdfb": 4000, "\ufdfd": 12000}
_LETTERS: Final = re.compile("[ͰͲ-ϿЀ-ԯ]")

_SPACES: Final = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
# Not allowed in XML, or turning the reading direction of what follows.
_UNWANTED: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
    "|["
    + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17))
    + "]"
)
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
"""The roles of `resources/themes/light.json` that a drawing needs; a test keeps them the same."""
FONTS: Final = "Inter, sans-serif"
TITLE, SUBTITLE, BODY, SMALL = 20.0, 13.5, 12.5, 12.0
_TRIANGLE: Final[Corners] = ((0.0, -1.55), (1.4, 0.95), (-1.4, 0.95))
DIAMOND: Final[Corners] = ((0.0, -1.5), (1.5, 0.0), (0.0, 1.5), (-1.5, 0.0))


def clean(words: str) -> str:
    """Return the words on one line, without what XML forbids or what plays with direction."""
    if is_plain(words):
        return words.strip()
    # Spaces twice: what is taken out may have stood between two of them.
    words = _SPACES.sub(" ", _UNWANTED.sub("", _SPACES.sub(" ", words))).strip()
    if words.isascii():
        return words
    kept: list[str] = []
    marks = 0
    for letter in words:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def is_plain(words: str) -> bool:
    """Say whether words are clean but for a space at either end."""
    return words.isascii() and words.isprintable() and "  " not in words


def escape(words: str) -> str:
    """Return clean words as XML text, safe between tags and within quotes."""
    words = clean(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return words.replace('"', "&quot;").replace("'", "&#39;")


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Estimate how wide words run, in the unit of `size`; rather too wide than too narrow."""
    return sum(map(_advance, words)) * size / 1000 * (BOLD if bold else 1.0)


def cut_to_width(words: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return clean words, ended with … where they would run beyond `room`; nothing if none fits."""
    words = clean(words)
    # No letter is narrower than a tenth of its size; this keeps a book for a name from costing.
    words = words[: max(0, int(room / size * 10)) + 1]
    if text_width(words, size, bold=bold) <= room:
        return words
    left = room - text_width(CUT, size, bold=bold)
    scale = size / 1000 * (BOLD if bold else 1.0)
    kept = 0
    for kept, letter in enumerate(words):  # noqa: B007 (how far it came is the answer)
        left -= _advance(letter) * scale
        if left < 0:
            break
    whole = words[:kept].rstrip()
    return whole + CUT if whole else ""


def wrapped(words: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
    """Break clean words into at most `most` lines; the last one is cut where room ends."""
    left = clean(words)[: int(room / size * 10) * most + 1].split(" ")
    lines: list[str] = []
    while left and len(lines) < most - 1:
        taken = 1
        while taken < len(left) and (
            text_width(" ".join(left[: taken + 1]), size, bold=bold) <= room
        ):
            taken += 1
        lines.append(cut_to_width(" ".join(left[:taken]), size, room, bold=bold))
        left = left[taken:]
    if left:
        lines.append(cut_to_width(" ".join(left), size, room, bold=bold))
    return [line for line in lines if line]


def _advance(letter: str) -> int:
    """Return the advance width of a letter in thousandths of the size."""
    if " " <= letter <= "~":
        return _ASCII[ord(letter) - 32]
    if known := _OTHERS.get(letter) or _MONSTERS.get(letter):
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Cf"}:
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    if " " <= base <= "~":
        return _ASCII[ord(base) - 32]
    if unicodedata.east_asian_width(letter) in "WF":
        return 1300 if ord(letter) > 0xFFFF or 0x2300 <= ord(letter) < 0x3000 else 1000
    if _LETTERS.match(base):
        return 800
    return 720 if letter.isalpha() and ord(letter) < 0x0900 else 1100


Colours = Mapping[str, str]
Corners = tuple[tuple[float, float], ...]


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
    text = cut_to_width(text, size, room, bold=weight is not None)
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
