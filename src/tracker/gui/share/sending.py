"""A page for a customer before it leaves: its document, and what the ledger will keep of it.

Lets a page leave: as a file, in the browser, on the clipboard; and writes down that it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QDir,
    QMimeData,
    QObject,
    QStandardPaths,
    Qt,
    QTemporaryDir,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.app.sharing.commands import note_share
from tracker.app.sharing.ledger import shared_content
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.domain.period import Cadence, Period
from tracker.domain.sharing import KIND_NAMES, ShareKind, Way
from tracker.gui.bridge import Bridge
from tracker.paper.writer import file_name
from tracker.report.scorecard.content import Item

if TYPE_CHECKING:
    from tracker.paper.layout import Pages
    from tracker.report.documents.document import Document


SCORECARD_FORMS, AGREEMENT_FORMS = ("html", "pdf", "png"), ("html", "pdf")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document with all that is written down when it leaves; `items` has its switches."""

    kind: ShareKind
    customer_id: int
    document: Document
    forms: tuple[str, ...]
    file_name: str
    measures: Sequence[Measure]
    rated: int = 0
    token: str = ""
    first: date | None = None
    last: date | None = None
    items: tuple[Item, ...] = ()

    @property
    def title(self) -> str:
        """What the ledger calls it."""
        return self.document.title

    def content(self, form: str) -> bytes:
        """Return it as the bytes of a file."""
        from tracker.paper.writer import document_bytes

        return document_bytes(self.document, f".{form}")


def scorecard_sheet(
    tracker: Tracker, customer: Customer, first: date, last: date, today: date
) -> Sheet:
    """Return a customer's scorecard for a period."""
    from tracker.app.sharing.scorecard import scorecard
    from tracker.report.scorecard.document import scorecard_document

    content = scorecard(tracker, customer.id, first, last, today)
    uids = {one.uid: one for one in tracker.measures.where("customer_id = ?", customer.id)}
    measures = [uids[part.uid] for part in content.measures]
    return Sheet(
        ShareKind.SCORECARD,
        customer.id,
        scorecard_document(content),
        SCORECARD_FORMS,
        file_name(f"Scorecard {customer.name}", first, last),
        measures,
        len(measures) if content.token else 0,
        content.token,
        first,
        last,
        content.items,
    )


def agreement_sheet(tracker: Tracker, customer: Customer, today: date) -> Sheet:
    """Return what is agreed with a customer by now."""
    from tracker.app.sharing.ledger import agreement
    from tracker.report.scorecard.document import agreement_document

    content = agreement(tracker, customer.id, today)
    uids = {one.uid: one for one in tracker.measures.where("customer_id = ?", customer.id)}
    return Sheet(
        ShareKind.AGREEMENT,
        customer.id,
        agreement_document(content),
        AGREEMENT_FORMS,
        file_name(f"Agreement {customer.name}", today, today),
        [uids[uid] for uid in content.uids],
    )


def layout_of(sheet: Sheet) -> Pages:
    """Return its pages for the preview."""
    from tracker.paper.pages import layout

    return layout(sheet.document)


def share_periods(tracker: Tracker, today: date) -> list[tuple[str, tuple[date, date]]]:
    """Return the periods that a scorecard is usually about, by name."""
    from tracker.app.sharing.scorecard import scorecard_period

    this = Period.of(today, Cadence.QUARTERLY)
    last = this + -1
    return [
        ("The last 13 weeks", scorecard_period(today, tracker)),
        ("Last quarter", (last.start, last.end)),
        ("This quarter so far", (this.start, today)),
    ]


FILTERS = {
    "html": "Web page, one file (*.html)",
    "pdf": "PDF document (*.pdf)",
    "png": "Picture (*.png)",
}


class Writing(QObject):
    """Holds the dialogs and the folder of pages opened to be looked at, which goes with it."""

    opened = Signal(object)  # Path: a file that was handed to the system to be shown

    def __init__(self, bridge: Bridge, owner: QWidget) -> None:
        super().__init__(owner)
        self._bridge = bridge
        self._owner = owner
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        self._folder = QStandardPaths.writableLocation(documents)
        self._look: QTemporaryDir | None = None
        self._sheet: Sheet | None = None
        self._sent: int | None = None
        self.dialog: QFileDialog | None = None

    def save(self, sheet: Sheet) -> None:
        """Ask where to save a page, and as what."""
        self._sheet, self._sent = sheet, None
        self._ask(f"Save {KIND_NAMES[sheet.kind].lower()}", list(sheet.forms), sheet.file_name)

    def save_sent(self, share_id: int) -> None:
        """Ask where to save what was sent, exactly as it was."""
        share = self._bridge.tracker.ledger.get(share_id)
        self._sent = share_id
        name = file_name(share.title, share.first or share.shared_on, share.last or share.shared_on)
        self._ask("Save a copy", [share.form], name)

    def look_at(self, sheet: Sheet) -> None:
        """Show a page as it will be in the customer's browser; that is not sharing it."""
        self._show(sheet.content("html"), f"{sheet.file_name}.html")

    def open_sent(self, share_id: int) -> None:
        """Show what was sent, exactly as it was."""
        share = self._bridge.tracker.ledger.get(share_id)
        self._show(shared_content(self._bridge.tracker, share_id), f"Sent.{share.form}")

    def copy(self, sheet: Sheet) -> None:
        """Put a page as a picture on the clipboard, to be pasted into a mail."""
        content = sheet.content("png")
        data = QMimeData()
        data.setImageData(QImage.fromData(content))
        QGuiApplication.clipboard().setMimeData(data)
        self._note(sheet, "png", content, Way.COPY)
        self._bridge.say("The page is on the clipboard as a picture, and in the ledger.")

    def _ask(self, title: str, forms: list[str], name: str) -> None:
        filters = ";;".join(FILTERS.get(form, f"{form.upper()} (*.{form})") for form in forms)
        self.dialog = dialog = QFileDialog(self._owner, title, self._folder, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(forms[0])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(f"{name}.{forms[0]}")
        dialog.filterSelected.connect(self._on_filter)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    def _on_filter(self, chosen: str) -> None:
        if self.dialog is None:
            return
        suffix = chosen.rpartition("*.")[2].rstrip(")")
        self.dialog.setDefaultSuffix(suffix)
        names = self.dialog.selectedFiles()
        if names:
            self.dialog.selectFile(Path(names[0]).with_suffix(f".{suffix}").name)

    def _on_chosen(self, name: str) -> None:
        from tracker.paper.writer import write_whole

        path = Path(name)
        self._folder = str(path.parent)
        if self._sent is not None:
            write_whole(path, shared_content(self._bridge.tracker, self._sent))
        elif self._sheet is not None:
            form = path.suffix.removeprefix(".").lower()
            content = self._sheet.content(form)
            with self._bridge.tracker.fact("share"):  # both or neither
                self._note(self._sheet, form, content, Way.FILE)
                write_whole(path, content)
        self._bridge.say(f"Written to {path}")

    def _note(self, sheet: Sheet, form: str, content: bytes, way: Way) -> None:
        note_share(
            self._bridge.tracker,
            customer_id=sheet.customer_id,
            kind=sheet.kind,
            form=form,
            way=way,
            title=sheet.title,
            content=content,
            measures=sheet.measures,
            rated=sheet.rated,
            token=sheet.token,
            first=sheet.first,
            last=sheet.last,
            today=self._bridge.today(),
        )

    def _tidy(self) -> None:
        if self._look is not None:
            self._look.remove()

    def _show(self, content: bytes, name: str) -> None:
        if self._look is None:
            self._look = QTemporaryDir(QDir.temp().filePath("impact-tracker-XXXXXX"))
            if program := QCoreApplication.instance():
                program.aboutToQuit.connect(self._tidy)
        path = Path(self._look.filePath(name))
        path.write_bytes(content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.opened.emit(path)
