"""Whom is what leaves for? Only what is for the customer counts as shown to them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.sharing import FOR_WHOM
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.widgets.text import paragraph, plain

WIDTH = 500
THEM, ME = True, False
LONGEST_NAME = 40
TITLE = "Whom is it for?"
SAYS_THEM = "For {name}: the ledger records it as shown to them."
SAYS_ME = "For me: the ledger records it as shown to nobody."


class ForWhomDialog(FormDialog):
    """Asked once before a page is saved or copied; `answered` tells whether it is for them."""

    answered = Signal(object)  # bool: for the customer, else for the person alone

    def __init__(self, bridge: Bridge, parent: QWidget | None, customer: str) -> None:
        super().__init__(bridge, parent, TITLE, WIDTH)
        name = cut(customer, LONGEST_NAME)
        self.column.addWidget(paragraph(SAYS_THEM.format(name=name), "quiet"))
        self.column.addWidget(paragraph(SAYS_ME, "quiet"))
        self.column.addWidget(paragraph(FOR_WHOM, "hint"))
        self.primary.setText(plain(f"For {name}"))
        self.mine = self.add_button("For me", self._on_mine)

    def save(self) -> None:
        """Answer that it is for them."""
        self.answered.emit(THEM)

    def _on_mine(self) -> None:
        self.answered.emit(ME)
        self.accept()
