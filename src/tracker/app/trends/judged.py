"""What the judgement adds to a trend: what was usual when, what stood out, what was done, and why.

Read from the kept finding, so nothing is detected again. Each usual level is drawn with its range,
and the one since a change beside it; marked are the values outside their range, and all since a
change (`domain.levels.stretches`). Of ratings a chart shows those of the measure's own customer and
of no one else. How a verdict was reached, and whether *calm* should be offered, is computed when
asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tracker.app.judging import earlier_signals
from tracker.app.keepings import change_of, keeping_now
from tracker.app.signals.standing import hears
from tracker.app.tracker import Tracker
from tracker.detection import Offer, Sensitivity, explain, judge, offer
from tracker.detection.baseline import SURE_FROM
from tracker.detection.scale import Scale
from tracker.domain.correction import Word
from tracker.domain.customer import Customer
from tracker.domain.finding import Finding
from tracker.domain.levels.history import MeasureHistory, settled
from tracker.domain.levels.stretches import LevelStretch, stretches_of
from tracker.domain.measure import Better, Measure, Version, show_value
from tracker.domain.number import show_number
from tracker.domain.period import Cadence
from tracker.domain.sharing import Rating
from tracker.report.charts.picture import CustomerRating, Flag, Point, Span, Stretch, TrendPicture
from tracker.report.charts.spark import Mark
from tracker.report.dates import began_briefly, medium_day
from tracker.report.text.calculation import Calculation
from tracker.report.text.calculation import calculation as written
from tracker.report.text.forecasts import DRIFTING
from tracker.report.text.phrases import figure, recorded

EARLIER = "noticed then, by an earlier rule"
WITH_UNIT = frozenset({Scale.YESNO, Scale.PERCENT})
ENOUGH = 24
LEARNT = 6  # values before which nothing is usual yet
SEASONS = {
    Cadence.WEEKLY: (4, 13, 52),
    Cadence.FORTNIGHTLY: (6, 26),
    Cadence.MONTHLY: (3, 12),
    Cadence.QUARTERLY: (4,),
}


def ratings_of(
    tracker: Tracker, measure: Measure, first: date, last: date
) -> Iterator[CustomerRating]:
    """Yield the ratings of these days in the order of time.

    A rating of 1 to 5 has a place on the axis of a measure that is rated too, and on no other.
    """
    found = tracker.ratings.where(
        "measure_id = ? AND customer_id = ? AND value IS NOT NULL AND rated_on BETWEEN ? AND ?",
        measure.id,
        measure.customer_id,
        first.isoformat(),
        last.isoformat(),
        order="rated_on, id",
    )
    for one in found:
        if one.value is not None:
            yield _rated(measure, one, one.value)


def one_offs_of(tracker: Tracker, measure: Measure, first: date, last: date) -> list[Rating]:
    """Return what its customer said of a measure in these days, and of everything; words too."""
    return tracker.ratings.where(
        "customer_id = ? AND (measure_id = ? OR measure_id IS NULL) AND rated_on BETWEEN ? AND ?",
        measure.customer_id,
        measure.id,
        first.isoformat(),
        last.isoformat(),
        order="rated_on, id",
    )


def _rated(measure: Measure, rating: Rating, value: float) -> CustomerRating:
    if not rating.five:
        shown = show_value(value, measure.scale, measure.on(rating.rated_on).unit)
        return CustomerRating(rating.rated_on, shown, value, rating.words)
    same = measure.scale is Scale.RATING
    return CustomerRating(
        rating.rated_on, f"{show_number(value)} of 5", value if same else None, rating.words
    )


class RevealedChange(NamedTuple):
    """A change as it became known: since when, when it was noticed, and the level before it."""

    since: date
    revealed: date
    up: bool
    usual: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked of one measure's values: `one_offs` lie far out, by rule or as it was said."""

    measure: Measure
    stretches: tuple[LevelStretch, ...]
    moves: tuple[RevealedChange, ...]
    one_offs: frozenset[date]

    def of(self, values: Iterator[tuple[date, float]]) -> Iterator[Mark]:
        """Yield the mark of each value; the values come in the order of time."""
        ahead = list(reversed(self.stretches))
        for day, value in values:
            while len(ahead) > 1 and ahead[-1].until < day:
                ahead.pop()
            yield self._mark(day, value, ahead[-1] if ahead else None)

    def _mark(self, day: date, value: float, stretch: LevelStretch | None) -> Mark:
        if day in self.one_offs:
            return Mark.ONE_OFF
        if stretch is None:
            return Mark.USUAL
        if stretch.better is not None and day >= stretch.regime.first:
            return Mark.BETTER if stretch.better else Mark.WORSE
        low, high = stretch.regime.lower, stretch.regime.upper
        if low is None or high is None or low >= high or low <= value <= high:
            return Mark.USUAL
        better = self.measure.on(day).better
        if better is Better.BAND:
            return Mark.WORSE
        return Mark.BETTER if (value > high) == (better is Better.HIGHER) else Mark.WORSE


def judged(
    tracker: Tracker,
    measure: Measure,
    customer: Customer,
    picture: TrendPicture,
    today: date,
    finding: Finding | None = None,
) -> TrendPicture:
    """Return the picture with what is usual, marked, revealed and planned, fixes and ratings.

    `finding` is that of another day; without it, it is the newest.
    """
    finding = finding or tracker.judge.finding(measure.id)
    marks = marks_of(tracker, measure, customer, finding)
    planned = tracker.planned_changes.where("measure_id = ?", measure.id, order="starts_on")
    return replace(
        picture,
        points=tuple(_marked(picture.points, marks)),
        usual=tuple(usual_stretches(measure, customer, finding, picture.last)),
        flags=(
            *picture.flags,
            *(Flag(one.starts_on, one.reason, "planned") for one in planned),
            *revealed_flags(marks, picture.last),
            *_earlier(tracker, measure, finding),
        ),
        spans=tuple(_fixes(tracker, measure, today)),
        ratings=tuple(ratings_of(tracker, measure, picture.first, picture.last)),
    )


def marks_of(tracker: Tracker, measure: Measure, customer: Customer, finding: Finding) -> Marks:
    """Return what is to be marked of a measure; changes only where its customer is told of them."""
    said = tracker.explanations.where("measure_id = ? AND kind = ?", measure.id, Word.ONE_OFF)
    return marking(measure, customer, finding, frozenset(one.start for one in said))


def marking(measure: Measure, customer: Customer, finding: Finding, said: frozenset[date]) -> Marks:
    """Return what is to be marked; `said` are the periods that the person called one-offs."""
    heard = hears(customer)
    return Marks(
        measure,
        tuple(stretches_of(measure, finding, heard=heard)),
        tuple(_moves(measure, finding)) if heard else (),
        said | finding.far_out,
    )


def _moves(measure: Measure, finding: Finding) -> Iterator[RevealedChange]:
    for revealed, since, up in finding.alarms:
        before = [one for one in finding.regimes if one.first < since and one.mean is not None]
        after = [one for one in finding.regimes if one.first <= since]
        usual = before[-1].mean if before else None
        if usual is not None:
            level = after[-1].mean if after else None
            mark = _moved(measure.on(revealed), usual, usual if level is None else level, up=up)
            yield RevealedChange(since, revealed, up, usual, mark)


def _moved(version: Version, before: float, after: float, *, up: bool) -> Mark:
    if version.better is not Better.BAND:
        return Mark.BETTER if up == (version.better is Better.HIGHER) else Mark.WORSE
    if version.low is None or version.high is None:
        return Mark.WORSE
    old, new = (_off(value, version.low, version.high) for value in (before, after))
    return Mark.BETTER if new < old else Mark.WORSE


def _off(value: float, low: float, high: float) -> tuple[float, float]:
    """Say how far a level lies off its band, then how far off the middle of it."""
    return max(low - value, value - high, 0.0), abs(value - (low + high) / 2)


def _marked(points: tuple[Point, ...], marks: Marks) -> Iterator[Point]:
    found = marks.of((point.day, point.value) for point in points)
    for point, mark in zip(points, found, strict=True):
        yield point if mark is Mark.USUAL else replace(point, mark=mark)


def usual_stretches(
    measure: Measure, customer: Customer, finding: Finding, last: date
) -> list[Stretch]:
    """Return the usual levels with their ranges, and those since a change; the newest to `last`.

    Named are the newest usual one, which stands "before" where something came after it, and the one
    since a change. What slides has no level, and what is young no usual one.
    """
    slides = finding.verdict in DRIFTING
    every = [
        one
        for one in stretches_of(measure, finding, heard=hears(customer))
        if one.regime.mean is not None and one.regime.first <= last
    ]
    changed = bool(every) and every[-1].better is not None
    shown = [
        one
        for one in every
        if (one.better is None and one.regime.count >= LEARNT)
        or (one.better is not None and not slides)
    ]
    usual = [one for one in shown if one.better is None]
    named = [*usual[-1:], *(every[-1:] if changed else [])]
    past = usual[-1:] != every[-1:]
    measure = recorded(measure, finding.step)
    return [_stretch(measure, one, last, name=one in named, past=past) for one in shown]


def _stretch(measure: Measure, one: LevelStretch, last: date, *, name: bool, past: bool) -> Stretch:
    regime, end = one.regime, min(one.until, max(last, one.regime.first))
    told = figure(measure, regime.mean or 0.0, unit=measure.scale in WITH_UNIT)
    if one.better is not None:
        since = began_briefly(regime.first, measure.cadence, last)
        mark = Mark.BETTER if one.better else Mark.WORSE
        label = f"{told} since {since}" if name else ""
        return Stretch(regime.first, end, middle=regime.mean, label=label, mark=mark)
    low, high = regime.lower, regime.upper
    if low is None or high is None or low >= high:
        low = high = None
    label = f"{'before' if past else 'usual'} {told}" if name else ""
    guess = regime.count < SURE_FROM
    return Stretch(regime.first, end, low, high, regime.mean, label, first_guess=guess)


def revealed_flags(marks: Marks, last: date) -> Iterator[Flag]:
    """Yield when each change was noticed."""
    for move in marks.moves:
        label = f"noticed {medium_day(move.revealed, last)}"
        yield Flag(move.revealed, label, "revealed", move.mark)


def _earlier(tracker: Tracker, measure: Measure, finding: Finding) -> Iterator[Flag]:
    """Yield what only an earlier rule noticed: history of this person, nobody else's."""
    rows = tracker.signals.where("measure_id = ?", measure.id, order="revealed")
    for one in earlier_signals(finding, rows):
        yield Flag(one.revealed, EARLIER, "earlier", private=True)


def _fixes(tracker: Tracker, measure: Measure, today: date) -> Iterator[Span]:
    for fix in tracker.fixes.where("measure_id = ?", measure.id, order="started_on, id"):
        end = fix.done_on or fix.dropped_on or today
        yield Span(fix.started_on, max(end, fix.started_on), fix.what)


def calculation(tracker: Tracker, measure: Measure) -> Calculation | None:
    """Return the numbers behind the verdict of a measure; None while nothing is logged."""
    return calculation_in(tracker.judge.history(measure))


def calculation_in(history: MeasureHistory) -> Calculation | None:
    """Return the numbers behind the verdict on a history, which may end on any day."""
    if not history.values:
        return None
    series, said = settled(history), map(history.position, history.one_offs)
    judgement = judge(series)
    measure = recorded(history.measure, judgement.unit)
    return written(measure, explain(series, judgement, said), history.start)


def may_be_calmed(tracker: Tracker, measure: Measure, finding: Finding) -> bool:
    """Say whether *calm* may be offered at all: never while the promise is not kept.

    That is no time to speak up later. Nor is it offered to a short history, or to who has it.
    """
    if finding.points < ENOUGH or measure.sensitivity is Sensitivity.CALM:
        return False
    customer = tracker.customers.get(measure.customer_id)
    keeping = keeping_now(tracker, measure, customer, change_of(finding))
    return keeping.stands or not keeping.judged


def calm_offer(tracker: Tracker, measure: Measure, finding: Finding) -> Offer | None:
    """Return the offer of *calm*, if it may be offered and a season speaks for it."""
    if not may_be_calmed(tracker, measure, finding):
        return None
    return offer(settled(tracker.judge.history(measure)), SEASONS[measure.cadence])
