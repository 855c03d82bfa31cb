"""Above the page to share: for whom, which page, about which period."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.form import narrow_box
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.period_choice import PeriodChoice

SCORECARD, AGREEMENT, SENT, ROTA = "scorecard", "agreement", "sent", "rota"
VIEWS = (
    (SCORECARD, "Scorecard"),
    (AGREEMENT, "Agreement"),
    (SENT, "Sent"),
    (ROTA, "Whom to ask"),
)
WIDEST_NAME = 300


class ShareBar(QWidget):
    """What is chosen in it is read; one signal tells of every choice."""

    chosen = Signal()
    agree_wished = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._customers: Sequence[Customer] = ()
        self.customers = narrow_box()
        self.customers.setAccessibleName("Customer")
        self.customers.setMaximumWidth(WIDEST_NAME)
        self.view = Segments(VIEWS)
        self.view.choose(SCORECARD)
        self.period = PeriodChoice(bridge)
        self.agree = QPushButton("Agreed…")
        self.agree.setToolTip("Say what they have agreed to, and when")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.customers, 2)
        row.addWidget(self.view)
        row.addStretch(1)
        row.addWidget(self.period)
        row.addWidget(self.agree)
        self.setFocusProxy(self.customers)
        self.customers.activated.connect(self._on_customer)
        self.view.chosen.connect(self.chosen)
        self.period.chosen.connect(self.chosen)
        self.agree.clicked.connect(self.agree_wished)

    def offer(self, customers: Sequence[Customer]) -> None:
        """Offer these customers; the chosen one stays chosen while it is there."""
        before = self.customers.currentData()
        self._customers = customers
        self.customers.clear()
        for one in customers:
            self.customers.addItem(one.name, one.id)
        self.choose(before)

    def choose(self, customer_id: int | None) -> None:
        """Choose a customer, or the first where that one is not there; nobody is told."""
        self.customers.setCurrentIndex(max(self.customers.findData(customer_id), 0))

    @property
    def customer(self) -> Customer | None:
        """Whose page it is."""
        at = self.customers.currentIndex()
        return self._customers[at] if 0 <= at < len(self._customers) else None

    def fit(self) -> None:
        """Show what belongs to the chosen view."""
        self.customers.setEnabled(self.view.value != ROTA)  # that one is about everybody
        self.period.setVisible(self.view.value == SCORECARD)
        self.agree.setVisible(self.view.value == AGREEMENT)

    def _on_customer(self) -> None:
        self.chosen.emit()
