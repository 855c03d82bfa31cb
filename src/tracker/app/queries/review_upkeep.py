"""How the measuring itself was kept up: what was logged, how soon, and whom it was shown to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median

from tracker.app.queries.first_seen import FirstSeen, first_seen, seen_signals
from tracker.app.queries.review_frame import Frame
from tracker.domain.share import ShareKind, Way
from tracker.report.review_content import MeasurePart, Upkeep

ASKS = (ShareKind.SCORECARD, ShareKind.AGREEMENT)


def upkeep(frame: Frame, parts: Iterable[MeasurePart]) -> Upkeep:
    """Count over all measures of a review."""
    due = [entry for part in parts for entry in part.entries]
    delays = [one.delay for one in due if one.delay is not None]
    weeks = {end - timedelta(days=end.weekday()) for end in {one.end for one in due}}
    shown = [
        one.customer_uid
        for one in frame.tracker.ledger.where("shared_on BETWEEN ? AND ?", *frame.days)
        if one.kind in ASKS and one.way is not Way.WITHDRAW and one.customer_uid
    ]
    seen = _seen(frame)
    answers = {(one.customer_id, one.rated_on) for one in frame.ratings}
    return Upkeep(
        due=len(due),
        logged=sum(one.value is not None for one in due),
        skipped=sum(one.skipped for one in due),
        weeks=len(weeks),
        closed=_closed(frame, weeks),
        delay=median(delays) if delays else None,
        shown=len(shown),
        asked=len(set(shown)),
        answers=len(answers),
        answered=len({customer_id for customer_id, _ in answers}),
        mine=seen.mine,
        changes=seen.of,
        lead=seen.lead,
    )


def _seen(frame: Frame) -> FirstSeen:
    """Count who saw the changes of the period first; nothing where nobody ever told of one."""
    ids = frozenset(one.id for group in frame.measures.values() for one in group)
    signals = [
        one.by(frame.until) for one in seen_signals(frame.tracker, frame.first, frame.until, ids)
    ]
    known = [one for one in signals if one.looked_on or one.told_on]
    return first_seen(known) if any(one.told_on for one in known) else FirstSeen()


def _closed(frame: Frame, weeks: set[date]) -> int:
    done = frame.tracker.file.query(
        "SELECT week FROM check_in WHERE finished_at <> '' AND week BETWEEN ? AND ?",
        min(weeks).isoformat() if weeks else "",
        max(weeks).isoformat() if weeks else "",
    )
    return sum(date.fromisoformat(week) in weeks for (week,) in done)
