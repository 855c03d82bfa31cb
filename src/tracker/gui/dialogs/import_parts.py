"""The parts of the import's preview: figures, sentences, and the two tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tracker.app.tracker import Tracker
from tracker.app.transfer import Plan
from tracker.app.transfer.preview import NewCustomer, NewMeasure, Target

SHOWN_AT_MOST = 500
NAMES_AT_MOST = 5


class Figures(QWidget):
    """How many rows are new, changed, the same, empty, bad."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for name in ("new", "changed", "same", "empty", "bad"):
            tile = QFrame()
            tile.setProperty("role", "card")
            count, word = QLabel(), QLabel(name)
            count.setProperty("role", "title")
            word.setProperty("role", "hint")
            column = QVBoxLayout(tile)
            column.setContentsMargins(12, 8, 12, 8)
            column.setSpacing(0)
            column.addWidget(count)
            column.addWidget(word)
            row.addWidget(tile, 1)
            self.counts[name] = count

    def show_plan(self, plan: Plan) -> None:
        """Count what a plan holds; what is not there is not shown."""
        said = {
            "new": plan.new,
            "changed": plan.changed,
            "same": plan.same,
            "empty": plan.empty,
            "bad": len(plan.bad),
        }
        for name, count in said.items():
            self.counts[name].setText(f"{count:,}")
            self.counts[name].setAccessibleName(f"{count} rows {name}")
            tile = self.counts[name].parentWidget()
            if tile is not None:
                tile.setVisible(bool(count) or name in {"new", "changed", "same"})


def sentences(plan: Plan) -> list[str]:
    """Say what else an import brings, or leaves alone."""
    told = []
    if plan.new_customers:
        told.append(f"{_counted('new customer', plan.new_customers)}.")
    if plan.new_measures:
        names = [one.name for one in plan.new_measures]
        told.append(f"{_counted('new measure', names)}.")
    if drafts := sum(measure.draft for measure in plan.new_measures):
        which = "It is" if len(plan.new_measures) == 1 else f"{drafts} of them are"
        told.append(f"{which} kept as draft: the file names no area or promise.")
    if plan.left_out:
        told.append(f"Columns that are not known and left out: {', '.join(plan.left_out)}.")
    return [*told, *plan.remarks[:NAMES_AT_MOST]]


def target_table(tracker: Tracker, plan: Plan) -> QTableWidget:
    """Return a table of which measures the rows go to."""
    customers = {one.id: one.name for one in tracker.customers.all()}
    measures = {one.id: one.name for one in tracker.measures.rows.all()}
    table = _table("Where the rows go", ("Customer", "Measure", "New", "Changed"), stretch=1)
    for target in plan.targets[:SHOWN_AT_MOST]:
        changed = sum(entry.known is not None for entry in target.entries)
        cells = (
            _name(target.customer, customers),
            _name(target.measure, measures),
            f"{len(target.entries) - changed:,}",
            f"{changed:,}",
        )
        _add_row(table, cells, right=(2, 3), tip=_tip(target))
    return table


def bad_table(plan: Plan) -> QTableWidget:
    """Return a table of the rows that are not understood, with their lines."""
    table = _table("Rows that are not understood", ("Line", "What is wrong"), stretch=1)
    for row in plan.bad[:SHOWN_AT_MOST]:
        _add_row(table, (f"{row.line:,}", row.reason), right=(0,), tip=row.reason)
    if len(plan.bad) > SHOWN_AT_MOST:
        _add_row(table, ("…", f"and {len(plan.bad) - SHOWN_AT_MOST:,} more"), right=(0,))
    return table


def _counted(noun: str, names: Sequence[str]) -> str:
    listed = ", ".join(names[:NAMES_AT_MOST])
    more = f" and {len(names) - NAMES_AT_MOST} more" if len(names) > NAMES_AT_MOST else ""
    return f"{len(names)} {noun}{'' if len(names) == 1 else 's'}: {listed}{more}"


def _name(one: NewCustomer | NewMeasure | int, known: dict[int, str]) -> str:
    return known[one] if isinstance(one, int) else f"{one.name} (new)"


def _tip(target: Target) -> str:
    measure = target.measure
    return f"{measure.scale}, {measure.cadence}" if isinstance(measure, NewMeasure) else ""


def _table(name: str, heads: Sequence[str], stretch: int) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    header.setMaximumSectionSize(260)
    return table


def _add_row(
    table: QTableWidget, cells: Sequence[str], right: Sequence[int] = (), tip: str = ""
) -> None:
    row = table.rowCount()
    table.insertRow(row)
    for column, text in enumerate(cells):
        item = QTableWidgetItem(text)
        item.setToolTip(tip or text)
        if column in right:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        table.setItem(row, column, item)
