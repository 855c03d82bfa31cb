"""What is said of conflicts and decisions on the person's own screen: age, state, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tracker.domain.decision import (
    CONFLICT_KIND_NAMES,
    OLD_DAYS,
    Conflict,
    ConflictEnd,
    Decision,
    DecisionVerdict,
)
from tracker.report.phrases import day, spelled
from tracker.report.reading import short_day
from tracker.report.scorecard_sentences import cut

LONGEST_TITLE: Final = 60
REALLY: Final = "Are they really in conflict?"
WANT: Final = "What does each really want?"
COMMON: Final = "What do they have in common?"
GROUND: Final = "Where is common ground?"


def age_words(age: int) -> str:
    """Say for how long a conflict is open."""
    if not age:
        return "opened today"
    return "open for a day" if age == 1 else f"open for {age} days"


def conflict_line(conflict: Conflict, age: int, today: date) -> str:
    """Say what kind of conflict it is, and where it stands."""
    kind = CONFLICT_KIND_NAMES[conflict.kind]
    if conflict.closed_on is None:
        return f"{kind} · {age_words(age)}"
    how = "decided" if conflict.outcome is ConflictEnd.DECISION else "no conflict after all"
    return f"{kind} · {how}, {short_day(conflict.closed_on, today.year)}"


def decision_line(decision: Decision, today: date) -> str:
    """Say when a decision was made, and how it stands."""
    made = f"decided {short_day(decision.decided_on, today.year)}"
    if decision.verdict is DecisionVerdict.HELD:
        return f"{made} · it held"
    if decision.verdict is DecisionVerdict.BAD:
        return f"{made} · it did not fare well"
    if decision.review_on is None:
        return f"{made} · no review day"
    return f"{made} · {review_words(decision.review_on, today)}"


def review_words(review_on: date, today: date) -> str:
    """Say when a decision is looked at."""
    if review_on <= today:
        return (
            f"review since {short_day(review_on, today.year)}"
            if review_on < today
            else "review today"
        )
    return f"review on {short_day(review_on, today.year)}"


def old_conflicts(found: Sequence[tuple[str, int]]) -> str:
    """Say in a sentence which conflict is open for more than two weeks; empty without one.

    `found` holds titles and ages, the oldest first.
    """
    if not found:
        return ""
    title, age = found[0]
    told = f"“{cut(title, LONGEST_TITLE)}” has been in conflict for {age} days."
    more = len(found) - 1
    if not more:
        return f"{told} It waits for a choice."
    others = "One more is" if more == 1 else f"{spelled(more).capitalize()} more are"
    return f"{told} {others} older than {OLD_DAYS} days."


def watched_line(customer: str, names: Sequence[str], title: str, until: date, today: date) -> str:
    """Say which measures are watched, until when and why."""
    shown = ", ".join(cut(name, 48) for name in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return (
        f"Watched until {day(until, today)}: {shown}{more}. {cut(customer, 40)} got less in"
        f" “{cut(title, LONGEST_TITLE)}”."
    )


def step_answer(text: str) -> str:
    """Return what stands beside a step that is closed: the beginning of its answer."""
    return cut(" ".join(text.split()), 120)
