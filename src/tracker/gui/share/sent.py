"""The ledger of a customer: what they were given, when and how, and what they said.

Say what a customer has agreed to: which promises, when, and who said so (M5).

Take in the code that a customer's page made (S6): pasted, read, and told what it says.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.sharing.ledger import LedgerRow, agreed_state, newest_agreement
from tracker.app.sharing.scorecard import shared_measures
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import show_promise
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.theme import Theme
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.feedback import EmptyState
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.dates import long_day
from tracker.report.scorecard.document import State

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
        about = f"{long_day(share.first, share.last)} – {long_day(share.last, share.shared_on)}"
    count = str(row.measures) if row.measures else ""
    return (share.shared_on.isoformat(), row.what, about, count, row.heard)


STATES = {State.OPEN: "", State.AGREED: " · agreed", State.CHANGED: " · changed since"}


class AgreeDialog(FormDialog):
    """What is still provisional is ticked; unticking what was agreed makes it provisional again."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, customer_id: int) -> None:
        customer = bridge.tracker.customers.get(customer_id)
        super().__init__(bridge, parent, f"Agreed with {customer.name}", 520)
        self.by = QLineEdit(customer.name if customer.who == "" else "")
        self.by.setMaxLength(200)
        self.by.setPlaceholderText("Who agreed")
        self.day = DayField(bridge.theme, "agreed_on", bridge.today())
        self.boxes: dict[int, QCheckBox] = {}
        self._agreed: set[int] = set()
        listed = QWidget()
        listed.setProperty("role", "plain")
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        for measure in shared_measures(self.tracker, customer_id):
            today = bridge.today()
            state = agreed_state(measure, newest_agreement(self.tracker, measure, today), today)
            promise = show_promise(measure.on(today), measure.scale)
            box = QCheckBox(f"{measure.name}  {promise}{STATES[state]}".replace("&", "&&"))
            box.setChecked(True)
            if state is State.AGREED:
                self._agreed.add(measure.id)
            self.boxes[measure.id] = box
            column.addWidget(box)
        if not self.boxes:
            column.addWidget(QLabel("No measure is shared with them yet."))
        else:
            listed.setFocusProxy(next(iter(self.boxes.values())))
        form = self.add_form()
        form.add("agreed_by", "By", self.by)
        form.add("agreed_on", "On", self.day)
        form.add("measures", "Promises", listed)

    def save(self) -> None:
        """Keep what is ticked as agreed, what is not as provisional."""
        day = self.day.day
        if day is None:
            raise InvalidInput("agreed_on", "The day is missing", "Type it as 2026-11-22.")
        ticked = {key for key, box in self.boxes.items() if box.isChecked()}
        with self.tracker.edit("agree"):
            for measure_id in self._agreed - ticked:
                commands.disagree(self.tracker, measure_id)
            if new := ticked - self._agreed:
                commands.agree(self.tracker, sorted(new), day, self.by.text())
            elif not self._agreed:
                commands.agree(self.tracker, [], day, self.by.text())


HOW = (
    "Your customer rates your promises on the page you gave them, and the page makes a short code. "
    "Paste it here, with whatever of their mail is around it."
)
LONGEST_CLIP = 5000


class ReplyDialog(FormDialog):
    """One field; what is already on the clipboard and looks like a code stands in it."""

    taken = Signal(object)  # int: the customer whose reply it was

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(bridge, parent, "Take in a reply", 520)
        how = QLabel(HOW)
        how.setProperty("role", "quiet")
        how.setWordWrap(True)
        self.column.addWidget(how)
        self.code = GrowingText("code", "IT1.…", lines=4)
        self.add_form().add("code", "Reply code", self.code)
        self.primary.setText("Take it in")
        clip = QGuiApplication.clipboard().text()
        if len(clip) <= LONGEST_CLIP and "it1." in clip.lower():
            self.code.setPlainText(clip)
            self.code.selectAll()

    def save(self) -> None:
        """Keep the ratings, or say beside the field what is wrong with the code."""
        reply = commands.take_reply(self.tracker, self.code.text, self.bridge.today())
        self.bridge.say(reply.sentence)
        self.taken.emit(reply.customer_id)
