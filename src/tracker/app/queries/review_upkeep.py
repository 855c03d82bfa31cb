"""How the measuring itself was kept up: what was logged, how soon, and whom it was shown to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import median

from tracker.app.queries.review_frame import Frame, Row
from tracker.domain.period import Period
from tracker.domain.share import ShareKind, Way
from tracker.report.review_content import MeasurePart, Upkeep

ASKS = (ShareKind.SCORECARD, ShareKind.AGREEMENT)


def upkeep(frame: Frame, parts: Iterable[MeasurePart]) -> Upkeep:
    """Count over all measures of a review."""
    measures = list(parts)
    due = [entry for part in measures for entry in part.entries]
    weeks = {
        Period.of(Period(entry.start, part.measure.cadence).end).start
        for part in measures
        for entry in part.entries
    }
    shown = [
        one.customer_uid
        for one in frame.tracker.ledger.where("shared_on BETWEEN ? AND ?", *frame.days)
        if one.kind in ASKS and one.way is not Way.WITHDRAW and one.customer_uid
    ]
    answers = {(one.customer_id, one.rated_on) for one in frame.ratings}
    return Upkeep(
        due=len(due),
        logged=sum(one.value is not None for one in due),
        skipped=sum(one.skipped for one in due),
        weeks=len(weeks),
        closed=_closed(frame, weeks),
        delay=_delay(frame, measures),
        shown=len(shown),
        asked=len(set(shown)),
        answers=len(answers),
        answered=len({customer_id for customer_id, _ in answers}),
    )


def _closed(frame: Frame, weeks: set[date]) -> int:
    done = frame.tracker.file.query(
        "SELECT week FROM check_in WHERE finished_at <> '' AND week BETWEEN ? AND ?",
        min(weeks).isoformat() if weeks else "",
        max(weeks).isoformat() if weeks else "",
    )
    return sum(date.fromisoformat(week) in weeks for (week,) in done)


def _delay(frame: Frame, parts: list[MeasurePart]) -> float | None:
    days = [
        _days(row, Period(row.start, part.measure.cadence))
        for part in parts
        for row in frame.rows.get(part.measure.id, [])
        if row.value is not None and row.logged_at
    ]
    return median(days) if days else None


def _days(row: Row, period: Period) -> int:
    """Count the days from the end of a period to its entry, by the file's clock; 0 if before."""
    return max((date.fromisoformat(row.logged_at[:10]) - period.end).days, 0)
