"""What leaves this program on paper, as one frozen value that every format is written from.

A scorecard, an agreement, a review pack are each a `Document`: blocks in their order. HTML, PDF,
PNG, Word, slides and Markdown all read the same blocks, so no two of them disagree, and what is
not in the document cannot be in any of them. Text is plain text in every field: the writers escape.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.report.pictures import Picture


class Tone(StrEnum):
    """How a figure stands; a word beside it always says it too."""

    GOOD = "better"
    BAD = "worse"
    PLAIN = "steady"


class Role(StrEnum):
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
    """A paragraph. `key` names it where the person may put their own words in its place."""

    text: str
    role: Role = Role.BODY
    key: str = ""


@dataclass(frozen=True, slots=True)
class Points:
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
    """

    name: str
    promise: str
    figure: str
    tag: Tag
    notes: tuple[str, ...] = ()
    picture: Picture | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture over the whole width, with its caption."""

    picture: Picture
    caption: str = ""


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
    """Rows under titled columns, a cell for each column; the head is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what belongs to it; stands beside its neighbours in `Columns`."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Sections side by side where there is room, below each other where there is none."""

    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a customer answers with: 1 to 5 for each promise and a comment.

    `token` names the scorecard in the code (`report.reply`), `mail` is where the code may be sent
    (empty: nowhere), `promises` are the names to rate, in the order of the code's digits.
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
    | Points
    | Promise
    | Figure
    | Quote
    | Table
    | Columns
    | Reply
    | PageBreak
    | Signatures
)


@dataclass(frozen=True, slots=True)
class Logo:
    """The person's or their employer's sign: the bytes of a PNG or JPEG, and its size in pixels."""

    content: bytes
    mime: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `kicker` is the small line above the title, `footer` the last small print.

    `name` and `role` say whose it is. `day` is the day it was made for: it goes into metadata that
    must hold a date, so that the same data gives the same bytes. `cover` asks for a title page.
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
    cover: bool = False

    def every(self) -> Iterator[Block]:
        """Yield every block, also those within columns."""
        yield from _every(self.blocks)


def _every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Columns):
            for section in block.sections:
                yield from _every(section.blocks)
