"""Above the preview: whose page, which of their pages, and of which days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.form import narrow_box
from tracker.gui.theme import scaled
from tracker.gui.widgets.dates import PeriodChoice
from tracker.gui.widgets.tabs import Tabs
from tracker.gui.widgets.text import button

SCORECARD, AGREEMENT, SENT, ROTA = "scorecard", "agreement", "sent", "rota"
VIEWS = (
    (SCORECARD, "Scorecard"),
    (AGREEMENT, "Agreement"),
    (SENT, "Ledger"),
    (ROTA, "Whom to ask"),
)
WIDEST_NAME = 300
SHORTEST_NAME = 10  # letters


class ShareBar(QWidget):
    """What is chosen in it is read; one signal tells of every choice."""

    selected = Signal()
    agree_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._customers: Sequence[Customer] = ()
        self.customers = narrow_box()
        self.customers.setAccessibleName("Customer")
        self.customers.setMaximumWidth(scaled(WIDEST_NAME))
        self.customers.setMinimumContentsLength(SHORTEST_NAME)
        self.view: Tabs[str] = Tabs(VIEWS, "What to share")
        self.period = PeriodChoice(bridge)
        self.period.box.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.agree = button("Agreed…", "Say what they have agreed to, and when")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._row = row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.customers, 2)
        row.addWidget(self.view)
        row.addStretch(1)
        self._column.addLayout(row)
        self._chosen = QWidget()
        self._chosen.setProperty("role", "plain")
        chosen = QHBoxLayout(self._chosen)
        chosen.setContentsMargins(0, 0, 0, 0)
        chosen.addWidget(self.period)
        chosen.addWidget(self.agree)
        row.addWidget(self._chosen)
        self.customers.activated.connect(self.selected)
        self.view.selected.connect(self.selected)
        self.period.selected.connect(self.selected)
        self.agree.clicked.connect(self.agree_requested)

    def set_customers(self, customers: Sequence[Customer]) -> None:
        """Offer these customers; the chosen one stays chosen while it is there."""
        before = self.customers.currentData()
        self._customers = customers
        self.customers.clear()
        for customer in customers:
            self.customers.addItem(customer.name, customer.id)
        self.choose(before)

    def choose(self, customer_id: int | None) -> None:
        """Choose a customer, or the first where that one is not there; nobody is told."""
        self.customers.setCurrentIndex(max(self.customers.findData(customer_id), 0))

    @property
    def customer(self) -> Customer | None:
        """Whose page it is."""
        index = self.customers.currentIndex()
        return self._customers[index] if 0 <= index < len(self._customers) else None

    def fit(self) -> None:
        """Show what belongs to the chosen view."""
        self.customers.setEnabled(self.view.value != ROTA)  # that one is about everybody
        self.period.setVisible(self.view.value == SCORECARD)
        self.agree.setVisible(self.view.value == AGREEMENT)
        self._seat()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the days below, where one line is too short for all."""
        super().resizeEvent(event)
        self._seat()

    def minimumSizeHint(self) -> QSize:
        """Ask for the longer of the two lines: the days may stand below."""
        names = self.customers.minimumSizeHint().width() + self.view.minimumSizeHint().width()
        wide = max(names + self._row.spacing(), self._chosen.minimumSizeHint().width())
        return QSize(wide, super().minimumSizeHint().height())

    def _seat(self) -> None:
        parts = (self.customers, self.view, self._chosen)
        need = sum(one.sizeHint().width() + self._row.spacing() for one in parts)
        beside = need <= self.width()
        if beside is (self._row.indexOf(self._chosen) >= 0):
            return
        if beside:
            self._row.addWidget(self._chosen)
        else:
            self._column.addWidget(self._chosen, 0, Qt.AlignmentFlag.AlignLeading)
