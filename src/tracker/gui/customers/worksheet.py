"""The priority worksheet (W6): customers side by side, and the order that their figures suggest."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.questionnaires import WORKSHEET
from tracker.app.customers.worksheet import outranked, rule, suggested, sum_table, worksheet
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.texts.cutting import cut
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.bridge import Bridge
from tracker.gui.customers.dialogs import MandateDialog
from tracker.gui.customers.worksheet_table import WorksheetTable
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.form import room_over
from tracker.gui.page import Page
from tracker.gui.theme import scaled
from tracker.gui.widgets.answers import ranges_of
from tracker.gui.widgets.feedback import FailureLine
from tracker.gui.widgets.text import button, label, link, plain
from tracker.report.text.customers import CountExplanation
from tracker.store.history import Changes

READS = frozenset({"assessment", "mandate", "customer"})
WIDTH, NARROW = 1000, 640  # px
TITLES = {2: "Compare two"}
KEYS = "Keys: {}. Arrows move, Del clears. Saved at once, only for you."


class WorksheetDialog(TabsAsRead, QDialog):
    """Stands beside the window, and changes nobody's place; Esc closes it."""

    board_requested = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None, customers: Iterable[int]) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.compared = list(customers)
        self.sheet = worksheet(bridge.tracker, self.compared, bridge.today())
        self.title = label(role="section")
        self.who = button(auto_default=False)
        self.menu = QMenu(self)
        self.menu.triggered.connect(self._on_who)
        self.who.setMenu(self.menu)
        self.table = WorksheetTable(bridge.theme, self.sheet)
        self.order = label(role="name", wrap=True)
        self.explain = self._link("How this is calculated", self._on_explain)
        self.board = self._link("Open the board", self._on_board)
        self._mandates = QMenu(self)
        self._mandates.triggered.connect(self._on_mandate)
        self._asked_for = 0
        self._lay_out()
        self.table.answered.connect(self._on_answered)
        self.table.mandates_requested.connect(self._on_mandates_requested)
        bridge.changed.connect(self._on_changed)
        bridge.day_changed.connect(self.refresh)
        self.refresh()
        self._fit()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the figures and show them."""
        tracker = self.bridge.tracker
        self.sheet = worksheet(tracker, self.compared, self.bridge.today())
        count = len(self.sheet.columns)
        title = TITLES.get(count, "Priority worksheet")
        self.title.setText(title)
        self.setWindowTitle(title)
        self.table.show_sheet(self.sheet)
        self.order.setText(suggested(self.sheet))
        self.explain.setEnabled(bool(self.sheet.order))
        everyone = _everyone(tracker)
        self.who.setText(f"{count} of {len(everyone)} customers")
        self.who.setAccessibleName(f"Who is compared: {self.who.text()}")
        shown = {column.customer.id for column in self.sheet.columns}
        self.menu.clear()
        for customer in everyone:
            action = self.menu.addAction(plain(customer.name))
            action.setData(customer.id)
            action.setCheckable(True)
            action.setChecked(customer.id in shown)

    def _lay_out(self) -> None:
        close = button("Close", auto_default=False)
        close.clicked.connect(self.close)
        self.intro = label(self.sheet.asked.intro, "quiet", wrap=True)
        self.keys = label(KEYS.format(ranges_of(self.sheet.asked.rated)), "small", wrap=True)
        head, foot = QGridLayout(), QGridLayout()
        head.addWidget(self.title, 0, 0)
        head.addWidget(self.who, 0, 2)
        foot.addWidget(self.explain, 1, 0)
        foot.addWidget(self.board, 1, 1)
        foot.addWidget(close, 1, 3)
        if room_over(self).width() < scaled(NARROW):  # else what is said would be a column of words
            head.addWidget(self.intro, 1, 0, 1, 3)
            foot.addWidget(self.keys, 0, 0, 1, 4)
        else:
            head.addWidget(self.intro, 0, 1)
            foot.addWidget(self.keys, 1, 2)
        head.setColumnStretch(1, 1)
        foot.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 16)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.order)
        layout.addWidget(FailureLine(self.bridge))
        layout.addLayout(foot)

    def _link(self, text: str, slot: Callable[[], None]) -> QPushButton:
        made = link(text, auto_default=False)
        made.clicked.connect(slot)
        return made

    def _fit(self) -> None:
        over = self.parentWidget()
        window = over.window() if over else None
        screen = over.screen() if over else QGuiApplication.primaryScreen()
        room = window.size() if window else screen.availableGeometry().size()
        width = min(scaled(WIDTH), room.width() - 24)
        self.resize(width, min(self.table.whole_height + 190, room.height() - 24))

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables & READS:
            self.refresh()

    def _on_answered(self, answered: tuple[int, str, int | None]) -> None:
        customer_id, key, figure = answered
        today = self.bridge.today()
        commands.answer(self.bridge.tracker, WORKSHEET, customer_id, today, {key: figure})

    def _on_who(self, action: QAction) -> None:
        customer_id = int(action.data())
        if customer_id in self.compared:
            self.compared.remove(customer_id)
        else:
            self.compared.append(customer_id)
        self.refresh()

    def _on_mandates_requested(self, customer_id: int) -> None:
        columns = self.sheet.columns
        column = next(column for column in columns if column.customer.id == customer_id)
        self._asked_for = customer_id
        if not column.mandates:
            MandateDialog(self.bridge, self, customer_id, None).open()
            return
        self._mandates.clear()
        for mandate in column.mandates:
            text = plain(f"{cut(mandate.text, 60)} ({outranked(mandate)})…")
            self._mandates.addAction(text).setData(mandate.id)
        self._mandates.addSeparator()
        self._mandates.addAction("Add another…").setData(0)
        place = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        self._mandates.popup(self.table.viewport().mapToGlobal(place + QPoint(0, 2)))

    def _on_mandate(self, action: QAction) -> None:
        key = int(action.data())
        mandate = self.bridge.tracker.mandates.get(key) if key else None
        MandateDialog(self.bridge, self, self._asked_for, mandate).open()

    def _on_explain(self) -> None:
        heads, rows = sum_table(self.sheet)
        shown = CountExplanation(suggested(self.sheet), rule(self.sheet), heads, rows)
        CountDialog(self, shown).open()

    def _on_board(self) -> None:
        self.board_requested.emit()
        self.close()


def _everyone(tracker: Tracker) -> list[Customer]:
    return sorted(
        tracker.customers.where("archived_on IS NULL"), key=lambda customer: customer.rank
    )


class CompareButton(QPushButton):
    """Compares the customer in view with the next one; there only where there are two."""

    def __init__(self, bridge: Bridge, page: Page) -> None:
        super().__init__("Compare…", page)
        self.setToolTip("This customer and the next one, side by side (all of them: Ctrl+Shift+W)")
        self._bridge, self._page = bridge, page
        self.dialog: WorksheetDialog | None = None
        self.hide()
        self.clicked.connect(self.compare_two)

    def compare_two(self) -> None:
        """Put the customer in view beside the next one."""
        ids = [customer.id for customer in _everyone(self._bridge.tracker)]
        first = self._page.customer_in_view()
        if first in ids:
            ids.remove(first)
            ids.insert(0, first)
        self._open(ids[:2])

    def compare_all(self) -> None:
        """Put every customer beside the others."""
        ids = [customer.id for customer in _everyone(self._bridge.tracker)]
        if len(ids) < 2:
            self._bridge.show_message(
                "A worksheet compares two customers or more: add another one first."
            )
            return
        self._open(ids)

    def _open(self, ids: list[int]) -> None:
        if self.dialog is not None:
            self.dialog.close()
        dialog = WorksheetDialog(self._bridge, self._page, ids)
        dialog.finished.connect(self._on_finished)
        dialog.board_requested.connect(self._on_board_requested)
        self.dialog = dialog
        dialog.show()

    def _on_finished(self) -> None:
        self.dialog = None

    def _on_board_requested(self) -> None:
        self._page.page_requested.emit("customers")
        self._page.setFocus()
