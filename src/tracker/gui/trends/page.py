"""Trends: one measure's chart, what was written about it, and all measures beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from tracker.app import commands
from tracker.app.measures.lists import listed_measure, listed_measures
from tracker.app.sharing.charts import ChartSubject
from tracker.app.signals.standing import standing_of, standings
from tracker.app.trends.multiples import wall
from tracker.app.trends.trend import ChartNote, TrendSheet, trend_sheet
from tracker.domain.errors import NotFound
from tracker.domain.evaluation import Event
from tracker.domain.sharing import Rating
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.hand_over import HandOver
from tracker.gui.menus import CommandOffer
from tracker.gui.page import Page, page_layout
from tracker.gui.trends.events import ChartEvents
from tracker.gui.trends.notes import NotesRow
from tracker.gui.trends.ratings import ChartRatings
from tracker.gui.trends.view import ALL, CORRECTED, QUARTER, YEAR, BlankTrends, TrendView
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.row_menu import Entries, of_buttons, of_commands
from tracker.store.history import Changes

if TYPE_CHECKING:
    from tracker.gui.trends.multiples import MultiplesView
    from tracker.gui.trends.pulse import PulseView

IN_MENU = (
    *("zoom_back", "add_event", "add_rating", "record_reported", "show_gap"),
    *("show_calculation", "set_baseline", "export_chart", "copy_chart"),
)


class TrendsPage(Page):
    """Shows one measure at a time (`show_measure` says which), or all side by side."""

    reads = (
        frozenset({"customer", "measure", "version", "evaluation", "link"})
        | {"pulse", "pulse_word"}
        | CORRECTED
    )
    cheap: ClassVar = frozenset({"evaluation"}) | CORRECTED
    hint = "← → other measures · Enter to the chart, ← → read it · E event · F fix · + − zoom"
    blank_without = "measure"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.view = TrendView(bridge)
        self.list, self.head, self.card = self.view.list, self.view.head, self.view.card
        self.panel, self.notes = self.view.panel, self.view.notes
        self.events = ChartEvents(bridge, self)
        self.heard = ChartRatings(bridge, self)
        self.export = HandOver(bridge, self)
        self.sheet: TrendSheet | None = None
        self._measure_id: int | None = None
        self.wall: MultiplesView | None = None
        self.pulse: PulseView | None = None
        self.blank = BlankTrends(bridge.theme)
        self.empty = self.blank.empty
        self._lay_out()
        self._wire()

    def shown_place(self) -> object:
        """Return the measure that is shown."""
        return self._measure_id

    def show_place(self, place: object) -> None:
        """Show that measure again."""
        if isinstance(place, int):
            self.show_measure(place)

    def refresh(self) -> None:
        """Show every measure in the list, and the chosen one's chart or all of them."""
        listed = listed_measures(self.tracker)
        self.list.fill(listed, standings(self.tracker, self.bridge.today()))
        ids = [row.measure.id for row in listed if row.customer.id not in self.bridge.hides]
        if self._measure_id not in ids and (self._sifted_out() or not self._still_there()):
            self._measure_id = ids[0] if ids else None
        if self._measure_id is None:
            self.stack.setCurrentWidget(self.blank)
            self.blank.offer(self.tracker.customers.where("archived_on IS NULL"))
        elif self._side_by_side:
            self._show_wall()
        elif self.pulse and self.stack.currentWidget() is self.pulse:
            self.pulse.show_measure(self._measure_id)
        else:
            self.stack.setCurrentWidget(self.view)
            self._show()

    def touch(self, changes: Changes) -> bool:
        """Show an entry or an event without reading every measure."""
        alone = self._measure_id is not None and self.stack.currentWidget() is self.view
        if not changes.tables & self.reads <= self.cheap or not alone:
            return False
        if changes.tables == {"evaluation"} and not changes.measures:
            return False
        for measure_id in changes.measures:
            one = standing_of(self.tracker, measure_id, self.bridge.today())
            self.list.fill_one(listed_measure(self.tracker, measure_id), one)
        if changes.tables & CORRECTED or self._measure_id in changes.measures:
            self._show()
        return True

    def show_measure(self, measure_id: int) -> None:
        """Show another measure, alone."""
        self._measure_id = measure_id
        found = self.tracker.measures.rows.first(id=measure_id)
        if found is not None:
            self.list.who.reveal(found.customer_id)
        if self.stack.currentWidget() is not self.view:
            self.stack.setCurrentWidget(self.view)
            self.entrance = self.view
            self.setFocus()
        self.list.choose(measure_id)
        self._show()

    def show_day(self, measure_id: int, day: date) -> None:
        """Show a measure, and read what was on a day."""
        self.show_measure(measure_id)
        self.view.read_day(day)

    def show_multiples(self) -> None:
        """Show all measures side by side."""
        if self._measure_id is None:
            self.bridge.show_message("There is nothing to compare yet: add a measure first.")
            return
        if self.wall is None:
            from tracker.gui.trends.multiples import MultiplesView

            self.wall = MultiplesView(self.bridge, self.head.span.value or ALL)
            self.stack.addWidget(self.wall)
            self.wall.span.selected.connect(self._show_wall)
            self.wall.open_requested.connect(self.show_measure)
            self.wall.back_requested.connect(self.show_one)
        self._show_wall()
        self.entrance = self.wall.grid
        self.setFocus()

    def show_pulse(self) -> None:
        """Show the own pulse beside the measure."""
        if self._measure_id is None:
            self.bridge.show_message("There is nothing to look at yet: add a measure first.")
            return
        if self.pulse is None:
            from tracker.gui.trends.pulse import PulseView

            self.pulse = PulseView(self.bridge)
            self.stack.addWidget(self.pulse)
            self.pulse.open_requested.connect(self.show_measure)
        self.pulse.show_measure(self._measure_id)
        self.stack.setCurrentWidget(self.pulse)
        self.entrance = self.pulse.chart
        self.setFocus()

    def show_one(self) -> None:
        """Show the measure again that was shown last."""
        if self._measure_id is not None:
            self.show_measure(self._measure_id)

    def set_baseline(self) -> None:
        """Ask from when a new baseline counts, and why."""
        if self.stack.currentWidget() is not self.view:
            self.show_one()
        self.panel.ask_baseline()

    @property
    def _side_by_side(self) -> bool:
        return self.wall is not None and self.stack.currentWidget() is self.wall

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.blank)
        page_layout(self).addWidget(self.stack)
        self.entrance = self.view

    def _wire(self) -> None:
        self.list.view.measure_selected.connect(self._on_measure_selected)
        self.list.view.measure_opened.connect(self._on_measure_opened)
        self.list.all.clicked.connect(self.show_multiples)
        self.list.pulse.clicked.connect(self.show_pulse)
        self.panel.fix_requested.connect(self._on_fix_requested)
        self.head.span.selected.connect(self._show)
        self.head.customer.clicked.connect(self._on_customer)
        self.card.gap.clicked.connect(self.show_gap)
        self.head.mark.clicked.connect(self.add_event)
        self.head.export.clicked.connect(self.export_chart)
        self.list.view.offers = self.card.table.offers = self.card.offers = self._offers
        self.card.value_offers = self.panel.offers_of
        self.card.flag_clicked.connect(self.events.open_flag)
        self.card.event_requested.connect(self.add_event)
        self.card.fix_requested.connect(self._on_fix_requested)
        self.card.log_requested.connect(self._on_log_requested)
        self.card.grip.clicked.connect(self.copy_chart)
        self.notes.view.open_requested.connect(self.open_written)
        self.notes.view.removed.connect(self.remove_written)
        self.empty.answer_by(self)

    def show_calculation(self) -> None:
        """Open the numbers behind the verdict, beside the window."""
        self.panel.show_calculation()

    def previous_measure(self) -> None:
        """Go up in the list."""
        self.list.view.step(-1)

    def next_measure(self) -> None:
        """Go down in the list."""
        self.list.view.step(1)

    def show_quarter(self) -> None:
        """Show 13 weeks."""
        self._span.choose(QUARTER)

    def show_year(self) -> None:
        """Show a year."""
        self._span.choose(YEAR)

    def show_all(self) -> None:
        """Show everything that was logged."""
        self._span.choose(ALL)

    def zoom_back(self) -> None:
        """Show every day of the span again."""
        self.card.zoom_back()

    def add_event(self) -> None:
        """Ask what happened."""
        self.events.add()

    def add_rating(self) -> None:
        """Ask what the customer said of the measure that is shown."""
        self.heard.ask()

    def show_gap(self) -> None:
        """Show one's own figures beside the customer's."""
        self.heard.compare()

    def record_reported(self) -> None:
        """Ask when the customer told of the change that is shown."""
        self.panel.told_button.ask()

    def export_chart(self) -> None:
        """Show the chart as it leaves, to be saved."""
        self.export.offer(self._subject)

    def copy_chart(self) -> None:
        """Show the chart as it leaves, to be copied or dragged out."""
        self.export.offer(self._subject, copy=True)

    def open_written(self, row: NotesRow) -> None:
        """Open an event or what was said, or read the day of a note."""
        if isinstance(row.source, ChartNote):
            self.view.read_day(row.day)
        elif isinstance(row.source, Rating):
            self.heard.open(row.source)
        else:
            self.events.open(row.source)

    def remove_written(self, source: Event | Rating) -> None:
        """Take an event or what was said away; undo brings it back."""
        if isinstance(source, Rating):
            self.heard.remove(source)
        else:
            self.events.remove(source)

    def menu_commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the menus ask of this page."""
        return {
            "previous_measure": self.previous_measure,
            "next_measure": self.next_measure,
            "show_quarter": self.show_quarter,
            "show_year": self.show_year,
            "show_all": self.show_all,
            "zoom_back": self.zoom_back,
            "show_multiples": self.show_multiples,
            "show_pulse": self.show_pulse,
            "show_calculation": self.show_calculation,
            "set_baseline": self.set_baseline,
            "add_event": self.add_event,
            "add_rating": self.add_rating,
            "record_reported": self.record_reported,
            "show_gap": self.show_gap,
            "export_chart": self.export_chart,
            "copy_chart": self.copy_chart,
        }

    def offer(self, command: str) -> CommandOffer:
        """Say what a command would do with the measure in view, or with all of them."""
        shown = self.stack.currentWidget()
        alone = shown is self.view and self.sheet is not None
        spans = {"show_quarter": QUARTER, "show_year": YEAR, "show_all": ALL}
        views = {"show_multiples": self.wall, "show_pulse": self.pulse}
        if command in spans and (alone or self._side_by_side):
            return _chosen(self._span.value == spans[command])
        if command in views:
            return _chosen(shown is views[command])
        if command == "set_baseline":
            possible = self._measure_id is not None and self.panel.form.isHidden()
        else:
            possible = alone and self._changes(command)
        return CommandOffer.POSSIBLE if possible else CommandOffer.NOTHING

    def _changes(self, command: str) -> bool:
        match command:
            case "previous_measure" | "next_measure":
                return self.list.view.ahead(-1 if command == "previous_measure" else 1) is not None
            case "zoom_back":
                return not self.card.back.isHidden()
            case "record_reported":
                return not self.panel.told_button.isHidden()
            case "export_chart" | "copy_chart":
                return self._subject is not None
            case _:
                return True

    def _offers(self) -> Entries:
        return [*of_commands(self, IN_MENU), *of_buttons([self.card.swap])]

    @property
    def _span(self) -> Segments[int]:
        """How far back is shown, of one measure or of all side by side."""
        return self.wall.span if self.wall and self._side_by_side else self.head.span

    @property
    def _subject(self) -> ChartSubject | None:
        picture, sheet = self.card.picture, self.sheet
        return ChartSubject(picture, sheet.measure, sheet.customer) if picture and sheet else None

    def _show(self) -> None:
        if self._measure_id is None:
            return
        weeks = self.head.weeks
        self.sheet = trend_sheet(self.tracker, self._measure_id, self.bridge.today(), weeks)
        self.events.sheet = self.heard.sheet = self.sheet
        standing = standing_of(self.tracker, self._measure_id, self.bridge.today())
        self.view.show_sheet(self.sheet, standing)
        if self.view.isVisible():
            commands.look_at(self.tracker, self._measure_id, self.bridge.today())

    def _show_wall(self) -> None:
        if self.wall:
            today, hidden = self.bridge.today(), self.bridge.hides
            left_out = sum(one.customer.id in hidden for one in listed_measures(self.tracker))
            self.wall.show_wall(wall(self.tracker, today, self.wall.weeks, hidden), left_out)
            self.stack.setCurrentWidget(self.wall)

    def _sifted_out(self) -> bool:
        """Say whether the measure shown is there, but of a customer whom the choice hides."""
        found = self.tracker.measures.rows.first(id=self._measure_id or 0)
        if found is None or found.archived_on is not None:
            return False
        return found.customer_id in self.bridge.hides

    def _still_there(self) -> bool:
        """Say whether the measure shown was only archived: its chart stays open."""
        try:
            self.tracker.measures.get(self._measure_id or 0)
        except NotFound:
            return False
        return True

    def _on_measure_selected(self, measure_id: int) -> None:
        if measure_id != self._measure_id:
            self._measure_id = measure_id
            self._show()
            if self.pulse and self.stack.currentWidget() is self.pulse:
                self.pulse.show_measure(measure_id)

    def _on_measure_opened(self, _measure_id: int) -> None:
        if self.card.chart and self.card.chart.isVisible():
            self.card.chart.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_fix_requested(self) -> None:
        if standing := self.panel.standing:
            self.fix_requested.emit((standing.measure.id, standing.finding.since, ""))

    def _on_customer(self) -> None:
        if self.sheet:
            self.customer_requested.emit(self.sheet.customer.id)

    def _on_log_requested(self) -> None:
        self.page_requested.emit("week")


def _chosen(so: bool) -> CommandOffer:
    return CommandOffer.CHOSEN if so else CommandOffer.POSSIBLE
