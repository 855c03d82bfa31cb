"""Conflicts and decisions, written: found and thought through, decided, told, and judged (T2, T3).

Only who was told of a decision may see it; once its words change, they have to be told anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from tracker.app.text_input import check_day, clean_name, clean_note, past_day, said_by
from tracker.app.tracker import Tracker
from tracker.domain.decision import (
    Conflict,
    ConflictEnd,
    ConflictKind,
    ConflictSide,
    Decision,
    DecisionVerdict,
)
from tracker.domain.errors import InvalidInput
from tracker.domain.period import possible_day

STEPS = ("really", "common", "ground")
FEWEST = 2
REVIEW_AFTER = timedelta(weeks=8)
LATER = timedelta(weeks=4)
PUBLIC = ("title", "options", "logic", "choice")
"""The words that whoever is told of a decision may read."""
_THREE = (
    ("admitted_to", "It does not say to whom you admitted it", "Name them, or “nobody yet”."),
    ("learned", "It does not say what you learned", "One sentence is enough."),
    ("next_choice", "It does not say what you choose now", "It opens the next decision."),
)


def open_conflict(
    tracker: Tracker, title: str, kind: ConflictKind, customer_ids: Sequence[int], opened_on: date
) -> int:
    """Say that two or more customers need what cannot both be had; return the id."""
    title = clean_name("title", title)
    chosen = _checked_conflict(tracker, customer_ids)
    day = past_day(tracker, "opened_on", opened_on)
    with tracker.edit(f"open conflict {title}"):
        key = tracker.conflicts.add(title=title, kind=kind, opened_on=day)
        for one in chosen:
            tracker.conflict_sides.add(conflict_id=key, customer_id=one)
        return key


def edit_conflict(
    tracker: Tracker,
    conflict_id: int,
    title: str,
    kind: ConflictKind,
    customer_ids: Sequence[int],
    opened_on: date,
) -> None:
    """Say it better; what was found of a customer who stays in it is kept."""
    conflict = tracker.conflicts.get(conflict_id)
    title = clean_name("title", title)
    chosen = _checked_conflict(tracker, customer_ids)
    day = past_day(tracker, "opened_on", opened_on)
    if conflict.closed_on is not None and day > conflict.closed_on:
        raise InvalidInput("opened_on", "It was closed before that", "Choose an earlier day.")
    there = {one.customer_id: one.id for one in sides_of(tracker, conflict_id)}
    with tracker.edit(f"edit conflict {title}"):
        tracker.conflicts.change(conflict_id, title=title, kind=kind, opened_on=day)
        for one in chosen:
            if one not in there:
                tracker.conflict_sides.add(conflict_id=conflict_id, customer_id=one)
        for customer_id, side_id in there.items():
            if customer_id not in chosen:
                tracker.conflict_sides.remove(side_id)


def answer_step(tracker: Tracker, conflict_id: int, step: str, text: str) -> None:
    """Keep what was found at a step: `really`, `common` or `ground`."""
    conflict = tracker.conflicts.get(conflict_id)
    if step not in STEPS:
        raise InvalidInput("step", f"There is no step {step}", f"Choose {', '.join(STEPS)}.")
    text = clean_note("answer", text)
    with tracker.edit(f"answers on {conflict.title}"):
        tracker.conflicts.change(conflict_id, **{step: text})


def answer_side(
    tracker: Tracker,
    conflict_id: int,
    customer_id: int,
    *,
    asked_for: str | None = None,
    true_need: str | None = None,
) -> None:
    """Keep what a customer asks for, and what they truly need; what is None stays."""
    conflict = tracker.conflicts.get(conflict_id)
    side = tracker.conflict_sides.first(conflict_id=conflict_id, customer_id=customer_id)
    if side is None:
        raise InvalidInput("customer", "They have no part in it", "Add them to the conflict.")
    said = {"asked_for": asked_for, "true_need": true_need}
    columns = {name: clean_note(name, text) for name, text in said.items() if text is not None}
    with tracker.edit(f"answers on {conflict.title}"):
        tracker.conflict_sides.change(side.id, **columns)


def close_conflict(tracker: Tracker, conflict_id: int, closed_on: date) -> None:
    """Say that there is no conflict after all; what was found on the way is kept."""
    conflict = tracker.conflicts.get(conflict_id)
    if closed_on < conflict.opened_on:
        raise InvalidInput("closed_on", "It was opened after that", "Choose a later day.")
    with tracker.edit(f"no conflict after all: {conflict.title}"):
        tracker.conflicts.change(
            conflict_id,
            closed_on=past_day(tracker, "closed_on", closed_on),
            outcome=ConflictEnd.NONE,
        )


def reopen_conflict(tracker: Tracker, conflict_id: int) -> None:
    """Take a conflict up again; a decision that was made stays."""
    conflict = tracker.conflicts.get(conflict_id)
    with tracker.edit(f"reopen conflict {conflict.title}"):
        tracker.conflicts.change(conflict_id, closed_on=None, outcome=None)


def remove_conflict(tracker: Tracker, conflict_id: int) -> None:
    """Delete a conflict; a decision made from it stays, and undo brings it back."""
    conflict = tracker.conflicts.get(conflict_id)
    with tracker.edit(f"delete conflict {conflict.title}"):
        tracker.conflicts.remove(conflict_id)


def sides_of(tracker: Tracker, conflict_id: int) -> list[ConflictSide]:
    """Return what is known of each customer in a conflict, in the order they came into it."""
    return tracker.conflict_sides.where("conflict_id = ?", conflict_id)


def _checked_conflict(tracker: Tracker, customer_ids: Sequence[int]) -> list[int]:
    chosen = list(dict.fromkeys(customer_ids))
    if len(chosen) < FEWEST:
        raise InvalidInput(
            "customers", "A conflict lies between two customers at least", "Choose them."
        )
    for one in chosen:
        tracker.customers.get(one)
    return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInput:
    """Everything a person says of a decision; `note` is for their own eyes only."""

    title: str
    decided_on: date
    options: str = ""
    logic: str = ""
    choice: str = ""
    less_happy_id: int | None = None
    review_on: date | None = None
    note: str = ""

    @classmethod
    def of(cls, decision: Decision) -> DecisionInput:
        """Return what a decision says now, to be changed with `dataclasses.replace`."""
        return said_by(cls, decision)


def decide(
    tracker: Tracker,
    said: DecisionInput,
    *,
    conflict_id: int | None = None,
    after_id: int | None = None,
    told: Sequence[int] = (),
    today: date | None = None,
) -> int:
    """Keep a choice, and who was told of it that day; the conflict it comes from is closed."""
    columns = _checked(tracker, said)
    conflict = None if conflict_id is None else tracker.conflicts.get(conflict_id)
    _check_opened(conflict, said.decided_on)
    if after_id is not None:
        tracker.decisions.get(after_id)
    for one in told:
        tracker.customers.get(one)
    if told and today is not None and said.decided_on > today:
        raise InvalidInput("told", "That day has not come yet", "Tell them once it is decided.")
    with tracker.edit(f"decide {columns['title']}"):
        key = tracker.decisions.add(conflict_id=conflict_id, after_id=after_id, **columns)
        for one in dict.fromkeys(told):
            tracker.decisions_told.add(decision_id=key, customer_id=one, told_on=said.decided_on)
        if conflict is not None:
            tracker.conflicts.change(
                conflict.id, closed_on=said.decided_on, outcome=ConflictEnd.DECISION
            )
        return key


def edit_decision(tracker: Tracker, decision_id: int, said: DecisionInput) -> bool:
    """Say a decision better, or move its dates; return whether tellings were taken back.

    Whoever was told read other words: once these change, they have to be told anew.
    """
    decision = tracker.decisions.get(decision_id)
    columns = _checked(tracker, said)
    if decision.verdict_on is not None and said.decided_on > decision.verdict_on:
        raise InvalidInput("decided_on", "It was judged before that", "Choose an earlier day.")
    tellings = tracker.decisions_told.where("decision_id = ?", decision_id)
    _check_moved(tracker, decision, said.decided_on)
    changed = any(columns[name] != getattr(decision, name) for name in PUBLIC)
    with tracker.edit(f"edit decision {decision.title}"):
        tracker.decisions.change(decision_id, **columns)
        _close_again(tracker, decision.conflict_id)
        for one in tellings if changed else ():
            tracker.decisions_told.remove(one.id)
    return changed and bool(tellings)


def review_decision(tracker: Tracker, decision_id: int, review_on: date | None) -> None:
    """Look at a decision again on another day, or (None) not any more."""
    decision = tracker.decisions.get(decision_id)
    _check_review(decision.decided_on, review_on)
    with tracker.edit(f"review decision {decision.title}"):
        tracker.decisions.change(decision_id, review_on=review_on)


def judge_decision(
    tracker: Tracker,
    decision_id: int,
    verdict: DecisionVerdict,
    today: date,
    *,
    admitted_to: str = "",
    learned: str = "",
    next_choice: str = "",
) -> int | None:
    """Say how a decision turned out; a bad one opens the next and returns its id.

    Too early to tell: it comes up again four weeks later.
    """
    decision = tracker.decisions.get(decision_id)
    if past_day(tracker, "verdict_on", today) < decision.decided_on:
        raise InvalidInput("verdict", "It is not decided yet", "Judge it from its day on.")
    said = {"admitted_to": admitted_to, "learned": learned, "next_choice": next_choice}
    columns: dict[str, object] = {name: clean_note(name, text) for name, text in said.items()}
    if verdict is DecisionVerdict.BAD:
        for name, title, hint in _THREE:
            if not columns[name]:
                raise InvalidInput(name, title, hint)
    else:
        columns = {}
    if verdict is DecisionVerdict.EARLY:
        columns["review_on"] = max(decision.review_on or today, today + LATER)
    with tracker.edit(f"judge decision {decision.title}"):
        tracker.decisions.change(decision_id, verdict=verdict, verdict_on=today, **columns)
        return _next(tracker, decision, today, columns)


def unjudge_decision(tracker: Tracker, decision_id: int) -> None:
    """Take the verdict on a decision back; what was written with it stays."""
    decision = tracker.decisions.get(decision_id)
    with tracker.edit(f"remove the verdict on {decision.title}"):
        tracker.decisions.change(decision_id, verdict=None, verdict_on=None)


def remove_decision(tracker: Tracker, decision_id: int) -> None:
    """Delete a decision; the conflict that it closed is open again, and undo brings it back."""
    decision = tracker.decisions.get(decision_id)
    with tracker.edit(f"delete decision {decision.title}"):
        tracker.decisions.remove(decision_id)
        _close_again(tracker, decision.conflict_id)


def _next(
    tracker: Tracker, decision: Decision, today: date, columns: dict[str, object]
) -> int | None:
    """Open the decision that follows a bad one, once."""
    if "next_choice" not in columns:
        return None
    there = tracker.decisions.first(after_id=decision.id)
    if there is not None:
        return there.id
    return tracker.decisions.add(
        after_id=decision.id,
        title=decision.title,
        decided_on=today,
        options=decision.options,
        choice=columns["next_choice"],
        review_on=today + REVIEW_AFTER,
    )


def _check_review(decided_on: date, review_on: date | None) -> None:
    if review_on is not None and check_day("review_on", review_on) < decided_on:
        raise InvalidInput("review_on", "That day lies before the decision", "Choose a later one.")


def _close_again(tracker: Tracker, conflict_id: int | None) -> None:
    """Let a conflict that was decided be closed on the day of its last decision, or be open."""
    conflict = None if conflict_id is None else tracker.conflicts.get(conflict_id)
    if conflict is None or conflict.outcome is not ConflictEnd.DECISION:
        return
    made = tracker.decisions.where("conflict_id = ?", conflict.id, order="decided_on, id")
    closed_on = made[-1].decided_on if made else None
    if closed_on != conflict.closed_on:
        outcome = conflict.outcome if made else None
        tracker.conflicts.change(conflict.id, closed_on=closed_on, outcome=outcome)


def _check_opened(conflict: Conflict | None, day: date) -> None:
    if conflict is not None and day < conflict.opened_on:
        raise InvalidInput(
            "decided_on", "The conflict was opened after that", "Choose a later day."
        )


def _check_moved(tracker: Tracker, decision: Decision, day: date) -> None:
    """Refuse a new day before the conflict, or behind the day on which somebody was told."""
    if day == decision.decided_on:
        return
    if decision.conflict_id is not None:
        _check_opened(tracker.conflicts.get(decision.conflict_id), day)
    if tracker.decisions_told.where(
        "decision_id = ? AND told_on < ?", decision.id, day.isoformat()
    ):
        raise InvalidInput(
            "decided_on", "Somebody was told of it before that", "Choose an earlier day."
        )


def _checked(tracker: Tracker, said: DecisionInput) -> dict[str, object]:
    past_day(tracker, "decided_on", said.decided_on)
    _check_review(said.decided_on, said.review_on)
    if said.less_happy_id is not None:
        tracker.customers.get(said.less_happy_id)
    choice = clean_note("choice", said.choice)
    title = clean_name("title", said.title)
    if not choice:
        raise InvalidInput("choice", "It does not say what you chose", "One sentence is enough.")
    columns: dict[str, object] = {field.name: getattr(said, field.name) for field in fields(said)}
    return columns | {
        "title": title,
        "choice": choice,
        "options": clean_note("options", said.options),
        "logic": clean_note("logic", said.logic),
        "note": clean_note("note", said.note),
    }


def tell_decision(
    tracker: Tracker, decision_id: int, customer_id: int, told_on: date, today: date
) -> None:
    """Say that a customer was told of a decision, and when: from now on they may see it."""
    decision = tracker.decisions.get(decision_id)
    customer = tracker.customers.get(customer_id)
    if past_day(tracker, "told_on", told_on) < decision.decided_on:
        raise InvalidInput("told_on", "It was decided after that", "Choose a later day.")
    possible_day(told_on, "told_on", latest=today, beyond="has not come yet")
    with tracker.edit(f"telling {customer.name} of {decision.title}"):
        tracker.decisions_told.put(
            {"decision_id": decision_id, "customer_id": customer_id}, told_on=told_on
        )


def untell_decision(tracker: Tracker, decision_id: int, customer_id: int) -> None:
    """Take back that a customer was told; they do not see it any more."""
    decision = tracker.decisions.get(decision_id)
    customer = tracker.customers.get(customer_id)
    old = tracker.decisions_told.first(decision_id=decision_id, customer_id=customer_id)
    if old is not None:
        with tracker.edit(f"taking back that {customer.name} was told of {decision.title}"):
            tracker.decisions_told.remove(old.id)
