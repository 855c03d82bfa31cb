"""A table as it goes into the diary: rows that say customer, measure, period, value and more."""

from __future__ import annotations

from dataclasses import dataclass

NONE = "-"  # in `unit` and `promise`: there is none (any more); an empty cell says nothing
PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: the line it begins on, its cells by column, and how many cells are too many.

    `number` is its value, read; a `value` among the cells is one that could not be read. `where`
    names the column it came from, where a line holds several values.
    """

    line: int
    cells: dict[str, str]
    number: float | None = None
    surplus: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """What was read, and how: `left_out` names the columns that are not taken.

    `own` says that we wrote it: what a diary held, a diary takes back.
    """

    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    left_out: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    remarks: tuple[str, ...] = ()
    own: bool = False
