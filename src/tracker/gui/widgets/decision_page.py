"""A decision as a page: for oneself, or for a customer who was told of it, then in the ledger."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.app.queries.decision_page import decision_page
from tracker.gui.bridge import Bridge

FILTERS = "PDF pages (*.pdf);;Pages for a browser (*.html)"
_PLAIN = re.compile(r"[^\w]+")


class DecisionPage(QObject):
    """Asks for a file without blocking, and writes the page as its name ends."""

    def __init__(
        self, bridge: Bridge, owner: QWidget, decision_id: int, customer_id: int | None
    ) -> None:
        super().__init__(owner)
        self._bridge, self._decision_id, self._customer_id = bridge, decision_id, customer_id
        title = bridge.tracker.decisions.get(decision_id).title
        name = _PLAIN.sub("-", title.casefold()).strip("-")[:60] or "decision"
        self.dialog = dialog = QFileDialog(owner, "Decision as a page", "", FILTERS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{name}.pdf")
        dialog.filterSelected.connect(self._on_filter)
        dialog.fileSelected.connect(self.write)
        dialog.finished.connect(self._on_finished)

    def open(self) -> None:
        """Show the question."""
        self.dialog.open()

    def write(self, name: str) -> None:
        """Write the page, and note it where it is for a customer."""
        from tracker.paper.files import write_whole
        from tracker.paper.writer import document_bytes
        from tracker.report.decision import decision_document

        path, tracker, today = Path(name), self._bridge.tracker, self._bridge.today()
        content = decision_page(tracker, self._decision_id, today, self._customer_id)
        document = decision_document(content)
        written = document_bytes(document, path.suffix)
        if self._customer_id is None:
            write_whole(path, written)
        else:
            from tracker.app.commands.shares import note_decision

            told = self._customer_id
            with tracker.fact("share"):  # both or neither
                note_decision(tracker, told, path.suffix, document.title, written, today)
                write_whole(path, written)
        self._bridge.say(f"Written to {name}")

    def _on_filter(self, chosen: str) -> None:
        suffix = "html" if "html" in chosen else "pdf"
        self.dialog.setDefaultSuffix(suffix)
        if names := self.dialog.selectedFiles():
            self.dialog.selectFile(Path(names[0]).with_suffix(f".{suffix}").name)

    def _on_finished(self) -> None:
        self.dialog.deleteLater()
        self.deleteLater()
