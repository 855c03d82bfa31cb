"""What needs this person, what got better, what is calm: the Overview as one frozen value.

It is read from the kept findings; values are read only for the small trends that are shown, so it
costs much the same after twenty years as after one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tracker.app.queries.check_in_weeks import CheckIns, check_ins
from tracker.app.queries.decisions import open_conflicts
from tracker.app.queries.energy import energy_line
from tracker.app.queries.first_seen import first_seen_words
from tracker.app.queries.fixes import due_words
from tracker.app.queries.heat_map import HeatRow, heat_rows
from tracker.app.queries.revealed import Kind, News, about, kind_of, news_of
from tracker.app.queries.standing import Standing, standings
from tracker.app.queries.watched import watched, watched_lines
from tracker.app.queries.wow_rated import wow_words
from tracker.app.tracker import Tracker
from tracker.detection import Verdict
from tracker.domain.customer import Customer, Tier
from tracker.report.choices import old_conflicts
from tracker.report.news import calm, choosing

COMING = 3


@dataclass(frozen=True, slots=True)
class Ask:
    """A signal that nobody said a word about; `start` is the period that revealed it."""

    measure_id: int
    name: str
    about: str
    start: date


@dataclass(frozen=True, slots=True)
class Coming:
    """A fix that is under way, and when it wants to be looked at."""

    measure_id: int
    what: str
    when: str


@dataclass(frozen=True, slots=True)
class Tension:
    """The conflict that is open for longest, where that is too long: its id and a sentence."""

    conflict_id: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page. `hidden` counts the customers that the chosen side leaves out.

    `watched` are sentences about the measures of whom a decision left less happy; `seen` says who
    saw changes first, by `quarters`, and `wow` that WOW customers are rated no better.
    """

    news: tuple[News, ...]
    asks: tuple[Ask, ...]
    coming: tuple[Coming, ...]
    calm: str
    choice: str
    check_ins: CheckIns
    rows: tuple[HeatRow, ...]
    measures: int
    hidden: int = 0
    sides: bool = False
    tension: Tension | None = None
    watched: tuple[str, ...] = ()
    seen: str = ""
    quarters: str = ""
    wow: str = ""

    @property
    def needing(self) -> frozenset[int]:
        """The measures that need somebody."""
        return frozenset(one.measure_id for one in self.news if one.kind <= Kind.FIX_FAILED)


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
        " ".join(line for line in (quiet, energy_line(tracker, whole, today)) if line),
        _choice(active),
        check_ins(tracker, everyone, tracker.measures.all(), today),
        heat_rows(chosen, found, today),
        len(found),
        len(active) - len(chosen),
        len({one.internal for one in active}) > 1,
        _tension(tracker, today),
        watched_lines(tracker, today, ids),
        *first_seen_words(tracker, today),
        wow_words(tracker, today),
    )


def _tension(tracker: Tracker, today: date) -> Tension | None:
    old = [one for one in open_conflicts(tracker, today) if one.old]
    if not old:
        return None
    told = old_conflicts([(one.conflict.title, one.age) for one in old])
    return Tension(old[0].conflict.id, told)


def _ask(one: Standing) -> Ask | None:
    if not one.needs_words or one.finding.revealed is None:
        return None
    return Ask(one.measure.id, one.measure.name, about(one), one.finding.revealed)


def _coming(found: list[Standing], today: date) -> tuple[Coming, ...]:
    running = [
        (fix.fix.due_on or fix.fix.review_on or date.max, one, fix)
        for one in found
        for fix in one.fixes
        if fix.fix.dropped_on is None and not fix.worked and not fix.failed(today)
    ]
    running.sort(key=lambda entry: (entry[0], entry[2].fix.id))
    return tuple(
        Coming(one.measure.id, fix.fix.what, due_words(fix, today))
        for _, one, fix in running[:COMING]
    )


def _calm(rest: list[Standing]) -> str:
    learning = sum(one.verdict is Verdict.LEARNING for one in rest)
    silent = sum(one.verdict is Verdict.STALE for one in rest)
    return calm(len(rest) - learning - silent, learning, silent)


def _choice(active: list[Customer]) -> str:
    unplaced = [one.name for one in active if one.tier is None]
    return choosing(sum(one.tier is Tier.WOW for one in active), unplaced) if active else ""
