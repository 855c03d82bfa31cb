"""Which causes bad weeks had: counted for each customer, and in all.

A bad week is a value that did not keep the promise that counted at the end of its period, or one
whose cause was named. Told is the cause named most often, where three weeks or more had it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.evaluation import Cause
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.report.text.causes import LEAST, CauseCount


@dataclass(frozen=True, slots=True)
class CausedWeek:
    """One bad week; `cause` None where none was named."""

    customer: Customer
    measure: Measure
    period: Period
    cause: Cause | None


def bad_weeks(tracker: Tracker, first: date, last: date) -> list[CausedWeek]:
    """Return the bad weeks of active measures that began in a span, newest first."""
    customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
    measures = {
        one.id: one
        for one in tracker.measures.where("archived_on IS NULL AND draft = 0")
        if one.customer_id in customers
    }
    rows = tracker.file.query(
        "SELECT measure_id, start, value, cause FROM evaluation WHERE value IS NOT NULL"
        " AND start BETWEEN ? AND ? ORDER BY start DESC, measure_id",
        first.isoformat(),
        last.isoformat(),
    )
    found = []
    for key, start, value, cause in rows:
        if (measure := measures.get(key)) is None:
            continue
        period = Period(date.fromisoformat(start), measure.cadence)
        if cause or measure.on(period.end).keeps(value) is False:
            named = Cause(cause) if cause else None
            found.append(CausedWeek(customers[measure.customer_id], measure, period, named))
    return found


def cause_counts(weeks: Iterable[CausedWeek]) -> tuple[CauseCount, ...]:
    """Return the cause named most often in all, then of each customer in their order."""
    every = list(weeks)
    owners = sorted({one.customer.id: one.customer for one in every}.values(), key=_rank)
    counts = [_most("", every)]
    if len(owners) > 1:
        counts += [
            _most(owner.name, [one for one in every if one.customer.id == owner.id])
            for owner in owners
        ]
    return tuple(one for one in counts if one is not None)


def _most(whom: str, weeks: list[CausedWeek]) -> CauseCount | None:
    named = Counter(one.cause for one in weeks if one.cause is not None)
    if not named:
        return None
    cause, number = named.most_common(1)[0]
    if number < LEAST:
        return None
    touched = dict.fromkeys(one.measure.id for one in weeks if one.cause is cause)
    return CauseCount(whom, len(weeks), cause, number, tuple(touched))


def _rank(customer: Customer) -> tuple[int, bool, int, str]:
    return customer.rank
