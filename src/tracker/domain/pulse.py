"""The pulse judged by itself: when it lies below the person's own usual, and what they do about it.

**Below usual**: the newest answers to a question, four of them at least, each lie below the median
of the up to 26 answers before them (eight at least); the newest one is of this week or the last
two. A week without an answer is passed over. Where the person said that a time was planned, answers
before it are no longer looked at: what counts is the new usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Final

from tracker.domain.period import Period

LEAST_LOW: Final = 4
LEAST_BEFORE: Final = 8
BEFORE: Final = 26
FRESH: Final = timedelta(weeks=2)

Answers = Sequence[tuple[date, int]]


class PulseWordKind(StrEnum):
    """What the person says a time below their usual was."""

    ONE_OFF = "one_off"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class PulseFix:
    """What a person changes for their own sake; `field` is the question that it is to lift.

    Its effect is never stored: it is computed from the answers before and after `started_on`.
    """

    id: int
    uid: str
    field: str
    what: str
    obstacle: str
    started_on: date
    due_on: date | None = None
    review_on: date | None = None
    done_on: date | None = None
    dropped_on: date | None = None
    since: date | None = None

    @property
    def open(self) -> bool:
        """Whether there is still something to do."""
        return self.done_on is None and self.dropped_on is None


@dataclass(frozen=True, slots=True)
class PulseWord:
    """What the person said, on `said_on`, about a time below their usual that began in `since`."""

    id: int
    uid: str
    field: str
    since: date
    said_on: date
    kind: PulseWordKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class PulseSignal:
    """A question that is answered lower than usual: in how many answers, since which week.

    `usual` is the median of the answers `before`; `low` are those that lie below it. `steady` says
    that nothing bad is said of any measure meanwhile.
    """

    field: str
    since: date
    usual: float
    before: Answers
    low: Answers
    steady: bool = False

    @property
    def weeks(self) -> int:
        """How many answers in a row are low."""
        return len(self.low)


def falling(answers: Sequence[int]) -> int:
    """Return how many of the newest answers in a row are low, if four or more are; else 0."""
    for count in range(len(answers) - LEAST_BEFORE, LEAST_LOW - 1, -1):
        before = answers[max(len(answers) - count - BEFORE, 0) : len(answers) - count]
        if max(answers[-count:]) < median(before):
            return count
    return 0


def pulse_signal(
    field: str, answers: Answers, planned: Iterable[date], today: date, *, steady: bool
) -> PulseSignal | None:
    """Return that a question lies below usual, or None; `answers` go up to today, oldest first.

    `planned` are the weeks from which the person calls another level their usual.
    """
    begins = max((day for day in planned if day <= today), default=date.min)
    counted = [one for one in answers if one[0] >= begins]
    if not counted or Period.of(today).start - counted[-1][0] > FRESH:
        return None
    count = falling([value for _, value in counted])
    if not count:
        return None
    before = counted[max(len(counted) - count - BEFORE, 0) : len(counted) - count]
    low = counted[-count:]
    return PulseSignal(
        field, low[0][0], median(value for _, value in before), before, low, steady=steady
    )


def is_answered(signal: PulseSignal, fixes: Iterable[PulseFix], words: Iterable[PulseWord]) -> bool:
    """Say whether the person did or said something about it since it began."""
    fixed = any(
        one.field == signal.field
        and (one.since == signal.since or Period.of(one.started_on).start >= signal.since)
        for one in fixes
    )
    said = any(
        one.field == signal.field and Period.of(one.said_on).start >= signal.since for one in words
    )
    return fixed or said
