"""Two columns of needs side by side: what differs stands on a wash, and says so in words."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
)

from tracker.domain.comparison import Comparison, Row
from tracker.domain.need import Need
from tracker.gui.theme import Theme
from tracker.gui.widgets.needs_cell import TOP, NeedCell
from tracker.gui.widgets.needs_model import ROW_ROLE, NeedsModel, Ranked

KEYS = {
    Qt.Key.Key_P: "pair",
    Qt.Key.Key_U: "unpair",
    Qt.Key.Key_M: "measure",
    Qt.Key.Key_D: "details",
    Qt.Key.Key_Delete: "drop",
}


class NeedsTable(QTableView):
    """As tall as its rows; its page scrolls. Keys rank, pair, measure, edit and drop."""

    wished = Signal(object)  # tuple[str, int]: what is to be done, with which need
    menu_asked = Signal(object)  # QPoint: where on the screen

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.needs = NeedsModel(self)
        self.setModel(self.needs)
        self._cells = NeedCell(theme, self)
        self.setItemDelegate(self._cells)
        self.setProperty("role", "needs")
        self.setAccessibleName("Needs, side by side")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(2 * TOP)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.needs.modelReset.connect(self._fit)
        header.sectionResized.connect(self._on_column)
        theme.changed.connect(self._on_theme)

    def need(self) -> Need | None:
        """Return the need that is chosen; on an empty cell the other one of its row."""
        index = self.currentIndex()
        found = self.needs.need(index)
        if found is None and index.isValid():
            found = cast("Row", index.data(ROW_ROLE)).needs[0]
        return found

    def show_needs(self, found: Comparison, measures: dict[int, str], today: date) -> None:
        """Show other lists; what is chosen stays so, and what has gone leaves its place chosen."""
        index, chosen = self.currentIndex(), self.need()
        row, column = index.row(), index.column()
        self.needs.show(found, measures, today)
        if chosen is not None:
            place = self.needs.place(chosen.id)
            rest = self.needs.index(min(row, self.needs.rowCount() - 1), column)
            self.setCurrentIndex(place if place.isValid() else rest)

    def choose(self, need_id: int) -> None:
        """Choose a need."""
        self.setCurrentIndex(self.needs.place(need_id))

    def edit_chosen(self) -> None:
        """Say the chosen need better, in place."""
        index = self.currentIndex()
        if self.needs.need(index) is not None:
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says with the chosen need."""
        need = self.need()
        if self.state() == QAbstractItemView.State.EditingState:
            return  # Enter has ended the editing; the field passes it on
        if need is None:
            super().keyPressEvent(event)
            return
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = -1 if key == Qt.Key.Key_Up else 1
            if need.rank + step > 0:
                self.needs.ranked.emit(Ranked(need.id, need.rank + step))
        elif key in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_chosen()
        elif key in KEYS and not held:
            self.wished.emit((KEYS[key], need.id))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:
        """Letters are commands here."""

    def mouseDoubleClickEvent(self, _event: object) -> None:
        """Say it better."""
        self.edit_chosen()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a cell."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.setCurrentIndex(self.indexAt(self.viewport().mapFromGlobal(event.globalPos())))
            self.menu_asked.emit(event.globalPos())
        else:
            self.menu_asked.emit(self.below())

    def below(self) -> QPoint:
        """Return where on the screen the chosen cell ends."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Wrap anew where the writing changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        if not hasattr(self, "needs"):
            return
        # Not resizeRowsToContents(): that measures only the columns it believes to be in view.
        for row in range(self.needs.rowCount()):
            self.setRowHeight(row, self._cells.height(row))
        rows = self.verticalHeader().length()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2)

    def _on_column(self) -> None:
        QTimer.singleShot(0, self, self._fit)  # when all columns have their widths

    def _on_theme(self) -> None:
        self.viewport().update()
