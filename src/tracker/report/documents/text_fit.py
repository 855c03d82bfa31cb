"""How much text fits a box: lines as they will break, pages of them, the widths of columns.

Widths are estimates by `charts.svg`, of Inter, with some slack for the fonts that an office has; so
what is said to fit does fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracker.domain.texts.cutting import CUT
from tracker.report.charts.svg import text_width
from tracker.report.documents.document import Table, name

SLACK: Final = 1.12
"""For the widest font that may stand in for ours where an office has neither."""
LINE: Final = 1.32
"""Height of a line in font sizes."""
_WORDS: Final = re.compile(r"\S+\s*")
_MOST_ROWS: Final = 400
_MOST_LETTERS: Final = 120
_WIDEST: Final = 30.0
"""In font sizes: a longer text wraps."""
_LONGEST_WORD: Final = 9.0
COLUMN_SLACK: Final = 1.03
"""For what is only estimated; fonts that stand in for Inter are narrower."""


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


def column_widths(
    table: Table, size: float, room: float, pad: float, slack: float = COLUMN_SLACK
) -> list[float]:
    """Share out `room` (as the unit of `size`); `pad` is what a cell keeps free at its sides.

    Every column first gets its longest word, within reason; what is left goes to those whose text
    would wrap, by weight; what is then left over, to all but the numbers. Those of an even table
    are alike, as far as their longest words let them.
    """
    size *= slack
    texts = [_column_texts(table, at) for at in range(len(table.columns))]
    least = [min(_longest_word(column, size), _LONGEST_WORD * size) + pad for column in texts]
    if table.even and sum(least) <= room:
        return _alike(least, room)
    wanted = [min(_longest(column, size), _WIDEST * size) + pad for column in texts]
    wanted = [max(pair) for pair in zip(least, wanted, strict=True)]
    spare = room - sum(least)
    if spare <= 0:
        return [width * room / sum(least) for width in least]
    lacking = [want - have for want, have in zip(wanted, least, strict=True)]
    weights = [float(max(column.weight, 1)) for column in table.columns]
    given = _shared(lacking, weights, spare)
    widths = [have + more for have, more in zip(least, given, strict=True)]
    return _stretched(table, widths, weights, room)


def _alike(least: Sequence[float], room: float) -> list[float]:
    """Share out room evenly between those that need no more than that."""
    widths = list(least)
    open_to = sorted(range(len(least)), key=lambda at: -least[at])
    while open_to:
        fair = (room - sum(widths) + sum(widths[at] for at in open_to)) / len(open_to)
        if widths[open_to[0]] <= fair:
            for at in open_to:
                widths[at] = fair
            break
        open_to.pop(0)
    return widths


def _shared(lacking: Sequence[float], weights: Sequence[float], spare: float) -> list[float]:
    """Fill those up that lack least; the others share what is left by weight."""
    given = [0.0] * len(lacking)
    open_to = sorted(range(len(lacking)), key=lambda at: lacking[at] / weights[at])
    while open_to:
        at = open_to[0]
        fair = spare * weights[at] / sum(weights[one] for one in open_to)
        given[at] = min(lacking[at], fair)
        spare -= given[at]
        open_to.pop(0)
    return given


def _stretched(
    table: Table, widths: Sequence[float], weights: Sequence[float], room: float
) -> list[float]:
    """Let the columns fill the room: those with words in them take what is left over."""
    takes = [
        0.0 if column.number else weight
        for column, weight in zip(table.columns, weights, strict=True)
    ]
    if not any(takes):
        takes = list(weights)
    left = room - sum(widths)
    return [width + left * take / sum(takes) for width, take in zip(widths, takes, strict=True)]


def _column_texts(table: Table, at: int) -> list[tuple[str, bool]]:
    """Return the title and the cells of a column, each once, and whether it is set in bold."""
    cells = {
        (name(row[at].text, _MOST_LETTERS), row[at].tone is not None)
        for row in table.rows[:_MOST_ROWS]
    }
    return [(name(table.columns[at].title, _MOST_LETTERS), True), *sorted(cells)]


def _longest(texts: Sequence[tuple[str, bool]], size: float) -> float:
    return max(text_width(text, size, bold=bold) for text, bold in texts)


def _longest_word(texts: Sequence[tuple[str, bool]], size: float) -> float:
    words = ((word, bold) for text, bold in texts for word in text.split())
    return max((text_width(word, size, bold=bold) for word, bold in words), default=size)
