"""The ways to a page: the menu bar, filled from the table of commands, and the rail on the left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QMenuBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon, paint_icon
from tracker.gui.menus import (
    FOOT,
    GO,
    HELP,
    MENUS,
    PAGE_ENTRIES,
    Command,
    CommandOffer,
    PageEntry,
    key_name,
)
from tracker.gui.page import Page
from tracker.gui.shell.offers import CommandOffers
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.painting import (
    REGULAR,
    SEMIBOLD,
    font,
    leading_side,
    scaled_painter,
    text_width,
    write_line,
)
from tracker.gui.widgets.text import ElidedLabel, plain
from tracker.report.wording import by_number
from tracker.store.history import Changes

WIDTH, NARROW_WIDTH, WIDE = 196, 56, 1100  # of the rail; of the window from which it has names
HIGH, LOW = 36, 26
ICON, ICON_LEFT, NAME_LEFT, DOT = 16, 10, 36, 8
MOST_COUNTED = 100
A_MOMENT = 120  # ms
MORE_KEYS = {"redo": "Ctrl+Y", "open_palette": "Ctrl+F", "enlarge_text": "Ctrl+="}
OF_THE_PAGE = frozenset({"zoom_back"})  # a single key: whoever has the focus answers it
SEARCH = PageEntry("search", "Search", "search", "Ctrl+K")

_ANY_FIX = (
    "SELECT 1 FROM fix WHERE dropped_on IS NULL"
    " UNION ALL SELECT 1 FROM pulse_fix WHERE dropped_on IS NULL LIMIT 1"
)


class MenuBar(QObject):
    """Every command as an action with its shortcut; it tells who is to do what."""

    action_requested = Signal(object)  # Command: who is to do it, and what ("" shows a page)

    def __init__(self, bar: QMenuBar, bridge: Bridge, offers: CommandOffers) -> None:
        super().__init__(bar)
        self._bar, self._bridge = bar, bridge
        self._history = bridge.tracker.history
        self.offers = offers
        self._theme = bridge.theme
        bridge.possible = self.possible
        bridge.busy_changed.connect(self._on_busy)
        self.actions: dict[str, QAction] = {}
        for title, commands in MENUS:
            if title == HELP:
                self._add_menu(GO, [_show_page(entry) for entry in PAGE_ENTRIES])
            self._add_menu(title, commands)
        self.show_history()

    def show_history(self) -> None:
        """Let undo and redo be pressed while there is something to take back or bring."""
        self.actions["undo"].setEnabled(self._history.undo_label is not None)
        self.actions["redo"].setEnabled(self._history.redo_label is not None)

    def show_offers(self) -> None:
        """Grey what can do nothing now, tick what is so, and say what undo and redo would do.

        Asked when a menu is looked at, and before a key that may be a shortcut is answered.
        """
        for action in self.actions.values():
            offer = self.offers.of(action.data())
            action.setEnabled(offer is not CommandOffer.NOTHING)
            if offer is CommandOffer.CHOSEN or action.isCheckable():
                action.setCheckable(True)
                action.setChecked(offer is CommandOffer.CHOSEN)
        self.show_history()
        self._name_history()

    def possible(self, key: str) -> bool:
        """Say whether a command would do anything now."""
        return self.offers.of(self.actions[key].data()) is not CommandOffer.NOTHING

    def go(self, digit: str) -> None:
        """Carry out what Ctrl and a digit ask for, on whatever keyboard."""
        asked = f"Ctrl+{digit}"
        for action in self.actions.values():
            command = action.data()
            if isinstance(command, Command) and command.shortcut == asked and action.isEnabled():
                action.trigger()

    def _add_menu(self, title: str, commands: Iterable[Command | None]) -> None:
        menu = self._bar.addMenu(title)
        menu.aboutToShow.connect(self.show_offers)
        for command in commands:
            if command is None:
                menu.addSeparator()
            else:
                menu.addAction(self._action(command))

    def _name_history(self) -> None:
        for method, verb, step in (
            ("undo", "&Undo", self._history.undo_label),
            ("redo", "&Redo", self._history.redo_label),
        ):
            self.actions[method].setText(f"{verb} {plain(step)}" if step else verb)

    def _on_busy(self) -> None:
        self._bar.setEnabled(not self._bridge.busy)  # its shortcuts rest, too

    def _action(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        if "Return" in command.shortcut:  # Qt would write it so in the menu
            action.setText(f"{command.text}\t{key_name(command.shortcut)}")
        keys = [QKeySequence(command.shortcut)] if command.shortcut else []
        if more := MORE_KEYS.get(command.method):
            keys.append(QKeySequence(more))
        action.setShortcuts(keys)
        if command.method in OF_THE_PAGE:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if command.icon:
            action.setIcon(icon(self._theme, command.icon))
        action.setData(command)
        action.triggered.connect(self._on_action)
        self.actions[command.method or command.owner] = action
        return action

    def _on_action(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.action_requested.emit(sender.data())


def _show_page(entry: PageEntry) -> Command:
    return Command(entry.key, "", plain(entry.name), entry.shortcut, entry.icon)


class RailButton(QAbstractButton):
    """One way on the rail: painted, because it holds three things and none of them moves.

    A narrow one shows its icon alone; its tip says the name, what waits there, and the key.
    """

    spoken_as = "tab"

    def __init__(self, entry: PageEntry, theme: Theme) -> None:
        super().__init__()
        self.entry = entry
        self._theme = theme
        self._count = 0
        self.narrow = False
        self.setText(plain(entry.name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._update_texts()

    def show_badge(self, count: int) -> None:
        """Say how many things wait on the page."""
        if count != self._count:
            self._count = count
            self._update_texts()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line with air; there may be less of it in a low window."""
        return QSize(0, scaled(HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(0, scaled(LOW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the wash, the icon, the name, and what waits there."""
        painter, room = scaled_painter(self)
        chosen = self.isChecked()
        role = "on_chosen" if chosen else "second"
        if wash := "chosen" if chosen else "hover" if self.underMouse() else "":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(wash))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 6, 6)
        if self.hasFocus():
            # On a dark ground the ring stands within it.
            inset = 3 if chosen and self._theme.high_contrast else 1
            painter.setPen(QPen(self._theme.colour(role if chosen else "accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(inset, inset, -inset, -inset), 6, 6)
        box = QRectF(ICON_LEFT, (room.height() - ICON) / 2, ICON, ICON)
        if self.narrow:
            box.moveLeft((room.width() - ICON) / 2)
        paint_icon(painter, self._theme, self.entry.icon, self._mirrored(room, box), role)
        if not self.narrow:
            weight = SEMIBOLD if chosen else REGULAR
            line = QRectF(NAME_LEFT, 0, room.width() - NAME_LEFT - 36, room.height())
            place = self._mirrored(room, line).toRect()
            side = leading_side(self.layoutDirection())
            write_line(painter, self._theme, place, self.entry.name, role, 13, weight, side)
        if self._count:
            self._paint_badge(painter, room)

    def _paint_badge(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.entry.news:
            dot = QRectF(room.width() - 22, room.height() / 2 - DOT / 2, DOT, DOT)
            if self.narrow:
                dot.moveTopLeft(QPointF(room.width() / 2 + 7, room.height() / 2 - 14))
            dark = self.isChecked() and self._theme.high_contrast
            painter.setBrush(self._theme.colour("on_chosen" if dark else "worse"))
            painter.drawEllipse(self._mirrored(room, dot))
            return
        text = str(self._count) if self._count < MOST_COUNTED else f"{MOST_COUNTED - 1}+"
        px, high = (10, 14) if self.narrow else (11, 18)
        width = max(text_width(text, px, SEMIBOLD) + 10, high)
        pill = QRectF(room.width() - width - 8, (room.height() - high) / 2, width, high)
        if self.narrow:
            pill.moveTopLeft(QPointF(min(room.width() / 2 + 4, room.width() - width), 1))
        pill = self._mirrored(room, pill)
        painter.setBrush(self._theme.colour("panel" if self.isChecked() else "hover"))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setFont(font(px, SEMIBOLD))
        painter.setPen(self._theme.colour("second"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _mirrored(self, room: QRect, box: QRectF) -> QRectF:
        """Return a box on the other side where the window reads from right to left."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRectF(room.width() - box.right(), box.top(), box.width(), box.height())
        return box

    def _update_texts(self) -> None:
        """Say in the tip which page, what waits there and the key; aloud without the key."""
        one, several = self.entry.waiting
        said = by_number(self._count, one, several.format(self._count)) if self._count else ""
        self.setAccessibleName(f"{self.entry.name}: {said}" if said else self.entry.name)
        first = f"{self.entry.name} ({self.entry.shortcut})"
        self.setToolTip(f"{first}\n{said}" if said else first)


class Rail(QWidget):
    """One button a page, and what waits there; at the foot the search and the settings."""

    spoken_as = "tabs"
    page_selected = Signal(object)  # str: the page's key
    search_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        bridge.busy_changed.connect(self._on_busy)
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._brand = ElidedLabel("Impact Tracker", "brand")
        self.search = RailButton(SEARCH, bridge.theme)
        self.search.clicked.connect(self.search_requested)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(1)
        self._column.addWidget(self._brand)
        for entry in PAGE_ENTRIES:
            if entry.key == FOOT:
                self._column.addStretch(1)
                self._column.addWidget(self.search)
            button = RailButton(entry, bridge.theme)
            button.setCheckable(True)
            self._buttons[entry.key] = button
            self._group.addButton(button)
            self._column.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)
        bridge.theme.resized.connect(self._on_resized)
        self.fit(WIDE)

    def fit(self, width: int) -> None:
        """Take the room that is right in a window of this width: names, or icons with tips."""
        self._room = width
        narrow = width < scaled(WIDE)
        self._brand.setVisible(not narrow)
        side, edge = (8, 12) if narrow else (10, 16)
        self._column.setContentsMargins(side, edge, side, edge)
        self.setFixedWidth(scaled(NARROW_WIDTH if narrow else WIDTH))
        for button in (*self._buttons.values(), self.search):
            button.narrow = narrow
            button.updateGeometry()
            button.update()

    def choose(self, key: str) -> None:
        """Mark a page as the one shown; one that has no place here leaves none marked."""
        self._group.setExclusive(key in self._buttons)
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._group.setExclusive(True)

    def show_badge(self, key: str, count: int) -> None:
        """Say how many things wait on a page; one without a place here has none."""
        if key in self._buttons:
            self._buttons[key].show_badge(count)

    def _on_resized(self) -> None:
        self.fit(self._room)

    def _on_busy(self) -> None:
        self.setEnabled(not self._bridge.busy)

    def _on_clicked(self, button: RailButton) -> None:
        self.page_selected.emit(button.entry.key)


class Badges(QObject):
    """The numbers on the rail, counted a moment after a change, so that no entry waits.

    `pages` are those that were opened, and know their own.
    """

    def __init__(self, bridge: Bridge, rail: Rail, pages: Mapping[str, Page]) -> None:
        super().__init__(rail)
        self._pages = pages
        self._bridge = bridge
        self._rail = rail
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(A_MOMENT)
        self._soon.timeout.connect(self.count)
        bridge.changed.connect(self.count_soon)
        bridge.day_changed.connect(self.count_soon)
        bridge.judged.connect(self.count_soon)
        bridge.side_changed.connect(self.count_soon)

    def count_soon(self, _changes: Changes | None = None) -> None:
        """Count again when the person pauses."""
        self._soon.start()

    def count(self) -> None:
        """Count what waits, of the customers shown: entries, what is revealed, fixes due."""
        if not self._bridge.tracker.is_open:  # the window is on its way out
            return
        if self._bridge.judging_anew:  # counted again when that is done
            return
        for key, unopened in (("overview", self._needing), ("correct", self._due)):
            if key not in self._pages:
                self._rail.show_badge(key, unopened())
        for key, page in self._pages.items():
            self._rail.show_badge(key, page.badge())

    def _needing(self) -> int:
        from tracker.app.overview.revealed import needing, shown_of

        tracker = self._bridge.tracker
        found = needing(tracker, self._bridge.today())
        return shown_of(tracker, found, self._bridge.hides)

    def _due(self) -> int:
        tracker, today = self._bridge.tracker, self._bridge.today()
        due, hides = 0, self._bridge.hides
        if tracker.file.query("SELECT 1 FROM decision WHERE review_on IS NOT NULL LIMIT 1"):
            from tracker.app.decisions.queries import due_decisions

            due = len(due_decisions(tracker, today, hides))
        if not tracker.file.query(_ANY_FIX):
            return due
        from tracker.app.signals.pulse import count_due_fixes

        return due + count_due_fixes(tracker, Period.of(today).start, hides)
