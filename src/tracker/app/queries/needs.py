"""A customer's needs side by side, and what two or more customers share (N5, N6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.app.commands.words import folded
from tracker.app.tracker import Tracker
from tracker.domain.comparison import Comparison, compare
from tracker.domain.customer import Customer
from tracker.domain.likeness import alike
from tracker.domain.need import Need


@dataclass(frozen=True, slots=True)
class Needs:
    """Both lists compared, what was dropped, and the measures in use by id and name."""

    comparison: Comparison
    dropped: tuple[Need, ...]
    measures: dict[int, str]


@dataclass(frozen=True, slots=True)
class Sharer:
    """What one customer wants of it: a service of mine, or a need from either list."""

    customer_id: int
    customer: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Something two or more customers want; `same` says that the words are the very same."""

    name: str
    sharers: tuple[Sharer, ...]
    same: bool

    @property
    def customers(self) -> int:
        """How many customers share it."""
        return len({one.customer_id for one in self.sharers})


KINDS = {"service": "service", "theirs": "their need", "mine": "need, as I see it"}
_WANTED = (
    "SELECT c.id, c.name, 'service', s.name FROM service AS s JOIN customer AS c"
    " ON c.id = s.customer_id WHERE s.retired_on IS NULL AND c.archived_on IS NULL"
    " UNION ALL SELECT c.id, c.name, n.side, n.text FROM need AS n JOIN customer AS c"
    " ON c.id = n.customer_id WHERE n.dropped_on IS NULL AND c.archived_on IS NULL"
)


def needs(tracker: Tracker, customer_id: int) -> Needs:
    """Read a customer's needs."""
    found = tracker.needs.where("customer_id = ?", customer_id, order="side, rank, id")
    measures = {
        one.id: one.name
        for one in tracker.measures.where("customer_id = ?", customer_id)
        if one.archived_on is None
    }
    dropped = tuple(one for one in found if one.dropped_on is not None)
    return Needs(compare(found, measures.keys()), dropped, measures)


def in_common(tracker: Tracker) -> tuple[Shared, ...]:
    """Return what two or more customers want, what most of them want first.

    Texts belong together where they are like the first of their group, so that a chain of small
    likenesses does not end in a group of strangers.
    """
    everyone = sorted(tracker.customers.all(), key=_rank)
    place = {one.id: at for at, one in enumerate(everyone)}
    rows = sorted(tracker.file.query(_WANTED), key=lambda row: place[row[0]])
    wanted = [Sharer(*row) for row in rows]
    groups = [group for group in _groups(wanted) if len({one.customer_id for one in group}) > 1]
    found = [_shared(group) for group in groups]
    return tuple(sorted(found, key=_most_first))


def _rank(customer: Customer) -> tuple[int, bool, int, str]:
    return customer.rank


def _groups(wanted: list[Sharer]) -> Iterator[list[Sharer]]:
    texts = {at: one.text for at, one in enumerate(wanted)}
    near: dict[int, list[int]] = {}
    for one in alike(texts, texts):
        near.setdefault(one.one, []).append(one.other)
    taken: set[int] = set()
    for at in sorted(texts, key=lambda one: (-len(near.get(one, ())), one)):
        if at not in taken:
            members = [at, *(other for other in near.get(at, ()) if other not in taken)]
            taken.update(members)
            yield [wanted[one] for one in sorted(members)]


def _shared(group: list[Sharer]) -> Shared:
    """Tell once what one customer wants twice in the same words, theirs rather than mine."""
    told: dict[tuple[int, str], Sharer] = {}
    for one in sorted(group, key=_mine_last):
        told.setdefault((one.customer_id, folded(one.text)), one)
    sharers = tuple(one for one in group if one in told.values())
    return Shared(sharers[0].text, sharers, len({folded(one.text) for one in sharers}) == 1)


def _mine_last(one: Sharer) -> int:
    return list(KINDS).index(one.kind)


def _most_first(shared: Shared) -> tuple[int, str]:
    return -shared.customers, shared.name.casefold()
