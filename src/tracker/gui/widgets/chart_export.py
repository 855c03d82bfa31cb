"""A chart as a file, on the clipboard, or dragged out of the window into a mail for instance.

All three hand over the same drawing in every form that others read: a PNG at twice its size, the
SVG, and the picture in words; a drag also as a file. All of it is light, as paper is.
"""

from __future__ import annotations

import atexit
import shutil
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDrag, QGuiApplication, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QToolButton, QWidget

from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon
from tracker.gui.theme import Theme
from tracker.gui.widgets.save_dialog import save_dialog
from tracker.paper.writer import picture_name
from tracker.report.charts.picture import Picture
from tracker.store.outgoing import write_whole

SCALE = 2
SVG = "image/svg+xml"
THUMB = 240
COPIED = "The chart is on the clipboard: as a picture, a drawing, and in words."
NOTHING = "There is nothing to hand over yet: log a value first."
DRAGGED = "The chart was handed over as a picture."
FORMATS = (
    ("PNG picture…", "png", 1),
    ("PNG picture, 2× as fine…", "png", 2),
    ("PNG picture, 3× as fine…", "png", 3),
    ("SVG drawing…", "svg", 1),
    ("PDF page…", "pdf", 1),
)
KINDS = {
    "png": "PNG pictures",
    "svg": "SVG drawings",
    "pdf": "PDF documents",
}
TIP = "Drag this into a mail or a document; a click copies the chart"


class ChartExport(QObject):
    """Copies pictures and lets them be dragged, for one page."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def copy(self, picture: Picture | None) -> None:
        """Put a picture on the clipboard."""
        if picture is None:
            self._bridge.show_message(NOTHING)
            return
        QGuiApplication.clipboard().setMimeData(mime_of(picture)[0])
        self._bridge.show_message(COPIED)

    def drag(self, picture: Picture | None, source: QWidget) -> None:
        """Let a picture be dragged from a widget, as a file too."""
        if picture is None:
            self._bridge.show_message(NOTHING)
            return
        mime, content = mime_of(picture)
        path = DragFolder.folder() / f"{picture_name(picture)}.png"
        write_whole(path, content)
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        drag = QDrag(source)
        drag.setMimeData(mime)
        thumb = QPixmap()
        thumb.loadFromData(content)
        smooth = Qt.TransformationMode.SmoothTransformation
        drag.setPixmap(thumb.scaledToWidth(THUMB, smooth))
        if drag.exec(Qt.DropAction.CopyAction) != Qt.DropAction.IgnoreAction:
            self._bridge.show_message(DRAGGED)


class DragFolder:
    """The folder of what was dragged; who takes a file may read it late, so it stays until exit."""

    _path: Path | None = None

    @classmethod
    def folder(cls) -> Path:
        """Return the folder, which is made when it is not there (yet, or any more)."""
        from tempfile import mkdtemp

        if cls._path is None:
            atexit.register(cls.clear)
        if cls._path is None or not cls._path.is_dir():
            cls._path = Path(mkdtemp(prefix="impact-tracker-"))
        return cls._path

    @classmethod
    def clear(cls) -> None:
        """Remove the folder with everything in it."""
        if cls._path is not None:
            shutil.rmtree(cls._path, ignore_errors=True)


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


class ExportMenu(QMenu):
    """What a chart can become; the file is asked for without blocking."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._owner = parent
        self.take = ChartExport(bridge, self)
        self._picture: Picture | None = None
        self._folder = ""
        self._scale = 1
        self.dialog: QFileDialog | None = None
        for text, suffix, scale in FORMATS:
            self.addAction(text).setData((suffix, scale))
        self.addSeparator()
        self.copy = self.addAction("Copy picture")
        self.triggered.connect(self._on_triggered)

    def offer(self, picture: Picture | None, below: QWidget) -> None:
        """Open the menu below a button for this picture."""
        if picture is None:
            self._bridge.show_message(NOTHING)
            return
        self._picture = picture
        self.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))
        self.setActiveAction(self.actions()[0])

    def _on_triggered(self, action: QAction) -> None:
        if action is self.copy:
            self.take.copy(self._picture)
        elif self._picture is not None:
            self._ask(self._picture, *action.data())

    def _ask(self, picture: Picture, suffix: str, scale: int) -> None:
        self._scale = scale
        kinds, name = {suffix: KINDS[suffix]}, picture_name(picture)
        self.dialog = save_dialog(
            self._owner, "Export chart", self._folder, kinds, name, self._on_chosen
        )
        self.dialog.open()

    def _on_chosen(self, path: Path) -> None:
        from tracker.paper.writer import write_picture
        from tracker.report.charts.draw import full_svg

        self._folder = str(path.parent)
        if self._picture is not None:
            write_picture(full_svg(self._picture), path, scale=self._scale)
            self._bridge.show_message(f"Written to {path}")


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
