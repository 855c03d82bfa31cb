"""How they like to be served: a short ranked list, at most three of it important (H1).

A fourth important thing asks which of the three gives way; nothing is refused in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.how import How, how, how_known
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import BASIS_NAMES, IMPORTANT_AT_MOST, Basis, Element
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.customers.how_add import ElementDialog, HowAdd
from tracker.gui.draft import DraftKeeper
from tracker.gui.icons import icon
from tracker.gui.measure.dialog import MeasureForDialog, MeasureOrigin
from tracker.gui.page import CustomerTab
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.row_menu import RowMenuRequest
from tracker.gui.widgets.rows import (
    ProfileRow,
    clear_layout,
    delete_later,
    plain_column,
    tab_in_order,
    tool_button,
)
from tracker.gui.widgets.text import ElidedLabel, label, link, plain
from tracker.report.dates import medium_day
from tracker.report.wording import number_of

LONGEST = 48  # letters of a way they like it, on a button
INTRO = "How do they like it done? Guess first, then ask them. At most three things matter most."
KEYS = "Alt+↑ ↓ ranks · Space important · A they told me · G my guess · M makes a measure"


class ElementAction(StrEnum):
    """What can be done with an element."""

    EDIT = "edit"
    UP = "up"
    DOWN = "down"
    IMPORTANT = "important"
    ASKED = "asked"
    GUESSED = "guessed"
    MEASURE = "measure"
    REMOVE = "remove"


MENU: tuple[tuple[str, ElementAction | None], ...] = (
    ("Edit…\tEnter", ElementAction.EDIT),
    ("Move up\tAlt+Up", ElementAction.UP),
    ("Move down\tAlt+Down", ElementAction.DOWN),
    ("", None),
    ("Important to them\tSpace", ElementAction.IMPORTANT),
    ("They told me today\tA", ElementAction.ASKED),
    ("My guess\tG", ElementAction.GUESSED),
    ("", None),
    ("Make a measure of it…\tM", ElementAction.MEASURE),
    ("Remove\tDel", ElementAction.REMOVE),
)
BASES = {ElementAction.ASKED: Basis.ASKED, ElementAction.GUESSED: Basis.GUESSED}
ROW_KEYS = {
    Qt.Key.Key_Space: ElementAction.IMPORTANT,
    Qt.Key.Key_I: ElementAction.IMPORTANT,
    Qt.Key.Key_A: ElementAction.ASKED,
    Qt.Key.Key_G: ElementAction.GUESSED,
    Qt.Key.Key_M: ElementAction.MEASURE,
}


class ElementRow(ProfileRow):
    """Alt+Up and Alt+Down rank; Space marks it important, A asked, G guessed, M measures."""

    action_requested = Signal(object)  # tuple[ElementAction, int]: with which element

    def __init__(
        self, theme: Theme, element: Element, rank: int, measure: str, today: date
    ) -> None:
        super().__init__(theme, element.id)
        self.element = element
        number = label(str(rank), "small")
        number.setFixedWidth(scaled(16))
        basis = known(element, today)
        about = f"{basis} · measured by {measure}" if measure else basis
        top = QHBoxLayout()
        top.setSpacing(8)
        self.name = ElidedLabel(element.name, "name")
        top.addWidget(self.name, 1)
        self.badge = label("Important", "badge", tone="accent")
        if not element.important:  # shown before it has a parent, it would be a window of its own
            self.badge.hide()
        top.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.about = ElidedLabel(about, "small")
        self.words.addLayout(top)
        self.words.addWidget(self.about)
        star = "Important to them: click to unmark it (Space)"
        bare = "Mark it important to them (Space)"
        self.star = tool_button(theme, "star", star if element.important else bare)
        if element.important:
            self.star.setIcon(icon(theme, "star", "accent"))
        self.star.clicked.connect(self._on_star)
        self.line.insertWidget(0, number)
        self.line.addWidget(self.star)
        self.line.addWidget(self.more)
        important = "important, " if element.important else ""
        self.setAccessibleName(f"{rank}. {element.name}, {important}{about}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            wish = ElementAction.UP if key == Qt.Key.Key_Up else ElementAction.DOWN
            self.action_requested.emit((wish, self.key))
        elif key in ROW_KEYS and not held:
            self.action_requested.emit((ROW_KEYS[key], self.key))
        else:
            super().keyPressEvent(event)

    def _on_star(self) -> None:
        self.action_requested.emit((ElementAction.IMPORTANT, self.key))


def known(element: Element, today: date) -> str:
    """Say how it is known: `They told me, 12 Oct`."""
    name = BASIS_NAMES[element.basis]
    if element.basis is Basis.ASKED and element.asked_on:
        return f"{name}, {medium_day(element.asked_on, today)}"
    return name


class LimitNotice(QFrame):
    """Stands in place of a dialog: three buttons, and one that leaves it as it was."""

    answered = Signal(
        object
    )  # tuple[int, int | None]: the fourth, and which gives way (None: none)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._fourth = 0
        self.buttons: list[QPushButton] = []
        self.question = label(wrap=True)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(10, 8, 10, 6)
        self._rows.setSpacing(2)
        self._rows.addWidget(self.question)
        self.hide()

    def ask(self, fourth: Element, three: Sequence[Element]) -> None:
        """Ask which of three gives way to a fourth."""
        for button in self.buttons:
            self._rows.removeWidget(button)
            delete_later(button)
        self._fourth = fourth.id
        name = cut(fourth.name, LONGEST)
        self.question.setText(f"Three things are important already. Which makes room for “{name}”?")
        self.buttons = [
            self._button(f"“{cut(element.name, LONGEST)}” makes room", element.id)
            for element in three
        ]
        self.buttons.append(self._button("Change nothing", None))
        self.show()
        self.buttons[0].setFocus()

    def _button(self, text: str, leaving: int | None) -> QPushButton:
        button = link(plain(text))
        button.setProperty("leaving", leaving)
        button.clicked.connect(self._on_clicked)
        self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return button

    def _on_clicked(self) -> None:
        leaving = self.sender().property("leaving")
        self.hide()
        self.answered.emit((self._fourth, leaving))


class HowTab(CustomerTab):
    """Ranked elements, each asked or guessed; the usual ones wait below."""

    reads: ClassVar[frozenset[str]] = frozenset({"element", "measure", "customer"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._shown: tuple[int, How] | None = None
        self._rows: list[ElementRow] = []
        self._aimed = 0
        inside, column = plain_column()
        column.setSpacing(6)
        self.sentence = label(role="hint", wrap=True)
        self.keys = label(KEYS, "small", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.room = LimitNotice()
        self.room.answered.connect(self._on_room)
        self.add = HowAdd(bridge.theme)
        self._draft = DraftKeeper(bridge, {"own": self.add.own}, self)
        self.add.text_entered.connect(self._on_text_entered)
        self.add.copy_requested.connect(self._on_copy_requested)
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
            uid = self.tracker.customers.get(self.customer_id).uid
            self._draft.show_form(f"how:{uid}", {"own": ""})
            self.add.show_error("")
        self.room.hide()
        self._shown = (self.customer_id, found)
        focused = next((row.key for row in self._rows if row.hasFocus()), None)
        self._show_rows(found, focused)
        self.sentence.setText(how_known(found.elements))
        self.sentence.setVisible(bool(found.elements))
        self.keys.setVisible(bool(found.elements))
        self.add.show_how(found)
        tab_in_order([*self._rows, *self.add.tab_stops])

    def _show_rows(self, found: How, focused: int | None) -> None:
        clear_layout(self._list)
        self._rows = []
        for rank, element in enumerate(found.elements, 1):
            measure = found.measures.get(element.measure_id or 0, "")
            row = ElementRow(self.bridge.theme, element, rank, measure, self.bridge.today())
            row.action_requested.connect(self._on_action_requested)
            row.open_requested.connect(self._edit)
            row.edit_requested.connect(self._edit)
            row.removal_requested.connect(self._remove)
            row.menu_requested.connect(self._on_menu_requested)
            self._list.addWidget(row)
            self._rows.append(row)
            row.show()
            if row.key == focused:
                row.setFocus()

    def _lay_out(self, inside: QWidget, column: QVBoxLayout) -> None:
        column.addWidget(label(INTRO, "hint", wrap=True))
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

    def _on_text_entered(self, name: str) -> None:
        if self.customer_id is None:
            return
        try:
            commands.add_element(self.tracker, self.customer_id, name)
        except InvalidInput as error:
            self.add.show_error(error.sentence)
        else:
            self.add.clear()
            self._draft.finish()

    def _on_copy_requested(self, giver: int) -> None:
        if self.customer_id is None:
            return
        count = commands.copy_elements(self.tracker, giver, self.customer_id)
        self.bridge.show_message(f"Copied {number_of(count, 'entry')}, not confirmed. Ask them.")

    def _on_menu_requested(self, asked: RowMenuRequest) -> None:
        self._aimed = asked.key
        for action in self._menu.actions():
            action.setEnabled(not action.data() or self._changes(ElementAction(action.data())))
        self._menu.popup(asked.place)

    def _changes(self, wish: ElementAction) -> bool:
        """Say whether a wish would change anything of the element whose menu is open."""
        element = self.tracker.elements.get(self._aimed)
        keys = [row.key for row in self._rows]
        match wish:
            case ElementAction.UP:
                return keys[0] != self._aimed
            case ElementAction.DOWN:
                return keys[-1] != self._aimed
            case ElementAction.ASKED:
                return (element.basis, element.asked_on) != (Basis.ASKED, self.bridge.today())
            case ElementAction.GUESSED:
                return element.basis is not Basis.GUESSED
            case _:
                return True

    def _on_action(self, action: QAction) -> None:
        self._on_action_requested((ElementAction(action.data()), self._aimed))

    def _on_action_requested(self, wished: tuple[ElementAction, int]) -> None:
        wish, key = wished
        match wish:
            case ElementAction.UP | ElementAction.DOWN:
                step = -1 if wish is ElementAction.UP else 1
                commands.rank_element(self.tracker, key, step)
            case ElementAction.IMPORTANT:
                self._mark(key)
            case ElementAction.ASKED | ElementAction.GUESSED:
                self._know(key, BASES[wish])
            case ElementAction.MEASURE:
                element = self.tracker.elements.get(key)
                tie = (MeasureOrigin.ELEMENT, key)
                MeasureForDialog(self.bridge, self, element.customer_id, element.name, tie).open()
            case ElementAction.EDIT:
                self._edit(key)
            case ElementAction.REMOVE:
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
        ElementDialog(self.bridge, self, element).open()

    def _remove(self, key: int) -> None:
        name = self.tracker.elements.get(key).name
        commands.remove_element(self.tracker, key)
        self.bridge.show_message(f"{name} is removed. Ctrl+Z brings it back.")
