"""The commands of Trends that need only what is on the desk: its list, head, chart and panel."""

from __future__ import annotations

from tracker.app.queries.trend import Note
from tracker.domain.diary import Event
from tracker.domain.rating import Rating
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.chart_events import ChartEvents
from tracker.gui.dialogs.chart_heard import ChartHeard
from tracker.gui.dialogs.export_chart import ExportMenu
from tracker.gui.page import Page
from tracker.gui.widgets.trend_desk import TrendDesk
from tracker.gui.widgets.trend_head import ALL, QUARTER, YEAR
from tracker.gui.widgets.written import Written


class TrendCommands(Page):
    """Makes the desk; the page that is built on it says what stands there."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.desk = TrendDesk(bridge)
        self.list, self.head, self.card = self.desk.list, self.desk.head, self.desk.card
        self.panel, self.notes = self.desk.panel, self.desk.notes
        self.events = ChartEvents(bridge, self)
        self.heard = ChartHeard(bridge, self)
        self.export = ExportMenu(bridge, self)
        self.panel.told_button.dialog_requested.connect(self.open_dialog)

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
        self.events.add()

    def add_said(self) -> None:
        """Ask what the customer said of the measure that is shown."""
        self.heard.ask()

    def show_gap(self) -> None:
        """Show one's own figures beside the customer's."""
        self.heard.compare()

    def tell_first(self) -> None:
        """Ask when the customer told of the change that is shown."""
        self.panel.told_button.ask()

    def export_chart(self) -> None:
        """Offer the chart as a file."""
        self.export.offer(self.card.picture, self.head.export)

    def copy_chart(self) -> None:
        """Put the chart on the clipboard."""
        self.export.take.copy(self.card.picture)

    def open_written(self, row: Written) -> None:
        """Open an event or what was said, or read the day of a note."""
        if isinstance(row.source, Note):
            self.desk.read_day(row.day)
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
