"""The ways to a page: the menu bar, filled from the table of commands, and the rail on the left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenuBar, QVBoxLayout, QWidget

from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon, paint_icon
from tracker.gui.menus import FOOT, MENUS, SEATS, Command, CommandOffer, PageEntry
from tracker.gui.page import Page
from tracker.gui.shell.offers import CommandOffers
from tracker.gui.theme import Theme
from tracker.gui.widgets.painting import REGULAR, SEMIBOLD, font, text_width, write_line
from tracker.gui.widgets.text import label, plain
from tracker.store.history import Changes

WIDTH = 196
A_MOMENT = 120  # ms
MORE_KEYS = {"redo": "Ctrl+Y", "open_palette": "Ctrl+F"}

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
            menu = bar.addMenu(title)
            menu.aboutToShow.connect(self.show_offers)
            for command in commands:
                if command is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._action(command))
        self.show_history()
        go = bar.addMenu("&Go")
        for seat in SEATS:
            show = Command(seat.key, "", plain(seat.name), seat.shortcut, seat.icon)
            go.addAction(self._action(show))

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
        keys = [QKeySequence(command.shortcut)] if command.shortcut else []
        if more := MORE_KEYS.get(command.method):
            keys.append(QKeySequence(more))
        action.setShortcuts(keys)
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


class RailButton(QAbstractButton):
    """One page: painted, because it holds three things and none of them moves."""

    def __init__(self, seat: PageEntry, theme: Theme) -> None:
        super().__init__()
        self.seat = seat
        self._theme = theme
        self._badge = 0
        self.setText(plain(seat.name))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"{seat.name} ({seat.shortcut})")
        self.setAccessibleName(seat.name)

    def show_badge(self, count: int) -> None:
        """Say how many things wait on the page."""
        if count != self._badge:
            self._badge = count
            waiting = f"{self.seat.name}, {count} waiting" if count else self.seat.name
            self.setAccessibleName(waiting)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line with air."""
        return QSize(WIDTH - 20, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the wash, the icon, the name, and the badge or the shortcut."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        wash = "accent_wash" if chosen else "hover" if self.underMouse() else None
        if wash or self.hasFocus():
            painter.setPen(self._theme.colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(wash or "panel"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        role = "accent" if chosen else "second"
        area = self.rect().toRectF()
        icon_box = area.adjusted(10, 0, 0, 0)
        icon_box.setSize(QSize(16, 16).toSizeF())
        icon_box.moveTop((self.height() - 16) / 2)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            icon_box.moveRight(area.right() - 10)
        painter.setLayoutDirection(self.layoutDirection())
        paint_icon(painter, self._theme, self.seat.icon, icon_box, role)
        begin, weight = self._side(Qt.AlignmentFlag.AlignLeft), SEMIBOLD if chosen else REGULAR
        place = self.rect().adjusted(36, 0, -36, 0)
        write_line(painter, self._theme, place, self.seat.name, role, 13, weight, begin)
        self._paint_right(painter)

    def _paint_right(self, painter: QPainter) -> None:
        area = self.rect().adjusted(10, 0, -10, 0)
        if not self._badge:
            end, shortcut = self._side(Qt.AlignmentFlag.AlignRight), self.seat.shortcut
            taken = text_width(self.seat.name, 13, SEMIBOLD) + 36
            if taken + text_width(shortcut, 11) < area.width():
                write_line(painter, self._theme, area, shortcut, "third", 11, side=end)
            return
        painter.setFont(font(11, SEMIBOLD))
        text = str(self._badge) if self._badge < 100 else "99+"
        width = text_width(text, 11, SEMIBOLD) + 12
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        pill = area.toRectF().adjusted(0 if mirrored else area.width() - width, 0, 0, 0)
        pill.setWidth(width)
        pill.setHeight(18)
        pill.moveTop((self.height() - 18) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("worse_wash"))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(self._theme.colour("worse"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _side(self, side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
        """Return an alignment for the reading direction, in the middle of the height."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side ^= Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter


class Rail(QWidget):
    """One button a page, the last one at the foot: its shortcut, and how many things wait there."""

    page_selected = Signal(object)  # str: the page's key

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        bridge.busy_changed.connect(self._on_busy)
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 16, 10, 16)
        layout.setSpacing(1)
        layout.addWidget(label("Impact Tracker", "brand"))
        layout.addSpacing(8)
        for seat in SEATS:
            if seat.key == FOOT:
                layout.addStretch(1)
            button = RailButton(seat, bridge.theme)
            self._buttons[seat.key] = button
            self._group.addButton(button)
            layout.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)

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

    def _on_busy(self) -> None:
        self.setEnabled(not self._bridge.busy)

    def _on_clicked(self, button: RailButton) -> None:
        self.page_selected.emit(button.seat.key)


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

    def count_soon(self, _changes: Changes | None = None) -> None:
        """Count again when the person pauses."""
        self._soon.start()

    def count(self) -> None:
        """Count what waits: entries of this week, what is revealed, fixes that fall due."""
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
        from tracker.app.overview.revealed import needing

        return len(needing(self._bridge.tracker, self._bridge.today()))

    def _due(self) -> int:
        tracker, today = self._bridge.tracker, self._bridge.today()
        due = 0
        if tracker.file.query("SELECT 1 FROM decision WHERE review_on IS NOT NULL LIMIT 1"):
            from tracker.app.decisions.queries import due_decisions

            due = len(due_decisions(tracker, today))
        if not tracker.file.query(_ANY_FIX):
            return due
        from tracker.app.signals.pulse import count_due_fixes

        return due + count_due_fixes(tracker, Period.of(today).start)
