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

    def __init__(self, bar: QMenuBar, theme: Theme) -> None:
        super().__init__(bar)
        self._theme = theme
        self.actions: dict[str, QAction] = {}
        for title, commands in MENUS:
            menu = bar.addMenu(title)
            for command in commands:
                if command is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._action(command))
        go = bar.addMenu("&Go")
        for seat in SEATS:
            go.addAction(self._action(Command(seat.key, "", seat.name, seat.shortcut, seat.icon)))

    def name_history(self, history: History) -> None:
        """Say in the menu what undo takes back, and redo brings."""
        for method, verb, label in (
            ("undo", "&Undo", history.undo_label),
            ("redo", "&Redo", history.redo_label),
        ):
            named = f"{verb} {label.replace('&', '&&')}" if label else verb
            self.actions[method].setText(named)
            self.actions[method].setEnabled(label is not None)

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
