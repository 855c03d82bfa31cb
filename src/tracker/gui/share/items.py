"""Beside the preview: my own words to the customer, everything on the page with its switch (S3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.person import person
from tracker.app.sharing.commands import sharing_of
from tracker.app.sharing.unshared import UnsharedMeasure
from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.share.unshared import UnsharedList
from tracker.gui.theme import UNBOUND, scaled
from tracker.gui.widgets.item_list import ItemList
from tracker.gui.widgets.text import label, link
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.scorecard.content import Item

WIDTH, LEAST_ITEMS = 300, 160
UNSIGNED = "Your name is not on it yet"
NEVER = "Private notes, your pulse, other customers, drafts and unshared measures are never on it."


class ShareColumn(QFrame):
    """A card beside the page, or as wide as it and below."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(scaled(WIDTH))

    def show_beside(self, *, beside: bool) -> None:
        """Stand beside the page or below it."""
        self.setMinimumWidth(scaled(WIDTH) if beside else 0)
        self.setMaximumWidth(scaled(WIDTH) if beside else UNBOUND)


class ShareSide(ShareColumn):
    """Every switch counts at once, this time and from now on."""

    settings_requested = Signal()
    calculation_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._customer: Customer | None = None
        self._signed = True
        self.words = GrowingText("words", "A few words of your own to them", lines=2)
        self.words.setAccessibleName("Your own words")
        self.words.editing_finished.connect(self._on_words)
        self.items = ItemList(bridge.theme)
        self.items.switched.connect(self._on_switched)
        self.unshared = UnsharedList(bridge.theme)
        self.unshared.switched.connect(self._on_share)
        self.publish = QCheckBox("Publish each finished week")
        self.publish.clicked.connect(self._on_publish)
        never = label(NEVER, "hint", wrap=True)
        title = label("What is on the page", "heading")
        self.unsigned = link(UNSIGNED, inline=True)
        self.unsigned.clicked.connect(self.settings_requested)
        self.how = link("How the promises are judged", inline=True)
        self.how.clicked.connect(self.calculation_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        self.nothing = label("Nothing yet.", "hint")
        self.nothing.hide()
        parts = (title, self.nothing, self.words, self.items, self.unshared)
        for widget in (*parts, self.unsigned, self.how, never, self.publish):
            layout.addWidget(widget, 1 if widget is self.items else 0)
        for way in (self.unsigned, self.how):
            layout.setAlignment(way, Qt.AlignmentFlag.AlignLeading)
        self.stretch = QWidget()
        self.stretch.hide()
        layout.insertWidget(layout.indexOf(never), self.stretch, 1)

    def show_customer(
        self, customer: Customer, items: Iterable[Item], unshared: Sequence[UnsharedMeasure]
    ) -> None:
        """Show what is on a customer's page, and what is not shared with them.

        While nothing is shared there is nothing to switch on the page itself.
        """
        sharing = sharing_of(self._bridge.tracker, customer.id)
        if self._customer is None or self._customer.id != customer.id:
            self.words.setPlainText(sharing.words)
        self._customer = customer
        self.words.show_text(sharing.words)
        self.items.show_items(items)
        self.unshared.show_measures(unshared)
        me = person(self._bridge.tracker)
        folder, self._signed = me.publish_to, bool(me.name)
        self.publish.setChecked(sharing.published)
        self.publish.setToolTip(
            f"Into {folder}" if folder else "First choose the folder in Settings (Ctrl+,)"
        )

    def show_bare(self, *, bare: bool) -> None:
        """Leave out what belongs to a page, while there is none."""
        for widget in (self.words, self.items, self.how, self.publish):
            widget.setVisible(not bare)
        self.unsigned.setVisible(not bare and not self._signed)
        self.nothing.setVisible(bare)
        self.stretch.setVisible(bare)

    def show_beside(self, *, beside: bool) -> None:
        """Be a column beside the page, or as wide as it and below."""
        super().show_beside(beside=beside)
        self.items.setMinimumHeight(0 if beside else scaled(LEAST_ITEMS))

    def _on_share(self, measure_id: int) -> None:
        commands.share_measure(self._bridge.tracker, measure_id, shared=True)

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
            self._bridge.show_message("Choose the folder under Publishing.")
