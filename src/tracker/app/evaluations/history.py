"""The weeks of check-ins, without guilt: one count for Overview, its squares, and the review.

A week is *done* when everything that it asked for (see `due`) was logged, or skipped with a reason,
as while away; whether its closing question was answered does not matter. Counted are the finished
weeks since the first entry by hand that asked for something. Not counted are the running week,
which has a count of its own, and the weeks of which all that is known came with an import.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.app.evaluations.due import AskedMeasure, asked_measures
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.domain.period import Period, periods

WEEKS = 52
_LOGGED = """SELECT measure_id, start, imported FROM evaluation
WHERE start BETWEEN ? AND ? AND coalesce(value, skipped) IS NOT NULL"""
_BY_HAND = """SELECT min(start) FROM evaluation
WHERE imported = 0 AND coalesce(value, skipped) IS NOT NULL"""

Entries = dict[tuple[int, str], bool]
"""Whether an entry came with an import, by measure and first day."""


class WeekCompletion(StrEnum):
    """How much of what a week asked for was logged or skipped."""

    NOT_COUNTED = "not_counted"
    NOTHING = "nothing"
    PARTLY = "partly"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class WeekDone:
    """One week: how many measures were due, and how many of those were logged or skipped."""

    week: Period
    done: WeekCompletion
    due: int
    logged: int


@dataclass(frozen=True, slots=True)
class CheckIns:
    """Finished weeks, oldest first, and the running one, if it is among those asked for."""

    weeks: tuple[WeekDone, ...] = ()
    now: WeekDone | None = None

    @property
    def done(self) -> int:
        """In how many weeks everything was logged or skipped."""
        return sum(one.done is WeekCompletion.ALL for one in self.weeks)

    @property
    def counted(self) -> int:
        """How many weeks count."""
        return sum(one.done is not WeekCompletion.NOT_COUNTED for one in self.weeks)


def check_ins(
    tracker: Tracker, customers: Iterable[Customer], measures: Iterable[Measure], today: date
) -> CheckIns:
    """Read a year of weeks; all customers and measures are given, archived ones too."""
    last = Period.of(today)
    asked = asked_measures(tracker, customers, measures)
    return _read(tracker, asked, last + -WEEKS, last, today)


def check_ins_between(tracker: Tracker, first: date, last: date, today: date) -> CheckIns:
    """Read the weeks that end within some days: those that a review is about."""
    begin, end = Period.of(first), Period.of(last)
    end = end if end.end <= last else end + -1
    return _read(tracker, asked_measures(tracker), begin, end, today)


def weeks_without_entry(tracker: Tracker, today: date) -> tuple[Period, ...]:
    """Return the weeks of the last year that hold nothing at all and were not finished either."""
    shown = _read(
        tracker, asked_measures(tracker), Period.of(today) + -WEEKS, Period.of(today), today
    )
    finished = {one.week for one in tracker.check_ins.all() if one.finished}
    empty = (one.week for one in shown.weeks if one.done is WeekCompletion.NOTHING)
    return tuple(week for week in empty if week.start not in finished)


def _read(
    tracker: Tracker, asked: list[AskedMeasure], first: Period, last: Period, today: date
) -> CheckIns:
    ((day,),) = tracker.file.query(_BY_HAND)
    begun = date.fromisoformat(day) if day else date.max
    entries = _entries(tracker, first, last)
    finished, running = [], None
    for week in periods(first, last):
        found = _week(asked, week, entries, begun)
        if today in week:
            running = found
        elif week.end < today:
            finished.append(found)
    return CheckIns(tuple(finished), running)


def _entries(tracker: Tracker, first: Period, last: Period) -> Entries:
    """Read what was logged for the weeks; a quarter may have begun long before its week."""
    since = (first + -14).start.isoformat()
    rows = tracker.file.query(_LOGGED, since, last.end.isoformat())
    return {(key, start): bool(imported) for key, start, imported in rows}


def _week(asked: list[AskedMeasure], week: Period, entries: Entries, begun: date) -> WeekDone:
    due = [
        (one.measure.id, period.start.isoformat())
        for one in asked
        if (period := one.due(week)) is not None
    ]
    origins = [entries[key] for key in due if key in entries]
    counts = bool(due) and week.end >= begun and not (origins and all(origins))
    return WeekDone(week, _done(len(due), len(origins), counts=counts), len(due), len(origins))


def _done(due: int, logged: int, *, counts: bool) -> WeekCompletion:
    if not counts:
        return WeekCompletion.NOT_COUNTED
    if not logged:
        return WeekCompletion.NOTHING
    return WeekCompletion.ALL if logged >= due else WeekCompletion.PARTLY
