"""Under a customer's measures: what they told me, and what they need, my list beside theirs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from tracker.app.customers.needs import needs
from tracker.app.feedback.told import told_by
from tracker.domain.needs import Match, NeedRow
from tracker.gui.bridge import Bridge
from tracker.gui.theme import scaled
from tracker.gui.widgets.rows import delete_later, rule
from tracker.gui.widgets.text import button, label
from tracker.gui.widgets.wrapping import FewLines
from tracker.report.dates import medium_day
from tracker.report.text.customers import standing_beside

MOST_TOLD, MOST_NEEDS, LINES = 3, 5, 3
BESIDE = 520  # px: below, the two stand one under the other
DAY, STANDING = 64, 120
INSET = 7  # px: of a row within its ring


class Block(QWidget):
    """A heading that opens where all of it stands, and the newest of it in two columns."""

    def __init__(self, title: str, tip: str) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.title = button(title, tip, tone="title")
        self.title.setAutoDefault(False)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._cells: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._grid)
        layout.addStretch(1)

    def clear(self) -> None:
        """Take every line away."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            delete_later(cell)
        self._cells = []

    def add(self, one: QWidget, other: QWidget, wide: int) -> None:
        """Put a line at the end; its column of a fixed width is the one that is not `wide`."""
        row = len(self._cells) // 2
        for at, cell in enumerate((one, other)):
            self._grid.addWidget(cell, row, at, Qt.AlignmentFlag.AlignTop)
            cell.show()
        self._grid.setColumnStretch(wide, 1)
        self._cells += [one, other]


class HeardBlocks(QWidget):
    """Both blocks, side by side where there is room; one that holds nothing is left out."""

    needs_requested = Signal()  # all needs, side by side
    notes_requested = Signal()  # all conversations

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self.told = Block("What was said", "Their ratings, and what I noted of our conversations")
        self.needs = Block("Needs, side by side", "What I think they need beside what they said")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        self._row.addWidget(self.told, 1)
        self._row.addWidget(self.needs, 1)
        self._rule = rule()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INSET, 8, 0, 0)  # as far in as the rows above it
        layout.setSpacing(8)
        layout.addWidget(self._rule)
        layout.addLayout(self._row)
        self.told.title.clicked.connect(self.notes_requested)
        self.needs.title.clicked.connect(self.needs_requested)

    def show_customer(self, customer_id: int) -> None:
        """Show what one customer told and needs."""
        tracker, today = self._bridge.tracker, self._bridge.today()
        told = told_by(tracker, customer_id, MOST_TOLD)
        self.told.clear()
        for one in told:
            day = label(medium_day(one.day, today), "small")
            day.setFixedWidth(scaled(DAY))
            self.told.add(day, FewLines(one.line, "said", LINES), wide=1)
        rows = needs(tracker, customer_id).comparison.rows[:MOST_NEEDS]
        self.needs.clear()
        for row in rows:
            self.needs.add(FewLines(_need(row), "said"), _beside(row), wide=0)
        self.told.setVisible(bool(told))
        self.needs.setVisible(bool(rows))
        self.setVisible(bool(told or rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side, or one under the other."""
        super().resizeEvent(event)
        beside = self.width() >= scaled(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)


def _need(row: NeedRow) -> str:
    mine = row.mine or row.theirs
    return mine.text if mine else ""


def _beside(row: NeedRow) -> QWidget:
    tone = "worse" if row.match in {Match.MINE, Match.THEIRS} else ""
    said = label(standing_beside(row), "hint", tone=tone, wrap=True)
    said.setFixedWidth(scaled(STANDING))
    return said
