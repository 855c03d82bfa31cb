"""What this is, which version, where the data lies, and whose work it stands on."""

from __future__ import annotations

import platform

from PySide6.QtCore import QSize, Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

import tracker
from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon

WHAT = (
    "For one person who serves other people at work: choose a few customers, promise each a few "
    "measures, log an honest week, hear of changes early, share the chart."
)
LICENCES = (
    ("Impact Tracker", "MIT"),
    ("Qt and PySide6", "LGPL 3"),
    ("pyqtgraph", "MIT"),
    ("numpy", "BSD 3-Clause"),
    ("sqlite-utils", "Apache 2.0"),
    ("click", "BSD 3-Clause"),
    ("platformdirs", "MIT"),
    ("Inter, the typeface", "SIL Open Font License 1.1"),
    ("Lucide, the icons", "ISC"),
)


class AboutDialog(QDialog):
    """Everything in it can be selected and copied."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Impact Tracker")
        self.setMinimumWidth(500)
        self._path = bridge.tracker.path
        drawing = QLabel()
        drawing.setPixmap(icon(bridge.theme, "app").pixmap(QSize(48, 48)))
        title = _text("Impact Tracker", "title")
        self.version = _text(
            f"Version {tracker.__version__} · Python {platform.python_version()} · Qt {qVersion()}",
            "hint",
        )
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(title)
        names.addWidget(self.version)
        head.addWidget(drawing)
        head.addSpacing(8)
        head.addLayout(names, 1)
        self.place = _text(str(self._path or "In memory only: nothing is kept"), "quiet")
        self.folder = QPushButton("Show in folder")
        self.folder.setEnabled(self._path is not None)
        self.folder.clicked.connect(self._on_folder)
        self.licences = _text("\n".join(f"{what}: {under}" for what, under in LICENCES), "hint")
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(_text(WHAT, "quiet"))
        layout.addWidget(_text("Your data", "heading"))
        layout.addWidget(self.place)
        layout.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(_text("Licences", "heading"))
        layout.addWidget(self.licences)
        layout.addStretch(1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _on_folder(self) -> None:
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _text(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    return label
