"""The forms of the chain: somebody upstream, and who stands behind a customer (V1)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from tracker.app import commands
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.upstream import Link
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.theme import scaled
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.row_menu import MenuEntry, menu_index, open_row_menu
from tracker.gui.widgets.text import button, tip_of
from tracker.gui.widgets.text_field import GrowingText

ROW, MOST_ROWS = 25, 7
FIELDS = (
    ("their_customer", "&Their customer, and what they hand over", "The board: figures each month"),
    ("end_client", "The &end client", "Shareholders and the bank"),
)


class LinkDialog(FormDialog):
    """Who, what they hand over, by when, and what depends on it; only who is needed."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, link: Link | None = None) -> None:
        super().__init__(bridge, parent, "Edit upstream" if link else "Add upstream", 520)
        self._link = link
        self.belongs_to(link)
        self.who = QLineEdit(link.who if link else "")
        self.who.setPlaceholderText("Ledger team, a supplier, a system")
        self.what = QLineEdit(link.what if link else "")
        self.what.setPlaceholderText("The ledger export")
        self.by_when = QLineEdit(link.by_when if link else "")
        self.by_when.setPlaceholderText("Every Monday at 9")
        self.inside = Segments([("inside", "Inside"), ("outside", "Outside")])
        self.inside.choose("inside" if link is None or link.internal else "outside")
        self.services = ServiceChecks(self.tracker, link)
        form = self.add_form()
        form.add("who", "&Who hands you something", self.who)
        form.add("what", "Wh&at", self.what)
        form.add("by_when", "&By when", self.by_when)
        form.add("inside", "Inside your organisation, or &outside", self.inside)
        if self.services.count():
            form.add("services", "What you do that &depends on it", self.services)
        step = "Reopen" if link and link.retired_on else "Retire"
        self.retire = button(step, "Its stops stay in the history", auto_default=False)
        self.retire.setVisible(link is not None)
        self.retire.clicked.connect(self._on_retire)
        self.buttons.insertWidget(0, self.retire)
        self.primary.setText("Save" if link else "Add")
        self.who.setFocus()

    def save(self) -> None:
        """Keep the link."""
        said = self.who.text(), self.what.text(), self.by_when.text(), self.services.chosen
        inside = self.inside.value != "outside"
        if self._link:
            commands.edit_link(self.tracker, self._link.id, *said, internal=inside)
        else:
            commands.add_link(self.tracker, *said, internal=inside)

    def _on_retire(self) -> None:
        if self._link is None:
            return
        if self._link.retired_on:
            commands.restore_link(self.tracker, self._link.id)
        else:
            commands.retire_link(self.tracker, self._link.id, self.bridge.today())
            self.bridge.show_message(f"{self._link.who} is retired. Ctrl+Z brings it back.")
        self.accept()


class ServiceChecks(QListWidget):
    """Every service that is offered, by customer, each with a box; Space ticks it."""

    def __init__(self, tracker: Tracker, link: Link | None) -> None:
        super().__init__()
        kept = tracker.link_services.where("link_id = ?", link.id) if link else []
        depends = {one.service_id for one in kept}
        everyone = sorted(tracker.customers.where("archived_on IS NULL"), key=lambda one: one.rank)
        for customer in everyone:
            for service in tracker.services.where(
                "customer_id = ? AND retired_on IS NULL", customer.id, order="position, id"
            ):
                text = f"{service.name} · {customer.name}"
                self._offer(text, service.id, on=service.id in depends)
        self._hidden = depends - {item.data(Qt.ItemDataRole.UserRole) for item in self._items()}
        self.setFixedHeight(scaled(ROW) * min(max(self.count(), 1), MOST_ROWS) + 10)
        self.setProperty("role", "box")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self.count():
            self.setCurrentRow(0)

    @property
    def chosen(self) -> list[int]:
        """The services that are ticked, and those that are not offered any more but depend."""
        on = [item for item in self._items() if item.checkState() is Qt.CheckState.Checked]
        return sorted({*self._hidden, *(item.data(Qt.ItemDataRole.UserRole) for item in on)})

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to tick this one, all, or none."""
        if not menu_index(self, event).isValid():
            return
        on = self.currentItem().checkState() is Qt.CheckState.Checked
        one = "Untick" if on else "Tick"
        every = self._items()
        states = [item.checkState() is Qt.CheckState.Checked for item in every]
        entries = [
            MenuEntry(f"{one}\tSpace", partial(self._tick, [self.currentItem()], on=not on)),
            MenuEntry("Tick all", partial(self._tick, every, on=True), not all(states)),
            MenuEntry("Untick all", partial(self._tick, every, on=False), any(states)),
        ]
        open_row_menu(self, event, entries)

    def _tick(self, items: Iterable[QListWidgetItem], *, on: bool) -> None:
        for item in items:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(index) for index in range(self.count())]

    def _offer(self, text: str, key: int, *, on: bool) -> None:
        item = QListWidgetItem(text)
        item.setToolTip(tip_of(text))
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.addItem(item)


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
        self.belongs_to(customer)
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
