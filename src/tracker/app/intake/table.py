"""A table as it goes into the diary: rows that say customer, measure, period, value and more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

NONE = "-"  # in `unit` and `promise`: there is none (any more); an empty cell says nothing
PLANNED = "planned"
SharedCells = tuple[Mapping[str, str], Mapping[str, str]]
"""Cells that many rows share, and the same with what else they all say."""


class RowCells(MutableMapping[str, str]):
    """The cells of a row by what they are: those that many rows share are kept once.

    Period and note, which most rows have of their own, are kept without a mapping.
    """

    __slots__ = ("_note", "_own", "_period", "_shared")

    def __init__(self, shared: Mapping[str, str], own: dict[str, str] | None = None) -> None:
        self._shared = shared
        self._own: dict[str, str] | None = None
        self._note: str | None = None
        self._period: str | None = None
        for name, cell in (own or {}).items():
            self[name] = cell

    def _mine(self, name: str) -> str | None:
        if name == "note":
            return self._note
        if name == "period":
            return self._period
        return self._own.get(name) if self._own else None

    def share(self, measure: str, customer: str, known: dict[tuple[int, str], SharedCells]) -> None:
        """Write whose and which measure it is; `known` holds what others made of the same cells."""
        key = id(self._shared), measure
        if (made := known.get(key)) is None:
            named = {"measure": measure} | ({"customer": customer} if customer else {})
            made = known[key] = (self._shared, {**self._shared, **named})
        self._shared = made[1]

    def __getitem__(self, name: str) -> str:
        """Return a cell."""
        found = self._mine(name)
        return self._shared[name] if found is None else found

    if not TYPE_CHECKING:  # what a mapping has by itself raises and catches an error each time

        def get(self, name: str, default: str | None = None) -> str | None:
            """Return a cell, or what stands for one that is not there."""
            found = self._mine(name)
            return self._shared.get(name, default) if found is None else found

    def __setitem__(self, name: str, cell: str) -> None:
        """Write a cell of this row only."""
        if name == "note":
            self._note = cell
        elif name == "period":
            self._period = cell
        elif self.get(name) != cell:
            self._own = self._own or {}
            self._own[name] = cell

    def __delitem__(self, name: str) -> None:
        """Take a cell out that is not shared."""
        if self._mine(name) is None:
            raise KeyError(name)
        if name == "note":
            self._note = None
        elif name == "period":
            self._period = None
        elif self._own:
            del self._own[name]

    def __contains__(self, name: object) -> bool:
        """Say whether there is such a cell."""
        return isinstance(name, str) and (self._mine(name) is not None or name in self._shared)

    def __iter__(self) -> Iterator[str]:
        """Yield what the cells are."""
        yield from self._shared
        mine = [*(self._own or ()), "note", "period"]
        yield from (
            name for name in mine if name not in self._shared and self._mine(name) is not None
        )

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
