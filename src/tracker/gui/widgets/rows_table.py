"""The one table of values to look at: a row is chosen as a whole, and nothing is edited in it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tracker.gui.theme import scaled
from tracker.gui.widgets.row_menu import Entries, menu_index, open_row_menu
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel

T = TypeVar("T")
ROW_HEIGHT = 30
LEAST_STRETCHED = 96  # px beside usual text: with less, the table is scrolled sideways


class RowsTable(QTableView, Generic[T]):
    """Rows under titled columns; Enter and a double click come as Qt's own `activated`.

    `widths`, beside usual text, are of columns that keep theirs, `stretched` are those that share
    what is left.
    """

    row_selected = Signal()

    def __init__(
        self,
        name: str,
        columns: Iterable[ModelColumn[T]],
        widths: Mapping[int, int],
        stretched: Iterable[int],
        key: Callable[[T], Hashable] | None = None,
    ) -> None:
        super().__init__()
        self.rows = RowsModel[T](*columns, key=key)
        self.offers: Callable[[], Entries] | None = None  # what the chosen row's menu holds
        self._key = key
        self._widths, self._stretched = dict(widths), tuple(stretched)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setProperty("role", "rows")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._share_out()

    @property
    def selected(self) -> T | None:
        """The row that is chosen."""
        return self.rows.row_or_none(self.currentIndex())

    def show_rows(self, rows: Iterable[T]) -> None:
        """Show these rows; the chosen one stays chosen, or else it is the first."""
        before = self.selected
        self.rows.show(rows)
        if before is None or not self.select(before if self._key is None else self._key(before)):
            self.setCurrentIndex(self.rows.index(0, 0))

    def select(self, key: Hashable | T) -> bool:
        """Choose the row with a key, and say whether it is there."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width that there is now."""
        super().resizeEvent(event)
        self._share_out()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row."""
        if self.offers is not None and menu_index(self, event).isValid():
            open_row_menu(self, event, self.offers())
        else:
            event.ignore()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another row is chosen."""
        super().currentChanged(current, previous)
        self.row_selected.emit()

    def _share_out(self) -> None:
        for column, width in self._widths.items():
            self.setColumnWidth(column, scaled(width))
        left = self.viewport().width() - sum(scaled(width) for width in self._widths.values())
        for at, column in enumerate(self._stretched):
            share = left // (len(self._stretched) - at)
            self.setColumnWidth(column, max(share, scaled(LEAST_STRETCHED)))
            left -= share
