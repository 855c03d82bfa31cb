"""Whom do I serve, and whom must I wow: names, one a line, each with its place."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.commands import CustomerInput
from tracker.app.customers.board import TierFull, full_tier
from tracker.app.customers.plan import customers_of
from tracker.domain.customer import TIER_NAMES, Customer, Tier
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import PlanPlace, PlanQuestion
from tracker.domain.wording import Subject
from tracker.gui.accessible.announcing import announce
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.swap import MoveReason, SwapDialog
from tracker.gui.measure.help import WordingAdvice
from tracker.gui.plan.fields import PlanLine, QuestionPage, digit
from tracker.gui.theme import scaled
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.rows import delete_later
from tracker.gui.widgets.text import ElidedLabel, complaint, show_text

BESIDE = 440  # px: below, the place somebody has stands under their name
HINT = "A person, or one team you could name"


class NameRow(QWidget):
    """A customer, or room for one: the name (fixed or to be typed) and the place beside it."""

    saved = Signal()

    def __init__(self, bridge: Bridge, customer: Customer | None, *, fixed: bool = False) -> None:
        super().__init__()
        self._bridge, self._tracker, self.customer = bridge, bridge.tracker, customer
        name = customer.name if customer else ""
        self.line = PlanLine(name, HINT, "Name of a customer")
        self.label = ElidedLabel(name, "name")
        self.tier = Segments(TIER_NAMES.items())
        self.tier.setAccessibleName(f"Place of {name}" if name else "Their place")
        self.advice = WordingAdvice(bridge, Subject.CUSTOMER)
        self.problem = complaint()
        self.why = MoveReason(bridge)
        self._asking = False
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(6)
        self._both.addWidget(self.label if fixed else self.line, 1)
        self._both.addWidget(self.tier)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._both)
        for widget in (self.advice, self.problem, self.why):
            column.addWidget(widget)
        self.setFocusProxy(self.tier if fixed else self.line)
        self._show_tier(customer.tier if customer else None)
        self.tier.selected.connect(self._on_tier)
        self.why.closed.connect(self.tier.setFocus)
        if not fixed:
            self.line.editingFinished.connect(self.save_answer)
            self.line.textChanged.connect(self.problem.hide)
            self.advice.watch(self.line)

    @property
    def empty(self) -> bool:
        """Whether nobody stands here."""
        return self.customer is None and not self.line.text().strip()

    def save_answer(self) -> bool:
        """Keep the name, or say what is wrong with it and return False."""
        if self._asking:  # who makes room; the answer comes when that is known
            return False
        show_text(self.problem, "")
        try:
            changed = self._write()
        except InvalidInput as error:
            show_text(self.problem, error.sentence)
            return False
        self.why.commit()
        if changed:
            self.saved.emit()
        return not self._asking

    def show_customer(self, customer: Customer) -> None:
        """Show a customer as they are kept."""
        self.customer = customer
        self.label.show_text(customer.name)
        if not self.line.hasFocus() and self.line.text() != customer.name:
            self.line.show_text(customer.name)
        self._show_tier(customer.tier)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the three words under the name where they have no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= scaled(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != way:
            self._both.setDirection(way)
            self._both.setSpacing(6 if beside else 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the place by 1 to 3; with Alt while a name is typed."""
        tiers = list(TIER_NAMES)
        if 0 < digit(event) <= len(tiers):
            tier = tiers[digit(event) - 1]
            self.tier.choose(tier)
            if self.line.hasFocus():
                announce(self, TIER_NAMES[tier])
            else:
                self.tier.setFocus()
        else:
            super().keyPressEvent(event)

    def _write(self) -> bool:
        name, tier = self.line.text().strip(), self.tier.value
        if self.customer is None:
            return bool(name) and self._add(name, tier)
        if not name:
            self.line.show_text(self.customer.name)
        elif name != self.customer.name:
            commands.edit_customer(self._tracker, self.customer.id, name=name)
            return True
        return False

    def _add(self, name: str, tier: Tier | None) -> bool:
        if full := full_tier(self._tracker, tier):
            self._ask_room(full, CustomerInput(name, tier))
            return False
        with self._tracker.edit(f"add {name}"):
            # With the first name the plan is under way: that is one step, not two.
            key = commands.add_customer(self._tracker, name, tier)
            commands.set_plan_step(self._tracker, PlanPlace(PlanQuestion.WHO).written)
        self.customer = self._tracker.customers.get(key)
        return True

    def _on_tier(self) -> None:
        show_text(self.problem, "")
        tier, who = self.tier.value, self.customer
        if tier is None or (who is not None and who.tier is tier):
            return
        if who is None:
            return  # kept with the name
        if full := full_tier(self._tracker, tier, who.id):
            self._show_tier(who.tier)
            self._ask_room(full, who.id)
            return
        move = commands.place_customer(self._tracker, who.id, tier, self._bridge.today())
        if who.tier is not None:  # a first place needs no reason
            self.why.ask(move)

    def _ask_room(self, full: TierFull, coming: int | CustomerInput) -> None:
        self._asking = True
        swap = SwapDialog(self._bridge, self, full, coming)
        swap.swapped.connect(self._on_swapped)
        swap.finished.connect(self._on_asked)
        swap.open()

    def _on_swapped(self, customer_id: int) -> None:
        self.customer = self._tracker.customers.get(customer_id)
        self._show_tier(self.customer.tier)

    def _on_asked(self) -> None:
        self._asking = False
        self.setFocus()
        self.saved.emit()

    def _show_tier(self, tier: Tier | None) -> None:
        with QSignalBlocker(self.tier):
            if tier is None:
                self.tier.clear()
            else:
                self.tier.choose(tier)


class CustomerRows(QuestionPage):
    """Customers in rows; Enter goes down, and on from the last."""

    fixed = False

    def __init__(self, bridge: Bridge, place: PlanPlace) -> None:
        super().__init__(bridge, place)
        self.rows: list[NameRow] = []
        self.column.setSpacing(8)
        self.column.addStretch(1)
        self.refresh()

    def begin(self) -> None:
        """Put the cursor into the last row if it waits for a name, else into the first."""
        self.rows[-1 if not self.fixed else 0].setFocus()

    def refresh(self) -> None:
        """Show the customers there are; a name that is being typed stays."""
        customers = sorted(customers_of(self.tracker), key=_as_named)
        kept = [row for row in self.rows if row.customer is not None]
        ids = [customer.id for customer in customers]
        if [row.customer.id for row in kept if row.customer] == ids:
            for row, customer in zip(kept, customers, strict=True):
                row.show_customer(customer)
        else:
            self._rebuild(customers)
        if not self.fixed and (not self.rows or self.rows[-1].customer is not None):
            self._append(None)

    def save_answer(self) -> bool:
        """Keep every name; the first that is wrong says so."""
        return all(row.save_answer() for row in list(self.rows))

    def advance(self) -> bool:
        """Go down a row; a name that was typed in the last makes room for another."""
        index = self._index()
        if index is None or self.rows[index].empty:
            return False
        if not self.rows[index].save_answer():
            return True
        self.refresh()
        if index + 1 < len(self.rows):
            self.rows[index + 1].setFocus()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the names with Up and Down."""
        lines = [row.line for row in self.rows]
        here = next((index for index, line in enumerate(lines) if line.hasFocus()), None)
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if here is not None and by and 0 <= here + by < len(self.rows):
            self.rows[here + by].setFocus()
        else:
            super().keyPressEvent(event)

    def _rebuild(self, customers: list[Customer]) -> None:
        had = self._index()
        typed = next((row.line.text() for row in self.rows if row.customer is None), "")
        for row in self.rows:
            self.column.removeWidget(row)
            delete_later(row)
        self.rows = []
        for customer in customers:
            self._append(customer)
        if not self.fixed:
            self._append(None)
            self.rows[-1].line.setText(typed)
        if had is not None and self.rows:
            self.rows[min(had, len(self.rows) - 1)].setFocus()

    def _index(self) -> int | None:
        """Return which row has the focus."""
        return next((index for index, row in enumerate(self.rows) if _inside(row)), None)

    def _append(self, customer: Customer | None) -> None:
        row = NameRow(self.bridge, customer, fixed=self.fixed)
        self.column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        row.show()


class WhoQuestion(CustomerRows):
    """Asks whom I serve."""

    title = "Whom do you serve?"
    hint = (
        "The people or groups who receive your work: one name a line, Enter after each; two or "
        "three are enough to begin. Alt+1 WOW, Alt+2 Serve well, Alt+3 Don’t annoy, or leave it "
        "for the next question."
    )


class WowQuestion(CustomerRows):
    """Asks whom I must wow."""

    title = "Whom must you wow?"
    hint = (
        "Not everyone can get your very best. Choose one or two to wow; the others are served "
        "well, or just never annoyed. 1, 2, 3 choose, Enter goes down and on."
    )
    fixed = True


def _inside(row: NameRow) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and row.isAncestorOf(focus)


def _as_named(customer: Customer) -> int:
    return customer.id
