"""What a person does about a signal: a fix, a planned change, or a word of explanation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from tracker.detection import Outcome


class FixKind(StrEnum):
    """Whether a fix answers something that went wrong, or comes before it could."""

    REACTIVE = "reactive"
    PROACTIVE = "proactive"


class FixState(StrEnum):
    """What is said of a fix, one and the same on every page.

    `running` is being done, `overdue` should be done by now, `waiting` is done and it is too early
    to tell what became of it.
    """

    RUNNING = "running"
    OVERDUE = "overdue"
    WAITING = "waiting"
    WORKED = "worked"
    DID_NOT = "did_not"
    GIVEN_UP = "given_up"


UNDER_WAY = frozenset({FixState.RUNNING, FixState.OVERDUE})


@dataclass(frozen=True, slots=True)
class Fix:
    """A corrective action on a measure; no `owner` means me, `since` names the signal answered.

    Its effect is never stored: it is computed from the values before and after `started_on`.
    """

    id: int
    uid: str
    measure_id: int
    kind: FixKind
    what: str
    obstacle: str
    owner: str
    started_on: date
    due_on: date | None = None
    review_on: date | None = None
    done_on: date | None = None
    dropped_on: date | None = None
    since: date | None = None
    note: str = ""

    @property
    def open(self) -> bool:
        """Whether there is still something to do."""
        return self.done_on is None and self.dropped_on is None


class FixDays(Protocol):
    """The days of a fix, of a measure or of the person's own."""

    @property
    def due_on(self) -> date | None:
        """Until when it is to be done."""

    @property
    def review_on(self) -> date | None:
        """When its effect is to be looked at."""

    @property
    def done_on(self) -> date | None:
        """When it was done."""

    @property
    def dropped_on(self) -> date | None:
        """When it was given up."""


def has_failed(fix: FixDays, outcome: Outcome, today: date) -> bool:
    """Say whether its review day has come without an effect for the better."""
    due = fix.review_on is not None and fix.review_on <= today
    told = outcome in {Outcome.NO_SIGN_YET, Outcome.CHANGED_WORSE}
    return due and told and fix.dropped_on is None


def fix_state(fix: FixDays, outcome: Outcome, today: date) -> FixState:
    """Return what is said of a fix as of a day, on every page alike."""
    if outcome is Outcome.CHANGED_BETTER:
        return FixState.WORKED
    if fix.dropped_on is not None and fix.dropped_on <= today:
        return FixState.GIVEN_UP
    if outcome is Outcome.CHANGED_WORSE or has_failed(fix, outcome, today):
        return FixState.DID_NOT
    if fix.done_on is not None and fix.done_on <= today:
        return FixState.WAITING
    return FixState.OVERDUE if fix.due_on and fix.due_on < today else FixState.RUNNING


def asks_by(fix: FixDays, day: date, *, worked: bool) -> bool:
    """Say whether the day came on which a fix was to be done, or its effect looked at."""
    if fix.dropped_on is not None or worked:
        return False
    undone = fix.done_on is None and fix.due_on is not None and fix.due_on <= day
    return undone or (fix.review_on is not None and fix.review_on <= day)


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """From this period on the work is done differently: a new baseline, with its reason."""

    id: int
    uid: str
    measure_id: int
    starts_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class AcceptedChange:
    """The person says "this is my new usual" of the level that holds in the period `start`."""

    id: int
    uid: str
    measure_id: int
    start: date


class Word(StrEnum):
    """What kind of explanation a person gave."""

    EXPLAINED = "explained"
    ONE_OFF = "one_off"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A word about the period that revealed something (or stood out); it stays in the chart."""

    id: int
    uid: str
    measure_id: int
    start: date
    kind: Word
    text: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A change that was revealed: in which period, since when, which way, when looked at.

    Rows follow the judgement: one that a correction of the past makes vanish goes, and a new one
    comes; `looked_on` stays with a signal as long as it stands, and comes back with it (undo).
    `rule` is the generation of the rules that found it: one that only an earlier one finds stays.
    """

    id: int
    uid: str
    measure_id: int
    revealed: date
    since: date
    up: bool
    found_at: str
    looked_on: date | None = None
    rule: int = 1
