"""The person's own side of a week: pulse first, closing question last."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.period import Period

PULSE_FIELDS = ("energy", "valued", "listened", "cared")


def record_pulse(tracker: Tracker, week: date, **ratings: int | None) -> None:
    """Write some of energy, valued, listened, cared (1 to 5, None takes back) for a week."""
    for field, rating in ratings.items():
        if field not in PULSE_FIELDS or (rating is not None and rating not in range(1, 6)):
            raise InvalidInput(field, "A rating is a whole number from 1 to 5", "Change it.")
    monday = Period.of(words.day("week", week)).start
    old = next(iter(tracker.pulses.where("week = ?", monday.isoformat())), None)
    kept = {field: getattr(old, field) for field in PULSE_FIELDS} if old else {}
    left = any(value is not None for value in (kept | ratings).values())
    if old is None and not left:
        return
    with tracker.edit("log own pulse"):
        if old is None:
            tracker.pulses.add(week=monday, **ratings)
        elif left:
            tracker.pulses.change(old.id, **ratings)
        else:
            tracker.pulses.remove(old.id)


def finish_week(tracker: Tracker, week: date, answer: str = "") -> None:
    """Close a week's check-in; the answer to its closing question may stay empty."""
    monday = Period.of(words.day("week", week)).start
    answer = words.note("answer", answer)
    old = tracker.check_ins.where("week = ?", monday.isoformat())
    with tracker.edit(f"finish {Period(monday)}"):
        if old:
            tracker.check_ins.change(old[0].id, answer=answer)
        else:
            tracker.check_ins.add(week=monday, answer=answer)


def reopen_week(tracker: Tracker, week: date) -> None:
    """Take the closing of a week back."""
    monday = Period.of(week).start
    for old in tracker.check_ins.where("week = ?", monday.isoformat()):
        with tracker.edit(f"reopen {Period(monday)}"):
            tracker.check_ins.remove(old.id)
