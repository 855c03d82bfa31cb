"""Take on a customer, or name one better: as little as there is to say now, the rest can wait."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from tracker.app import commands
from tracker.app.queries.continuum import no_room
from tracker.domain.customer import KIND_NAMES, TIER_NAMES, Customer, Kind, Tier
from tracker.domain.errors import InvalidInput
from tracker.domain.wording import Subject
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.choice import ChoiceGrid
from tracker.gui.widgets.growing_text import GrowingText
from tracker.gui.widgets.wording_advice import WordingAdvice

TIER_LINES = {
    Tier.WOW: "They get your very best, and more than they asked for.",
    Tier.SERVE: "They get what they need, as promised.",
    Tier.MAINTAIN: "Nothing extra, and never a reason to complain.",
}


class CustomerDialog(FormDialog):
    """Name, tier and kind of a new customer; name, kind and who exactly of a known one."""

    saved = Signal(object)  # int: the customer's id

    def __init__(self, bridge: Bridge, parent: QWidget | None, customer: Customer | None) -> None:
        title = f"Edit {customer.name}" if customer else "Who do you want to serve?"
        super().__init__(bridge, parent, title, 480)
        self._customer = customer
        self.name = QLineEdit(customer.name if customer else "")
        self.name.setPlaceholderText("A person, or one team you could name")
        self.name.setMaxLength(200)
        self.tier = ChoiceGrid(
            bridge.theme, [(tier, TIER_NAMES[tier], line) for tier, line in TIER_LINES.items()]
        )
        self.kind = QComboBox()
        for kind, name in KIND_NAMES.items():
            self.kind.addItem(name, kind)
        self.kind.setCurrentIndex(self.kind.findData(customer.kind if customer else Kind.TEAM))
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
        self.primary.setText("Save" if customer else "Add customer")

    def save(self) -> None:
        """Keep it, and tell which customer it is."""
        kind = Kind(self.kind.currentData())
        if self._customer is None:
            key = self._add(kind)
        else:
            key = self._customer.id
            said: dict[str, Any] = {"who": self.who.text}
            commands.edit_customer(self.tracker, key, name=self.name.text(), kind=kind, **said)
        self.saved.emit(key)

    def _add(self, kind: Kind) -> int:
        if self.tier.value is None and self.name.text().strip():
            raise InvalidInput("tier", "Nothing is chosen", "You can move them any time.")
        if self.tier.value is Tier.WOW and (full := no_room(self.tracker, Tier.WOW, 0)):
            taken = f"All {full.places} places in WOW are taken"
            raise InvalidInput(
                "tier", taken, "Choose another tier; move them to WOW later, for somebody else."
            )
        return commands.add_customer(self.tracker, self.name.text(), self.tier.value, kind)
