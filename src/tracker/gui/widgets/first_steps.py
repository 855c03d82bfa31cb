"""What a page says before there is anything: what will stand there, and the next step towards it.

In an empty file the same ways begin everywhere: guided, with one customer, with a look at sample
data, or with a spreadsheet. Later it is one step: a measure, a fix, whatever is missing.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from tracker.domain.customer import Customer
from tracker.gui.page import PageSignals
from tracker.gui.theme import Theme
from tracker.gui.widgets.feedback import ADD_CUSTOMER, ADD_MEASURE, GUIDED, EmptyState
from tracker.gui.widgets.text import button, link

PLAN = "Open the guided plan"
SAMPLE, SPREADSHEET = "Look at sample data", "I have a spreadsheet"
SAMPLE_TIP = "A made-up analyst with five customers and half a year of weeks; your file stays as is"
SPREADSHEET_TIP = "Bring in a table of what you logged so far: you see what it would do first"
GAP = 12


class FirstSteps(EmptyState):
    """The ways to begin in an empty file; then the one step that comes next."""

    plan_requested = Signal()
    customer_requested = Signal()
    measure_requested = Signal()
    sample_requested = Signal()
    import_requested = Signal()

    def __init__(self, theme: Theme, picture: str, title: str, text: str) -> None:
        super().__init__(theme, picture, title, text, GUIDED, PLAN)
        self._guided = GUIDED
        self.first = True
        self.customer = button(ADD_CUSTOMER, "Add a customer (Ctrl+Shift+C)")
        self.sample = button(SAMPLE, SAMPLE_TIP)
        self.spreadsheet = link(SPREADSHEET, SPREADSHEET_TIP)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setSpacing(GAP)
        self._column.removeWidget(self.button)
        self._ways.addStretch(1)
        for one in (self.button, self.customer, self.sample):
            self._ways.addWidget(one)
        self._ways.addStretch(1)
        at = self._column.indexOf(self.other)
        self._column.insertLayout(at, self._ways)
        self._column.insertWidget(at + 1, self.spreadsheet, 0, self._middle)
        self.customer.clicked.connect(self.customer_requested)
        self.sample.clicked.connect(self.sample_requested)
        self.spreadsheet.clicked.connect(self.import_requested)
        self.other_step_requested.connect(self.plan_requested)
        self._show_ways()

    def answer_by(self, page: PageSignals) -> None:
        """Have a page ask for whatever is chosen here."""
        self.plan_requested.connect(page.plan_requested)
        self.customer_requested.connect(page.new_customer_requested)
        self.measure_requested.connect(page.new_measure_requested)
        self.sample_requested.connect(page.sample_requested)
        self.import_requested.connect(page.import_requested)

    def show_first(self, title: str, text: str) -> None:
        """Offer every way to begin."""
        self.first = True
        self.show_state(title, text, self._guided)
        self._show_ways()

    def show_next(self, title: str, text: str, step: str) -> None:
        """Offer the one step that comes next."""
        self.first = False
        self.show_state(title, text, step)
        self._show_ways()

    def show_missing(self, title: str, text: str, served: list[Customer]) -> None:
        """Offer the ways to begin; or a measure where it is only that which is missing."""
        if served:
            self.show_next(title, text, ADD_MEASURE)
        else:
            self.show_first(title, text)

    def name_plan(self, words: str) -> None:
        """Call the plan another name, as while it is under way; empty: the usual one."""
        self._guided = words or GUIDED
        self.other.setText(words or PLAN)
        if self.first:
            self.button.setText(self._guided)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ways one below the other where they have no room in a line."""
        super().resizeEvent(event)
        self._seat_ways()

    def _show_ways(self) -> None:
        for way in (self.customer, self.sample, self.spreadsheet):
            way.setVisible(self.first)
        self.other.setVisible(not self.first)
        self._seat_ways()

    def _seat_ways(self) -> None:
        ways: list[QWidget] = [self.button, self.customer, self.sample]
        needed = sum(one.sizeHint().width() + GAP for one in ways) + GAP
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        way = across if needed <= self.width() or not self.first else down
        if self._ways.direction() != way:
            self._ways.setDirection(way)

    def _on_button(self) -> None:
        if self.first:
            self.plan_requested.emit()
        elif self.button.text() == ADD_MEASURE:
            self.measure_requested.emit()
        else:
            self.next_step_requested.emit()
