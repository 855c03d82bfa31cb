"""Internal, external, or all: a filter over a list that says how many rows it hides (W7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tracker.app.queries.board import Board
from tracker.domain.customer import Customer
from tracker.gui.widgets.choice import Segments

ALL, INTERNAL, EXTERNAL = "all", "internal", "external"
NAMES = ((ALL, "All"), (INTERNAL, "Internal"), (EXTERNAL, "External"))


class WhoFilter(QWidget):
    """Shown only where there are both; who is to be shown from elsewhere takes the filter off."""

    chosen = Signal()

    def __init__(self, *, small: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.which = Segments(NAMES)
        self.which.setAccessibleName("Internal or external customers")
        if small:
            for button in self.which.buttons.values():
                button.setProperty("size", "small")
        self.hidden = QLabel()
        self.hidden.setProperty("role", "small")
        self.which.choose(ALL)
        self._asked = False
        layout = QVBoxLayout(self) if small else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 if small else 8)
        layout.addWidget(self.which)
        layout.addWidget(self.hidden, 1)
        self.which.chosen.connect(self._on_chosen)
        self.hide()

    def keeps(self, customer: Customer) -> bool:
        """Say whether a customer is shown."""
        return self.which.value in {ALL, INTERNAL if customer.internal else EXTERNAL}

    def sift(self, board: Board, shown: int | None) -> Board:
        """Return the board with who is to be shown; `shown` is whose page is open."""
        cards = [card for some in board.tiers.values() for card in some]
        self.look([card.customer for card in cards], shown)
        tiers = {
            tier: tuple(card for card in some if self.keeps(card.customer))
            for tier, some in board.tiers.items()
        }
        return replace(board, tiers=tiers)

    def look(self, customers: Iterable[Customer], shown: int | None = None) -> None:
        """Learn who is there, one customer for each row: where all are of one kind, hide nobody."""
        rows = list(customers)
        both = len({one.internal for one in rows}) > 1
        open_one = next((one for one in rows if one.id == shown), None)
        lost = open_one is not None and not self.keeps(open_one) and not self._asked
        if not both or lost:
            self.which.blockSignals(True)  # noqa: FBT003 - Qt's own
            self.which.choose(ALL)
            self.which.blockSignals(False)  # noqa: FBT003
        self._asked = False
        self.setVisible(both)
        count = sum(not self.keeps(one) for one in rows)
        self.hidden.setText(f"{count} hidden" if count else "")
        self.hidden.setVisible(bool(count))

    def _on_chosen(self) -> None:
        self._asked = True
        self.chosen.emit()
