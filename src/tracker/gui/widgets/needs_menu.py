"""What can be done with one need: a menu of the table, and of the button beside its heading."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tracker.app.queries.needs import Needs
from tracker.domain.need import (
    NEED_SOURCE_NAMES,
    NEED_STATUS_NAMES,
    Need,
    NeedSource,
    NeedStatus,
    Side,
)

LONGEST = 60


class NeedsMenu(QMenu):
    """Entries carry what is wished and with what; shown anew for each need."""

    wished = Signal(object)  # tuple[str, object]: what is to be done, and with what

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._others = QMenu(self)
        self._sources = QMenu("&How I know it", self)
        self._statuses = QMenu("&Where they stand", self)
        self._measures = QMenu("Measured &by", self)
        for menu in (self, self._others):
            menu.triggered.connect(self._on_triggered)

    def offer(self, need: Need, found: Needs, place: QPoint) -> None:
        """Show what makes sense for a need."""
        self.clear()
        comparison = found.comparison
        here = comparison.mine if need.side is Side.MINE else comparison.theirs
        self._entry(self, "&Edit\tEnter", "edit")
        self._entry(self, "Move &up\tAlt+Up", "rank", need.rank - 1).setEnabled(need.rank > 1)
        down = self._entry(self, "Move dow&n\tAlt+Down", "rank", need.rank + 1)
        down.setEnabled(need.rank < len(here))
        self.addSeparator()
        self._entry(self, "&Pair with…\tP", "pair")
        if _partner(need, found):
            self._entry(self, "&Take the pair apart\tU", "unpair")
        self.addSeparator()
        self._entry(self, "&Make a measure of it…\tM", "measure")
        self._fill_measures(need, found)
        self.addSeparator()
        _choices(self._sources, NEED_SOURCE_NAMES, need.source)
        _choices(self._statuses, NEED_STATUS_NAMES, need.status)
        self.addMenu(self._sources)
        self.addMenu(self._statuses)
        self._entry(self, "Day and &details…\tD", "details")
        self.addSeparator()
        self._entry(self, "D&rop\tDel", "drop")
        self.popup(place)

    def offer_partners(self, need: Need, found: Needs, place: QPoint) -> None:
        """Show what the need may be paired with: what is like it first, then by rank."""
        menu = self._others
        menu.clear()
        other = found.comparison.theirs if need.side is Side.MINE else found.comparison.mine
        whose = "theirs" if need.side is Side.MINE else "yours"
        menu.setAccessibleName(f"Pair with one of {whose}")
        if not other:
            menu.addAction(f"There is no need of {whose} yet").setEnabled(False)
        like = {key for one in found.comparison.suggestions for key in (one.one, one.other)}
        partner = _partner(need, found)
        for one in sorted(other, key=lambda one: (one.id not in like, one.rank)):
            if one.id != partner:
                self._entry(menu, f"{one.rank}  {_short(one.text)}", "pair_with", one.id)
        menu.popup(place)
        if other:
            menu.setActiveAction(menu.actions()[0])

    def _fill_measures(self, need: Need, found: Needs) -> None:
        self._measures.clear()
        entries: list[tuple[int | None, str]] = [(None, "No measure"), *found.measures.items()]
        for key, name in entries:
            action = self._entry(self._measures, _short(name), "measured", key)
            action.setCheckable(True)
            chosen = need.measure_id if need.measure_id in found.measures else None
            action.setChecked(chosen == key)
        self.addMenu(self._measures)
        self._measures.setEnabled(bool(found.measures))

    def _entry(self, menu: QMenu, text: str, wish: str, what: object = None) -> QAction:
        action = menu.addAction(text)
        action.setData((wish, what))
        return action

    def _on_triggered(self, action: QAction) -> None:
        if data := action.data():
            self.wished.emit(tuple(data))


def _choices(
    menu: QMenu,
    names: dict[NeedSource, str] | dict[NeedStatus, str],
    now: NeedSource | NeedStatus,
) -> None:
    menu.clear()
    for key, name in names.items():
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(key == now)
        action.setData(("source" if isinstance(key, NeedSource) else "status", key))


def _partner(need: Need, found: Needs) -> int | None:
    for row in found.comparison.rows:
        if row.mine and row.theirs and need.id in {row.mine.id, row.theirs.id}:
            return row.theirs.id if need.side is Side.MINE else row.mine.id
    return None


def _short(text: str) -> str:
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return shown.replace("&", "&&")
