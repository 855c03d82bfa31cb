"""What a reminder says, from settings, rows and the clock; who shows it is somebody else's.

It names nobody and quotes nothing: a notification may be read over a shoulder, or on a screen that
is locked.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from tracker.app.customers.moments import coming_in_week
from tracker.app.evaluations.week import check_in_of, week_sheet
from tracker.app.settings import Preferences, Settings
from tracker.app.signals.standing import standings
from tracker.app.tracker import Tracker
from tracker.domain.period import DAY_NAMES, Period
from tracker.domain.reminder import Reminder
from tracker.report.dates import long_day, long_weekday
from tracker.report.wording import by_number


class WeekToDo(NamedTuple):
    """What a week still asks for, and what came up: counts only.

    `asked` measures are due, `open` of them hold nothing; `noticed` changes were not looked at yet;
    `moments` fall into the week, or begin to need their lead time in it.
    """

    week: Period
    asked: int
    open: int
    noticed: int
    moments: int
    finished: bool

    @property
    def done(self) -> bool:
        """Whether there is nothing to remind of: the week was closed, or holds all that is due."""
        return self.finished or not self.open


class ReminderText(NamedTuple):
    """What is shown: a title, and the sentences below it."""

    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences on a line each."""
        return "\n".join(self.sentences)


def reminder_of(preferences: Preferences) -> Reminder | None:
    """Return the reminder that is kept in the settings; None if there is none, or it is garbled."""
    try:
        return Reminder(
            DAY_NAMES.index(preferences.reminder_day),
            time.fromisoformat(preferences.reminder_at).replace(tzinfo=None),
            _moment(preferences.reminder_told),
            _moment(preferences.reminder_again) if preferences.reminder_again else None,
        )
    except ValueError:
        return None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def keep_reminder(settings: Settings, reminder: Reminder | None) -> None:
    """Keep it in the settings, or none. Raises `TrackerError` where they cannot be written."""
    if reminder is None:
        settings.change(reminder_day="", reminder_again="")
        return
    settings.change(
        reminder_day=DAY_NAMES[reminder.day],
        reminder_at=f"{reminder.at:%H:%M}",
        reminder_told=reminder.told.isoformat(timespec="seconds"),
        reminder_again=reminder.again.isoformat(timespec="seconds") if reminder.again else "",
    )


def week_to_do(tracker: Tracker, day: date) -> WeekToDo:
    """Count what the week of a day still asks for, and what came up."""
    week = Period.of(day)
    sheet = week_sheet(tracker, week)
    closed = check_in_of(tracker, week)
    unseen = [one for one in standings(tracker, day) if one.signal and not one.signal.looked_on]
    return WeekToDo(
        week,
        sheet.due,
        sheet.due - sheet.logged,
        len(unseen),
        len(coming_in_week(tracker, week.start)),
        closed is not None and closed.finished,
    )


def telling(todo: WeekToDo, planned: datetime, now: datetime) -> ReminderText | None:
    """Return what is said of a week at its planned moment, or later; None if nothing is to do."""
    if todo.done:
        return None
    this = todo.week == Period.of(now.date())
    found = []
    if now.date() != planned.date():
        day = long_weekday(planned.date(), now.date())
        found.append(f"You wanted to be reminded on {day}.")
    if todo.noticed:
        several = f"{todo.noticed} changes are new: see Overview."
        found.append(by_number(todo.noticed, "One change is new: see Overview.", several))
    if todo.moments:
        several = f"{todo.moments} moments come up: see This week."
        found.append(by_number(todo.moments, "One moment comes up: see This week.", several))
    return ReminderText(_title(todo, this=this), tuple(found))


def _title(todo: WeekToDo, *, this: bool) -> str:
    day = long_day(todo.week.start)
    if todo.asked == 1:
        return (
            "One measure is still to be logged this week"
            if this
            else f"One measure is still to be logged for the week of {day}"
        )
    if todo.open == todo.asked == 2:
        return (
            "Both measures are still to be logged this week"
            if this
            else f"Both measures are still to be logged for the week of {day}"
        )
    if todo.open == todo.asked:
        return (
            f"All {todo.asked} measures are still to be logged this week"
            if this
            else f"All {todo.asked} measures are still to be logged for the week of {day}"
        )
    if todo.open == 1:
        return (
            f"One of {todo.asked} measures is still to be logged this week"
            if this
            else f"One of {todo.asked} measures is still to be logged for the week of {day}"
        )
    return (
        f"{todo.open} of {todo.asked} measures are still to be logged this week"
        if this
        else f"{todo.open} of {todo.asked} measures are still to be logged for the week of {day}"
    )
