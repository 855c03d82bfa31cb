"""The board, and what stands beside it; in a narrow window they are two steps, one at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from tracker.app.customers.board import Board
from tracker.gui.bridge import Bridge
from tracker.gui.customers.board import BoardView
from tracker.gui.customers.lists import ArchivedPanel, InCommonPanel, ListPanel
from tracker.gui.customers.profile import ProfilePanel
from tracker.gui.theme import scaled, unscaled

NARROW = 1100  # px: the window's width below which there is one step at a time
NARROWEST, GAP = 300, 24
BOARD, LEAST_BOARD, MOST_BOARD = 0.42, 380, 660  # of the width; px


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
