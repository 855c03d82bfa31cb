"""What a person keeps for their review: stars on evidence, and their own wording of the pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Star:
    """A star on an evaluation (its evidence note) or on a customer's rating (their words)."""

    id: int
    uid: str
    evaluation_id: int | None = None
    rating_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The person's own text in place of a paragraph of a review pack, named by its key."""

    id: int
    uid: str
    first: date
    last: date
    key: str
    text: str
