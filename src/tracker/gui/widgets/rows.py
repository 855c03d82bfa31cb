"""What pages set into columns: rows with keys and a menu, small buttons, areas that scroll."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.gui.icons import icon
from tracker.gui.theme import Theme


def clear_layout(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout, and let it go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


LONGEST_LINE = 620
NEIGHBOURS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def wrapped(role: str) -> QLabel:
    """Return a label of plain text that wraps, in lines that can be read."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setMaximumWidth(LONGEST_LINE)
    return label


def rule() -> QFrame:
    """Return a hairline."""
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line


def let_go(widget: QWidget) -> None:
    """Take a widget away; Qt deletes it when it is safe."""
    widget.hide()
    widget.deleteLater()


ICON = QSize(16, 16)


class ProfileRow(QFrame):
    """Enter or a double click opens it, F2 edits, Delete puts it away; `key` says which it is."""

    opened = Signal(object)  # int: its key
    edited = Signal(object)  # int
    put_away = Signal(object)  # int
    menu_asked = Signal(object)  # tuple[int, QPoint]: its key, and where on the screen

    def __init__(self, theme: Theme, key: int) -> None:
        super().__init__()
        self.key = key
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
                self.opened.emit(self.key)
            case Qt.Key.Key_F2:
                self.edited.emit(self.key)
            case Qt.Key.Key_Delete:
                self.put_away.emit(self.key)
            case Qt.Key.Key_Up:
                self._neighbour(-1)
            case Qt.Key.Key_Down:
                self._neighbour(1)
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open it."""
        self.opened.emit(self.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu here."""
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        place = event.globalPos() if mouse else self.mapToGlobal(self.rect().center())
        self.menu_asked.emit((self.key, place))

    def _on_more(self) -> None:
        self.menu_asked.emit((self.key, self.more.mapToGlobal(QPoint(0, self.more.height()))))

    def _neighbour(self, step: int) -> None:
        # The layout that holds the row may itself stand in another one.
        parent = self.parentWidget()
        layouts = parent.findChildren(QVBoxLayout) if parent else []
        layout = next((layout for layout in layouts if layout.indexOf(self) >= 0), None)
        items = [layout.itemAt(index) for index in range(layout.count())] if layout else []
        widgets = [item.widget() for item in items if item]
        rows = [row for row in widgets if isinstance(row, ProfileRow) and not row.isHidden()]
        to = rows.index(self) + step if self in rows else -1
        if 0 <= to < len(rows):
            rows[to].setFocus()


def tool_button(theme: Theme, picture: str, name: str) -> QToolButton:
    """Return a small button with an icon and a name, outside the tab order of its row."""
    button = QToolButton()
    button.setIcon(icon(theme, picture))
    button.setIconSize(ICON)
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
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
