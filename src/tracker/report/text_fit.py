"""How much text fits a box: lines as they will break, and pages of so many of them.

Widths are estimates by `svg_text`, with some slack for the fonts that stand in for Inter; so what
is said to fit does fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracker.report.svg_text import CUT, text_width

SLACK: Final = 1.05
LINE: Final = 1.32
"""Height of a line in font sizes."""
_WORDS: Final = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to be set: its text (lines parted by line feeds), size, and what it is for.

    `kind` is told on to whoever sets it; `before` is the room above it, `kept` what follows and
    must stand on the same page, in points.
    """

    text: str
    size: float
    kind: str = "body"
    before: float = 0.0
    kept: float = 0.0
    indent: float = 0.0
    bold: bool = False

    @property
    def line(self) -> float:
        """Return the height of a line, in points."""
        return self.size * LINE


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return the lines that a text breaks into; together they are the text again."""
    found: list[str] = []
    for line in text.split("\n"):
        found += _wrapped_line(line, size * SLACK, room, bold=bold)
        found[-1] += "\n"
    found[-1] = found[-1].removesuffix("\n")
    return found


def shortened(text: str, size: float, room: float, most: int, *, bold: bool = False) -> str:
    """Return a text that runs over `most` lines at most, ended with … where it was longer."""
    lines = wrapped(text, size, room, bold=bold)
    if len(lines) <= most:
        return text
    last = lines[most - 1].rstrip()
    while last and text_width(last + CUT, size * SLACK, bold=bold) > room:
        last = last[:-1]
    return "".join(lines[: most - 1]) + last.rstrip() + CUT


def height(passage: Passage, room: float) -> float:
    """Return how high a passage stands, without the room above it."""
    text, size = passage.text, passage.size
    lines = wrapped(text, size, room - passage.indent, bold=passage.bold)
    return len(lines) * passage.line


def pages(
    passages: Sequence[Passage], room: float, high: float, first: float | None = None
) -> list[list[Passage]]:
    """Set passages below each other on few pages, the first of which may be less high."""
    found: list[list[Passage]] = [[]]
    left = high if first is None else first
    for passage in passages:
        for piece in _pieces(passage, room, high - passage.kept):
            needed = height(piece, room)
            above = piece.before if found[-1] else 0.0
            if needed + above + piece.kept > left and (found[-1] or left < high):
                found.append([])
                left, above = high, 0.0
            found[-1].append(piece)
            left -= needed + above
    return found


def _pieces(passage: Passage, room: float, high: float) -> Iterator[Passage]:
    """Part a passage that is higher than a page."""
    lines = wrapped(passage.text, passage.size, room - passage.indent, bold=passage.bold)
    most = max(1, int(high / passage.line))
    if len(lines) <= most:
        yield passage
        return
    for at in range(0, len(lines), most):
        yield replace(passage, text="".join(lines[at : at + most]).strip())


def _wrapped_line(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    found, used = [""], 0.0
    for word in _WORDS.findall(text):
        width = text_width(word.rstrip(), size, bold=bold)
        if used and used + width > room:
            found.append("")
            used = 0.0
        if width <= room:
            found[-1] += word
            used += text_width(word, size, bold=bold)
            continue
        for letter in word:
            width = text_width(letter, size, bold=bold)
            if used and used + width > room and not letter.isspace():
                found.append("")
                used = 0.0
            found[-1] += letter
            used += width
    return found
