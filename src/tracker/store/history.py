"""Undo and redo for every table, kept by SQLite itself.

Temporary triggers write the statement that takes each row change back (the idea is SQLite's own:
https://sqlite.org/undoredo.html). A step also tells which tables it touched, and of which measures:
that is all a view needs to refresh itself, and no more than itself.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import NamedTuple

from tracker.store.database import File

LONGEST = 1_000  # steps: the oldest are forgotten then
LONGEST_STATEMENT = 100_000  # characters; SQLite takes ten times as many
_JOINTS = {"=": " IN (", " VALUES ": " VALUES "}


class Changes(NamedTuple):
    """What a step touched: tables, and the measures whose rows it changed (by id)."""

    tables: frozenset[str]
    measures: frozenset[int] = frozenset()


class UndoStep(NamedTuple):
    """One undoable change: its name, statements that take it back, what it touched."""

    label: str
    inverse: tuple[str, ...]
    changes: Changes


Touched = tuple[str, int | None, str]
"""A table, the measure whose rows were touched, their earliest period; empty if one has none."""
_EARLIEST = "SELECT name, measure, min(coalesce(start, '')) FROM undo_log GROUP BY name, measure"


class UndoHistory:
    """The steps taken since the file was opened, at most the last `LONGEST`."""

    def __init__(self, file: File, tables: tuple[str, ...]) -> None:
        self._file = file
        self._done: deque[UndoStep] = deque(maxlen=LONGEST)
        self._undone: deque[UndoStep] = deque(maxlen=LONGEST)
        self.follow: Callable[[list[Touched]], None] | None = None
        self._tables = self._all_tables = tables

    def forget(self) -> None:
        """Begin anew: the file was opened again, and is no longer what the steps were taken in."""
        self._done.clear()
        self._undone.clear()
        self._tables = self._all_tables

    @property
    def steps(self) -> tuple[UndoStep, ...]:
        """The steps that can be taken back, the newest last."""
        return tuple(self._done)

    def adopt(self, steps: Iterable[UndoStep]) -> None:
        """Take over steps that were taken in this very file from another thread."""
        self._done.extend(steps)
        self._undone.clear()

    def set_triggers(self) -> None:
        """Set the triggers: done by the first change, or before it while nobody waits."""
        if not self._tables:
            return
        self._file.beware()  # the triggers are made in a transaction, in which nobody looks
        with self._file.errors(), _all_or_nothing(self._file.conn):
            self._file.conn.execute(
                "CREATE TEMP TABLE undo_log (seq INTEGER PRIMARY KEY, name TEXT, measure INTEGER,"
                " start TEXT, inverse TEXT)"
            )
            for table in self._tables:
                columns = [row[1] for row in self._file.query(f"PRAGMA table_info({table})")]
                for trigger in _triggers(table, columns):
                    self._file.conn.execute(trigger)
        self._tables = ()

    @property
    def newest(self) -> UndoStep | None:
        """The step that `undo` would take back."""
        return self._done[-1] if self._done else None

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would bring back."""
        return self._undone[-1].label if self._undone else None

    @contextmanager
    def step(self, label: str) -> Iterator[list[UndoStep]]:
        """Run the body as one transaction; yield a list that will hold its step.

        A step inside a step joins it, so that commands compose.
        """
        taken: list[UndoStep] = []
        self.set_triggers()
        if self._file.conn.in_transaction:
            with self._file.atomic():  # a part that fails is taken back, also where it is caught
                yield taken
            return
        with self._file.atomic():
            # What was derived since, outside of any step, is nobody's to undo.
            self._file.conn.execute("DELETE FROM undo_log")
            yield taken
            step = self._harvest(label)
        if step.inverse:
            taken.append(step)
            self._done.append(step)
            self._undone.clear()

    @contextmanager
    def unnamed(self) -> Iterator[None]:
        """Run the body as one transaction that nobody would want to undo."""
        self.set_triggers()
        with self._file.atomic():
            yield
            self._file.conn.execute("DELETE FROM undo_log")

    def undo(self) -> UndoStep | None:
        """Take the newest step back."""
        return self._replay(self._done, self._undone)

    def redo(self) -> UndoStep | None:
        """Bring the newest undone step back."""
        return self._replay(self._undone, self._done)

    def _replay(self, source: deque[UndoStep], target: deque[UndoStep]) -> UndoStep | None:
        if not source:
            return None
        step = source[-1]
        self.set_triggers()  # a step that was adopted may be the first that this file sees
        with self._file.atomic():
            execute = self._file.conn.execute
            execute("PRAGMA defer_foreign_keys = ON")
            execute("DELETE FROM undo_log")
            for statement in step.inverse:
                execute(statement)
            harvested = self._harvest(step.label)
        source.pop()
        target.append(harvested)
        return harvested

    def _harvest(self, label: str) -> UndoStep:
        if self.follow:
            # What is derived from the change belongs to its transaction, and to its step.
            self.follow(self._file.query(_EARLIEST))
        tables: set[str] = set()
        measures: set[int] = set()
        found = self._file.conn.execute(
            "SELECT name, measure, inverse FROM undo_log ORDER BY seq DESC"
        )

        def inverses() -> Iterator[str]:
            for table, measure, inverse in found:  # 200,000 at once would be felt
                tables.add(table)
                if measure is not None:
                    measures.add(measure)
                yield inverse

        inverse = tuple(_merged(inverses()))
        self._file.conn.execute("DELETE FROM undo_log")
        return UndoStep(label, inverse, Changes(frozenset(tables), frozenset(measures)))


@contextmanager
def _all_or_nothing(conn: sqlite3.Connection) -> Iterator[None]:
    """Half of the triggers would forget half of a change."""
    conn.execute("SAVEPOINT all_or_nothing")
    try:
        yield
    except BaseException:
        conn.execute("ROLLBACK TO all_or_nothing")
        raise
    finally:
        conn.execute("RELEASE all_or_nothing")


def _merged(statements: Iterable[str]) -> Iterator[str]:
    """Make one statement of neighbours that delete from, or insert into, the same table.

    SQLite takes longer to understand a statement, triggers and all, than to carry it out.
    """
    for (head, joint, tail), group in groupby(statements, _head):
        if not head:
            yield from group
            continue
        cells: list[str] = []
        size = 0
        for statement in group:
            cells.append(statement[len(head) + len(joint) :])
            size += len(cells[-1])
            if size > LONGEST_STATEMENT:
                yield f"{head}{_JOINTS[joint]}{','.join(cells)}{tail}"
                cells, size = [], 0
        if cells:
            yield f"{head}{_JOINTS[joint]}{','.join(cells)}{tail}"


def _head(statement: str) -> tuple[str, str, str]:
    """Return what neighbours have in common, the joint after it, and what ends the whole."""
    if statement.startswith("DELETE"):
        return statement.partition("=")[0], "=", ")"
    if statement.startswith("INSERT"):
        return statement.partition(" VALUES ")[0], " VALUES ", ""
    return "", "", ""


def _triggers(table: str, columns: list[str]) -> Iterator[str]:
    names = ", ".join(columns)
    olds = " || ',' || ".join(f"quote(old.{column})" for column in columns)
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    sets = " || ',' || ".join(f"'{column}=' || quote(old.{column})" for column in columns)
    subject = "id" if table == "measure" else "measure_id" if "measure_id" in columns else None
    inverses = {
        "AFTER INSERT": ("new", f"'DELETE FROM {table} WHERE rowid=' || new.rowid"),
        "AFTER UPDATE": (
            "old",
            f"'UPDATE {table} SET ' || {sets} || ' WHERE rowid=' || old.rowid",
        ),
        "BEFORE DELETE": (
            "old",
            f"'INSERT INTO {table} (rowid, {names}) VALUES (' || old.rowid || ',' || {olds} || ')'",
        ),
    }
    for event, (row, inverse) in inverses.items():
        measure = f"{row}.{subject}" if subject else "NULL"
        start = f"{row}.start" if "start" in columns else "NULL"
        when = f" WHEN {changed}" if event == "AFTER UPDATE" else ""
        yield (
            f"CREATE TEMP TRIGGER {table}_{event.split()[1].lower()} {event} ON {table}{when} "
            "BEGIN INSERT INTO undo_log (name, measure, start, inverse) "
            f"VALUES ('{table}', {measure}, {start}, {inverse}); END"
        )
