"""Quick notes: conversations, thanks, ideas, obstacles, and what to stop and start (L6, L7, F3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NoteKind(StrEnum):
    """What a quick note is."""

    NOTE = "note"
    THANKS = "thanks"
    IDEA = "idea"
    OBSTACLE = "obstacle"
    STOP = "stop"
    START = "start"


NOTE_KIND_NAMES = {
    NoteKind.NOTE: "Conversation",
    NoteKind.THANKS: "Thanks",
    NoteKind.IDEA: "Idea",
    NoteKind.OBSTACLE: "Obstacle",
    NoteKind.STOP: "Stop doing",
    NoteKind.START: "Start doing",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A quick note: the essential point in `text`, always private.

    `played_back` says whether the point was said back to the customer; `fix_id` and `event_id` what
    became of an idea, an obstacle, or something stopped or started; `tags` are words with commas.
    """

    id: int
    uid: str
    customer_id: int | None
    kind: NoteKind
    happened_on: date
    text: str
    played_back: bool | None = None
    disagreement: str = ""
    tags: str = ""
    fix_id: int | None = None
    event_id: int | None = None
    done_on: date | None = None
