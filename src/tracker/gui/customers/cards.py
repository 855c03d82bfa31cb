"""The cards of the board: what one says, how it is drawn and dropped, and its menu.

A card is as high as its words: a name wraps to two lines before it is cut; what is said under it is
our own, and short, and never cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QMimeData, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyle, QStyleOptionViewItem, QWidget

from tracker.app.customers.board import Card
from tracker.domain.customer import TIER_NAMES, Customer, Tier
from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, unscaled
from tracker.gui.widgets.painting import ScaledDelegate, font
from tracker.gui.widgets.rows_model import DraggedRows, Index, ModelColumn
from tracker.gui.widgets.signs import SIGN, paint_sign, sign_box
from tracker.gui.widgets.text import Wrapped
from tracker.report.wording import number_of

GAP, PAD, TOP, BETWEEN, BEFORE_STATE = 8, 11, 8, 2, 4
NAME, LINE, STATE = (13, 600), (11, 400), (12, 400)  # px and weight
LINES, OUR_LINES = 2, 6  # so many a name, and a text of ours, wraps to before it is cut


@dataclass(frozen=True, slots=True)
class TierMoveRequest:
    """A wish: this customer to that tier, before another customer or at its end."""

    customer_id: int
    tier: Tier | None
    before: int | None


def card_line(card: Card) -> str:
    """Say how many measures and kept promises a customer has, and on which side they are."""
    count = number_of(card.measures, "measure")
    side = "internal" if card.customer.internal else "external"
    if card.promised:
        count = f"{count}, {card.kept} of {card.promised} kept"
    return f"{count if card.measures else 'no measure yet'} · {side}"


def tier_name(tier: Tier | None) -> str:
    """Name a column of the board."""
    return TIER_NAMES[tier] if tier else "Not placed yet"


def _id(card: Card) -> int:
    return card.customer.id


def _name(card: Card) -> str:
    return card.customer.name


def _tip(card: Card) -> str:
    return "\n".join(told for told in (card.customer.name, card_line(card), _state(card)) if told)


def _state(card: Card) -> str:
    return card.state.words if card.state else ""


class TierModel(DraggedRows[Card]):
    """The cards of one tier, in order."""

    mime_type = "application/x-impact-tracker-customer"
    dropped = Signal(object)  # TierMoveRequest

    def __init__(self, tier: Tier | None, parent: QObject | None = None) -> None:
        super().__init__(
            ModelColumn(_name, tip=_tip, spoken=self._accessible_text), key=_id, parent=parent
        )
        self.tier = tier

    def dragged_id(self, index: Index) -> int | None:
        """Return whose card is dragged."""
        return _id(self.row(index))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be dragged, and dropped between others."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Ask for the move; the board is shown anew when it was made."""
        customer_id = self.dropped_id(data, action)
        if customer_id is None:
            return False
        if row < 0:
            row = parent.row() if parent.isValid() else len(self.rows)
        here = self.index_of(customer_id)
        if not here.isValid() or row not in {here.row(), here.row() + 1}:
            before = _id(self.rows[row]) if row < len(self.rows) else None
            self.dropped.emit(TierMoveRequest(customer_id, self.tier, before))
        return True

    def _accessible_text(self, card: Card) -> str:
        told = (card.customer.name, tier_name(self.tier), card_line(card), _state(card))
        return ", ".join(part for part in told if part)


@dataclass(frozen=True, slots=True)
class CardTexts:
    """The words of a card, laid out in a width; where each begins, and how high all of it is."""

    name: Wrapped
    line: Wrapped
    state: Wrapped | None

    @property
    def line_top(self) -> int:
        """Where the second line begins."""
        return TOP + self.name.height + BETWEEN

    @property
    def state_top(self) -> int:
        """Where it is said how the measures stand."""
        return self.line_top + self.line.height + BEFORE_STATE

    @property
    def height(self) -> int:
        """How high the card is."""
        below = self.state_top + self.state.height if self.state else 0
        return (below or self.line_top + self.line.height) + TOP


@lru_cache(maxsize=256)
def card_texts(card: Card, width: int, way: Qt.LayoutDirection) -> CardTexts:
    """Lay the words of a card out in a width."""
    said = _state(card)
    return CardTexts(
        Wrapped(card.customer.name, font(*NAME), width, LINES, way),
        Wrapped(card_line(card), font(*LINE), width, OUR_LINES, way),
        Wrapped(said, font(*STATE), width - int(SIGN) - 6, OUR_LINES, way) if said else None,
    )


class CardDelegate(ScaledDelegate):
    """Draws a card: the name, a quiet line, how the measures stand; an edge on the chosen one."""

    def __init__(self, theme: Theme, cards: TierModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._cards = cards
        self._view = view

    def usual_size(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a card with the gap under it."""
        width = max(unscaled(self._view.viewport().width()), 60)
        return QSize(60, self._texts(index, width - 2 - 2 * PAD).height + 2 + GAP)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        area: QRect = option.rect.adjusted(1, 1, -1, -GAP - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, area)
        card = self._cards.row(index)
        inner = area.adjusted(PAD, 0, -PAD, 0)
        texts = self._texts(index, inner.width())
        painter.setPen(self._theme.colour("text"))
        texts.name.draw(painter, inner.translated(0, TOP))
        painter.setPen(self._theme.colour("second"))
        texts.line.draw(painter, inner.translated(0, texts.line_top))
        if texts.state and card.state:
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            room = int(SIGN) + 6
            row = QRectF(inner.left(), area.top() + texts.state_top, inner.width(), STATE[0] + 3)
            left = row.right() - SIGN if mirrored else row.left()
            paint_sign(painter, self._theme, card.state.sign, sign_box(left, row))
            painter.setPen(self._theme.colour("second"))
            after = inner.adjusted(0, 0, -room, 0) if mirrored else inner.adjusted(room, 0, 0, 0)
            texts.state.draw(painter, after.translated(0, texts.state_top))
        painter.restore()

    def _texts(self, index: Index, width: int) -> CardTexts:
        return card_texts(self._cards.row(index), width, self._view.layoutDirection())

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focus = chosen and option.widget.hasFocus()
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        pen = painter.pen()
        pen.setColor(self._theme.colour("accent" if chosen else "line"))
        pen.setWidthF(2 if focus else 1)
        painter.setPen(pen)
        ground = "accent_wash" if chosen else "hover" if hover else "panel"
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class CustomerMenu(QMenu):
    """Entries carry the name of a command, or the tier to move to."""

    command_requested = Signal(object)  # str: a method of the page
    tier_requested = Signal(object)  # Tier

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.aboutToShow.connect(self._show_offers)
        self._entry(bridge, "Edit customer…", "edit_customer", "pencil")
        self._entry(bridge, "Add a measure…\tCtrl+Shift+M", "add_measure", "plus")
        self._entry(bridge, "How the promises are counted", "show_counted", "info")
        self.addSeparator()
        self._tier: Tier | None = None
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

    def set_customer(self, customer: Customer) -> None:
        """Offer what makes sense for a customer."""
        self._tier = customer.tier
        self._show_offers()

    def _show_offers(self) -> None:
        """Grey what can do nothing: the one rule of all menus, and the tier they stand in."""
        writes = self._bridge.possible("edit_customer")
        for action in self.actions():
            choice = action.data()
            if action in self._tiers.values():
                action.setEnabled(writes and choice != self._tier)
            elif choice:
                action.setEnabled(self._bridge.possible(choice))

    def _entry(self, bridge: Bridge, text: str, method: str, picture: str) -> None:
        action = self.addAction(icon(bridge.theme, picture), text)
        action.setData(method)

    def _on_triggered(self, action: QAction) -> None:
        choice = action.data()
        if action in self._tiers.values():
            self.tier_requested.emit(Tier(choice))
        else:
            self.command_requested.emit(choice)
