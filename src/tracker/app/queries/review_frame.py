"""What a review is about: its days, whose measures are in it, and everything logged, read at once.

A review is judged as of its last day, or of today while it still runs: what came later is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from tracker.app.queries.notes import NOT_FROM_A_NOTE
from tracker.app.tracker import Tracker
from tracker.domain.correction import Fix, PlannedChange
from tracker.domain.customer import Customer
from tracker.domain.diary import Event
from tracker.domain.measure import Measure
from tracker.domain.rating import Rating

Progress = Callable[[int, int], None]
"""Is told how many of how many parts are done; it may raise to cancel."""
A_QUARTER = timedelta(days=92)
"""The longest period, which may end in a review that began after it."""
_ROWS = """SELECT measure_id, start, value, skipped, note, logged_at, id FROM evaluation
WHERE start BETWEEN ? AND ? ORDER BY measure_id, start"""
_SPANS = """SELECT measure_id, min(start), max(start) FROM evaluation GROUP BY measure_id"""


class Row(NamedTuple):
    """What was logged for a period, as far as it may leave."""

    measure_id: int
    start: date
    value: float | None
    skipped: str | None
    note: str
    logged_at: str
    id: int


@dataclass(frozen=True)
class Frame:
    """A review's days, and what was read for all of its measures together."""

    tracker: Tracker
    first: date
    last: date
    today: date

    @property
    def until(self) -> date:
        """The day by which everything is judged."""
        return min(self.last, self.today)

    @property
    def days(self) -> tuple[str, str]:
        """The first day and the day of judgement, as the file writes them."""
        return self.first.isoformat(), self.until.isoformat()

    @cached_property
    def rows(self) -> dict[int, list[Row]]:
        """What was logged in the period and the quarter before, by measure, oldest first."""
        days = (self.first - A_QUARTER).isoformat(), self.until.isoformat()
        read = (
            Row(key, date.fromisoformat(start), *said)
            for key, start, *said in self.tracker.file.query(_ROWS, *days)
        )
        return {key: list(rows) for key, rows in groupby(read, attrgetter("measure_id"))}

    @cached_property
    def spans(self) -> dict[int, tuple[date, date]]:
        """The first and the last period ever logged, by measure."""
        return {
            key: (date.fromisoformat(first), date.fromisoformat(last))
            for key, first, last in self.tracker.file.query(_SPANS)
        }

    @cached_property
    def customers(self) -> list[Customer]:
        """Who was served in the period, in their order."""
        everyone = self.tracker.customers.all()
        served = [one for one in everyone if not self._over(one.archived_on)]
        return sorted(served, key=attrgetter("rank"))

    @cached_property
    def measures(self) -> dict[int, list[Measure]]:
        """The measures that were in use in the period, by customer."""
        served = {one.id for one in self.customers}
        found: dict[int, list[Measure]] = {}
        for measure in self.tracker.measures.all():
            there = self.begun(measure) <= self.until and measure.customer_id in served
            if there and not (measure.draft or self._over(measure.archived_on)):
                found.setdefault(measure.customer_id, []).append(measure)
        return found

    @cached_property
    def fixes(self) -> dict[int, list[Fix]]:
        """The fixes that were under way in the period, by measure, as they stood at its end."""
        end = self.until.isoformat()
        found: dict[int, list[Fix]] = {}
        for fix in self.tracker.fixes.where("started_on <= ?", end, order="started_on, id"):
            ended = max((day for day in (fix.done_on, fix.dropped_on) if day), default=None)
            if not self._over(ended) or (fix.review_on is not None and fix.review_on >= self.first):
                found.setdefault(fix.measure_id, []).append(self._fix_then(fix))
        return found

    @cached_property
    def planned(self) -> dict[int, list[PlannedChange]]:
        """The planned changes of the period, by measure."""
        found: dict[int, list[PlannedChange]] = {}
        for one in self.tracker.planned_changes.where(
            "starts_on BETWEEN ? AND ?", *self.days, order="starts_on"
        ):
            found.setdefault(one.measure_id, []).append(one)
        return found

    @cached_property
    def events(self) -> list[Event]:
        """What happened in the period; not what a private note has put on the charts."""
        return self.tracker.events.where(
            f"happened_on BETWEEN ? AND ? AND {NOT_FROM_A_NOTE}",
            *self.days,
            order="happened_on, id",
        )

    @cached_property
    def ratings(self) -> list[Rating]:
        """What customers said in the period, oldest first."""
        return self.tracker.ratings.where(
            "rated_on BETWEEN ? AND ?", *self.days, order="rated_on, id"
        )

    @cached_property
    def starred_notes(self) -> frozenset[int]:
        """The evaluations whose note has a star."""
        found = self.tracker.stars.where("evaluation_id IS NOT NULL")
        return frozenset(one.evaluation_id for one in found if one.evaluation_id)

    @cached_property
    def starred_words(self) -> frozenset[int]:
        """The ratings whose words have a star."""
        found = self.tracker.stars.where("rating_id IS NOT NULL")
        return frozenset(one.rating_id for one in found if one.rating_id)

    def begun(self, measure: Measure) -> date:
        """Return the day from which a measure is asked for: promised, or logged before that."""
        promised = measure.versions[0].valid_from
        return min(promised, self.spans.get(measure.id, (promised,))[0])

    def gone_on(self, archived_on: date | None) -> date | None:
        """Return the day something was archived, if it was by the end."""
        return archived_on if archived_on is not None and archived_on <= self.until else None

    def _over(self, ended: date | None) -> bool:
        return ended is not None and ended < self.first

    def _fix_then(self, fix: Fix) -> Fix:
        done, dropped = (
            None if day is None or day > self.until else day
            for day in (fix.done_on, fix.dropped_on)
        )
        return replace(fix, done_on=done, dropped_on=dropped, owner="", obstacle="", note="")
