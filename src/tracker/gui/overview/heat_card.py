"""The card of customers by areas: a picture, and the same in words, a line for each measure."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QVBoxLayout, QWidget

from tracker.app.trends.pictures import HeatRow
from tracker.domain.measure import AREA_NAMES, Area
from tracker.gui.overview.heat_map import HeatMap
from tracker.gui.overview.heat_signs import HeatLegend
from tracker.gui.theme import Theme
from tracker.gui.widgets.chart_export import hand_over_button
from tracker.gui.widgets.rows_model import ModelColumn
from tracker.gui.widgets.rows_table import RowsTable
from tracker.gui.widgets.text import label, link
from tracker.gui.widgets.wrapping import WrappingRow

AS_TABLE, AS_PICTURE = "Show as table", "Show as picture"
NO_MEASURE, NO_VALUE = "no measure", "no value yet"


@dataclass(frozen=True, slots=True)
class HeatTableLine:
    """One measure of a customer as it stands, or a customer for whom nothing is measured."""

    customer_id: int
    customer: str
    area: str = ""
    measure: str = NO_MEASURE
    figure: str = ""
    said: str = ""
    measure_id: int | None = None

    @property
    def key(self) -> tuple[int, int | None]:
        """What tells it from the others."""
        return self.customer_id, self.measure_id


def heat_lines(row: HeatRow) -> list[HeatTableLine]:
    """Return what the picture shows of a customer as lines, in its order."""
    return [
        HeatTableLine(
            row.customer_id,
            row.name,
            AREA_NAMES[area],
            one.name,
            one.figure or NO_VALUE,
            one.said,
            one.measure_id,
        )
        for area, cell in zip(Area, row.cells, strict=True)
        for one in cell
    ] or [HeatTableLine(row.customer_id, row.name)]


COLUMNS: tuple[ModelColumn[HeatTableLine], ...] = (
    ModelColumn(lambda line: line.customer, title="Customer"),
    ModelColumn(lambda line: line.area, title="Area"),
    ModelColumn(lambda line: line.measure, title="Measure"),
    ModelColumn(lambda line: line.figure, title="Last value"),
    ModelColumn(lambda line: line.said, title="How it stands"),
)


class HeatTable(RowsTable[HeatTableLine]):
    """As tall as its lines, and each as tall as its words: the page scrolls, not the table."""

    def __init__(self) -> None:
        name = "Customers by impact area, as a table"
        super().__init__(name, COLUMNS, {1: 110, 3: 90}, (0, 2, 4), key=lambda line: line.key)
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().geometriesChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that take more lines make their row taller."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        frame = 2 * self.frameWidth()
        height = self.horizontalHeader().height() + self.verticalHeader().length() + frame
        if height != self.height():
            self.setFixedHeight(height)


class HeatCard(QFrame):
    """Shows the picture, or the table of it; every line opens what it is about."""

    measure_requested = Signal(object)  # int
    customer_requested = Signal(object)  # int
    current_moved = Signal(object)  # QRect of the current cell or line, in this card

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.picture, self.signs, self.table = HeatMap(theme), HeatLegend(theme), HeatTable()
        self.table.hide()
        self.swap = link(AS_TABLE, "Every measure in words, as a table")
        self.export = link("Export…", "PNG, SVG, PDF, or the clipboard", name="Export heat map")
        self.grip = hand_over_button(theme, "the heat map")
        doing = QWidget()
        doing.setProperty("role", "plain")
        at_end = WrappingRow(doing)
        for one in (self.signs, self.swap, self.export, self.grip):
            at_end.addWidget(one)
        head = WrappingRow()
        head.addWidget(label("Customers × impact", "heading"))
        head.addWidget(doing)
        head.at_end = doing
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 6)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.picture)
        layout.addWidget(self.table)
        self.swap.clicked.connect(self._on_swap)
        self.table.activated.connect(self._on_activated)
        self.table.row_selected.connect(self._on_line)
        self.picture.current_moved.connect(self._on_cell)
        self.picture.measure_requested.connect(self.measure_requested)
        self.picture.customer_requested.connect(self.customer_requested)

    def show_rows(self, rows: tuple[HeatRow, ...]) -> None:
        """Show other customers."""
        self.picture.show_rows(rows)
        self.table.show_rows([line for row in rows for line in heat_lines(row)])
        self.signs.show_signs(rows)

    def add_foot(self, said: QWidget) -> None:
        """Put below it what is said of all these customers."""
        self._column.addWidget(said)

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab comes to, in reading order."""
        return [self.swap, self.export, self.picture, self.table]

    def _on_swap(self) -> None:
        """Show the same as a table, or as a picture again."""
        words = self.table.isHidden()
        self.table.setVisible(words)
        self.picture.setVisible(not words)
        self.signs.setVisible(not words)
        self.swap.setText(AS_PICTURE if words else AS_TABLE)

    def _on_cell(self, place: QRect) -> None:
        self.current_moved.emit(place.translated(self.picture.pos()))

    def _on_line(self) -> None:
        if self.table.hasFocus():
            place = self.table.visualRect(self.table.currentIndex())
            head = QPoint(0, self.table.horizontalHeader().height())
            self.current_moved.emit(place.translated(self.table.pos() + head))

    def _on_activated(self, index: QModelIndex) -> None:
        line = self.table.rows.row(index)
        if line.measure_id is None:
            self.customer_requested.emit(line.customer_id)
        else:
            self.measure_requested.emit(line.measure_id)
