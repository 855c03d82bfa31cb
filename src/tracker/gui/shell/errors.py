"""Where every error that nobody caught ends: a message for people, a report for bugs."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from tracker.domain.errors import TrackerError
from tracker.gui.icons import icon
from tracker.gui.theme import Theme
from tracker.gui.widgets.text import button, label

log = logging.getLogger(__name__)


class ExceptionHandler(QObject):
    """Takes over `sys.excepthook`; signals reach the window from any thread."""

    failed = Signal(object)  # TrackerError
    crashed = Signal(object)  # BaseException

    def install(self) -> None:
        """Start listening."""
        sys.excepthook = self.handle

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Sort one error."""
        if isinstance(error, TrackerError):
            log.info("told the user: %s", error.title)
            self.failed.emit(error)
        else:
            log.critical("unhandled", exc_info=(kind, error, trace))
            self.crashed.emit(error)


class ErrorDialog(QDialog):
    """Why the file did not open at start, and three ways on; closing it ends the program."""

    open_requested = Signal()
    new_requested = Signal()

    def __init__(self, error: TrackerError, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("Impact Tracker")
        self.setMinimumWidth(460)
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
        self.other.setDefault(True)
        for way in (self.quit, self.new, self.other):
            row.addWidget(way)
        layout.addLayout(row)
        self.quit.clicked.connect(self.reject)
        self.new.clicked.connect(self.new_requested)
        self.other.clicked.connect(self.open_requested)
        self.show_error(error)

    def show_error(self, error: TrackerError) -> None:
        """Say why this file did not open: the first, or another that was tried from here."""
        self.title.setText(error.title)
        self.hint.setText(error.hint)
        self.hint.setVisible(bool(error.hint))
        self.adjustSize()
