"""The ledger of a customer, and what is taken from them in turn: an agreement, a reply (M5, S6)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.sharing.ledger import LedgerRow, agreed_state, newest_agreement
from tracker.app.sharing.scorecard import shared_measures
from tracker.domain.measure import show_promise
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.theme import Theme
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.feedback import EmptyState
from tracker.gui.widgets.row_menu import Entries, MenuEntry
from tracker.gui.widgets.rows import plain_column
from tracker.gui.widgets.rows_model import TRAILING, ModelColumn
from tracker.gui.widgets.rows_table import RowsTable
from tracker.gui.widgets.text import button, label, plain
from tracker.gui.widgets.text_field import GrowingText
from tracker.gui.widgets.wrapping import WrappingRow
from tracker.report.dates import long_day, medium_day
from tracker.report.scorecard.document import AgreementState

SAID = 4
WIDTHS = {0: 110, 1: 210, 2: 190, 3: 76}
LONGEST_CLIP = 5000
STATES = {
    AgreementState.OPEN: "",
    AgreementState.AGREED: " · agreed",
    AgreementState.CHANGED: " · changed since",
}
HOW = (
    "Your customer rates your promises on the page you gave them, and the page makes a short code. "
    "Paste it here, with whatever of their mail is around it."
)
EMPTY = (
    "Every page and chart that you save, copy or publish for this customer is kept here with its "
    "exact bytes, so that “what did I show you in May?” has an answer."
)


class SentList(QWidget):
    """A table, newest first; Enter opens what was sent, exactly as it went out."""

    open_requested = Signal(object)  # int: an entry of the ledger
    save_requested = Signal(object)  # int
    comment_requested = Signal(object)  # int: something was said about it
    share_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.table = RowsTable("What was shared", COLUMNS, WIDTHS, (SAID,), key=_key)
        self.open = button("Open what was sent")
        self.save = button("Save a copy…")
        self.said = button("What they said…")
        self.empty = EmptyState(theme, "share-2", "Nothing was shared yet", EMPTY, "Go to the page")
        self._lay_out()
        self.table.offers = self._offers
        self.table.row_selected.connect(self._on_selected)
        self.table.activated.connect(self._on_open)
        self.open.clicked.connect(self._on_open)
        self.save.clicked.connect(self._on_save)
        self.said.clicked.connect(self._on_said)
        self.empty.next_step_requested.connect(self.share_requested)

    def show_rows(self, rows: Sequence[LedgerRow]) -> None:
        """Show the ledger of a customer."""
        self.stack.setCurrentIndex(0 if rows else 1)
        self.table.show_rows(rows)
        self._on_selected()

    @property
    def current(self) -> int | None:
        """The entry that is chosen."""
        row = self.table.selected
        return row.share.id if row else None

    def _lay_out(self) -> None:
        buttons = WrappingRow(spacing=8)
        for answer in (self.open, self.save, self.said):
            buttons.addWidget(answer)
        whole, inner = plain_column()
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
        for answer in (self.open, self.save, self.said):
            answer.setEnabled(self.current is not None and self.current > 0)

    def _offers(self) -> Entries:
        return [
            MenuEntry("Open what was sent\tEnter", self._on_open, self.open.isEnabled()),
            MenuEntry(self.save.text(), self._on_save, self.save.isEnabled()),
            MenuEntry(self.said.text(), self._on_said, self.said.isEnabled()),
        ]

    def _on_open(self) -> None:
        if self.current is not None and self.current > 0:
            self.open_requested.emit(self.current)

    def _on_save(self) -> None:
        if self.current is not None:
            self.save_requested.emit(self.current)

    def _on_said(self) -> None:
        if self.current is not None:
            self.comment_requested.emit(self.current)


def _key(row: LedgerRow) -> int:
    return row.share.id


def _when(row: LedgerRow) -> str:
    return medium_day(row.share.shared_on)


def _what(row: LedgerRow) -> str:
    return row.what


def _about(row: LedgerRow) -> str:
    share = row.share
    if share.first is None or share.last is None:
        return ""
    return f"{long_day(share.first, share.last)} – {long_day(share.last, share.shared_on)}"


def _count(row: LedgerRow) -> str:
    return str(row.measures) if row.measures else ""


def _response(row: LedgerRow) -> str:
    return row.response


COLUMNS = (
    ModelColumn(_when, tip=_when, title="When"),
    ModelColumn(_what, tip=_what, title="What"),
    ModelColumn(_about, tip=_about, title="About"),
    ModelColumn(_count, tip=_count, title="Measures", align=TRAILING),
    ModelColumn(_response, tip=_response, title="What they said"),
)


class AgreeDialog(FormDialog):
    """What is still provisional is ticked; unticking what was agreed makes it provisional again."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, customer_id: int) -> None:
        customer = bridge.tracker.customers.get(customer_id)
        super().__init__(bridge, parent, f"Agreed with {customer.name}", 520)
        self.belongs_to(customer)
        self.by = QLineEdit(customer.name if customer.who == "" else "")
        self.by.setPlaceholderText("Who agreed")
        self.day = DayField(bridge, "agreed_on", bridge.today())
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
            box = QCheckBox(plain(f"{measure.name}  {promise}{STATES[state]}"))
            box.setChecked(True)
            if state is AgreementState.AGREED:
                self._agreed.add(measure.id)
            self.boxes[measure.id] = box
            column.addWidget(box)
        if not self.boxes:
            column.addWidget(label("No measure is shared with them yet."))
        else:
            listed.setFocusProxy(next(iter(self.boxes.values())))
        form = self.add_form()
        form.add("agreed_by", "By", self.by)
        form.add("agreed_on", "On", self.day)
        form.add("measures", "Promises", listed)

    def save(self) -> None:
        """Keep what is ticked as agreed, what is not as provisional."""
        day = self.day.required_day
        ticked = {key for key, box in self.boxes.items() if box.isChecked()}
        with self.tracker.edit("agree"):
            for measure_id in self._agreed - ticked:
                commands.disagree(self.tracker, measure_id)
            if new := ticked - self._agreed:
                commands.agree(self.tracker, sorted(new), day, self.by.text())
            elif not self._agreed:
                commands.agree(self.tracker, [], day, self.by.text())


class ReplyDialog(FormDialog):
    """One field; what is already on the clipboard and looks like a code stands in it."""

    reply_saved = Signal(object)  # int: the customer whose reply it was

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(bridge, parent, "Enter a reply", 520)
        self.column.addWidget(label(HOW, "quiet", wrap=True))
        self.code = GrowingText("code", "IT1.…", lines=4)
        self.add_form().add("code", "Reply code", self.code)
        self.primary.setText("Save reply")
        clip = QGuiApplication.clipboard().text()
        if len(clip) <= LONGEST_CLIP and "it1." in clip.lower():
            self.code.setPlainText(clip)
            self.code.selectAll()

    def save(self) -> None:
        """Keep the ratings, or say beside the field what is wrong with the code."""
        reply = commands.take_reply(self.tracker, self.code.text, self.bridge.today())
        self.bridge.show_message(reply.sentence)
        self.reply_saved.emit(reply.customer_id)
