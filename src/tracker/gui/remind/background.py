"""`--remind`: wait without a window, and remind when the time has come; nothing else.

The data file is opened only at that time, and only to be read. A window that is open at the time
comes first: whoever tells it writes so into the settings. One waits at a time; a second one ends.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QProcess
from PySide6.QtWidgets import QApplication, QMenu

from tracker.app.login_start import command
from tracker.app.settings import Settings, data_file
from tracker.app.tracker import Tracker
from tracker.domain.errors import TrackerError
from tracker.gui.remind.desktop import DesktopNotifier
from tracker.gui.remind.reminder import WeeklyReminder

A_WINDOW_FIRST = timedelta(minutes=1)
log = logging.getLogger(__name__)


def only_one(settings_path: Path) -> QLockFile | None:
    """Return the lock of the one reminder that waits, None if another one holds it."""
    lock = QLockFile(str(settings_path.with_name("reminder.lock")))
    lock.setStaleLockTime(0)  # it is stale when its program is gone, however long it waited
    return lock if lock.tryLock(0) else None


class BackgroundReminder(QObject):
    """Looks once a minute whether it is time, and opens the window when it is asked for."""

    def __init__(
        self,
        settings: Settings,
        data: Path | None,
        parent: QObject | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._data = data
        self._clock = clock
        self._notifier = DesktopNotifier()
        self.reminder = WeeklyReminder(settings, clock, self._notifier, self)
        self.reminder.opened.connect(self.open_window)
        self._menu: QMenu | None = None

    def begin(self) -> None:
        """Begin to look."""
        self.reminder.begin(self.look)

    def look(self) -> None:
        """Tell what is due, if it is time and no window has told it."""
        self._stand_in_tray()
        self._settings.read_again()
        planned = self.reminder.planned(self._clock())
        if planned is None or self._clock() < planned[1] + A_WINDOW_FIRST:
            return
        path = self._data or Path(self._settings.now.last_file or data_file())
        if not path.exists():
            return
        try:
            with Tracker(path, create=False, read_only=True) as tracker:
                self.reminder.look(tracker, here=False)
        except TrackerError as error:  # the window says it, to somebody who looks
            log.warning("%s", error.sentence)

    def open_window(self) -> None:
        """Start the window; if it is open, that brings it to the front."""
        program, *arguments = command()
        arguments.remove("--remind")
        if self._data is not None:
            arguments += ["--data", str(self._data)]
        QProcess.startDetached(program, arguments)

    def stop(self) -> None:
        """Remind no more."""
        self.reminder.stop()

    def _stand_in_tray(self) -> None:
        """Stand in the tray where there is one: at login it may come after us."""
        if self._menu is not None or not _has_tray():
            return
        self._menu = QMenu()
        self._menu.addAction("Open Impact Tracker", self.open_window)
        self._menu.addAction("Remind me in an hour", self.reminder.put_off)
        self._menu.addSeparator()
        self._menu.addAction("Quit", QApplication.quit)
        self._notifier.tray_icon().setContextMenu(self._menu)


def _has_tray() -> bool:
    from PySide6.QtWidgets import QSystemTrayIcon

    return QSystemTrayIcon.isSystemTrayAvailable()
