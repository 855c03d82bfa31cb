"""Who stands behind a customer in the chain: their customer, and the end client (V1)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tracker.app import commands
from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.growing_text import GrowingText

FIELDS = (
    ("their_customer", "&Their customer, and what they hand over", "The board: figures each month"),
    ("end_client", "The &end client", "Shareholders and the bank"),
)


class ChainEndDialog(FormDialog):
    """Asks for both ends; either may stay empty."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        customer: Customer,
        first: str = "their_customer",
    ) -> None:
        super().__init__(bridge, parent, f"Behind {customer.name}", 460)
        self._customer_id = customer.id
        self.texts = {name: GrowingText(name, hint) for name, _, hint in FIELDS}
        form = self.add_form()
        for name, label, _ in FIELDS:
            self.texts[name].show_text(getattr(customer, name))
            form.add(name, label, self.texts[name])
        self.texts[first].setFocus()

    def save(self) -> None:
        """Keep both."""
        commands.edit_customer(
            self.tracker,
            self._customer_id,
            their_customer=self.texts["their_customer"].text,
            end_client=self.texts["end_client"].text,
        )
