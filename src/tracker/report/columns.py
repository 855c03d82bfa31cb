"""How wide the columns of a table stand: by what is in them, then by their weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tracker.report.document import Table
from tracker.report.plain import name
from tracker.report.svg_text import text_width

_MOST_ROWS: Final = 400
_MOST_LETTERS: Final = 120
_WIDEST: Final = 30.0
"""In font sizes: a longer text wraps."""
_LONGEST_WORD: Final = 9.0
SLACK: Final = 1.03
"""For what is only estimated; fonts that stand in for Inter are narrower."""


def column_widths(
    table: Table, size: float, room: float, pad: float, slack: float = SLACK
) -> list[float]:
    """Share out `room` (as the unit of `size`); `pad` is what a cell keeps free at its sides.

    Every column first gets its longest word, within reason; what is left goes to those whose text
    would wrap, by weight; what is then left over, to all but the numbers.
    """
    size *= slack
    texts = [_column_texts(table, at) for at in range(len(table.columns))]
    least = [min(_longest_word(column, size), _LONGEST_WORD * size) + pad for column in texts]
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
