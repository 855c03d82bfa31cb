"""What is shown where no file opens at the start: why, and the ways on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout

from tracker.domain.errors import FileTrouble, TrackerError
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.text import button, label


class ErrorDialog(TabsAsRead, QDialog):
    """Why the file did not open at start, and the ways on; closing it ends the program.

    Where the file is not to blame, as where the clock is wrong, another file would not help.
    """

    again_requested = Signal()  # once the trouble is mended
    open_requested = Signal()
    new_requested = Signal()

    def __init__(self, error: TrackerError, theme: Theme, *, again: bool = False) -> None:
        super().__init__()
        theme.dress(self)
        self.setWindowTitle("Impact Tracker")
        self.setMinimumWidth(scaled(460))
        self.title = label(role="title", wrap=True)
        self.hint = label(role="quiet", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.hint)
        row = QHBoxLayout()
        row.addStretch(1)
        self.quit = button("Quit")
        self.new = button("New file…", picture=icon(theme, "file-plus"))
        self.other = button("Open another file…")
        self.again = button("Try again")
        self.again.setVisible(again)
        (self.again if again else self.other).setDefault(True)
        for way in (self.quit, self.new, self.other, self.again):
            row.addWidget(way)
        layout.addLayout(row)
        self.quit.clicked.connect(self.reject)
        self.again.clicked.connect(self.again_requested)
        self.new.clicked.connect(self.new_requested)
        self.other.clicked.connect(self.open_requested)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(QApplication.closeAllWindows)
        self.show_error(error)

    def show_error(self, error: TrackerError) -> None:
        """Say why this file did not open: the first, or another that was tried from here."""
        self.title.setText(error.title)
        self.hint.setText(error.hint)
        self.hint.setVisible(bool(error.hint))
        for way in (self.new, self.other):
            way.setVisible(isinstance(error, FileTrouble))
        self.adjustSize()
