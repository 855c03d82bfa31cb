"""A chart as a file or on the clipboard, through the one painter for paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.take_along import NOTHING, TakeAlong
from tracker.paper.names import picture_name
from tracker.report.pictures import Picture

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


class ExportMenu(QMenu):
    """What a chart can become; the file is asked for without blocking."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._owner = parent
        self.take = TakeAlong(bridge, self)
        self._picture: Picture | None = None
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

    def offer(self, picture: Picture | None, below: QWidget) -> None:
        """Open the menu below a button for this picture."""
        if picture is None:
            self._bridge.say(NOTHING)
            return
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
        dialog.selectFile(f"{picture_name(self._picture)}.{suffix}")
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        from tracker.paper.printer import write_picture
        from tracker.report.drawing import full_svg

        path = Path(name)
        self._folder = str(path.parent)
        if self._picture is not None:
            write_picture(full_svg(self._picture), path, scale=self._scale)
            self._bridge.say(f"Written to {path}")

    def _on_copy(self) -> None:
        self.take.copy(self._picture)
