"""What the Trend menu asks of the page, one method a command."""

from __future__ import annotations

from tracker.gui.dialogs.chart_events import ChartEvents
from tracker.gui.dialogs.export_chart import ExportMenu
from tracker.gui.page import Page
from tracker.gui.widgets.trend_card import TrendCard
from tracker.gui.widgets.trend_head import ALL, QUARTER, YEAR, TrendHead
from tracker.gui.widgets.trend_list import TrendList


class TrendCommands(Page):
    """The commands that need nothing but the parts of the page."""

    list: TrendList
    head: TrendHead
    card: TrendCard
    events: ChartEvents
    export: ExportMenu

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

    def export_chart(self) -> None:
        """Offer the chart as a file."""
        self.export.offer(self.card.picture, self.head.export)

    def copy_chart(self) -> None:
        """Put the chart on the clipboard."""
        self.export.take.copy(self.card.picture)
