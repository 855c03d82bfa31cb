"""The card that holds the chart, or the same as a table, or what to do while nothing is logged.

pyqtgraph and numpy are loaded when the first chart is wanted, after the page was painted without.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.app.trends.trend import TrendSheet
from tracker.domain.period import Period
from tracker.gui.theme import Theme, body_font, scaled
from tracker.gui.trends.legend import Legend
from tracker.gui.widgets.chart_export import hand_over_button
from tracker.gui.widgets.feedback import EmptyState
from tracker.gui.widgets.row_menu import Entries, popup
from tracker.gui.widgets.rows_model import TRAILING, ModelColumn
from tracker.gui.widgets.rows_table import RowsTable
from tracker.gui.widgets.text import ElidedLabel, link
from tracker.report.charts.picture import CustomerRating, Gap, Point, TrendPicture
from tracker.report.charts.reading import BETWEEN, RATED, in_order, kept, reading
from tracker.report.dates import medium_day, period_with_days

if TYPE_CHECKING:
    from tracker.gui.trends.chart import TrendChart


AS_TABLE, AS_CHART = "Show as table", "Show as chart"
NOTE = 3
LEAST_CHART, AROUND = 340, 42  # px: a table or a sentence; legend and margins
WIDTHS = {0: 226, 1: 84, 2: 80}


@dataclass(frozen=True, slots=True)
class Line:
    """A period, or a customer's rating, as a row of the table."""

    item: Point | Gap | CustomerRating
    period: Period
    until: date
    private: str


def _when(line: Line) -> str:
    if isinstance(line.item, CustomerRating):
        return medium_day(line.item.day, line.until)
    return period_with_days(line.period, line.until)


def _value(line: Line) -> str:
    return line.item.reason if isinstance(line.item, Gap) else line.item.shown


def _promise(line: Line) -> str:
    return kept(line.item) if isinstance(line.item, Point) else ""


def _note(line: Line) -> str:
    if isinstance(line.item, CustomerRating):
        return BETWEEN.join(part for part in (RATED, line.item.words) if part)
    if isinstance(line.item, Gap):
        return line.private
    return " · ".join(part for part in (line.item.note, line.private) if part)


def _column(
    title: str, cell: Callable[[Line], str], align: Qt.AlignmentFlag | None = None
) -> ModelColumn[Line]:
    """Return a column whose cells are one line each, and say all of it in their tip."""

    def on_one_line(line: Line) -> str:
        return " ".join(cell(line).split())

    return ModelColumn(on_one_line, tip=cell, title=title, align=align)


COLUMNS = (
    _column("Period", _when),
    _column("Value", _value, TRAILING),
    _column("Promise", _promise),
    _column("Note", _note),
)


def _lines(sheet: TrendSheet) -> list[Line]:
    """Return one line a period or a customer's rating, newest first."""
    private = {note.period.start: note.text for note in sheet.notes if note.private}
    return [
        Line(
            item,
            Period(item.day, sheet.measure.cadence),
            sheet.picture.until,
            f"(private) {text}" if (text := private.get(item.day)) else "",
        )
        for item in reversed(in_order(sheet.picture))
    ]


def _table() -> RowsTable[Line]:
    """Return the table that stands in the place of the chart."""
    table = RowsTable("Values as a table", COLUMNS, WIDTHS, (NOTE,))
    table.setFont(body_font(tabular=True))
    table.setProperty("role", "values")
    table.setWordWrap(False)
    table.verticalHeader().setDefaultSectionSize(scaled(28))
    return table


class ChartPlaceholder(QLabel):
    """Stands in the place of the chart, and tells when a person can see that it does."""

    shown = Signal()

    def __init__(self) -> None:
        super().__init__("Drawing the chart…")
        self.setProperty("role", "quiet")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, and only then let the chart be loaded, which takes a third of a second."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.shown.emit)


class TrendCard(QFrame):
    """Shows a sheet; the chart is made once, when it is first wanted."""

    flag_clicked = Signal(object)  # Flag
    event_requested = Signal()
    fix_requested = Signal()
    log_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self.offers: Callable[[], Entries] | None = None  # what the chart's menu holds
        self.value_offers: Callable[[Point], Entries] | None = None  # and of the value read
        self._sheet: TrendSheet | None = None
        self.chart: TrendChart | None = None
        self._wanted: date | None = None  # a day to be read when the chart is there
        self.waiting = ChartPlaceholder()
        self.waiting.shown.connect(self._make_chart)
        self.table = _table()
        self.nothing = EmptyState(
            theme,
            "chart-line",
            "Nothing logged yet",
            "The chart begins with the first value. Log it on This week.",
            "Log this week",
        )
        self.nothing.setProperty("role", "plain")
        self.nothing.next_step_requested.connect(self.log_requested)
        self.stack = QStackedWidget()
        for page in (self.waiting, self.table, self.nothing):
            self.stack.addWidget(page)
        self.line = ElidedLabel(role="hint")
        self.line.hide()
        self.line.setAccessibleName("Value at the cursor")
        self.legend = Legend(theme)
        self.grip = hand_over_button(theme, "the chart", "Ctrl+Alt+C")
        self._lay_out()

    @property
    def picture(self) -> TrendPicture | None:
        """What is seen now and may leave; None while there is nothing to be seen."""
        if self._sheet is None or not self._sheet.ever_logged:
            return None
        return ((self.chart and self.chart.picture) or self._sheet.picture).for_sharing

    @property
    def least_height(self) -> int:
        """How high the card has to be for its plot."""
        drawn = self.chart is not None and self.stack.currentWidget() is self.chart
        chart = self.chart.minimumHeight() if self.chart and drawn else scaled(LEAST_CHART)
        return chart + scaled(AROUND)

    def show_sheet(self, sheet: TrendSheet) -> None:
        """Show another sheet, in the way the last one was shown."""
        self._sheet = sheet
        self.swap.setVisible(sheet.ever_logged)
        self.gap.setVisible(sheet.ever_logged)
        self.grip.setVisible(sheet.ever_logged)
        if not sheet.ever_logged:
            self.back.hide()
            self.stack.setCurrentWidget(self.nothing)
        elif self.swap.isChecked():
            self._show_table()
        else:
            self._show_chart()
        self._on_reading_changed(self.chart.reading if self.chart else None)

    def read_day(self, day: date) -> None:
        """Read what was on a day, now or when the chart is there."""
        self._wanted = None if self.chart else day
        if self.chart:
            self.chart.read_day(day)

    def zoom_back(self) -> None:
        """Show every day of the picture again."""
        if self.chart:
            self.chart.zoom_back()

    def _lay_out(self) -> None:
        self.back = link("Zoom back", "Show everything again (Home)")
        self.back.hide()
        self.back.clicked.connect(self.zoom_back)
        tip = "Your figures beside what they said of it (Ctrl+Shift+Y)"
        self.gap = link("You and them", tip)
        self.swap = link(AS_TABLE, "Every period with its value and note, as a table")
        self.swap.setCheckable(True)
        self.swap.toggled.connect(self._on_swap)
        foot = QHBoxLayout()
        foot.setContentsMargins(26, 0, 10, 0)
        foot.setSpacing(4)
        foot.addWidget(self.legend, 1)
        foot.addWidget(self.line, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.gap)
        foot.addWidget(self.swap)
        foot.addWidget(self.grip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 6)
        layout.setSpacing(2)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)

    def _show_chart(self) -> None:
        if self.chart is None:
            self.stack.setCurrentWidget(self.waiting)
        elif self._sheet:
            self.chart.measure = self._sheet.measure
            self.chart.show_picture(self._sheet.picture)
            self.stack.setCurrentWidget(self.chart)

    def _make_chart(self) -> None:
        if self.chart is not None:
            return
        from tracker.gui.trends.chart import TrendChart

        self.chart = chart = TrendChart(self._theme)
        chart.reading_changed.connect(self._on_reading_changed)
        chart.zoomed.connect(self._on_zoomed)
        chart.flag_clicked.connect(self.flag_clicked)
        chart.menu_requested.connect(self._on_menu_requested)
        chart.event_requested.connect(self.event_requested)
        chart.fix_requested.connect(self.fix_requested)
        self.stack.addWidget(chart)
        QWidget.setTabOrder(self.table, chart)
        if self._sheet:
            self.show_sheet(self._sheet)
        if self._wanted:
            self.read_day(self._wanted)

    def _show_table(self) -> None:
        if self._sheet:
            self.table.rows.show(_lines(self._sheet))
        self.back.hide()
        self.stack.setCurrentWidget(self.table)

    def _on_swap(self, table: bool) -> None:
        self.swap.setText(AS_CHART if table else AS_TABLE)
        if self._sheet:
            self.show_sheet(self._sheet)

    def _show_foot(self, *, read: bool) -> None:
        """Show what the signs mean, or what is read off the chart, in the same place."""
        sheet = self._sheet
        drawn = bool(sheet and sheet.ever_logged) and not self.swap.isChecked()
        if read and not self.legend.isHidden():  # nothing moves as one reads
            self.line.setMinimumHeight(self.legend.height())
        self.legend.setVisible(drawn and not read)
        self.line.setVisible(drawn and read)

    def _on_menu_requested(self, place: QPoint) -> None:
        popup(self, place, self.menu_entries())

    def menu_entries(self) -> Entries:
        """Return what the menu of the chart holds: what is offered of the value read first."""
        every = self.offers() if self.offers is not None else []
        read = self.chart.reading if self.chart else None
        if self.value_offers is None or not isinstance(read, Point):
            return every
        return [*self.value_offers(read), None, *every]

    def _on_zoomed(self, zoomed: bool) -> None:
        self.back.setVisible(zoomed)
        if self.chart and self.chart.frame:
            self.legend.show_frame(self.chart.frame)

    def _on_reading_changed(self, item: Point | Gap | CustomerRating | None) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        words = reading(item, sheet.measure, sheet.picture.until) if item else ""
        self.line.show_text(words)
        self._show_foot(read=bool(words))
        if self.chart:
            said = words if item else sheet.picture.summary
            self.chart.setAccessibleDescription(said)
