"""What was logged for a measure in a period, and what a week holds beside: events, pulse, closing.

The five states of an evaluation look different. A missing value is never invented: no row at all,
or a row with only a note, is *unknown*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.domain.customer import Customer
    from tracker.domain.measure import Measure

AWAY = "away"
SKIP_REASONS = (AWAY, "nothing to rate", "no figure yet", "not asked for")


class EvaluationState(StrEnum):
    """How an evaluation stands."""

    VALUE = "value"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"
    NOT_DUE = "not_due"
    DRAFT = "draft"


def put_away_on(measure: Measure, customer: Customer) -> date:
    """Return the day on which a measure, or its customer, was put away; date.max if neither was."""
    ends = (day for day in (measure.archived_on, customer.archived_on) if day)
    return min(ends, default=date.max)


def asked_for(measure: Measure, customer: Customer, end: date) -> bool:
    """Say whether a period that ends on a day is asked for: no draft is, nor what is put away.

    It is asked for in the week that holds its last day, if that week was over before.
    """
    sunday = end + timedelta(days=6 - end.weekday())
    return not measure.draft and sunday < put_away_on(measure, customer)


class Cause(StrEnum):
    """Why a week was bad."""

    MISTAKE = "mistake"
    POOR_SERVICE = "poor_service"
    MISALIGNED_GOALS = "misaligned_goals"
    WASTED_TIME = "wasted_time"
    LACK_OF_TEAMWORK = "lack_of_teamwork"
    UPSTREAM = "upstream"
    OWN = "own"


CAUSE_NAMES = {
    Cause.MISTAKE: "A mistake",
    Cause.POOR_SERVICE: "Poor service",
    Cause.MISALIGNED_GOALS: "Goals did not match",
    Cause.WASTED_TIME: "Time was wasted",
    Cause.LACK_OF_TEAMWORK: "Teamwork was missing",
    Cause.UPSTREAM: "Something upstream",
    Cause.OWN: "Something of my own",
}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One measure in the period that starts on `start`; `skipped` holds the reason.

    `imported` says that it came with a file, whatever was corrected since.
    """

    id: int
    uid: str
    measure_id: int
    start: date
    value: float | None = None
    skipped: str | None = None
    note: str = ""
    private_note: str = ""
    cause: Cause | None = None
    link: str = ""
    logged_at: str = ""
    imported: bool = False

    @property
    def state(self) -> EvaluationState:
        """Whether it holds a value, a skip, or only words."""
        if self.value is not None:
            return EvaluationState.VALUE
        return EvaluationState.SKIPPED if self.skipped else EvaluationState.UNKNOWN


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day; for one measure, one customer, or (neither) everything."""

    id: int
    uid: str
    happened_on: date
    title: str
    note: str = ""
    customer_id: int | None = None
    measure_id: int | None = None


PULSE_FIELDS = ("energy", "valued", "listened", "cared")  # in the order they are asked


@dataclass(frozen=True, slots=True)
class Pulse:
    """The person's own week, 1 to 5 each; only energy is asked unless they want more."""

    id: int
    uid: str
    week: date
    energy: int | None = None
    valued: int | None = None
    listened: int | None = None
    cared: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How a week was closed, and the answer to its closing question (which may be empty).

    An answer may come first: until the week is finished, `finished_at` is empty.
    """

    id: int
    uid: str
    week: date
    finished_at: str
    answer: str = ""

    @property
    def finished(self) -> bool:
        """Whether the week was closed, not only its question answered."""
        return bool(self.finished_at)
