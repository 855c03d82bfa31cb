"""Who stands where on the continuum, what moved, and one customer's own page (W2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.app.keepings import keepings
from tracker.app.person import person
from tracker.app.signals.signs import CardState, card_states
from tracker.app.tracker import Tracker
from tracker.domain.customer import TIER_NAMES, Customer, Service, Tier, Want
from tracker.domain.measure import Measure
from tracker.domain.practice import TierMove
from tracker.report.wording import listed, number_of


@dataclass(frozen=True, slots=True)
class TierFull:
    """There is no room: what is full, and who could make some.

    `wow` says that it is WOW, `everywhere` that no other tier has room for them either: who makes
    room is archived then.
    """

    wow: bool
    everywhere: bool
    places: int
    candidates: tuple[Customer, ...]


def full_tier(
    tracker: Tracker, tier: Tier | None, customer_id: int | None = None
) -> TierFull | None:
    """Say what is full for a customer who is to stand in a tier; None if there is room.

    `customer_id` None is a customer who is not there yet; they and who is archived need a place at
    all. Where WOW and everything are full, whoever leaves WOW makes room in both.
    """
    me = person(tracker)
    active = sorted(
        tracker.customers.where("archived_on IS NULL"), key=lambda customer: customer.rank
    )
    others = tuple(one for one in active if one.id != customer_id)
    everywhere = len(others) == len(active) and len(others) >= me.total_cap
    wow = tuple(one for one in others if one.tier is Tier.WOW)
    if tier is Tier.WOW and len(wow) >= me.wow_cap:
        return TierFull(wow=True, everywhere=everywhere, places=me.wow_cap, candidates=wow)
    if everywhere:
        return TierFull(wow=False, everywhere=True, places=me.total_cap, candidates=others)
    return None


def crowded_sentence(tracker: Tracker, coming: int, coming_to_wow: int) -> str:
    """Say which places so many newcomers would overrun; empty where there is room for all."""
    me = person(tracker)
    active = tracker.customers.where("archived_on IS NULL")
    everyone = len(active) + coming
    wow = sum(one.tier is Tier.WOW for one in active) + coming_to_wow
    told = []
    if coming and everyone > me.total_cap:
        told.append(f"{number_of(everyone, 'customer')} for {number_of(me.total_cap, 'place')}")
    if coming_to_wow and wow > me.wow_cap:
        told.append(f"{wow} in WOW, which has {number_of(me.wow_cap, 'place')}")
    if not told:
        return ""
    return (
        f"That makes {listed(told)}: archive or move somebody afterwards, or set more places in "
        "Settings."
    )


def placement_sentence(tracker: Tracker, customer: Customer, tier: Tier | None) -> str:
    """Say where a customer stands now; who is only not to be annoyed needs a floor (W5)."""
    told = f"{customer.name}: {TIER_NAMES[tier] if tier else 'not placed'}"
    if tier is not Tier.MAINTAIN or has_floor(tracker, customer.id):
        return told
    return f"{told}. Give one of their measures a floor: only below it you will hear of them."


def has_floor(tracker: Tracker, customer_id: int) -> bool:
    """Say whether one of a customer's measures has a floor, or a promise to take as one."""
    measures = tracker.measures.where(
        "customer_id = ? AND archived_on IS NULL AND draft = 0", customer_id
    )
    return any(one.now.floor is not None or one.now.has_promise for one in measures)


def moves_of(tracker: Tracker, customer_id: int) -> list[TierMove]:
    """Return a customer's moves along the continuum, newest first."""
    return tracker.tier_moves.where("customer_id = ?", customer_id, order="moved_on DESC, id DESC")


@dataclass(frozen=True, slots=True)
class Card:
    """A customer on the board: how many measures, and `kept` of `promised` promises kept now.

    `state` says how the measures stand; who has none in use has none.
    """

    customer: Customer
    measures: int
    kept: int = 0
    promised: int = 0
    state: CardState | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The three tiers, those without a tier yet, and the archived, each in order.

    `wow_cap` and `total_cap` say how many places there are; `hidden` how many cards of a tier are
    left out, which take their places all the same.
    """

    tiers: dict[Tier | None, tuple[Card, ...]]
    archived: tuple[Customer, ...]
    wow_cap: int = 3
    total_cap: int = 7
    hidden: Mapping[Tier | None, int] = field(default_factory=dict)

    @property
    def cards(self) -> list[Card]:
        """Every card on it, tier by tier."""
        return [card for some in self.tiers.values() for card in some]

    def only(self, shown: Collection[Card]) -> Board:
        """Return it with no other cards than those."""
        kept = {card.customer.id for card in shown}
        tiers = {
            tier: tuple(card for card in some if card.customer.id in kept)
            for tier, some in self.tiers.items()
        }
        hidden = {tier: len(some) - len(tiers[tier]) for tier, some in self.tiers.items()}
        return replace(self, tiers=tiers, hidden=hidden)

    def places(self, tier: Tier | None) -> str:
        """Say how many stand in a tier, and of how many places where that is a limit.

        Those who are left out stand there, too.
        """
        if tier is Tier.WOW:
            return f"{self._taken(tier)} of {self.wow_cap}"
        return str(len(self.tiers[tier]))

    def free(self, tier: Tier | None) -> int:
        """Count the places left in a tier that has only so many."""
        return max(self.wow_cap - self._taken(tier), 0) if tier is Tier.WOW else 0

    def _taken(self, tier: Tier | None) -> int:
        return len(self.tiers[tier]) + self.hidden.get(tier, 0)

    @property
    def taken(self) -> str:
        """Say how many of all places are taken."""
        return f"{sum(map(len, self.tiers.values()))} of {self.total_cap} places taken"


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything one customer's page shows."""

    customer: Customer
    wants: tuple[Want, ...]
    services: tuple[Service, ...]
    retired: tuple[Service, ...]
    measures: tuple[Measure, ...]
    archived: tuple[Measure, ...]
    moves: tuple[TierMove, ...] = ()


def board(tracker: Tracker, today: date) -> Board:
    """Read the board."""
    counts = dict(
        tracker.file.query(
            "SELECT customer_id, count(*) FROM measure WHERE archived_on IS NULL GROUP BY 1"
        )
    )
    me = person(tracker)
    everyone = sorted(tracker.customers.all(), key=lambda one: one.rank)
    active = [one for one in everyone if one.archived_on is None]
    kept, states = _kept(tracker, active), card_states(tracker, today)
    tiers: tuple[Tier | None, ...] = (*Tier, None)
    return Board(
        {
            tier: tuple(
                Card(one, counts.get(one.id, 0), *kept.get(one.id, (0, 0)), states.get(one.id))
                for one in active
                if one.tier == tier
            )
            for tier in tiers
        },
        tuple(one for one in everyone if one.archived_on is not None),
        me.wow_cap,
        me.total_cap,
    )


def _kept(tracker: Tracker, customers: list[Customer]) -> dict[int, tuple[int, int]]:
    """Count the promises kept now, and those that can be judged, by customer."""
    known = {one.id: one for one in customers}
    measures = tracker.measures.where("archived_on IS NULL AND draft = 0")
    found = keepings(tracker, measures, known)
    counts: dict[int, tuple[int, int]] = {}
    for measure in measures:
        keeping = found.get(measure.id)
        if keeping is not None and keeping.judged:
            met, of = counts.get(measure.customer_id, (0, 0))
            counts[measure.customer_id] = met + keeping.stands, of + 1
    return counts


def profile(tracker: Tracker, customer_id: int) -> Profile:
    """Read one customer's page."""
    services = tracker.services.where("customer_id = ?", customer_id, order="position, id")
    measures = tracker.measures.where("customer_id = ?", customer_id)
    return Profile(
        tracker.customers.get(customer_id),
        tuple(tracker.wants.where("customer_id = ?", customer_id, order="stated_on DESC, id DESC")),
        tuple(one for one in services if one.retired_on is None),
        tuple(one for one in services if one.retired_on is not None),
        tuple(one for one in measures if one.archived_on is None),
        tuple(one for one in measures if one.archived_on is not None),
        tuple(moves_of(tracker, customer_id)),
    )
