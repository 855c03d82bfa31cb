"""What a customer needs, on my list beside theirs, and what two or more customers share (N5, N6).

The ranks of a list are always 1 to n, without a gap: whatever comes, goes or moves, the others make
room. What was dropped keeps the rank it had, and comes back there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.app.customers.assessments import newest
from tracker.app.customers.moments import add_moment
from tracker.app.customers.notes import NoteInput, add_note
from tracker.app.customers.questionnaires import WORKSHEET
from tracker.app.text_input import clean_name, clean_note, folded, past_day, same
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.errors import InvalidInput
from tracker.domain.needs import Need, NeedsComparison, NeedSide, NeedSource, NeedStatus, compare
from tracker.domain.notes import Repeat
from tracker.domain.texts.cutting import cut
from tracker.domain.texts.similarity import similar_pairs

USUAL_SOURCE = {NeedSide.MINE: NeedSource.GUESS, NeedSide.THEIRS: NeedSource.CONVERSATION}
KINDS = {"service": "service", "theirs": "their need", "mine": "need, as I see it"}
_WANTED = (
    "SELECT c.id, c.name, 'service', s.name FROM service AS s JOIN customer AS c"
    " ON c.id = s.customer_id WHERE s.retired_on IS NULL AND c.archived_on IS NULL"
    " UNION ALL SELECT c.id, c.name, n.side, n.text FROM need AS n JOIN customer AS c"
    " ON c.id = n.customer_id WHERE n.dropped_on IS NULL AND c.archived_on IS NULL"
)


def add_need(
    tracker: Tracker,
    customer_id: int,
    side: NeedSide,
    text: str,
    today: date,
    *,
    rank: int | None = None,
    source: NeedSource | None = None,
    stated_on: date | None = None,
    status: NeedStatus = NeedStatus.STATED,
) -> int:
    """Put a need on a list, at a rank or at its end."""
    customer = tracker.customers.get(customer_id)
    text = _new_text(tracker, customer_id, side, text)
    here = list_of(tracker, customer_id, side)
    if rank is not None and rank < 1:
        raise InvalidInput("rank", "A rank begins with 1", "1 is what they need most.")
    place = len(here) if rank is None else min(rank - 1, len(here))
    said = past_day(tracker, "stated_on", stated_on or today)
    with tracker.edit(f"add a need of {customer.name}"):
        key = tracker.needs.add(
            customer_id=customer_id,
            side=side,
            text=text,
            rank=len(here) + 1,
            source=source or USUAL_SOURCE[side],
            stated_on=said,
            status=status,
        )
        _write_order(tracker, [*here[:place], tracker.needs.get(key), *here[place:]])
        return key


def edit_need(
    tracker: Tracker,
    need_id: int,
    text: str | None = None,
    *,
    source: NeedSource | None = None,
    stated_on: date | None = None,
    status: NeedStatus | None = None,
) -> None:
    """Say it better, or how and when it came to be known; what is None stays."""
    need = tracker.needs.get(need_id)
    columns: dict[str, object] = {}
    if text is not None:
        columns["text"] = _new_text(tracker, need.customer_id, need.side, text, need.id)
    if stated_on is not None:
        columns["stated_on"] = past_day(tracker, "stated_on", stated_on)
    if source is not None:
        columns["source"] = source
    if status is not None:
        columns["status"] = status
    with tracker.edit(f"edit the need {need.text}"):
        tracker.needs.change(need_id, **columns)


def rank_need(tracker: Tracker, need_id: int, rank: int) -> None:
    """Put a need at a rank of its list; beyond the ends is the end."""
    need = tracker.needs.get(need_id)
    others = [one for one in list_of(tracker, need.customer_id, need.side) if one.id != need_id]
    if need.dropped_on is not None:
        raise InvalidInput("rank", "This need was dropped", "Bring it back first.")
    place = min(max(rank - 1, 0), len(others))
    with tracker.edit(f"rank {need.text}"):
        _write_order(tracker, [*others[:place], need, *others[place:]])


def pair_needs(tracker: Tracker, one_id: int, other_id: int) -> None:
    """Say that a need of mine and one of theirs are the same; each is in one pair only."""
    one, other = tracker.needs.get(one_id), tracker.needs.get(other_id)
    mine, theirs = (one, other) if one.side is NeedSide.MINE else (other, one)
    if mine.side is not NeedSide.MINE or theirs.side is not NeedSide.THEIRS:
        raise InvalidInput("partner", "Both stand on one list", "Pair one of mine with theirs.")
    if mine.customer_id != theirs.customer_id:
        raise InvalidInput("partner", "They are needs of two customers", "Pair those of one.")
    if mine.dropped_on or theirs.dropped_on:
        raise InvalidInput("partner", "One of them was dropped", "Bring it back first.")
    if mine.partner_id == theirs.id:
        return
    with tracker.edit(f"pair {mine.text}"):
        _release(tracker, theirs)
        tracker.needs.change(mine.id, partner_id=theirs.id)


def unpair_need(tracker: Tracker, need_id: int) -> None:
    """Take a pair apart; both needs stay."""
    need = tracker.needs.get(need_id)
    with tracker.edit(f"unpair {need.text}"):
        _release(tracker, need)


def drop_need(tracker: Tracker, need_id: int, today: date) -> None:
    """Take a need off its list, with a date; it can come back."""
    need = tracker.needs.get(need_id)
    if need.dropped_on is not None:
        return
    rest = [one for one in list_of(tracker, need.customer_id, need.side) if one.id != need_id]
    with tracker.edit(f"drop the need {need.text}"):
        _release(tracker, need)
        tracker.needs.change(need_id, dropped_on=past_day(tracker, "dropped_on", today))
        _write_order(tracker, rest)


def bring_back_need(tracker: Tracker, need_id: int) -> None:
    """Put a dropped need back where it stood."""
    need = tracker.needs.get(need_id)
    if need.dropped_on is None:
        return
    _new_text(tracker, need.customer_id, need.side, need.text, need.id)
    here = list_of(tracker, need.customer_id, need.side)
    place = min(need.rank - 1, len(here))
    with tracker.edit(f"bring back the need {need.text}"):
        tracker.needs.change(need_id, dropped_on=None)
        _write_order(tracker, [*here[:place], need, *here[place:]])


def measure_need(tracker: Tracker, need_id: int, measure_id: int | None) -> None:
    """Say which measure tells how a need is met; None: none."""
    need = tracker.needs.get(need_id)
    if measure_id is not None:
        tracker.measures.of(need.customer_id, measure_id)
    with tracker.edit(f"make a measure of the need {need.text}"):
        tracker.needs.change(need_id, measure_id=measure_id)


def tell_need(
    tracker: Tracker, need_id: int, told_on: date, text: str, back_on: date | None = None
) -> None:
    """Tell a customer of a need that they do not know, or see otherwise.

    It is kept as a dated note, and, with a day, as a moment to come back to it.
    """
    need = tracker.needs.get(need_id)
    said = NoteInput(
        text=clean_note("text", text) or f"Told them: {need.text}",
        happened_on=past_day(tracker, "told_on", told_on),
        customer_id=need.customer_id,
    )
    with tracker.edit(f"telling them of {need.text}"):
        add_note(tracker, said)
        if back_on is not None:
            title = f"Come back to: {cut(need.text, 120)}"
            add_moment(tracker, need.customer_id, title, back_on, Repeat.ONCE)
        tracker.needs.change(need_id, told_on=told_on)


def list_of(tracker: Tracker, customer_id: int, side: NeedSide) -> list[Need]:
    """Return the needs on one list of a customer, by rank."""
    return tracker.needs.where(
        "customer_id = ? AND side = ? AND dropped_on IS NULL",
        customer_id,
        side,
        order="rank, id",
    )


def _new_text(
    tracker: Tracker, customer_id: int, side: NeedSide, text: str, but: int | None = None
) -> str:
    text = clean_name("text", text)
    for one in list_of(tracker, customer_id, side):
        if one.id != but and same(one.text, text):
            raise InvalidInput("text", "That need is on the list already", "Rank it instead.")
    return text


def _release(tracker: Tracker, need: Need) -> None:
    """Take the pair apart that a need is in, whichever side it stands on."""
    where = "id = ? AND partner_id IS NOT NULL" if need.side is NeedSide.MINE else "partner_id = ?"
    for one in tracker.needs.where(where, need.id):
        tracker.needs.change(one.id, partner_id=None)


def _write_order(tracker: Tracker, order: Sequence[Need]) -> None:
    for rank, need in enumerate(order, 1):
        if tracker.needs.get(need.id).rank != rank:
            tracker.needs.change(need.id, rank=rank)


@dataclass(frozen=True, slots=True)
class Needs:
    """Both lists compared, what was dropped, and the measures in use by id and name."""

    comparison: NeedsComparison
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
class SharedNeed:
    """Something two or more customers want; `same` says that the words are the very same."""

    name: str
    sharers: tuple[Sharer, ...]
    same: bool

    @property
    def customers(self) -> int:
        """How many customers share it."""
        return len({one.customer_id for one in self.sharers})


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


def in_common(tracker: Tracker) -> tuple[SharedNeed, ...]:
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
    for one in similar_pairs(texts, texts):
        near.setdefault(one.one, []).append(one.other)
    taken: set[int] = set()
    for at in sorted(texts, key=lambda one: (-len(near.get(one, ())), one)):
        if at not in taken:
            members = [at, *(other for other in near.get(at, ()) if other not in taken)]
            taken.update(members)
            yield [wanted[one] for one in sorted(members)]


def _shared(group: list[Sharer]) -> SharedNeed:
    """Tell once what one customer wants twice in the same words, theirs rather than mine."""
    told: dict[tuple[int, str], Sharer] = {}
    for one in sorted(group, key=_mine_last):
        told.setdefault((one.customer_id, folded(one.text)), one)
    sharers = tuple(one for one in group if one in told.values())
    return SharedNeed(sharers[0].text, sharers, len({folded(one.text) for one in sharers}) == 1)


def _mine_last(one: Sharer) -> int:
    return list(KINDS).index(one.kind)


def _most_first(shared: SharedNeed) -> tuple[int, str]:
    return -shared.customers, shared.name.casefold()


@dataclass(frozen=True, slots=True)
class OtherProvider:
    """A customer who could get it from somebody else as well, and from whom."""

    customer_id: int
    customer: str
    others: str


def other_providers(tracker: Tracker) -> tuple[OtherProvider, ...]:
    """Return who else could provide it, of customers for whom I am not the only one."""
    found = []
    for one in sorted(tracker.customers.where("archived_on IS NULL"), key=_rank):
        answers = newest(tracker, WORKSHEET, one.id)
        others = str(answers.get("others", "")).strip()
        if answers.get("sole") == 0 and others:
            found.append(OtherProvider(one.id, one.name, others))
    return tuple(found)
