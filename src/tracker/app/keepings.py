"""How every promise is kept today: the last thirteen periods with a value, read from the file.

Pages and commands ask here; a page of paper with a span of its own judges the values of that span
by the same rule (`domain.keeping`). `status` asks at every prompt, so a judgement that is kept is
read without the judge.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from tracker.detection import VERSION
from tracker.domain.customer import Customer
from tracker.domain.keeping import WINDOW, Keeping, StandingChange, keeping_of
from tracker.domain.measure import Measure

if TYPE_CHECKING:
    from tracker.app.tracker import Tracker
    from tracker.domain.finding import Finding

_NEWEST = """SELECT start, value FROM evaluation
WHERE measure_id = ? AND value IS NOT NULL AND start <= ? ORDER BY start DESC LIMIT ?"""

_KEPT_CHANGES = """
SELECT m.id, json_type(v.finding, '$.turned'), json_extract(v.finding, '$.turned[0]'),
    json_extract(v.finding, '$.turned[1]')
FROM measure AS m LEFT JOIN verdict AS v ON v.measure_id = m.id AND NOT v.doubted
    AND CASE WHEN json_valid(v.finding) THEN json_extract(v.finding, '$.version') END = ?"""


def keeping_now(
    tracker: Tracker,
    measure: Measure,
    customer: Customer,
    change: StandingChange | None,
    until: date = date.max,
) -> Keeping:
    """Judge the newest periods of a measure, up to the one that holds a day."""
    values = newest_values(tracker, measure, until)
    return keeping_of(measure, values, change, floor_only=customer.only_floor)


def newest_values(
    tracker: Tracker, measure: Measure, until: date = date.max
) -> list[tuple[date, float]]:
    """Return the values that are judged: the newest ones up to a day, oldest first."""
    rows = tracker.file.query(_NEWEST, measure.id, until.isoformat(), WINDOW)
    return [(date.fromisoformat(start), value) for start, value in reversed(rows)]


def keepings(
    tracker: Tracker, measures: Iterable[Measure], customers: dict[int, Customer]
) -> dict[int, Keeping]:
    """Judge the newest periods of some measures, by id; drafts promise nothing yet."""
    changes = changes_now(tracker)
    return {
        one.id: keeping_now(tracker, one, customers[one.customer_id], changes[one.id])
        for one in measures
        if not one.draft and one.customer_id in customers
    }


def changes_now(tracker: Tracker) -> dict[int, StandingChange | None]:
    """Return the change that stands of every measure, by id.

    What is kept says it without the judge; where anything is doubted, or makes no sense any more,
    the judge is asked.
    """
    kept = tracker.file.query("SELECT 1 FROM sqlite_master WHERE name = 'verdict'")
    rows = tracker.file.query(_KEPT_CHANGES, VERSION) if kept else [(0, None, None, None)]
    if all(known is not None for _, known, *_ in rows):
        with suppress(ValueError, TypeError):  # harmed on the disk: it is worked out again
            return {key: _change(*said) for key, _, *said in rows}
    return {key: change_of(one) for key, one in tracker.judge.findings().items()}


def change_of(finding: Finding) -> StandingChange | None:
    """Return the newest change of a finding, as far as a promise asks for it.

    Whether the person accepts a level as usual does not change whether it keeps the promise.
    """
    return StandingChange(*finding.turned) if finding.turned else None


def _change(since: str | None, worse: int | None) -> StandingChange | None:
    if since is None:
        return None
    return StandingChange(date.fromisoformat(since), bool(worse))
