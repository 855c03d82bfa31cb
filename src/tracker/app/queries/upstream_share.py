"""How many of the bad weeks began upstream (R8), and which they are.

A **bad week** is a value that did not keep the promise that counted on the last day of its period,
or one whose cause was named (whatever its value). It **began upstream** where the cause that was
named is upstream; or, where no cause was named, where a stop of a link that its service depends on
overlaps the period by at least one day. Another cause that was named outranks a stop: it is the
person's word. Counted are the active measures in the 52 weeks up to today; a period of a month or a
quarter counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.queries.chain import measures_of_links
from tracker.app.tracker import Tracker
from tracker.domain.chain import Link, Stop
from tracker.domain.evaluation import CAUSE_NAMES, Cause, Evaluation
from tracker.domain.measure import Measure, show_value
from tracker.domain.period import Period

WEEKS = 52


@dataclass(frozen=True, slots=True)
class BadWeek:
    """One bad week, and why it is counted as upstream (empty: it is not) or what else it was."""

    measure: Measure
    period: Period
    shown: str
    upstream: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class UpstreamShare:
    """The bad weeks of a year, newest first."""

    weeks: tuple[BadWeek, ...]

    @property
    def bad(self) -> int:
        """How many there were."""
        return len(self.weeks)

    @property
    def upstream(self) -> int:
        """How many of them began upstream."""
        return sum(bool(one.upstream) for one in self.weeks)


def upstream_share(tracker: Tracker, today: date) -> UpstreamShare:
    """Count the bad weeks of the last 52 weeks, and those that began upstream."""
    since = Period.of(today).start - timedelta(weeks=WEEKS - 1)
    links = {one.id: one for one in tracker.links.all()}
    stops: dict[int, list[tuple[Stop, Link]]] = {}
    reached = measures_of_links(tracker)
    for stop in tracker.stops.all("started_on, id"):
        for measure_id in reached.get(stop.link_id, ()):
            stops.setdefault(measure_id, []).append((stop, links[stop.link_id]))
    found = [
        week
        for measure in tracker.measures.where("archived_on IS NULL AND draft = 0")
        for week in _bad_weeks(tracker, measure, since, today, stops.get(measure.id, ()))
    ]
    return UpstreamShare(tuple(sorted(found, key=_newest_first)))


def overlaps(stop: Stop, period: Period, today: date) -> bool:
    """Say whether a stop and a period have a day in common; an open stop lasts to today."""
    last = stop.ended_on or max(today, stop.started_on)
    return stop.started_on <= period.end and last >= period.start


def _bad_weeks(
    tracker: Tracker,
    measure: Measure,
    since: date,
    today: date,
    stops: Iterable[tuple[Stop, Link]],
) -> Iterator[BadWeek]:
    rows = tracker.file.query(
        "SELECT id, uid, measure_id, start, value, cause FROM evaluation WHERE measure_id = ?"
        " AND start >= ? AND start <= ? AND value IS NOT NULL",
        *(measure.id, since.isoformat(), today.isoformat()),
    )
    for key, uid, measure_id, start, value, cause in rows:
        named = Cause(cause) if cause else None
        one = Evaluation(key, uid, measure_id, date.fromisoformat(start), value, cause=named)
        period = Period(one.start, measure.cadence)
        version = measure.on(period.end)
        if version.keeps(value) is False or one.cause:
            shown = show_value(value, measure.scale, version.unit)
            upstream = _upstream(one.cause, period, stops, today)
            other = "" if upstream or one.cause is None else CAUSE_NAMES[one.cause]
            yield BadWeek(measure, period, shown, upstream, other)


def _upstream(
    cause: Cause | None, period: Period, stops: Iterable[tuple[Stop, Link]], today: date
) -> str:
    """Say what makes a bad week one that began upstream; empty where nothing does."""
    if cause not in {None, Cause.UPSTREAM}:
        return ""
    stopped = next((link.who for stop, link in stops if overlaps(stop, period, today)), "")
    if stopped:
        return f"{stopped} stopped"
    return "you named it so" if cause is Cause.UPSTREAM else ""


def _newest_first(week: BadWeek) -> tuple[int, str]:
    return -week.period.start.toordinal(), week.measure.name.casefold()
