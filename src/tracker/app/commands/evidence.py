"""What a person keeps for their review: stars on evidence, and their own words in the pack."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker


def star(
    tracker: Tracker, *, evaluation_id: int | None = None, rating_id: int | None = None, on: bool
) -> None:
    """Mark an evidence note or a customer's words as worth showing, or take the mark away."""
    if evaluation_id is not None:
        start = tracker.evaluations.get(evaluation_id).start
        label, at = f"note of {start}", ("evaluation_id = ?", evaluation_id)
    elif rating_id is not None:
        day = tracker.ratings.get(rating_id).rated_on
        label, at = f"words of {day}", ("rating_id = ?", rating_id)
    else:
        raise ValueError("nothing to star")
    old = tracker.stars.where(*at)
    if bool(old) == on:
        return
    with tracker.edit(f"{'star' if on else 'unstar'} the {label}"):
        if on:
            tracker.stars.add(evaluation_id=evaluation_id, rating_id=rating_id)
        else:
            tracker.stars.remove(old[0].id)


def reword(tracker: Tracker, first: date, last: date, key: str, text: str | None) -> None:
    """Put own words in the place of a paragraph of the review of a period; None brings it back."""
    old = tracker.wordings.where(
        "first = ? AND last = ? AND key = ?", first.isoformat(), last.isoformat(), key
    )
    text = None if text is None else words.note("text", text)
    if text == (old[0].text if old else None):
        return
    with tracker.edit("reword the review" if text is not None else "take back own words"):
        if text is None:
            tracker.wordings.remove(old[0].id)
        elif old:
            tracker.wordings.change(old[0].id, text=text)
        else:
            tracker.wordings.add(first=first, last=last, key=key, text=text)


def wordings_of(tracker: Tracker, first: date, last: date) -> dict[str, str]:
    """Return the own words in the review of a period, by key."""
    found = tracker.wordings.where("first = ? AND last = ?", first.isoformat(), last.isoformat())
    return {one.key: one.text for one in found}
