"""What Qt draws itself in a window that is mirrored: each text reads its own way there.

Qt writes a button, a head, a cell or a menu as the window reads, so that English turns round where
it begins or ends with a figure or a stop. What stands on which side the window says all the same.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionViewItem,
    QWidget,
)

from tracker.gui.widgets.text import isolated, own_way

AS_LATIN = Qt.TextFlag.TextForceLeftToRight
SIDES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight


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
        """Have the entries of a menu, which the sheet draws, read so when it opens."""
        if isinstance(what, QMenu):
            what.aboutToShow.connect(self._on_menu)
        return super().polish(what)

    def _on_menu(self) -> None:
        menu = self.sender()
        for action in menu.actions() if isinstance(menu, QMenu) else ():
            words, tab, keys = action.text().partition("\t")
            if words and not words.startswith(isolated("x")[0]):
                action.setText(f"{isolated(words)}{tab}{keys}")
