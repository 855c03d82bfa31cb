"""What stands on which slide, as plain values: one idea each, split where it would not fit.

The plan is made without any library; `pptx_writer` only sets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from tracker.report.charts.picture import Picture
from tracker.report.charts.svg import text_width
from tracker.report.documents.document import (
    Block,
    BulletList,
    Columns,
    Document,
    Figure,
    Heading,
    Matrix,
    PageBreak,
    Promise,
    Quote,
    Reply,
    Section,
    Signatures,
    Table,
    Text,
    TextRole,
    Tone,
    joined,
    lines,
    name,
    paragraphs,
)
from tracker.report.documents.slide_layout import (
    ASIDE_WIDE,
    BODY_HIGH,
    BODY_WIDE,
    CHAPTER_HIGH,
    FULL_WIDE,
    NOTE_GAP,
    TITLE_LINES,
    TITLE_SIZE,
    PromiseLayout,
    TablePart,
    layout_promise,
    table_parts,
)
from tracker.report.documents.text_fit import LINE, Passage, pages, shortened

SIZES: Final = {TextRole.LEAD: 20.0, TextRole.BODY: 17.0, TextRole.SMALL: 12.0}
QUOTE, QUOTE_ALONE, SOURCE, NOTE = 20.0, 30.0, 14.0, 17.0
_SIGNS: Final[Mapping[Tone | None, str]] = {Tone.GOOD: "▲", Tone.BAD: "▼"}
_FIGURE_LINES: Final = 2
_SHORT_QUOTE: Final = 220
BEFORE_HEADINGS: Final = "In short"
"""The title of what stands before the first heading."""
_LEFT_OUT = (Reply, Signatures)


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
    standing: PromiseLayout | None = None
    picture: Picture | None = None
    caption: str = ""
    table: TablePart | None = None


def text_passages(block: Text) -> Iterator[Passage]:
    """Return the paragraphs of a text."""
    size = SIZES[block.role]
    for said in paragraphs(block.text):
        words = "\n".join(said)
        if sign := _SIGNS.get(block.sign):
            words = f"{sign} {words}"
        yield Passage(words, size, block.role, before=size * 0.6)


def point_passages(items: Iterable[str]) -> Iterator[Passage]:
    """Return the statements of a list."""
    for item in items:
        if said := lines(item):
            yield Passage("\n".join(said), SIZES[TextRole.BODY], "point", before=8, indent=20)


def quote_passages(block: Quote) -> Iterator[Passage]:
    """Return somebody's words and who said them."""
    said, by = "\n".join(lines(block.text)), joined(block.who, block.day)
    if said:
        kept = SOURCE * LINE + 4 if by else 0
        yield Passage(said, QUOTE, "quote", before=26, kept=kept)
    if by:
        yield Passage(by, SOURCE, "source", before=4)


def small_print(note: str, table: TablePart) -> tuple[Passage, ...]:
    """Return what explains a table, below it where there is room."""
    said = Passage(name(note), SIZES[TextRole.SMALL], TextRole.SMALL)
    room = BODY_HIGH - table.high - NOTE_GAP
    return (
        (said,)
        if said.text and len(pages([said], BODY_WIDE, room)) == 1 and room > said.line
        else ()
    )


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
    standing = layout_promise(block)
    notes = [
        Passage("\n".join(said), NOTE, "note", before=8)
        for note in block.notes
        if (said := lines(note))
    ]
    room = ASIDE_WIDE if block.picture else BODY_WIDE
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


def planned(document: Document) -> list[Slide]:
    """Return the slides of a document: a cover, then its blocks without what is only for paper."""
    planner = _Planner(document)
    for block in shown(document.blocks):
        planner.block(block)
    planner.finish()
    by = joined(document.name, document.role, document.aside)
    cover = (Passage(by, SIZES[TextRole.BODY]),) if by else ()
    title = name(document.title) or "Untitled"
    return [Slide(Layout.COVER, title, name(document.kicker), cover), *planner.slides]


def shown(blocks: Sequence[Block]) -> list[Block]:
    """Leave out what is answered or signed on paper, and a heading with nothing else below it."""
    kept: list[Block] = []
    emptied = filled = False
    for block in map(_shown_block, reversed(blocks)):
        if block is None:
            emptied = True
        elif isinstance(block, Heading):
            if filled or not emptied:
                kept.append(block)
                emptied = filled = False
        else:
            kept.append(block)
            filled = True
    return kept[::-1]


def _shown_block(block: Block) -> Block | None:
    if not isinstance(block, Columns):
        return None if isinstance(block, _LEFT_OUT) else block
    sections = tuple(
        Section(section.title, tuple(left))
        for section in block.sections
        if (left := shown(section.blocks)) or not section.blocks
    )
    return Columns(sections) if sections else None


class _Planner:
    """Gathers text until a block needs a slide of its own; knows under which headings it stands."""

    def __init__(self, document: Document) -> None:
        self.slides: list[Slide] = []
        self._document = name(document.title)
        self._path: list[str] = []
        self._told = True
        self._texts: list[Passage] = []

    def block(self, block: Block) -> None:
        """Plan one block."""
        match block:
            case Text():
                self._texts += text_passages(block)
            case BulletList():
                self._texts += point_passages(block.items)
            case Quote():
                self._texts += quote_passages(block)
            case _:
                self._flush()
                self._alone(block)

    def finish(self) -> None:
        """Plan what is still gathered, and a heading with nothing below it."""
        self._flush()
        if not self._told:
            self._add(Slide(Layout.CHAPTER, *self._titles()))

    def _alone(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block.text, min(max(block.level, 1), 3))
            case Promise():
                self._add(*promise_slides(block, self._where()))
            case Figure():
                self._figure(block)
            case Table():
                self._table(block)
            case Matrix():
                self._table(block.table(_FIGURE_LINES), block.legend)
            case Columns():
                self._columns(block)
            case PageBreak():
                pass

    def _heading(self, text: str, level: int) -> None:
        self._flush()
        if level <= len(self._path):
            self.finish()  # A deeper heading tells the one above it.
        self._path = [*[*self._path, "", ""][: level - 1], name(text)]
        self._told = not name(text)
        if level == 1:
            self.finish()

    def _titles(self) -> tuple[str, str]:
        """Return the nearest heading, and those above it."""
        said = [one for one in self._path if one]
        if not said:
            return self._document or "Untitled", ""
        return said[-1], joined(*said[:-1]) or self._document

    def _where(self) -> str:
        """Return every heading above what has a title of its own."""
        return joined(*self._path) or self._document

    def _add(self, *slides: Slide) -> None:
        self.slides += slides
        self._told = True

    def _flush(self) -> None:
        """Set the gathered text below a chapter's title if it fits there, else on its own."""
        if not self._texts:
            return
        passages, self._texts = larger_alone(self._texts), []
        title, kicker = self._titles()
        if not any(self._path):
            title, kicker = BEFORE_HEADINGS, title
        room = self._room_below(title, passages)
        if room and len(pages(passages, BODY_WIDE, room)) == 1:
            self.slides[-1] = replace(self.slides[-1], passages=tuple(passages))
            return
        if room == CHAPTER_HIGH:
            self.slides.pop()  # Its title stands above the text.
        self._add(*numbered(title, kicker, pages(passages, BODY_WIDE, BODY_HIGH)))

    def _room_below(self, title: str, passages: Sequence[Passage]) -> float:
        """Return how much room the last slide has for text that belongs to it."""
        last = self.slides[-1] if self.slides else None
        if last is None or last.passages or not self._told:
            return 0.0
        if last.layout is Layout.CHAPTER and last.title == title:
            return CHAPTER_HIGH
        if last.table and all(one.kind is TextRole.SMALL for one in passages):
            return BODY_HIGH - last.table.high - NOTE_GAP
        return 0.0

    def _figure(self, block: Figure) -> None:
        heading, above = self._titles()
        title = name(block.picture.title)
        kicker = self._where() if title else above
        self._add(
            Slide(
                Layout.PICTURE,
                numbered_titles(title or heading, 1)[0],
                kicker,
                picture=block.picture,
                caption=name(block.caption),
            )
        )

    def _table(self, block: Table, note: str = "") -> None:
        heading, above = self._titles()
        title = name(block.title)
        kicker = self._where() if title else above
        parts = table_parts(block)
        named = numbered_titles(title or heading, len(parts))
        self._add(
            *(
                Slide(Layout.TABLE, one, kicker, small_print(note, part), table=part)
                for one, part in zip(named, parts, strict=True)
            )
        )

    def _columns(self, block: Columns) -> None:
        above, depth = self._path, len(self._path)
        for section in block.sections:
            self._path = above
            self._heading(section.title, min(max(depth + 1, 2), 3))
            for one in section.blocks:
                self.block(one)
            self.finish()
        self._path = above
