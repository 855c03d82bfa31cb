"""The continuum as a board: one column a tier, one tab stop in all, the chosen card with an edge.

Columns have no frame: a head over a line, then cards as high as their words. Arrow keys walk over
the cards, also from column to column; moving a card is a wish (`move_requested`) that comes from a
drop here, from the strip of those who are not placed, or from the page's commands.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout

from tracker.app.customers.board import Board, Card
from tracker.domain.customer import Tier
from tracker.gui.bridge import Bridge
from tracker.gui.customers.cards import CardDelegate, TierModel, TierMoveRequest, tier_name
from tracker.gui.customers.unplaced import UnplacedStrip
from tracker.gui.page import FocusEntryWidget
from tracker.gui.theme import Theme, body_font, scaled
from tracker.gui.widgets.painting import WRAPPED
from tracker.gui.widgets.row_menu import RowMenuRequest
from tracker.gui.widgets.text import ElidedLabel, label, own_way
from tracker.report.charts.reading import BETWEEN
from tracker.report.wording import number_of

NARROW = 116  # a column that is to hold a name is no narrower than this
NOBODY = "Drag a card here"
EMPTY = (
    "users",
    "Your customers will stand here",
    "A short list of the people you most want to serve, each with what you promise them. Keep it "
    "short: everyone means no one. One customer is enough to begin.",
)
TIERS: tuple[Tier, ...] = tuple(Tier)


class CardList(QListView):
    """The cards of one tier."""

    selected = Signal(object)  # int: a customer
    open_requested = Signal()
    menu_requested = Signal(object)  # QPoint: where on the screen

    def __init__(self, theme: Theme, tier: Tier) -> None:
        super().__init__()
        self._theme = theme
        self._silent = False
        self.note = NOBODY  # what stands below the last card
        self.cards = TierModel(tier, self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(theme, self.cards, self))
        self.setProperty("role", "cards")
        self.setAccessibleName(tier_name(tier))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # a card is as high as its words
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

    def show_note(self, note: str) -> None:
        """Say something below the last card."""
        if note != self.note:
            self.note = note
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, and below them what is free."""
        super().paintEvent(event)
        last = self.visualRect(self.cards.index(len(self.cards.rows) - 1, 0))
        top = last.bottom() + 1 if self.cards.rows else 0
        area = QRect(0, top, self.viewport().width(), scaled(32))
        painter = QPainter(self.viewport())
        painter.setFont(body_font(scaled(12)))
        painter.setPen(self._theme.colour("second"))
        flags = own_way(painter, int(WRAPPED), self.note)
        painter.drawText(area.adjusted(scaled(11), 0, -scaled(4), 0), flags, self.note)


class TierColumn(QFrame):
    """A tier: its name, how many stand there, a line, and their cards."""

    def __init__(self, theme: Theme, tier: Tier) -> None:
        super().__init__()
        self.setMinimumWidth(scaled(NARROW))
        self.name = ElidedLabel(tier_name(tier), "heading")
        self.count = label(role="small")
        self.list = CardList(theme, tier)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.count)
        line = QFrame()
        line.setProperty("role", "headline")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(line)
        layout.addSpacing(3)
        layout.addWidget(self.list, 1)


class BoardView(FocusEntryWidget):
    """Every tier beside the others; over them who is not placed, while there is anybody."""

    selected = Signal(object)  # int: a customer was chosen here
    open_requested = Signal()  # the chosen customer's page is wanted
    pressed = Signal()  # a card was clicked
    move_requested = Signal(object)  # TierMoveRequest
    menu_requested = Signal(object)  # QPoint

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        theme = bridge.theme
        self.columns = {tier: TierColumn(theme, tier) for tier in TIERS}
        self.strip = UnplacedStrip()
        columns = QHBoxLayout()
        columns.setSpacing(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.strip)
        layout.addLayout(columns, 1)
        for column in self.columns.values():
            columns.addWidget(column, 1)
            column.list.selected.connect(self.selected)
            column.list.open_requested.connect(self.open_requested)
            column.list.clicked.connect(self.pressed)
            column.list.menu_requested.connect(self.menu_requested)
            column.list.cards.dropped.connect(self.move_requested)
        self.strip.move_requested.connect(self.move_requested)
        self.strip.selected.connect(self._on_chosen)
        self.strip.open_requested.connect(self._on_open)
        self.strip.menu_requested.connect(self._on_menu)

    def show_board(self, board: Board, chosen: int | None) -> None:
        """Show who stands where."""
        for tier, column in self.columns.items():
            cards = board.tiers[tier]
            column.list.cards.show(cards)
            column.count.setText(board.places(tier))
            column.count.setAccessibleName(f"{tier_name(tier)}: {board.places(tier)}")
            free, hidden = board.free(tier), board.hidden.get(tier, 0)
            noted = [f"{hidden} hidden"] if hidden else []
            noted += [f"{number_of(free, 'place')} left"] if free else []
            column.list.show_note(BETWEEN.join(noted) or ("" if cards else NOBODY))
        self.strip.show_cards(board.tiers[None])
        self.mark(chosen)

    @property
    def cards(self) -> list[Card]:
        """Every card that is shown."""
        placed = [card for column in self.columns.values() for card in column.list.cards.rows]
        return [*placed, *self.strip.cards.rows]

    def mark(self, customer_id: int | None) -> None:
        """Mark a customer as chosen; their column is the board's tab stop."""
        lists = [column.list for column in self.columns.values()]
        marked = [cards for cards in lists if cards.mark(customer_id)]
        unplaced = self.strip.mark(customer_id)
        stop = next(iter(marked or self._with_cards()), lists[0])
        for cards in lists:
            cards.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if cards is stop else Qt.FocusPolicy.ClickFocus
            )
        self.entrance = self.strip.rows[customer_id] if unplaced and customer_id else stop

    def cards_at(self, customer_id: int) -> tuple[Tier | None, TierModel]:
        """Return where somebody stands, and the cards there."""
        for tier, column in self.columns.items():
            if column.list.cards.index_of(customer_id).isValid():
                return tier, column.list.cards
        return None, self.strip.cards

    def step(self, customer_id: int, across: int, along: int) -> TierMoveRequest | None:
        """Return the move that takes a card a tier or a place further; None at the edge.

        Internal customers come first in every list, so nobody passes from one part to the other.
        """
        tier, cards = self.cards_at(customer_id)
        if tier is None:  # over the columns: down or to the right is into the first of them
            forward = across > 0 or along > 0
            return TierMoveRequest(customer_id, TIERS[0], None) if forward else None
        if across:
            to = TIERS.index(tier) + across
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

    def _with_cards(self) -> list[CardList]:
        return [column.list for column in self.columns.values() if column.list.cards.rows]

    def _on_chosen(self, customer_id: int) -> None:
        self.selected.emit(customer_id)
        self.pressed.emit()

    def _on_open(self, customer_id: int) -> None:
        self.selected.emit(customer_id)
        self.open_requested.emit()

    def _on_menu(self, asked: RowMenuRequest) -> None:
        self.selected.emit(asked.key)
        self.menu_requested.emit(asked.place)
