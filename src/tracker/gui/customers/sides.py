"""What stands beside the board: a customer's page, or a list of what is shared or was put away.

In a narrow window the two are steps, one at a time.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.customers.board import Board, full_tier
from tracker.app.customers.needs import KINDS, SharedNeed, Sharer, in_common, other_providers
from tracker.gui.bridge import Bridge
from tracker.gui.customers.board import BoardView
from tracker.gui.customers.profile import ProfilePanel
from tracker.gui.dialogs.swap import SwapDialog
from tracker.gui.theme import scaled, unscaled
from tracker.gui.widgets.row_menu import ButtonRow, Entries, MenuEntry
from tracker.gui.widgets.rows import (
    ProfileRow,
    clear_layout,
    plain_column,
    scrolling,
    tab_in_order,
)
from tracker.gui.widgets.text import ElidedLabel, button, label, link
from tracker.report.dates import medium_day

NOTHING = (
    "Nothing yet. What two customers want, in the same or similar words, is listed here: one good "
    "answer serves both."
)
RESTORED = "Restored, with everything that was logged"
INTRO = "Wanted by two or more customers, in the same or similar words. One good answer serves all."


NARROW = 1100  # px: the window's width below which there is one step at a time
NARROWEST, GAP = 300, 24
BOARD, LEAST_BOARD, MOST_BOARD = 0.4, 380, 660  # of the width; px


class ListPanel(QFrame):
    """A card with a title and a button that closes it; the list goes into `column`."""

    closed = Signal()

    def __init__(self, bridge: Bridge, title: str, contents: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.bridge, self.tracker = bridge, bridge.tracker
        self.back = button("Close", name=f"Close the list of {contents}")
        self.back.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(label(title, "section"), 1)
        head.addWidget(self.back)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.addLayout(head)


class SharerRow(ProfileRow):
    """One customer's words for it; Enter or a click opens the customer."""

    def __init__(self, bridge: Bridge, sharer: Sharer) -> None:
        super().__init__(bridge.theme, sharer.customer_id)
        self.more.hide()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        top = QHBoxLayout()
        self.customer = ElidedLabel(sharer.customer)
        top.addWidget(self.customer, 1)
        top.addWidget(label(KINDS[sharer.kind], "small"))
        self.words.addLayout(top)
        self.words.addWidget(ElidedLabel(sharer.text, "small"))
        self.line.setContentsMargins(6, 5, 6, 5)
        self.setAccessibleName(f"{sharer.customer}: {sharer.text}, {KINDS[sharer.kind]}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the customer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._open()

    def menu_entries(self) -> Entries:
        """Return what Enter does, by name."""
        return [MenuEntry("Open this customer\tEnter", self._open)]


OTHERS = "Who else could provide it"


class InCommonPanel(ListPanel):
    """Under each thing that customers share, a row for each of them."""

    selected = Signal(object)  # int: a customer

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, "In common", "what customers have in common")
        self.rows: list[SharerRow] = []
        self.intro = label(role="hint", wrap=True)
        inside, self._rows = plain_column()
        self._rows.setSpacing(2)
        self.column.setContentsMargins(16, 12, 10, 12)
        self.column.addWidget(self.intro)
        self.column.addWidget(scrolling(inside), 1)

    def refresh(self) -> None:
        """Show what they share."""
        clear_layout(self._rows)
        self.rows = []
        every, out = in_common(self.tracker), self.bridge.leaves_out
        found = [one for one in every if not out(each.customer_id for each in one.sharers)]
        self.intro.setText(INTRO if found else NOTHING)
        for shared in found:
            self._show(shared)
        if others := other_providers(self.tracker):
            self._rows.addSpacing(12)
            self._rows.addWidget(label(OTHERS, "heading"))
            for one in others:
                said = f"{one.customer}: {one.others}"
                self._rows.addWidget(label(said, "quiet", wrap=True))
        self._rows.addStretch(1)
        tab_in_order([self.back, *self.rows])

    def _show(self, shared: SharedNeed) -> None:
        like = "the same words" if shared.same else "similar words"
        line = QHBoxLayout()
        line.setContentsMargins(0, 10, 0, 0)
        line.addWidget(ElidedLabel(shared.name, "name"), 1)
        line.addWidget(label(f"{shared.customers} customers · {like}", "small"))
        holder = QFrame()
        holder.setLayout(line)
        self._rows.addWidget(holder)
        for sharer in shared.sharers:
            row = SharerRow(self.bridge, sharer)
            row.open_requested.connect(self.selected)
            self.rows.append(row)
            self._rows.addWidget(row)


class ArchivedPanel(ListPanel):
    """Customers and measures that were put away, each with the way back and its history."""

    history_requested = Signal(object)  # int: a measure

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, "Archived", "what is archived")
        self.restores: dict[tuple[str, int], QPushButton] = {}
        self.histories: dict[int, QPushButton] = {}
        inside, self._rows = plain_column()
        self._rows.setSpacing(4)
        self.column.addWidget(scrolling(inside), 1)

    def show_archived(self, board: Board) -> None:
        """Show what is archived; everything logged is still there."""
        owners = {card.customer.id: card.customer for row in board.tiers.values() for card in row}
        found = self.tracker.measures.where("archived_on IS NOT NULL")
        measures = [measure for measure in found if measure.customer_id in owners]
        self.restores, self.histories = {}, {}
        clear_layout(self._rows)
        away = [one for one in board.archived if one.id not in self.bridge.hides]
        if not away and not measures:
            self._rows.addWidget(label("Nothing is archived.", "hint"))
        if away:
            self._rows.addWidget(label("Customers", "heading"))
        for customer in away:
            self._entry(("customer", customer.id), customer.name, "", customer.archived_on)
            for measure in self.tracker.measures.where("customer_id = ?", customer.id):
                self._entry(("", measure.id), measure.name, customer.name, None)
        if measures:
            self._rows.addWidget(label("Measures", "heading"))
        for measure in measures:
            owner = owners[measure.customer_id].name
            self._entry(("measure", measure.id), measure.name, owner, measure.archived_on)
        self._rows.addStretch(1)

    def _entry(self, key: tuple[str, int], name: str, owner: str, day: date | None) -> None:
        about = [owner, f"since {medium_day(day)}" if day else ""]
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, "name"))
        words.addWidget(ElidedLabel(" · ".join(filter(None, about)), "small"))
        row = ButtonRow()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 4)
        line.addLayout(words, 1)
        kind, row_id = key
        if kind != "customer":
            history = link("History", "Its trend, as it was", name=f"History of {name}")
            history.setProperty("key", row_id)
            history.clicked.connect(self._on_history)
            self.histories[row_id] = history
            line.addWidget(history, 0, Qt.AlignmentFlag.AlignVCenter)
        if kind:
            restore = button("Restore", name=f"Restore {name}")
            restore.setProperty("key", list(key))
            restore.clicked.connect(self._on_restore)
            self.restores[key] = restore
            line.addWidget(restore, 0, Qt.AlignmentFlag.AlignVCenter)
        self._rows.addWidget(row)

    def _on_history(self) -> None:
        self.history_requested.emit(self.sender().property("key"))

    def _on_restore(self) -> None:
        kind, key = self.sender().property("key")
        if kind == "customer":
            self._restore(key)
            return
        commands.restore_measure(self.tracker, key)
        self.bridge.show_message(RESTORED)

    def _restore(self, customer_id: int) -> None:
        """Bring a customer back; where their place is taken, ask first who makes room."""
        tier = self.tracker.customers.get(customer_id).tier
        if full := full_tier(self.tracker, tier, customer_id):
            swap = SwapDialog(self.bridge, self.window(), full, customer_id)
            swap.swapped.connect(self._on_swapped)
            swap.open()
            return
        commands.restore_customer(self.tracker, customer_id, self.bridge.today())
        self.bridge.show_message(RESTORED)

    def _on_swapped(self) -> None:
        self.bridge.show_message(RESTORED)


class RightSide(QStackedWidget):
    """The chosen customer's page, or a list; lists are shown and closed by the same command."""

    closed = Signal()
    selected = Signal(object)  # int: a customer

    def __init__(self, bridge: Bridge, profile: ProfilePanel) -> None:
        super().__init__()
        self.profile = profile
        self.archived = ArchivedPanel(bridge)
        self.common = InCommonPanel(bridge)
        for panel in (profile, self.archived, self.common):
            self.addWidget(panel)
        self.setMinimumWidth(scaled(NARROWEST))
        self.archived.closed.connect(self._on_closed)
        self.common.closed.connect(self._on_closed)
        self.common.selected.connect(self.selected)

    @property
    def listing(self) -> bool:
        """Whether a list stands in place of the customer's page."""
        return self.currentWidget() is not self.profile

    @property
    def entrance(self) -> QWidget:
        """Where the keys begin here."""
        panel = self.currentWidget()
        return panel.back if isinstance(panel, ListPanel) else self.profile.tabs

    def toggle(self, panel: ListPanel) -> None:
        """Show a list, or close it where it is shown."""
        shown = self.currentWidget() is panel
        self.setCurrentWidget(self.profile if shown else panel)
        if not shown:
            panel.back.setFocus()

    def refresh(self, board: Board) -> None:
        """Show what is in the list that stands here."""
        if self.currentWidget() is self.archived:
            self.archived.show_archived(board)
        elif self.currentWidget() is self.common:
            self.common.refresh()

    def _on_closed(self) -> None:
        self.setCurrentWidget(self.profile)
        self.closed.emit()


class Sides(QSplitter):
    """Both beside each other; or the board, and after it what was opened there."""

    stepped = Signal()  # another side is in front

    def __init__(self, board: BoardView, right: RightSide) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.board, self.right = board, right
        self.narrow = False
        self.ahead = False  # in a narrow window: what was opened is in front
        self.came_from_board = False
        self._wanted = True
        self._moved = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(GAP)
        self.addWidget(board)
        self.addWidget(right)
        self.splitterMoved.connect(self._on_moved)
        right.profile.back.clicked.connect(self.step_back)

    @property
    def entrance(self) -> QWidget:
        """Where the keys begin."""
        return self.right.entrance if self.narrow and self.ahead else self.board

    def show_right(self, *, shown: bool) -> None:
        """Say whether there is anything to stand beside the board."""
        self._wanted = shown
        self._stand()

    def step_in(self, *, from_board: bool = True) -> None:
        """Bring forward what was opened, where only one side has room."""
        self.ahead, self.came_from_board = True, from_board
        self._stand()

    def step_back(self) -> None:
        """Bring the board forward again."""
        self.ahead = self.came_from_board = False
        self._stand()
        self.board.setFocus()
        self.stepped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc, where the board is out of view."""
        if event.key() == Qt.Key.Key_Escape and self.narrow and self.ahead:
            self.step_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside each other, or one at a time."""
        super().resizeEvent(event)
        narrow = unscaled(self.window().width()) < NARROW
        if narrow != self.narrow:
            self.narrow = narrow
            focus = QApplication.focusWidget()
            self.ahead = focus is not None and self.right.isAncestorOf(focus)
            self.came_from_board = self.ahead
            self.right.profile.back.setVisible(narrow)
            self._stand()
            self.stepped.emit()
        if not self._moved:
            board = round(min(max(self.width() * BOARD, scaled(LEAST_BOARD)), scaled(MOST_BOARD)))
            self.setSizes([board, max(self.width() - board - GAP, 1)])

    def _stand(self) -> None:
        self.board.setVisible(not (self.narrow and self.ahead and self._wanted))
        self.right.setVisible(self._wanted and (self.ahead or not self.narrow))

    def _on_moved(self) -> None:
        self._moved = True
