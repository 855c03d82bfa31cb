"""The decisions of a review: made or judged in the period, and known to at least one customer.

What nobody was told of stays in the file, as the private note always does.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.app.queries.review_frame import Frame
from tracker.domain.decision import Decision, DecisionVerdict
from tracker.report.review_content import DecisionPart

_IN_PERIOD = "decided_on <= ? AND (decided_on >= ? OR verdict_on BETWEEN ? AND ?)"


def decision_parts(frame: Frame) -> Iterator[DecisionPart]:
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


def _part(frame: Frame, one: Decision, less: str, told: tuple[str, ...]) -> DecisionPart:
    by_then = one.verdict_on is not None and one.verdict_on <= frame.until
    verdict = one.verdict if by_then else None
    bad = verdict is DecisionVerdict.BAD
    return DecisionPart(
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
