"""What is known of a measure in a period, as it stood when the period ended, and its chart.

A period of the measure counts for the stretch of time in which it ends, so that no week stands on
two scorecards; what was logged, promised or planned later is not looked at. The chart is the trend
that the person sees, judged as of the end of the period, and without the reasons of weeks that were
skipped: those are not the customer's.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from tracker.app.keepings import change_of
from tracker.app.signals.standing import CHANGED, reported_verdict
from tracker.app.tracker import Tracker
from tracker.app.trends.judged import marks_of, revealed_flags, usual_stretches
from tracker.app.trends.trend import BETTER_WORDS, trend_picture
from tracker.domain.correction import Fix, PlannedChange
from tracker.domain.customer import Customer, Tier
from tracker.domain.evaluation import Event
from tracker.domain.finding import Finding
from tracker.domain.keeping import Keeping, keeping_of
from tracker.domain.levels.history import MeasureHistory
from tracker.domain.levels.regime import Regime
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.report.charts.picture import NOT_LOGGED, SKIPPED, Flag, Gap, Point, Span, TrendPicture
from tracker.report.charts.spark import Mark
from tracker.report.text.forecasts import DRIFTING, slide_level
from tracker.report.text.phrases import recorded

Values = tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A measure by the end of a period: its versions, history and finding reach no further.

    `begins` and `ends` are its first and last period that counts; none if they are upside down.
    `values` are those in between, `due` the periods for which there could be one (from `started`
    on), `keeping` how its promise was kept in them.
    """

    measure: Measure
    customer: Customer
    begins: Period
    ends: Period
    history: MeasureHistory
    finding: Finding
    values: Values
    due: int
    started: Period
    keeping: Keeping

    @property
    def key(self) -> str:
        """The key of its item."""
        return f"measure:{self.measure.uid}"

    @property
    def any_period(self) -> bool:
        """Whether any period of it ended in the time looked at."""
        return self.begins <= self.ends


@dataclass(frozen=True, slots=True)
class LevelNow:
    """The level of now: since the change that stands (`since`), or over all values of the span.

    A slide (`sliding`) has no average that says where it is: its level is where its line has come
    to. `whole` is the average of `averaged`, all values in the unit of now but those far out, of
    which there are `left_out`.
    """

    now: float | None
    whole: float | None
    averaged: tuple[float, ...] = ()
    left_out: int = 0
    since: date | None = None
    sliding: bool = False


def facts_of(
    tracker: Tracker, measure: Measure, customer: Customer, first: date, last: date
) -> Facts:
    """Return what is known of a measure for the time from `first` to `last`."""
    begins = Period.of(first, measure.cadence, measure.phase)
    ends = Period.of(last + timedelta(days=1), measure.cadence, measure.phase) + -1
    measure = measure_as_of(measure, ends.end if begins <= ends else last)
    history = tracker.judge.history_until(measure, ends.start)
    known = history.values
    values = tuple(pair for pair in known if pair[0] >= begins.start)
    finding = tracker.judge.as_of(measure, ends.start)
    started = _started(measure, known)
    return Facts(
        recorded(measure, finding.step),
        customer,
        begins,
        ends,
        history,
        finding,
        values,
        max(ends - max(begins, started) + 1, 0),
        started,
        keeping_of(measure, values, change_of(finding), floor_only=customer.only_floor),
    )


def measure_as_of(measure: Measure, day: date) -> Measure:
    """Return a measure with the versions that counted by a day; its first one at least."""
    versions = tuple(one for one in measure.versions if one.valid_from <= day)
    return replace(measure, versions=versions or measure.versions[:1])


def level_of(facts: Facts) -> LevelNow:
    """Return the level of now; a change is told only to a customer who hears of changes."""
    measure, finding = facts.measure, facts.finding
    counted = _one_unit(measure, facts.values)
    values = (
        tuple(pair for pair in counted if pair[0] not in finding.far_out | facts.history.one_offs)
        or counted
    )
    averaged = tuple(value for _, value in values)
    whole = _mean(averaged)
    level = LevelNow(whole, whole, averaged, len(counted) - len(values))
    since, told = finding.since, reported_verdict(facts.customer, measure, finding)
    after = tuple(value for start, value in values if since is not None and start >= since)
    if told not in CHANGED or not after:
        return level
    if told in DRIFTING:
        return replace(level, now=slide_level(measure, finding), since=since, sliding=True)
    return level if len(after) == len(values) else replace(level, now=_mean(after), since=since)


def passed_changes(facts: Facts) -> list[tuple[Regime, Regime, bool]]:
    """Return changes that became known in the period and were over before its end.

    Each with the level before it, its own, and whether it went up. Nothing is told of a customer
    who is only not to be annoyed.
    """
    if facts.customer.tier is Tier.MAINTAIN or not facts.any_period:
        return []
    neighbours = {later.first: (earlier, later) for earlier, later in pairwise(_ended(facts))}
    return [
        (*neighbours[since], up)
        for revealed, since, up in facts.finding.alarms
        if facts.begins.start <= revealed <= facts.ends.start and since in neighbours
    ]


def _ended(facts: Facts) -> tuple[Regime, ...]:
    return facts.finding.regimes[:-1]


def _started(measure: Measure, known: Values) -> Period:
    """Return the period in which the measure began; a value may be older than its promise."""
    day = measure.versions[0].valid_from
    if known:
        day = min(day, known[0][0])
    return Period.of(day, measure.cadence, measure.phase)


def _one_unit(measure: Measure, values: Values) -> Values:
    """Return the newest values that are in the unit of now: days and hours have no average."""
    kept: list[tuple[date, float]] = []
    for pair in reversed(values):
        if measure.on(Period(pair[0], measure.cadence).end).unit != measure.now.unit:
            break
        kept.append(pair)
    return tuple(reversed(kept))


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None


@dataclass(frozen=True, slots=True)
class ChartExtras:
    """What is drawn beside the values: only what is on. Notes are words, not drawn as well."""

    events: tuple[Event, ...] = ()
    planned: tuple[PlannedChange, ...] = ()
    fixes: tuple[Fix, ...] = ()


def chart(tracker: Tracker, facts: Facts, beside: ChartExtras, today: date) -> TrendPicture | None:
    """Return the picture of a measure in the period; None where no period of it ended."""
    if not facts.any_period:
        return None
    measure = facts.measure
    begins, ends = facts.begins.start, facts.ends.start
    found = trend_picture(tracker, measure.id, today, begins, ends)
    marks = marks_of(tracker, measure, facts.customer, facts.finding)
    days = [(point.day, point.value) for point in found.points]
    marked = zip(found.points, marks.of(iter(days)), strict=True)
    flags = [Flag(one.happened_on, one.title) for one in beside.events]
    flags += [Flag(one.starts_on, one.reason, "planned") for one in beside.planned]
    flags += revealed_flags(marks, found.last)
    return replace(
        found,
        title=measure.name,
        subtitle=_subtitle(measure),
        unit=measure.now.unit,
        points=tuple(_point(point, mark) for point, mark in marked),
        gaps=tuple(_gap(gap) for gap in found.gaps),
        usual=tuple(usual_stretches(measure, facts.customer, facts.finding, found.last)),
        flags=tuple(one for one in flags if found.first <= one.day <= found.last),
        spans=tuple(_spans(beside.fixes, found, today)),
        ratings=(),  # nothing is on the page that has no switch in the list
    )


def _point(point: Point, mark: Mark) -> Point:
    return replace(point, mark=mark, note="")


def _gap(gap: Gap) -> Gap:
    return replace(gap, reason=SKIPPED if gap.skipped else NOT_LOGGED)


def _subtitle(measure: Measure) -> str:
    words = BETTER_WORDS[measure.now.better]
    return f"{measure.now.unit}, {words}" if measure.now.unit else words


def _spans(fixes: Iterable[Fix], picture: TrendPicture, today: date) -> Iterable[Span]:
    for fix in fixes:
        end = max(min(fix.done_on or today, picture.last), fix.started_on)
        if fix.started_on <= picture.last and end >= picture.first:
            yield Span(fix.started_on, end, fix.what)
