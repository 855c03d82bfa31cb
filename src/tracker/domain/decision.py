"""Competing needs, and the choices made between them (T2, T3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WATCHED_WEEKS = 8
"""How long the measures of the less happy customer are watched after a decision."""
OLD_DAYS = 14
"""From this age on a conflict stands first on Overview."""


class ConflictKind(StrEnum):
    """What is in conflict."""

    NEED = "need"
    WANT = "want"
    TIMING = "timing"


CONFLICT_KIND_NAMES = {
    ConflictKind.NEED: "Needs",
    ConflictKind.WANT: "Wants",
    ConflictKind.TIMING: "Timing",
}


class ConflictEnd(StrEnum):
    """How a conflict ended."""

    NONE = "none"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict between customers, and what was found at the steps through it.

    `really` says whether they are in conflict at all, `common` what they have in common, `ground`
    where common ground is; what each asks for and needs stands on its sides.
    """

    id: int
    uid: str
    title: str
    kind: ConflictKind
    opened_on: date
    really: str = ""
    common: str = ""
    ground: str = ""
    closed_on: date | None = None
    outcome: ConflictEnd | None = None

    def age(self, today: date) -> int:
        """Return for how many days it is open; 0 once it is closed."""
        return 0 if self.closed_on else max((today - self.opened_on).days, 0)


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """What one customer asks for in a conflict, and what they truly need."""

    id: int
    uid: str
    conflict_id: int
    customer_id: int
    asked_for: str = ""
    true_need: str = ""


class DecisionVerdict(StrEnum):
    """How a decision turned out."""

    HELD = "held"
    BAD = "bad"
    EARLY = "early"


VERDICT_NAMES = {
    DecisionVerdict.HELD: "It held",
    DecisionVerdict.BAD: "It did not fare well",
    DecisionVerdict.EARLY: "Too early to tell",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice between competing needs. `after_id` is the decision that it follows.

    `options` and `logic` are what was weighed, `less_happy_id` who got less, `note` is private.
    `admitted_to`, `learned` and `next_choice` are what a bad verdict asks.
    """

    id: int
    uid: str
    conflict_id: int | None
    after_id: int | None
    title: str
    decided_on: date
    options: str = ""
    logic: str = ""
    choice: str = ""
    less_happy_id: int | None = None
    review_on: date | None = None
    verdict: DecisionVerdict | None = None
    verdict_on: date | None = None
    admitted_to: str = ""
    learned: str = ""
    next_choice: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """Who was told of a decision, and when: only they may see it on a page."""

    id: int
    uid: str
    decision_id: int
    customer_id: int
    told_on: date
