"""A year of check-ins, week by week, without guilt: what was logged, never what was not.

Weeks before the first entry do not count, nor does a week in which nothing was due. A skipped
measure was answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tracker.app.evaluations.week import waiting
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.domain.period import Cadence, Period, falls_due

WEEKS = 52
# An entry belongs to the week in which its period ends.
_LOGGED = """SELECT week, count(*) FROM (
    SELECT CASE m.cadence WHEN 'weekly' THEN e.start
        WHEN 'fortnightly' THEN date(e.start, '+7 days')
        WHEN 'monthly' THEN date(e.start, '+1 month', '-1 day', 'weekday 0', '-6 days')
        ELSE date(e.start, '+3 months', '-1 day', 'weekday 0', '-6 days') END AS week
    FROM evaluation AS e JOIN measure AS m ON m.id = e.measure_id
    WHERE e.start >= ? AND m.draft = 0 AND coalesce(e.value, e.skipped) IS NOT NULL)
WHERE week >= ? GROUP BY week"""

_ENTERED = """SELECT id, (SELECT min(start) FROM evaluation WHERE measure_id = measure.id)
FROM measure"""


class Done(StrEnum):
    """How much of a week was logged."""

    NOT_COUNTED = "not_counted"
    NOTHING = "nothing"
    PARTLY = "partly"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class WeekDone:
    """One week: how many measures were due, and how many were logged."""

    week: Period
    done: Done
    due: int
    logged: int


class _Asked(NamedTuple):
    """A measure, its first entry, and the days between which it is asked for."""

    measure: Measure
    entry: date | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CheckIns:
    """The weeks up to this one, oldest first."""

    weeks: tuple[WeekDone, ...] = ()

    @property
    def kept(self) -> int:
        """In how many weeks something was logged."""
        return sum(one.done in {Done.PARTLY, Done.ALL} for one in self.weeks)

    @property
    def counted(self) -> int:
        """How many weeks count."""
        return sum(one.done is not Done.NOT_COUNTED for one in self.weeks)

    @property
    def now(self) -> WeekDone:
        """The running week."""
        return self.weeks[-1]


def check_ins(
    tracker: Tracker, customers: Iterable[Customer], measures: Iterable[Measure], today: date
) -> CheckIns:
    """Read a year of weeks; all customers and measures are given, archived ones too."""
    asked = _asked(tracker, customers, measures)
    last = Period.of(today)
    first = last + (1 - WEEKS)
    logged = _logged(tracker, first)
    begun = min((one.entry for one in asked if one.entry), default=None)
    weeks = []
    for step in range(WEEKS):
        week = first + step
        due = _due(asked, week)
        there = logged.get(week.start.isoformat(), 0)
        if week == last:
            there = max(due - waiting(tracker, week), 0)
        due = max(due, there)  # what was filled in for a time before its promise
        counts = begun is not None and week.end >= begun and due > 0
        weeks.append(WeekDone(week, _done(due, there, counts=counts), due, there))
    return CheckIns(tuple(weeks))


def _logged(tracker: Tracker, first: Period) -> dict[str, int]:
    monday = first.start.isoformat()
    since = (first.start - timedelta(days=92)).isoformat()
    return dict(tracker.file.query(_LOGGED, since, monday))


def _done(due: int, logged: int, *, counts: bool) -> Done:
    if not counts:
        return Done.NOT_COUNTED
    if not logged:
        return Done.NOTHING
    return Done.ALL if logged >= due else Done.PARTLY


def _asked(
    tracker: Tracker, customers: Iterable[Customer], measures: Iterable[Measure]
) -> list[_Asked]:
    gone = {one.id: one.archived_on for one in customers}
    entries = {key: date.fromisoformat(day) for key, day in tracker.file.query(_ENTERED) if day}
    found = []
    for one in measures:
        ends = [day for day in (one.archived_on, gone.get(one.customer_id)) if day]
        entry, promised = entries.get(one.id), one.versions[0].valid_from
        if not one.draft:
            first = min(entry or promised, promised)
            found.append(_Asked(one, entry, first, min(ends, default=date.max)))
    return found


def _due(asked: list[_Asked], week: Period) -> int:
    end = week.end
    return sum(
        one.measure.cadence is Cadence.WEEKLY
        or falls_due(week, one.measure.cadence, one.measure.phase)[1]
        for one in asked
        if one.first <= end < one.last
    )
