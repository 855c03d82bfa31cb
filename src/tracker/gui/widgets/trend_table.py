"""A trend as a table, for people who would rather read than see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tracker.app.queries.trend import TrendSheet
from tracker.domain.period import Period
from tracker.gui.theme import body_font
from tracker.gui.widgets.few_lines import tip_of
from tracker.report.legend import RATED
from tracker.report.picture import Gap, Point, Rated
from tracker.report.reading import BETWEEN, day_words, in_order, kept, period_words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
COLUMNS = ("Period", "Value", "Promise", "Note")
VALUE, NOTE = 1, 3
END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
VALUE_WIDTH, KEPT_WIDTH, PERIOD_WIDTH = 84, 80, 226


@dataclass(frozen=True, slots=True)
class _Line:
    item: Point | Gap | Rated
    private: str

    def cell(self, column: int, period: str) -> str:
        """Return what stands in a column."""
        if column == 0:
            return day_words(self.item.day) if isinstance(self.item, Rated) else period
        if isinstance(self.item, Rated):
            said = BETWEEN.join(one for one in (RATED, self.item.words) if one)
            return (self.item.shown, "", said)[column - 1]
        if isinstance(self.item, Gap):
            return (self.item.reason, "", self.private)[column - 1]
        note = " · ".join(one for one in (self.item.note, self.private) if one)
        return (self.item.shown, kept(self.item), note)[column - 1]


class TrendModel(QAbstractTableModel):
    """One row a period or a customer's rating, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._sheet: TrendSheet | None = None

    def show(self, sheet: TrendSheet) -> None:
        """Show another sheet."""
        self.beginResetModel()
        private = {note.period.start: note.text for note in sheet.notes if note.private}
        items = reversed(in_order(sheet.picture))
        self._lines = [
            _Line(item, f"(private) {text}" if (text := private.get(item.day)) else "")
            for item in items
        ]
        self._sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the periods."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name a column."""
        if way == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == VALUE:
            return int(END)
        return COLUMNS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one cell."""
        if not index.isValid() or self._sheet is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            line = self._lines[index.row()]
            period = Period(line.item.day, self._sheet.measure.cadence)
            text = line.cell(index.column(), period_words(period))
            return " ".join(text.split()) if role == Qt.ItemDataRole.DisplayRole else tip_of(text)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == VALUE:
            return int(END)
        return None


class TrendTable(QTableView):
    """The table as it stands in the place of the chart."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(body_font(tabular=True))
        self.lines = TrendModel()
        self.setModel(self.lines)
        self.setAccessibleName("Values as a table")
        self.setProperty("role", "values")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((PERIOD_WIDTH, VALUE_WIDTH, KEPT_WIDTH)):
            self.setColumnWidth(column, width)
