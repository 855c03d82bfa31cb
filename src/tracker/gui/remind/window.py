"""The reminder while a window is open: a sentence above its page, and outside if nobody sees it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow

from tracker.app.reminding import ReminderText
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.remind.desktop import DesktopNotifier
from tracker.gui.remind.reminder import WeeklyReminder
from tracker.store.history import Changes

LOGGED = frozenset({"evaluation", "check_in"})  # what changes how much is still to be logged


class WindowReminder(QObject):
    """Looks as long as the file is open; begun when the page can be seen."""

    def __init__(
        self,
        bridge: Bridge,
        window: QMainWindow,
        tell: Callable[[str], None],
        take_back: Callable[[str], None],
        failed: Callable[[TrackerError], None],
    ) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._window = window
        self._tell, self._take_back, self._failed = tell, take_back, failed
        self._said = ""
        self._reminder = WeeklyReminder(bridge.settings, bridge.clock, DesktopNotifier(), self)
        self._reminder.told.connect(self._show)
        self._reminder.opened.connect(self._come_forward)
        bridge.changed.connect(self._on_changed)
        bridge.closing.connect(self._reminder.stop)
        self._reminder.begin(self.look)

    def look(self) -> None:
        """Tell what is due, if it is time."""
        in_front = QApplication.activeWindow() is not None
        try:
            self._reminder.look(self._bridge.tracker, outside=not in_front)
        except TrackerError as error:  # the file cannot be read: that is said, not this
            self._failed(error)

    def _show(self, told: ReminderText) -> None:
        self._take_back(self._said)
        self._said = "\n".join([f"{told.title}.", *told.sentences])
        self._tell(self._said)

    def _on_changed(self, changes: Changes) -> None:
        if self._said and changes.tables & LOGGED:  # it has done what it was for
            self._take_back(self._said)
            self._said = ""

    def _come_forward(self) -> None:
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()
