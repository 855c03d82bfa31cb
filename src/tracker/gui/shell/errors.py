"""Where every error that nobody caught ends: a message for people, a report for bugs."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout

from tracker.domain.errors import FileTrouble, TrackerError
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.text import button, label

if TYPE_CHECKING:
    from tracker.gui.shell.crash import CrashDialog

log = logging.getLogger(__name__)


class ExceptionHandler(QObject):
    """Takes over `sys.excepthook`; signals reach the window from any thread."""

    failed = Signal(object)  # TrackerError
    crashed = Signal(object)  # BaseException

    def __init__(self) -> None:
        super().__init__()
        self.crash: CrashDialog | None = None

    def install(self, log_to: Path | None = None) -> None:
        """Start listening; what goes wrong is kept in a log, without names and texts."""
        sys.excepthook = self.handle
        self.crashed.connect(self.show_crash)
        if log_to is not None:
            logging.getLogger("tracker").addHandler(FaultLog(log_to))

    def show_crash(self, error: BaseException) -> None:
        """Show what a report of it would hold; one at a time, for one may bring a hundred more."""
        from tracker.gui.shell.crash import CrashDialog

        if self.crash is None:
            window = QApplication.activeWindow()
            self.crash = CrashDialog(error, window)
            theme = _theme()
            if window is None and theme is not None:  # no window that it could be dressed by
                theme.dress(self.crash)
            self.crash.finished.connect(self._on_crash_read)
            self.crash.show()

    def _on_crash_read(self) -> None:
        if self.crash is not None:
            self.crash.deleteLater()
            self.crash = None

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


def _theme() -> Theme | None:
    app = QApplication.instance()
    return app.findChild(Theme) if app else None


class FaultLog(logging.Handler):
    """Opens the log with the first thing that is to be kept: most runs have none."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.WARNING)
        self._path = path
        self._kept: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Hand a line on."""
        if self._kept is None:
            from tracker.app.faults import log_handler

            self._kept = log_handler(self._path)
        self._kept.handle(record)

    def close(self) -> None:
        """Let the file go."""
        if self._kept is not None:
            self._kept.close()
        super().close()


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
