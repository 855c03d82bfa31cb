"""Trends: one measure's chart, what was written about it, and all measures beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from tracker.app import commands
from tracker.app.queries.measure_list import listed_measure, listed_measures
from tracker.app.queries.multiples import wall
from tracker.app.queries.standing import standing_of
from tracker.app.queries.trend import TrendSheet, trend_sheet
from tracker.app.tracker import Changes
from tracker.domain.errors import NotFound
from tracker.gui.bridge import Bridge
from tracker.gui.page import page_layout
from tracker.gui.pages.trend_commands import TrendCommands
from tracker.gui.widgets.trend_desk import CORRECTED, BlankTrends
from tracker.gui.widgets.trend_head import ALL

if TYPE_CHECKING:
    from tracker.gui.widgets.multiples import MultiplesView
    from tracker.gui.widgets.pulse_view import PulseView


class TrendsPage(TrendCommands):
    """Shows one measure at a time (`show_measure` says which), or all side by side."""

    reads = frozenset({"customer", "measure", "version", "evaluation", "link", "pulse"}) | CORRECTED
    cheap: ClassVar = frozenset({"evaluation"}) | CORRECTED
    hint = "← → other measures · Tab to the chart, ← → read it · E event · F fix · + − zoom"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.sheet: TrendSheet | None = None
        self._measure_id: int | None = None
        self.wall: MultiplesView | None = None
        self.pulse: PulseView | None = None
        self.blank = BlankTrends(bridge.theme)
        self.empty = self.blank.empty
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Show every measure in the list, and the chosen one's chart or all of them."""
        listed = listed_measures(self.tracker)
        self.list.fill(listed)
        ids = [one.measure.id for one in listed]
        if self._measure_id not in ids and not self._still_there():
            self._measure_id = ids[0] if ids else None
        if self._measure_id is None:
            self.stack.setCurrentWidget(self.blank)
            self._next_step = self.blank.offer(self.tracker.customers.where("archived_on IS NULL"))
        elif self._side_by_side:
            self._show_wall()
        elif self.pulse and self.stack.currentWidget() is self.pulse:
            self.pulse.show_measure(self._measure_id)
        else:
            self.stack.setCurrentWidget(self.desk)
            self._show()

    def touch(self, changes: Changes) -> bool:
        """Show an entry or an event without reading every measure."""
        alone = self._measure_id is not None and self.stack.currentWidget() is self.desk
        if not changes.tables & self.reads <= self.cheap or not alone:
            return False
        if changes.tables == {"evaluation"} and not changes.measures:
            return False
        for measure_id in changes.measures:
            self.list.fill_one(listed_measure(self.tracker, measure_id))
        if changes.tables & CORRECTED or self._measure_id in changes.measures:
            self._show()
        return True

    def show_measure(self, measure_id: int) -> None:
        """Show another measure, alone."""
        self._measure_id = measure_id
        if self.stack.currentWidget() is not self.desk:
            self.stack.setCurrentWidget(self.desk)
            self.setFocusProxy(self.list)
            self.list.setFocus()
        self.list.choose(measure_id)
        self._show()

    def show_day(self, wish: tuple[int, date]) -> None:
        """Show a measure, and read what was on a day."""
        self.show_measure(wish[0])
        self.desk.read_day(wish[1])

    def show_multiples(self) -> None:
        """Show all measures side by side."""
        if self._measure_id is None:
            self.bridge.say("There is nothing to compare yet: add a measure first.")
            return
        if self.wall is None:
            from tracker.gui.widgets.multiples import MultiplesView

            self.wall = MultiplesView(self.bridge.theme, self.head.span.value or ALL)
            self.stack.addWidget(self.wall)
            self.wall.span.chosen.connect(self._show_wall)
            self.wall.opened.connect(self.show_measure)
            self.wall.left.connect(self.show_one)
        self._show_wall()
        self.setFocusProxy(self.wall)
        self.wall.setFocus()

    def show_pulse(self) -> None:
        """Show the own pulse beside the measure."""
        if self._measure_id is None:
            self.bridge.say("There is nothing to look at yet: add a measure first.")
            return
        if self.pulse is None:
            from tracker.gui.widgets.pulse_view import PulseView

            self.pulse = PulseView(self.bridge)
            self.stack.addWidget(self.pulse)
            self.pulse.opened.connect(self.show_measure)
            self.pulse.dialog_requested.connect(self.open_dialog)
        self.pulse.show_measure(self._measure_id)
        self.stack.setCurrentWidget(self.pulse)
        self.setFocusProxy(self.pulse)
        self.pulse.setFocus()

    def show_one(self) -> None:
        """Show the measure again that was shown last."""
        if self._measure_id is not None:
            self.show_measure(self._measure_id)

    def set_baseline(self) -> None:
        """Ask from when a new baseline counts, and why."""
        if self._side_by_side:
            self.show_one()
        self.panel.ask_baseline()

    @property
    def _side_by_side(self) -> bool:
        return self.wall is not None and self.stack.currentWidget() is self.wall

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.desk)
        self.stack.addWidget(self.blank)
        page_layout(self).addWidget(self.stack)
        self.setFocusProxy(self.list)

    def _wire(self) -> None:
        self.list.view.chosen.connect(self._on_chosen)
        self.list.view.opened.connect(self._on_opened)
        self.list.all.clicked.connect(self.show_multiples)
        self.list.pulse.clicked.connect(self.show_pulse)
        self.panel.fix_wished.connect(self._on_fix)
        self.head.span.chosen.connect(self._show)
        self.head.customer.clicked.connect(self._on_customer)
        self.head.mark.clicked.connect(self.add_event)
        self.head.export.clicked.connect(self.export_chart)
        self.card.flag_clicked.connect(self.events.open_flag)
        self.card.event_wished.connect(self.add_event)
        self.card.fix_wished.connect(self._on_fix)
        self.card.log_wished.connect(self._on_log)
        self.card.grip.clicked.connect(self.copy_chart)
        self.card.grip.drag_wished.connect(self._on_drag)
        self.notes.view.opened.connect(self.open_written)
        self.notes.view.removed.connect(self.remove_written)
        self.empty.next_step.connect(self._on_next_step)

    def _show(self) -> None:
        if self._measure_id is None:
            return
        weeks = self.head.weeks
        self.sheet = trend_sheet(self.tracker, self._measure_id, self.bridge.today(), weeks)
        self.events.sheet = self.heard.sheet = self.sheet
        standing = standing_of(self.tracker, self._measure_id, self.bridge.today())
        self.desk.show_sheet(self.sheet, standing)
        if self.desk.isVisible():
            commands.look_at(self.tracker, self._measure_id, self.bridge.today())

    def _show_wall(self) -> None:
        if self.wall:
            self.wall.show_wall(wall(self.tracker, self.bridge.today(), self.wall.weeks))
            self.stack.setCurrentWidget(self.wall)

    def _still_there(self) -> bool:
        """Say whether the measure shown was only archived: its chart stays open."""
        try:
            self.tracker.measures.get(self._measure_id or 0)
        except NotFound:
            return False
        return True

    def _on_chosen(self, measure_id: int) -> None:
        if measure_id != self._measure_id:
            self._measure_id = measure_id
            self._show()
            if self.pulse and self.stack.currentWidget() is self.pulse:
                self.pulse.show_measure(measure_id)

    def _on_opened(self, _measure_id: int) -> None:
        if self.card.chart and self.card.chart.isVisible():
            self.card.chart.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_fix(self) -> None:
        if standing := self.panel.standing:
            self.fix_requested.emit((standing.measure.id, standing.finding.since, ""))

    def _on_customer(self) -> None:
        if self.sheet:
            self.customer_requested.emit(self.sheet.customer.id)

    def _on_drag(self) -> None:
        self.export.take.drag(self.card.picture, self.card.grip)

    def _on_log(self) -> None:
        self.page_requested.emit("week")

    def _on_next_step(self) -> None:
        self.command_requested.emit(("customers", self._next_step))
