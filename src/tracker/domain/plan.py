"""The questions of the guided plan, and a place among them that can be written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    """What is asked, in order; the first eight are counted."""

    WHO = "who"
    WOW = "wow"
    BENEFIT = "benefit"
    SERVICES = "services"
    WHY = "why"
    WHEN = "when"
    HOW = "how"
    MEASURE = "measure"
    NEXT = "next"
    END = "end"


COUNTED = tuple(Question)[:8]


@dataclass(frozen=True, slots=True)
class Place:
    """A question about a customer, and one of their services; 0 where it is about neither."""

    question: Question
    customer_id: int = 0
    service_id: int = 0

    @property
    def progress(self) -> str:
        """How far that is, as in `3 of 8`; empty between the questions."""
        if self.question not in COUNTED:
            return ""
        return f"{COUNTED.index(self.question) + 1} of {len(COUNTED)}"

    @property
    def written(self) -> str:
        """Return it as it is kept, as in `why:12:34`; `read_place` reads it."""
        return f"{self.question}:{self.customer_id}:{self.service_id}"


def read_place(text: str) -> Place | None:
    """Read a place that was kept; None for what is none."""
    question, _, rest = text.partition(":")
    customer, _, service = rest.partition(":")
    if question not in set(Question) or not (_number(customer) and _number(service)):
        return None
    return Place(Question(question), int(customer), int(service))


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12
