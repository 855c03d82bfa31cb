"""A review of everything in a period: what was promised, kept, changed, fixed and heard (P1).

Of decisions it holds those made or judged in the period, and known to at least one customer: what
nobody was told of stays in the file, as the private note always does. It may be read from a
snapshot in another thread (`app.tracker`): nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter
from statistics import median

from tracker.app.evaluations.history import check_ins_between
from tracker.app.feedback.first_seen import FirstSeen, first_seen, seen_signals
from tracker.app.person import person
from tracker.app.review.causes import bad_weeks, cause_counts
from tracker.app.review.measures import Progress, ReviewFrame, measure_part
from tracker.app.tracker import Tracker
from tracker.domain.customer import TIER_NAMES, Customer
from tracker.domain.decision import Decision, DecisionVerdict
from tracker.domain.sharing import Rating, ShareKind, SharingWay
from tracker.report.documents.logo import bare_logo
from tracker.report.review.content import (
    Comment,
    Review,
    ReviewCustomer,
    ReviewDecision,
    ReviewMeasure,
    StarredEvidence,
    Upkeep,
)

ASKS = (ShareKind.SCORECARD, ShareKind.AGREEMENT)
MOST_WORDS = 5
MOST_WANTS = 3
_IN_PERIOD = "decided_on <= ? AND (decided_on >= ? OR verdict_on BETWEEN ? AND ?)"


def upkeep(frame: ReviewFrame, parts: Iterable[ReviewMeasure]) -> Upkeep:
    """Count over all measures of a review."""
    due = [entry for part in parts for entry in part.entries]
    delays = [one.delay for one in due if one.delay is not None]
    weeks = check_ins_between(frame.tracker, frame.first, frame.until, frame.today)
    shown = [
        one.customer_uid
        for one in frame.tracker.ledger.where("shared_on BETWEEN ? AND ?", *frame.days)
        if one.kind in ASKS
        and one.for_them
        and one.way is not SharingWay.WITHDRAW
        and one.customer_uid
    ]
    seen = _seen(frame)
    answers = {(one.customer_id, one.rated_on) for one in frame.ratings}
    return Upkeep(
        due=len(due),
        logged=sum(one.value is not None for one in due),
        skipped=sum(one.skipped for one in due),
        weeks=weeks.counted,
        done=weeks.done,
        delay=median(delays) if delays else None,
        shown=len(shown),
        asked=len(set(shown)),
        answers=len(answers),
        answered=len({customer_id for customer_id, _ in answers}),
        mine=seen.mine,
        changes=seen.of,
        lead=seen.lead,
    )


def _seen(frame: ReviewFrame) -> FirstSeen:
    """Count who saw the changes of the period first; nothing where nobody ever told of one."""
    ids = frozenset(one.id for group in frame.measures.values() for one in group)
    signals = [
        one.by(frame.until) for one in seen_signals(frame.tracker, frame.first, frame.until, ids)
    ]
    known = [one for one in signals if one.looked_on or one.told_on]
    return first_seen(known) if any(one.told_on for one in known) else FirstSeen()


def customer_part(
    frame: ReviewFrame, customer: Customer, measures: tuple[ReviewMeasure, ...]
) -> ReviewCustomer:
    """Gather what a review says of one customer."""
    ratings = [one for one in frame.ratings if one.customer_id == customer.id]
    figures = [one.value for one in ratings if one.five and one.value is not None]
    return ReviewCustomer(
        customer.uid,
        customer.name,
        TIER_NAMES[customer.tier] if customer.tier else "",
        measures,
        tuple(_evidence(frame, measures)),
        tuple(_words(frame, ratings, {one.measure.id: one.measure.name for one in measures})),
        sum(figures) / len(figures) if figures else None,
        len(figures),
        frame.archived_by_end(customer.archived_on),
        customer.benefit,
        tuple(_wants(frame, customer.id)),
        tuple(_services(frame, customer.id)),
    )


def _wants(frame: ReviewFrame, customer_id: int) -> Iterator[str]:
    """Yield what a customer said they want, newest first; a few at most."""
    found = frame.tracker.wants.where(
        "customer_id = ? AND stated_on <= ?",
        customer_id,
        frame.days[1],
        order="stated_on DESC, id DESC",
    )
    yield from (one.text for one in found[:MOST_WANTS])


def _services(frame: ReviewFrame, customer_id: int) -> Iterator[str]:
    """Yield what is done for a customer, as far as it was still done at the end."""
    for one in frame.tracker.services.where("customer_id = ?", customer_id, order="position, id"):
        if frame.archived_by_end(one.retired_on) is None:
            yield one.name


def _evidence(frame: ReviewFrame, measures: tuple[ReviewMeasure, ...]) -> Iterator[StarredEvidence]:
    """Yield the notes with a star, oldest first: what the person has not chosen is not shown."""
    for part in measures:
        counted = {one.start for one in part.entries}
        for row in frame.rows.get(part.measure.id, []):
            if row.note and row.id in frame.starred_notes and row.start in counted:
                yield StarredEvidence(part.measure, row.start, row.note)


def _words(
    frame: ReviewFrame, ratings: list[Rating], names: Mapping[int, str]
) -> Iterator[Comment]:
    """Yield a customer's words: those with a star first, then the newest; a few at most.

    `names` are those of the measures in the review; a draft is not named.
    """
    said = sorted((one for one in ratings if one.words), key=attrgetter("rated_on"), reverse=True)
    starred = frame.starred_words
    said.sort(key=lambda one: one.id not in starred)
    for one in said[:MOST_WORDS]:
        about = names.get(one.measure_id, "") if one.measure_id else ""
        yield Comment(one.words, one.rated_on, about, one.id in starred)


def decision_parts(frame: ReviewFrame) -> Iterator[ReviewDecision]:
    """Yield the decisions in the order they were made, as they stood at the end."""
    first, until = frame.days
    found = frame.tracker.decisions.where(
        _IN_PERIOD, until, first, first, until, order="decided_on, id"
    )
    if not found:
        return
    names = {one.id: one.name for one in frame.tracker.customers.all()}
    told: dict[int, list[str]] = {}
    for row in frame.tracker.decisions_told.where("told_on <= ?", until, order="told_on, id"):
        told.setdefault(row.decision_id, []).append(names[row.customer_id])
    for one in found:
        if one.id in told:
            less = names.get(one.less_happy_id, "") if one.less_happy_id else ""
            yield _part(frame, one, less, tuple(told[one.id]))


def _part(frame: ReviewFrame, one: Decision, less: str, told: tuple[str, ...]) -> ReviewDecision:
    by_then = one.verdict_on is not None and one.verdict_on <= frame.until
    verdict = one.verdict if by_then else None
    bad = verdict is DecisionVerdict.BAD
    return ReviewDecision(
        one.uid,
        one.title,
        one.decided_on,
        one.choice,
        one.logic,
        less,
        told,
        verdict,
        one.verdict_on if by_then else None,
        one.admitted_to if bad else "",
        one.learned if bad else "",
        one.next_choice if bad else "",
    )


def review(
    tracker: Tracker, first: date, last: date, today: date, progress: Progress | None = None
) -> Review:
    """Gather the review of a period, judged as of its last day, or of today before that.

    `progress` is told after each measure how many of how many are done; it may raise to cancel.
    """
    frame = ReviewFrame(tracker, first, last, today)
    parts = _parts(frame, progress or _nobody)
    me = person(tracker)
    return Review(
        me.name,
        me.role,
        bare_logo(me.logo) if me.logo else None,
        first,
        last,
        frame.until,
        today,
        tuple(parts),
        upkeep(frame, (one for part in parts for one in part.measures)),
        tuple(decision_parts(frame)),
        cause_counts(bad_weeks(tracker, first, frame.until)),
        me.review_on,
    )


def _parts(frame: ReviewFrame, progress: Progress) -> list[ReviewCustomer]:
    total, done = sum(map(len, frame.measures.values())), 0
    parts = []
    for customer in frame.customers:
        measures: list[ReviewMeasure] = []
        for measure in frame.measures.get(customer.id, []):
            measures.append(measure_part(frame, customer, measure))
            done += 1
            progress(done, total)
        parts.append(customer_part(frame, customer, tuple(measures)))
    return parts


def _nobody(_done: int, _total: int) -> None:
    """Tell nobody."""
