"""One customer is brought back to what a backup says of them; nobody else is touched.

What was deleted or changed since is as it was then; what was entered since stays. A row is known by
its uid, for its number may be another row's by now. What the file does not take, as a name that
another measure has by now, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tracker.app.backups.contents import opened_file
from tracker.app.measures.lists import find_customer
from tracker.app.tables import TABLES
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput, quoted
from tracker.store.salvage import put_row

_WHOLE = {"customer", "measure"}  # with so much below them that they do not come along with a row


class _Parent(NamedTuple):
    """What a column of a table names: a row of which table, and whether it belongs to that row."""

    column: str
    table: str
    owns: bool


def lost_since(backup: Tracker, now: Tracker) -> dict[str, int]:
    """Return of which customers rows were deleted or changed since a backup, and how many."""
    returned = _ReturnOfOne(backup, now)
    found = {one.name: len(returned.lost(one.id)) for one in backup.customers.all()}
    return {name: lost for name, lost in found.items() if lost}


def bring_back_customer(tracker: Tracker, backup: Path, name: str) -> int:
    """Bring a customer back to what a backup says; return how many rows that changes.

    Raises `FileTrouble` where the backup is not whole, `NotFound` where it has no such customer,
    `InvalidInput` where nothing was lost of them.
    """
    with opened_file(backup) as then:
        customer = find_customer(then, name)
        returned = _ReturnOfOne(then, tracker)
        if not returned.lost(customer.id):
            raise InvalidInput(
                "customer", f"Nothing of {quoted(customer.name)} was deleted or changed since"
            )
        with tracker.edit(f"bring back {customer.name}"):
            return returned.bring(customer.id)


class _ReturnOfOne:
    """Carries rows of a backup over, each in the place of its own number where that is free."""

    def __init__(self, backup: Tracker, now: Tracker) -> None:
        self._file = now.file
        self._then = {table: _rows(backup, table) for table in TABLES}
        self._now = {table: _rows(now, table) for table in TABLES}
        self._numbers = {
            table: {row["uid"]: key for key, row in rows.items()}
            for table, rows in self._now.items()
        }
        self._parents = {table: list(_parents(now, table)) for table in TABLES}
        self._brought = 0

    def lost(self, customer_id: int) -> list[tuple[str, int]]:
        """Return the rows of a customer that are gone, or otherwise now."""
        return [
            (table, key) for table, key in self._rows_of(customer_id) if self._differs(table, key)
        ]

    def bring(self, customer_id: int) -> int:
        """Bring back what is gone, or otherwise now, of a customer; return how many rows."""
        lost = self.lost(customer_id)
        for table, key in lost:
            self._bring(table, key)
        for table, key in lost:  # what names a row that came after it
            self._join(table, key)
        return self._brought

    def _rows_of(self, customer_id: int) -> list[tuple[str, int]]:
        """Return the rows of the backup that belong to a customer, what others hang on first."""
        found: dict[str, set[int]] = {"customer": {customer_id}}
        for table in TABLES:
            for parent in self._parents[table]:
                if parent.owns and (above := found.get(parent.table)):
                    rows = self._then[table].items()
                    below = {key for key, row in rows if row[parent.column] in above}
                    found[table] = found.get(table, set()) | below
        return [(table, key) for table in TABLES for key in sorted(found.get(table, ()))]

    def _place(self, table: str, key: int | None) -> int | None:
        """Return the number that a row of the backup has now; None where it is not there."""
        row = None if key is None else self._then[table].get(key)
        return self._numbers[table].get(row["uid"]) if row else None

    def _as_now(self, table: str, key: int) -> dict[str, Any]:
        """Return a row of the backup with the numbers that what it names has now."""
        row = dict(self._then[table][key])
        for parent in self._parents[table]:
            row[parent.column] = self._place(parent.table, row[parent.column])
        return row

    def _differs(self, table: str, key: int) -> bool:
        place = self._place(table, key)
        return place is None or self._as_now(table, key) | {"id": place} != self._now[table][place]

    def _bring(self, table: str, key: int) -> None:
        """Write a row as it was, after what it belongs to; without that it is left out.

        Where its place is taken, as by a customer who was entered anew, that row stands for it.
        """
        was = self._then[table][key]
        for parent in self._parents[table]:
            above = was[parent.column]
            if parent.owns and above is not None and self._place(parent.table, above) is None:
                if parent.table not in _WHOLE:
                    self._bring(parent.table, above)
                if self._place(parent.table, above) is None:
                    return
        row = self._as_now(table, key)
        row["id"] = self._place(table, key) or (None if key in self._now[table] else key)
        if put_row(self._file.conn, table, list(row), tuple(row.values())):
            self._brought += 1
            self._take_number(table, row["uid"], "uid = ?", row["uid"])
        else:
            self._stand_in(table, row)

    def _join(self, table: str, key: int) -> None:
        """Let a row name what it named in the backup, where both are there now."""
        place, row = self._place(table, key), self._as_now(table, key)
        for parent in self._parents[table]:
            if place is not None and not parent.owns and row[parent.column] is not None:
                self._file.conn.execute(
                    f"UPDATE OR IGNORE {table} SET {parent.column} = ?"  # noqa: S608
                    f" WHERE id = ? AND {parent.column} IS NULL",
                    (row[parent.column], place),
                )

    def _stand_in(self, table: str, row: dict[str, Any]) -> None:
        """Let that row stand for one which has what must not be there twice, as a name."""
        for index in self._file.query(f"PRAGMA index_list({table})"):
            names = [one[2] for one in self._file.query(f"PRAGMA index_info({index[1]})")]
            if index[2] and names != ["uid"]:
                same = " AND ".join(f"{name} = ?" for name in names)
                self._take_number(table, row["uid"], same, *(row[name] for name in names))

    def _take_number(self, table: str, uid: str, condition: str, *values: object) -> None:
        sql = f"SELECT id FROM {table} WHERE {condition}"  # noqa: S608
        for (key,) in self._file.query(sql, *values):
            self._numbers[table][uid] = key


def _rows(tracker: Tracker, table: str) -> dict[int, dict[str, Any]]:
    names = [row[1] for row in tracker.file.query(f"PRAGMA table_info({table})")]
    rows = tracker.file.query(f"SELECT {', '.join(names)} FROM {table}")  # noqa: S608
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return {row["id"]: row for row in found}


def _parents(tracker: Tracker, table: str) -> Iterator[_Parent]:
    for row in tracker.file.query(f"PRAGMA foreign_key_list({table})"):
        yield _Parent(row[3], row[2], row[6] == "CASCADE")
