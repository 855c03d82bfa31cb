"""The two lists of needs as a table: a row a need or a pair of them, my column and theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from tracker.domain.needs import Need, NeedRow, NeedsComparison, NeedSide
from tracker.gui.widgets.rows_model import LEADING, DraggedRows, Index, ModelColumn
from tracker.report.text.customers import known_by, standing, their_heading

SIDES = (NeedSide.MINE, NeedSide.THEIRS)
MINE, THEIRS = range(2)
HEADING = "What I think they need"


@dataclass(frozen=True, slots=True)
class RankRequest:
    """A wish: this need at that rank of its list."""

    need_id: int
    rank: int


@dataclass(frozen=True, slots=True)
class NeedList:
    """One of the two lists: what it shows and says of a row, with the names of measures."""

    side: NeedSide
    measures: Mapping[int, str]
    today: date

    def column(self, title: str) -> ModelColumn[NeedRow]:
        """Return this list under a title."""
        return ModelColumn(
            self._text, tip=self._tip, spoken=self._accessible_text, title=title, align=LEADING
        )

    def _text(self, row: NeedRow) -> str:
        need = need_of(row, self.side)
        return need.text if need else "—"

    def _tip(self, row: NeedRow) -> str:
        need = need_of(row, self.side)
        return "\n".join(self._parts(row, need)) if need else standing(row).capitalize()

    def _accessible_text(self, row: NeedRow) -> str:
        side = "Mine" if self.side is NeedSide.MINE else "Theirs"
        return f"{side}: " + ", ".join(self._parts(row, need_of(row, self.side)))

    def _parts(self, row: NeedRow, need: Need | None) -> list[str]:
        if need is None:
            return ["nothing", standing(row)]
        parts = [f"{need.rank}. {need.text}", known_by(need, self.today, status=True)]
        if words := standing(row):
            parts.append(words)
        keys = [other.measure_id or 0 for other in row.needs]
        names = [self.measures[key] for key in keys if key in self.measures]
        parts.append(f"measured by {names[0]}" if names else "no measure")
        return parts


def need_of(row: NeedRow, side: NeedSide) -> Need | None:
    """Return what stands on one list in a row, if anything."""
    return row.mine if side is NeedSide.MINE else row.theirs


class NeedsModel(DraggedRows[NeedRow]):
    """What is shown and said of each cell, and what a drop onto one means."""

    mime_type = "application/x-impact-tracker-need"
    ranked = Signal(object)  # RankRequest
    paired = Signal(object)  # tuple[int, int]: two needs
    reworded = Signal(object)  # tuple[int, str]: a need, and its new words

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(*_columns(NeedsComparison(), {}, date.min), parent=parent)

    def show_needs(self, found: NeedsComparison, measures: Mapping[int, str], today: date) -> None:
        """Show other lists."""
        self.show(found.rows, _columns(found, measures, today))

    def need(self, index: Index) -> Need | None:
        """Return what stands in a cell, if anything."""
        row = self.row_or_none(index)
        return need_of(row, SIDES[index.column()]) if row else None

    def place(self, need_id: int) -> QModelIndex:
        """Return where a need stands."""
        for index, row in enumerate(self.rows):
            for need in row.needs:
                if need.id == need_id:
                    return self.index(index, SIDES.index(need.side))
        return QModelIndex()

    def dragged_id(self, index: Index) -> int | None:
        """Return which need is dragged; there may be none in the cell."""
        need = self.need(index)
        return need.id if need else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
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

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Rank within a list, or pair across them."""
        need_id = self.dropped_id(data, action)
        need = self.need(self.place(need_id)) if need_id is not None else None
        if need is None:
            return False
        if parent.isValid():
            self._onto(need, self.row(parent), SIDES[parent.column()])
        else:
            self._between(need, row)
        return True

    def _onto(self, need: Need, row: NeedRow, side: NeedSide) -> None:
        same = need_of(row, need.side)
        other = row.theirs if need.side is NeedSide.MINE else row.mine
        if same is not None and side is need.side:
            if same.id != need.id:
                self.ranked.emit(RankRequest(need.id, same.rank))
        elif other is not None and same != need:
            self.paired.emit((need.id, other.id))

    def _between(self, need: Need, row: int) -> None:
        rows = self.rows if row < 0 else self.rows[:row]
        above = [other for row in rows if (other := need_of(row, need.side)) and other != need]
        before = [other.rank for other in above if other.rank < need.rank]
        after = [other.rank for other in above if other.rank > need.rank]
        rank = max(after) if after else max(before, default=0) + 1
        if rank != need.rank:
            self.ranked.emit(RankRequest(need.id, rank))


def _columns(
    found: NeedsComparison, measures: Mapping[int, str], today: date
) -> tuple[ModelColumn[NeedRow], ModelColumn[NeedRow]]:
    return (
        NeedList(NeedSide.MINE, measures, today).column(HEADING),
        NeedList(NeedSide.THEIRS, measures, today).column(their_heading(found.theirs, today)),
    )
