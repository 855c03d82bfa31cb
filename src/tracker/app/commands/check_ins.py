"""The person's own side of a week: pulse first, closing question last."""

from __future__ import annotations

from datetime import date

from tracker.app.commands import words
from tracker.app.tracker import Tracker
from tracker.domain.diary import CheckIn
from tracker.domain.errors import InvalidInput
from tracker.domain.period import Period

PULSE_FIELDS = ("energy", "valued", "listened", "cared")


def record_pulse(tracker: Tracker, week: date, **ratings: int | None) -> None:
    """Write some of energy, valued, listened, cared (1 to 5, None takes back) for a week."""
    for field, rating in ratings.items():
        if field not in PULSE_FIELDS or (rating is not None and rating not in range(1, 6)):
            raise InvalidInput(field, "A rating is a whole number from 1 to 5", "Change it.")
    monday = _monday(week)
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


def answer_week(tracker: Tracker, week: date, answer: str) -> None:
    """Keep the answer to a week's closing question, whether the week is finished or not."""
    monday = _monday(week)
    answer = words.note("answer", answer)
    old = _check_in(tracker, monday)
    if answer == (old.answer if old else ""):
        return
    with tracker.edit(f"answer for {Period(monday)}"):
        if old is None:
            tracker.check_ins.add(week=monday, answer=answer, finished_at="")
        elif answer or old.finished:
            tracker.check_ins.change(old.id, answer=answer)
        else:
            tracker.check_ins.remove(old.id)


def finish_week(tracker: Tracker, week: date, answer: str = "") -> None:
    """Close a week's check-in; the answer to its closing question may stay empty."""
    monday = _monday(week)
    answer = words.note("answer", answer)
    old = _check_in(tracker, monday)
    with tracker.edit(f"finish {Period(monday)}"):
        if old is None:
            tracker.check_ins.add(week=monday, answer=answer)
        elif old.finished:
            tracker.check_ins.change(old.id, answer=answer)
        else:  # written anew, because the database knows what time it is
            tracker.check_ins.remove(old.id)
            tracker.check_ins.add(uid=old.uid, week=monday, answer=answer)


def reopen_week(tracker: Tracker, week: date) -> None:
    """Take the closing of a week back; its answer stays."""
    monday = _monday(week)
    old = _check_in(tracker, monday)
    if old and old.finished:
        with tracker.edit(f"reopen {Period(monday)}"):
            if old.answer:
                tracker.check_ins.change(old.id, finished_at="")
            else:
                tracker.check_ins.remove(old.id)


def _monday(day: date) -> date:
    return Period.of(words.day("week", day)).start


def _check_in(tracker: Tracker, monday: date) -> CheckIn | None:
    return next(iter(tracker.check_ins.where("week = ?", monday.isoformat())), None)
