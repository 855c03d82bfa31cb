"""A table as a collection of frozen values: columns are the fields of a dataclass, by name.

Single rows are written with plain SQL through sqlite-utils' `execute`: its `insert` and `update`
look the table up each time, which is more than half of an entry's cost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from tracker.domain.errors import InvalidInput, NotFound
from tracker.store.database import File
from tracker.store.trouble import damaged

T = TypeVar("T")


class Rows(Generic[T]):
    """One table; every method reads or writes whole values or named columns."""

    def __init__(self, file: File, table: str, entity: type[T], *, without: tuple[str, ...] = ()):
        self._file = file
        self._name = table
        self._entity = entity
        self._without = without

    @cached_property
    def _select(self) -> str:
        return f"SELECT {', '.join(self._columns)} FROM {self._name}"

    @cached_property
    def _columns(self) -> list[str]:
        names = [field.name for field in fields(self._entity)]  # type: ignore[arg-type]
        return [name for name in names if name not in self._without]

    @cached_property
    def _readers(self) -> list[tuple[int, Callable[[Any], object]]]:
        """What turns a cell into its value, for the cells that need it."""
        hints = get_type_hints(self._entity)
        return [
            (at, read) for at, name in enumerate(self._columns) if (read := _reader(hints[name]))
        ]

    def get(self, key: int) -> T:
        """Return one value, or raise `NotFound`."""
        found = self.where("id = ?", key)
        if not found:
            raise self._gone()
        return found[0]

    def where(self, condition: str, *values: object, order: str = "id") -> list[T]:
        """Return the values that meet an SQL condition, in order."""
        sql = f"{self._select} WHERE {condition} ORDER BY {order}"
        rows = self._file.query(sql, *values)
        try:
            return [self._make(row) for row in rows]
        except ValueError as error:  # a word or a date that the database would never have let in
            raise damaged(self._file.path) from error

    def all(self, order: str = "id") -> list[T]:
        """Return every value."""
        return self.where("1", order=order)

    def add(self, **columns: object) -> int:
        """Insert a row and return its id."""
        cells = plain(columns)
        marks = ", ".join("?" * len(cells))
        sql = f"INSERT INTO {self._name} ({', '.join(cells)}) VALUES ({marks})"
        return int(self._file.utils.execute(sql, list(cells.values())).lastrowid or 0)

    def add_all(self, rows: list[dict[str, object]]) -> None:
        """Insert many rows of the same columns."""
        self._file.utils.table(self._name).insert_all([plain(row) for row in rows])

    def change(self, key: int, **columns: object) -> None:
        """Write some columns of a row."""
        cells = plain(columns)
        if not cells:
            return
        sets = ", ".join(f"{name} = ?" for name in cells)
        sql = f"UPDATE {self._name} SET {sets} WHERE id = ?"
        if not self._file.utils.execute(sql, [*cells.values(), key]).rowcount:
            raise self._gone()

    def remove(self, key: int) -> None:
        """Delete a row, and what hangs on it."""
        sql = f"DELETE FROM {self._name} WHERE id = ?"
        if not self._file.utils.execute(sql, [key]).rowcount:
            raise self._gone()

    def _gone(self) -> NotFound:
        return NotFound(f"That {self._name.replace('_', ' ')} is no longer there")

    def _make(self, row: tuple[Any, ...]) -> T:
        cells = list(row)
        for at, read in self._readers:
            if cells[at] is not None:
                cells[at] = read(cells[at])
        return self._entity(*cells)


def plain(columns: Mapping[str, object]) -> dict[str, object]:
    """Turn values into what SQLite stores; refuse text that it would cut or cannot hold."""
    return {name: _plain(name, value) for name, value in columns.items()}


def _plain(name: str, value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        # quote() cuts text at NUL, and undo goes through quote().
        if "\0" in value or not _encodable(value):
            raise InvalidInput(name, "The text holds a character that cannot be kept", "Delete it.")
        return str(value)
    return value


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _reader(hint: object) -> Callable[[Any], object] | None:
    kinds = [kind for kind in (get_args(hint) or (hint,)) if isinstance(kind, type)]
    for kind in kinds:
        if kind is date:
            return date.fromisoformat
        if kind is bool or issubclass(kind, Enum):
            return kind
    return None
