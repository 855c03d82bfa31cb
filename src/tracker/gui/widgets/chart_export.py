"""A chart in every form that others read, and the handle by which it is dragged out of the window.

A PNG at twice its size, the SVG, and the picture in words; a drag is a file, too. All of it is
light, as paper is.
"""

from __future__ import annotations

import atexit
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton

from tracker.gui.icons import icon
from tracker.gui.theme import Theme
from tracker.report.charts.picture import Picture

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

SCALE = 2
SVG = "image/svg+xml"
TIP = "Drag this into a mail or a document"


class DragFolder:
    """What was dragged or only looked at: read late by others, it stays until exit."""

    _made: TemporaryDirectory[str] | None = None

    @classmethod
    def folder(cls) -> Path:
        """Return the folder, which is made when it is not there (yet, or any more)."""
        from tracker.store.temporary import temporary_folder

        if cls._made is None:
            atexit.register(cls.clear)
        if cls._made is None or not Path(cls._made.name).is_dir():
            cls._made = temporary_folder()
        return Path(cls._made.name)

    @classmethod
    def clear(cls) -> None:
        """Remove the folder with everything in it."""
        if cls._made is not None:
            cls._made.cleanup()


def mime_of(picture: Picture) -> tuple[QMimeData, bytes]:
    """Return a picture in every form that others read, and the PNG among them."""
    from tracker.paper.output import png_bytes
    from tracker.report.charts.draw import full_svg

    svg = full_svg(picture)
    content = png_bytes(svg, SCALE)
    mime = QMimeData()
    mime.setImageData(QImage.fromData(content))
    mime.setData(SVG, svg.encode())
    mime.setText(picture.summary)
    return mime, content


def hand_over_button(theme: Theme, name: str, shortcut: str = "") -> QToolButton:
    """Return the small button below a chart by which it is copied or dragged out, once seen."""
    made = QToolButton()
    made.setIcon(icon(theme, "copy", "second"))
    made.setAccessibleName(f"Copy or drag out {name}")
    tip = "See what is on it, then copy it or drag it into a mail"
    made.setToolTip(f"{tip} ({shortcut})" if shortcut else tip)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard there is the command to copy
    return made


class DragHandle(QToolButton):
    """Is dragged by the mouse; clicked, it asks for a copy."""

    drag_requested = Signal()

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
            self.drag_requested.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; where it was not dragged, it is a click."""
        self._pressed_at = None
        super().mouseReleaseEvent(event)
