"""Beside the preview: my own words to the customer, every item with its switch, publishing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QVBoxLayout

from tracker.app import commands
from tracker.app.commands.person import person
from tracker.app.commands.sharing import sharing_of
from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.growing_text import GrowingText
from tracker.gui.widgets.share_items import ItemList
from tracker.report.scorecard_content import Item

WIDTH = 300
NEVER = "Private notes, your pulse, other customers, drafts and what is not shared are never on it."


class ShareSide(QFrame):
    """Every switch counts at once, this time and from now on."""

    settings_wished = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH)
        self._bridge = bridge
        self._customer: Customer | None = None
        self.words = GrowingText("words", "A word of your own to them", lines=2)
        self.words.setAccessibleName("Your own words")
        self.words.left.connect(self._on_words)
        self.items = ItemList(bridge.theme)
        self.items.switched.connect(self._on_switched)
        self.publish = QCheckBox("Publish with each finished week")
        self.publish.clicked.connect(self._on_publish)
        never = QLabel(NEVER)
        never.setProperty("role", "hint")
        never.setWordWrap(True)
        title = QLabel("What is on the page")
        title.setProperty("role", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        for widget in (title, self.words, self.items, never, self.publish):
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
            commands.say_to(self._bridge.tracker, self._customer.id, self.words.text)

    def _on_switched(self, switch: tuple[str, bool]) -> None:
        if self._customer is not None:
            key, on = switch
            commands.switch_item(self._bridge.tracker, self._customer.id, key, on=on)

    def _on_publish(self, wanted: object) -> None:
        if self._customer is None:
            return
        commands.publish_for(self._bridge.tracker, self._customer.id, on=bool(wanted))
        if wanted and not person(self._bridge.tracker).publish_to:
            self.settings_wished.emit()
            self._bridge.say("Choose the folder to publish into, under Publishing.")
