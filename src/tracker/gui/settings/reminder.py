"""The card of the weekly reminder: when it comes, whether it starts at login, and what shows it."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from tracker.app.login_start import start_at_login, starts_at_login
from tracker.app.reminding import ReminderText, keep_reminder, reminder_of
from tracker.domain.errors import TrackerError
from tracker.domain.period import DAY_NAMES
from tracker.domain.reminder import Reminder
from tracker.gui.bridge import Bridge
from tracker.gui.form import inset
from tracker.gui.remind.desktop import DesktopNotifier, ShownBy
from tracker.gui.widgets.text import button, label, show_text
from tracker.report.dates import long_weekday

NEVER = "No reminder"
SHOWN_BY = {
    ShownBy.ASKED: "",
    ShownBy.SERVICE: "Your desktop shows it as a notification; in the window it stands above the"
    " page.",
    ShownBy.TRAY: "It is shown beside the clock; in the window it stands above the page.",
    ShownBy.NONE: "This desktop shows no notifications: it stands above the page of an open window,"
    " and where none is open, at the next start.",
}
AT_LOGIN = "Start at login, so that it comes while no window is open"
NOT_HERE = "Nothing here would show it while no window is open."
SAMPLE = ReminderText(
    "This is how a reminder looks", ("It comes once a week, and not when all is logged.",)
)
SHOWN, NOT_SHOWN = "It was shown just now.", "Nothing on this desktop could show it."


class ReminderCard(QWidget):
    """A setting of this computer: every change counts at once."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._notifier: DesktopNotifier | None = None
        self.day = QComboBox()
        self.day.setAccessibleName("Day of the reminder")
        self.day.addItems([NEVER, *DAY_NAMES])
        self.at = QTimeEdit()
        self.at.setAccessibleName("Time of the reminder")
        self.at.setDisplayFormat("HH:mm")
        inset(self.at)
        self.next = label(role="hint", wrap=True)
        self.way = label(role="hint", wrap=True)
        self.login = QCheckBox(AT_LOGIN)
        self.trouble = label(role="error", wrap=True)
        self.sample = button("Show one now")
        self.day.activated.connect(self._on_chosen)
        self.at.editingFinished.connect(self._on_chosen)
        self.login.clicked.connect(self._on_login)
        self.sample.clicked.connect(self._on_sample)
        self._lay_out()

    def show_reminder(self) -> None:
        """Show what is kept, and when it comes next."""
        reminder = reminder_of(self._bridge.settings.now)
        self.day.setCurrentIndex(0 if reminder is None else reminder.day + 1)
        if not self.at.hasFocus():
            kept = reminder.at if reminder else _time(self._bridge.settings.now.reminder_at)
            self.at.setTime(QTime(kept.hour, kept.minute))
        way = self._desktop().way if reminder else ShownBy.NONE
        for part in (self.at, self.sample, self.login):
            part.setVisible(reminder is not None)
        self.login.setChecked(starts_at_login())
        self.login.setEnabled(self.login.isChecked() or way != ShownBy.NONE)
        self.login.setToolTip(NOT_HERE if way is ShownBy.NONE else "")
        show_text(self.next, self._coming(reminder))
        show_text(self.way, SHOWN_BY[way] if reminder else "")

    def _coming(self, reminder: Reminder | None) -> str:
        if reminder is None:
            return ""
        now = self._bridge.clock()
        at = reminder.coming(now)
        return (
            f"The next one comes on {long_weekday(at.date(), now.date())},"
            f" at {at:%H:%M}; none comes when all of the week is logged."
        )

    def _on_chosen(self) -> None:
        index, chosen = self.day.currentIndex(), self.at.time()
        before = reminder_of(self._bridge.settings.now)
        now = self._bridge.clock()
        new = None
        if index > 0:
            at = time(chosen.hour(), chosen.minute())
            new = Reminder(index - 1, at, now)
            if before and (before.day, before.at) == (new.day, new.at):
                return
        self._kept(new)

    def _kept(self, reminder: Reminder | None) -> None:
        show_text(self.trouble, "")
        try:
            keep_reminder(self._bridge.settings, reminder)
            if reminder is None and starts_at_login():
                start_at_login(wanted=False)
        except TrackerError as error:
            show_text(self.trouble, error.sentence)
        self.show_reminder()

    def _on_login(self, wanted: bool) -> None:
        show_text(self.trouble, "")
        try:
            start_at_login(wanted=wanted)
        except TrackerError as error:
            show_text(self.trouble, error.sentence)
        self.login.setChecked(starts_at_login())

    def _on_sample(self) -> None:
        self._desktop().show(SAMPLE)

    def _on_shown(self, shown: bool) -> None:
        self._bridge.show_message(SHOWN if shown else NOT_SHOWN)

    def _desktop(self) -> DesktopNotifier:
        if self._notifier is None:
            self._notifier = DesktopNotifier(self)
            self._notifier.way_learned.connect(self.show_reminder)
            self._notifier.shown.connect(self._on_shown)
        return self._notifier

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.day)
        row.addWidget(self.at)
        row.addWidget(self.sample)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        for one in (self.next, self.login, self.way, self.trouble):
            layout.addWidget(one)
        self.trouble.hide()


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return time(16, 0)
