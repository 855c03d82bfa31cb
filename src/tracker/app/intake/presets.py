"""Exports of programs, known by the columns they have and what those hold, never by a file's name.

Loop Habit Tracker writes 2 for done, 0 for not, 1 for a day that needs nothing, 3 for skipped and
-1 for a day nobody marked; numbers it writes a thousandfold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from statistics import median

from tracker.app.intake.choices import TableShape
from tracker.app.intake.columns import Role, head_word, role_of
from tracker.app.intake.entries import Entry
from tracker.app.intake.frame import TableFrame
from tracker.app.intake.layout import TableLayout
from tracker.app.intake.periods import TimeColumn, finest
from tracker.app.intake.sheet import Exact, plain_text
from tracker.domain.period import Cadence

_DURATIONS = ("duration", "duration (h)", "dauer", "duration (decimal)", "time (h)", "hours")
_PROJECTS = ("project", "projekt", "task", "aufgabe", "activity", "description")
_STARTS = ("start date", "startdatum", "date", "datum", "start", "started")
_MARKS_OF_TIME = {"billable", "start time", "end time", "client", "user", "tags", "end date"}
_LEAST = 5  # days of nothing but 0 and 2 that are marks, and no counts
_MARKS = {"-1", "0", "1", "2", "3"}
_WORDS = {"yes_manual": "2", "yes_auto": "1", "no": "0", "unknown": "-1", "skip": "3"}


class Preset(StrEnum):
    """A program or template whose table is known."""

    LOOP = "Loop Habit Tracker"
    HABITBULL = "HabitBull"
    BEEMINDER = "Beeminder"
    TIME_TRACKER = "a time tracker"
    SPC = "an SPC template"
    XMR = "an XmR tool"


ADDED_UP = frozenset({Preset.LOOP, Preset.HABITBULL, Preset.BEEMINDER, Preset.TIME_TRACKER})


def preset_roles(frame: TableFrame) -> dict[str, Role]:
    """Return what the columns of a time tracker's report are; nothing for any other table."""
    words = [head_word(head) for head in frame.heads]
    value = next((word for word in _DURATIONS if word in words), None)
    start = next((word for word in _STARTS if word in words), None)
    project = next((word for word in _PROJECTS if word in words), None)
    if not (value and start and project):
        return {}
    if project == "description" and len(_MARKS_OF_TIME & set(words)) < 2:
        return {}  # a list of whatever took how long
    found = {value: Role.VALUE, start: Role.PERIOD, project: Role.MEASURE}
    others = dict.fromkeys(set(words) - found.keys() - {"client", "kunde", ""}, Role.LEFT_OUT)
    return others | found | {word: Role.CUSTOMER for word in ("client", "kunde") if word in words}


def find_preset(
    form: str, frame: TableFrame, layout: TableLayout, roles: Mapping[str, Role]
) -> Preset | None:
    """Name the program that wrote a table; None for one that somebody made."""
    words = {head_word(head) for head in frame.heads}
    if form == "Beeminder" or {"daystamp", "value"} <= words:
        return Preset.BEEMINDER
    if roles:
        return Preset.TIME_TRACKER
    if {"habitname", "calendardate"} <= words:
        return Preset.HABITBULL
    if layout.shape is TableShape.TIMES_DOWN and _is_loop(frame, layout):
        return Preset.LOOP
    if Role.BASELINE in layout.roles:
        return Preset.SPC
    heads = {role_of(head) for head in frame.heads}
    return Preset.XMR if frame.width == 2 and heads == {Role.PERIOD, Role.VALUE} else None


def _is_loop(frame: TableFrame, layout: TableLayout) -> bool:
    """Say whether every column is marks, or numbers times a thousand, and some day is unmarked.

    Days on which nothing but 0 and 2 stands are marks, too: nobody counts so.
    """
    columns = [_cells(frame, at) for at in layout.values]
    if any("-1" in cells for cells in columns):
        return all(_is_marks(cells) or _is_thousandfold(cells) for cells in columns)
    every = set[str]().union(*columns)
    return every == {"0", "2"} and len(frame.rows) >= _LEAST and _are_days(frame, layout)


def _are_days(frame: TableFrame, layout: TableLayout) -> bool:
    period = layout.column(Role.PERIOD)
    cells = [row.cells[period] for row in frame.rows] if period is not None else []
    days = [day for cell in cells if isinstance(day := TimeColumn().read(cell), date)]
    return len(days) == len(cells) and finest(days) is Cadence.DAILY


def _cells(frame: TableFrame, at: int) -> set[str]:
    cells = {plain_text(row.cells[at]) for row in frame.rows} - {""}
    return {_WORDS.get(cell.casefold(), cell) for cell in cells}


def _is_marks(cells: set[str]) -> bool:
    return cells <= _MARKS and bool(cells & {"-1", "2"})


def _is_thousandfold(cells: set[str]) -> bool:
    numbers = cells - {"-1", "0"}
    if not numbers or not all(cell.isdecimal() for cell in numbers):
        return False
    return median(map(int, numbers)) >= 100


def as_meant(preset: Preset | None, frame: TableFrame, entries: Sequence[Entry]) -> None:
    """Write the values of Loop as they are meant: done is 1, not done 0, unmarked nothing."""
    if preset is not Preset.LOOP:
        return
    marks = {at: _is_marks(_cells(frame, at)) for at in {one.column for one in entries}}
    for entry in entries:
        cell = plain_text(entry.value)
        cell = _WORDS.get(cell.casefold(), cell)
        if cell == "-1" or (marks[entry.column] and cell == "3"):
            entry.value = ""
        elif marks[entry.column]:
            entry.value = Exact("1" if cell == "2" else "0")
        elif cell.isdecimal():
            entry.value = Exact(f"{int(cell) / 1000:.15g}")
