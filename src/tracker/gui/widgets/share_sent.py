"""The ledger of a customer: what they were given, when and how, and what they said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tracker.app.queries.shared import LedgerRow
from tracker.gui.theme import Theme
from tracker.gui.widgets.empty import EmptyState
from tracker.report.phrases import day

COLUMNS = ("When", "What", "About", "Measures", "What they said")
ABOUT, MEASURES, SAID = 2, 3, 4
WIDTHS = (110, 210, 190, 76)
KEY = Qt.ItemDataRole.UserRole
EMPTY = (
    "Everything you save, copy or publish for this customer is kept here with its exact bytes, so "
    "that “what did I show you in May?” has an answer."
)


class SentList(QWidget):
    """A table, newest first; Enter opens what was sent, exactly as it went out."""

    open_wished = Signal(object)  # int: an entry of the ledger
    save_wished = Signal(object)  # int
    said_wished = Signal(object)  # int: something was said about it
    share_wished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._rows: Sequence[LedgerRow] = ()
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setHorizontalHeaderLabels(COLUMNS)
        self.table.setAccessibleName("What was shared")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(30)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(SAID, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        self.open = QPushButton("Open what was sent")
        self.save = QPushButton("Save a copy…")
        self.said = QPushButton("What they said…")
        self.empty = EmptyState(theme, "share-2", "Nothing was shared yet", EMPTY, "See the page")
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._on_selected)
        self.table.itemActivated.connect(self._on_open)
        self.open.clicked.connect(self._on_open)
        self.save.clicked.connect(self._on_save)
        self.said.clicked.connect(self._on_said)
        self.empty.next_step.connect(self.share_wished)

    def show_rows(self, rows: Sequence[LedgerRow]) -> None:
        """Show the ledger of a customer."""
        current = self.current
        self._rows = rows
        self.stack.setCurrentIndex(0 if rows else 1)
        self.setFocusProxy(self.table if rows else self.empty.button)
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate(_cells(row)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column == MEASURES:
                    cell.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(at, column, cell)
        ids = [row.share.id for row in rows]
        self.table.setCurrentCell(ids.index(current) if current in ids else 0, 0)
        self._on_selected()

    @property
    def current(self) -> int | None:
        """The entry that is chosen."""
        at = self.table.currentRow()
        return self._rows[at].share.id if 0 <= at < len(self._rows) else None

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.open, self.save, self.said):
            buttons.addWidget(button)
        buttons.addStretch(1)
        whole = QWidget()
        whole.setProperty("role", "plain")
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addWidget(self.table, 1)
        inner.addLayout(buttons)
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _on_selected(self) -> None:
        for button in (self.open, self.save, self.said):
            button.setEnabled(self.current is not None)

    def _on_open(self) -> None:
        if self.current is not None:
            self.open_wished.emit(self.current)

    def _on_save(self) -> None:
        if self.current is not None:
            self.save_wished.emit(self.current)

    def _on_said(self) -> None:
        if self.current is not None:
            self.said_wished.emit(self.current)


def _cells(row: LedgerRow) -> tuple[str, ...]:
    share = row.share
    about = ""
    if share.first and share.last:
        about = f"{day(share.first, share.last)} – {day(share.last, share.shared_on)}"
    count = str(row.measures) if row.measures else ""
    return (share.shared_on.isoformat(), row.what, about, count, row.heard)
