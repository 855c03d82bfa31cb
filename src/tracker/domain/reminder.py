"""When to remind: one weekday and time by the person's own clock, told once, however late.

Every moment here is naive, what the clock on the wall shows. So 16:00 stays 16:00 when summer time
begins or ends; a time in the hour that is skipped comes at its end, and one in the hour that comes
twice comes once. Who asks seldom (a computer that slept, a program that was closed) is told of the
newest moment only, however many were missed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

WEEK: Final = timedelta(days=7)
AN_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A weekday (0 is Monday) and a time; what was planned up to `told` needs telling no more.

    `again` is when one that was put off is to come once more.
    """

    day: int
    at: time
    told: datetime
    again: datetime | None = None

    def newest(self, now: datetime) -> datetime:
        """Return the last planned moment that is not after now."""
        planned = self._on(now.date() - timedelta(days=(now.weekday() - self.day) % 7))
        return planned if planned <= now else planned - WEEK

    def coming(self, now: datetime) -> datetime:
        """Return the next planned moment."""
        return self.newest(now) + WEEK

    def due(self, now: datetime) -> datetime | None:
        """Return the planned moment that is to be told now; None if there is nothing to tell.

        A clock that once stood far ahead silences nothing: `told` more than a week after now was
        written by it.
        """
        newest = self.newest(now)
        if self.again is not None:
            late = self.again <= now or self.again > now + WEEK
            return newest if late or newest > self.told else None
        return newest if newest > self.told or self.told > now + WEEK else None

    def told_now(self, now: datetime) -> Reminder:
        """Return it as it is once it was told, or passed over because nothing was to do."""
        return replace(self, told=now, again=None)

    def put_off(self, now: datetime) -> Reminder:
        """Return it as it is once an hour more was asked for."""
        return replace(self, told=now, again=now + AN_HOUR)

    def _on(self, day: date) -> datetime:
        return datetime.combine(day, self.at)
