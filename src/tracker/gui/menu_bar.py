"""The menu bar, filled from the table of commands; it tells who is to do what."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from tracker.gui.icons import icon
from tracker.gui.menus import MENUS, SEATS, Command
from tracker.gui.theme import Theme
from tracker.store.history import History


class MenuBar(QObject):
    """Every command as an action with its shortcut."""

    wished = Signal(object)  # tuple[str, str]: the owner's key, and its method ("" shows a page)

    def __init__(self, bar: QMenuBar, theme: Theme, history: History) -> None:
        super().__init__(bar)
        self._history = history
        self._theme = theme
        self.actions: dict[str, QAction] = {}
        for title, commands in MENUS:
            menu = bar.addMenu(title)
            menu.aboutToShow.connect(self.name_history)
            for command in commands:
                if command is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._action(command))
        self.show_history()
        go = bar.addMenu("&Go")
        for seat in SEATS:
            go.addAction(
                self._action(
                    Command(seat.key, "", seat.name.replace("&", "&&"), seat.shortcut, seat.icon)
                )
            )

    def show_history(self) -> None:
        """Let undo and redo be pressed while there is something to take back or bring."""
        self.actions["undo"].setEnabled(self._history.undo_label is not None)
        self.actions["redo"].setEnabled(self._history.redo_label is not None)

    def name_history(self) -> None:
        """Say in the menu what undo takes back, and redo brings: when the menu is looked at."""
        for method, verb, label in (
            ("undo", "&Undo", self._history.undo_label),
            ("redo", "&Redo", self._history.redo_label),
        ):
            named = f"{verb} {label.replace('&', '&&')}" if label else verb
            self.actions[method].setText(named)

    def _action(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        keys = [QKeySequence(command.shortcut)] if command.shortcut else []
        if command.method == "redo":
            keys.append(QKeySequence("Ctrl+Y"))
        action.setShortcuts(keys)
        if command.icon:
            action.setIcon(icon(self._theme, command.icon))
        action.setData((command.owner, command.method))
        action.triggered.connect(self._on_action)
        self.actions[command.method or command.owner] = action
        return action

    def _on_action(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.wished.emit(sender.data())
