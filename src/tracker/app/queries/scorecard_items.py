"""Every item that could be on a page, each with its switch: the person decides before it leaves.

An item that belongs to another is off while that one is. What may never leave is never offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tracker.report.scorecard_content import Item, Kind
from tracker.report.scorecard_sentences import cut

LONGEST_TEXT = 160
_ORDER = {kind: at for at, kind in enumerate(Kind)}


class Items:
    """Collects what is offered; `switches` are the person's choices by key."""

    def __init__(self, switches: Mapping[str, bool]) -> None:
        self._switches = switches
        self._items: dict[str, Item] = {}

    def offer(
        self, key: str, kind: Kind, text: str, *, on: bool = True, under: tuple[str, ...] = ()
    ) -> bool:
        """Take an item into the list and say whether it is on the page.

        `on` is what holds until the person chose. With `under` it needs one of those items.
        """
        above = not under or any(self.on(one) for one in under)
        shown = above and self._switches.get(key, on)
        item = Item(key, kind, cut(text, LONGEST_TEXT), shown, under="".join(under[:1]))
        known = self._items.get(key, item)  # an event may be drawn on several charts
        self._items[key] = replace(known, on=known.on or shown)
        return shown

    def state(self, key: str, kind: Kind, text: str) -> None:
        """Take an item into the list that is always there."""
        self._items[key] = Item(key, kind, cut(text, LONGEST_TEXT), on=True, fixed=True)

    def on(self, key: str) -> bool:
        """Say whether an item is on the page."""
        return key in self._items and self._items[key].on

    @property
    def listed(self) -> tuple[Item, ...]:
        """All items, those of one kind together."""
        return tuple(sorted(self._items.values(), key=_rank))


def _rank(item: Item) -> int:
    return _ORDER[item.kind]
