"""The small handle by which a chart is dragged out of the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton

from tracker.gui.icons import icon
from tracker.gui.theme import Theme

TIP = "Drag this into a mail or a document; a click copies the chart"


class Grip(QToolButton):
    """Is dragged by the mouse; clicked, it asks for a copy."""

    drag_wished = Signal()

    def __init__(self, theme: Theme, name: str, shortcut: str = "") -> None:
        super().__init__()
        self._pressed_at: QPoint | None = None
        self.setIcon(icon(theme, "grip-vertical", "second"))
        self.setAccessibleName(f"Copy or drag out {name}")
        self.setToolTip(f"{TIP} ({shortcut})" if shortcut else TIP)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard there is the command to copy

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where it was taken hold of."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag once the mouse has gone far enough."""
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if way >= QApplication.startDragDistance():
            self._pressed_at = None
            self.setDown(False)
            self.drag_wished.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; where it was not dragged, it is a click."""
        self._pressed_at = None
        super().mouseReleaseEvent(event)
