"""What is revealed today, in the order of its weight.

Bad news comes before good. Good news grows old in eight weeks; bad news stays until it is over, or
called a one-off.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from tracker.app.signals.corrections import due_words
from tracker.app.signals.standing import (
    CHANGED,
    GOOD,
    FixStanding,
    Standing,
    standing_of,
    standings,
)
from tracker.app.tracker import Tracker
from tracker.app.trends.trend import trend_of
from tracker.detection import Verdict
from tracker.detection.effect import ENOUGH_AFTER
from tracker.domain.correction import UNDER_WAY
from tracker.domain.measure import AREA_NAMES
from tracker.domain.period import Period
from tracker.report.charts.spark import SparkPicture
from tracker.report.text.forecasts import forecast_sentence
from tracker.report.text.keeping import Label
from tracker.report.text.news import FIX_WORKED, explanation_line, fix_label, fix_line, seen_line
from tracker.report.text.verdicts import fix_sentence

GOOD_NEWS = timedelta(weeks=8)


class NewsKind(IntEnum):
    """What is revealed, in the order in which it is told; up to `FIX_FAILED` it needs somebody."""

    WORSE = 0
    DRIFTING = 1
    BELOW = 2
    FIX_FAILED = 3
    BETTER = 4
    FIX_WORKED = 5


_KINDS = {
    Verdict.WORSE: NewsKind.WORSE,
    Verdict.DRIFTING_WORSE: NewsKind.DRIFTING,
    Verdict.BELOW_PROMISE: NewsKind.BELOW,
}


@dataclass(frozen=True, slots=True)
class News:
    """One revealed measure; `fix_wanted` where it got worse and nothing was done or said yet.

    `forecast` says when the promise breaks at the pace of a slide, empty where it does not.
    `watched` says that a decision left its customer with less a short while ago; `changed` that a
    change stands, which may be called the new usual. `look_again` says when a fix under way wants
    to be looked at; empty where none takes care of it.
    """

    kind: NewsKind
    measure_id: int
    name: str
    about: str
    label: Label
    sentence: str
    quiet: str
    spark: SparkPicture
    since: date | None
    fix_wanted: bool
    forecast: str = ""
    watched: bool = False
    changed: bool = False
    look_again: str = ""

    @property
    def in_hand(self) -> bool:
        """Whether a fix is under way whose day to be looked at has not come."""
        return bool(self.look_again)

    @property
    def fix_offered(self) -> bool:
        """Whether a fix may be started, without it being pressed for: it never was as promised."""
        return self.kind is NewsKind.BELOW and not self.in_hand

    @property
    def needs(self) -> bool:
        """Whether it needs somebody now."""
        return self.kind <= NewsKind.FIX_FAILED and not self.in_hand


def needing(tracker: Tracker, today: date) -> frozenset[int]:
    """Return the measures that need somebody, of all customers."""
    return frozenset(one.measure.id for one in standings(tracker, today) if _needs(one, today))


def shown_of(tracker: Tracker, measures: frozenset[int], hidden: Collection[int]) -> int:
    """Count those of some measures whose customers are not `hidden`."""
    if not hidden:
        return len(measures)
    return sum(tracker.measures.get(one).customer_id not in hidden for one in measures)


def needs(tracker: Tracker, measure_id: int, today: date) -> bool:
    """Say whether one measure needs somebody; cheap enough to be asked after every entry.

    One that an undo took away needs nobody.
    """
    if not tracker.measures.where("id = ?", measure_id):
        return False
    one = standing_of(tracker, measure_id, today)
    put_away = one.measure.archived_on or one.measure.draft or one.customer.archived_on
    return not put_away and _needs(one, today)


def kind_of(one: Standing, today: date) -> NewsKind | None:
    """Say what is told of a measure; None where there is nothing new. Good news grows old."""
    below = one.verdict is Verdict.BELOW_PROMISE and one.keeping.stands and not one.keeping.floor
    if not one.one_off and one.verdict in _KINDS and not below:
        return _KINDS[one.verdict]
    fix = _last_fix(one)
    if fix and fix.failed(today):
        return NewsKind.FIX_FAILED
    if fix and fix.worked and _is_new(_told_on(one, fix, today), today):
        return NewsKind.FIX_WORKED
    if not one.one_off and one.verdict in GOOD and _is_new(one.finding.revealed, today):
        return NewsKind.BETTER
    return None


def _needs(one: Standing, today: date) -> bool:
    kind = kind_of(one, today)
    return kind is not None and kind <= NewsKind.FIX_FAILED and not _in_hand(one, kind, today)


def _in_hand(one: Standing, kind: NewsKind, today: date) -> FixStanding | None:
    """Return the fix under way that takes care of it, until its day to be looked at has come."""
    fix = _last_fix(one)
    if fix is None or kind >= NewsKind.FIX_FAILED or fix.state(today) not in UNDER_WAY:
        return None
    return None if fix.failed(today) else fix


def needs_somebody(one: Standing, today: date) -> bool:
    """Say whether what is told of a measure needs somebody."""
    return _needs(one, today)


def _last_fix(one: Standing) -> FixStanding | None:
    running = [fix for fix in one.fixes if fix.fix.dropped_on is None]
    return running[-1] if running else None


def _told_on(one: Standing, standing: FixStanding, today: date) -> date:
    """Return the day on which a fix that worked was news."""
    measure, fix = one.measure, standing.fix
    told = (Period.of(fix.started_on, measure.cadence, measure.phase) + ENOUGH_AFTER).start
    days = [told, fix.review_on, one.finding.revealed if _its_work(one, standing) else None]
    return max(day for day in days if day is not None and (day is told or day <= today))


def _is_new(told_on: date | None, today: date) -> bool:
    return told_on is not None and Period.of(told_on).start + GOOD_NEWS >= Period.of(today).start


def _its_work(one: Standing, standing: FixStanding) -> bool:
    """Say whether the change that is told may be the fix's: one noticed before it began is not."""
    revealed = one.finding.revealed
    if one.verdict not in GOOD or revealed is None:
        return False
    return Period(revealed, one.measure.cadence).end >= standing.fix.started_on


def news_of(tracker: Tracker, one: Standing, kind: NewsKind, today: date, weeks: int) -> News:
    """Tell what is revealed of a measure, with the trend of so many weeks."""
    measure, finding, fix = one.measure, one.finding, _last_fix(one)
    told, label = one.sentence_beside, one.label
    if fix and kind in {NewsKind.FIX_FAILED, NewsKind.FIX_WORKED}:
        label = FIX_WORKED if kind is NewsKind.FIX_WORKED else fix_label(fix.effect)
        if not _its_work(one, fix):
            told = fix_sentence(one.as_recorded, fix.fix, fix.effect)
    return News(
        kind,
        measure.id,
        measure.name,
        about(one),
        label,
        told,
        _quiet(one, kind, fix, today),
        trend_of(tracker, one, weeks, good=kind >= NewsKind.BETTER),
        finding.since,
        fix_wanted=kind <= NewsKind.DRIFTING and not one.answered,
        forecast=forecast_sentence(measure, finding, one.verdict, today)
        if kind is NewsKind.DRIFTING
        else "",
        changed=one.verdict in CHANGED,
        look_again=due_words(taken, today) if (taken := _in_hand(one, kind, today)) else "",
    )


def _quiet(one: Standing, kind: NewsKind, fix: FixStanding | None, today: date) -> str:
    """Say what helps beside the sentence: what was done, what was said, or how the promise did."""
    since = one.finding.since
    if fix and (since is None or fix.fix.since == since or fix.fix.started_on >= since):
        return fix_line(one.as_recorded, fix.fix, fix.effect, today)
    if one.word and (said := explanation_line(one.word)):
        return said
    holds = one.promise_sentence
    seen = seen_line(one.signal.looked_on if one.signal else None, today, one.told_on)
    return " ".join(part for part in (holds, seen) if part)


def about(one: Standing) -> str:
    """Say whose measure it is, and which area it stands in."""
    area = one.measure.area
    return f"{one.customer.name} · {AREA_NAMES[area]}" if area else one.customer.name
