"""What is due in a week and what is logged, as the command line tells it.

It reads what it needs and no more: `status` is the command that scripts and prompts run often.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.evaluation import EvaluationState
from tracker.domain.measure import Measure, Version
from tracker.domain.period import Period, falls_due, read_period


class StatusLine(NamedTuple):
    """One measure in one week; `version` is what counts in its period."""

    customer: Customer
    measure: Measure
    version: Version
    state: EvaluationState
    value: float | None
    skipped: str | None
    last: float | None


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
    """Read a week: every measure that is not put away, customers in their order."""
    customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
    lines: list[StatusLine] = []
    due = logged = 0
    for measure in tracker.measures.where("archived_on IS NULL"):
        if (customer := customers.get(measure.customer_id)) is None:
            continue
        period, falls = falls_due(week, measure.cadence, measure.phase)
        line = _line(tracker, customer, measure, period, due=falls)
        lines.append(line)
        if falls and not measure.draft:
            due += 1
            logged += line.state in {EvaluationState.VALUE, EvaluationState.SKIPPED}
    lines.sort(key=lambda line: line.customer.rank)
    return Status(week, due, logged, tuple(lines))


def _line(
    tracker: Tracker, customer: Customer, measure: Measure, period: Period, *, due: bool
) -> StatusLine:
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
    state = EvaluationState.UNKNOWN if due else EvaluationState.NOT_DUE
    if measure.draft:
        state = EvaluationState.DRAFT
    elif value is not None:
        state = EvaluationState.VALUE
    elif skipped:
        state = EvaluationState.SKIPPED
    last = before[0][0] if before else None
    return StatusLine(customer, measure, measure.on(period.end), state, value, skipped, last)
