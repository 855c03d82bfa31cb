"""What customers said: their own figures and words, typed in (reply codes: `replies`)."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import check_value
from tracker.domain.rating import RatingSource


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
    text = words.note("words", text)
    if value is None and not text:
        raise InvalidInput("value", "Neither a rating nor words", "Give one of them.")
    if measure_id is not None:
        measure = tracker.measures.get(measure_id)
        if measure.customer_id != customer_id:
            raise InvalidInput("measure_id", "That measure is another customer’s", "Choose theirs.")
        if value is not None and not five:
            value = check_value(value, measure.scale)
    elif not five:
        raise InvalidInput("measure_id", "A rating of everything is 1 to 5", "Choose a measure.")
    if five and value not in {None, 1, 2, 3, 4, 5}:
        raise InvalidInput("value", "A rating is a whole number from 1 to 5", "Type one of them.")
    return {
        "measure_id": measure_id,
        "rated_on": words.day("rated_on", rated_on),
        "value": None if value is None else float(value),
        "five": five,
        "words": text,
    }
