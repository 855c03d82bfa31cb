"""A document as Markdown (CommonMark with GitHub's tables), its pictures told in words.

A reader gives back any text exactly as it was: no markup, no links, no HTML. CommonMark lets every
ASCII punctuation mark be escaped by a backslash. Escaped is what means something somewhere: in
CommonMark, in GitHub's tables and links, in the usual extensions (mathematics, emoji, highlights,
templates). Ordinary prose and figures stay as they are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import singledispatchmethod
from typing import Final

from tracker.report.charts.picture import EffectPicture, HeatPicture, Picture, Point, TrendPicture
from tracker.report.charts.svg import clean
from tracker.report.documents.document import (
    Block,
    BulletList,
    Column,
    Columns,
    Document,
    Figure,
    Heading,
    Matrix,
    PageBreak,
    Promise,
    Quote,
    Reply,
    Signatures,
    Table,
    Text,
    joined,
    lines,
    paragraphs,
)

BREAK: Final = "\\\n"
"""Ends a line within a paragraph."""

_MARKS: Final = re.compile(
    r"[\\`*_\[\]<>~|$^{}#@]|&(?=[#\w])"
    r"|(?<=\S)\.(?=[^\W\d_])"  # www.example: a domain to some readers
    r"|:(?=[^\s\d])"  # https://, javascript:, :emoji:
    r"|[-+=%](?=[-+=%])|(?<=[-+=%])[-+=%]"  # --, ++, ==, %%
)
_START: Final = re.compile(r"[-+=:]|\d{1,9}(?=[.)](\s|$))")
BLOCKS: Final = "▁▂▃▄▅▆▇█"
GAP: Final = "·"
_MOST_VALUES: Final = 60
_DEEPEST: Final = 6
_TO_SIGN: Final = "…" * 16
NO_PICTURES: Final = (
    "This file holds no pictures. Each is told in words; a trend also as a row of blocks, low "
    f"to high, with {GAP} where nothing was logged."
)


def inline(text: str) -> str:
    """Escape a text on one line that other words stand before."""
    return _MARKS.sub(_escaped, clean(text))


def line(text: str) -> str:
    """Escape a text that a line begins with: it is no heading, list, rule, table or formula."""
    cleaned = clean(text)
    escaped = _MARKS.sub(_escaped, cleaned)
    begins = _START.match(cleaned)
    if begins is None or escaped.startswith("\\"):
        return escaped
    # A list's number keeps its digits, the mark behind them is escaped; else the first mark is.
    return (
        f"{escaped[: begins.end()]}\\{escaped[begins.end() :]}"
        if _numbered(begins)
        else (f"\\{escaped}")
    )


def paragraph(said: Iterable[str], *, indent: str = "") -> str:
    """Write lines below each other within one paragraph; what follows the first is indented."""
    return f"{BREAK}{indent}".join(map(line, said))


def bold(text: str) -> str:
    """Write a text in bold that stands at the beginning of a line; nothing if it is empty."""
    escaped = line(text)
    return f"**{escaped}**" if escaped else ""


def point(text: str, bullet: str = "-") -> str:
    """Write one item of a list; nothing if it says nothing."""
    said = lines(text)
    return f"{bullet} {paragraph(said, indent='  ')}" if said else ""


def quote(*parts: str) -> str:
    """Set paragraphs off as somebody's words."""
    whole = "\n\n".join(part for part in parts if part)
    return "\n".join(f"> {one}".rstrip() for one in whole.split("\n"))


def row(cells: Iterable[str]) -> str:
    """Write a row of a table from ready cells."""
    return f"| {' | '.join(cells)} |"


def _numbered(begins: re.Match[str]) -> bool:
    return begins.group()[0].isdigit()


def _escaped(mark: re.Match[str]) -> str:
    return f"\\{mark.group()}"


def markdown_bytes(document: Document) -> bytes:
    """Write a document as Markdown: UTF-8, one line feed at each line's end."""
    writer = _MarkdownWriter(document.title)
    by = joined(document.name, document.role, document.aside)
    writer.add(paragraph(part for part in (document.kicker, by) if clean(part)))
    for block in document.blocks:
        writer.block(block)
    if any(map(_pictured, document.every())):
        writer.add("---", NO_PICTURES)
    writer.add(*map(paragraph, paragraphs(document.footer)))
    return ("\n\n".join(writer.parts) + "\n").encode()


def trend_line(points: Sequence[Point], gaps: Sequence[date] = ()) -> str:
    """Draw values as a row of blocks, oldest first, with a dot for each gap; nothing for none."""
    finite = [point for point in points if math.isfinite(point.value)]
    if not finite:
        return ""
    low, high = min(p.value for p in finite), max(p.value for p in finite)
    shown = [(point.day, _block(point.value, low, high)) for point in finite]
    shown += [(day, GAP) for day in gaps]
    shown.sort()
    return "".join(mark for _, mark in shown[-_MOST_VALUES:])


def _block(value: float, low: float, high: float) -> str:
    if high <= low:
        return BLOCKS[len(BLOCKS) // 2 - 1]
    return BLOCKS[min(int((value - low) / (high - low) * len(BLOCKS)), len(BLOCKS) - 1)]


def _pictured(block: Block) -> bool:
    return isinstance(block, Figure) or (isinstance(block, Promise) and block.picture is not None)


class _MarkdownWriter:
    """Writes block after block, an empty line between parts; knows the last heading's level."""

    def __init__(self, title: str) -> None:
        self.parts = [f"# {inline(title) or 'Untitled'}"]
        self._level = 1

    def add(self, *parts: str) -> None:
        """Keep what says something."""
        self.parts += filter(None, parts)

    @singledispatchmethod
    def block(self, block: Block) -> None:
        """Write one block; each kind has a method of its own."""
        raise TypeError(block)

    @block.register
    def _heading(self, block: Heading) -> None:
        self._headed(block.text, block.level)

    @block.register
    def _text(self, block: Text) -> None:
        self.add(*map(paragraph, paragraphs(block.text)))

    @block.register
    def _points(self, block: BulletList) -> None:
        self._listed(block.items)

    @block.register
    def _figure(self, block: Figure) -> None:
        self._picture(block.picture, block.caption)

    @block.register
    def _quote(self, block: Quote) -> None:
        by = joined(block.who, block.day)
        self.add(quote(paragraph(lines(block.text)), f"— {inline(by)}" if by else ""))

    @block.register
    def _table(self, block: Table) -> None:
        self.add(bold(block.title), _written_table(block))

    @block.register
    def _matrix(self, block: Matrix) -> None:
        self.add(bold(block.title), _written_matrix(block), line(block.legend))

    @block.register
    def _columns(self, block: Columns) -> None:
        above = self._level
        for section in block.sections:
            self._headed(section.title, above + 1)
            for one in section.blocks:
                self.block(one)
        self._level = above

    @block.register
    def _reply(self, block: Reply) -> None:
        self.add(*_boxes_to_tick(block))

    @block.register
    def _signatures(self, block: Signatures) -> None:
        self.add(*(_signed(who, below) for who, below in block.lines))

    @block.register
    def _page_break(self, _block: PageBreak) -> None:
        self.add("---")

    def _headed(self, text: str, level: int) -> None:
        """Write a heading; the document's own title is the only one of the first level."""
        self._level = min(max(level, 1), 3)
        self._title(text, self._level + 1)

    def _title(self, text: str, level: int) -> None:
        said = inline(text)
        self.add(f"{'#' * min(level, _DEEPEST)} {said}" if said else "")

    def _listed(self, items: Sequence[str]) -> None:
        """Write a list; one that follows another has another bullet, else they were one."""
        bullet = "*" if self.parts[-1].startswith("- ") else "-"
        self.add("\n".join(filter(None, (point(item, bullet) for item in items))))

    @block.register
    def _promise(self, block: Promise) -> None:
        self._title(block.name, self._level + 2)
        said, tag = bold(block.figure), inline(block.tag.text)
        standing = " · ".join(filter(None, (said, tag if said else line(block.tag.text))))
        self.add(BREAK.join(filter(None, (line(block.promise), standing))))
        self._listed(block.notes)
        if block.picture is not None:
            self._picture(block.picture, block.caption)

    def _picture(self, picture: Picture, caption: str) -> None:
        """Tell a picture in words: a heat map as a table, a trend as a row of blocks too."""
        if isinstance(picture, HeatPicture):
            self.add(bold(picture.title), _heat_table(picture), line(caption))
            return
        drawn = ""
        if isinstance(picture, TrendPicture):
            drawn = trend_line(picture.points, [gap.day for gap in picture.gaps])
        elif isinstance(picture, EffectPicture):
            drawn = trend_line(picture.points)
        self.add(BREAK.join(filter(None, (line(picture.summary), drawn))), line(caption))


def _heat_table(picture: HeatPicture) -> str:
    """Write customers by areas with the words that the picture shows by colours."""
    rows = [
        (joined(one.name, one.tier), *(cell.said if cell else "" for cell in one.cells))
        for one in picture.lines
    ]
    head = [
        row(map(line, ("Customer", *picture.columns))),
        row(["---"] * (len(picture.columns) + 1)),
    ]
    return "\n".join([*head, *(row(map(line, cells)) for cells in rows)])


def _written_table(table: Table) -> str:
    if not table.columns:
        return ""
    head = [row(line(column.title) for column in table.columns), row(map(_rule, table.columns))]
    return "\n".join([*head, *(row(line(cell.text) for cell in cells) for cells in table.rows)])


def _written_matrix(block: Matrix) -> str:
    """Write a matrix as a table: within a cell one thing after the other."""
    head = [row(map(line, (block.corner, *block.columns)))]
    head.append(row(["---"] * (1 + len(block.columns))))
    rows = (
        row(
            map(
                line,
                (
                    joined(one.title, one.note),
                    *("; ".join(", ".join(entry.lines) for entry in cell) for cell in one.cells),
                ),
            )
        )
        for one in block.rows
    )
    return "\n".join([*head, *rows])


def _rule(column: Column) -> str:
    return "---:" if column.number else "---"


def _boxes_to_tick(block: Reply) -> Iterator[str]:
    sent = f"Rate each promise from 1 to 5 and send it to {inline(block.mail)}."
    yield sent if clean(block.mail) else "Rate each promise from 1 to 5."
    rows = [row((line(promise), *("☐",) * 5)) for promise in block.promises]
    head = [row(("Promise", "1", "2", "3", "4", "5")), row(("---",) * 6)]
    yield "\n".join([*head, *rows]) if rows else ""


def _signed(who: str, below: str) -> str:
    return BREAK.join(filter(None, (_TO_SIGN, line(who), line(below))))
