"""Rows of widgets below each other: what a row is, the list that shows them, and their helpers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.gui.icons import icon
from tracker.gui.theme import Theme
from tracker.gui.widgets.row_menu import Entries, MenuEntry, RowMenuRequest, by_mouse, open_menu

NEIGHBOURS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


def rule() -> QFrame:
    """Return a hairline."""
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line


def delete_later(widget: QWidget) -> None:
    """Take a widget away; Qt deletes it when it is safe."""
    widget.hide()
    widget.deleteLater()


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of a layout, and let it go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            delete_later(widget)


class NeighbourRow(QFrame):
    """A row that is one tab stop; Up and Down go to the rows above and below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour."""
        if step := NEIGHBOURS.get(event.key()):
            self._neighbour(step)
        else:
            super().keyPressEvent(event)

    def _neighbour(self, step: int) -> None:
        parent = self.parentWidget()
        layout = parent.layout() if parent else None
        beside = _widgets_of(layout) if layout else ()
        rows = [row for row in beside if isinstance(row, NeighbourRow) and not row.isHidden()]
        to = rows.index(self) + step if self in rows else -1
        if 0 <= to < len(rows):
            rows[to].setFocus()


class OpenRow(NeighbourRow):
    """A row that Enter, Space or a click opens: `open` says what that is, `opens` its name."""

    opens = "Open"

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def open(self) -> None:
        """Do what the row is there for."""
        raise NotImplementedError

    def menu_entries(self) -> Entries:
        """Return what can be done with it."""
        return [MenuEntry(f"{self.opens}\tEnter", self.open)]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        open_menu(self, event, self.menu_entries())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open it, or go to a neighbour."""
        if event.key() in OPENING:
            self.open()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self.open()


class ProfileRow(NeighbourRow):
    """Enter or a double click opens it, F2 edits, Delete puts it away; `key` says which it is."""

    open_requested = Signal(object)  # int: its key
    edit_requested = Signal(object)  # int
    removal_requested = Signal(object)  # int
    menu_requested = Signal(object)  # RowMenuRequest

    def __init__(self, theme: Theme, key: int) -> None:
        super().__init__()
        self.key = key
        self.words = QVBoxLayout()
        self.words.setSpacing(1)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(6, 8, 4, 8)
        self.line.setSpacing(8)
        self.line.addLayout(self.words, 1)
        self.more = tool_button(theme, "ellipsis", "What can be done")
        self.more.clicked.connect(self._on_more)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.open_requested.emit(self.key)
            case Qt.Key.Key_F2:
                self.edit_requested.emit(self.key)
            case Qt.Key.Key_Delete:
                self.removal_requested.emit(self.key)
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open it."""
        self.open_requested.emit(self.key)

    def menu_entries(self) -> Entries:
        """Return what the row itself offers; without any, the list it stands in is asked."""
        return ()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        if entries := self.menu_entries():
            open_menu(self, event, entries)
        else:
            place = event.globalPos() if by_mouse(event) else self.mapToGlobal(self.rect().center())
            self.menu_requested.emit(RowMenuRequest(self.key, place))

    def _open(self) -> None:
        self.open_requested.emit(self.key)

    def _edit(self) -> None:
        self.edit_requested.emit(self.key)

    def _remove(self) -> None:
        self.removal_requested.emit(self.key)

    def _on_more(self) -> None:
        place = self.more.mapToGlobal(QPoint(0, self.more.height()))
        self.menu_requested.emit(RowMenuRequest(self.key, place))


def _widgets_of(layout: QLayout) -> Iterator[QWidget]:
    """Yield what stands in a layout and in the layouts within it, in order."""
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if isinstance(item, QLayout):
            yield from _widgets_of(item)
        elif item and (widget := item.widget()):
            yield widget


Row = TypeVar("Row", bound=ProfileRow)


class RowList(QVBoxLayout, Generic[Row]):
    """Shows rows below each other; shown anew, the focus stays with the row of the same key."""

    opened = Signal(object)  # int: a row's key
    edited = Signal(object)  # int
    removal_requested = Signal(object)  # int
    menu_requested = Signal(object)  # RowMenuRequest

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.setSpacing(0)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows instead of those that are shown; the list is part of a page by now."""
        focused = next((row.key for row in self.rows if row.hasFocus()), None)
        clear_layout(self)
        self.rows = list(rows)
        for row in self.rows:
            row.open_requested.connect(self.opened)
            row.edit_requested.connect(self.edited)
            row.removal_requested.connect(self.removal_requested)
            row.menu_requested.connect(self.menu_requested)
            self.addWidget(row)
            row.show()
            if row.key == focused:
                row.setFocus()


def tool_button(theme: Theme, picture: str, name: str) -> QToolButton:
    """Return a small button with an icon and a name, outside the tab order of its row."""
    button = QToolButton()
    button.setIcon(icon(theme, picture))
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def tab_in_order(widgets: Iterable[QWidget]) -> None:
    """Let Tab go from one widget to the next; what was made last would come last."""
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)


def scrolling(inside: QWidget) -> QScrollArea:
    """Return an area in which a widget scrolls up and down; Tab does not stop at the area."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def plain_column() -> tuple[QWidget, QVBoxLayout]:
    """Return a see-through widget and its column, for the inside of a scroll area."""
    inside = QWidget()
    inside.setProperty("role", "plain")
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 8, 0, 8)
    layout.setSpacing(0)
    return inside, layout
