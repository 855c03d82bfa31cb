"""What the palette lists: measures, customers, what was written, days, commands; each can go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from tracker.app.search.names import NamedThing, NameMatch, matches
from tracker.app.search.search import SearchHit, Snippet, search
from tracker.app.search.tables import HitKind
from tracker.app.signals.standing import GOOD, Standing, standings
from tracker.app.tracker import Tracker
from tracker.app.trends.trend import trend_of
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.gui.menus import Command, key_name
from tracker.gui.page import PageSignals
from tracker.gui.palette.hits import about, kind_of, open_hit, said_of, title_of
from tracker.gui.palette.narrowing import SearchLimits
from tracker.report.charts.spark import SparkPicture

T = TypeVar("T")
_MNEMONIC = re.compile("&(.)")
NO_WORDS = Snippet("")
NAMED = {HitKind.MEASURE, HitKind.CUSTOMER}  # found by their names already
DAYS = {HitKind.MOMENT, HitKind.EVENT}
ONLY_COMMANDS = ">"
MOST_NAMES, MOST_WORDS, MOST_FOUND, LAST_PLACES = 5, 9, 50, 5
SPARK_WEEKS = 26
MORE_WORDS = "More notes and words"
NOT_SEARCHED = "No words can be searched on this computer"


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """A line of the palette; without `go` it is the head of a group. `key` counts its use."""

    title: Snippet
    below: Snippet = NO_WORDS
    icon: str = ""
    shortcut: str = ""
    spoken: str = ""
    key: str = ""
    spark: SparkPicture | None = None
    tip: str = ""
    narrows: bool = False  # it stays here, and goes on with what narrows a search
    go: Callable[[], object] | None = None

    @property
    def is_head(self) -> bool:
        """Whether it is a head, which is passed over."""
        return self.go is None and not self.narrows


class FoundRows(NamedTuple):
    """Rows, and whether there would be more of them."""

    rows: list[PaletteRow]
    more: bool = False


class PaletteContents:
    """What can be gone to, read once when the palette opens; `asker` asks the navigator."""

    def __init__(self, tracker: Tracker, today: date, asker: PageSignals, bar: QMenuBar) -> None:
        self._tracker = tracker
        self._today = today
        self._asker = asker
        self._standings: dict[int, Standing] | None = None
        self._sparks: dict[int, SparkPicture] = {}
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
        able = self._tracker.words.can_search
        found = search(self._tracker, typed, limit=MOST_WORDS) if able else None
        hits = [hit for hit in found.hits if hit.kind not in NAMED] if found else []
        notes = [self._hit_row(hit) for hit in hits if hit.kind not in DAYS]
        if found is None or found.more:
            said = Snippet(MORE_WORDS if able else NOT_SEARCHED)
            notes.append(PaletteRow(said, icon="search", narrows=True))
        return [
            *_group("Measures", self._measure_rows(typed, used)),
            *_group("Customers", self._customer_rows(typed, used)),
            *_group("Notes", notes),
            *_group("Days", [self._hit_row(hit) for hit in hits if hit.kind in DAYS]),
            *_group("Commands", self._command_rows(typed, used, MOST_NAMES)),
        ]

    def found(self, typed: str, limits: SearchLimits) -> FoundRows:
        """Return all that holds every word, within limits: names first, then the newest."""
        found = search(self._tracker, typed, limit=MOST_FOUND, **limits._asdict())
        rows = [self._hit_row(hit) for hit in found.hits]
        return FoundRows(_group("Names first, then the newest", rows), found.more)

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

    def _measure_row(self, match: NameMatch[int]) -> PaletteRow:
        named = match.named
        standing = self._standing(named.target)
        state = standing.label.text if standing else ""
        about = " · ".join(part for part in (named.also, state) if part)
        return PaletteRow(
            match.name,
            Snippet(about),
            "chart-line",
            spoken=", ".join(part for part in (named.name, named.also, state) if part),
            key=named.key,
            spark=self._spark(standing) if standing else None,
            go=partial(self._asker.measure_requested.emit, named.target),
        )

    def _standing(self, measure_id: int) -> Standing | None:
        """Return how a measure stands; all are read once, from what is judged already."""
        if self._standings is None:
            found = standings(self._tracker, self._today)
            self._standings = {one.measure.id: one for one in found}
        return self._standings.get(measure_id)

    def _spark(self, standing: Standing) -> SparkPicture:
        key = standing.measure.id
        if key not in self._sparks:
            self._sparks[key] = trend_of(
                self._tracker, standing, SPARK_WEEKS, good=standing.if_fresh in GOOD
            )
        return self._sparks[key]

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

    def _hit_row(self, hit: SearchHit) -> PaletteRow:
        named, of = title_of(hit, self._today), about(hit, self._today)
        said = hit.snippet if hit.snippet.text else named
        title = named.text
        told = not title or title in of or title == said.text
        beside = of if told else f"{of} · {title}"
        return PaletteRow(
            said,
            Snippet(beside),
            "lock" if hit.private else kind_of(hit).icon,
            spoken=said_of(hit, self._today),
            tip=_tip(hit, self._today),
            go=partial(open_hit, self._asker, hit),
        )


def _tip(hit: SearchHit, today: date) -> str:
    said = (title_of(hit, today).text, about(hit, today), hit.snippet.text)
    private = ("Stays in this file",) if hit.private else ()
    return "\n".join((*said, *private))


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
    keys = key_name(action.shortcut())
    return PaletteRow(
        match.name,
        Snippet(named.also),
        command.icon if isinstance(command, Command) else "",
        keys,
        ", ".join(part for part in (named.name, named.also, keys) if part),
        named.key,
        go=action.trigger,
    )


def _commands(bar: QMenuBar) -> Iterator[NamedThing[QAction]]:
    """Yield what the menus can do now, each with its menu's name."""
    for top in bar.actions():
        menu = top.menu()
        for action in menu.actions() if isinstance(menu, QMenu) else ():
            command = action.data()
            if isinstance(command, Command) and action.isEnabled():
                key = f"command:{command.owner}.{command.method}"
                name = _without_mnemonic(action.text().partition("\t")[0]).rstrip("…")
                yield NamedThing(key, name, action, _without_mnemonic(top.text()))
