"""Quick notes, and moments: the days on which a customer needs something (L6, L7, F3, T1)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST_LEAD = 90


class NoteKind(StrEnum):
    """What a quick note is."""

    NOTE = "note"
    THANKS = "thanks"
    IDEA = "idea"
    OBSTACLE = "obstacle"
    STOP = "stop"
    START = "start"


NOTE_KIND_NAMES = {
    NoteKind.NOTE: "Conversation",
    NoteKind.THANKS: "Thanks",
    NoteKind.IDEA: "Idea",
    NoteKind.OBSTACLE: "Obstacle",
    NoteKind.STOP: "Stop doing",
    NoteKind.START: "Start doing",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A quick note: the essential point in `text`, always private.

    `played_back` says whether the point was said back to the customer; `fix_id` and `event_id` what
    became of an idea, an obstacle, or something stopped or started; `tags` are words with commas.
    """

    id: int
    uid: str
    customer_id: int | None
    kind: NoteKind
    happened_on: date
    text: str
    played_back: bool | None = None
    disagreement: str = ""
    tags: str = ""
    fix_id: int | None = None
    event_id: int | None = None
    done_on: date | None = None


class Repeat(StrEnum):
    """How often a moment comes."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    LAST_WORKDAY = "last_workday"
    QUARTERLY = "quarterly"


REPEAT_NAMES = {
    Repeat.ONCE: "Once",
    Repeat.WEEKLY: "Every week",
    Repeat.MONTHLY: "Every month",
    Repeat.LAST_WORKDAY: "Last working day of the month",
    Repeat.QUARTERLY: "Every quarter",
}
_MONTHS = {Repeat.MONTHLY: 1, Repeat.LAST_WORKDAY: 1, Repeat.QUARTERLY: 3}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a rule for dates, with the days of lead time that it needs."""

    id: int
    uid: str
    customer_id: int
    title: str
    first_on: date
    repeats: Repeat
    until: date | None = None
    lead_days: int = 7
    note: str = ""

    def days(self, first: date, last: date) -> Iterator[date]:
        """Yield the days on which it comes, from `first` to `last` (both included)."""
        end = last if self.until is None else min(last, self.until)
        for day in self._every():
            if day > end:
                return
            if day >= max(first, self.first_on):
                yield day

    def next(self, today: date) -> date | None:
        """Return the next day on which it comes, today included; None if there is none."""
        return next(self.days(today, today + timedelta(days=800)), None)

    def _every(self) -> Iterator[date]:
        if self.repeats is Repeat.ONCE:
            yield self.first_on
        elif self.repeats is Repeat.WEEKLY:
            day = self.first_on
            while day <= date.max - timedelta(days=7):
                yield day
                day += timedelta(days=7)
        else:
            yield from self._monthly(_MONTHS[self.repeats])

    def _monthly(self, months: int) -> Iterator[date]:
        """Yield a day every so many months: of the same number, or the month's last if shorter."""
        at = self.first_on.year * 12 + self.first_on.month - 1
        while at // 12 < date.max.year:
            year, month = at // 12, at % 12 + 1
            length = calendar.monthrange(year, month)[1]
            if self.repeats is Repeat.LAST_WORKDAY:
                day = date(year, month, length)
                yield day - timedelta(days=max(day.weekday() - 4, 0))
            else:
                yield date(year, month, min(self.first_on.day, length))
            at += months
