"""The measures of a review: everything logged in its days, changes, fixes, each measure.

A review is judged as of its last day, or of today while it still runs: what came later is left out.
It is reckoned as on a scorecard, so that no customer was shown another figure than stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from tracker.app.customers.notes import NOT_FROM_A_NOTE
from tracker.app.sharing.figure_now import large_level, level_lines, shown_level
from tracker.app.sharing.scorecard_facts import (
    ChartExtras,
    Facts,
    chart,
    facts_of,
    level_of,
)
from tracker.app.signals.signs import sign_of
from tracker.app.signals.standing import (
    CHANGED,
    GOOD,
    WORSE,
    FixStanding,
    Standing,
    effect_in,
    reported_verdict,
    verdict_today,
)
from tracker.app.tracker import Tracker
from tracker.app.trends.judged import RevealedChange, calculation_in, marking
from tracker.app.trends.pictures import effect_picture
from tracker.detection import Effect, Outcome, Verdict
from tracker.domain.correction import UNDER_WAY, Fix, FixState, PlannedChange
from tracker.domain.customer import Customer
from tracker.domain.evaluation import Event
from tracker.domain.finding import Finding
from tracker.domain.measure import Measure, Version, show_value
from tracker.domain.period import Period, periods
from tracker.domain.sharing import Rating
from tracker.report.charts.picture import TrendPicture
from tracker.report.charts.spark import Mark
from tracker.report.review.content import DueValue, ReviewChange, ReviewFix, ReviewMeasure
from tracker.report.text.calculation import Calculation

Progress = Callable[[int, int], None]
"""Is told how many of how many parts are done; it may raise to cancel."""
A_QUARTER = timedelta(days=92)
"""The longest period, which may end in a review that began after it."""
_ROWS = """SELECT measure_id, start, value, skipped, note,
    CASE imported WHEN 0 THEN logged_at ELSE '' END, id FROM evaluation
WHERE start BETWEEN ? AND ? ORDER BY measure_id, start"""
_SPANS = """SELECT measure_id, min(start), max(start) FROM evaluation GROUP BY measure_id"""
MOST_PASSED = 3
A_DAY = timedelta(days=1)


class LoggedPeriod(NamedTuple):
    """What was logged for a period, as far as it may leave; no moment for what was imported."""

    measure_id: int
    start: date
    value: float | None
    skipped: str | None
    note: str
    logged_at: str
    id: int


@dataclass(frozen=True)
class ReviewFrame:
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
    def rows(self) -> dict[int, list[LoggedPeriod]]:
        """What was logged in the period and the quarter before, by measure, oldest first."""
        days = (self.first - A_QUARTER).isoformat(), self.until.isoformat()
        read = (
            LoggedPeriod(key, date.fromisoformat(start), *said)
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
            there = self.asked_from(measure) <= self.until and measure.customer_id in served
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

    def asked_from(self, measure: Measure) -> date:
        """Return the day from which a measure is asked for: promised, or logged before that."""
        promised = measure.versions[0].valid_from
        return min(promised, self.spans.get(measure.id, (promised,))[0])

    def archived_by_end(self, archived_on: date | None) -> date | None:
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


def changes_of(frame: ReviewFrame, facts: Facts, verdict: Verdict) -> tuple[ReviewChange, ...]:
    """Return the changes of a measure, oldest first; none of a customer not to be annoyed.

    One that passed again is told if it was found in these days. One that stands is told, too, if it
    is for the worse and was found before.
    """
    finding = facts.finding
    moves = marking(facts.measure, facts.customer, finding, frozenset()).moves
    passed = [
        _change(move, finding, stands=False)
        for move in moves
        if move.revealed >= facts.begins.start and move.since < finding.regimes[-1].first
    ]
    lately = finding.revealed is not None and finding.revealed >= facts.begins.start
    standing = [
        _change(move, finding, stands=True)
        for move in moves
        if move.revealed == finding.revealed and (verdict in WORSE or (verdict in GOOD and lately))
    ]
    return (*passed[-MOST_PASSED:], *standing)


def _change(move: RevealedChange, finding: Finding, *, stands: bool) -> ReviewChange:
    before = [one for one in finding.regimes if one.first < move.since and one.mean is not None]
    after = [one for one in finding.regimes if one.first <= move.since]
    over = [one.first for one in finding.regimes if one.first > move.since]
    return ReviewChange(
        move.since,
        move.revealed,
        move.up,
        finding.verdict in GOOD if stands else move.mark is Mark.BETTER,
        stands,
        before[-1] if before else None,
        after[-1] if after else None,
        over[0] if over and not stands else None,
    )


def fix_parts(frame: ReviewFrame, facts: Facts) -> tuple[ReviewFix, ...]:
    """Return what was done about a measure, with before and after where one can be seen."""
    return tuple(
        _part(frame, facts, fix, effect_in(facts.history, fix))
        for fix in frame.fixes.get(facts.measure.id, [])
    )


def _part(frame: ReviewFrame, facts: Facts, fix: Fix, effect: Effect) -> ReviewFix:
    state = FixStanding(fix, effect).state(frame.until)
    open_ = state in UNDER_WAY or state is FixState.WAITING
    if open_ or effect.outcome is Outcome.TOO_FEW or not facts.any_period:
        return ReviewFix(fix, effect, state)
    known = (facts.measure, facts.finding, effect)
    until = facts.ends.start
    picture = effect_picture(frame.tracker, fix, frame.today, known=known, until=until)
    return ReviewFix(fix, effect, state, picture)


def measure_part(frame: ReviewFrame, customer: Customer, measure: Measure) -> ReviewMeasure:
    """Gather everything about one measure."""
    facts = _facts(frame, customer, measure)
    level, fixes = level_of(facts), fix_parts(frame, facts)
    planned = frame.planned.get(measure.id, [])
    verdict = reported_verdict(customer, facts.measure, facts.finding)
    beside = ChartExtras(
        tuple(_events(frame, measure)), tuple(planned), tuple(one.fix for one in fixes)
    )
    return ReviewMeasure(
        measure=facts.measure,
        finding=facts.finding,
        verdict=verdict,
        begins=facts.begins.start,
        entries=tuple(_entries(frame, facts)),
        mean=level.whole,
        averaged=level.averaged,
        left_out=level.left_out,
        figure=shown_level(facts.measure, level.whole) if facts.values else "",
        keeping=facts.keeping,
        level=large_level(facts.measure, level.now),
        level_lines=tuple(line for line in level_lines(facts, frame.until) if line),
        changes=changes_of(frame, facts, verdict),
        fixes=fixes,
        picture=_picture(frame, facts, beside),
        calculation=_calculation(facts, verdict),
        earlier=tuple(_earlier(facts)),
        planned=tuple((one.starts_on, one.reason) for one in planned),
        archived_on=facts.measure.archived_on,
        sign=_sign(frame, customer, facts, verdict),
    )


def _calculation(facts: Facts, verdict: Verdict) -> Calculation | None:
    """Return how the change of these days was calculated; one of before has figures of before."""
    since = facts.finding.since
    if verdict not in CHANGED or since is None or since < facts.begins.start:
        return None
    return calculation_in(facts.history)


def _sign(frame: ReviewFrame, customer: Customer, facts: Facts, reported: Verdict) -> str:
    """Return the sign of the heat map under which a measure stood at the end."""
    measure, finding = facts.measure, facts.finding
    said = verdict_today(customer, measure, finding, frame.until)
    words, revealed = frame.tracker.explanations, finding.revealed
    word = words.first(measure_id=measure.id, start=revealed) if revealed else None
    standing = Standing(
        measure,
        customer,
        finding,
        said,
        reported,
        word=word,
        fixes=(),
        signal=None,
        keeping=facts.keeping,
    )
    return sign_of(standing).value


def _picture(frame: ReviewFrame, facts: Facts, beside: ChartExtras) -> TrendPicture | None:
    """Return the trend from its first value on, and no longer than the measure was in use."""
    found = chart(frame.tracker, facts, beside, frame.until) if facts.values else None
    if found is None or not found.points:
        return found
    gone = facts.measure.archived_on
    first, last = found.points[0].day, found.last
    if gone is not None:
        last = max(min(last, gone), found.points[-1].day)
    return replace(
        found,
        first=first,
        last=last,
        gaps=tuple(one for one in found.gaps if first <= one.day <= last),
        flags=tuple(one for one in found.flags if first <= one.day <= last),
        spans=tuple(one for one in found.spans if one.first <= last and one.last >= first),
    )


def _facts(frame: ReviewFrame, customer: Customer, measure: Measure) -> Facts:
    """Return what is known of a measure, without what is nobody else's: why it was changed."""
    facts = facts_of(frame.tracker, measure, customer, frame.first, frame.until)
    versions = tuple(replace(one, reason="", words="") for one in facts.measure.versions)
    gone = frame.archived_by_end(measure.archived_on)
    measure = replace(facts.measure, versions=versions, archived_on=gone, their_name="")
    return replace(facts, measure=measure)


def _entries(frame: ReviewFrame, facts: Facts) -> Iterator[DueValue]:
    """Yield what fell due, oldest first; after a measure was archived, only what was logged."""
    measure = facts.measure
    known = {row.start: row for row in frame.rows.get(measure.id, [])}
    begun = Period.of(frame.asked_from(measure), measure.cadence, measure.phase)
    over = measure.archived_on or date.max
    for period in periods(max(begun, facts.begins), facts.ends):
        start, end = period.start, period.end
        row = known.get(start)
        if row is not None and row.value is not None:
            yield _logged(facts, row, row.value, end)
        elif row is not None and row.skipped:
            yield DueValue(start, end, None, "skipped", skipped=True)
        elif end < min(over, frame.today):  # what ends today may still be logged
            yield DueValue(start, end, None, "not logged")


def _logged(facts: Facts, row: LoggedPeriod, value: float, end: date) -> DueValue:
    """Return an entry with its delay by the file's clock; none where it came with an import."""
    version = facts.measure.on(end)
    judged = version.as_judged(floor_only=facts.customer.only_floor)
    shown = show_value(value, facts.measure.scale, version.unit)
    delay = (date.fromisoformat(row.logged_at[:10]) - end).days if row.logged_at else None
    late = None if delay is None else max(delay, 0)
    return DueValue(row.start, end, value, shown, judged.keeps(value), delay=late)


def _events(frame: ReviewFrame, measure: Measure) -> Iterator[Event]:
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
