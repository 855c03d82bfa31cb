"""What the palette lists: measures, customers, what was written, days, commands; each can go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from tracker.app.search.names import NamedThing, NameMatch, matches
from tracker.app.search.search import Hit, Snippet, search
from tracker.app.search.tables import HitKind
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.gui.menus import Command
from tracker.gui.page import PageSignals
from tracker.gui.review.hits import about, kind_of, open_hit, said_of, title_of

T = TypeVar("T")
_MNEMONIC = re.compile("&(.)")
NO_WORDS = Snippet("")
NAMED = {HitKind.MEASURE, HitKind.CUSTOMER}  # found by their names already
DAYS = {HitKind.MOMENT, HitKind.EVENT}
ONLY_COMMANDS = ">"
MOST_NAMES, MOST_WORDS, LAST_PLACES = 5, 9, 5


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """A line of the palette; without `go` it is the head of a group. `key` counts its use."""

    title: Snippet
    below: Snippet = NO_WORDS
    icon: str = ""
    shortcut: str = ""
    spoken: str = ""
    key: str = ""
    go: Callable[[], object] | None = None

    @property
    def is_head(self) -> bool:
        """Whether it is a head, which is passed over."""
        return self.go is None


class PaletteContents:
    """What can be gone to, read once when the palette opens; `asker` asks the navigator."""

    def __init__(self, tracker: Tracker, asker: PageSignals, bar: QMenuBar) -> None:
        self._tracker = tracker
        self._asker = asker
        customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
        self._customers = [
            NamedThing(f"customer:{one.uid}", one.name, one.id)
            for one in sorted(customers.values(), key=lambda customer: customer.rank)
        ]
        self._measures = [
            NamedThing(f"measure:{one.uid}", one.name, one.id, _beside(one, customers))
            for one in tracker.measures.where("archived_on IS NULL")
            if one.customer_id in customers
        ]
        self._commands = list(_commands(bar))

    def rows(self, typed: str, used: Mapping[str, int]) -> list[PaletteRow]:
        """Return what is meant, by group; nothing typed gives where one was last."""
        if typed.startswith(ONLY_COMMANDS):
            words = typed.removeprefix(ONLY_COMMANDS).strip()
            return _group("Commands", self._command_rows(words, used, len(self._commands)))
        if not typed.strip():
            return _group("Where you were", self._last(used))
        hits = [hit for hit in self._hits(typed) if hit.kind not in NAMED]
        return [
            *_group("Measures", self._measure_rows(typed, used)),
            *_group("Customers", self._customer_rows(typed, used)),
            *_group("Notes", [self._hit_row(hit) for hit in hits if hit.kind not in DAYS]),
            *_group("Days", [self._hit_row(hit) for hit in hits if hit.kind in DAYS]),
            *_group("Commands", self._command_rows(typed, used, MOST_NAMES)),
        ]

    def _last(self, used: Mapping[str, int]) -> list[PaletteRow]:
        names = [
            *map(self._measure_row, _all(self._measures)),
            *map(self._customer_row, _all(self._customers)),
            *map(_command_row, _all(self._commands)),
        ]
        known = [row for row in names if row.key in used]
        return sorted(known, key=lambda row: -used[row.key])[:LAST_PLACES]

    def _measure_rows(self, typed: str, used: Mapping[str, int]) -> list[PaletteRow]:
        found = matches(self._measures, typed, used, MOST_NAMES)
        return [self._measure_row(match) for match in found]

    def _customer_rows(self, typed: str, used: Mapping[str, int]) -> list[PaletteRow]:
        found = matches(self._customers, typed, used, MOST_NAMES)
        return [self._customer_row(match) for match in found]

    def _command_rows(self, typed: str, used: Mapping[str, int], most: int) -> list[PaletteRow]:
        return [_command_row(match) for match in matches(self._commands, typed, used, most)]

    def _hits(self, typed: str) -> Sequence[Hit]:
        return search(self._tracker, typed, limit=MOST_WORDS).hits

    def _measure_row(self, match: NameMatch[int]) -> PaletteRow:
        named = match.named
        return PaletteRow(
            match.name,
            Snippet(named.also),
            "chart-line",
            spoken=f"{named.name}, {named.also}",
            key=named.key,
            go=partial(self._asker.measure_requested.emit, named.target),
        )

    def _customer_row(self, match: NameMatch[int]) -> PaletteRow:
        named = match.named
        return PaletteRow(
            match.name,
            Snippet("Customer"),
            "users",
            spoken=f"{named.name}, customer",
            key=named.key,
            go=partial(self._asker.customer_requested.emit, named.target),
        )

    def _hit_row(self, hit: Hit) -> PaletteRow:
        said = hit.snippet if hit.snippet.text else title_of(hit)
        title = title_of(hit).text
        told = not title or title in about(hit) or title == said.text
        beside = about(hit) if told else f"{about(hit)} · {title}"
        return PaletteRow(
            said,
            Snippet(beside),
            "lock" if hit.private else kind_of(hit).icon,
            spoken=said_of(hit),
            go=partial(self._open, hit),
        )

    def _open(self, hit: Hit) -> None:
        """Go to a hit; one that stands on the review page itself opens that page."""
        if not open_hit(self._asker, hit):
            self._asker.page_requested.emit("review")


def _beside(measure: Measure, customers: Mapping[int, Customer]) -> str:
    """Return what stands beside a measure's name, and finds it too: whose it is, and their name."""
    theirs = f"“{measure.their_name}”" if measure.their_name else ""
    return " · ".join(part for part in (customers[measure.customer_id].name, theirs) if part)


def _all(things: Sequence[NamedThing[T]]) -> list[NameMatch[T]]:
    return [NameMatch(one, Snippet(one.name)) for one in things]


def _without_mnemonic(text: str) -> str:
    return _MNEMONIC.sub(r"\1", text)


def _group(name: str, rows: Sequence[PaletteRow]) -> list[PaletteRow]:
    return [PaletteRow(Snippet(name)), *rows] if rows else []


def _command_row(match: NameMatch[QAction]) -> PaletteRow:
    named, action = match.named, match.named.target
    command = action.data()
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return PaletteRow(
        match.name,
        Snippet(named.also),
        command.icon if isinstance(command, Command) else "",
        keys,
        ", ".join(part for part in (named.name, named.also, keys) if part),
        named.key,
        action.trigger,
    )


def _commands(bar: QMenuBar) -> Iterator[NamedThing[QAction]]:
    """Yield what the menus can do now, each with its menu's name."""
    for top in bar.actions():
        menu = top.menu()
        for action in menu.actions() if isinstance(menu, QMenu) else ():
            command = action.data()
            if isinstance(command, Command) and action.isEnabled():
                key = f"command:{command.owner}.{command.method}"
                name = _without_mnemonic(action.text()).rstrip("…")
                yield NamedThing(key, name, action, _without_mnemonic(top.text()))
