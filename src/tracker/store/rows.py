"""A table as a collection of frozen values; measures and evaluations have reads of their own.

Columns are the fields of a dataclass, by name. A measure and its versions are two tables read as
one value. Single rows are written with plain SQL through sqlite-utils' `execute`: its `insert` and
`update` look the table up each time, which is more than half of an entry's cost.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import Measure, Version
from tracker.store.database import File
from tracker.store.errors import damaged

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
_ORDER = "measure_id, valid_from"
_SAYS = ("value", "skipped", "note", "private_note", "cause", "link")
_NOTHING = (None, "")


class LoggedRow(NamedTuple):
    """What a period holds: a value, or none because it was skipped or only words were written."""

    start: date
    value: float | None
    skipped: bool


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
        names = [field.name for field in fields(self._entity)]
        return [name for name in names if name not in self._without]

    @cached_property
    def _readers(self) -> list[tuple[int, Callable[[Any], object]]]:
        """What turns a cell into its value, for the cells that need it."""
        known = vars(sys.modules[self._entity.__module__])
        hints = {field.name: str(field.type) for field in fields(self._entity)}
        return [
            (at, read)
            for at, name in enumerate(self._columns)
            if (read := _reader(hints[name], known))
        ]

    def get(self, key: int) -> T:
        """Return one value, or raise `NotFound`."""
        found = self.first(id=key)
        if found is None:
            raise self._gone()
        return found

    def first(self, **columns: object) -> T | None:
        """Return the oldest value whose columns are these, or None."""
        cells = plain(columns)
        found = self.where(" AND ".join(f"{name} IS ?" for name in cells), *cells.values())
        return found[0] if found else None

    def where(self, condition: str, *values: object, order: str = "id") -> list[T]:
        """Return the values that meet an SQL condition, in order."""
        sql = f"{self._select} WHERE {condition} ORDER BY {order}"
        return self._made(self._file.query(sql, *values))

    def _made(self, rows: list[tuple[Any, ...]]) -> list[T]:
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

    def put(self, where: Mapping[str, object], /, **columns: object) -> int:
        """Write some columns of the row that others name, made if it is not there; return its id.

        `where` names one row at most.
        """
        cells = plain(where)
        condition = " AND ".join(f"{name} IS ?" for name in cells)
        ids = self._file.query(f"SELECT id FROM {self._name} WHERE {condition}", *cells.values())
        if not ids:
            return self.add(**where, **columns)
        ((key,),) = ids
        self.change(key, **columns)
        return int(key)

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


def insert_row(file: File, table: str, values: Mapping[str, object]) -> None:
    """Insert one row of plain values as they are; the names are known to be the table's own.

    Raises `ValueError` where the table refuses what the row says; a full disk is another matter.
    """
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    try:
        file.conn.execute(statement, tuple(values.values()))
    except (sqlite3.IntegrityError, sqlite3.InterfaceError, OverflowError, UnicodeError) as error:
        raise ValueError(table) from error


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


def _reader(hint: str, known: Mapping[str, object]) -> Callable[[Any], object] | None:
    """Return what reads a cell of a type as it is written in the entity's own module.

    Names are looked up, not evaluated: every start reads six tables before it paints.
    """
    for name in hint.split(" | "):
        kind = bool if name == "bool" else known.get(name)
        if kind is date:
            return date.fromisoformat
        if isinstance(kind, type) and (kind is bool or issubclass(kind, Enum)):
            return kind
    return None


class Measures:
    """The measure and version tables."""

    def __init__(self, file: File) -> None:
        self.rows = Rows(file, "measure", Measure, without=("versions",))
        self.versions = Rows(file, "version", Version)
        self._read: dict[int, Measure] = {}

    def get(self, key: int) -> Measure:
        """Return one measure, or raise `NotFound`."""
        if key not in self._read:
            found = self.where("id = ?", key)
            if not found:
                raise NotFound("That measure is no longer there")
            self._read[key] = found[0]
        return self._read[key]

    def of(self, customer_id: int, key: int) -> Measure:
        """Return one measure of a customer, or raise `InvalidInput` if it is another’s."""
        measure = self.get(key)
        if measure.customer_id != customer_id:
            raise InvalidInput("measure_id", "That measure is another customer’s", "Choose theirs.")
        return measure

    def forget(self) -> None:
        """Read measures anew from here on: one was changed, or a change was taken back."""
        self._read.clear()

    def all(self) -> list[Measure]:
        """Return every measure, archived ones too."""
        return self._joined(self.rows.all("customer_id, position, id"), self.versions.all(_ORDER))

    def where(self, condition: str, *values: object) -> list[Measure]:
        """Return the measures that meet an SQL condition on the measure table."""
        versions = self.versions.where(
            f"measure_id IN (SELECT id FROM measure WHERE {condition})", *values, order=_ORDER
        )
        bare = self.rows.where(condition, *values, order="customer_id, position, id")
        return self._joined(bare, versions)

    def put_version(self, measure_id: int, valid_from: date, **columns: object) -> None:
        """Write what counts from a day on, over a version that starts on that very day."""
        self.versions.put({"measure_id": measure_id, "valid_from": valid_from}, **columns)

    @staticmethod
    def _joined(bare: list[Measure], versions: list[Version]) -> list[Measure]:
        by_measure: dict[int, list[Version]] = {}
        for version in versions:
            by_measure.setdefault(version.measure_id, []).append(version)
        return [replace(one, versions=tuple(by_measure[one.id])) for one in bare]


class Evaluations(Rows[Evaluation]):
    """The evaluation table, with the few reads that must stay fast in a file of twenty years."""

    def __init__(self, file: File) -> None:
        super().__init__(file, "evaluation", Evaluation)

    @cached_property
    def _latest(self) -> str:
        return f"SELECT start, value, skipped, {', '.join(self._columns)} FROM evaluation"

    def find(self, measure_id: int, start: date) -> Evaluation | None:
        """Return what was logged for a period, if anything."""
        return self.first(measure_id=measure_id, start=start)

    def log(self, measure_id: int, start: date, **columns: object) -> None:
        """Write some columns of a period's evaluation, which is made if it is not there.

        A row that would say nothing at all is deleted instead.
        """
        if columns.get("value") is not None:
            self._say(measure_id, start, columns)
            return
        old = self.find(measure_id, start)
        if old is None:
            if any(value not in _NOTHING for value in columns.values()):
                self.add(measure_id=measure_id, start=start, **columns)
            return
        new = {name: getattr(old, name) for name in _SAYS} | columns
        if any(new[name] not in _NOTHING for name in _SAYS):
            self.change(old.id, **columns)
        else:
            self.remove(old.id)

    def _say(self, measure_id: int, start: date, columns: dict[str, object]) -> None:
        """Write a row that says something in one statement, whether or not it was there."""
        cells = plain({"measure_id": measure_id, "start": start, **columns})
        names, marks = ", ".join(cells), ", ".join("?" * len(cells))
        sets = ", ".join(f"{name} = excluded.{name}" for name in columns)
        self._file.utils.execute(
            f"INSERT INTO evaluation ({names}) VALUES ({marks})"
            f" ON CONFLICT (measure_id, start) DO UPDATE SET {sets}",
            list(cells.values()),
        )

    def series(self, measure_id: int) -> list[Evaluation]:
        """Return everything logged for a measure, oldest first."""
        return self.where("measure_id = ?", measure_id, order="start")

    def latest(self, measure_id: int, until: date, count: int) -> list[LoggedRow]:
        """Return the newest `count` rows up to a day, oldest first."""
        return self.latest_and_own(measure_id, until, count)[0]

    def latest_and_own(
        self, measure_id: int, start: date, count: int
    ) -> tuple[list[LoggedRow], Evaluation | None]:
        """Return the newest `count` rows up to a period, oldest first, and what it holds itself."""
        day = start.isoformat()
        rows = self._file.query(
            f"{self._latest} WHERE measure_id = ? AND start <= ? ORDER BY start DESC LIMIT ?",
            measure_id,
            day,
            count,
        )
        logged = [
            LoggedRow(date.fromisoformat(begun), value, bool(skipped))
            for begun, value, skipped, *_ in reversed(rows)
        ]
        own = rows[0][3:] if rows and rows[0][0] == day else None
        return logged, None if own is None else self._made([own])[0]

    def span(self, measure_id: int) -> tuple[date, date] | None:
        """Return the first and last start logged, or None."""
        ((first, last),) = self._file.query(
            "SELECT min(start), max(start) FROM evaluation WHERE measure_id = ?", measure_id
        )
        return (date.fromisoformat(first), date.fromisoformat(last)) if first else None
