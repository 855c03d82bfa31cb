"""Where a table stands in its sheet: its head, title lines above it, the rows below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tracker.app.intake.columns import Role, head_word, known_words, role_of, span_in
from tracker.app.intake.figures import (
    is_currency,
    looks_like_figure,
    looks_like_number,
    says_nothing,
)
from tracker.app.intake.periods import names_time
from tracker.app.intake.sheet import BookSheet, SheetLine, plain_text
from tracker.app.intake.spellings import TimeSpan, spelled
from tracker.app.intake.words import seconds_in
from tracker.domain.errors import InvalidInput

_HEADS_LOOKED_AT = 40
OTHER_TABLE = "another table"
_COUNTS = frozenset(
    {"#", "n", "Anzahl", "count", "Stk", "Stk.", "Stück", "no.", "pcs", "nb", "number", "-"}
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class LeftOutLine(NamedTuple):
    """A line of the file that is not taken, and what it is: `a title`, `a total`, `a footnote`."""

    line: int
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class TableFrame:
    """A table in its sheet: the line of its head (0: it has none), heads, rows, lines left out.

    Rows are as wide as the heads, or wider where a row has more cells than there are heads.
    `above` is the line over the heads, which may name the years of weeks that run across.
    """

    sheet: str
    head_line: int
    heads: tuple[str, ...]
    rows: tuple[SheetLine, ...]
    left_out: tuple[LeftOutLine, ...]
    titles: tuple[str, ...]
    above: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns have a head."""
        return len(self.heads)

    def letter(self, at: int) -> str:
        """Return the letter a spreadsheet gives a column."""
        return LETTERS[at] if at < 26 else LETTERS[at // 26 - 1] + LETTERS[at % 26]


def time_heads(cells: Sequence[str]) -> list[int]:
    """Return which cells of a head name times: named ones, or numbers in a row after `KW`."""
    named = [at for at, cell in enumerate(cells) if names_time(cell)]
    if len(named) >= 2:
        return named
    span = next((span for cell in cells if (span := span_in(cell))), None)
    bare = [(at, plain_text(cell)) for at, cell in enumerate(cells)]
    numbers = [(at, int(text)) for at, text in bare if text.isdecimal() and len(text) <= 2]
    if span in {TimeSpan.WEEK, TimeSpan.MONTH} and len(numbers) >= 3:
        steps = [after[1] - before[1] for before, after in pairwise(numbers)]
        if steps.count(1) >= len(steps) - 1 and all(1 <= number <= 53 for _, number in numbers):
            return [at for at, _ in numbers]
    return []


def year_heads(cells: Sequence[str]) -> list[int]:
    """Return which cells of a head are years one after the other: a column a year."""
    found = [(at, int(cell)) for at, cell in enumerate(map(plain_text, cells)) if _is_year(cell)]
    steps = {abs(after[1] - one[1]) for one, after in pairwise(found)}
    return [at for at, _ in found] if steps == {1} else []


def _is_year(cell: str) -> bool:
    return len(cell) == 4 and cell.isdecimal() and 1900 <= int(cell) < 2200


def find_frame(sheet: BookSheet, head_line: int | None = None) -> TableFrame:
    """Find the table in a sheet, or raise `InvalidInput`; `head_line` is where a person sees it."""
    lines = sheet.lines
    if not lines:
        raise InvalidInput("file", "The file is empty", "Choose a table with a head and values.")
    at = _find_head(lines) if head_line is None else _chosen_head(lines, head_line)
    above = lines[: max(at, 0)]
    body = lines[at + 1 :] if at >= 0 else lines
    over = above[-1].cells if above else ()
    heads = _heads(lines[at].cells, over) if at >= 0 else []
    if at < 0:
        width = Counter(len(line.cells) for line in body).most_common(1)[0][0]
        heads = [""] * width
    titles = tuple(map(_joined, above))
    left = [
        LeftOutLine(line.number, "a title", text) for line, text in zip(above, titles, strict=True)
    ]
    if at >= 0 and body and (units := _units(body[0], heads)):
        left.append(LeftOutLine(body[0].number, "the units", _joined(body[0])))
        heads, body = units, body[1:]
    body = tuple(_first_table(lines[at], above, body, left)) if at >= 0 else body
    again = tuple(map(head_word, lines[at].cells[: len(heads)])) if at >= 0 else ()
    rows = []
    for line in body:
        if at >= 0 and tuple(map(head_word, line.cells[: len(heads)])) == again:
            left.append(LeftOutLine(line.number, "the heads again", ""))
            continue
        short = len(heads) - len(line.cells)
        rows.append(SheetLine(line.number, (*line.cells, *[""] * short)) if short > 0 else line)
    number = lines[at].number if at >= 0 else 0
    return TableFrame(sheet.name, number, tuple(heads), tuple(rows), tuple(left), titles, over)


def _joined(line: SheetLine) -> str:
    return " ".join(filter(None, map(str.strip, line.cells)))


def _heads(cells: Sequence[str], over: Sequence[str]) -> list[str]:
    """Return the heads; those of a merged head of two lines are found in the line over them.

    Alike heads under different groups are told apart by their group: `Sales: Calls`.
    """
    heads = list(cells)
    if sum(bool(cell.strip()) for cell in over) > 1:
        times = set(time_heads(cells))
        words = Counter(head_word(cell) for cell in cells if cell.strip())
        group = ""
        heads += [""] * (len(over) - len(heads))
        for at, head in enumerate(heads):
            own = over[at].strip() if at < len(over) else ""
            group = own or group
            if not head.strip():
                heads[at] = own
            elif group and words[head_word(head)] > 1 and at not in times:
                heads[at] = head if role_of(head) is Role.PERIOD else f"{group}: {head.strip()}"
    while heads and not heads[-1].strip():
        heads.pop()
    return heads


def _units(line: SheetLine, heads: Sequence[str]) -> list[str]:
    """Return the heads with the units of a line that holds nothing else; empty if it is none."""
    filled = [cell.strip(" []()") for cell in line.cells if cell.strip()]
    known = [bool(seconds_in(cell)) or cell == "%" or is_currency(cell) for cell in filled]
    if not any(known) or not all(
        one or cell in _COUNTS for one, cell in zip(known, filled, strict=True)
    ):
        return []
    units = [cell.strip(" []()") for cell in line.cells]
    pairs = zip(heads, [*units, *[""] * len(heads)], strict=False)
    return [
        f"{head.strip()} ({unit})" if head.strip() and unit and unit not in _COUNTS else head
        for head, unit in pairs
    ]


def _first_table(
    head: SheetLine,
    above: Sequence[SheetLine],
    body: Sequence[SheetLine],
    left: list[LeftOutLine],
) -> Sequence[SheetLine]:
    """Return the rows before another table begins below the first; its lines are left out."""
    times = [at for at, cell in enumerate(head.cells) if role_of(cell) is Role.PERIOD]
    if not times:
        return body
    words = tuple(map(head_word, head.cells))
    titled = bool(above) and _filled(above[-1]) == 1
    for at, line in enumerate(body):
        cell = line.cells[times[0]] if times[0] < len(line.cells) else ""
        if not cell or role_of(cell) is not Role.PERIOD or _filled(line) < 2:
            continue
        titles_before = at > 0 and _filled(body[at - 1]) == 1
        if tuple(map(head_word, line.cells)) == words:
            title = _joined(body[at - 1]) if titles_before else ""
            known = not title or any(map(str.isdecimal, title)) or title == _joined(above[-1])
            if not titled or known:
                continue  # the heads again, as on the next page
        elif any(looks_like_number(one) or names_time(one) for one in line.cells):
            continue
        begins = at - titles_before
        left += [LeftOutLine(one.number, OTHER_TABLE, _joined(one)) for one in body[begins:]]
        return body[:begins]
    return body


def _chosen_head(lines: Sequence[SheetLine], wanted: int) -> int:
    if wanted == 0:
        return -1
    for at, line in enumerate(lines):
        if line.number == wanted:
            return at
    title = f"Row {wanted} is empty, or beyond the end of the file"
    raise InvalidInput("header", title, "Name the row that holds the heads of the columns.")


def _find_head(lines: Sequence[SheetLine]) -> int:
    """Return the index of the head; -1 where the first line is a row of values already."""
    usual = Counter(_filled(line) for line in lines[:200]).most_common(1)[0][0]
    best, most = -1, 0.0
    for at, line in enumerate(lines[:_HEADS_LOOKED_AT]):
        points = _head_points(lines, at, max(usual, 2))
        if points > most:
            best, most = at, points
        if at >= 1 and most and _filled(line) >= 2 and _is_row(line):
            break  # values have begun: no head comes after them
    words = not any(names_time(cell) or looks_like_number(cell) for cell in lines[0].cells)
    return 0 if best < 0 and words else best


def _filled(line: SheetLine) -> int:
    return sum(bool(cell.strip()) for cell in line.cells)


def _is_row(line: SheetLine) -> bool:
    cells = [cell for cell in line.cells if cell.strip()]
    times = sum(map(names_time, cells))
    return times == 1 and any(looks_like_figure(cell) for cell in cells if not names_time(cell))


def _head_points(lines: Sequence[SheetLine], at: int, usual: int) -> float:
    """Say how much a line looks like a head: 0 is not at all."""
    cells = [cell for cell in lines[at].cells if cell.strip()]
    times = time_heads(lines[at].cells)
    if len(times) >= 2 and _values_below(lines[at + 1 : at + 6], times):
        return 20.0 + min(len(times), 10)
    if _years_across(lines, at):
        return 15.0
    known = known_words(cells)
    data = sum(names_time(cell) or looks_like_number(cell) for cell in cells if not role_of(cell))
    if len(cells) < 2 or data > (1 if known >= 2 else 0) * 2:
        return 0.0
    below = lines[at + 1 : at + 4]
    values = sum(
        names_time(cell) or looks_like_figure(cell) for line in below for cell in line.cells if cell
    )
    if not values and known < 2:
        return 0.0
    return 2.0 * known + min(len(cells) / usual, 1.0) + (1.0 if values else 0.0)


def _years_across(lines: Sequence[SheetLine], at: int) -> bool:
    """Say whether a line is years over columns, and times without a year stand below it."""
    years = year_heads(lines[at].cells)
    if not years or any(
        looks_like_number(cell) for one, cell in enumerate(lines[at].cells) if one not in years
    ):
        return False
    below = [said for line in lines[at + 1 : at + 4] if (said := spelled(line.cells[0]))]
    return bool(below) and all(said.year is None for said in below)


def _values_below(lines: Sequence[SheetLine], columns: Sequence[int]) -> bool:
    """Say whether values stand in some columns, and no more times."""
    cells = [line.cells[at] for line in lines for at in columns if at < len(line.cells)]
    times, values = sum(map(names_time, cells)), sum(map(looks_like_figure, cells))
    return values > 0 and times * 2 < len(cells)


def meaning(cells: list[str]) -> int:
    """Say how many cells of a line are something: a head, a time, a value."""
    first = known_words(cells)
    rest = sum(
        not says_nothing(cell) and (names_time(cell) or looks_like_figure(cell)) for cell in cells
    )
    return 1 + 3 * first + rest
