"""The continuum as a board: one column a tier, one tab stop in all, the chosen card with an edge.

Arrow keys walk over the cards, also from column to column; moving a card is a wish
(`move_requested`)
that comes from a drop here, or from the page's commands.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
)

from tracker.app.customers.board import Board
from tracker.domain.customer import Tier
from tracker.gui.bridge import Bridge
from tracker.gui.customers.cards import CardDelegate, TierModel, TierMoveRequest, tier_name
from tracker.gui.page import Entered
from tracker.gui.theme import Theme, body_font, scaled
from tracker.gui.widgets.choice import WhoFilter
from tracker.gui.widgets.text import ElidedLabel, label

NARROW = 116  # a column that is to hold a name is no narrower than this
EMPTY = (
    "users",
    "Your customers will stand here",
    "A short list of people you really want to serve, each with what you promise them. A list "
    "must end somewhere: everyone means no one. One customer is enough to begin.",
    "Add your first customer",
)
TIERS: tuple[Tier | None, ...] = (*Tier, None)


class CardList(QListView):
    """The cards of one tier."""

    selected = Signal(object)  # int: a customer
    open_requested = Signal()
    menu_requested = Signal(object)  # QPoint: where on the screen

    def __init__(self, theme: Theme, tier: Tier | None) -> None:
        super().__init__()
        self._theme = theme
        self._silent = False
        self.cards = TierModel(tier, self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(theme, self.cards, self))
        self.setProperty("role", "cards")
        self.setAccessibleName(tier_name(tier))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.activated.connect(self.open_requested)

    def mark(self, customer_id: int | None) -> bool:
        """Mark a customer as chosen, if here, without telling; return whether."""
        self._silent = True
        index = self.cards.index_of(customer_id)
        if index.isValid():
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)
        else:
            self.clearSelection()
        self._silent = False
        return index.isValid()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which card the person took."""
        super().selectionChanged(selected, deselected)
        if not self._silent and selected.indexes():
            self.selected.emit(self.cards.row(selected.indexes()[0]).customer.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys that go to another column to the board."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card under the mouse, or of the chosen one."""
        index = self.indexAt(event.pos())
        if event.reason() != QContextMenuEvent.Reason.Mouse and self.selectedIndexes():
            place = self.visualRect(self.selectedIndexes()[0]).center()
            self.menu_requested.emit(self.viewport().mapToGlobal(place))
        elif index.isValid():
            self.setCurrentIndex(index)
            self.menu_requested.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, or where the first one would go."""
        super().paintEvent(event)
        if self.cards.rows:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(0, 0, self.viewport().width(), scaled(56))
        painter.setPen(QPen(self._theme.colour("segment_line"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area.toRectF().adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(body_font(scaled(11)))
        painter.setPen(self._theme.colour("second"))
        text = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area.adjusted(4, 2, -4, -2), text, "Drag a card here")


class TierColumn(QFrame):
    """A tier: its name, how many stand there, and their cards."""

    def __init__(self, theme: Theme, tier: Tier | None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setMinimumWidth(scaled(NARROW))
        self.name = ElidedLabel(tier_name(tier), "heading")
        self.count = label(role="small")
        self.list = CardList(theme, tier)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 6)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)


class BoardView(Entered):
    """Every tier beside the others; "Not placed yet" only when someone is there."""

    selected = Signal(object)  # int: a customer was chosen here
    open_requested = Signal()  # the chosen customer's page is wanted
    move_requested = Signal(object)  # TierMoveRequest
    menu_requested = Signal(object)  # QPoint

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        theme = bridge.theme
        self.columns = {tier: TierColumn(theme, tier) for tier in TIERS}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self.filter = WhoFilter(bridge)
        self._grid.addWidget(self.filter, 0, 0, 1, len(TIERS))
        self._shown: list[TierColumn] = []
        self._arranged = (0, 0)
        for index, column in enumerate(self.columns.values()):
            self._grid.addWidget(column, 1, index)
            column.list.selected.connect(self.selected)
            column.list.open_requested.connect(self.open_requested)
            column.list.menu_requested.connect(self.menu_requested)
            column.list.cards.dropped.connect(self.move_requested)

    def show_board(self, board: Board, chosen: int | None) -> None:
        """Show who stands where."""
        for tier, column in self.columns.items():
            cards = board.tiers[tier]
            column.list.cards.show(cards)
            column.count.setText(board.places(tier))
            column.count.setAccessibleName(f"{tier_name(tier)}: {board.places(tier)}")
        self._shown = [
            column for tier, column in self.columns.items() if tier is not None or board.tiers[None]
        ]
        self._arrange()
        self.columns[None].setVisible(bool(board.tiers[None]))
        self.mark(chosen)

    def mark(self, customer_id: int | None) -> None:
        """Mark a customer as chosen; their column is the board's tab stop."""
        lists = [column.list for column in self.columns.values()]
        marked = [cards for cards in lists if cards.mark(customer_id)]
        stop = next(iter(marked or self._with_cards()), lists[0])
        for cards in lists:
            cards.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if cards is stop else Qt.FocusPolicy.ClickFocus
            )
        self.entrance = stop

    def step(self, customer_id: int, across: int, along: int) -> TierMoveRequest | None:
        """Return the move that takes a card a tier or a place further; None at the edge.

        Internal customers come first in every list, so nobody passes from one part to the other.
        """
        tier, cards = next(
            (tier, column.list.cards)
            for tier, column in self.columns.items()
            if column.list.cards.index_of(customer_id).isValid()
        )
        if across:
            to = TIERS.index(tier) + across
            if tier is None and across > 0:
                return None
            return TierMoveRequest(customer_id, TIERS[to], None) if 0 <= to < len(Tier) else None
        index = cards.index_of(customer_id).row()
        to = index + along
        ids = [card.customer.id for card in cards.rows]
        if not 0 <= to < len(ids):
            return None
        if cards.rows[to].customer.internal != cards.rows[index].customer.internal:
            return None
        ids.remove(customer_id)
        return TierMoveRequest(customer_id, tier, ids[to] if to < len(ids) else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the card beside this one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        lists = self._with_cards()
        here = next((index for index, cards in enumerate(lists) if cards.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        step = -step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step
        if not 0 <= here + step < len(lists):
            return
        target = lists[here + step]
        row = min(lists[here].currentIndex().row(), len(target.cards.rows) - 1)
        target.setFocus()
        target.setCurrentIndex(target.cards.index(max(row, 0), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand two and two where four columns have no room."""
        super().resizeEvent(event)
        self._arrange()

    def _with_cards(self) -> list[CardList]:
        return [column.list for column in self.columns.values() if column.list.cards.rows]

    def _arrange(self) -> None:
        shown = self._shown
        room = self.width() >= len(shown) * scaled(NARROW + 14)
        across = len(shown) if room or len(shown) < 4 else 2
        if (across, len(shown)) == self._arranged:
            return
        self._arranged = (across, len(shown))
        self._grid.addWidget(self.filter, 0, 0, 1, across)
        for index, column in enumerate(shown):
            self._grid.addWidget(column, 1 + index // across, index % across)
        for index in range(len(self.columns)):
            self._grid.setColumnStretch(index, 1 if index < across else 0)
