"""The person's own figures beside the customer's ratings of the same measure, on one scale.

A rating from 1 to 5 is compared with a measure that is itself rated from 1 to 5. Of any other
measure only what the customer gave in its own unit is compared: no figure is made up from another.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from tracker.app.queries.trend import trend_picture
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.measure import Measure, show_value
from tracker.domain.period import Period
from tracker.domain.rating import Rating
from tracker.report.gap import fives_sentence, gap_sentence
from tracker.report.picture import Point, TrendPicture
from tracker.report.pictures import GapPicture

ONE_TO_FIVE = "from 1 to 5, higher is better"
OLDEST = 2
"""Periods after which an own figure is too old to stand beside a rating."""


def gap_picture(
    tracker: Tracker,
    measure_id: int,
    today: date,
    first: date | None = None,
    last: date | None = None,
) -> GapPicture:
    """Return own figures and the customer's from `first` to `last` (None: everything, to today)."""
    measure = tracker.measures.get(measure_id)
    trend = trend_picture(tracker, measure_id, today, first, last)
    rated = _rated(tracker, measure_id, first, last or max(today, trend.last))
    same, fives = _sorted_out(measure, rated)
    if same or not fives:
        return _compared(measure, trend, same)
    shown = tuple(_point(one, f"{one.value:g} of 5") for one in fives)
    said = fives_sentence(measure, [one.value for one in shown])
    subtitle = f"{tracker.customers.get(measure.customer_id).name} · {ONE_TO_FIVE}"
    whole = _whole(trend, (), shown)
    return replace(whole, scale=Scale.RATING, unit="", said=said, subtitle=subtitle)


def _rated(tracker: Tracker, measure_id: int, first: date | None, last: date) -> list[Rating]:
    rows = tracker.ratings.where(
        "measure_id = ? AND value IS NOT NULL AND rated_on BETWEEN ? AND ?",
        measure_id,
        (first or date.min).isoformat(),
        last.isoformat(),
        order="rated_on, id",
    )
    return list(rows)


def _sorted_out(measure: Measure, rated: list[Rating]) -> tuple[list[Rating], list[Rating]]:
    """Return the ratings on the measure's own scale, and those from 1 to 5 that are not."""
    if measure.scale is Scale.RATING:
        return rated, []
    return [one for one in rated if not one.five], [one for one in rated if one.five]


def _compared(measure: Measure, trend: TrendPicture, rated: list[Rating]) -> GapPicture:
    days = [point.day for point in trend.points]
    theirs, pairs = [], []
    for one in rated:
        point = _point(one, show_value(one.value or 0.0, measure.scale, measure.now.unit))
        at = bisect_right(days, one.rated_on) - 1
        beside = trend.points[at] if at >= 0 else None
        if beside and _near(measure, beside.day, one.rated_on):
            pairs.append((beside.value, point.value))
            point = replace(point, period=beside.period)
        theirs.append(point)
    whole = _whole(trend, trend.points, tuple(theirs))
    return replace(whole, said=gap_sentence(measure, pairs, len(rated)))


def _near(measure: Measure, start: date, day: date) -> bool:
    """Say whether a period was running or had ended not long ago on a day."""
    now = Period.of(day, measure.cadence, measure.phase)
    return now - Period(start, measure.cadence) <= OLDEST


def _point(one: Rating, shown: str) -> Point:
    return Point(one.rated_on, one.value or 0.0, one.rated_on.isoformat(), shown)


def _whole(trend: TrendPicture, own: tuple[Point, ...], theirs: tuple[Point, ...]) -> GapPicture:
    # Notes stay at home, and a gap is no place for verdicts.
    plain = tuple(Point(one.day, one.value, one.period, one.shown) for one in own)
    return GapPicture(
        trend.title,
        trend.subtitle,
        trend.first,
        trend.last,
        trend.scale,
        trend.unit,
        plain,
        theirs,
        "",
    )
