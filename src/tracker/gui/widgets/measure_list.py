"""Measures in a list, under their customers: what the list holds, and how keys move in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from tracker.app.queries.measure_list import Listed
from tracker.domain.customer import Customer
from tracker.domain.measure import show_promise
from tracker.gui.widgets.few_lines import tip_of

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()
Row = Customer | Listed


class MeasureModel(QAbstractListModel):
    """Customers as headings and their measures below them; `find` leaves out what does not fit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listed: list[Listed] = []
        self._sought = ""
        self.rows: list[Row] = []

    @property
    def measures(self) -> list[Listed]:
        """Every measure, also those that are left out now."""
        return self._listed

    def show(self, listed: Sequence[Listed]) -> None:
        """Show these measures; if they are the same ones, the place in the list is kept."""
        self._listed = list(listed)
        rows = self._fitting()
        if [_key(row) for row in rows] == [_key(row) for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def show_one(self, listed: Listed) -> None:
        """Show one measure anew."""
        key = _key(listed)
        self._listed = [listed if _key(one) == key else one for one in self._listed]
        row = self.row_of(listed.measure.id)
        if row is not None:
            self.rows[row] = listed
            self.dataChanged.emit(self.index(row), self.index(row))

    def find(self, text: str) -> None:
        """Keep what holds every word in its own or its customer's name."""
        self._sought = text
        self.show(self._listed)

    def row_of(self, measure_id: int | None) -> int | None:
        """Return where a measure stands, if it is shown."""
        for at, row in enumerate(self.rows):
            if isinstance(row, Listed) and row.measure.id == measure_id:
                return at
        return None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count headings and measures."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one row."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name if isinstance(row, Customer) else row.measure.name
        if isinstance(row, Listed):
            if role == Qt.ItemDataRole.ToolTipRole:
                return tip_of(f"{row.measure.name}\n{row.customer.name}")
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.measure.name}, {row.customer.name}, {standing_words(row)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only measures be chosen."""
        if index.isValid() and isinstance(self.rows[index.row()], Listed):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def _fitting(self) -> list[Row]:
        words = self._sought.casefold().split()
        rows: list[Row] = []
        customer = None
        for one in self._listed:
            said = f"{one.measure.name} {one.customer.name}".casefold()
            if all(word in said for word in words):
                if one.customer.id != customer:
                    customer = one.customer.id
                    rows.append(one.customer)
                rows.append(one)
        return rows


class MeasureView(QListView):
    """A list whose headings are passed over; Enter or a click opens a measure."""

    chosen = Signal(object)  # int: the measure that the cursor came to
    opened = Signal(object)  # int: the measure that was clicked or entered
    typed = Signal(object)  # str: letters typed, for a search

    def __init__(self, model: MeasureModel) -> None:
        super().__init__()
        self.measures = model
        self.setModel(model)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)

    @property
    def current_id(self) -> int | None:
        """The measure that the cursor is on."""
        row = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        return row.measure.id if isinstance(row, Listed) else None

    def choose(self, measure_id: int | None) -> None:
        """Put the cursor on a measure, if it is shown."""
        row = self.measures.row_of(measure_id)
        if row is not None and self.current_id != measure_id:
            self.setCurrentIndex(self.measures.index(row))
        elif row is None:
            self.setCurrentIndex(NOWHERE)

    def step(self, by: int) -> None:
        """Go to the measure before (-1) or after (1)."""
        rows = [at for at, row in enumerate(self.measures.rows) if isinstance(row, Listed)]
        here = self.currentIndex().row()
        ahead = [at for at in rows if at > here] if by > 0 else [at for at in rows if at < here]
        if ahead:
            self.setCurrentIndex(self.measures.index(ahead[0] if by > 0 else ahead[-1]))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which measure the cursor came to."""
        super().currentChanged(current, previous)
        if (measure_id := self.current_id) is not None:
            self.chosen.emit(measure_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, go on with Left and Right, hand letters to the search."""
        key, measure_id = event.key(), self.current_id
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and measure_id is not None:
            self.opened.emit(measure_id)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not event.modifiers():
            self.step(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Hand what is typed to the search field."""
        self.typed.emit(search)

    def _on_clicked(self, index: QModelIndex) -> None:
        if isinstance(row := index.data(ROW_ROLE), Listed):
            self.opened.emit(row.measure.id)


def standing_words(one: Listed) -> str:
    """Say a measure's last value, its promise, and whether it was kept."""
    if not one.last:
        return "nothing logged yet"
    version = one.measure.on(one.period.end) if one.period else one.measure.now
    promise = show_promise(version, one.measure.scale)
    if one.kept is None:
        return f"last {one.last}"
    return f"last {one.last}, promise {promise} {'kept' if one.kept else 'not kept'}"


def _key(row: Row) -> tuple[int, int, str]:
    if isinstance(row, Listed):
        return 1, row.measure.id, row.measure.name
    return 0, row.id, row.name
