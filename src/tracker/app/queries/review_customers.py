"""One customer in a review: their measures, the evidence with a star, and what they said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter

from tracker.app.queries.review_frame import Frame
from tracker.domain.customer import TIER_NAMES, Customer
from tracker.domain.rating import Rating
from tracker.report.review_content import CustomerPart, Evidence, MeasurePart, Words

MOST_WORDS = 5


def customer_part(
    frame: Frame, customer: Customer, measures: tuple[MeasurePart, ...]
) -> CustomerPart:
    """Gather what a review says of one customer."""
    ratings = [one for one in frame.ratings if one.customer_id == customer.id]
    figures = [one.value for one in ratings if one.five and one.value is not None]
    return CustomerPart(
        customer.uid,
        customer.name,
        TIER_NAMES[customer.tier] if customer.tier else "",
        measures,
        tuple(_evidence(frame, measures)),
        tuple(_words(frame, ratings, {one.measure.id: one.measure.name for one in measures})),
        sum(figures) / len(figures) if figures else None,
        len(figures),
        frame.gone_on(customer.archived_on),
    )


def _evidence(frame: Frame, measures: tuple[MeasurePart, ...]) -> Iterator[Evidence]:
    """Yield the notes with a star, oldest first: what the person has not chosen is not shown."""
    for part in measures:
        counted = {one.start for one in part.entries}
        for row in frame.rows.get(part.measure.id, []):
            if row.note and row.id in frame.starred_notes and row.start in counted:
                yield Evidence(part.measure, row.start, row.note)


def _words(frame: Frame, ratings: list[Rating], names: Mapping[int, str]) -> Iterator[Words]:
    """Yield a customer's words: those with a star first, then the newest; a few at most.

    `names` are those of the measures in the review; a draft is not named.
    """
    said = sorted((one for one in ratings if one.words), key=attrgetter("rated_on"), reverse=True)
    starred = frame.starred_words
    said.sort(key=lambda one: one.id not in starred)
    for one in said[:MOST_WORDS]:
        about = names.get(one.measure_id, "") if one.measure_id else ""
        yield Words(one.words, one.rated_on, about, one.id in starred)
