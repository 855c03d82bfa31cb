"""Whom to ask this month: whose turn it is, and from when the others may be asked again (S7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.feedback.rota import RotaEntry, rota
from tracker.domain.customer import TIER_NAMES
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.row_menu import Entries, MenuEntry
from tracker.gui.widgets.rows_model import ModelColumn
from tracker.gui.widgets.rows_table import RowsTable
from tracker.gui.widgets.text import button, label
from tracker.gui.widgets.wrapping import WrappingRow
from tracker.report.dates import long_day, long_month
from tracker.report.wording import by_number, capitalised, number_word, spelled_number_of

NAME, TURN = 0, 4
WIDTHS = {1: 104, 2: 128, 3: 128}
ASKED, TAKE_BACK = "Asked today", "Not asked today"
RULE = (
    "Nobody is asked twice in a quarter unless they like it. A scorecard for them that asks for a "
    "reply, published ones too, and a reply count as asked. Who was never asked comes first, then "
    "who waited longest."
)


class RotaList(QWidget):
    """A table of everybody served; the two buttons are about the row that is chosen."""

    comment_requested = Signal(object)  # int: a customer said something

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self.hidden = 0  # customers whom the window does not show
        self.told = label(role="heading")
        self.rule = label(RULE, "hint", wrap=True)
        columns = (
            _column("Customer", _name),
            _column("Tier", _tier),
            _column("Last asked", self._asked_on),
            _column("Last answer", self._answered_on),
            _column("Whose turn", self._turn),
        )
        self.table = RowsTable("Whom to ask", columns, WIDTHS, (NAME, TURN), key=_key)
        self.asked = button(ASKED, "Record that they were asked, by whatever means")
        self.said = button("What they said…")
        self.often = QCheckBox("They like to be asked often")
        self.often.setToolTip("Every four weeks instead of every quarter")
        self._lay_out()
        self.table.offers = self._offers
        self.table.row_selected.connect(self._on_selected)
        self.table.activated.connect(self._on_asked)
        self.asked.clicked.connect(self._on_asked)
        self.said.clicked.connect(self._on_said)
        self.often.clicked.connect(self._on_often)

    def refresh(self) -> None:
        """Read whose turn it is."""
        today = self._bridge.today()
        every = rota(self._bridge.tracker, today)
        turns = [one for one in every if one.customer.id not in self._bridge.hides]
        self.hidden = len(every) - len(turns)
        due = sum(turn.due for turn in turns)
        self.told.setText(_head(due, sum(turn.due for turn in every) - due, today))
        self.table.show_rows(turns)
        self.table.viewport().update()  # on another day the same turns read otherwise
        self._on_selected()

    @property
    def current(self) -> RotaEntry | None:
        """The row that is chosen."""
        return self.table.selected

    def _lay_out(self) -> None:
        buttons = WrappingRow(spacing=12)
        for widget in (self.asked, self.said, self.often):
            buttons.addWidget(widget)
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

    def _offers(self) -> Entries:
        return [
            MenuEntry(f"{self.asked.text()}\tEnter", self._on_asked, self.asked.isEnabled()),
            MenuEntry(self.said.text(), self._on_said, self.said.isEnabled()),
        ]

    def _asked_on(self, turn: RotaEntry) -> str:
        return long_day(turn.asked_on, self._bridge.today()) if turn.asked_on else "Never"

    def _answered_on(self, turn: RotaEntry) -> str:
        return long_day(turn.answered_on, self._bridge.today()) if turn.answered_on else "–"

    def _turn(self, turn: RotaEntry) -> str:
        today = self._bridge.today()
        often = " · likes to be asked often" if turn.customer.ask_often else ""
        if turn.from_on is None or turn.from_on <= today:
            return f"Now{often}"
        return f"{'From' if turn.due else 'Not before'} {long_day(turn.from_on, today)}{often}"

    def _noted_today(self, turn: RotaEntry) -> bool:
        return turn.noted is not None and turn.asked_on == self._bridge.today()

    def _on_asked(self) -> None:
        turn = self.current
        if turn is None:
            return
        tracker, name = self._bridge.tracker, turn.customer.name
        if turn.noted is not None and self._noted_today(turn):
            commands.remove_asking(tracker, turn.noted)
            self._bridge.show_message(f"{name} was not asked today. Ctrl+Z undoes it.")
        else:
            commands.note_asking(tracker, turn.customer.id, self._bridge.today())
            self._bridge.show_message(f"Recorded: {name} was asked today.")

    def _on_said(self) -> None:
        if self.current:
            self.comment_requested.emit(self.current.customer.id)

    def _on_often(self) -> None:
        if self.current:
            often = self.often.isChecked()
            commands.ask_often(self._bridge.tracker, self.current.customer.id, often=often)


def _head(due: int, hidden: int, today: date) -> str:
    month = long_month(today, today)
    if not due and hidden:
        none = f"Nobody shown here needs to be asked in {month}"
        several = f"{none}; {number_word(hidden)} hidden customers do."
        return by_number(hidden, f"{none}; one hidden customer does.", several)
    if not due:
        return f"Nobody needs to be asked in {month}."
    return f"{capitalised(spelled_number_of(due, 'customer'))} to ask in {month}"


def _column(title: str, text: Callable[[RotaEntry], str]) -> ModelColumn[RotaEntry]:
    return ModelColumn(text, tip=text, title=title)


def _key(turn: RotaEntry) -> int:
    return turn.customer.id


def _name(turn: RotaEntry) -> str:
    return turn.customer.name


def _tier(turn: RotaEntry) -> str:
    return TIER_NAMES[turn.customer.tier] if turn.customer.tier else "Not placed"
