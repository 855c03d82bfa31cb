"""How a customer is served, what a person takes stock of, and the places of the guided plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.customer import Tier

IMPORTANT_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class TierMove:
    """A customer moved along the continuum: from where, to where, when and why (W2)."""

    id: int
    uid: str
    customer_id: int
    from_tier: Tier | None
    to_tier: Tier | None
    moved_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mandate:
    """An agreement or a mandate that outranks any worksheet, formal or not, until a day (W6)."""

    id: int
    uid: str
    customer_id: int
    text: str
    formal: bool
    made_on: date
    until: date | None = None

    def holds(self, today: date) -> bool:
        """Say whether it counts on a day."""
        return self.made_on <= today and (self.until is None or today <= self.until)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A questionnaire that was answered: `answers` is JSON, question key to figure or text.

    `kind` names it in `resources/assessments.toml`; it is about a customer, about somebody upstream
    (`link_id`), or, with neither, about myself.
    """

    id: int
    uid: str
    kind: str
    customer_id: int | None
    taken_on: date
    answers: str = "{}"
    note: str = ""
    link_id: int | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """What floor, good and excellent mean for a service, in words, from a day on (N7)."""

    id: int
    uid: str
    service_id: int
    valid_from: date
    floor: str = ""
    good: str = ""
    excellent: str = ""
    review_on: date | None = None


class Basis(StrEnum):
    """Where it is known from how a customer likes to be served."""

    ASKED = "asked"
    GUESSED = "guessed"
    UNCONFIRMED = "unconfirmed"


BASIS_NAMES = {
    Basis.ASKED: "They told me",
    Basis.GUESSED: "My guess",
    Basis.UNCONFIRMED: "Copied, not confirmed",
}


@dataclass(frozen=True, slots=True)
class Element:
    """One way in which a customer likes to be served; at most three are important (H1)."""

    id: int
    uid: str
    customer_id: int
    name: str
    position: int = 0
    important: bool = False
    basis: Basis = Basis.GUESSED
    asked_on: date | None = None
    measure_id: int | None = None


@dataclass(frozen=True, slots=True)
class KeptWording:
    """A wording that a check advised against and that the person keeps: it stays quiet then."""

    id: int
    uid: str
    rule: str
    text: str


class PlanQuestion(StrEnum):
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


COUNTED = tuple(PlanQuestion)[:8]


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """A question about a customer, and one of their services; 0 where it is about neither."""

    question: PlanQuestion
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


def read_place(text: str) -> PlanPlace | None:
    """Read a place that was kept; None for what is none."""
    question, _, rest = text.partition(":")
    customer, _, service = rest.partition(":")
    if question not in set(PlanQuestion) or not (_number(customer) and _number(service)):
        return None
    return PlanPlace(PlanQuestion(question), int(customer), int(service))


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12
