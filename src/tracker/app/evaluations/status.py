"""What is due in a week and what is logged, as the command line tells it.

It reads what it needs and no more: `status` is the command that scripts and prompts run often.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker.app.evaluations.due import AskedMeasure, asked_measures
from tracker.app.keepings import changes_now, keeping_now
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.evaluation import EvaluationState
from tracker.domain.keeping import Keeping, StandingChange
from tracker.domain.measure import Measure, Version
from tracker.domain.period import Period, read_period

_LOGGED = frozenset({EvaluationState.VALUE, EvaluationState.SKIPPED})


class StatusLine(NamedTuple):
    """One measure in one week: what counts in its period, and how that was kept up to it."""

    customer: Customer
    measure: Measure
    version: Version
    state: EvaluationState
    value: float | None
    skipped: str | None
    last: float | None
    keeping: Keeping


class Status(NamedTuple):
    """A week: how many measures are due, how many of those are logged or skipped, and all."""

    week: Period
    due: int
    logged: int
    lines: tuple[StatusLine, ...]


def week_named(text: str | None, today: date) -> Period:
    """Return the week that is meant; a month or quarter means the one in which it falls due."""
    if text is None:
        return Period.of(today)
    named = read_period(text)
    return Period.of(named if isinstance(named, date) else named.end)


def status(tracker: Tracker, week: Period) -> Status:
    """Read a week: every measure that was not put away by then, customers in their order."""
    changes = changes_now(tracker)
    there = [one for one in asked_measures(tracker) if one.there(week)]
    lines = tuple(_line(tracker, one, week, changes.get(one.measure.id)) for one in there)
    due = [line for one, line in zip(there, lines, strict=True) if one.due(week)]
    return Status(week, len(due), sum(line.state in _LOGGED for line in due), lines)


def _line(
    tracker: Tracker, asked: AskedMeasure, week: Period, change: StandingChange | None
) -> StatusLine:
    customer, measure = asked.customer, asked.measure
    period, _ = asked.falls(week)
    rows = tracker.file.query(
        "SELECT value, skipped FROM evaluation WHERE measure_id = ? AND start = ?",
        measure.id,
        period.start.isoformat(),
    )
    value, skipped = rows[0] if rows else (None, None)
    before = tracker.file.query(
        "SELECT value FROM evaluation WHERE measure_id = ? AND start < ? AND value IS NOT NULL"
        " ORDER BY start DESC LIMIT 1",
        measure.id,
        period.start.isoformat(),
    )
    state = EvaluationState.UNKNOWN if asked.due(week) else EvaluationState.NOT_DUE
    if measure.draft:
        state = EvaluationState.DRAFT
    elif value is not None:
        state = EvaluationState.VALUE
    elif skipped:
        state = EvaluationState.SKIPPED
    last = before[0][0] if before else None
    version = measure.on(period.end)
    keeping = keeping_now(tracker, measure, customer, change, period.end)
    return StatusLine(customer, measure, version, state, value, skipped, last, keeping)
