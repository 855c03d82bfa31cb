"""Who was asked for feedback, and whom to ask this month, so that nobody is over-asked (S7).

A customer counts as asked on each day that was noted, on which they were given a scorecard that
asks for a reply (a file, a copy, a page renewed in the shared folder), and on which a reply of
theirs came in. What the person kept for themselves asks nobody. Whoever was asked is left alone for
a quarter, 13 weeks; who likes to be asked often, for four weeks. Never asked comes first, then who
was asked longest ago; on ties WOW comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.text_input import NAME_LENGTH, clean_line, past_day
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.sharing import RatingSource, SharingWay

A_QUARTER = timedelta(weeks=13)
OFTEN = timedelta(weeks=4)
ASKING_WAYS = frozenset({SharingWay.FILE, SharingWay.COPY, SharingWay.PUBLISH})


def note_asking(tracker: Tracker, customer_id: int, asked_on: date, how: str = "") -> int:
    """Keep that a customer was asked on a day; once a day is enough."""
    customer = tracker.customers.get(customer_id)
    day = past_day(tracker, "asked_on", asked_on)
    how = clean_line("how", how, NAME_LENGTH)
    asked = {"customer_id": customer_id, "asked_on": day}
    old = tracker.askings.first(**asked)
    if old and old.how == how:
        return old.id
    with tracker.edit(f"asking {customer.name}"):
        return tracker.askings.put(asked, how=how)


def remove_asking(tracker: Tracker, asking_id: int) -> None:
    """Take back that a customer was asked; undo brings it back."""
    asking = tracker.askings.get(asking_id)
    customer = tracker.customers.get(asking.customer_id)
    with tracker.edit(f"taking back that {customer.name} was asked"):
        tracker.askings.remove(asking_id)


def ask_often(tracker: Tracker, customer_id: int, *, often: bool) -> None:
    """Say that a customer likes to be asked more often than others, or no more."""
    customer = tracker.customers.get(customer_id)
    if customer.ask_often == often:
        return
    with tracker.edit(f"how often to ask {customer.name}"):
        tracker.customers.change(customer_id, ask_often=often)


@dataclass(frozen=True, slots=True)
class RotaEntry:
    """A customer on the rota: last asked, last answer, and the day from which they may be asked.

    `from_on` is None for who was never asked, `due` says that it is their turn this month. `noted`
    is the asking that stands on the last day, if it was noted by hand.
    """

    customer: Customer
    asked_on: date | None
    answered_on: date | None
    from_on: date | None
    due: bool
    noted: int | None = None


def rota(tracker: Tracker, today: date) -> list[RotaEntry]:
    """Return every active customer: whose turn it is first, then the others by their day."""
    active = sorted(tracker.customers.where("archived_on IS NULL"), key=lambda one: one.rank)
    asked, noted = _asked(tracker), {}
    for one in tracker.askings.all():
        noted[(one.customer_id, one.asked_on)] = one.id
    answers = dict(
        tracker.file.query("SELECT customer_id, max(rated_on) FROM rating GROUP BY customer_id")
    )
    end = month_end(today)
    turns = []
    for customer in active:
        last = asked.get(customer.id)
        answer = answers.get(customer.id)
        start = may_ask_from(last, often=customer.ask_often)
        turns.append(
            RotaEntry(
                customer,
                last,
                date.fromisoformat(answer) if answer else None,
                start,
                start is None or start <= end,
                noted.get((customer.id, last)) if last else None,
            )
        )
    # The order by rank stays where days are the same: WOW comes first.
    return sorted(turns, key=_order)


def may_ask_from(asked_on: date | None, *, often: bool) -> date | None:
    """Return the first day on which somebody may be asked again; None: any day."""
    if asked_on is None:
        return None
    return asked_on + (OFTEN if often else A_QUARTER)


def month_end(day: date) -> date:
    """Return the last day of the month of a day."""
    later = day.replace(day=28) + timedelta(days=4)
    return later - timedelta(days=later.day)


def _order(turn: RotaEntry) -> tuple[bool, date]:
    day = turn.asked_on if turn.due else turn.from_on
    return (not turn.due, day or date.min)


def _asked(tracker: Tracker) -> dict[int, date]:
    """Return the day on which each customer was last asked."""
    last: dict[int, date] = {}
    for customer_id, day in _askings(tracker):
        last[customer_id] = max(day, last.get(customer_id, day))
    return last


def _askings(tracker: Tracker) -> Iterator[tuple[int, date]]:
    for asking in tracker.askings.all():
        yield asking.customer_id, asking.asked_on
    ids = {one.uid: one.id for one in tracker.customers.all()}
    for share in tracker.ledger.where("token <> ''"):
        if share.for_them and share.way in ASKING_WAYS and share.customer_uid in ids:
            yield ids[share.customer_uid], share.shared_on
    for rating in tracker.ratings.where("source = ?", RatingSource.REPLY.value):
        yield rating.customer_id, rating.rated_on
