"""What a week holds beside evaluations: events, the own pulse, and how the week was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
