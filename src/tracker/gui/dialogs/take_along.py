"""A chart taken along: on the clipboard, or dragged out of the window, into a mail for instance.

Both hand over the same drawing in every form that others read: a PNG at twice its size, the SVG,
and the picture in words; a drag also as a file. All of it is light, as paper is.
"""

from __future__ import annotations

import atexit
import shutil
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QWidget

from tracker.gui.bridge import Bridge
from tracker.paper.files import write_whole
from tracker.paper.names import picture_name
from tracker.report.pictures import Picture

SCALE = 2
SVG = "image/svg+xml"
THUMB = 240
COPIED = "The chart is on the clipboard: as a picture, a drawing, and in words."
NOTHING = "There is nothing to hand over yet: log a value first."
DRAGGED = "The chart was handed over as a picture."


class TakeAlong(QObject):
    """Copies pictures and lets them be dragged, for one page."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def copy(self, picture: Picture | None) -> None:
        """Put a picture on the clipboard."""
        if picture is None:
            self._bridge.say(NOTHING)
            return
        QGuiApplication.clipboard().setMimeData(mime_of(picture)[0])
        self._bridge.say(COPIED)

    def drag(self, picture: Picture | None, source: QWidget) -> None:
        """Let a picture be dragged from a widget, as a file too."""
        if picture is None:
            self._bridge.say(NOTHING)
            return
        mime, content = mime_of(picture)
        path = Carried.folder() / f"{picture_name(picture)}.png"
        write_whole(path, content)
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        drag = QDrag(source)
        drag.setMimeData(mime)
        thumb = QPixmap()
        thumb.loadFromData(content)
        smooth = Qt.TransformationMode.SmoothTransformation
        drag.setPixmap(thumb.scaledToWidth(THUMB, smooth))
        if drag.exec(Qt.DropAction.CopyAction) != Qt.DropAction.IgnoreAction:
            self._bridge.say(DRAGGED)


class Carried:
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
    from tracker.paper.png import png_bytes
    from tracker.report.drawing import full_svg

    svg = full_svg(picture)
    content = png_bytes(svg, SCALE)
    mime = QMimeData()
    mime.setImageData(QImage.fromData(content))
    mime.setData(SVG, svg.encode())
    mime.setText(picture.summary)
    return mime, content
