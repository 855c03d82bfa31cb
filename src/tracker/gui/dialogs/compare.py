"""The button that compares two customers, and whoever opens the priority worksheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.page import Page

if TYPE_CHECKING:
    from tracker.gui.dialogs.worksheet import WorksheetDialog


class CompareButton(QPushButton):
    """Compares the customer in view with the next one; there only where there are two."""

    def __init__(self, bridge: Bridge, page: Page) -> None:
        super().__init__("Compare…", page)
        self.setToolTip("This customer and the next one, side by side (all of them: Ctrl+Shift+W)")
        self._bridge, self._page = bridge, page
        self.dialog: WorksheetDialog | None = None
        self.hide()
        self.clicked.connect(self.compare_two)

    def compare_two(self) -> None:
        """Put the customer in view beside the next one."""
        ids = [one.id for one in self._everyone()]
        first = self._page.customer_in_view()
        if first in ids:
            ids.remove(first)
            ids.insert(0, first)
        self._open(ids[:2])

    def compare_all(self) -> None:
        """Put every customer beside the others."""
        ids = [one.id for one in self._everyone()]
        if len(ids) < 2:
            self._bridge.say("A worksheet compares two customers or more: add another one first.")
            return
        self._open(ids)

    def _open(self, ids: list[int]) -> None:
        from tracker.gui.dialogs.worksheet import WorksheetDialog

        if self.dialog is not None:
            self.dialog.close()
        dialog = WorksheetDialog(self._bridge, self._page, ids)
        dialog.finished.connect(self._on_finished)
        dialog.board_wished.connect(self._on_board)
        self.dialog = dialog
        dialog.show()

    def _everyone(self) -> list[Customer]:
        rows = self._bridge.tracker.customers.where("archived_on IS NULL")
        return sorted(rows, key=lambda customer: customer.rank)

    def _on_finished(self) -> None:
        self.dialog = None

    def _on_board(self) -> None:
        self._page.page_requested.emit("customers")
        self._page.setFocus()
