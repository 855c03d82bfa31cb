"""Beside the preview: my own words to the customer, everything on the page with its switch (S3)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from tracker.app import commands
from tracker.app.person import person
from tracker.app.sharing.commands import sharing_of
from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.theme import scaled
from tracker.gui.widgets.item_list import ItemList
from tracker.gui.widgets.text import label, link
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.scorecard.content import Item

WIDTH = 300
NEVER = "Private notes, your pulse, other customers, drafts and what is not shared are never on it."


class ShareSide(QFrame):
    """Every switch counts at once, this time and from now on."""

    settings_requested = Signal()
    calculation_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(scaled(WIDTH))
        self._bridge = bridge
        self._customer: Customer | None = None
        self.words = GrowingText("words", "A word of your own to them", lines=2)
        self.words.setAccessibleName("Your own words")
        self.words.editing_finished.connect(self._on_words)
        self.items = ItemList(bridge.theme)
        self.items.switched.connect(self._on_switched)
        self.publish = QCheckBox("Publish with each finished week")
        self.publish.clicked.connect(self._on_publish)
        never = label(NEVER, "hint", wrap=True)
        title = label("What is on the page", "heading")
        self.how = link("How its promises are judged", inline=True)
        self.how.clicked.connect(self.calculation_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        for widget in (title, self.words, self.items, self.how, never, self.publish):
            layout.addWidget(widget, 1 if widget is self.items else 0)

    def show_customer(self, customer: Customer, items: Iterable[Item]) -> None:
        """Show what is on a customer's page."""
        sharing = sharing_of(self._bridge.tracker, customer.id)
        if self._customer is None or self._customer.id != customer.id:
            self.words.setPlainText(sharing.words)
        self._customer = customer
        self.words.show_text(sharing.words)
        self.items.show_items(items)
        folder = person(self._bridge.tracker).publish_to
        self.publish.setChecked(sharing.published)
        self.publish.setToolTip(
            f"Into {folder}" if folder else "Choose the folder in Settings (Ctrl+,) first"
        )

    def _on_words(self) -> None:
        if self._customer is not None:
            commands.set_scorecard_text(self._bridge.tracker, self._customer.id, self.words.text)

    def _on_switched(self, switch: tuple[str, bool]) -> None:
        if self._customer is not None:
            key, on = switch
            commands.switch_item(self._bridge.tracker, self._customer.id, key, on=on)

    def _on_publish(self, wanted: bool) -> None:
        if self._customer is None:
            return
        commands.publish_for(self._bridge.tracker, self._customer.id, on=wanted)
        if wanted and not person(self._bridge.tracker).publish_to:
            self.settings_requested.emit()
            self._bridge.show_message("Choose the folder to publish into, under Publishing.")
