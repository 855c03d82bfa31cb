"""Beside the preview: my own words to the customer, everything on the page with its switch (S3)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from tracker.app import commands
from tracker.app.person import person
from tracker.app.sharing.commands import sharing_of
from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.theme import Theme
from tracker.gui.widgets.painting import font
from tracker.gui.widgets.text import label, tip_of
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.scorecard.content import Item, ItemKind

KEY = Qt.ItemDataRole.UserRole
ROW = 26
WIDTH = 300
NEVER = "Private notes, your pulse, other customers, drafts and what is not shared are never on it."


class ItemList(QListWidget):
    """Groups under small headings; Space switches, and what cannot be switched says so."""

    switched = Signal(object)  # tuple[str, bool]: an item's key, and whether it is on now

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Item, ...] = ()
        self.setAccessibleName("What is on the page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.itemChanged.connect(self._on_changed)

    def show_items(self, items: Iterable[Item]) -> None:
        """Show other items; the current one stays current while it is there."""
        items = tuple(items)
        if items == self._shown:
            return
        index = self.currentRow()
        current = self.item(index).data(KEY) if index >= 0 else None
        self._shown = ()  # what changes meanwhile was not switched by the person
        scrolled = self.verticalScrollBar().value()
        self.clear()
        kind: ItemKind | None = None
        for item in items:
            if item.kind is not kind:
                kind = item.kind
                self._add_heading(kind.value)
            row = self._add(item)
            if item.key == current:
                self.setCurrentItem(row)
        self.verticalScrollBar().setValue(scrolled)
        self._shown = items

    def _add_heading(self, kind: str) -> None:
        row = QListWidgetItem(kind)
        row.setFlags(Qt.ItemFlag.NoItemFlags)
        row.setFont(font(11, 600))
        row.setForeground(self._theme.colour("third"))
        row.setSizeHint(QSize(0, ROW))
        self.addItem(row)

    def _add(self, item: Item) -> QListWidgetItem:
        row = QListWidgetItem(item.text)
        row.setData(KEY, item.key)
        row.setSizeHint(QSize(0, ROW))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if item.fixed:
            row.setToolTip(tip_of(f"{item.text}\nAlways on the page"))
        else:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            row.setToolTip(tip_of(item.text))
        row.setFlags(flags)
        row.setCheckState(Qt.CheckState.Checked if item.on else Qt.CheckState.Unchecked)
        self.addItem(row)
        return row

    def _on_changed(self, row: QListWidgetItem) -> None:
        if self._shown and (key := row.data(KEY)):
            self.switched.emit((key, row.checkState() is Qt.CheckState.Checked))


class ShareSide(QFrame):
    """Every switch counts at once, this time and from now on."""

    settings_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH)
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
