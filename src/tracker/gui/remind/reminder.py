"""The reminder of an open window: looks once a minute, tells once, above the page and outside."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.app.reminding import keep_reminder, reminder_of, telling, week_to_do
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.errors import TrackerError
from tracker.domain.reminder import Reminder
from tracker.gui.remind.desktop import DesktopNotifier

A_MINUTE = 60_000
log = logging.getLogger(__name__)


class WeeklyReminder(QObject):
    """Knows when it is time; `told` is emitted with what is to be said, and shown outside too.

    Two programs may remind (a window, and one that waits for the login): whoever tells it writes so
    into the settings, and both read these again before they tell.
    """

    told = Signal(object)  # ReminderText
    opened = Signal()  # somebody pressed the notification

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime],
        notifier: DesktopNotifier,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._clock = clock
        self._notifier = notifier
        notifier.setParent(self)
        notifier.opened.connect(self.opened)
        notifier.postponed.connect(self.put_off)
        notifier.shown.connect(self._on_shown)
        self._showing = False  # what only the desktop says is under way to it
        self._timer = QTimer(self)
        self._timer.setInterval(A_MINUTE)

    def begin(self, look: Callable[[], None]) -> None:
        """Look now, and once a minute from now on."""
        self._timer.timeout.connect(look)
        self._timer.start()
        look()

    def look(self, tracker: Tracker, *, outside: bool = True, here: bool = True) -> None:
        """Tell what is due, if it is time; `outside` shows it on the desktop too.

        Where nobody says it `here`, what the desktop did not show is not told: it comes again, here
        or in the next window.
        """
        now = self._clock()
        planned = self.planned(now)
        if planned is None or not tracker.is_open or self._showing:
            return
        reminder, moment = planned
        told = telling(week_to_do(tracker, moment.date()), moment, now)
        if told is None or here:
            self._keep(reminder.told_now(now))
        if told is None:
            return
        if here:
            self.told.emit(told)
        if outside:
            self._showing = not here
            self._notifier.show(told)

    def planned(self, now: datetime) -> tuple[Reminder, datetime] | None:
        """Return the reminder and the moment to tell of now, as the settings stand; else None."""
        reminder = reminder_of(self._settings.now)
        if reminder is None or reminder.due(now) is None:
            return None
        self._settings.read_again()  # only then: another program may have told it meanwhile
        reminder = reminder_of(self._settings.now)
        moment = reminder.due(now) if reminder else None
        return (reminder, moment) if reminder and moment else None

    def put_off(self) -> None:
        """Come again in an hour."""
        if reminder := reminder_of(self._settings.now):
            self._keep(reminder.put_off(self._clock()))

    def stop(self) -> None:
        """Remind no more."""
        self._timer.stop()
        self._notifier.close()

    def _on_shown(self, shown: bool) -> None:
        if not self._showing:
            return
        self._showing = False
        self._settings.read_again()  # it took its time: another one may be wanted by now, or none
        if shown and (reminder := reminder_of(self._settings.now)):
            self._keep(reminder.told_now(self._clock()))

    def _keep(self, reminder: Reminder) -> None:
        try:
            keep_reminder(self._settings, reminder)
        except TrackerError as error:  # it holds for this run, and is told once in it
            log.warning("%s", error.sentence)
