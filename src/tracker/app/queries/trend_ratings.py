"""What its customer gave a measure, as the chart shows it: figures and words of no one else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.measure import Measure, show_value
from tracker.domain.number import show_number
from tracker.domain.rating import Rating
from tracker.report.picture import Rated


def ratings_of(tracker: Tracker, measure: Measure, first: date, last: date) -> Iterator[Rated]:
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


def said_of(tracker: Tracker, measure: Measure, first: date, last: date) -> list[Rating]:
    """Return what its customer said of a measure in these days, and of everything; words too."""
    return tracker.ratings.where(
        "customer_id = ? AND (measure_id = ? OR measure_id IS NULL) AND rated_on BETWEEN ? AND ?",
        measure.customer_id,
        measure.id,
        first.isoformat(),
        last.isoformat(),
        order="rated_on, id",
    )


def _rated(measure: Measure, rating: Rating, value: float) -> Rated:
    if not rating.five:
        shown = show_value(value, measure.scale, measure.on(rating.rated_on).unit)
        return Rated(rating.rated_on, shown, value, rating.words)
    same = measure.scale is Scale.RATING
    return Rated(
        rating.rated_on, f"{show_number(value)} of 5", value if same else None, rating.words
    )
