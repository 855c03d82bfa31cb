"""What leaves this program on paper, as one frozen value that every format is written from.

A scorecard, an agreement, a review pack are each a `Document`: blocks in their order. HTML, PDF,
PNG, Word, slides and Markdown all read the same blocks, so no two of them disagree, and what is
not in the document cannot be in any of them. Text is plain text in every field: the writers escape.

A logo keeps only what is needed to show a PNG or JPEG: what a camera or a drawing program wrote
into it (place, machine, author, notes) goes. A file that is cut off or broken is no logo: Word,
slides and browsers would each show something else for it.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tracker.report.charts.picture import Picture
from tracker.report.charts.svg import clean
from tracker.report.wording import cut

LONGEST_NAME: Final = 300
"""Characters of a name or a title; beyond this it would be a page, not a name."""
_BREAKS: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_SHOWN: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"})
_LARGEST: Final = 4000
"""Pixels of a side; a sign on paper needs no more, and a larger one may be a trap."""
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, b"\xff\xd9"
_KEPT_APPS: Final = (0xE0, 0xEE)
"""JFIF and the colour model; the other segments of programs hold places, names, thumbnails."""


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
    """A paragraph. `key` names it where the person may put their own words in its place."""

    text: str
    role: TextRole = TextRole.BODY
    key: str = ""


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


def bare_logo(content: bytes) -> Logo | None:
    """Return the logo with its size and nothing but the picture, None where it cannot be shown."""
    try:
        logo = _bare_png(content) if content.startswith(PNG_SIGNATURE) else _bare_jpeg(content)
    except (struct.error, zlib.error, IndexError, ValueError):
        return None
    sides = (logo.width, logo.height)
    return logo if min(sides) > 0 and max(sides) <= _LARGEST else None


def _bare_png(content: bytes) -> Logo:
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise ValueError("a part of the picture is missing")
    width, height = struct.unpack(">II", chunks[0][1][:8])
    _check_pixels(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    kept = (png_chunk(kind, data) for kind, data in chunks if kind in _SHOWN)
    return Logo(PNG_SIGNATURE + b"".join(kept), "image/png", width, height)


def _check_pixels(packed: bytes) -> None:
    """Unpack the pixels piece by piece: they must end, and not be more than a page of them."""
    unpacking, most = zlib.decompressobj(), 8 * _LARGEST * _LARGEST
    while not unpacking.eof:
        piece = unpacking.decompress(packed, 1 << 20)
        packed, most = unpacking.unconsumed_tail, most - len(piece)
        if most < 0 or not (piece or unpacking.eof):
            raise ValueError("the pixels are cut off, or far too many")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", content, at + 8 + length)
        if check != zlib.crc32(kind + data):
            raise ValueError("the picture was changed on its way")
        yield kind, data
        at += length + 12


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """Write a part of a PNG: its length, its kind, its content, and a checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _bare_jpeg(content: bytes) -> Logo:
    if not content.startswith(b"\xff\xd8\xff") or content.rfind(_END) < 0:
        raise ValueError("no whole JPEG")
    kept, size, at = [b"\xff\xd8"], (0, 0), 2
    while True:
        sign, marker, length = struct.unpack_from(">BBH", content, at)
        if sign != 0xFF or length < 2:
            raise ValueError("a segment of the picture is broken")
        if marker == _SCAN:
            break
        segment = content[at : at + 2 + length]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
            size = (width, height)
        if (marker < 0xE0 or marker in _KEPT_APPS) and marker != 0xFE:
            kept.append(segment)
        at += 2 + length
    # What stands behind the end of the picture (some cameras add a second one) is not shown.
    whole = b"".join(kept) + content[at : content.rfind(_END) + 2]
    return Logo(whole, "image/jpeg", *size)
