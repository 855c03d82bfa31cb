"""What can be done with the chosen customer: a card’s context menu, and a button of the page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tracker.domain.customer import TIER_NAMES, Customer, Tier
from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon


class CustomerMenu(QMenu):
    """Entries carry the name of a command, or the tier to move to."""

    command_wished = Signal(object)  # str: a method of the page
    tier_wished = Signal(object)  # Tier

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry(bridge, "Edit customer…", "edit_customer", "pencil")
        self._entry(bridge, "Add measure…\tCtrl+Shift+M", "add_measure", "plus")
        self.addSeparator()
        self._tiers: dict[Tier, QAction] = {}
        for tier, name in TIER_NAMES.items():
            action = self.addAction(f"Move to {name}")
            action.setData(tier)
            self._tiers[tier] = action
        self.addSeparator()
        self._entry(bridge, "Move up\tCtrl+Shift+Up", "move_up", "arrow-up")
        self._entry(bridge, "Move down\tCtrl+Shift+Down", "move_down", "arrow-down")
        self.addSeparator()
        self._entry(bridge, "Archive customer", "archive_customer", "archive")
        self.triggered.connect(self._on_triggered)

    def aim(self, customer: Customer) -> None:
        """Offer what makes sense for a customer."""
        for tier, action in self._tiers.items():
            action.setEnabled(tier is not customer.tier)

    def _entry(self, bridge: Bridge, text: str, method: str, picture: str) -> None:
        action = self.addAction(icon(bridge.theme, picture), text)
        action.setData(method)

    def _on_triggered(self, action: QAction) -> None:
        wish = action.data()
        if action in self._tiers.values():
            self.tier_wished.emit(Tier(wish))
        else:
            self.command_wished.emit(wish)
