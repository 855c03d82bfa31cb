"""From the rows of a table to one entry a value, whatever the shape; totals and footnotes left out.

An entry still holds cells as they were written: reading them is a matter of their columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tracker.app.intake.choices import TableShape
from tracker.app.intake.columns import OWN_WORDS, Role, head_word, is_total, sums_up
from tracker.app.intake.figures import looks_like_figure, says_nothing
from tracker.app.intake.frame import LeftOutLine, TableFrame
from tracker.app.intake.layout import NO_COLUMN, TableLayout
from tracker.app.intake.periods import may_name_time
from tracker.app.intake.sheet import SheetLine
from tracker.app.intake.table import RowCells
from tracker.app.intake.words import words

_SAID = tuple(
    role
    for role in Role
    if role not in {Role.PERIOD, Role.VALUE, Role.YEAR, Role.LEFT_OUT, Role.MEASURE}
)
_OF_ONE_ROW = frozenset(
    {Role.NOTE, Role.PRIVATE_NOTE, Role.SKIPPED, Role.LINK, Role.BASELINE}
)  # others are alike in many rows


def _nothing() -> RowCells:
    return RowCells({})


@dataclass(slots=True)
class Entry:
    """One value with what stands beside it: where it was, its time, what is said of it.

    `series` is what its decimal sign is settled with: its column, or its row where times run
    across. `said` holds the other cells that say anything, by role.
    """

    line: int
    column: int
    series: tuple[str, int]
    measure: str
    time: str
    value: str
    year: str = ""
    said: RowCells = field(default_factory=_nothing)
    surplus: int = 0


def find_entries(frame: TableFrame, layout: TableLayout) -> tuple[list[Entry], list[LeftOutLine]]:
    """Return the entries of a table, and the rows of it that are none."""
    left: list[LeftOutLine] = []
    if layout.shape is TableShape.TIMES_ACROSS:
        found = list(_across(frame, layout, left))
    elif layout.shape is TableShape.TIMES_DOWN:
        return list(_down(frame, layout, list(_rows(frame, layout, left)))), left
    else:
        found = list(_long(frame, layout, list(_rows(frame, layout, left))))
    return _without_plans(found, frame, layout, left), left


def fill_down(frame: TableFrame, layout: TableLayout) -> tuple[TableFrame, list[str]]:
    """Fill the cells that are empty below the first of a group, as a merged cell leaves them.

    Also returns the heads of these columns. A column is one of groups where no cell is written
    twice in a row. Under our own words, as a program writes them, an empty cell says nothing.
    """
    roles = {Role.CUSTOMER, Role.YEAR}
    if layout.shape is TableShape.ONE_VALUE_A_ROW or _plan_column(frame, layout) is not None:
        roles |= {Role.MEASURE}
    places = [
        at
        for at, role in enumerate(layout.roles)
        if role in roles and frame.heads[at] not in OWN_WORDS and _is_grouped(frame, at, role)
    ]
    if not places:
        return frame, []
    above: dict[int, str] = {}
    rows = []
    for row in frame.rows:
        cells = list(row.cells)
        holds = _holds_value(row, layout)
        for at in places:
            if cells[at].strip():
                above[at] = cells[at]
            elif holds and at in above:
                cells[at] = above[at]
        rows.append(SheetLine(row.number, tuple(cells)))
    return replace(frame, rows=tuple(rows)), [frame.heads[at] or frame.letter(at) for at in places]


def _is_grouped(frame: TableFrame, at: int, role: Role) -> bool:
    cells = [row.cells[at].strip() for row in frame.rows]
    filled = [cell for cell in cells if cell]
    once = all(one != after for one, after in pairwise(filled))
    return len(filled) < len(cells) and bool(cells[0]) and (once or role is Role.YEAR)


def _holds_value(row: SheetLine, layout: TableLayout) -> bool:
    if layout.shape is TableShape.TIMES_ACROSS:
        return any(looks_like_figure(row.cells[at]) for at in layout.across)
    period = layout.column(Role.PERIOD)
    return period is not None and may_name_time(row.cells[period])


def _plan_column(frame: TableFrame, layout: TableLayout) -> int | None:
    """Return the column that tells rows of a plan from those of what came: `Plan`, `Actual`."""
    for at, role in enumerate(layout.roles):
        if role is not Role.LEFT_OUT:
            continue
        found = {head_word(row.cells[at]) for row in frame.rows} - {""}
        if len(found) > 1 and found <= words("plan") | words("actual") and found & words("actual"):
            return at
    return None


def _without_plans(
    entries: list[Entry], frame: TableFrame, layout: TableLayout, left: list[LeftOutLine]
) -> list[Entry]:
    """Make the rows of a plan the promises of the values of their time."""
    column = _plan_column(frame, layout)
    if column is None:
        return entries
    plans = {row.number for row in frame.rows if head_word(row.cells[column]) in words("plan")}
    promised = {_whose(one): one.value for one in entries if one.line in plans}
    left += [
        LeftOutLine(row.number, "a plan", _words(row)) for row in frame.rows if row.number in plans
    ]
    kept = [one for one in entries if one.line not in plans]
    for one in kept:
        if (promise := promised.get(_whose(one))) and not says_nothing(promise):
            one.said["promise"] = promise
    return kept


def _whose(entry: Entry) -> tuple[str, str, str]:
    return entry.said.get("customer", ""), entry.measure, f"{entry.year} {entry.time}"


def _rows(frame: TableFrame, layout: TableLayout, left: list[LeftOutLine]) -> Iterator[SheetLine]:
    """Yield the rows that are no total and no footnote."""
    period = layout.column(Role.PERIOD) or 0
    names = [
        at
        for at, role in enumerate(layout.roles)
        if role in {Role.CUSTOMER, Role.MEASURE, Role.PERIOD}
    ]
    for row in frame.rows:
        time = row.cells[period]
        if not layout.own and not may_name_time(time):
            beside = names if time.strip() else range(len(layout.roles))
            if any(sums_up(row.cells[at]) for at in beside) or is_total(row.cells[0]):
                left.append(LeftOutLine(row.number, "a total", _words(row)))
                continue
            if _is_footnote(row, period, layout):
                left.append(LeftOutLine(row.number, "a footnote", _words(row)))
                continue
        yield row


def _is_footnote(row: SheetLine, period: int, layout: TableLayout) -> bool:
    """Say whether a row without a time says nothing of a value: one cell of words, as a rule."""
    filled = [cell for cell in row.cells if cell.strip()]
    if layout.shape is TableShape.ONE_VALUE_A_ROW:
        return len(filled) == 1 and not row.cells[period].strip()
    return not any(looks_like_figure(row.cells[at]) for at in layout.values)


def _words(row: SheetLine) -> str:
    return " ".join(cell.strip() for cell in row.cells if cell.strip())


class _Speaker:
    """Says what stands in a row beside its value; what rows have in common is kept once."""

    def __init__(self, layout: TableLayout, only: Sequence[Role] = _SAID) -> None:
        pairs = [(at, role) for at, role in enumerate(layout.roles) if role in only]
        self._shared = [(at, role.value) for at, role in pairs if role not in _OF_ONE_ROW]
        self._own = [(at, role.value) for at, role in pairs if role in _OF_ONE_ROW]
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def shared(self, row: SheetLine) -> dict[str, str]:
        """Return what the row may have in common with others; not to be changed."""
        key = tuple([row.cells[at] for at, _ in self._shared])
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _filled(self._shared, row)
        return found

    def said(self, row: SheetLine) -> RowCells:
        """Return all that the row says."""
        return RowCells(self.shared(row), _filled(self._own, row) or None)


def _filled(places: Sequence[tuple[int, str]], row: SheetLine) -> dict[str, str]:
    found: dict[str, str] = {}
    for at, name in places:
        if (cell := row.cells[at]) and name not in found:
            found[name] = cell
    return found


def _year(row: SheetLine, layout: TableLayout) -> str:
    at = layout.column(Role.YEAR)
    return row.cells[at] if at is not None else ""


def _long(frame: TableFrame, layout: TableLayout, rows: list[SheetLine]) -> Iterator[Entry]:
    value, measure = layout.column(Role.VALUE), layout.column(Role.MEASURE)
    period = layout.column(Role.PERIOD) or 0
    speaker = _Speaker(layout, (*_SAID, Role.MEASURE))
    for row in rows:
        surplus = sum(bool(cell.strip()) for cell in row.cells[frame.width :])
        yield Entry(
            row.number,
            value if value is not None else period,
            (frame.sheet, value or 0),
            row.cells[measure] if measure is not None else "",
            row.cells[period],
            row.cells[value] if value is not None else "",
            _year(row, layout),
            speaker.said(row),
            surplus,
        )


_BESIDE = frozenset({Role.PROMISE, Role.NOTE})
_DOWN_SAID = tuple(role for role in _SAID if role not in _BESIDE)


def _down(frame: TableFrame, layout: TableLayout, rows: list[SheetLine]) -> Iterator[Entry]:
    period = layout.column(Role.PERIOD) or 0
    belonging = {**layout.notes, **layout.targets}
    speaker = _Speaker(layout, _DOWN_SAID)
    for row in rows:
        year = _year(row, layout)
        for at, name in layout.values.items():
            mine = speaker.said(row)
            for beside, value in belonging.items():
                if value == at and row.cells[beside].strip():
                    mine[layout.roles[beside].value] = row.cells[beside]
            cell = row.cells[at]
            if says_nothing(cell) and not (mine.keys() & {"note", "skipped"}):
                continue
            time = row.cells[layout.times.get(at, period)]
            when = layout.years.get(at, year)
            yield Entry(row.number, at, (frame.sheet, at), name, time, cell, when, mine)


def _years_above(frame: TableFrame, layout: TableLayout) -> dict[int, str]:
    """Return the year that stands over each week, or over one before it: `2024 | | | 2025`."""
    found: dict[int, str] = {}
    year = ""
    for at in layout.across:
        over = frame.above[at].strip() if at < len(frame.above) else ""
        year = over if len(over) == 4 and over.isdecimal() else year
        if year:
            found[at] = year
    return found


def _across(frame: TableFrame, layout: TableLayout, left: list[LeftOutLine]) -> Iterator[Entry]:
    measure = layout.column(Role.MEASURE)
    years = _years_above(frame, layout)
    speaker = _Speaker(layout)
    for row in frame.rows:
        name = layout.values[NO_COLUMN] if measure is None else row.cells[measure]
        cells = [(at, row.cells[at]) for at in layout.across]
        if is_total(name):
            left.append(LeftOutLine(row.number, "a total", _words(row)))
            continue
        if not any(looks_like_figure(cell) for _, cell in cells) or not name.strip():
            what = "no values" if name.strip() else "no name"
            left.append(LeftOutLine(row.number, what, _words(row)))
            continue
        for at, cell in cells:
            if not says_nothing(cell):
                key = (frame.sheet, row.number)
                year = _year(row, layout) or years.get(at, "")
                said = speaker.said(row)
                yield Entry(row.number, at, key, name, frame.heads[at], cell, year, said)
