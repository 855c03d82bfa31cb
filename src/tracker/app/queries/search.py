"""Search over everything that was kept: names first, then the newest; private words too.

What is found is shown to nobody but this person, in the window or the console; none of it is ever
in what is shared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.app.queries.search_hits import TABLE_OF, Hit, Kind, Place, hits
from tracker.app.queries.search_words import read_words
from tracker.app.tracker import Tracker
from tracker.store.word_index import kind_token

__all__ = ["Found", "Hit", "Kind", "Place", "search"]
LEAST = 50
"""So many are read before the best are chosen among the names."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and whether there is more than was asked for."""

    hits: tuple[Hit, ...] = ()
    more: bool = False


def search(
    tracker: Tracker,
    text: str,
    *,
    customer_id: int | None = None,
    kinds: Iterable[Kind] = (),
    first: date | None = None,
    last: date | None = None,
    limit: int = 50,
) -> Found:
    """Return what holds every word, names first and then the newest; nothing typed is an error.

    Without words the filters alone choose; without either nothing is found.
    """
    wanted = read_words(text)
    scopes = [tokens for tokens in (_kinds(kinds), _owner(tracker, customer_id)) if tokens]
    if not wanted.parts and (text.strip() or not scopes):
        return Found()
    count = max(limit, LEAST)
    rows = tracker.words.find(wanted.match(*scopes), first, last, limit=count + 1)
    found = list(hits(tracker, wanted, rows[:count]))
    found.sort(key=_named_so_first)  # what has a day stays in its order
    return Found(tuple(found[:limit]), len(rows) > limit)


def _named_so_first(hit: Hit) -> int:
    """Put what is named so before what is only described so."""
    return 2 if hit.day else int(not hit.title.marks)


def _kinds(kinds: Iterable[Kind]) -> list[str]:
    return [kind_token(TABLE_OF[kind]) for kind in kinds]


def _owner(tracker: Tracker, customer_id: int | None) -> list[str]:
    """Return how the index names a customer: themselves, their measures, what was sent to them."""
    if customer_id is None:
        return []
    query = tracker.file.query
    measures = query("SELECT id FROM measure WHERE customer_id = ?", customer_id)
    sent = query("SELECT replace(uid, '-', '') FROM customer WHERE id = ?", customer_id)
    return [f"c{customer_id}", *(f"m{key}" for (key,) in measures), *(f"u{uid}" for (uid,) in sent)]
