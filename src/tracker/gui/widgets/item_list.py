"""Everything that is or could be on what leaves, each item with its switch (S3)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from tracker.gui.theme import Theme, body_font, scaled
from tracker.gui.widgets.row_menu import MenuEntry, menu_index, open_row_menu
from tracker.gui.widgets.text import lines_in, tip_of
from tracker.report.scorecard.content import Item, ItemKind

KEY = Qt.ItemDataRole.UserRole
ROW, LINES, BESIDE_WORDS = 26, 2, 34


class ItemList(QListWidget):
    """Groups under small headings; Space switches, and what cannot be switched says so."""

    switched = Signal(object)  # tuple[str, bool]: an item's key, and whether it is on now

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Item, ...] = ()
        self.setAccessibleName("What is on the page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(True)
        self.itemChanged.connect(self._on_changed)

    def show_items(self, items: Iterable[Item]) -> None:
        """Show other items; the current one stays current while it is there."""
        items = tuple(items)
        if items == self._shown:
            return
        index = self.currentRow()
        current = self.item(index).data(KEY) if index >= 0 else None
        self._shown = ()  # what changes meanwhile was not switched by the person
        scrolled = self.verticalScrollBar().value()
        self.clear()
        kind: ItemKind | None = None
        for item in items:
            if item.kind is not kind:
                kind = item.kind
                self._add_heading(kind.value)
            row = self._add(item)
            if item.key == current:
                self.setCurrentItem(row)
        self._fit()
        self.verticalScrollBar().setValue(scrolled)
        self._shown = items

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each item the lines that it takes now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Make each row as high as its text, which is cut on its second line at the earliest."""
        line = self.fontMetrics().lineSpacing()
        room = self.viewport().width() - scaled(BESIDE_WORDS)
        with QSignalBlocker(self):  # the height of a row is not switched by the person
            for at in range(self.count()):
                row = self.item(at)
                lines = lines_in(row.text(), row.font(), max(room, 1), LINES)
                row.setSizeHint(QSize(0, scaled(ROW) + line * (len(lines) - 1)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first item: the first row is a heading."""
        rows = range(self.count())
        enabled = Qt.ItemFlag.ItemIsEnabled
        if self.currentRow() < 0:
            first = next((at for at in rows if self.item(at).flags() & enabled), -1)
            self.setCurrentRow(first)
        super().focusInEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to put an item on the page or to leave it out."""
        index = menu_index(self, event)
        if not index.isValid() or not self.item(index.row()).data(KEY):
            return
        row = self.item(index.row())
        on = row.checkState() is Qt.CheckState.Checked
        switched = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        words = "Leave it out" if on else "Put it on the page"
        switch = partial(row.setCheckState, switched)
        possible = bool(row.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        open_row_menu(self, event, [MenuEntry(f"{words}\tSpace", switch, possible)])

    def _add_heading(self, kind: str) -> None:
        row = QListWidgetItem(kind)
        row.setFlags(Qt.ItemFlag.NoItemFlags)
        row.setFont(body_font(scaled(11), 600))
        row.setForeground(self._theme.colour("third"))
        self.addItem(row)

    def _add(self, item: Item) -> QListWidgetItem:
        row = QListWidgetItem(item.text)
        row.setData(KEY, item.key)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if item.fixed:
            row.setToolTip(tip_of(f"{item.text}\nAlways on the page"))
        else:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            row.setToolTip(tip_of(item.text))
        row.setFlags(flags)
        row.setCheckState(Qt.CheckState.Checked if item.on else Qt.CheckState.Unchecked)
        self.addItem(row)
        return row

    def _on_changed(self, row: QListWidgetItem) -> None:
        if self._shown and (key := row.data(KEY)):
            self.switched.emit((key, row.checkState() is Qt.CheckState.Checked))
