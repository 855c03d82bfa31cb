"""Looking around: what a person answers, one row for each day on which it was taken, then and now.

A figure holds until it is given anew: what stood on a day is the newest answer up to that day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.customers.questionnaires import (
    OPERATIONS,
    PRACTICE,
    Answer,
    AnswerScale,
    Question,
    Questionnaire,
    questionnaire,
)
from tracker.app.text_input import clean_note, past_day
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import Assessment
from tracker.report.dates import medium_day
from tracker.report.text.pulse import capacity_question
from tracker.store.errors import damaged

WORDS = {
    AnswerScale.FIVE: "A rating is a whole number from 1 to 5",
    AnswerScale.HISTORY: "It is a whole number from -2 to 2",
    AnswerScale.YES_NO: "It is yes or no",
}
QUARTER = timedelta(weeks=13)


def answer(
    tracker: Tracker,
    kind: str,
    customer_id: int | None,
    taken_on: date,
    answers: Mapping[str, Answer | None],
    note: str | None = None,
) -> int | None:
    """Keep answers of a day, beside those already given on it; None takes one back.

    `customer_id` is whom the questions are about: somebody upstream where they ask for one.
    Return the row, or None where nothing is left of it.
    """
    asked = questionnaire(kind)
    label = _label(tracker, asked, customer_id)
    day = past_day(tracker, "taken_on", taken_on)
    old = _taken(tracker, kind, customer_id, day)
    kept = _given(tracker, old) if old else {}
    for key, given in answers.items():
        kept[key] = _checked(asked.question(key), given)
    before = _answered_before(tracker, kind, customer_id, day)
    kept = {key: one for key, one in kept.items() if one is not None or key in before}
    written = (old.note if old else "") if note is None else clean_note("note", note)
    with tracker.edit(label):
        if not kept and not written:
            if old:
                tracker.assessments.remove(old.id)
            return None
        text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        if old:
            tracker.assessments.change(old.id, answers=text, note=written)
            return old.id
        return tracker.assessments.add(
            kind=kind, **{owner_of(asked): customer_id}, taken_on=day, answers=text, note=written
        )


def remove_assessment(tracker: Tracker, assessment_id: int) -> None:
    """Delete what was answered on a day; undo brings it back."""
    old = tracker.assessments.get(assessment_id)
    name = _label(tracker, questionnaire(old.kind), old.customer_id or old.link_id)
    with tracker.edit(f"delete {name} of {medium_day(old.taken_on)}"):
        tracker.assessments.remove(assessment_id)


def look_later(tracker: Tracker, kind: str, today: date) -> None:
    """Let a questionnaire about me rest until the next quarter."""
    asked = questionnaire(kind)
    label = _label(tracker, asked, None)
    day = past_day(tracker, "taken_on", today)
    if _taken(tracker, kind, None, day) is None:
        with tracker.edit(f"{label} next quarter"):
            tracker.assessments.add(kind=kind, customer_id=None, taken_on=day)


def _label(tracker: Tracker, asked: Questionnaire, customer_id: int | None) -> str:
    if (asked.of_customer or asked.of_link) != (customer_id is not None):
        about = "a customer" if asked.of_customer else "yourself"
        about = "somebody upstream" if asked.of_link else about
        raise InvalidInput("customer_id", f"{asked.name} is about {about}", "Choose whom.")
    if customer_id is None:
        return asked.name
    if asked.of_link:
        return f"{asked.name}: {tracker.links.get(customer_id).who}"
    return f"{asked.name}: {tracker.customers.get(customer_id).name}"


def owner_of(asked: Questionnaire) -> str:
    """Return the column that says whom a questionnaire is about."""
    return "link_id" if asked.of_link else "customer_id"


def _taken(tracker: Tracker, kind: str, customer_id: int | None, day: date) -> Assessment | None:
    owner = owner_of(questionnaire(kind))
    rows = tracker.assessments.where(
        f"kind = ? AND {owner} IS ? AND taken_on = ?", kind, customer_id, day.isoformat()
    )
    return rows[-1] if rows else None


def _answered_before(
    tracker: Tracker, kind: str, customer_id: int | None, day: date
) -> frozenset[str]:
    owner = owner_of(questionnaire(kind))
    rows = tracker.assessments.where(
        f"kind = ? AND {owner} IS ? AND taken_on < ?", kind, customer_id, day.isoformat()
    )
    return frozenset(key for row in rows for key in _given(tracker, row))


def _given(tracker: Tracker, row: Assessment) -> dict[str, Answer | None]:
    """Read the answers of a row; `FileDamaged` where they make no sense any more."""
    try:
        said: object = json.loads(row.answers)
    except ValueError as error:
        raise damaged(tracker.path) from error
    if not isinstance(said, dict):
        raise damaged(tracker.path)
    return said


def _checked(question: Question, given: Answer | None) -> Answer | None:
    if given is None:
        return None
    if not question.rated:
        return clean_note(question.key, str(given)) or None
    if isinstance(given, str) or given not in question.scale.figures:
        raise InvalidInput(question.key, WORDS[question.scale], "Type one of them.")
    return int(given)


@dataclass(frozen=True, slots=True)
class AssessmentAnswers:
    """What was answered on one day."""

    id: int
    day: date
    answers: Mapping[str, Answer | None]
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerStanding:
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
class AssessmentSheet:
    """A questionnaire as it stands: `since` is the day that now is compared with."""

    asked: Questionnaire
    standings: tuple[AnswerStanding, ...]
    taken: tuple[AssessmentAnswers, ...]  # newest first
    since: date | None = None
    note: str = ""
    due: bool = False

    @property
    def last(self) -> date | None:
        """The day on which it was taken last."""
        return self.taken[0].day if self.taken else None


def assessment_sheet(
    tracker: Tracker,
    kind: str,
    customer_id: int | None,
    today: date,
    since: date | None = None,
) -> AssessmentSheet:
    """Read a questionnaire; without `since`, now is compared with the time before."""
    asked = questionnaire(kind)
    rows = _rows(tracker, kind, customer_id)
    taken = tuple(row for row in rows if row.answers or row.note)
    days = [row.day for row in taken]
    if since not in days[1:]:
        since = days[1] if len(days) > 1 else None
    standings = tuple(
        AnswerStanding(
            one,
            _stood(taken, one.key, date.max),
            None if since is None else _stood(taken, one.key, since),
        )
        for one in asked.questions
    )
    note = taken[0].note if taken and taken[0].day == today else ""
    return AssessmentSheet(asked, standings, taken, since, note, _due(rows, today))


def newest(tracker: Tracker, kind: str, customer_id: int | None) -> dict[str, Answer]:
    """Return the newest answer to every question that has one."""
    rows = _rows(tracker, kind, customer_id)
    found = {one.key: _stood(rows, one.key, date.max) for one in questionnaire(kind).questions}
    return {key: one for key, one in found.items() if one is not None}


def overdue_assessments(tracker: Tracker, today: date) -> tuple[Questionnaire, ...]:
    """Return what about myself was not looked at for a quarter; nothing in the first quarter."""
    first = tracker.file.query("SELECT min(start) FROM evaluation")[0][0]
    if first is None or date.fromisoformat(first) > today - QUARTER:
        return ()
    kinds = (OPERATIONS, PRACTICE)
    return tuple(questionnaire(kind) for kind in kinds if _due(_rows(tracker, kind, None), today))


LOW_CAPACITY = 2
CAPACITY = "capacity"


def capacity_words(tracker: Tracker, today: date) -> str:
    """Ask what gives way for a new promise, where my capacity was last rated low; else nothing."""
    for row in _rows(tracker, OPERATIONS, None):
        if (rated := row.answers.get(CAPACITY)) is not None and row.day <= today:
            low = isinstance(rated, int) and rated <= LOW_CAPACITY
            return capacity_question(int(rated), row.day, today) if low else ""
    return ""


def _due(rows: tuple[AssessmentAnswers, ...], today: date) -> bool:
    return not rows or rows[0].day <= today - QUARTER


def _rows(tracker: Tracker, kind: str, customer_id: int | None) -> tuple[AssessmentAnswers, ...]:
    owner = owner_of(questionnaire(kind))
    rows = tracker.assessments.where(
        f"kind = ? AND {owner} IS ?", kind, customer_id, order="taken_on DESC, id DESC"
    )
    return tuple(
        AssessmentAnswers(row.id, row.taken_on, _given(tracker, row), row.note) for row in rows
    )


def _stood(taken: tuple[AssessmentAnswers, ...], key: str, day: date) -> Answer | None:
    return next((row.answers[key] for row in taken if row.day <= day and key in row.answers), None)
