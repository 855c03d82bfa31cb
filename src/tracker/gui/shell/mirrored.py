"""What Qt draws itself in a window that is mirrored: each text reads its own way there.

Qt writes a button, a head, a cell or a menu as the window reads, so that English turns round where
it begins or ends with a figure or a stop. What stands on which side the window says all the same.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QProxyStyle,
    QStyle,
    QStyledItemDelegate,
    QStyleOption,
    QStyleOptionViewItem,
    QWidget,
)

from tracker.gui.widgets.text import isolated, own_way, visual_alignment

AS_LATIN = Qt.TextFlag.TextForceLeftToRight
SIDES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class MirroredStyle(QProxyStyle):
    """The one style, where the program is mirrored; elsewhere it does what that does."""

    def drawItemText(
        self,
        painter: QPainter,
        area: QRect,
        flags: int,
        palette: Any,
        enabled: bool,
        text: str,
        role: Any = None,
    ) -> None:
        """Write a text its own way; a label, which Qt puts on its own side, on the window's."""
        if QApplication.isRightToLeft() and flags & AS_LATIN.value:
            flags ^= SIDES.value if flags & SIDES.value else 0
        direction = painter.layoutDirection()
        flags = own_way(painter, flags, text)
        super().drawItemText(painter, area, flags, palette, enabled, text, role)
        painter.setLayoutDirection(direction)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a cell of a table or a list so, too."""
        if isinstance(option, QStyleOptionViewItem):
            option.text = isolated(option.text)
        super().drawControl(element, option, painter, widget)

    def polish(self, what: Any) -> Any:
        """See to what is drawn past this style: menus, rows the sheet dresses, texts to select."""
        if isinstance(what, QMenu):
            what.aboutToShow.connect(self._on_menu)
        elif isinstance(what, QLabel) and what.textInteractionFlags() & SELECTABLE:
            what.setAlignment(visual_alignment(QApplication.layoutDirection(), what.alignment()))
        elif isinstance(what, QAbstractItemView) and _draws_as_qt_does(what):
            what.setItemDelegate(_OwnWayDelegate(what))
        return super().polish(what)

    def _on_menu(self) -> None:
        menu = self.sender()
        for action in menu.actions() if isinstance(menu, QMenu) else ():
            words, tab, keys = action.text().partition("\t")
            if words and not words.startswith(isolated("x")[0]):
                action.setText(f"{isolated(words)}{tab}{keys}")


class _OwnWayDelegate(QStyledItemDelegate):
    """Rows as Qt draws them, but each text reads its own way."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Say what is drawn."""
        super().initStyleOption(option, index)
        option.text = isolated(option.text)


def _draws_as_qt_does(view: QAbstractItemView) -> bool:
    """Say whether a list draws its rows as Qt does; what a field proposes has rows of its own."""
    popup = view.windowType() is Qt.WindowType.Popup
    return not popup and type(view.itemDelegate()) is QStyledItemDelegate
