"""What leaves this program on paper, as one frozen value that every format is written from.

A scorecard, an agreement, a review pack are each a `Document`: blocks in their order. HTML, PDF,
PNG, Word, slides and Markdown all read the same blocks, so no two of them disagree, and what is
not in the document cannot be in any of them. Text is plain text in every field: the writers escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import Final

from tracker.domain.texts.cutting import cut
from tracker.report.charts.picture import Picture
from tracker.report.charts.svg import clean
from tracker.report.documents.logo import Logo
from tracker.report.documents.sheet import PaperSheet, sheet_in_use

LONGEST_NAME: Final = 300
"""Characters of a name or a title; beyond this it would be a page, not a name."""
_BREAKS: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class Tone(StrEnum):
    """How a figure stands; a word beside it always says it too."""

    GOOD = "better"
    BAD = "worse"
    PLAIN = "steady"


class TextRole(StrEnum):
    """What a paragraph is for: the one summary, running text, or small print."""

    LEAD = "lead"
    BODY = "body"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within the document; level 1 begins a chapter (and a slide), 3 is the least."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `key` names it where the person may put their own words in its place.

    `sign` makes it one of a few statements: a mark before it says which way it goes.
    """

    text: str
    role: TextRole = TextRole.BODY
    key: str = ""
    sign: Tone | None = None


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list of short statements."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """One or two words on how something stands: "Kept", "Not kept", "Too few weeks"."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Promise:
    """One shared measure: what was promised, what came of it, and its picture.

    `figure` is the headline with its unit; `notes` are sentences below it (kept in 9 of 13 weeks,
    what changed, a piece of evidence). `picture` is drawn small, `caption` stands beneath it.
    `short` is the promise alone, for where there is little room.
    """

    name: str
    promise: str
    figure: str
    tag: Tag
    notes: tuple[str, ...] = ()
    picture: Picture | None = None
    caption: str = ""
    short: str = ""


class FigureForm(Enum):
    """How much of a picture is drawn: all of it, without what the text around it says, or small."""

    WHOLE = "whole"
    UNTITLED = "untitled"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture over the whole width, with its caption."""

    picture: Picture
    caption: str = ""
    form: FigureForm = FigureForm.WHOLE


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, who said them (may be empty) and when."""

    text: str
    who: str
    day: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand on the right."""

    title: str
    number: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titled columns, a cell for each column; the head is repeated on every page.

    A `compact` one holds what is looked up rather than read; columns of an `even` one are alike.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    compact: bool = False
    even: bool = False


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """One thing in a cell of a matrix: its name, its figure with a sign, and how it stands."""

    name: str
    figure: str
    told: str = ""
    tone: Tone = Tone.PLAIN

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says, a line each."""
        return tuple(one for one in (self.name, self.figure, self.told) if one)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of a matrix: its head, what stands below that, and a cell for each column."""

    title: str
    note: str
    cells: tuple[tuple[MatrixEntry, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who by what: rows and columns of cells that name what is in them; most stay empty."""

    title: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    legend: str = ""

    def table(self, lines: int = 3) -> Table:
        """Return the same as a table, so many lines of text for each entry."""
        columns = (Column(self.corner), *map(Column, self.columns))
        cells = tuple(_matrix_cells(row, lines) for row in self.rows)
        return Table(columns, cells, self.title, even=True)


def _matrix_cells(row: MatrixRow, lines: int) -> tuple[Cell, ...]:
    found = [Cell("\n".join(part for part in (row.title, row.note) if part))]
    for entries in row.cells:
        tones = {one.tone for one in entries if one.tone is not Tone.PLAIN}
        tone = Tone.BAD if Tone.BAD in tones else next(iter(tones), None)
        found.append(Cell("\n".join("\n".join(one.lines[:lines]) for one in entries), tone))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what belongs to it; stands beside its neighbours in `Columns`."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Sections side by side where there is room, below each other where there is none.

    A bar beside each marks `own` words.
    """

    sections: tuple[Section, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What a customer answers with: 1 to 5 for each promise and a comment.

    `token` names the scorecard in the code (`report.scorecard.reply`), `mail` is where the code may
    be sent (empty: nowhere), `promises` are the names to rate, in the order of the code's digits.
    """

    token: str
    promises: tuple[str, ...]
    mail: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a page of its own."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on: a name (may be empty) and what stands below each line."""

    lines: tuple[tuple[str, str], ...]


Block = (
    Heading
    | Text
    | BulletList
    | Promise
    | Figure
    | Quote
    | Table
    | Matrix
    | Columns
    | Reply
    | PageBreak
    | Signatures
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `kicker` is the small line above the title, `footer` the last small print.

    `name` and `role` say whose it is. `day` is the day it was made for: it goes into metadata that
    must hold a date, so that the same data gives the same bytes. `aside` is a line below whose it
    is. A `long` one has chapters, which a page on the screen lists.
    """

    title: str
    kicker: str
    day: date
    blocks: tuple[Block, ...]
    name: str = ""
    role: str = ""
    logo: Logo | None = None
    footer: str = ""
    language: str = "en"
    long: bool = False
    aside: str = ""
    sheet: PaperSheet = field(default_factory=sheet_in_use)

    def every(self) -> Iterator[Block]:
        """Yield every block, also those within columns."""
        yield from _every(self.blocks)


def _every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Columns):
            for section in block.sections:
                yield from _every(section.blocks)


def lines(text: str) -> tuple[str, ...]:
    """Return the clean lines of a text, without the empty ones."""
    cleaned = map(clean, _BREAKS.split(text))
    return tuple(line for line in cleaned if line)


def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of each paragraph; an empty line stands between two of them."""
    found: list[list[str]] = [[]]
    for line in map(clean, _BREAKS.split(text)):
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return tuple(tuple(one) for one in found if one)


def name(text: str, most: int = LONGEST_NAME) -> str:
    """Return a clean name on one line, ended with … where it is longer than `most`."""
    return cut(clean(text[: 4 * most]), most)


def joined(*parts: str, between: str = " · ") -> str:
    """Return the parts that say something as one line."""
    return between.join(part for part in map(name, parts) if part)
