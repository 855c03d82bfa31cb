"""The model of a check-in's rows: what a view, and a screen reader, asks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from tracker.gui.widgets.week_rows import Entry, Heading, Key, Row, Unfinished

VALUE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Changes with what was given: the row's name stays as it is painted."""

AnyIndex = QModelIndex | QPersistentModelIndex


class WeekModel(QAbstractListModel):
    """The rows of one week; an entry that could not be taken is remembered beside its row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.asked = self.logged = 0
        self._places: dict[Key, int] = {}
        self._unfinished: dict[tuple[object, Key], Unfinished] = {}
        self._week: object = None

    def show_rows(self, week: object, rows: list[Row]) -> bool:
        """Show other rows, and return whether they are other rows, not just other values."""
        self._week = week
        rows = [self._with_unfinished(row) for row in rows]
        asked = [row for row in rows if isinstance(row, Entry) and row.counts]
        self.asked, self.logged = len(asked), sum(row.done for row in asked)
        places = {row.key: at for at, row in enumerate(rows)}
        if list(places) == list(self._places):
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return False
        self.beginResetModel()
        self.rows, self._places = rows, places
        self.endResetModel()
        return True

    def replace(self, entry: Entry) -> None:
        """Show one entry anew."""
        at = self.place_of(entry.key)
        if at is not None:
            if entry.counts:
                self.logged += entry.done - self.rows[at].done
            old, new = self.rows[at], self._with_unfinished(entry)
            self.rows[at] = new
            roles = [VALUE_ROLE] if _named_alike(old, new) else []
            self.dataChanged.emit(self.index(at), self.index(at), roles)

    def remember(self, entry: Entry, unfinished: Unfinished | None) -> None:
        """Keep what could not be taken beside its row, or forget it."""
        if unfinished:
            self._unfinished[self._week, entry.key] = unfinished
        elif self._unfinished.pop((self._week, entry.key), None) is None:
            return
        self.replace(entry)

    def place_of(self, key: Key) -> int | None:
        """Return which row a key is, if it is there."""
        return self._places.get(key)

    def entry_of(self, key: Key) -> Entry | None:
        """Return an entry by its key, if it is there."""
        at = self.place_of(key)
        row = None if at is None else self.rows[at]
        return row if isinstance(row, Entry) else None

    def row_at(self, index: AnyIndex) -> Row | None:
        """Return the row of an index."""
        return self.rows[index.row()] if index.isValid() else None

    def row_after(self, index: AnyIndex) -> Row | None:
        """Return the row below an index."""
        below = index.row() + 1
        return self.rows[below] if below < len(self.rows) else None

    @property
    def entries(self) -> list[Entry]:
        """Every entry, in order."""
        return [row for row in self.rows if isinstance(row, Entry)]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row in words; the painter takes the row itself."""
        row = self.row_at(index)
        if row and role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return row.spoken
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if isinstance(self.row_at(index), Entry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def _with_unfinished(self, row: Row) -> Row:
        if isinstance(row, Heading):
            return row
        kept = self._unfinished.get((self._week, row.key))
        return row if kept == row.unfinished else replace(row, unfinished=kept)


def _named_alike(one: Row, other: Row) -> bool:
    """Say whether the leading cell of a row looks the same."""
    if isinstance(one, Heading) or isinstance(other, Heading):
        return False
    return (one.name, one.subtitle, one.state) == (other.name, other.subtitle, other.state)
