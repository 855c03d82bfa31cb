"""A table as it goes into the diary: rows that say customer, measure, period, value and more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

NONE = "-"  # in `unit` and `promise`: there is none (any more); an empty cell says nothing
PLANNED = "planned"


class RowCells(MutableMapping[str, str]):
    """The cells of a row by what they are: those that many rows share are kept once."""

    __slots__ = ("_own", "_shared")

    def __init__(self, shared: Mapping[str, str], own: dict[str, str] | None = None) -> None:
        self._shared = shared
        self._own = own

    def __getitem__(self, name: str) -> str:
        """Return a cell."""
        found = self._own.get(name) if self._own else None
        return self._shared[name] if found is None else found

    if not TYPE_CHECKING:  # what a mapping has by itself raises and catches an error each time

        def get(self, name: str, default: str | None = None) -> str | None:
            """Return a cell, or what stands for one that is not there."""
            found = self._own.get(name) if self._own else None
            return self._shared.get(name, default) if found is None else found

    def __setitem__(self, name: str, cell: str) -> None:
        """Write a cell of this row only."""
        if self.get(name) != cell:
            self._own = self._own or {}
            self._own[name] = cell

    def __delitem__(self, name: str) -> None:
        """Take a cell out that is not shared."""
        if self._own is None:
            raise KeyError(name)
        del self._own[name]

    def __contains__(self, name: object) -> bool:
        """Say whether there is such a cell."""
        return (self._own is not None and name in self._own) or name in self._shared

    def __iter__(self) -> Iterator[str]:
        """Yield what the cells are."""
        yield from self._shared
        yield from (name for name in self._own or () if name not in self._shared)

    def __len__(self) -> int:
        """Count the cells."""
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: the line it begins on, its cells by column, and how many cells are too many.

    `number` is its value, read; a `value` among the cells is one that could not be read. `where`
    names the column it came from, where a line holds several values; `column` is its place. `why`
    says why a value was not read that is a number by itself.
    """

    line: int
    cells: MutableMapping[str, str]
    number: float | None = None
    surplus: int = 0
    where: str = ""
    column: int = -1
    why: str = ""


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
