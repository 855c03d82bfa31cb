"""The priority worksheet: customers side by side, the suggested order, and its sum opened up (W6).

Only what was answered for everybody compared is summed, so that nobody is behind for a question
that was not asked. An agreement or a mandate that holds today outranks every sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.app.queries.assessments import newest
from tracker.app.questionnaires import WORKSHEET, Answer, Question, Questionnaire, questionnaire
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.practice import Mandate

FORMAL, INFORMAL, SCORED, OPEN = range(4)


@dataclass(frozen=True, slots=True)
class Column:
    """One customer: what was answered, what outranks it, the sum and the suggested place."""

    customer: Customer
    answers: Mapping[str, Answer]
    mandates: tuple[Mandate, ...] = ()
    total: int | None = None
    place: int | None = None

    @property
    def level(self) -> int:
        """What their place rests on: a mandate, the sum, or nothing yet."""
        if self.mandates:
            return FORMAL if self.mandates[0].formal else INFORMAL
        return OPEN if self.total is None else SCORED


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Columns as in every list of customers; `counted` are the questions that are summed."""

    asked: Questionnaire
    columns: tuple[Column, ...]
    counted: tuple[Question, ...]

    @property
    def order(self) -> tuple[Column, ...]:
        """Those with a place, first to last."""
        placed = [one for one in self.columns if one.place is not None]
        return tuple(sorted(placed, key=lambda one: one.place or 0))


def worksheet(tracker: Tracker, customer_ids: Iterable[int], today: date) -> Worksheet:
    """Compare these customers as of today; the order of the columns is that of every list."""
    wanted = set(customer_ids)
    customers = sorted(
        (one for one in tracker.customers.where("archived_on IS NULL") if one.id in wanted),
        key=lambda one: one.rank,
    )
    asked = questionnaire(WORKSHEET)
    answers = {one.id: newest(tracker, WORKSHEET, one.id) for one in customers}
    counted = counted_of(asked.rated, [one for one in answers.values() if one])
    held = mandates_of(tracker, today)
    columns = [
        Column(
            one,
            answers[one.id],
            tuple(held.get(one.id, ())),
            total_of(counted, answers[one.id]),
        )
        for one in customers
    ]
    places = places_of([(one.level, one.total) for one in columns])
    placed = tuple(
        Column(one.customer, one.answers, one.mandates, one.total, place)
        for one, place in zip(columns, places, strict=True)
    )
    return Worksheet(asked, placed, counted)


def mandates_of(tracker: Tracker, today: date) -> dict[int, list[Mandate]]:
    """Return what holds today, by customer: formal first, then what holds longest."""
    rows = sorted(
        (one for one in tracker.mandates.all() if one.holds(today)),
        key=lambda one: (not one.formal, one.until is not None, -(one.until or today).toordinal()),
    )
    found: dict[int, list[Mandate]] = {}
    for one in rows:
        found.setdefault(one.customer_id, []).append(one)
    return found


def counted_of(
    questions: Sequence[Question], answered: Sequence[Mapping[str, Answer]]
) -> tuple[Question, ...]:
    """Return the questions that everybody who was rated at all has an answer to."""
    if not answered:
        return ()
    return tuple(one for one in questions if all(one.key in some for some in answered))


def total_of(counted: Sequence[Question], answers: Mapping[str, Answer]) -> int | None:
    """Return the sum of every counted figure times its weight; None where nothing counts."""
    if not counted or any(one.key not in answers for one in counted):
        return None
    return sum(int(answers[one.key]) * one.weight for one in counted)


def places_of(standings: Sequence[tuple[int, int | None]]) -> list[int | None]:
    """Return a place for each level and sum: the lower level first, then the greater sum.

    Equals share a place; who has neither a mandate nor a sum gets none.
    """

    def key(standing: tuple[int, int | None]) -> tuple[int, bool, int]:
        level, total = standing
        return level, total is None, -(total or 0)

    ranked = sorted(key(one) for one in standings if one[0] != OPEN)
    return [None if one[0] == OPEN else ranked.index(key(one)) + 1 for one in standings]
