"""Who has no place on the continuum yet: a strip over the board, where one click gives them one."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.customers.board import Card
from tracker.domain.customer import TIER_NAMES, Tier
from tracker.gui.customers.cards import TierModel, TierMoveRequest, card_line
from tracker.gui.theme import scaled, set_tone
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.row_menu import RowMenuRequest
from tracker.gui.widgets.rows import OPENING, NeighbourRow, delete_later, rule, scrolling
from tracker.gui.widgets.text import label
from tracker.gui.widgets.wrapping import FewLines

SEVERAL = 3  # rows in view; more of them scroll
BESIDE = 380  # px: below, where to place somebody stands under their name


class UnplacedRow(NeighbourRow):
    """One customer: a click shows their page, a drag or one of three words places them."""

    selected = Signal(object)  # int: the customer
    open_requested = Signal(object)  # int
    place_requested = Signal(object)  # TierMoveRequest
    menu_requested = Signal(object)  # RowMenuRequest

    def __init__(self, card: Card, model: TierModel) -> None:
        super().__init__()
        self.setProperty("role", "bare")
        self.card = card
        self._model = model
        self._pressed: QPoint | None = None
        self.name = FewLines(card.customer.name, "name")
        self.about = label(card_line(card), "small")
        self.tiers: Segments[Tier] = Segments(TIER_NAMES.items())
        self.tiers.setAccessibleName(f"Place {card.customer.name}")
        self.tiers.make_small()
        for tier, button in self.tiers.buttons.items():
            button.setCheckable(False)  # it places: nothing stays down
            button.setAccessibleName(f"Place {card.customer.name}: {TIER_NAMES[tier]}")
            button.clicked.connect(self._on_clicked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.about)
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.line.setContentsMargins(6, 3, 0, 3)
        self.line.setSpacing(8)
        self.line.addLayout(words, 1)
        self.line.addWidget(self.tiers, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{card.customer.name}, not placed, {card_line(card)}")

    def mark(self, *, chosen: bool) -> None:
        """Show whether their page is the one in view."""
        set_tone(self.name, "accent" if chosen else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the three words under the name where they have no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= scaled(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self.line.direction() != way:
            self.line.setDirection(way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open their page, or go to a neighbour."""
        if event.key() in OPENING:
            self.open_requested.emit(self.card.customer.id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of this customer."""
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        place = event.globalPos() if mouse else self.mapToGlobal(self.rect().center())
        self.menu_requested.emit(RowMenuRequest(self.card.customer.id, place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what is a click, or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the card."""
        if self._pressed is None:
            return
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(self.mime_data())
            drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Show their page."""
        if self._pressed is not None:
            self._pressed = None
            self.selected.emit(self.card.customer.id)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open their page."""
        self.open_requested.emit(self.card.customer.id)

    def mime_data(self) -> QMimeData:
        """Return what is dragged: the same as from a column."""
        return self._model.mimeData([self._model.index_of(self.card.customer.id)])

    def _on_clicked(self) -> None:
        for tier, button in self.tiers.buttons.items():
            if button is self.sender():
                self.place_requested.emit(TierMoveRequest(self.card.customer.id, tier, None))


class UnplacedStrip(QFrame):
    """Everybody without a place, as rows between two lines; there only while there is anybody."""

    selected = Signal(object)  # int
    open_requested = Signal(object)  # int
    move_requested = Signal(object)  # TierMoveRequest
    menu_requested = Signal(object)  # RowMenuRequest

    def __init__(self) -> None:
        super().__init__()
        self.cards = TierModel(None, self)
        self.rows: dict[int, UnplacedRow] = {}
        self.setAcceptDrops(True)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._area = scrolling(inside)
        self.title = label("Not placed", "quiet")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.title)
        row.addWidget(self._area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(rule())
        layout.addLayout(row)
        layout.addWidget(rule())
        self.hide()

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show a row for each; who has the focus keeps it."""
        if tuple(self.cards.rows) != cards:
            focused = next((key for key, row in self.rows.items() if row.hasFocus()), None)
            self.cards.show(cards)
            for row in self.rows.values():
                self._list.removeWidget(row)
                delete_later(row)
            self.rows = {card.customer.id: self._row(card) for card in cards}
            if focused in self.rows:
                self.rows[focused].setFocus()
        self.setVisible(bool(cards))
        self._stand()

    def mark(self, customer_id: int | None) -> bool:
        """Show whose page is in view; return whether they are here."""
        for key, row in self.rows.items():
            row.mark(chosen=key == customer_id)
        return customer_id in self.rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the rows, up to a few."""
        super().resizeEvent(event)
        self._stand()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a card from a column."""
        if self.cards.dropped_id(event.mimeData(), event.proposedAction()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a customer out of their tier."""
        dropped = self.cards.dropped_id(event.mimeData(), event.proposedAction())
        if dropped is not None and dropped not in self.rows:
            self.move_requested.emit(TierMoveRequest(dropped, None, None))

    def _row(self, card: Card) -> UnplacedRow:
        row = UnplacedRow(card, self.cards)
        row.selected.connect(self.selected)
        row.open_requested.connect(self.open_requested)
        row.place_requested.connect(self.move_requested)
        row.menu_requested.connect(self.menu_requested)
        self._list.addWidget(row)
        row.show()
        return row

    def _stand(self) -> None:
        width = max(self._area.width(), 1)
        heights = [row.heightForWidth(width) for row in list(self.rows.values())[:SEVERAL]]
        self._area.setFixedHeight(sum(heights) or 1)
