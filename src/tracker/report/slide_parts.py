"""One slide as plain values, and what promises, quotes and texts become on slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from tracker.report.document import Promise, Quote, Role, Text
from tracker.report.pictures import Picture
from tracker.report.plain import joined, lines, name, paragraphs
from tracker.report.slide_boxes import (
    BODY_HIGH,
    BODY_WIDE,
    FULL_WIDE,
    LEFT_WIDE,
    TITLE_LINES,
    TITLE_SIZE,
    Standing,
    stand,
)
from tracker.report.slide_tables import TablePart
from tracker.report.svg_text import text_width
from tracker.report.text_fit import LINE, Passage, pages, shortened

SIZES: Final = {Role.LEAD: 26.0, Role.BODY: 20.0, Role.SMALL: 14.0}
QUOTE, QUOTE_ALONE, SOURCE, NOTE = 22.0, 32.0, 16.0, 18.0
_SHORT_QUOTE: Final = 220


class Layout(StrEnum):
    """The kinds of slides."""

    COVER = "Cover"
    CHAPTER = "Chapter"
    WORDS = "Words"
    PROMISE = "Promise"
    PICTURE = "Picture"
    TABLE = "Table"
    QUOTES = "Quotes"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, the small line above it, and what its layout holds."""

    layout: Layout
    title: str
    kicker: str = ""
    passages: tuple[Passage, ...] = ()
    promise: Promise | None = None
    standing: Standing | None = None
    picture: Picture | None = None
    caption: str = ""
    table: TablePart | None = None


def text_passages(block: Text) -> Iterator[Passage]:
    """Return the paragraphs of a text."""
    size = SIZES[block.role]
    for said in paragraphs(block.text):
        yield Passage("\n".join(said), size, block.role, before=size * 0.6)


def point_passages(items: Iterable[str]) -> Iterator[Passage]:
    """Return the statements of a list."""
    for item in items:
        if said := lines(item):
            yield Passage("\n".join(said), SIZES[Role.BODY], "point", before=8, indent=20)


def quote_passages(block: Quote) -> Iterator[Passage]:
    """Return somebody's words and who said them."""
    said, by = "\n".join(lines(block.text)), joined(block.who, block.day)
    if said:
        kept = SOURCE * LINE + 4 if by else 0
        yield Passage(said, QUOTE, "quote", before=26, kept=kept)
    if by:
        yield Passage(by, SOURCE, "source", before=4)


def larger_alone(passages: Sequence[Passage]) -> list[Passage]:
    """Set a short quote larger where nothing else stands beside it."""
    first, *others = passages
    alone = first.kind == "quote" and all(one.kind == "source" for one in others)
    if alone and len(first.text) < _SHORT_QUOTE:
        first = replace(first, size=QUOTE_ALONE)
    return [first, *others]


def promise_slides(block: Promise, kicker: str) -> Iterator[Slide]:
    """Return the slide of a promise; more where it has more sentences than fit."""
    title = name(block.name) or "–"
    standing = stand(block)
    notes = [
        Passage("\n".join(said), NOTE, "note", before=8)
        for note in block.notes
        if (said := lines(note))
    ]
    room = LEFT_WIDE if block.picture else BODY_WIDE
    first, *others = pages(notes, room, BODY_HIGH, standing.notes_high)
    names = numbered_titles(title, 1 + len(others))
    yield Slide(
        Layout.PROMISE,
        names[0],
        kicker,
        tuple(first),
        promise=block,
        standing=standing,
        picture=block.picture,
        caption=name(block.caption),
    )
    for one, passages in zip(names[1:], others, strict=True):
        yield Slide(Layout.WORDS, one, kicker, tuple(passages))


def numbered(title: str, kicker: str, set_out: Sequence[Sequence[Passage]]) -> Iterator[Slide]:
    """Return a slide for each page of passages."""
    for one, passages in zip(numbered_titles(title, len(set_out)), set_out, strict=True):
        quoted = any(passage.kind == "quote" for passage in passages)
        layout = Layout.QUOTES if quoted else Layout.WORDS
        yield Slide(layout, one, kicker, tuple(passages))


def numbered_titles(title: str, count: int) -> list[str]:
    """Return a title for each of so many slides: `Promises (1 of 3)`."""
    room = FULL_WIDE if count == 1 else FULL_WIDE - text_width(f" ({count} of {count})", 30)
    title = shortened(title, TITLE_SIZE, room, TITLE_LINES, bold=True)
    if count == 1:
        return [title]
    return [f"{title} ({at} of {count})" for at in range(1, count + 1)]
