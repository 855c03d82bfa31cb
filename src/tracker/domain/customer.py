"""Who is served, what they want, their services, and the one person whose file it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import InvalidInput

SERVICES_AT_MOST = 3


class Tier(StrEnum):
    """Where a customer stands on the continuum."""

    WOW = "wow"
    SERVE = "serve"
    MAINTAIN = "maintain"


TIER_NAMES = {Tier.WOW: "WOW", Tier.SERVE: "Serve well", Tier.MAINTAIN: "Don’t annoy"}


class CustomerKind(StrEnum):
    """How a customer relates to this person; all but the last are internal."""

    MANAGER = "manager"
    LED = "led"
    TEAM = "team"
    COLLEAGUE = "colleague"
    EXTERNAL = "external"


KIND_NAMES = {
    CustomerKind.MANAGER: "My manager",
    CustomerKind.LED: "People I lead",
    CustomerKind.TEAM: "Team I hand work to",
    CustomerKind.COLLEAGUE: "Colleague",
    CustomerKind.EXTERNAL: "External",
}


@dataclass(frozen=True, slots=True)
class Customer:
    """A person or group who receives this person's work; no tier means not placed yet.

    `benefit` is what good it does to serve them well; `their_customer` and `end_client` stand
    behind them in the chain. They want to hear from me every `contact_weeks` (None: no matter), and
    with `ask_often` they wish to be asked for feedback more often than others. `looked_ahead_on` is
    when the person last answered that nothing is promised for what comes next.
    """

    id: int
    uid: str
    name: str
    kind: CustomerKind
    tier: Tier | None
    who: str = ""
    motives: str = ""
    knowledge: str = ""
    attitudes: str = ""
    invests: str = ""
    position: int = 0
    archived_on: date | None = None
    benefit: str = ""
    their_customer: str = ""
    end_client: str = ""
    contact_weeks: int | None = None
    ask_often: bool = False
    looked_ahead_on: date | None = None

    @property
    def internal(self) -> bool:
        """Whether they work for the same organisation."""
        return self.kind is not CustomerKind.EXTERNAL

    @property
    def only_floor(self) -> bool:
        """Whether only the floor of a promise counts: who is not to be annoyed has no other."""
        return self.tier is Tier.MAINTAIN

    @property
    def rank(self) -> tuple[int, bool, int, str]:
        """Sort key of every list: by tier, internal first, then as placed."""
        tiers = [*Tier, None]
        return (tiers.index(self.tier), not self.internal, self.position, self.name.casefold())


@dataclass(frozen=True, slots=True)
class Want:
    """What a customer wants or expects, as of a date."""

    id: int
    uid: str
    customer_id: int
    stated_on: date
    text: str


@dataclass(frozen=True, slots=True)
class Service:
    """One of at most three things a customer most wants, and why it matters to them."""

    id: int
    uid: str
    customer_id: int
    name: str
    why: str = ""
    definition: str = ""
    done_when: str = ""
    needed_when: str = ""
    area: str | None = None
    position: int = 0
    retired_on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Name, role, address and sign for what is shared; the review; the folder for publishing.

    `logo` holds the bytes of a PNG or JPEG. `review_first` and `review_last` are the period of the
    next review, both or neither. `publish_to` is empty where nothing is published;
    an index page there shows each customer the names of the others, so it is off unless asked for.
    """

    id: int = 1
    uid: str = ""
    name: str = ""
    role: str = ""
    mail: str = ""
    logo: bytes | None = None
    logo_mime: str | None = None
    review_on: date | None = None
    review_first: date | None = None
    review_last: date | None = None
    publish_to: str = ""
    publish_index: bool = False
    wow_cap: int = 3
    total_cap: int = 7
    plan_step: str = ""


def read_mail(text: str) -> str:
    """Return an address that a `mailto:` may hold, or raise `InvalidInput`; nothing is allowed."""
    text = text.strip()
    if not text:
        return ""
    name, at, place = text.rpartition("@")
    plain = text.isascii() and text.isprintable() and len(text) <= 254
    if not (plain and name and at and place) or set(text) & set(' ,;:?&#%/\\"<>()[]'):
        raise InvalidInput("mail", "That is no mail address", "Write it as in me@example.org.")
    return text
