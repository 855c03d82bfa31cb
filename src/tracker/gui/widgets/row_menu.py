"""The menu of a row: by the right button over it, or by the Menu key where the row is chosen.

What a row offers is asked when its menu opens, so an entry is grey where it would change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QMenu, QWidget

from tracker.gui.menus import MENUS
from tracker.gui.page import Page
from tracker.gui.widgets.rows_model import Index


class MenuEntry(NamedTuple):
    """What can be done with a row: in words, by whom, and whether it would do anything now."""

    text: str
    do: Callable[[], object]
    possible: bool = True


Entries = Sequence[MenuEntry | None]  # None draws a line


def of_buttons(buttons: Iterable[QAbstractButton]) -> Entries:
    """Return what buttons do, in their words; one that is not shown offers nothing."""
    return [
        MenuEntry(one.text().replace(" ▾", "…"), one.click, one.isEnabled())
        for one in buttons
        if not one.isHidden()
    ]


def of_commands(page: Page, keys: Iterable[str]) -> Entries:
    """Return commands of a page as the menus of the window name and offer them."""
    named = {one.method: one for _, menu in MENUS for one in menu if one is not None}
    carried_out = page.menu_commands()
    return [
        MenuEntry(
            "\t".join(part for part in (named[key].text, named[key].shortcut) if part),
            carried_out[key],
            page.bridge.possible(key),
        )
        for key in keys
    ]


class RowMenuRequest(NamedTuple):
    """A row by its key, and where on the screen its menu is to open."""

    key: int
    place: QPoint


class RowMenu(QMenu):
    """Made anew for each time that it opens, and gone with it."""

    def __init__(self, over: QWidget, entries: Entries) -> None:
        super().__init__(over)
        self._wishes: dict[QAction, Callable[[], object]] = {}
        for entry in entries:
            if entry is None:
                self.addSeparator()
                continue
            action = self.addAction(entry.text)
            action.setEnabled(entry.possible)
            self._wishes[action] = entry.do
        self.triggered.connect(self._on_triggered)

    def _on_triggered(self, action: QAction) -> None:
        self._wishes[action]()


class ButtonRow(QWidget):
    """A row whose menu holds what its buttons do."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what its buttons do."""
        open_menu(self, event, of_buttons(self.findChildren(QAbstractButton)))


def by_mouse(event: QContextMenuEvent) -> bool:
    """Say whether a menu is asked for by the mouse; else it is by a key, and has no place."""
    return event.reason() == QContextMenuEvent.Reason.Mouse


def open_menu(over: QWidget, event: QContextMenuEvent, entries: Entries) -> None:
    """Open what a widget offers, where the mouse is or in its middle; without any, do nothing."""
    place = event.globalPos() if by_mouse(event) else over.mapToGlobal(over.rect().center())
    event.setAccepted(any(entries))  # what offers nothing leaves it to what it stands in
    popup(over, place, entries)


def menu_index(view: QAbstractItemView, event: QContextMenuEvent) -> Index:
    """Return the row that a menu is asked for, and choose it; not what cannot be chosen."""
    index = view.indexAt(event.pos()) if by_mouse(event) else view.currentIndex()
    if index.isValid() and index != view.currentIndex():
        view.setCurrentIndex(index)
    return view.currentIndex() if index == view.currentIndex() else index


def open_row_menu(view: QAbstractItemView, event: QContextMenuEvent, entries: Entries) -> None:
    """Open what the chosen row offers, where the mouse is or in the row's middle."""
    area = view.visualRect(view.currentIndex()).intersected(view.viewport().rect())
    middle = view.viewport().mapToGlobal(area.center())
    popup(view, event.globalPos() if by_mouse(event) else middle, entries)


def popup(over: QWidget, place: QPoint, entries: Entries) -> None:
    """Open entries at a place of the screen; none open nothing."""
    if not any(entries):
        return
    menu = RowMenu(over, entries)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
