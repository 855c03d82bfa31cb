"""The events on a chart: asked for, opened by their flag, taken away."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tracker.app import commands
from tracker.app.queries.trend import TrendSheet
from tracker.domain.diary import Event
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.event import EventDialog
from tracker.report.picture import Flag


class ChartEvents(QObject):
    """Belongs to a page; `sheet` is the chart that is shown."""

    def __init__(self, bridge: Bridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self.sheet: TrendSheet | None = None

    def add(self) -> None:
        """Ask what happened."""
        self.open(None)

    def open(self, event: Event | None) -> None:
        """Show what is said of an event, or ask for a new one."""
        if self.sheet is None:
            self._bridge.say("Events stand on charts: add a measure first.")
            return
        sheet, window = self.sheet, self._page.window()
        EventDialog(self._bridge, window, sheet.measure, sheet.customer, event).open()

    def open_flag(self, flag: Flag) -> None:
        """Open the event that a flag stands for."""
        for event in self.sheet.events if self.sheet else ():
            if flag.kind == "event" and (event.happened_on, event.title) == (flag.day, flag.label):
                self.open(event)
                return

    def remove(self, event: Event) -> None:
        """Take an event away."""
        commands.remove_event(self._bridge.tracker, event.id)
        self._bridge.say(f"Deleted: {event.title}. Ctrl+Z brings it back.")
