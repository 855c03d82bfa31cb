"""Which causes bad weeks had: counted for each customer, and in all.

A bad week is a value that did not keep the promise that counted at the end of its period, or one
whose cause was named; it counts where it ended, as everything in a review does. Told is the cause
named most often, where three weeks or more had it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.evaluation import Cause
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.report.text.causes import LEAST, CauseCount

A_QUARTER = timedelta(days=92)
"""The longest period, which may have begun before the span in which it ended."""


@dataclass(frozen=True, slots=True)
class CausedWeek:
    """One bad week; `cause` None where none was named."""

    customer: Customer
    measure: Measure
    period: Period
    cause: Cause | None


def bad_weeks(tracker: Tracker, first: date, last: date) -> list[CausedWeek]:
    """Return the bad weeks that ended in a span, newest first, of what was in use in it."""
    in_use = "(archived_on IS NULL OR archived_on >= ?)", first.isoformat()
    customers = {one.id: one for one in tracker.customers.where(*in_use)}
    measures = {
        one.id: one
        for one in tracker.measures.where(f"draft = 0 AND {in_use[0]}", in_use[1])
        if one.customer_id in customers
    }
    rows = tracker.file.query(
        "SELECT measure_id, start, value, cause FROM evaluation WHERE value IS NOT NULL"
        " AND start BETWEEN ? AND ? ORDER BY start DESC, measure_id",
        (first - A_QUARTER).isoformat(),
        last.isoformat(),
    )
    found = []
    for key, start, value, cause in rows:
        if (measure := measures.get(key)) is None:
            continue
        period = Period(date.fromisoformat(start), measure.cadence)
        if not first <= period.end <= last:
            continue
        customer = customers[measure.customer_id]
        promised = measure.on(period.end).as_judged(floor_only=customer.only_floor)
        if cause or promised.keeps(value) is False:
            named = Cause(cause) if cause else None
            found.append(CausedWeek(customer, measure, period, named))
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
