"""A review of everything in a period (P1): what was promised, kept, changed, fixed and heard.

It may be read from a snapshot in another thread (`app.snapshot`): nothing is written.
"""

from __future__ import annotations

from datetime import date

from tracker.app.commands.person import person
from tracker.app.queries.pictures import heat_of
from tracker.app.queries.review_customers import customer_part
from tracker.app.queries.review_decisions import decision_parts
from tracker.app.queries.review_frame import Frame, Progress
from tracker.app.queries.review_measures import measure_part
from tracker.app.queries.review_upkeep import upkeep
from tracker.app.queries.standing import Standing, spoken
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.report.logo import bare_logo
from tracker.report.review_content import CustomerPart, MeasurePart, Review


def review(
    tracker: Tracker, first: date, last: date, today: date, progress: Progress | None = None
) -> Review:
    """Gather the review of a period, judged as of its last day, or of today before that.

    `progress` is told after each measure how many of how many are done; it may raise to cancel.
    """
    frame = Frame(tracker, first, last, today)
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
        heat_of(*_standing(frame, parts), frame.until),
        upkeep(frame, (one for part in parts for one in part.measures)),
        tuple(decision_parts(frame)),
    )


def _parts(frame: Frame, progress: Progress) -> list[CustomerPart]:
    total, done = sum(map(len, frame.measures.values())), 0
    parts = []
    for customer in frame.customers:
        measures: list[MeasurePart] = []
        for measure in frame.measures.get(customer.id, []):
            measures.append(measure_part(frame, customer, measure))
            done += 1
            progress(done, total)
        parts.append(customer_part(frame, customer, tuple(measures)))
    return parts


def _standing(frame: Frame, parts: list[CustomerPart]) -> tuple[list[Customer], list[Standing]]:
    """Return who was served at the end, and how what was in use then stood."""
    served, found = [], []
    for customer, part in zip(frame.customers, parts, strict=True):
        if frame.gone_on(customer.archived_on):
            continue
        served.append(customer)
        for one in part.measures:
            if one.archived_on is None:
                said = spoken(customer, one.measure, one.finding, frame.until)
                found.append(
                    Standing(one.measure, customer, one.finding, said, one.verdict, None, (), None)
                )
    return served, found


def _nobody(_done: int, _total: int) -> None:
    """Tell nobody."""
