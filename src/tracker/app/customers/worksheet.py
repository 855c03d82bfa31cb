"""The priority worksheet: customers side by side, the suggested order, and its sum opened up (W6).

Only what was answered for everybody compared is summed, so that nobody is behind for a question
that was not asked. An agreement or a mandate that holds today outranks every sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.customers.assessments import AnswerStanding, AssessmentSheet, newest
from tracker.app.customers.questionnaires import (
    WORKSHEET,
    Answer,
    AnswerScale,
    Question,
    Questionnaire,
    questionnaire,
)
from tracker.app.text_input import check_day, clean_note, past_day
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import Mandate
from tracker.domain.texts.cutting import cut
from tracker.report.dates import long_day, medium_day

FORMAL, INFORMAL, SCORED, OPEN = range(4)
LONGEST_NAME = 36
MINUS = "\N{MINUS SIGN}"


def add_mandate(
    tracker: Tracker,
    customer_id: int,
    text: str,
    made_on: date,
    until: date | None = None,
    *,
    formal: bool = False,
) -> int:
    """Keep what was agreed or ordered about a customer."""
    customer = tracker.customers.get(customer_id)
    columns = _checked(tracker, text, made_on, until, formal=formal)
    with tracker.edit(f"agreement about {customer.name}"):
        return tracker.mandates.add(customer_id=customer_id, **columns)


def edit_mandate(
    tracker: Tracker,
    mandate_id: int,
    text: str,
    made_on: date,
    until: date | None,
    *,
    formal: bool,
) -> None:
    """Say better what was agreed, or until when."""
    customer = tracker.customers.get(tracker.mandates.get(mandate_id).customer_id)
    columns = _checked(tracker, text, made_on, until, formal=formal)
    with tracker.edit(f"agreement about {customer.name}"):
        tracker.mandates.change(mandate_id, **columns)


def end_mandate(tracker: Tracker, mandate_id: int, today: date) -> None:
    """Let an agreement count no longer, from today on."""
    mandate = tracker.mandates.get(mandate_id)
    if not mandate.holds(today):
        return
    customer = tracker.customers.get(mandate.customer_id)
    yesterday = today - timedelta(days=1)
    with tracker.edit(f"end agreement about {customer.name}"):
        if mandate.made_on > yesterday:
            tracker.mandates.remove(mandate_id)  # it never counted for a whole day
        else:
            tracker.mandates.change(mandate_id, until=yesterday)


def remove_mandate(tracker: Tracker, mandate_id: int) -> None:
    """Delete an agreement; undo brings it back."""
    customer = tracker.customers.get(tracker.mandates.get(mandate_id).customer_id)
    with tracker.edit(f"delete agreement about {customer.name}"):
        tracker.mandates.remove(mandate_id)


def _checked(
    tracker: Tracker, text: str, made_on: date, until: date | None, *, formal: bool
) -> dict[str, object]:
    cleaned = clean_note("text", text)
    if not any(sign.isprintable() and not sign.isspace() for sign in cleaned):
        raise InvalidInput("text", "The agreement is empty", "Say in a sentence what it is.")
    begun = past_day(tracker, "made_on", made_on)
    if until is not None and check_day("until", until) < begun:
        raise InvalidInput("until", "It ends before it was made", "Choose a later day.")
    return {"text": cleaned, "formal": formal, "made_on": begun, "until": until}


@dataclass(frozen=True, slots=True)
class WorksheetColumn:
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
    columns: tuple[WorksheetColumn, ...]
    counted: tuple[Question, ...]

    @property
    def order(self) -> tuple[WorksheetColumn, ...]:
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
        WorksheetColumn(
            one,
            answers[one.id],
            tuple(held.get(one.id, ())),
            total_of(counted, answers[one.id]),
        )
        for one in customers
    ]
    places = places_of([(one.level, one.total) for one in columns])
    placed = tuple(
        WorksheetColumn(one.customer, one.answers, one.mandates, one.total, place)
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


def shown(scale: AnswerScale, answer: Answer | None) -> str:
    """Write an answer; a dash where there is none."""
    if answer is None:
        return "–"
    if isinstance(answer, str):
        return answer
    if scale is AnswerScale.YES_NO:
        return "yes" if answer else "no"
    if scale is AnswerScale.HISTORY and answer:
        return f"+{answer}" if answer > 0 else f"{MINUS}{-answer}"
    return str(answer)


def then_and_now(standing: AnswerStanding, since: date | None) -> str:
    """Say how a figure stands beside then: `3 → 4, up 1 since 20 Aug 2026`."""
    scale = standing.question.scale
    if standing.now is None:
        return "not answered"
    now, then = shown(scale, standing.now), shown(scale, standing.then)
    step = standing.step
    if step is None or since is None:
        return now
    day = medium_day(since)
    if step == 0:
        return f"{now}, as on {day}"
    if scale is AnswerScale.YES_NO:
        return f"{then} → {now} since {day}"
    return f"{then} → {now}, {'up' if step > 0 else 'down'} {abs(step)} since {day}"


def in_all(look: AssessmentSheet) -> str:
    """Say what moved since then, or that nothing did."""
    steps = [one.step for one in look.standings if one.step is not None]
    if not steps or look.since is None:
        return ""
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    if not up and not down:
        return f"Nothing moved since {long_day(look.since)}."
    parts = [f"{count} {way}" for count, way in ((up, "up"), (down, "down")) if count]
    same = len(steps) - up - down
    if same:
        parts.append(f"{same} as before")
    return f"Since {long_day(look.since)}: {', '.join(parts)}."


def when_looked(look: AssessmentSheet, today: date) -> str:
    """Say when it was taken last, and, once a quarter, that it is worth another look."""
    if look.last is None:
        return "Not answered yet. Answer what you like; the rest can wait."
    if look.last == today:
        said = "Answered today."
    else:
        said = f"Last answered on {long_day(look.last, today)}."
    return f"{said} It is time to look again this quarter." if look.due else said


def suggestion(due: Sequence[Questionnaire]) -> str:
    """Return a quiet line that suggests to look around; nothing where nothing is due."""
    if not due:
        return ""
    names = " and ".join(one.name.lower() for one in due)
    return f"Look around again this quarter: {names}."


def outranked(mandate: Mandate) -> str:
    """Say what outranks a score, and until when."""
    kind = "mandate" if mandate.formal else "agreed"
    return f"{kind} until {medium_day(mandate.until)}" if mandate.until else f"{kind}, no end"


def until(mandate: Mandate) -> str:
    """Say in the fewest words until when something outranks a score."""
    return f"to {medium_day(mandate.until)}" if mandate.until else "no end"


def suggested(sheet: Worksheet) -> str:
    """Say the suggested order in a sentence, with what each place rests on."""
    order = sheet.order
    if len(sheet.columns) < 2:
        return "Choose two or more customers to compare."
    if not order:
        return "Answer a question for each of them, and an order is suggested."
    said = " · ".join(f"{one.place}. {_name(one)} ({_rests_on(one)})" for one in order)
    open_ = [_name(one) for one in sheet.columns if one.place is None]
    rest = f" Not rated yet: {', '.join(open_)}." if open_ else ""
    return f"Suggested order: {said}.{rest}"


def rule(sheet: Worksheet) -> str:
    """Say how the sum is made, what outranks it, and what was left out."""
    said = (
        "Each figure times its weight, summed over the questions that were answered for everybody "
        "who was rated. An agreement or a mandate comes before any sum until its date, a formal "
        "one first. Equal sums share a place. Nobody is moved by it."
    )
    counted = {one.key for one in sheet.counted}
    left = [one.text for one in sheet.asked.rated if one.key not in counted]
    if not left:
        return said
    return f"{said} Left out, not answered for everybody: {', '.join(left)}."


def sum_table(sheet: Worksheet) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headings and rows of the sum: every figure × weight, and what outranks it."""
    columns = sheet.columns
    heads = ("Question", "Weight", *(_name(one) for one in columns))
    rows = [
        (one.text, f"× {one.weight}", *(_term(one, column) for column in columns))
        for one in sheet.counted
    ]
    rows.append(("Sum", "", *("–" if one.total is None else _signed(one.total) for one in columns)))
    if any(one.mandates for one in columns):
        held = (outranked(one.mandates[0]) if one.mandates else "" for one in columns)
        rows.append(("Comes before the sum", "", *held))
    rows.append(
        ("Suggested place", "", *("–" if not one.place else f"{one.place}." for one in columns))
    )
    return heads, rows


def _term(question: Question, column: WorksheetColumn) -> str:
    answer = column.answers.get(question.key)
    if not isinstance(answer, int):
        return "–"
    product = _signed(answer * question.weight)
    return product if question.weight == 1 else f"{_signed(answer)} × {question.weight} = {product}"


def _rests_on(column: WorksheetColumn) -> str:
    if column.mandates:
        return outranked(column.mandates[0])
    return _signed(column.total or 0)


def _signed(number: int) -> str:
    return f"{MINUS}{-number}" if number < 0 else str(number)


def _name(column: WorksheetColumn) -> str:
    return cut(column.customer.name, LONGEST_NAME)
