"""One model for every list and table whose rows are values: `RowsModel`, told by its columns.

It serves three kinds: a list that a delegate paints (one column), a list with headings that the
cursor passes over (`selectable`), and a table (several columns, each with its title). Whatever is
said of a row is told as data, `ModelColumn`; a subclass is made only for what rows can *do*: be
dragged, be edited, have titles at their side. Delegates and views ask `row` or `row_or_none` of the
model they were made with, so that a type checker sees what a row is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from tracker.gui.widgets.text import tip_of

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class ModelColumn(NamedTuple, Generic[T]):
    """What one column shows and says of a row; tips are plain text, and none where it is empty."""

    text: Callable[[T], str]
    tip: Callable[[T], str] | None = None
    spoken: Callable[[T], str] | None = None  # for a screen reader; else it reads `text`
    title: str = ""
    title_tip: str = ""
    align: Qt.AlignmentFlag | None = None  # of the cells and the title; else the view's own

    def answer(self, row: T, role: int) -> object:
        """Return what a view asks of a cell."""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.text(row)
            case Qt.ItemDataRole.ToolTipRole if self.tip is not None:
                return tip_of(text) if (text := self.tip(row)) else None
            case Qt.ItemDataRole.AccessibleTextRole if self.spoken is not None:
                return self.spoken(row)
            case Qt.ItemDataRole.TextAlignmentRole if self.align is not None:
                return self.align.value
        return None

    def head(self, role: int) -> object:
        """Return what a view asks of the title."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.title
            case Qt.ItemDataRole.ToolTipRole if self.title_tip:
                return tip_of(self.title_tip)
            case Qt.ItemDataRole.TextAlignmentRole if self.align is not None:
                return self.align.value
        return None


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows of one type under columns; `key` says when two rows are the same thing.

    Without a key a row is the same as long as it is equal. Where the keys stay, so does the place
    in the list: only what differs is painted anew.
    """

    def __init__(
        self,
        *columns: ModelColumn[T],
        key: Callable[[T], Hashable] | None = None,
        selectable: Callable[[T], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.rows: Sequence[T] = ()
        self._key = key
        self._selectable = selectable
        self._places: dict[Hashable, int] | None = None  # of the keys; made when one is looked for

    def show(self, rows: Iterable[T], columns: Sequence[ModelColumn[T]] | None = None) -> bool:
        """Show these rows, under other columns if they are given.

        Return whether they are other rows or titles, and not the same ones with new values.
        """
        old, new = self.rows, tuple(rows)
        under = self.columns if columns is None else tuple(columns)
        self._places = None
        if self._keys(old) != self._keys(new) or _titles(under) != _titles(self.columns):
            self.beginResetModel()
            self.rows, self.columns = new, under
            self.endResetModel()
            return True
        self.rows, self.columns = new, under
        differing = [at for at, row in enumerate(new) if columns is not None or row != old[at]]
        if differing and under:
            self._repaint(differing[0], differing[-1])
        return False

    def replace_row(self, row: T, roles: Sequence[int] = ()) -> bool:
        """Show one row anew, if it is here; `roles` as in Qt's `dataChanged`, none means all."""
        here = self.index_of(row if self._key is None else self._key(row))
        if not here.isValid():
            return False
        at = here.row()
        self.rows = (*self.rows[:at], row, *self.rows[at + 1 :])
        self._repaint(at, at, roles)
        return True

    def row(self, index: Index) -> T:
        """Return the row of an index that points somewhere."""
        return self.rows[index.row()]

    def row_or_none(self, index: Index) -> T | None:
        """Return the row of an index, if there is one."""
        return self.rows[index.row()] if index.isValid() else None

    def index_of(self, key: object) -> QModelIndex:
        """Return where the row with a key stands; an invalid index if it is nowhere."""
        if self._key is None:
            place = self.rows.index(key) if key in self.rows else None
        else:
            if self._places is None:  # of two rows under one key the first is meant
                keys = reversed(list(enumerate(map(self._key, self.rows))))
                self._places = {known: at for at, known in keys}
            place = self._places.get(key)
        return QModelIndex() if place is None else self.createIndex(place, 0)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer a role for one cell."""
        if not index.isValid():
            return None
        row = self.row(index)
        return row if role == ROW_ROLE else self.columns[index.column()].answer(row, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Answer a role for the title of a column; rows have no title."""
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            return self.columns[section].head(role)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the cursor pass over rows that cannot be chosen."""
        if index.isValid() and self._selectable and not self._selectable(self.row(index)):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _keys(self, rows: Sequence[T]) -> list[Hashable | T]:
        return list(rows) if self._key is None else [self._key(row) for row in rows]

    def _repaint(self, first: int, last: int, roles: Sequence[int] = ()) -> None:
        begin = end = self.createIndex(first, 0)
        if (last, len(self.columns)) != (first, 1):
            end = self.createIndex(last, len(self.columns) - 1)
        self.dataChanged.emit(begin, end, list(roles))


def _titles(columns: Sequence[ModelColumn[T]]) -> list[str]:
    return [column.title for column in columns]


class DraggedRows(RowsModel[T]):
    """Takes an id along under `mime_type`, and nothing else can be dropped here."""

    mime_type: ClassVar[str]

    def dragged_id(self, index: Index) -> int | None:
        """Return the id of what is dragged from a cell; None where nothing can be."""
        raise NotImplementedError

    def dropped_id(self, data: QMimeData, action: Qt.DropAction) -> int | None:
        """Return the id of what was dropped, if it is of this kind."""
        if not data.hasFormat(self.mime_type) or action == Qt.DropAction.IgnoreAction:
            return None
        return int(bytes(data.data(self.mime_type).data()))

    def supportedDropActions(self) -> Qt.DropAction:
        """Say that a drop moves."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Name the only thing that can be dropped here."""
        return [self.mime_type]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Take the id of what is dragged along."""
        data = QMimeData()
        for index in indexes:
            if (dragged := self.dragged_id(index)) is not None:
                data.setData(self.mime_type, str(dragged).encode())
        return data
