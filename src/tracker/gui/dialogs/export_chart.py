"""The chart as a file or on the clipboard, through the one painter for paper."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from tracker.gui.bridge import Bridge
from tracker.report.picture import TrendPicture

FORMATS = (
    ("PNG picture…", "png", 1),
    ("PNG picture, 2× as fine…", "png", 2),
    ("PNG picture, 3× as fine…", "png", 3),
    ("SVG drawing…", "svg", 1),
    ("PDF page…", "pdf", 1),
)
KINDS = {
    "png": "PNG pictures (*.png)",
    "svg": "SVG drawings (*.svg)",
    "pdf": "PDF documents (*.pdf)",
}
COPY_SCALE = 2
LONGEST_NAME = 80
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


class ExportMenu(QMenu):
    """What a chart can become; the file is asked for without blocking."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._owner = parent
        self._picture: TrendPicture | None = None
        self._folder = ""
        self._scale = 1
        self.dialog: QFileDialog | None = None
        for text, suffix, scale in FORMATS:
            action = QAction(text, self)
            action.setData((suffix, scale))
            action.triggered.connect(self._on_format)
            self.addAction(action)
        self.addSeparator()
        self.copy = QAction("Copy picture", self)
        self.copy.triggered.connect(self._on_copy)
        self.addAction(self.copy)

    def offer(self, picture: TrendPicture, below: QWidget) -> None:
        """Open the menu below a button for this picture."""
        self._picture = picture
        self.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))
        self.setActiveAction(self.actions()[0])

    def _on_format(self) -> None:
        suffix, self._scale = self.sender().data()  # type: ignore[attr-defined]
        if self._picture is None:
            return
        self.dialog = dialog = QFileDialog(self._owner, "Export chart", self._folder, KINDS[suffix])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(
            f"{file_name(self._picture.title, self._picture.first, self._picture.last)}.{suffix}"
        )
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        from tracker.paper.printer import write_picture
        from tracker.report.svg import trend_svg

        path = Path(name)
        self._folder = str(path.parent)
        if self._picture is not None:
            write_picture(trend_svg(self._picture), path, scale=self._scale)
            self._bridge.say(f"Written to {path}")

    def _on_copy(self) -> None:
        from tracker.paper.png import png_bytes
        from tracker.report.svg import trend_svg

        if self._picture is not None:
            content = png_bytes(trend_svg(self._picture), COPY_SCALE)
            QGuiApplication.clipboard().setImage(QImage.fromData(content))
            self._bridge.say("The picture is on the clipboard")


def file_name(title: str, first: date, last: date) -> str:
    """Return a name, without suffix, that Linux, macOS and Windows all take."""
    cleaned = " ".join(_FORBIDDEN.sub(" ", title).split())[:LONGEST_NAME].strip(". ")
    while len(cleaned.encode()) > 2 * LONGEST_NAME:
        cleaned = cleaned[:-1].strip(". ")
    if not cleaned or _DEVICES.match(cleaned):
        cleaned = f"Trend {cleaned}".strip()
    return f"{cleaned} {first.isoformat()} to {last.isoformat()}"
