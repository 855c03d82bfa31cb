"""Pages as plain values: where pages break, and what stands where on them.

A place is in points (1/72 inch) from the top left of a page.

Nothing here knows Qt. So pages can be laid out in one thread and painted in another, compared in a
test, and painted as often as wanted: the preview, the PDF and the PNG paint the very same values.

What belongs together stays together: a piece is never split. What may be split, such as a long
text, is several pieces; what must stay with the next one says so. Sections beside each other flow
down their columns, over pages if need be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

WIDTH, HEIGHT = 595.0, 842.0
"""The usual sheet in whole points; a document says which one is its own."""
MARGIN = 42.0
TOP, BOTTOM = 36.0, 50.0
LONE_BOTTOM = 30.0
"""Below a page that stands alone: it has no number at its foot."""
ROOM = WIDTH - 2 * MARGIN
"""How wide text runs, on any sheet: a wider one has wider margins."""
LOWEST = 792.0
"""The height of the lowest sheet: what is never parted fits on it."""
_LEAST = 0.01


class Alignment(Enum):
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
    """Words to be broken into lines within a width, the last of `lines` cut with … (0: no end).

    So many letters at its beginning are `strong`.
    """

    text: str
    style: Style
    width: float
    lines: int = 0
    side: Alignment = Alignment.LEFT
    strong: int = 0


@dataclass(frozen=True, slots=True)
class PageBox:
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
class TextLines:
    """Lines `first` to `last` (not included) of a paragraph."""

    at: PageBox
    paragraph: Paragraph
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PaperRect:
    """A rectangle, also as a rule or a hairline; colours are roles, empty for none."""

    at: PageBox
    fill: str = ""
    rim: str = ""
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG, painted as vectors."""

    at: PageBox
    svg: str


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels: the logo."""

    at: PageBox
    content: bytes


Mark = TextLines | PaperRect | Drawing | Raster


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page: its height and everything on it, in reading order."""

    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """A document laid out, with what its metadata says."""

    pages: tuple[PaperPage, ...]
    title: str
    author: str
    day: str
    width: float = WIDTH

    def __len__(self) -> int:
        return len(self.pages)


def moved(mark: Mark, right: float, down: float) -> Mark:
    """Return the same mark at another place."""
    at = mark.at
    return replace(mark, at=PageBox(at.left + right, at.top + down, at.width, at.height))


@dataclass(frozen=True, slots=True)
class Piece:
    """Marks around (0, 0) with the height they take, and the gap above unless a page begins.

    `keep`: stays with the next piece. `head`: comes again above this piece where a page begins.
    `breaks`: begins a page.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0.0
    keep: bool = False
    head: Piece | None = None
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Columns of pieces that begin at the same height: their left edges and what is in each."""

    lefts: tuple[float, ...]
    columns: tuple[tuple[Flowing, ...], ...]
    before: float = 0.0


Flowing = Piece | SideBySide


def nearer(piece: Flowing, part: float) -> Flowing:
    """Return a piece with so large a part of the gaps above it, and above what it holds."""
    if part == 1.0:
        return piece
    if isinstance(piece, Piece):
        return replace(piece, before=piece.before * part)
    columns = tuple(tuple(nearer(one, part) for one in column) for column in piece.columns)
    return replace(piece, columns=columns, before=piece.before * part)


@dataclass(slots=True)
class Flow:
    """The pages so far, and where the next piece goes; without `height` one page has no end."""

    height: float | None = HEIGHT
    bottom: float = BOTTOM
    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    page: int = 0
    y: float = TOP
    fresh: bool = True

    @property
    def room(self) -> float:
        """How much of a page pieces may take."""
        return float("inf") if self.height is None else self.height - TOP - self.bottom

    def add(self, pieces: Iterable[Flowing], left: float = MARGIN) -> None:
        """Put pieces below what is there."""
        for group in _groups(pieces):
            self._add_group(group, left)

    def finished(self) -> tuple[PaperPage, ...]:
        """Return the pages."""
        height = self.y + BOTTOM if self.height is None else self.height
        return tuple(PaperPage(height, tuple(marks)) for marks in self.pages)

    def _add_group(self, group: Sequence[Flowing], left: float) -> None:
        breaks = isinstance(group[0], Piece) and group[0].breaks and self.height is not None
        needed = sum(map(self._needed, group)) - (group[0].before if self.fresh else 0.0)
        if not self.fresh and (breaks or not self._fits(needed)):
            self._turn()
        for piece in group:
            if isinstance(piece, SideBySide):
                self._add_beside(piece, left)
                continue
            # Only what is higher than a page with all it belongs to is parted here.
            if not self.fresh and not self._fits(piece.before + piece.height):
                self._turn()
            if self.fresh and piece.head is not None:
                self._put(piece.head, left)
            self._put(piece, left)

    def _needed(self, piece: Flowing) -> float:
        """Return how much room must be left to begin here: half a page at most for columns.

        Half a page left empty is worse than columns that go on over a page.
        """
        if isinstance(piece, Piece):
            return piece.before + piece.height
        whole = max(map(total, piece.columns), default=0.0)
        if whole > self.room / 2:
            first = (next(iter(_groups(column)), []) for column in piece.columns)
            whole = max((total(group) for group in first), default=0.0)
        return piece.before + whole

    def _put(self, piece: Piece, left: float) -> None:
        if not piece.height:
            return
        self.y += 0.0 if self.fresh else piece.before
        self.pages[self.page].extend(moved(mark, left, self.y) for mark in piece.marks)
        self.y += piece.height
        self.fresh = False

    def _add_beside(self, group: SideBySide, left: float) -> None:
        """Let every column flow from the same height; go on below the one that ends last."""
        self.y += 0.0 if self.fresh else group.before
        start, ends = (self.page, self.y, self.fresh), []
        for offset, column in zip(group.lefts, group.columns, strict=True):
            self.page, self.y, self.fresh = start
            self.add(column, left + offset)
            ends.append((self.page, self.y))
        self.page, self.y = max(ends, default=start[:2])
        self.fresh = start[2] and (self.page, self.y) == start[:2]

    def _fits(self, height: float) -> bool:
        return self.height is None or self.y + height <= self.height - self.bottom + _LEAST

    def _turn(self) -> None:
        """Go to the top of the next page, which may be there already."""
        self.page += 1
        if self.page == len(self.pages):
            self.pages.append([])
        self.y, self.fresh = TOP, True


def total(pieces: Iterable[Flowing]) -> float:
    """Return how high pieces are below each other."""
    height = 0.0
    for piece in pieces:
        if isinstance(piece, SideBySide):
            height += piece.before + max((total(column) for column in piece.columns), default=0.0)
        else:
            height += piece.before + piece.height
    return height


def _groups(pieces: Iterable[Flowing]) -> Iterator[list[Flowing]]:
    """Yield what may not be parted, one after the other."""
    group: list[Flowing] = []
    for piece in pieces:
        if isinstance(piece, Piece) and piece.breaks and _filled(group):
            yield group
            group = []
        group.append(piece)
        if isinstance(piece, SideBySide) or not piece.keep:
            yield group
            group = []
    if _filled(group):
        yield group


def _filled(group: Sequence[Flowing]) -> bool:
    return any(isinstance(piece, SideBySide) or piece.height for piece in group)
