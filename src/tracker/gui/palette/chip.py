"""A chip: at rest it names a filter, chosen it says what is shown, and a click takes it away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton

from tracker.gui.theme import set_tone
from tracker.gui.widgets.text import plain
from tracker.gui.widgets.text_field import ENTER

TAKES_AWAY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Chip(QPushButton):
    """One filter: Enter, Space or Down offer its values in a menu, Del takes the chosen one away.

    A value is any object but None, which says that nothing is filtered.
    """

    selected = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setProperty("role", "chip")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self._name = name
        self._choices: list[tuple[object, str]] = []
        self._at: int | None = None
        self.menu_of_values = QMenu(self)
        self.menu_of_values.triggered.connect(self._on_entry)
        self.clicked.connect(self._on_clicked)

    @property
    def value(self) -> object:
        """What is chosen; None where nothing is."""
        return None if self._at is None else self._choices[self._at][0]

    def offer(self, choices: Iterable[tuple[object, str]]) -> None:
        """Offer these values by their names; the chosen one stays if it is among them."""
        before, self._choices = self.value, list(choices)
        values = [value for value, _ in self._choices]
        self._at = values.index(before) if before in values else None
        self.menu_of_values.clear()
        for at, (_, name) in enumerate(self._choices):
            self.menu_of_values.addAction(plain(name)).setData(at)
        self._show()

    def choose(self, value: object) -> None:
        """Take a value, or None."""
        values = [value for value, _ in self._choices]
        at = values.index(value) if value in values else None
        if at != self._at:
            self._at = at
            self._show()
            self.selected.emit()

    def open_menu(self) -> None:
        """Offer the values."""
        self.menu_of_values.popup(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the values, or take the chosen one away."""
        if event.key() == Qt.Key.Key_Down:
            self.open_menu()
        elif event.key() in ENTER:
            self.click()
        elif event.key() in TAKES_AWAY:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        chosen = "" if self._at is None else self._choices[self._at][1]
        self.setText(f"{plain(chosen)}  ×" if chosen else plain(self._name))
        self.setAccessibleName(f"{self._name}: {chosen}" if chosen else self._name)
        self.setToolTip("A click takes it away, Down offers others" if chosen else "")
        set_tone(self, "chosen" if chosen else "")

    def _on_clicked(self) -> None:
        if self._at is None:
            self.open_menu()
        else:
            self.choose(None)

    def _on_entry(self, action: QAction) -> None:
        self.choose(self._choices[action.data()][0])
