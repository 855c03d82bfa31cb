"""What a customer needs, from my list and from theirs (N5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Whose list a need stands on."""

    MINE = "mine"
    THEIRS = "theirs"


class NeedSource(StrEnum):
    """How a need came to be known."""

    SURVEY = "survey"
    FOCUS_GROUP = "focus_group"
    INTERVIEW = "interview"
    CONVERSATION = "conversation"
    GUESS = "guess"


NEED_SOURCE_NAMES = {
    NeedSource.SURVEY: "Survey",
    NeedSource.FOCUS_GROUP: "Focus group",
    NeedSource.INTERVIEW: "Interview",
    NeedSource.CONVERSATION: "Conversation",
    NeedSource.GUESS: "My guess",
}


class NeedStatus(StrEnum):
    """How a customer stands to a need: they say it, do not know of it, or are mistaken."""

    STATED = "stated"
    UNAWARE = "unaware"
    MISINFORMED = "misinformed"


NEED_STATUS_NAMES = {
    NeedStatus.STATED: "Stated",
    NeedStatus.UNAWARE: "They are not aware of it",
    NeedStatus.MISINFORMED: "They are misinformed",
}


@dataclass(frozen=True, slots=True)
class Need:
    """One need on one list, 1 the most important. A need of mine may be paired with one of theirs.

    `partner_id` stands on my side only; `measure_id` is the measure that says how it is met.
    """

    id: int
    uid: str
    customer_id: int
    side: Side
    text: str
    rank: int
    source: NeedSource
    stated_on: date
    status: NeedStatus
    partner_id: int | None = None
    measure_id: int | None = None
    dropped_on: date | None = None
