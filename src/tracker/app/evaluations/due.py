"""What is asked for in a week: one rule for This week, Overview, `status` and the review.

A measure is asked for from the week in which it was promised, or first logged if that was before,
until it or its customer is put away; in the week in which its period ends. The own pulse is an
offer: it comes first, and no count of a week holds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.evaluation import put_away_on
from tracker.domain.measure import Measure
from tracker.domain.period import Cadence, Period, falls_due

_FIRST = "(SELECT min(start) FROM evaluation WHERE measure_id = measure.id)"
# The same rule in one query, which the rail asks after every entry.
_WAITING = """
WITH week (monday, second, month, quarter, sunday, hidden) AS (VALUES (?, ?, ?, ?, ?, ?))
SELECT count(*) FROM (
    SELECT m.id, CASE m.cadence
        WHEN 'weekly' THEN monday
        WHEN 'fortnightly' THEN iif((julianday(second) - julianday(m.phase)) % 14 = 0, second, '')
        WHEN 'monthly' THEN month ELSE quarter END AS start
    FROM week, measure AS m JOIN customer AS c ON c.id = m.customer_id
    WHERE m.draft = 0 AND coalesce(m.archived_on, '9999') > sunday
        AND coalesce(c.archived_on, '9999') > sunday
        AND c.id NOT IN (SELECT value FROM json_each(hidden))
        AND ((SELECT min(valid_from) FROM version WHERE measure_id = m.id) <= sunday
            OR EXISTS (SELECT 1 FROM evaluation WHERE measure_id = m.id AND start <= sunday))
    ) AS asked
WHERE start <> '' AND NOT EXISTS (SELECT 1 FROM evaluation AS e WHERE e.measure_id = asked.id
    AND e.start = asked.start AND coalesce(e.value, e.skipped) IS NOT NULL)"""


class AskedMeasure(NamedTuple):
    """A measure, and the days between which it is asked for: from `first`, before `over`."""

    customer: Customer
    measure: Measure
    first: date
    over: date

    def begun(self, week: Period) -> bool:
        """Whether it was promised or logged by the end of a week."""
        return self.first <= week.end

    def there(self, week: Period) -> bool:
        """Whether it was not put away by the end of a week; a draft never asks, but is there."""
        return week.end < self.over

    def falls(self, week: Period) -> tuple[Period, bool]:
        """Return the period to talk about in a week, and whether it ends in that week."""
        return falls_due(week, self.measure.cadence, self.measure.phase)

    def due(self, week: Period) -> Period | None:
        """Return the period that a week asks for, None where it asks for none."""
        period, falls = self.falls(week)
        return period if falls and self.asks(week) else None

    def asks(self, week: Period) -> bool:
        """Whether a week asks for it, if a period of it ends there."""
        return not self.measure.draft and self.begun(week) and self.there(week)


def asked_measures(
    tracker: Tracker,
    customers: Iterable[Customer] | None = None,
    measures: Iterable[Measure] | None = None,
) -> list[AskedMeasure]:
    """Return every measure, archived ones and drafts too, by customer in their order.

    Customers and measures that were read already can be given, all of them.
    """
    whose = {one.id: one for one in customers or tracker.customers.all()}
    logged = dict(tracker.file.query(f"SELECT id, {_FIRST} FROM measure"))  # noqa: S608 - ours
    found = [
        _asked(whose[one.customer_id], one, logged[one.id])
        for one in measures or tracker.measures.all()
    ]
    return sorted(found, key=lambda one: one.customer.rank)


def asked_measure(tracker: Tracker, customer: Customer, measure: Measure) -> AskedMeasure:
    """Return one measure of a customer, as `asked_measures` does."""
    query = f"SELECT {_FIRST} FROM measure WHERE id = ?"  # noqa: S608 - ours
    ((logged,),) = tracker.file.query(query, measure.id)
    return _asked(customer, measure, logged)


def asked_since(customer: Customer, measure: Measure, logged: date | None) -> AskedMeasure:
    """Return a measure of a customer of which something is logged for a day, or nothing at all."""
    promised = measure.versions[0].valid_from
    first = min(promised, logged) if logged else promised
    return AskedMeasure(customer, measure, first, put_away_on(measure, customer))


def _asked(customer: Customer, measure: Measure, logged: str | None) -> AskedMeasure:
    return asked_since(customer, measure, date.fromisoformat(logged) if logged else None)


def waiting(tracker: Tracker, week: Period, hidden: Collection[int] = ()) -> int:
    """Count the measures that are due in a week and hold nothing yet, in one query.

    A fortnight is due in its second week, so it began on the Monday before. Measures of `hidden`
    customers are not counted.
    """
    starts = [week.start.isoformat(), (week + -1).start.isoformat()]
    for cadence in (Cadence.MONTHLY, Cadence.QUARTERLY):
        period, due = falls_due(week, cadence)
        starts.append(period.start.isoformat() if due else "")
    ((count,),) = tracker.file.query(
        _WAITING,
        *starts,
        week.end.isoformat(),
        str(sorted(hidden)),  # as JSON writes it, too
    )
    return int(count)
