"""Where every error that nobody caught ends: a message for people, a report for bugs."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from tracker.domain.errors import TrackerError
from tracker.gui.theme import Theme

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
