"""Trends: one measure's chart, what was written about it, and all measures beside it."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.queries.measure_list import listed_measure, listed_measures
from tracker.app.queries.trend import Note, TrendSheet, trend_sheet
from tracker.app.tracker import Changes
from tracker.domain.diary import Event
from tracker.domain.errors import NotFound
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.event import EventDialog
from tracker.gui.dialogs.export_chart import ExportMenu
from tracker.gui.page import Header, Page, page_layout
from tracker.gui.widgets.empty import EmptyState
from tracker.gui.widgets.trend_card import TrendCard
from tracker.gui.widgets.trend_head import ALL, QUARTER, YEAR, TrendHead
from tracker.gui.widgets.trend_list import TrendList
from tracker.gui.widgets.trend_notes import NotesCard, Written
from tracker.gui.widgets.trend_words import WordsCard
from tracker.report.picture import Flag


class TrendsPage(Page):
    """Shows one measure at a time; `show_measure` says which."""

    reads = frozenset({"customer", "measure", "version", "evaluation", "event"})
    cheap: ClassVar = frozenset({"evaluation", "event"})
    hint = "← → previous or next measure · Tab to the chart, ← → read it · E event · + − zoom"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.sheet: TrendSheet | None = None
        self._measure_id: int | None = None
        theme = bridge.theme
        self.list = TrendList(theme)
        self.head = TrendHead()
        self.card = TrendCard(theme)
        self.words = WordsCard()
        self.notes = NotesCard(theme)
        self.export = ExportMenu(bridge, self)
        self.empty = EmptyState(
            theme,
            "chart-line",
            "Trends stand here",
            "Every measure you promise a customer gets its chart: what you logged, what you "
            "promised, and what happened.",
            "Add a customer",
        )
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Show every measure in the list, and the chosen one's chart."""
        listed = listed_measures(self.tracker)
        self.list.fill(listed)
        ids = [one.measure.id for one in listed]
        if self._measure_id not in ids and not self._still_there():
            self._measure_id = ids[0] if ids else None
        self.stack.setCurrentWidget(self.blank if self._measure_id is None else self.whole)
        if self._measure_id is None:
            self._name_next_step()
        else:
            self._show()

    def touch(self, changes: Changes) -> bool:
        """Show an entry or an event without reading every measure."""
        if not changes.tables <= self.cheap or self._measure_id is None:
            return False
        if changes.tables == {"evaluation"} and not changes.measures:
            return False
        for measure_id in changes.measures:
            self.list.fill_one(listed_measure(self.tracker, measure_id))
        if "event" in changes.tables or self._measure_id in changes.measures:
            self._show()
        return True

    def show_measure(self, measure_id: int) -> None:
        """Show another measure."""
        self._measure_id = measure_id
        self.list.choose(measure_id)
        self._show()

    def previous_measure(self) -> None:
        """Go up in the list."""
        self.list.view.step(-1)

    def next_measure(self) -> None:
        """Go down in the list."""
        self.list.view.step(1)

    def show_quarter(self) -> None:
        """Show 13 weeks."""
        self.head.span.choose(QUARTER)

    def show_year(self) -> None:
        """Show a year."""
        self.head.span.choose(YEAR)

    def show_all(self) -> None:
        """Show everything that was logged."""
        self.head.span.choose(ALL)

    def zoom_back(self) -> None:
        """Show every day of the span again."""
        self.card.zoom_back()

    def add_event(self) -> None:
        """Ask what happened."""
        self._ask_event(None)

    def export_chart(self) -> None:
        """Offer the chart as a file."""
        if picture := self.card.picture:
            self.export.offer(picture, self.head.export)
        else:
            self.bridge.say("There is nothing to export yet: log a value first.")

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.words, 5)
        below.addWidget(self.notes, 4)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.card, 7)
        right.addLayout(below, 4)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.list)
        columns.addLayout(right, 1)
        self.whole = QWidget()
        inner = QVBoxLayout(self.whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.head)
        inner.addLayout(columns, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.whole)
        self.blank = QWidget()
        outer = QVBoxLayout(self.blank)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(Header("Trends"))
        outer.addWidget(self.empty, 1)
        self.stack.addWidget(self.blank)
        page_layout(self).addWidget(self.stack)
        self.setFocusProxy(self.list)
        order = (self.list.search, self.list.view, *self.card.stops, self.notes.view)
        for before, after in pairwise((*order, *self.head.stops)):
            QWidget.setTabOrder(before, after)

    def _wire(self) -> None:
        self.list.view.chosen.connect(self._on_chosen)
        self.list.view.opened.connect(self._on_opened)
        self.head.span.chosen.connect(self._show)
        self.head.customer.clicked.connect(self._on_customer)
        self.head.mark.clicked.connect(self.add_event)
        self.head.export.clicked.connect(self.export_chart)
        self.card.flag_clicked.connect(self._on_flag)
        self.card.event_wished.connect(self.add_event)
        self.card.log_wished.connect(self._on_log)
        self.notes.view.opened.connect(self._on_written)
        self.notes.view.removed.connect(self._on_removed)
        self.empty.next_step.connect(self._on_next_step)

    def _show(self) -> None:
        if self._measure_id is None:
            return
        weeks = self.head.weeks
        self.sheet = trend_sheet(self.tracker, self._measure_id, self.bridge.today(), weeks)
        self.list.choose(self._measure_id)
        self.head.show_sheet(self.sheet)
        self.card.show_sheet(self.sheet)
        self.words.show_sheet(self.sheet)
        self.notes.show_sheet(self.sheet)

    def _still_there(self) -> bool:
        """Say whether the measure shown was only archived: its chart stays open."""
        try:
            self.tracker.measures.get(self._measure_id or 0)
        except NotFound:
            return False
        return True

    def _name_next_step(self) -> None:
        served = bool(self.tracker.customers.where("archived_on IS NULL"))
        self.empty.button.setText("Add a measure" if served else "Add a customer")
        self._next_step = "add_measure" if served else "add_customer"

    def _ask_event(self, event: Event | None) -> None:
        if self.sheet is None:
            self.bridge.say("Events stand on charts: add a measure first.")
            return
        sheet = self.sheet
        EventDialog(self.bridge, self.window(), sheet.measure, sheet.customer, event).open()

    def _on_chosen(self, measure_id: int) -> None:
        if measure_id != self._measure_id:
            self._measure_id = measure_id
            self._show()

    def _on_opened(self, _measure_id: int) -> None:
        if self.card.chart and self.card.chart.isVisible():
            self.card.chart.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_customer(self) -> None:
        if self.sheet:
            self.customer_requested.emit(self.sheet.customer.id)

    def _on_flag(self, flag: Flag) -> None:
        for event in self.sheet.events if self.sheet else ():
            if (event.happened_on, event.title) == (flag.day, flag.label):
                self._ask_event(event)
                return

    def _on_written(self, row: Written) -> None:
        if isinstance(row.source, Note):
            if self.card.chart:
                self.card.chart.read_day(row.day)
        else:
            self._ask_event(row.source)

    def _on_removed(self, event: Event) -> None:
        commands.remove_event(self.tracker, event.id)
        self.bridge.say(f"Deleted: {event.title}. Ctrl+Z brings it back.")

    def _on_log(self) -> None:
        self.page_requested.emit("week")

    def _on_next_step(self) -> None:
        self.command_requested.emit(("customers", self._next_step))
