"""The measures of whom a decision left less happy: watched for some weeks after it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.decision import WATCHED_WEEKS, Decision
from tracker.domain.measure import Measure
from tracker.report.choices import watched_line

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Watched:
    """A measure of whom a decision left less happy, and until when it is watched."""

    measure: Measure
    decision: Decision
    customer: Customer
    until: date


def watch_end(decision: Decision) -> date:
    """Return the last day on which the measures of the less happy customer are watched."""
    return decision.decided_on + timedelta(weeks=WATCHED_WEEKS) - A_DAY


def watched(tracker: Tracker, today: date) -> dict[int, Watched]:
    """Return the measures that are watched today, by id; of two decisions the newer counts."""
    first = today - timedelta(weeks=WATCHED_WEEKS) + A_DAY
    found: dict[int, Watched] = {}
    for one in tracker.decisions.where(
        "less_happy_id IS NOT NULL AND decided_on BETWEEN ? AND ?",
        first.isoformat(),
        today.isoformat(),
        order="decided_on, id",
    ):
        customer = tracker.customers.get(one.less_happy_id or 0)
        if customer.archived_on is None:
            for measure in tracker.measures.where(
                "customer_id = ? AND draft = 0 AND archived_on IS NULL", customer.id
            ):
                found[measure.id] = Watched(measure, one, customer, watch_end(one))
    return found


def watched_lines(
    tracker: Tracker, today: date, customer_ids: Set[int] | None = None
) -> tuple[str, ...]:
    """Say customer by customer what is watched, until when and why."""
    groups: dict[tuple[int, int], list[Watched]] = {}
    for one in watched(tracker, today).values():
        if customer_ids is None or one.customer.id in customer_ids:
            groups.setdefault((one.customer.id, one.decision.id), []).append(one)
    return tuple(
        watched_line(
            found[0].customer.name,
            [one.measure.name for one in found],
            found[0].decision.title,
            found[0].until,
            today,
        )
        for found in groups.values()
    )


def watch_days(tracker: Tracker, measure: Measure) -> list[tuple[date, date, str]]:
    """Return when a measure was or is watched, each with the title of its decision."""
    return [
        (one.decided_on, watch_end(one), one.title)
        for one in tracker.decisions.where(
            "less_happy_id = ?", measure.customer_id, order="decided_on, id"
        )
    ]
