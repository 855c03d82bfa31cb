"""One measure at a time: list, chart, verdict and notes; and what stands there before any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.queries.standing import Standing
from tracker.app.queries.trend import TrendSheet
from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.page import Header
from tracker.gui.theme import Theme
from tracker.gui.widgets.empty import EmptyState
from tracker.gui.widgets.trend_card import TrendCard
from tracker.gui.widgets.trend_head import ALL, TrendHead
from tracker.gui.widgets.trend_list import TrendList
from tracker.gui.widgets.trend_notes import NotesCard
from tracker.gui.widgets.verdict_panel import VerdictPanel

# Tables of what is drawn and written beside the values: read again quickly.
CORRECTED = frozenset(
    {"event", "fix", "planned_change", "explanation", "rating", "star", "stop"}
    | {"decision", "told"}
)


class TrendDesk(QWidget):
    """Shows a sheet and its standing; wires nothing."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        theme = bridge.theme
        self.list = TrendList(theme)
        self.head = TrendHead()
        self.card = TrendCard(theme)
        self.panel = VerdictPanel(bridge)
        self.notes = NotesCard(bridge)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.panel, 6)
        below.addWidget(self.notes, 4)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.card, 7)
        right.addLayout(below, 5)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.list)
        columns.addLayout(right, 1)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.head)
        inner.addLayout(columns, 1)
        first = (self.list.search, self.list.view, *self.card.stops, *self.panel.stops)
        order = (*first, self.notes.view, self.list.all, *self.head.stops)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_sheet(self, sheet: TrendSheet, standing: Standing) -> None:
        """Show another measure."""
        self.list.choose(sheet.measure.id)
        self.head.show_sheet(sheet)
        self.card.show_sheet(sheet)
        self.panel.show_standing(sheet, standing)
        self.notes.show_sheet(sheet)

    def read_day(self, day: date) -> None:
        """Read what was on a day, as far back as it lies."""
        picture = self.card.picture
        if picture is not None and day < picture.first:
            self.head.span.choose(ALL)
        self.card.read_day(day)


class BlankTrends(QWidget):
    """What stands there before the first measure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.empty = EmptyState(
            theme,
            "chart-line",
            "Trends stand here",
            "Every measure you promise a customer gets its chart: what you logged, what you "
            "promised, and what happened.",
            "Add a customer",
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(Header("Trends"))
        outer.addWidget(self.empty, 1)

    def offer(self, served: Sequence[Customer]) -> str:
        """Name the next step by whether anybody is served, and return its command."""
        self.empty.button.setText("Add a measure" if served else "Add a customer")
        return "add_measure" if served else "add_customer"
