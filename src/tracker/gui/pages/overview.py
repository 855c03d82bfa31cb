"""Overview, plain for now: every measure by customer, its last value, its promise kept or not."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from tracker.app.queries.measure_list import listed_measure, listed_measures
from tracker.app.tracker import Changes
from tracker.gui.bridge import Bridge
from tracker.gui.page import Header, Page, page_layout
from tracker.gui.widgets.empty import EmptyState
from tracker.gui.widgets.measure_list import MeasureModel, MeasureView
from tracker.gui.widgets.measure_painter import OverviewPainter


class OverviewPage(Page):
    """One line a measure; Enter or a click opens its trend."""

    reads = frozenset({"customer", "measure", "version", "evaluation"})
    hint = "↑ ↓ choose · Enter opens the trend"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.header = Header("Overview")
        self.model = MeasureModel(self)
        self.view = MeasureView(self.model)
        self.view.setItemDelegate(OverviewPainter(bridge.theme, self.view))
        self.view.setAccessibleName("Measures by customer")
        self.view.opened.connect(self.measure_requested)
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(8, 6, 8, 8)
        inner.addWidget(self.view)
        self.empty = EmptyState(
            bridge.theme,
            "layout-dashboard",
            "How you stand with each customer",
            "Every measure with its last value and whether the promise was kept stands here, "
            "your most important customers first.",
            "Add a customer",
        )
        self.empty.next_step.connect(self._on_next_step)
        self.stack = QStackedWidget()
        self.stack.addWidget(card)
        self.stack.addWidget(self.empty)
        layout = page_layout(self)
        layout.addWidget(self.header)
        layout.addWidget(self.stack, 1)
        self.setFocusProxy(self.view)
        self._served = False

    def refresh(self) -> None:
        """Show every measure."""
        listed = listed_measures(self.tracker)
        here = self.view.current_id
        self.model.show(listed)
        self.view.choose(here)
        if here is None:
            self.view.step(1)
        self._served = bool(self.tracker.customers.where("archived_on IS NULL"))
        self.empty.button.setText("Add a measure" if self._served else "Add a customer")
        self.stack.setCurrentIndex(0 if listed else 1)
        self._count()

    def touch(self, changes: Changes) -> bool:
        """Show the lines of what was logged."""
        if changes.tables & self.reads != {"evaluation"} or not changes.measures:
            return False
        for measure_id in changes.measures:
            self.model.show_one(listed_measure(self.tracker, measure_id))
        self._count()
        return True

    def _count(self) -> None:
        judged = [one for one in self.model.measures if one.kept is not None]
        held = sum(bool(one.kept) for one in judged)
        measures = len(self.model.measures)
        words = f"{measures} measure{'' if measures == 1 else 's'}"
        if judged:
            words += f" · {held} of {len(judged)} kept the promise last time"
        self.header.quiet.setText(words if measures else "")

    def _on_next_step(self) -> None:
        self.command_requested.emit(
            ("customers", "add_measure" if self._served else "add_customer")
        )
