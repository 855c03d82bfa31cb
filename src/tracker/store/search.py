"""Finding in the index of words, which is made in memory for a file that may not be written."""

from __future__ import annotations

import sqlite3
from datetime import date

from tracker.domain.errors import FileTrouble
from tracker.store import derived as word_index
from tracker.store.database import File

_NEWEST = "SELECT rowid FROM word WHERE word MATCH ?{period} ORDER BY rowid DESC LIMIT ?"


class WordIndex:
    """The index of a file, which it brings up to date before it is asked."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._in_memory = False

    def find(
        self, match: str, first: date | None = None, last: date | None = None, *, limit: int
    ) -> list[tuple[str, int]]:
        """Return tables and ids of the rows that match: names first, then the newest.

        With a first or last day only what has a day is found.
        """
        values: list[object] = [match]
        if first or last:
            until = word_index.row_number(last, 1) if last else word_index.NAMED
            values += [word_index.row_number(first) if first else 0, until - 1]
        sql = _NEWEST.format(period=" AND rowid BETWEEN ? AND ?" if first or last else "")
        values.append(limit)
        self._bring_up()
        try:
            rows = self._file.conn.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            if word_index.says_nothing_of_it(error) or self._in_memory:
                raise
            if self._file.read_only:
                self._index_in_memory(self._file.conn)
            else:
                self._make_anew()
            rows = self._file.query(sql, *values)
        return [word_index.read_number(number) for (number,) in rows]

    @property
    def can_search(self) -> bool:
        """Whether this Python can search words at all; names are found without."""
        return word_index.available(self._file.conn)

    def settle(self) -> None:
        """Take in what changed since, when nobody waits; a broken index is made anew.

        Nothing of it is anyone's data, so whatever is wrong with it is no reason to say no.
        """
        self._file.beware()
        conn = self._file.conn
        if self._file.read_only or not word_index.available(conn):
            return
        if not word_index.has_pending(conn):
            return
        try:
            with self._file.atomic():
                _update(conn)
        except _BrokenIndex:
            self._make_anew()

    def _bring_up(self) -> None:
        """Take in what was changed, or index in memory what cannot be written."""
        self._file.beware()
        if self._in_memory:
            return
        conn = self._file.conn
        if not word_index.available(conn):
            raise FileTrouble(
                "Nothing can be searched on this computer",
                "Its Python needs an SQLite with FTS5.",
            )
        if not self._file.read_only:
            self.settle()
        elif not word_index.is_current(conn) or word_index.has_pending(conn):
            self._index_in_memory(conn)

    def _make_anew(self) -> None:
        self._file.conn.set_authorizer(None)  # tables of the index are dropped and made
        try:
            with self._file.atomic():
                word_index.refill(self._file.conn)
        finally:
            self._file.guard()

    def _index_in_memory(self, conn: sqlite3.Connection) -> None:
        conn.set_authorizer(None)  # a table of ours, and in memory
        conn.execute(word_index.CREATE_TEMP)
        self._file.guard()
        conn.execute("BEGIN")
        conn.execute(word_index.fill_statement())
        conn.commit()
        self._in_memory = True


class _BrokenIndex(Exception):
    """The tables of the index do not fit together."""


def _update(conn: sqlite3.Connection) -> None:
    try:
        word_index.update_index(conn)
    except sqlite3.DatabaseError as error:
        if word_index.says_nothing_of_it(error):
            raise
        raise _BrokenIndex from error
