"""One tier's cards as a list: what they say, how they are drawn, and how one is dropped.

What can be done with the chosen customer: a card’s context menu, and a button of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tracker.app.customers.board import Card
from tracker.domain.customer import TIER_NAMES, Customer, Tier
from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, body_font

Index = QModelIndex | QPersistentModelIndex
CARD_ROLE = Qt.ItemDataRole.UserRole
MIME = "application/x-impact-tracker-customer"
CARD_HEIGHT, GAP, PAD = 52, 8, 10
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Move:
    """A wish: this customer to that tier, before another customer or at its end."""

    customer_id: int
    tier: Tier | None
    before: int | None


def card_line(card: Card) -> str:
    """Say how many measures a customer has, and whether they are internal."""
    count = f"{card.measures} measure{'' if card.measures == 1 else 's'}"
    side = "internal" if card.customer.internal else "external"
    return f"{count if card.measures else 'no measure yet'} · {side}"


def tier_name(tier: Tier | None) -> str:
    """Name a column of the board."""
    return TIER_NAMES[tier] if tier else "Not placed yet"


class TierModel(QAbstractListModel):
    """The cards of one tier, in order."""

    dropped = Signal(object)  # Move

    def __init__(self, tier: Tier | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tier = tier
        self.cards: tuple[Card, ...] = ()

    def show(self, cards: Sequence[Card]) -> None:
        """Show these cards; if they are the same customers, the place in the list is kept."""
        same = [card.customer.id for card in cards] == [card.customer.id for card in self.cards]
        if not same:
            self.beginResetModel()
        self.cards = tuple(cards)
        if not same:
            self.endResetModel()
        elif cards:
            self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))

    def row_of(self, customer_id: int | None) -> int | None:
        """Return where a customer stands, if here."""
        ids = [card.customer.id for card in self.cards]
        return ids.index(customer_id) if customer_id in ids else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the cards."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one card."""
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return card.customer.name
            case Qt.ItemDataRole.ToolTipRole:
                return f"{card.customer.name}\n{card_line(card)}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{card.customer.name}, {tier_name(self.tier)}, {card_line(card)}"
            case _ if role == CARD_ROLE:
                return card
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be dragged, and dropped between others."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Say that a drop moves."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Name the only thing that can be dropped here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Take a card along."""
        data = QMimeData()
        for index in indexes:
            data.setData(MIME, str(self.cards[index.row()].customer.id).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Ask for the move; the board is shown anew when it was made."""
        if not data.hasFormat(MIME) or action == Qt.DropAction.IgnoreAction:
            return False
        customer_id = int(bytes(data.data(MIME).data()))
        if row < 0:
            row = parent.row() if parent.isValid() else len(self.cards)
        after = [card.customer.id for card in self.cards[row:]]
        here = self.row_of(customer_id)
        if here is None or row not in {here, here + 1}:
            self.dropped.emit(Move(customer_id, self.tier, after[0] if after else None))
        return True


class CardDelegate(QStyledItemDelegate):
    """Draws a card: the name, a quiet line, an accent edge on the chosen one."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a card with the gap under it."""
        return QSize(80, CARD_HEIGHT + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        card: Card = index.data(CARD_ROLE)
        area: QRect = option.rect.adjusted(1, 1, -1, -GAP)
        state: QStyle.StateFlag = option.state
        view = option.widget
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focus = chosen and view.hasFocus()
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(self._theme.colour("accent" if chosen else "line"))
        pen.setWidthF(2 if focus else 1)
        painter.setPen(pen)
        ground = "accent_wash" if focus else "panel" if chosen else "hover" if hover else "page"
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        near = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        side = QStyle.visualAlignment(option.direction, near) | Qt.AlignmentFlag.AlignAbsolute
        inner = area.adjusted(PAD, 7, -PAD, -7)
        top = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        line = card_line(card)
        if QFontMetrics(body_font(11)).horizontalAdvance(line) > inner.width():
            line = line.partition(" · ")[0]
        for place, text, font, role in (
            (top, card.customer.name, body_font(13, 600), "text"),
            (top.translated(0, top.height()), line, body_font(11), "second"),
        ):
            painter.setFont(font)
            painter.setPen(self._theme.colour(role))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, side, shown)
        painter.restore()


class CustomerMenu(QMenu):
    """Entries carry the name of a command, or the tier to move to."""

    command_wished = Signal(object)  # str: a method of the page
    tier_wished = Signal(object)  # Tier

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry(bridge, "Edit customer…", "edit_customer", "pencil")
        self._entry(bridge, "Add measure…\tCtrl+Shift+M", "add_measure", "plus")
        self.addSeparator()
        self._tiers: dict[Tier, QAction] = {}
        for tier, name in TIER_NAMES.items():
            action = self.addAction(f"Move to {name}")
            action.setData(tier)
            self._tiers[tier] = action
        self.addSeparator()
        self._entry(bridge, "Move up\tCtrl+Shift+Up", "move_up", "arrow-up")
        self._entry(bridge, "Move down\tCtrl+Shift+Down", "move_down", "arrow-down")
        self.addSeparator()
        self._entry(bridge, "Archive customer", "archive_customer", "archive")
        self.triggered.connect(self._on_triggered)

    def aim(self, customer: Customer) -> None:
        """Offer what makes sense for a customer."""
        for tier, action in self._tiers.items():
            action.setEnabled(tier is not customer.tier)

    def _entry(self, bridge: Bridge, text: str, method: str, picture: str) -> None:
        action = self.addAction(icon(bridge.theme, picture), text)
        action.setData(method)

    def _on_triggered(self, action: QAction) -> None:
        wish = action.data()
        if action in self._tiers.values():
            self.tier_wished.emit(Tier(wish))
        else:
            self.command_wished.emit(wish)
