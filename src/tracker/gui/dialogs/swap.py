"""Places on the continuum: who makes room where all are taken, and why somebody was moved (W2).

Nobody is added, moved or brought back in silence where every place is taken: it is asked who makes
room, where they go, and why.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tracker.app import commands
from tracker.app.commands import CustomerInput
from tracker.app.customers.board import TierFull
from tracker.app.tracker import Tracker
from tracker.domain.customer import TIER_NAMES, Tier
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.widgets.choice_grid import ChoiceGrid
from tracker.gui.widgets.text import button, label
from tracker.gui.widgets.text_field import GrowingText, asks_in_vain
from tracker.report.wording import number_of

ARCHIVE = "archive"
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
WOW_WORDS = "WOW has {places}, and all are taken. Excellence for everyone is excellence for no one."
ALL_WORDS = (
    "There are {places}, and all are taken. A list must end somewhere: everyone means no one."
)
BOTH_WORDS = (
    "WOW has {places}, and all are taken; so is every other place. Whoever is archived makes room "
    "in both."
)


class SwapDialog(FormDialog):
    """One choice who, one choice where to; a reason if there is one to remember.

    `coming` is a customer to be moved or restored, or what was said of a new one, who is taken on
    in the same step.
    """

    swapped = Signal(object)  # int: who has come

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        full: TierFull,
        coming: int | CustomerInput,
    ) -> None:
        name = _name_of(bridge.tracker, coming)
        super().__init__(bridge, parent, f"Who makes room for {name}?", 520)
        self._coming = coming
        self.belongs_to(coming if isinstance(coming, int) else coming.name)
        words = WOW_WORDS if full.wow else ALL_WORDS
        if full.wow and full.everywhere:
            words = BOTH_WORDS
        why = words.format(places=number_of(full.places, "place"))
        self.column.addWidget(label(why, "quiet", wrap=True))
        leaving = [(customer.id, customer.name, customer.who) for customer in full.candidates]
        self.leaving = ChoiceGrid(bridge.theme, leaving, columns=1)
        tiers = [] if full.everywhere else [Tier.SERVE, Tier.MAINTAIN]
        self.to = ChoiceGrid(
            bridge.theme,
            [
                *((tier.value, f"To {TIER_NAMES[tier]}", "") for tier in tiers),
                (ARCHIVE, "Archive", "Everything logged stays"),
            ],
        )
        self.to.choose(tiers[0].value if tiers else ARCHIVE)
        self.reason = GrowingText("reason", "Saved with the move, only for you")
        form = self.add_form()
        form.add("leaving", "Who", self.leaving)
        form.add("to", "Where to", self.to)
        form.add("reason", "Why", self.reason)
        self.primary.setText("Make room")

    def save(self) -> None:
        """Do all of it in one step, or say what is missing."""
        if self.leaving.value is None:
            raise InvalidInput("leaving", "Nobody is chosen", "Choose who makes room.")
        to = None if self.to.value == ARCHIVE else Tier(str(self.to.value))
        moved = int(self.leaving.value), to, self.bridge.today(), self.reason.text
        if isinstance(self._coming, CustomerInput):
            key = commands.add_instead(self.tracker, self._coming, *moved)
        else:
            key = self._coming
            commands.make_room(self.tracker, key, *moved)
        self.swapped.emit(key)


def _name_of(tracker: Tracker, coming: int | CustomerInput) -> str:
    if isinstance(coming, CustomerInput):
        return " ".join(coming.name.split())
    return tracker.customers.get(coming).name


class ReasonLine(QLineEdit):
    """Leaves the keys that move a card to the page, and undo to the window while it is empty."""

    def event(self, event: QEvent) -> bool:
        """Let a second move follow the first at once."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            moves = event.modifiers() == MOVING and event.key() in ARROWS
            undo, redo = self.isUndoAvailable(), self.isRedoAvailable()
            if moves or asks_in_vain(event, undo=undo, redo=redo):
                event.ignore()
                return True
        return super().event(event)


class MoveReason(QWidget):
    """Asks why somebody was moved, beside what was moved: Enter keeps it, Escape does, too.

    The move is kept already; so a reason that is never given costs nothing.
    """

    closed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._move: int | None = None
        self.asks = label(role="small", wrap=True)
        self.line = ReasonLine()
        self.line.setAccessibleName("Why they were moved")
        self.line.setPlaceholderText("Optional; saved with the move, only for you")
        self.keep = button("Save")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.asks)
        row.addWidget(self.line, 1)
        row.addWidget(self.keep)
        self.line.returnPressed.connect(self._on_done)
        self.line.editingFinished.connect(self.commit)
        self.keep.clicked.connect(self._on_done)
        self.hide()

    def ask(self, move_id: int | None) -> None:
        """Ask about a move; None: nobody changed their tier, so there is nothing to ask."""
        self.commit()
        self._move = move_id
        self.line.clear()
        self.setVisible(move_id is not None)
        if move_id is None:
            return
        tracker = self._bridge.tracker
        name = tracker.customers.get(tracker.tier_moves.get(move_id).customer_id).name
        self.asks.setText(f"Why was {name} moved?")
        self.line.setAccessibleName(f"Why {name} was moved")
        self.line.setFocus()

    def commit(self) -> None:
        """Keep what was typed; a move that was taken back meanwhile needs no reason."""
        tracker, text = self._bridge.tracker, self.line.text().strip()
        if self._move is None or not text or not tracker.is_open:
            return
        if tracker.tier_moves.first(id=self._move) is not None:
            commands.explain_move(tracker, self._move, text)

    def refresh(self) -> None:
        """Ask no more about a move that was taken back."""
        if self._move is not None and self._bridge.tracker.tier_moves.first(id=self._move) is None:
            self._move = None
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape; what was typed is not lost."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_done()
        else:
            super().keyPressEvent(event)

    def _on_done(self) -> None:
        self.commit()
        self._move = None
        self.line.clear()
        self.hide()
        self.closed.emit()
