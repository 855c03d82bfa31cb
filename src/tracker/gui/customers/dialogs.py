"""What is asked about a customer: who they are, and what outranks a score."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from tracker.app import commands
from tracker.app.commands import CustomerInput
from tracker.app.customers.board import full_tier
from tracker.domain.customer import KIND_NAMES, TIER_NAMES, Customer, CustomerKind, Tier
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import Mandate
from tracker.domain.wording import Subject
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.swap import SwapDialog
from tracker.gui.form import FormDialog
from tracker.gui.measure.help import WordingAdvice
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.choice_grid import ChoiceGrid
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.feedback import ADD_CUSTOMER
from tracker.gui.widgets.text import button
from tracker.gui.widgets.text_field import GrowingText

MANDATE_HINT = "My manager wants their quotes first until the price list is out"
TIER_LINES = {
    Tier.WOW: "They get your very best, and more than they ask for.",
    Tier.SERVE: "They get what they need, as promised.",
    Tier.MAINTAIN: "Nothing extra, and never a reason to complain.",
}


class CustomerDialog(FormDialog):
    """Name, tier and kind of a new customer; name, kind and who exactly of a known one."""

    saved = Signal(object)  # int: the customer's id

    def __init__(self, bridge: Bridge, parent: QWidget | None, customer: Customer | None) -> None:
        title = f"Edit {customer.name}" if customer else "Whom do you want to serve?"
        super().__init__(bridge, parent, title, 480)
        self._customer = customer
        self.belongs_to(customer)
        self.name = QLineEdit(customer.name if customer else "")
        self.name.setPlaceholderText("A person, or one team you could name")
        self.tier = ChoiceGrid(
            bridge.theme, [(tier, TIER_NAMES[tier], line) for tier, line in TIER_LINES.items()]
        )
        self.kind = QComboBox()
        for kind, name in KIND_NAMES.items():
            self.kind.addItem(name, kind)
        self.kind.setCurrentIndex(
            self.kind.findData(customer.kind if customer else CustomerKind.TEAM)
        )
        self.who = GrowingText("who", "Which people, which project?")
        form = self.add_form()
        form.add("name", "&Name", self.name)
        self.advice = WordingAdvice(bridge, Subject.CUSTOMER)
        form.put_under("name", self.advice)
        self.advice.watch(self.name)
        self.advice.changed.connect(self.fit)
        if customer is None:
            form.add("tier", "&Where do they stand?", self.tier)
        form.add("kind", "&Kind", self.kind)
        if customer:
            self.who.show_text(customer.who)
            form.add("who", "Who e&xactly", self.who)
        self.column.addStretch(1)
        self.name.setFocus()
        self.primary.setText("Save" if customer else ADD_CUSTOMER)

    def save(self) -> None:
        """Keep it, and tell which customer it is."""
        kind = CustomerKind(self.kind.currentData())
        if self._customer is None:
            self.saved.emit(commands.add_customer(self.tracker, *self._checked_input(kind)))
            return
        key = self._customer.id
        commands.edit_customer(
            self.tracker, key, name=self.name.text(), kind=kind, who=self.who.text
        )
        self.saved.emit(key)

    def submit(self) -> None:
        """Save and close; where every place is taken, ask first who makes room."""
        full = None if self._customer else full_tier(self.tracker, self.tier.value)
        if full is None or not self.name.text().strip() or self.tier.value is None:
            super().submit()
            return
        said = CustomerInput(*self._checked_input(CustomerKind(self.kind.currentData())))
        swap = SwapDialog(self.bridge, self, full, said)
        swap.swapped.connect(self._on_swapped)
        swap.open()

    def _on_swapped(self, key: int) -> None:
        self.saved.emit(key)
        self.accept()

    def _checked_input(self, kind: CustomerKind) -> tuple[str, Tier | None, CustomerKind]:
        if self.tier.value is None and self.name.text().strip():
            raise InvalidInput("tier", "Nothing is chosen", "You can move them any time.")
        return self.name.text(), self.tier.value, kind


class MandateDialog(FormDialog):
    """Adds an agreement or a mandate about a customer, or says better what one is."""

    def __init__(
        self, bridge: Bridge, parent: QWidget | None, customer_id: int, mandate: Mandate | None
    ) -> None:
        name = bridge.tracker.customers.get(customer_id).name
        super().__init__(bridge, parent, f"Agreement or mandate: {name}", 460)
        self._customer_id, self._mandate = customer_id, mandate
        self.belongs_to(self.tracker.customers.get(customer_id), mandate)
        self.text = GrowingText("text", MANDATE_HINT, lines=2)
        self.formal = Segments([(False, "Agreed between us"), (True, "A mandate")])
        self.formal.setAccessibleName("Formal or informal")
        today = bridge.today()
        self.made = DayField(bridge, "made_on", mandate.made_on if mandate else today)
        self.until = DayField(bridge, "until", mandate.until if mandate else None)
        self.formal.choose(bool(mandate and mandate.formal))
        form = self.add_form()
        form.add("text", "&What it says", self.text)
        form.add("formal", "Formal or informal", self.formal)
        form.add("made_on", "Made &on", self.made)
        form.add("until", "Holds &until", self.until)
        form.note("until", "Leave it empty if no end is known. After that day the sum counts.")
        if mandate:
            self.text.show_text(mandate.text)
            self._offer("End today", self._on_end)
            self._offer("Delete", self._on_delete)
        self.text.setFocus()

    def save(self) -> None:
        """Keep it."""
        made = self.made.day
        if made is None:
            raise InvalidInput("made_on", "The day is empty", "Say since when it holds.")
        formal = bool(self.formal.value)
        entered = (self.text.text, made, self.until.day)
        if self._mandate:
            commands.edit_mandate(self.tracker, self._mandate.id, *entered, formal=formal)
        else:
            commands.add_mandate(self.tracker, self._customer_id, *entered, formal=formal)

    def _offer(self, text: str, slot: Callable[[], None]) -> None:
        offered = button(text, auto_default=False)
        offered.clicked.connect(slot)
        self.buttons.insertWidget(self.buttons.count() - 3, offered)

    def _on_end(self) -> None:
        if self._mandate:
            commands.end_mandate(self.tracker, self._mandate.id, self.bridge.today())
            self.bridge.show_message("It no longer counts. Ctrl+Z brings it back.")
        self.accept()

    def _on_delete(self) -> None:
        if self._mandate:
            commands.remove_mandate(self.tracker, self._mandate.id)
            self.bridge.show_message("Deleted. Ctrl+Z brings it back.")
        self.accept()
