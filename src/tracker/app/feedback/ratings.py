"""What customers said, typed in, and set beside the person's own figures on one scale.

A rating from 1 to 5 is compared with a measure that is itself rated from 1 to 5. Of any other
measure only what the customer gave in its own unit is compared: no figure is made up from another.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from tracker.app.text_input import clean_note, past_day
from tracker.app.tracker import Tracker
from tracker.app.trends.trend import trend_picture
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Measure, check_value, show_value
from tracker.domain.number import show_number
from tracker.domain.period import Period
from tracker.domain.sharing import Rating, RatingSource
from tracker.report.charts.picture import GapPicture, Point, TrendPicture
from tracker.report.dates import medium_day
from tracker.report.text.customers import fives_sentence, gap_sentence

ONE_TO_FIVE = "from 1 to 5, higher is better"
OLDEST = 2
"""Periods after which an own figure is too old to stand beside a rating."""


def add_rating(
    tracker: Tracker,
    customer_id: int,
    rated_on: date,
    value: float | None,
    text: str = "",
    *,
    measure_id: int | None = None,
    five: bool = True,
    share_uid: str = "",
) -> int:
    """Keep what a customer told: 1 to 5, or a value on the measure's own scale, and their words."""
    customer = tracker.customers.get(customer_id)
    columns = _checked(tracker, customer_id, rated_on, value, text, measure_id, five=five)
    with tracker.edit(f"rating by {customer.name}"):
        return tracker.ratings.add(
            customer_id=customer_id, source=RatingSource.TOLD, share_uid=share_uid, **columns
        )


def edit_rating(
    tracker: Tracker, rating_id: int, rated_on: date, value: float | None, text: str
) -> None:
    """Put right what was typed in wrongly."""
    old = tracker.ratings.get(rating_id)
    customer = tracker.customers.get(old.customer_id)
    columns = _checked(
        tracker, old.customer_id, rated_on, value, text, old.measure_id, five=old.five
    )
    with tracker.edit(f"rating by {customer.name}"):
        tracker.ratings.change(rating_id, **columns)


def remove_rating(tracker: Tracker, rating_id: int) -> None:
    """Delete a rating; undo brings it back."""
    customer = tracker.customers.get(tracker.ratings.get(rating_id).customer_id)
    with tracker.edit(f"delete rating by {customer.name}"):
        tracker.ratings.remove(rating_id)


def _checked(
    tracker: Tracker,
    customer_id: int,
    rated_on: date,
    value: float | None,
    text: str,
    measure_id: int | None,
    *,
    five: bool,
) -> dict[str, object]:
    text = clean_note("words", text)
    if value is None and not text:
        raise InvalidInput("value", "Neither a rating nor words", "Give one of them.")
    if measure_id is not None:
        measure = tracker.measures.of(customer_id, measure_id)
        if value is not None and not five:
            value = check_value(value, measure.scale)
    elif not five:
        raise InvalidInput("measure_id", "A rating of everything is 1 to 5", "Choose a measure.")
    if five and value not in {None, 1, 2, 3, 4, 5}:
        raise InvalidInput("value", "A rating is a whole number from 1 to 5", "Type one of them.")
    return {
        "measure_id": measure_id,
        "rated_on": past_day(tracker, "rated_on", rated_on),
        "value": None if value is None else float(value),
        "five": five,
        "words": text,
    }


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
    shown = tuple(_point(one, f"{show_number(one.value or 0.0)} of 5") for one in fives)
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
    return Point(one.rated_on, one.value or 0.0, medium_day(one.rated_on), shown)


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
