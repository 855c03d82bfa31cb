"""A blank list to hand to a customer, as a page; nothing of one's own list is on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.app.page_names import page_name
from tracker.gui.bridge import Bridge

FILTERS = "PDF pages (*.pdf);;Pages for a browser (*.html)"


class BlankList(QObject):
    """Asks for a file without blocking, and writes the page as its name ends."""

    def __init__(self, bridge: Bridge, owner: QWidget, customer_id: int) -> None:
        super().__init__(owner)
        self._bridge = bridge
        self._customer = bridge.tracker.customers.get(customer_id)
        self.dialog = dialog = QFileDialog(owner, "Blank list", "", FILTERS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{page_name(self._customer.name, self._customer.uid)[:-14]}-needs.pdf")
        dialog.filterSelected.connect(self._on_filter)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(self._on_finished)

    def open(self) -> None:
        """Show the question."""
        self.dialog.open()

    def _on_filter(self, chosen: str) -> None:
        suffix = "html" if "html" in chosen else "pdf"
        self.dialog.setDefaultSuffix(suffix)
        if names := self.dialog.selectedFiles():
            self.dialog.selectFile(Path(names[0]).with_suffix(f".{suffix}").name)

    def _on_chosen(self, name: str) -> None:
        from tracker.app.commands.person import person
        from tracker.paper.writer import write_document
        from tracker.report.logo import bare_logo
        from tracker.report.needs import blank_list

        me = person(self._bridge.tracker)
        logo = bare_logo(me.logo) if me.logo else None
        day = self._bridge.today()
        write_document(blank_list(self._customer.name, day, me.name, me.role, logo), Path(name))
        self._bridge.say(f"Written to {name}")

    def _on_finished(self) -> None:
        self.dialog.deleteLater()
        self.deleteLater()
