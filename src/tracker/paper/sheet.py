"""Pages as plain values: what stands where, in points (1/72 inch), from the top left of a page.

Nothing here knows Qt. So pages can be laid out in one thread and painted in another, compared in a
test, and painted as often as wanted: the preview, the PDF and the PNG paint the very same values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

WIDTH, HEIGHT = 595.0, 842.0
"""A4 in whole points, as Qt writes it."""
MARGIN = 42.0
TOP, BOTTOM = 40.0, 50.0
LONE_BOTTOM = 30.0
"""Below a page that stands alone: it has no number at its foot."""
ROOM = WIDTH - 2 * MARGIN


class Side(Enum):
    """Where the lines of a paragraph begin; START is the side its own script begins on."""

    START = "start"
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set: size in points, weight, line height in sizes, a role as colour."""

    size: float
    weight: int = 400
    leading: float = 1.42
    colour: str = "text"
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words to be broken into lines within a width, the last of `lines` cut with … (0: no end)."""

    text: str
    style: Style
    width: float
    lines: int = 0
    side: Side = Side.LEFT


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Words:
    """Lines `first` to `last` (not included) of a paragraph."""

    at: Box
    paragraph: Paragraph
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle, also as a rule or a hairline; colours are roles, empty for none."""

    at: Box
    fill: str = ""
    rim: str = ""
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG, painted as vectors."""

    at: Box
    svg: str


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels: the logo."""

    at: Box
    content: bytes


Mark = Words | Panel | Drawing | Raster


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its height and everything on it, in reading order."""

    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """A document laid out, with what its metadata says."""

    pages: tuple[Page, ...]
    title: str
    author: str
    day: str

    def __len__(self) -> int:
        return len(self.pages)


def moved(mark: Mark, right: float, down: float) -> Mark:
    """Return the same mark at another place."""
    at = mark.at
    return replace(mark, at=Box(at.left + right, at.top + down, at.width, at.height))
