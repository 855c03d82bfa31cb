"""The chain this person stands in: what comes from upstream, and when it stopped (V1, R8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

AGAIN_WEEKS = 13
"""Within so many weeks the same cause on the same link is said to have come again."""


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody upstream: who, what they hand over, by when.

    `easy` is how I make it easy for them to serve me; it is asked of those inside (`internal`).
    """

    id: int
    uid: str
    who: str
    what: str = ""
    by_when: str = ""
    position: int = 0
    retired_on: date | None = None
    internal: bool = True
    easy: str = ""


@dataclass(frozen=True, slots=True)
class LinkService:
    """A service that depends on a link."""

    id: int
    uid: str
    link_id: int
    service_id: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A time when something upstream did not arrive; it is closed by a fix or a reason for none.

    `seen` says whether the customer noticed (None: not known).
    """

    id: int
    uid: str
    link_id: int
    started_on: date
    ended_on: date | None = None
    effect: str = ""
    cause: str = ""
    seen: bool | None = None
    fix_id: int | None = None
    no_fix: str = ""

    @property
    def closed(self) -> bool:
        """Whether a fix, or a reason for none, answers it."""
        return self.fix_id is not None or bool(self.no_fix)


@dataclass(frozen=True, slots=True)
class OwnStop:
    """A time when I did not hand something on, and a customer waited.

    `knew` says whether they knew of it (None: not known), `told_on` when I told them.
    """

    id: int
    uid: str
    customer_id: int
    what: str
    started_on: date
    service_id: int | None = None
    ended_on: date | None = None
    effect: str = ""
    cause: str = ""
    knew: bool | None = None
    told_on: date | None = None
    fix_id: int | None = None
    no_fix: str = ""

    @property
    def closed(self) -> bool:
        """Whether a fix, or a reason for none, answers it."""
        return self.fix_id is not None or bool(self.no_fix)

    @property
    def is_known(self) -> bool:
        """Whether the customer knows of it: they did by themselves, or I told them."""
        return self.knew is True or self.told_on is not None
