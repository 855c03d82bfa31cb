"""The two lists of needs as a table: a row a need or a pair of them, my column and theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from tracker.domain.needs import Comparison, Need, Row, Side
from tracker.report.text.customers import known_by, standing, their_heading

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
NEED_ROLE = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-impact-tracker-need"
SIDES = (Side.MINE, Side.THEIRS)
MINE, THEIRS = range(2)
HEADING = "What I think they need"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A wish: this need at that rank of its list."""

    need_id: int
    rank: int


class NeedsModel(QAbstractTableModel):
    """What is shown and said of each cell, and what a drop onto one means."""

    ranked = Signal(object)  # Ranked
    paired = Signal(object)  # tuple[int, int]: two needs
    reworded = Signal(object)  # tuple[int, str]: a need, and its new words

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found = Comparison()
        self._today = date.min
        self._measures: dict[int, str] = {}

    def show(self, found: Comparison, measures: dict[int, str], today: date) -> None:
        """Show other lists."""
        self.beginResetModel()
        self.found, self._measures, self._today = found, measures, today
        self.endResetModel()

    def need(self, index: Index) -> Need | None:
        """Return what stands in a cell, if anything."""
        if not index.isValid():
            return None
        row = self.found.rows[index.row()]
        return row.mine if index.column() == MINE else row.theirs

    def place(self, need_id: int) -> QModelIndex:
        """Return where a need stands."""
        for at, row in enumerate(self.found.rows):
            for need in row.needs:
                if need.id == need_id:
                    return self.index(at, SIDES.index(need.side))
        return QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.found.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the lists."""
        return 0 if parent.isValid() else len(SIDES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Head the columns."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADING if section == MINE else their_heading(self.found.theirs, self._today)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one cell."""
        if not index.isValid():
            return None
        row, need = self.found.rows[index.row()], self.need(index)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return need.text if need else "—"
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(self._told(row, need)) if need else standing(row).capitalize()
            case Qt.ItemDataRole.AccessibleTextRole:
                side = "Mine" if index.column() == MINE else "Theirs"
                return f"{side}: " + ", ".join(self._told(row, need))
            case _ if role == ROW_ROLE:
                return row
            case _ if role == NEED_ROLE:
                return need
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for other words; the lists are shown anew when they were kept."""
        need = self.need(index)
        if role != Qt.ItemDataRole.EditRole or need is None or str(value).strip() == need.text:
            return False
        self.reworded.emit((need.id, str(value)))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let needs be edited and dragged, and dropped on others or between them."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        if self.need(index) is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Say that a drop moves."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Name the only thing that can be dropped here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Take a need along."""
        data = QMimeData()
        for index in indexes:
            if need := self.need(index):
                data.setData(MIME, str(need.id).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Rank within a list, or pair across them."""
        if not data.hasFormat(MIME) or action == Qt.DropAction.IgnoreAction:
            return False
        need = self.need(self.place(int(bytes(data.data(MIME).data()))))
        if need is None:
            return False
        if parent.isValid():
            self._onto(need, self.found.rows[parent.row()], SIDES[parent.column()])
        else:
            self._between(need, row)
        return True

    def _onto(self, need: Need, row: Row, side: Side) -> None:
        same = row.mine if need.side is Side.MINE else row.theirs
        other = row.theirs if need.side is Side.MINE else row.mine
        if same is not None and side is need.side:
            if same.id != need.id:
                self.ranked.emit(Ranked(need.id, same.rank))
        elif other is not None and same != need:
            self.paired.emit((need.id, other.id))

    def _between(self, need: Need, row: int) -> None:
        rows = self.found.rows if row < 0 else self.found.rows[:row]
        here = [one.mine if need.side is Side.MINE else one.theirs for one in rows]
        before = [one.rank for one in here if one and one.id != need.id and one.rank < need.rank]
        after = [one.rank for one in here if one and one.id != need.id and one.rank > need.rank]
        rank = max(after) if after else max(before, default=0) + 1
        if rank != need.rank:
            self.ranked.emit(Ranked(need.id, rank))

    def _told(self, row: Row, need: Need | None) -> list[str]:
        if need is None:
            return ["nothing", standing(row)]
        told = [f"{need.rank}. {need.text}", known_by(need, self._today, status=True)]
        if words := standing(row):
            told.append(words)
        keys = [one.measure_id for one in row.needs]
        names = [self._measures[key] for key in keys if key in self._measures]
        told.append(f"measured by {names[0]}" if names else "no measure")
        return told
