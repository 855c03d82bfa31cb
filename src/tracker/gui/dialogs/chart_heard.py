"""What the customer said of the measure on a chart: typed in, put right, compared with mine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tracker.app import commands
from tracker.app.queries.trend import TrendSheet
from tracker.domain.rating import Rating
from tracker.gui.bridge import Bridge

if TYPE_CHECKING:
    from tracker.gui.dialogs.gap import GapDialog

NO_MEASURE = "What customers say stands on charts: add a measure first."


class ChartHeard(QObject):
    """Belongs to a page; `sheet` is the chart that is shown."""

    def __init__(self, bridge: Bridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self.sheet: TrendSheet | None = None
        self.gap: GapDialog | None = None

    def ask(self) -> None:
        """Ask what they said of the measure that is shown."""
        self.open(None)

    def open(self, rating: Rating | None) -> None:
        """Show what they said, to be put right, or ask for it."""
        if self.sheet is None:
            self._bridge.say(NO_MEASURE)
            return
        from tracker.gui.dialogs.said import SaidDialog

        sheet, window = self.sheet, self._page.window()
        SaidDialog(
            self._bridge, window, sheet.customer.id, measure_id=sheet.measure.id, rating=rating
        ).open()

    def remove(self, rating: Rating) -> None:
        """Take away what they said."""
        commands.remove_rating(self._bridge.tracker, rating.id)
        self._bridge.say("Deleted: what they said. Ctrl+Z brings it back.")

    def compare(self) -> None:
        """Show one's own figures beside theirs, in a small window that blocks nothing."""
        if self.sheet is None:
            self._bridge.say(NO_MEASURE)
            return
        if self.gap is None:
            from tracker.gui.dialogs.gap import GapDialog

            self.gap = GapDialog(self._bridge, self._page.window())
        self.gap.show_measure(self.sheet.measure.id)
        self.gap.show()
        self.gap.raise_()
