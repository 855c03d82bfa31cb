"""What looking around says: then and now, the suggested order, and how it was summed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.app.queries.assessments import Look, Standing
from tracker.app.queries.worksheet import Column, Worksheet
from tracker.app.questionnaires import Answer, AnswerScale, Question, Questionnaire
from tracker.domain.practice import Mandate

LONGEST_NAME = 36
MINUS = "\N{MINUS SIGN}"


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


def then_and_now(standing: Standing, since: date | None) -> str:
    """Say how a figure stands beside then: `3 → 4, up one since 2026-08-20`."""
    scale = standing.question.scale
    if standing.now is None:
        return "not answered"
    now, then = shown(scale, standing.now), shown(scale, standing.then)
    step = standing.step
    if step is None or since is None:
        return now
    if step == 0:
        return f"{now}, as on {since}"
    if scale is AnswerScale.YES_NO:
        return f"{then} → {now} since {since}"
    return f"{then} → {now}, {'up' if step > 0 else 'down'} {abs(step)} since {since}"


def in_all(look: Look) -> str:
    """Say what moved since then, or that nothing did."""
    steps = [one.step for one in look.standings if one.step is not None]
    if not steps or look.since is None:
        return ""
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    if not up and not down:
        return f"Nothing moved since {look.since}."
    parts = [f"{count} {way}" for count, way in ((up, "up"), (down, "down")) if count]
    same = len(steps) - up - down
    if same:
        parts.append(f"{same} as before")
    return f"Since {look.since}: {', '.join(parts)}."


def when_looked(look: Look, today: date) -> str:
    """Say when it was taken last, and, once a quarter, that it is worth another look."""
    if look.last is None:
        return "Not taken yet. Answer what you like; the rest can wait."
    said = "Taken today." if look.last == today else f"Taken last on {look.last}."
    return f"{said} Worth another look this quarter." if look.due else said


def suggestion(due: Sequence[Questionnaire]) -> str:
    """Return a quiet line that suggests to look around; nothing where nothing is due."""
    if not due:
        return ""
    names = " and ".join(one.name.lower() for one in due)
    return f"Worth a look around this quarter: {names}."


def outranked(mandate: Mandate) -> str:
    """Say what outranks a score, and until when."""
    kind = "mandate" if mandate.formal else "agreed"
    return f"{kind} until {mandate.until}" if mandate.until else f"{kind}, no end"


def until(mandate: Mandate) -> str:
    """Say in the fewest words until when something outranks a score."""
    return f"to {mandate.until}" if mandate.until else "no end"


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


def _term(question: Question, column: Column) -> str:
    answer = column.answers.get(question.key)
    if not isinstance(answer, int):
        return "–"
    product = _signed(answer * question.weight)
    return product if question.weight == 1 else f"{_signed(answer)} × {question.weight} = {product}"


def _rests_on(column: Column) -> str:
    if column.mandates:
        return outranked(column.mandates[0])
    return _signed(column.total or 0)


def _signed(number: int) -> str:
    return f"{MINUS}{-number}" if number < 0 else str(number)


def _name(column: Column) -> str:
    name = column.customer.name
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
