"""A customer's own figure for a measure, or for everything, with their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RatingSource(StrEnum):
    """How a rating came in: by a reply code, or told and typed in."""

    REPLY = "reply"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Rating:
    """One customer rating; `measure_id` None is about everything, `value` None only words.

    With `five` the value is 1 to 5, else it is on the measure's own scale. `share_uid` names the
    entry of the ledger that it answers, `code` the reply code it came by (empty: none).
    """

    id: int
    uid: str
    customer_id: int
    measure_id: int | None
    rated_on: date
    value: float | None
    five: bool
    words: str
    source: RatingSource
    share_uid: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The customer told of a change themselves, on a day: who saw it first (R5)."""

    id: int
    uid: str
    measure_id: int
    revealed: date
    told_on: date


@dataclass(frozen=True, slots=True)
class Asking:
    """A customer was asked for feedback, so that nobody is asked too often (S7)."""

    id: int
    uid: str
    customer_id: int
    asked_on: date
    how: str = ""
