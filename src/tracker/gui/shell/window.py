"""The main window: it seats the pages and wires the menus, and decides nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QStackedWidget, QWidget

from tracker.domain.errors import TrackerError
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.bridge import Bridge
from tracker.gui.menus import WINDOW, Command
from tracker.gui.page import Page
from tracker.gui.shell.by_place import is_enter
from tracker.gui.shell.care import FileNotice
from tracker.gui.shell.frame import TextSize, WindowFrame
from tracker.gui.shell.habits import Habits, edit_commands
from tracker.gui.shell.navigation import Badges, MenuBar, Rail
from tracker.gui.shell.navigator import Navigator
from tracker.gui.shell.offers import CommandOffers
from tracker.gui.widgets.feedback import WindowFoot
from tracker.store.history import Changes

SMALLEST = QSize(720, 450)  # of a laptop at 200 %; in it all else scrolls
FIRST, ROUND_IT = QSize(1280, 800), QSize(16, 48)  # round it: the frame that a desktop draws


class MainWindow(TabsAsRead, QMainWindow):
    """The rail, one page at a time, the status line; every command in a menu."""

    check_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        bridge.theme.dress(self)
        self._bridge = bridge
        self.navigator = Navigator(bridge, self)
        self.text_size = TextSize(bridge)
        self._commands: dict[str, Callable[[], object]] = {
            "close": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "log_stop": self.navigator.log_stop,
            "log_own_stop": self.navigator.log_own_stop,
            **edit_commands(),
            **self.text_size.commands(),
        }
        self.setMinimumSize(SMALLEST)
        self.rail = Rail(bridge)
        self.stack, self.notice = QStackedWidget(), FileNotice()
        self._broken = ""
        self.line = foot = WindowFoot(bridge)
        self.saved, self.status, self.backups = foot.saved, foot.status, foot.lasting
        self.setCentralWidget(WindowFrame(self.rail, self.notice, self.stack, foot))
        offers = CommandOffers(bridge.tracker, self.navigator, self.stack)
        offers.ask(self.text_size.offers())
        self.menus = MenuBar(self.menuBar(), bridge, offers)
        self.menus.action_requested.connect(self._carry_out)
        self.rail.page_selected.connect(self.show_page)
        self.rail.search_requested.connect(self.navigator.open_palette)
        self.badges = Badges(bridge, self.rail, self.navigator.pages)
        self.navigator.page_made.connect(self.stack.addWidget)
        self.navigator.page_shown.connect(self._show)
        self.navigator.badge_changed.connect(self.badges.count_soon)
        self.navigator.keys_changed.connect(foot.keys.show_text)
        bridge.changed.connect(self._on_changed)
        bridge.backup_finished.connect(self._on_backup)
        self._habits = Habits(self, self.stack)
        self._habits.shortcut_approached.connect(self.menus.show_offers)
        self._habits.digit_pressed.connect(self.menus.go)
        bridge.theme.resized.connect(self._on_resized)

    def show_page(self, key: str) -> None:
        """Bring a page forward."""
        self.navigator.show_page(key)

    def page(self, key: str) -> Page:
        """Return a page by its key, made when it is first wanted."""
        return self.navigator.page(key)

    def follows_focus(self) -> bool:
        """Let what stood beside a stop that went have the keys, with no step between."""
        return self._habits.follow_focus()

    def offer(self, commands: Mapping[str, Callable[[], object]]) -> None:
        """Let the menus carry out commands that are about files, beside those of the window."""
        self._commands.update(commands)

    def customer_in_view(self) -> int | None:
        """Return the customer that the page in front is about, if it is about one."""
        page = self.stack.currentWidget()
        return page.customer_in_view() if isinstance(page, Page) else None

    def show_error(self, error: TrackerError) -> None:
        """Say what the person can put right."""
        self._bridge.failed.emit(error)
        if not self.notice.take(error):
            self.line.say(error.sentence, trouble=True)
            self.notice.tell_meanwhile(error.sentence if self.status.is_cut else "")

    def report(self, error: BaseException) -> None:
        """Own up to a bug, and have the file read through before anything is said of it."""
        self._broken = f"Something went wrong: {type(error).__name__}: {error}."
        self.line.say(self._broken, trouble=True)
        self.check_requested.emit()

    def show_checked(self, found: TrackerError | None) -> None:
        """Say what came of the look at the file after something broke."""
        if self._broken and found is None:
            sound = f"{self._broken} The data file was read through just now: it is sound."
            self.line.say(sound, trouble=True)
        self._broken = ""

    def undo(self) -> None:
        """Take the newest step back."""
        if step := self._bridge.tracker.undo():
            self.line.say(f"Undone: {step}")

    def redo(self) -> None:
        """Bring it back."""
        if step := self._bridge.tracker.redo():
            self.line.say(f"Redone: {step}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus: Qt does so in dialogs only."""
        focused = QApplication.focusWidget()
        here = focused is self._habits.pressed_on  # not where the key itself brought the focus
        if here and is_enter(event) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def keep_written(self) -> None:
        """Keep what is being typed: every editor does when it loses the focus."""
        editor: QWidget | None = self.focusWidget()
        if editor is not None:
            editor.clearFocus()
            if editor.isVisible():
                editor.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Keep what is being typed when the window is put away."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.keep_written()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed, and remember where the window stood."""
        self.keep_written()
        self._bridge.keep_requested.emit()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        event.accept()
        try:
            self._bridge.settings.change(geometry=geometry)
        except TrackerError as error:  # nobody is there any more to be told
            logging.getLogger(__name__).warning("%s", error.sentence)

    def restore(self) -> None:
        """Stand where the window stood last time; a first window takes the drawn size, or less."""
        room = self.screen().availableSize() - ROUND_IT
        self.setMinimumSize(SMALLEST.boundedTo(room))  # of a small screen much enlarged
        kept = self._bridge.settings.now.geometry
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            self.resize(FIRST.boundedTo(room))

    def _show(self, key: str) -> None:
        page = self.page(key)
        self._habits.begin(page)
        self.stack.setCurrentWidget(page)
        self.rail.choose(key)
        self.line.hint(page.keys)
        page.setFocus()

    def _on_resized(self) -> None:
        if not self._bridge.tracker.is_open:  # on its way out
            return
        self.keep_written()
        self.navigator.make_anew(self.stack)

    def _carry_out(self, command: Command) -> None:
        if command.owner == WINDOW:
            self._commands[command.method]()
        else:
            self.navigator.carry_out(command.owner, command.method)

    def _on_changed(self, _changes: Changes) -> None:
        page = self.stack.currentWidget()
        self.line.hint(page.keys if isinstance(page, Page) else "")  # the rest is old news
        self.notice.tell_meanwhile("")
        self.line.show_saved(self._bridge.clock(), self._bridge.tracker.history.newest)
        self.menus.show_history()

    def _on_backup(self) -> None:
        trouble = self._bridge.backup_trouble
        failed = "The last backup failed: see Settings" if trouble else ""
        self.line.show_lasting(failed, trouble.sentence if trouble else "")
