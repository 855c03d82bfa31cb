"""One measure in a review: what was logged and kept in the period, and how it stood at the end.

It is reckoned as on a scorecard, so that no customer was shown another figure than stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from tracker.app.queries.calculation import calculation_in
from tracker.app.queries.review_changes import changes_of
from tracker.app.queries.review_fixes import fix_parts
from tracker.app.queries.review_frame import Frame, Row
from tracker.app.queries.scorecard_chart import Beside, chart
from tracker.app.queries.scorecard_facts import Facts, came_of, facts_of
from tracker.app.queries.scorecard_measures import shown_figure
from tracker.app.queries.standing import CHANGED, heard
from tracker.domain.customer import Customer
from tracker.domain.diary import Event
from tracker.domain.measure import Measure, Version, show_value
from tracker.domain.period import Period, periods
from tracker.report.review_content import Entry, MeasurePart

A_DAY = timedelta(days=1)


def measure_part(frame: Frame, customer: Customer, measure: Measure) -> MeasurePart:
    """Gather everything about one measure."""
    facts = _facts(frame, customer, measure)
    came, fixes = came_of(facts), fix_parts(frame, facts)
    planned = frame.planned.get(measure.id, [])
    verdict = heard(customer, facts.measure, facts.finding)
    beside = Beside(tuple(_events(frame, measure)), tuple(planned), tuple(one.fix for one in fixes))
    return MeasurePart(
        measure=facts.measure,
        finding=facts.finding,
        verdict=verdict,
        kept=came.kept,
        entries=tuple(_entries(frame, facts)),
        mean=came.mean,
        figure=shown_figure(facts.measure, came) if came.mean is not None else "",
        met=came.met,
        of=came.of,
        changes=changes_of(frame, facts, verdict),
        fixes=fixes,
        picture=chart(frame.tracker, facts, beside, frame.until) if facts.values else None,
        calculation=calculation_in(facts.history) if verdict in CHANGED else None,
        earlier=tuple(_earlier(facts)),
        planned=tuple((one.starts_on, one.reason) for one in planned),
        archived_on=facts.measure.archived_on,
    )


def _facts(frame: Frame, customer: Customer, measure: Measure) -> Facts:
    """Return what is known of a measure, without what is nobody else's: why it was changed."""
    facts = facts_of(frame.tracker, measure, customer, frame.first, frame.until)
    versions = tuple(replace(one, reason="", words="") for one in facts.measure.versions)
    gone = frame.gone_on(measure.archived_on)
    return replace(facts, measure=replace(facts.measure, versions=versions, archived_on=gone))


def _entries(frame: Frame, facts: Facts) -> Iterator[Entry]:
    """Yield what fell due, oldest first; after a measure was archived, only what was logged."""
    measure = facts.measure
    known = {row.start: row for row in frame.rows.get(measure.id, [])}
    begun = Period.of(frame.begun(measure), measure.cadence, measure.phase)
    over = measure.archived_on or date.max
    for period in periods(max(begun, facts.begins), facts.ends):
        start, end = period.start, period.end
        row = known.get(start)
        if row is not None and row.value is not None:
            yield _logged(measure, row, row.value, end)
        elif row is not None and row.skipped:
            yield Entry(start, end, None, "skipped", skipped=True)
        elif end < over:
            yield Entry(start, end, None, "not logged")


def _logged(measure: Measure, row: Row, value: float, end: date) -> Entry:
    """Return an entry with its delay by the file's clock; none where it came before the end."""
    version = measure.on(end)
    shown = show_value(value, measure.scale, version.unit)
    delay = (date.fromisoformat(row.logged_at[:10]) - end).days if row.logged_at else None
    late = None if delay is None else max(delay, 0)
    return Entry(row.start, end, value, shown, version.keeps(value), delay=late)


def _events(frame: Frame, measure: Measure) -> Iterator[Event]:
    """Yield what happened to a measure, its customer, or everything."""
    for one in frame.events:
        anybody = one.measure_id is None and one.customer_id in {None, measure.customer_id}
        if anybody or one.measure_id == measure.id:
            yield one


def _earlier(facts: Facts) -> Iterator[tuple[Version, date]]:
    """Yield the other promises that held in the period, each with its last day."""
    versions = facts.measure.versions
    for old, new in pairwise(versions):
        if _promise(old) != _promise(new) and facts.begins.end < new.valid_from:
            yield old, new.valid_from - A_DAY


def _promise(version: Version) -> tuple[object, ...]:
    return (version.better, version.promise, version.low, version.high, version.unit)
