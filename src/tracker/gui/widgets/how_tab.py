"""How they like to be served: a short ranked list, at most three of it important (H1)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.queries.how import How, how, how_known
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import IMPORTANT_AT_MOST, Basis
from tracker.gui.bridge import Bridge
from tracker.gui.page import Ask, CustomerPart
from tracker.gui.widgets.how_add import HowAdd
from tracker.gui.widgets.how_room import RoomNotice
from tracker.gui.widgets.how_row import ElementRow
from tracker.gui.widgets.profile_row import plain_column, tab_in_order

INTRO = "How do they like it done? Guess first, then ask them. At most three things matter most."
KEYS = "Alt+↑ ↓ ranks · Space important · A they told me · G my guess · M makes a measure"
MENU = (
    ("Edit…\tEnter", "edit"),
    ("Move up\tAlt+Up", "up"),
    ("Move down\tAlt+Down", "down"),
    ("", ""),
    ("Important to them\tSpace", "important"),
    ("They told me today\tA", "asked"),
    ("My guess\tG", "guessed"),
    ("", ""),
    ("Make a measure of it…\tM", "measure"),
    ("Remove\tDel", "remove"),
)


class HowTab(CustomerPart):
    """Ranked elements, each asked or guessed; the usual ones wait below."""

    reads: ClassVar[frozenset[str]] = frozenset({"element", "measure", "customer"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._shown: tuple[int, How] | None = None
        self._rows: list[ElementRow] = []
        self._aimed = 0
        inside, column = plain_column()
        column.setSpacing(6)
        self.intro, self.sentence, self.keys = _told(INTRO), _told(""), _told(KEYS)
        self.keys.setProperty("role", "small")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.room = RoomNotice()
        self.room.settled.connect(self._on_room)
        self.add = HowAdd(bridge.theme)
        self.add.entered.connect(self._on_entered)
        self.add.copy_wished.connect(self._on_copy)
        self._menu = self._make_menu()
        self._lay_out(inside, column)

    @property
    def rows(self) -> list[ElementRow]:
        """The elements shown, in order."""
        return self._rows

    def refresh(self) -> None:
        """Show how the customer likes it, the row with the focus still in focus."""
        if self.customer_id is None:
            return
        found = how(self.tracker, self.customer_id)
        if self._shown == (self.customer_id, found):
            return
        if self._shown is None or self._shown[0] != self.customer_id:
            self.add.clear()
        self.room.hide()
        self._shown = (self.customer_id, found)
        focused = next((row.key for row in self._rows if row.hasFocus()), None)
        self._show_rows(found, focused)
        self.sentence.setText(how_known(found.elements))
        self.sentence.setVisible(bool(found.elements))
        self.keys.setVisible(bool(found.elements))
        self.add.show_how(found)
        tab_in_order([*self._rows, *self.add.stops])

    def _show_rows(self, found: How, focused: int | None) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._rows = []
        for rank, element in enumerate(found.elements, 1):
            measure = found.measures.get(element.measure_id or 0, "")
            row = ElementRow(self.bridge.theme, element, rank, measure, self.bridge.today())
            row.wished.connect(self._on_wished)
            row.opened.connect(self._edit)
            row.edited.connect(self._edit)
            row.put_away.connect(self._remove)
            row.menu_asked.connect(self._on_menu)
            self._list.addWidget(row)
            self._rows.append(row)
            row.show()
            if row.key == focused:
                row.setFocus()

    def _lay_out(self, inside: QWidget, column: QVBoxLayout) -> None:
        column.addWidget(self.intro)
        column.addLayout(self._list)
        column.addWidget(self.room)
        column.addWidget(self.sentence)
        column.addWidget(self.keys)
        column.addWidget(self.add)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, wish in MENU:
            if wish:
                menu.addAction(text).setData(wish)
            else:
                menu.addSeparator()
        menu.triggered.connect(self._on_action)
        return menu

    def _on_entered(self, name: str) -> None:
        if self.customer_id is None:
            return
        try:
            commands.add_element(self.tracker, self.customer_id, name)
        except InvalidInput as error:
            self.add.complain(error.sentence)
        else:
            self.add.clear()

    def _on_copy(self, giver: int) -> None:
        if self.customer_id is None:
            return
        count = commands.copy_elements(self.tracker, giver, self.customer_id)
        entries = "1 entry" if count == 1 else f"{count or 'no'} entries"
        self.bridge.say(f"Copied {entries}, not confirmed. Ask them.")

    def _on_menu(self, asked: tuple[int, QPoint]) -> None:
        self._aimed = asked[0]
        self._menu.popup(asked[1])

    def _on_action(self, action: QAction) -> None:
        self._on_wished((action.data(), self._aimed))

    def _on_wished(self, wished: tuple[str, int]) -> None:
        wish, key = wished
        match wish:
            case "up" | "down":
                commands.rank_element(self.tracker, key, -1 if wish == "up" else 1)
            case "important":
                self._mark(key)
            case "asked" | "guessed":
                self._know(key, Basis(wish))
            case "measure":
                element = self.tracker.elements.get(key)
                told = (element.customer_id, element.name, ("element", key))
                self.dialog_requested.emit(Ask("measure_for", "MeasureForDialog", told))
            case "edit":
                self._edit(key)
            case _:
                self._remove(key)

    def _mark(self, key: int) -> None:
        element = self.tracker.elements.get(key)
        marked = [row.element for row in self._rows if row.element.important]
        if element.important or len(marked) < IMPORTANT_AT_MOST:
            important = not element.important
            commands.mark_important(self.tracker, key, important=important)
        else:
            self.room.ask(element, marked)
            tab_in_order([*self._rows, *self.room.buttons])

    def _on_room(self, settled: tuple[int, int | None]) -> None:
        key, leaving = settled
        if leaving is not None:
            commands.mark_important(self.tracker, key, important=True, instead_of=leaving)
        for row in self._rows:
            if row.key == key:
                row.setFocus()

    def _know(self, key: int, basis: Basis) -> None:
        name = self.tracker.elements.get(key).name
        day = self.bridge.today() if basis is Basis.ASKED else None
        commands.edit_element(self.tracker, key, name, basis, day)

    def _edit(self, key: int) -> None:
        element = self.tracker.elements.get(key)
        self.dialog_requested.emit(Ask("element", "ElementDialog", (element,)))

    def _remove(self, key: int) -> None:
        name = self.tracker.elements.get(key).name
        commands.remove_element(self.tracker, key)
        self.bridge.say(f"{name} is removed. Ctrl+Z brings it back.")


def _told(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label
