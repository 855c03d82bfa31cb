"""What needs this person, what got better, what is calm: the Overview as one frozen value.

It is read from the kept findings; values are read only for the small trends that are shown, so it
costs much the same after twenty years as after one.

It also says whether WOW customers are rated better than the rest (R9). The rule: taken are the
ratings of 1 to 5 that active customers gave, and this person's own evaluations of their measures on
the rating scale (drafts and archived ones left out, and those of which less is better), from the
Monday seven weeks before this week until today. On one side stand the customers whom this person
wants to wow, on the other all the rest. Each side needs at least five figures. It is said when the
mean of the WOW side is not above that of the rest. It is a comparison of two means and no test: it
says where to look, and claims no cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean
from typing import NamedTuple

from tracker.app.decisions.queries import open_conflicts, watched, watched_lines
from tracker.app.evaluations.history import CheckIns, check_ins
from tracker.app.feedback.first_seen import first_seen_words
from tracker.app.overview.revealed import News, about, kind_of, needs_somebody, news_of
from tracker.app.sharing.telling import BrokenPromise, untold
from tracker.app.signals.corrections import due_words
from tracker.app.signals.pulse import pulse_signals
from tracker.app.signals.signs import Sign, sign_of
from tracker.app.signals.standing import Standing, standings
from tracker.app.tracker import Tracker
from tracker.app.trends.pictures import HeatRow, heat_rows
from tracker.detection import Verdict
from tracker.detection.scale import Scale
from tracker.domain.correction import UNDER_WAY, FixState
from tracker.domain.customer import Customer, Tier
from tracker.domain.measure import Better
from tracker.domain.period import Period
from tracker.domain.pulse import PulseSignal
from tracker.report.text.choices import old_conflicts, still_waiting
from tracker.report.text.news import calm, choosing, wow_sentence

WEEKS = 8
_OWN = """SELECT measure_id, start, value FROM evaluation
WHERE value IS NOT NULL AND start BETWEEN ? AND ?"""
LEAST = 5
"""Figures on each side, fewer of which say nothing."""

COMING = 3


@dataclass(frozen=True, slots=True)
class RatingSides:
    """The figures on both sides."""

    wow: tuple[float, ...]
    rest: tuple[float, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there are enough figures on each side."""
        return min(len(self.wow), len(self.rest)) >= LEAST

    @property
    def is_no_better(self) -> bool:
        """Whether there is enough to say that WOW customers are rated no better."""
        return self.is_enough and fmean(self.wow) <= fmean(self.rest)


class RatedFigure(NamedTuple):
    """One rating of 1 to 5: about whom and what (None is everything), whose, on which side."""

    customer_id: int
    measure_id: int | None
    day: date
    value: float
    own: bool
    wow: bool


def wow_sides(tracker: Tracker, today: date, *, internal: bool | None = None) -> RatingSides:
    """Read the figures of the last eight weeks on both sides."""
    found = wow_figures(tracker, today, internal=internal)
    return RatingSides(
        tuple(one.value for one in found if one.wow),
        tuple(one.value for one in found if not one.wow),
    )


def wow_figures(
    tracker: Tracker, today: date, *, internal: bool | None = None
) -> list[RatedFigure]:
    """Read every figure of active customers, or those of one side, in the last eight weeks."""
    first = (Period.of(today) + (1 - WEEKS)).start
    active = tracker.customers.where("archived_on IS NULL")
    wow = {one.id: one.tier is Tier.WOW for one in active if internal in {None, one.internal}}
    return list(_figures(tracker, first, today, wow))


def wow_words(tracker: Tracker, today: date, *, internal: bool | None = None) -> str:
    """Say that WOW customers are rated no better than the rest; empty where they are."""
    sides = wow_sides(tracker, today, internal=internal)
    if not sides.is_no_better:
        return ""
    wow, rest = ((fmean(side), len(side)) for side in (sides.wow, sides.rest))
    return wow_sentence(wow, rest, WEEKS, internal=internal)


def _figures(
    tracker: Tracker, first: date, last: date, wow: Mapping[int, bool]
) -> Iterator[RatedFigure]:
    """Yield the figures about some customers, of whom it is given whether they are to be wowed."""
    rated = {
        one.id: one.customer_id
        for one in tracker.measures.where("draft = 0 AND archived_on IS NULL")
        if one.scale is Scale.RATING and one.now.better is Better.HIGHER and one.customer_id in wow
    }
    days = first.isoformat(), last.isoformat()
    for one in tracker.ratings.where("value IS NOT NULL AND rated_on BETWEEN ? AND ?", *days):
        whose, about = one.customer_id, one.measure_id
        if one.value is not None and whose in wow and (one.five or about in rated):
            yield RatedFigure(whose, about, one.rated_on, one.value, own=False, wow=wow[whose])
    for about, start, value in tracker.file.query(_OWN, *days):
        if about in rated:
            whose, day = rated[about], date.fromisoformat(start)
            yield RatedFigure(whose, about, day, value, own=True, wow=wow[whose])


@dataclass(frozen=True, slots=True)
class UnexplainedSignal:
    """A signal that nobody said a word about; `start` is the period that revealed it."""

    measure_id: int
    name: str
    about: str
    start: date


@dataclass(frozen=True, slots=True)
class ComingFix:
    """A fix that is under way, and when it wants to be looked at."""

    measure_id: int
    what: str
    when: str


@dataclass(frozen=True, slots=True)
class OverdueConflict:
    """The conflict that is open for longest, where that is too long: its id and a sentence."""

    conflict_id: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page. `hidden` counts the customers that the chosen side leaves out.

    `watched` are sentences about the measures of whom a decision left less happy; `seen` says who
    saw changes first, by `quarters`, and `wow` that WOW customers are rated no better.
    `hidden_needing` counts the measures that need somebody, of customers who are left out. `pulse`
    is what lies below the person's own usual and waits for an answer; `untold` are shared promises
    that are broken and whose customer was not told; `waiting` says who waits for me.
    """

    news: tuple[News, ...]
    asks: tuple[UnexplainedSignal, ...]
    coming: tuple[ComingFix, ...]
    calm: str
    choice: str
    check_ins: CheckIns
    rows: tuple[HeatRow, ...]
    measures: int
    hidden: int = 0
    sides: bool = False
    overdue_conflict: OverdueConflict | None = None
    watched: tuple[str, ...] = ()
    seen: str = ""
    quarters: str = ""
    wow: str = ""
    hidden_needing: int = 0
    pulse: tuple[PulseSignal, ...] = ()
    untold: tuple[BrokenPromise, ...] = ()
    waiting: str = ""

    @property
    def needing(self) -> frozenset[int]:
        """The measures that need somebody."""
        return frozenset(one.measure_id for one in self.news if one.needs)


def overview(
    tracker: Tracker, today: date, weeks: int = 26, *, internal: bool | None = None
) -> Overview:
    """Read the page; `internal` True or False leaves the other customers out."""
    everyone = tracker.customers.all()
    active = [one for one in everyone if one.archived_on is None]
    chosen = [one for one in active if internal is None or one.internal is internal]
    ids = {one.id for one in chosen}
    whole = standings(tracker, today)
    found = [one for one in whole if one.customer.id in ids]
    kinds = {one.measure.id: kind_of(one, today) for one in found}
    seen = watched(tracker, today)
    told = [
        replace(news_of(tracker, one, kind, today, weeks), watched=one.measure.id in seen)
        for one in found
        if (kind := kinds[one.measure.id]) is not None
    ]
    quiet = _calm([one for one in found if kinds[one.measure.id] is None])
    return Overview(
        tuple(sorted(told, key=lambda news: news.kind)),
        tuple(ask for one in found if (ask := _ask(one))),
        _coming(found, today),
        quiet,
        _choice(active),
        check_ins(tracker, everyone, tracker.measures.all(), today),
        heat_rows(chosen, found, today),
        len(found),
        len(active) - len(chosen),
        len({one.internal for one in active}) > 1,
        _overdue_conflict(tracker, today),
        watched_lines(tracker, today, ids),
        *first_seen_words(tracker, today, internal=internal),
        wow_words(tracker, today, internal=internal),
        hidden_needing=_needing([one for one in whole if one.customer.id not in ids], today),
        pulse=pulse_signals(tracker, whole, today),
        untold=untold(tracker, found, today),
        waiting=_waiting(tracker, chosen, today),
    )


def _needing(found: list[Standing], today: date) -> int:
    return sum(needs_somebody(one, today) for one in found)


def _overdue_conflict(tracker: Tracker, today: date) -> OverdueConflict | None:
    old = [one for one in open_conflicts(tracker, today) if one.old]
    if not old:
        return None
    told = old_conflicts([(one.conflict.title, one.age) for one in old])
    return OverdueConflict(old[0].conflict.id, told)


def _waiting(tracker: Tracker, chosen: list[Customer], today: date) -> str:
    """Say who still waits for what I did not hand on, the longest first."""
    names = {one.id: one.name for one in chosen}
    stops = tracker.own_stops.where("ended_on IS NULL", order="started_on, id")
    found = [
        (one.what, names[one.customer_id], one.started_on)
        for one in stops
        if one.customer_id in names
    ]
    return still_waiting(found, today)


def _ask(one: Standing) -> UnexplainedSignal | None:
    if not one.needs_explanation or one.finding.revealed is None:
        return None
    return UnexplainedSignal(one.measure.id, one.measure.name, about(one), one.finding.revealed)


def _coming(found: list[Standing], today: date) -> tuple[ComingFix, ...]:
    running = [
        (fix.fix.due_on or fix.fix.review_on or date.max, one, fix)
        for one in found
        for fix in one.fixes
        if fix.state(today) in UNDER_WAY or fix.state(today) is FixState.WAITING
    ]
    running.sort(key=lambda entry: (entry[0], entry[2].fix.id))
    return tuple(
        ComingFix(one.measure.id, fix.fix.what, due_words(fix, today))
        for _, one, fix in running[:COMING]
    )


def _calm(rest: list[Standing]) -> str:
    learning = sum(one.verdict is Verdict.LEARNING for one in rest)
    silent = sum(one.verdict is Verdict.STALE for one in rest)
    signs = [sign_of(one) for one in rest]
    called = sum(one.one_off for one in rest if sign_of(one) is Sign.ONE_OFF)
    far_out = signs.count(Sign.ONE_OFF) - called
    usual = len(rest) - learning - silent - far_out - called
    return calm(usual, learning, silent, far_out, called)


def _choice(active: list[Customer]) -> str:
    unplaced = [one.name for one in active if one.tier is None]
    return choosing(sum(one.tier is Tier.WOW for one in active), unplaced) if active else ""
