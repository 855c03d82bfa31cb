"""Whom to ask this month: whose turn it is, and from when the others may be asked again (S7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.feedback.rota import Turn, rota
from tracker.domain.customer import TIER_NAMES
from tracker.gui.bridge import Bridge
from tracker.report.dates import long_day, long_month
from tracker.report.wording import capitalised, spelled

COLUMNS = ("Customer", "Tier", "Last asked", "Last answer", "Whose turn")
NAME, TURN = 0, 4
WIDTHS = {1: 104, 2: 128, 3: 128}
ASKED, TAKE_BACK = "Asked today", "Not asked today"
RULE = (
    "Nobody is asked twice in a quarter unless they like it. A scorecard that asks for a reply, "
    "and a reply, count as asked. Who was never asked comes first, then who waited longest."
)


class RotaList(QWidget):
    """A table of everybody served; the two buttons are about the row that is chosen."""

    said_wished = Signal(object)  # int: a customer said something

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._turns: Sequence[Turn] = ()
        self.told = QLabel()
        self.told.setProperty("role", "heading")
        self.rule = QLabel(RULE)
        self.rule.setProperty("role", "hint")
        self.rule.setWordWrap(True)
        self.table = self._table()
        self.asked = QPushButton(ASKED)
        self.asked.setToolTip("Keep that they were asked, whichever way")
        self.said = QPushButton("What they said…")
        self.often = QCheckBox("They like to be asked often")
        self.often.setToolTip("Every four weeks instead of every quarter")
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.itemSelectionChanged.connect(self._on_selected)
        self.table.itemActivated.connect(self._on_asked)
        self.asked.clicked.connect(self._on_asked)
        self.said.clicked.connect(self._on_said)
        self.often.clicked.connect(self._on_often)

    def refresh(self) -> None:
        """Read whose turn it is."""
        current = self.current.customer.id if self.current else None
        today = self._bridge.today()
        self._turns = turns = rota(self._bridge.tracker, today)
        self.told.setText(_head(sum(one.due for one in turns), today))
        self.table.setRowCount(len(turns))
        for at, turn in enumerate(turns):
            for column, text in enumerate(_cells(turn, today)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                self.table.setItem(at, column, cell)
        ids = [one.customer.id for one in turns]
        self.table.setCurrentCell(ids.index(current) if current in ids else 0, 0)
        self._on_selected()

    @property
    def current(self) -> Turn | None:
        """The row that is chosen."""
        at = self.table.currentRow()
        return self._turns[at] if 0 <= at < len(self._turns) else None

    def choose(self, customer_id: int) -> None:
        """Go to a customer's row."""
        ids = [one.customer.id for one in self._turns]
        if customer_id in ids:
            self.table.setCurrentCell(ids.index(customer_id), 0)

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, len(COLUMNS))
        table.setHorizontalHeaderLabels(COLUMNS)
        table.setAccessibleName("Whom to ask")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(30)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (NAME, TURN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        for column, width in WIDTHS.items():
            table.setColumnWidth(column, width)
        return table

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for widget in (self.asked, self.said, self.often):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.told)
        layout.addWidget(self.rule)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)

    def _on_selected(self) -> None:
        turn = self.current
        for widget in (self.asked, self.said, self.often):
            widget.setEnabled(turn is not None)
        if turn:
            self.often.setChecked(turn.customer.ask_often)
            self.asked.setText(TAKE_BACK if self._noted_today(turn) else ASKED)

    def _noted_today(self, turn: Turn) -> bool:
        return turn.noted is not None and turn.asked_on == self._bridge.today()

    def _on_asked(self) -> None:
        turn = self.current
        if turn is None:
            return
        tracker, name = self._bridge.tracker, turn.customer.name
        if turn.noted is not None and self._noted_today(turn):
            commands.remove_asking(tracker, turn.noted)
            self._bridge.say(f"{name} was not asked today. Ctrl+Z brings it back.")
        else:
            commands.note_asking(tracker, turn.customer.id, self._bridge.today())
            self._bridge.say(f"Kept: {name} was asked today.")

    def _on_said(self) -> None:
        if self.current:
            self.said_wished.emit(self.current.customer.id)

    def _on_often(self) -> None:
        if self.current:
            often = self.often.isChecked()
            commands.ask_often(self._bridge.tracker, self.current.customer.id, often=often)


def _head(due: int, today: date) -> str:
    month = long_month(today, today)
    if not due:
        return f"Nobody needs to be asked in {month}."
    who = "one customer" if due == 1 else f"{spelled(due)} customers"
    return f"{capitalised(who)} to ask in {month}"


def _cells(turn: Turn, today: date) -> tuple[str, ...]:
    customer = turn.customer
    tier = TIER_NAMES[customer.tier] if customer.tier else "No place yet"
    asked = long_day(turn.asked_on, today) if turn.asked_on else "Never"
    answered = long_day(turn.answered_on, today) if turn.answered_on else "–"
    return (customer.name, tier, asked, answered, _turn(turn, today))


def _turn(turn: Turn, today: date) -> str:
    often = " · likes to be asked often" if turn.customer.ask_often else ""
    if turn.from_on is None or turn.from_on <= today:
        return f"Now{often}"
    when = long_day(turn.from_on, today)
    return f"{'From' if turn.due else 'Not before'} {when}{often}"
