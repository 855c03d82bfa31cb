"""What was answered when looking around: then and now, day by day, and what is worth another look.

A figure holds until it is given anew: what stood on a day is the newest answer up to that day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.questionnaires import (
    OPERATIONS,
    PRACTICE,
    Answer,
    Question,
    Questionnaire,
    questionnaire,
)
from tracker.app.tracker import Tracker

QUARTER = timedelta(weeks=13)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was answered on one day."""

    id: int
    day: date
    answers: Mapping[str, Answer | None]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A question, how it stands now, and how it stood then."""

    question: Question
    now: Answer | None = None
    then: Answer | None = None

    @property
    def step(self) -> int | None:
        """How far a figure has moved; None where it cannot be said."""
        if isinstance(self.now, int) and isinstance(self.then, int):
            return self.now - self.then
        return None


@dataclass(frozen=True, slots=True)
class Look:
    """A questionnaire as it stands: `since` is the day that now is compared with."""

    asked: Questionnaire
    standings: tuple[Standing, ...]
    taken: tuple[Taken, ...]  # newest first
    since: date | None = None
    note: str = ""
    due: bool = False

    @property
    def last(self) -> date | None:
        """The day on which it was taken last."""
        return self.taken[0].day if self.taken else None


def look(
    tracker: Tracker,
    kind: str,
    customer_id: int | None,
    today: date,
    since: date | None = None,
) -> Look:
    """Read a questionnaire; without `since`, now is compared with the time before."""
    asked = questionnaire(kind)
    rows = _rows(tracker, kind, customer_id)
    taken = tuple(row for row in rows if row.answers or row.note)
    days = [row.day for row in taken]
    if since not in days[1:]:
        since = days[1] if len(days) > 1 else None
    standings = tuple(
        Standing(
            one,
            _stood(taken, one.key, date.max),
            None if since is None else _stood(taken, one.key, since),
        )
        for one in asked.questions
    )
    note = taken[0].note if taken and taken[0].day == today else ""
    return Look(asked, standings, taken, since, note, _due(rows, today))


def newest(tracker: Tracker, kind: str, customer_id: int | None) -> dict[str, Answer]:
    """Return the newest answer to every question that has one."""
    rows = _rows(tracker, kind, customer_id)
    found = {one.key: _stood(rows, one.key, date.max) for one in questionnaire(kind).questions}
    return {key: one for key, one in found.items() if one is not None}


def worth_a_look(tracker: Tracker, today: date) -> tuple[Questionnaire, ...]:
    """Return what about myself was not looked at for a quarter; nothing in the first quarter."""
    first = tracker.file.query("SELECT min(start) FROM evaluation")[0][0]
    if first is None or date.fromisoformat(first) > today - QUARTER:
        return ()
    kinds = (OPERATIONS, PRACTICE)
    return tuple(questionnaire(kind) for kind in kinds if _due(_rows(tracker, kind, None), today))


def _due(rows: tuple[Taken, ...], today: date) -> bool:
    return not rows or rows[0].day <= today - QUARTER


def _rows(tracker: Tracker, kind: str, customer_id: int | None) -> tuple[Taken, ...]:
    rows = tracker.assessments.where(
        "kind = ? AND customer_id IS ?", kind, customer_id, order="taken_on DESC, id DESC"
    )
    return tuple(Taken(row.id, row.taken_on, json.loads(row.answers), row.note) for row in rows)


def _stood(taken: tuple[Taken, ...], key: str, day: date) -> Answer | None:
    return next((row.answers[key] for row in taken if row.day <= day and key in row.answers), None)
