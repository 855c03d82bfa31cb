"""A page for a customer: its document, and how it leaves, which the ledger then keeps.

It leaves as a file or over the clipboard; seeing it in the browser is not sharing it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMimeData,
    QObject,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.app.sharing.commands import OutgoingItem, note_share, send_file
from tracker.app.sharing.ledger import shared_content
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.keeping import Keeping
from tracker.domain.measure import Measure
from tracker.domain.period import Cadence, Period, Span
from tracker.domain.sharing import KIND_NAMES, ShareKind, SharingWay
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.for_whom import ForWhomDialog
from tracker.gui.widgets.chart_export import DragFolder
from tracker.gui.widgets.save_dialog import save_dialog
from tracker.paper.writer import file_name
from tracker.report.scorecard.content import Item

if TYPE_CHECKING:
    from tracker.paper.layout import Pages
    from tracker.report.documents.document import Document

SCORECARD_FORMS, AGREEMENT_FORMS = ("html", "pdf", "png"), ("html", "pdf")
COPIED = "Copied as a picture. The ledger records it as shown to them."
COPIED_FOR_ME = "Copied as a picture. The ledger records it as kept for you."
KINDS = {"html": "Web page, one file", "pdf": "PDF document", "png": "Picture"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document with all that is written down when it leaves; `items` has its switches.

    `keepings` say of each of the measures how its promise was kept.
    """

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
    keepings: tuple[Keeping, ...] = ()

    @property
    def title(self) -> str:
        """What the ledger calls it."""
        return self.document.title

    def content(self, form: str) -> bytes:
        """Return it as the bytes of a file."""
        from tracker.paper.writer import document_bytes

        return document_bytes(self.document, f".{form}")

    def told(self, suffix: str) -> str:
        """Name the letters that a file of this kind would show as boxes."""
        from tracker.paper.writer import undrawn_in

        return undrawn_in(self.document, suffix)

    def leaving(self, *, for_them: bool = True) -> OutgoingItem:
        """Return what the ledger keeps of it."""
        return OutgoingItem(
            self.kind,
            self.title,
            self.customer_id,
            self.measures,
            self.rated,
            self.token,
            self.first,
            self.last,
            for_them,
        )


def scorecard_sheet(
    tracker: Tracker, customer: Customer, first: date, last: date, today: date
) -> Sheet:
    """Return a customer's scorecard for a period."""
    from tracker.app.sharing.scorecard import scorecard
    from tracker.report.scorecard.document import scorecard_document

    content = scorecard(tracker, customer.id, first, last, today)
    measures = _measures(tracker, customer, [part.uid for part in content.measures])
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
        tuple(part.keeping for part in content.measures),
    )


def agreement_sheet(tracker: Tracker, customer: Customer, today: date) -> Sheet:
    """Return what is agreed with a customer by now."""
    from tracker.app.sharing.ledger import agreement
    from tracker.report.scorecard.document import agreement_document

    content = agreement(tracker, customer.id, today)
    return Sheet(
        ShareKind.AGREEMENT,
        customer.id,
        agreement_document(content),
        AGREEMENT_FORMS,
        file_name(f"Agreement {customer.name}", today, today),
        _measures(tracker, customer, content.uids),
    )


def _measures(tracker: Tracker, customer: Customer, uids: Iterable[str]) -> list[Measure]:
    known = tracker.measures.where("customer_id = ?", customer.id)
    by_uid = {measure.uid: measure for measure in known}
    return [by_uid[uid] for uid in uids]


def layout_of(sheet: Sheet) -> Pages:
    """Return its pages for the preview."""
    from tracker.paper.pages import layout

    return layout(sheet.document)


def share_periods(tracker: Tracker, today: date) -> list[tuple[str, Span]]:
    """Return the periods that a scorecard is usually about, by name."""
    from tracker.app.sharing.scorecard import scorecard_period

    this = Period.of(today, Cadence.QUARTERLY)
    last = this + -1
    return [
        ("The last 13 weeks", scorecard_period(today, tracker)),
        ("Last quarter", (last.start, last.end)),
        ("This quarter so far", (this.start, today)),
    ]


class PageSender(QObject):
    """Holds the dialogs and the folder of pages opened to be looked at, which goes with it."""

    opened = Signal(object)  # Path: a file that was handed to the system to be shown

    def __init__(self, bridge: Bridge, owner: QWidget) -> None:
        super().__init__(owner)
        self._bridge = bridge
        self._owner = owner
        self._sheet: Sheet | None = None
        self._sent: int | None = None
        self._for_them = True
        self.dialog: QFileDialog | None = None
        self.whom: ForWhomDialog | None = None

    def save(self, sheet: Sheet) -> None:
        """Ask whom a page is for, then where to save it, and as what."""
        self._sheet, self._sent = sheet, None
        self._ask_whom(sheet).answered.connect(self._on_save)

    def save_sent(self, share_id: int) -> None:
        """Ask where to save what was sent, exactly as it was."""
        share = self._bridge.tracker.ledger.get(share_id)
        self._sent = share_id
        name = file_name(share.title, share.first or share.shared_on, share.last or share.shared_on)
        self._ask("Save a copy", (share.form,), name)

    def look_at(self, sheet: Sheet) -> None:
        """Show a page as it will be in the customer's browser; that is not sharing it."""
        self._show(sheet.content("html"), f"{sheet.file_name}.html")

    def open_sent(self, share_id: int) -> None:
        """Show what was sent, exactly as it was."""
        share = self._bridge.tracker.ledger.get(share_id)
        self._show(shared_content(self._bridge.tracker, share_id), f"Sent.{share.form}")

    def copy(self, sheet: Sheet) -> None:
        """Ask whom a page is for, then put it on the clipboard as a picture, for a mail."""
        self._sheet = sheet
        self._ask_whom(sheet).answered.connect(self._on_copy)

    def _ask_whom(self, sheet: Sheet) -> ForWhomDialog:
        name = self._bridge.tracker.customers.get(sheet.customer_id).name
        self.whom = ForWhomDialog(self._bridge, self._owner, name)
        self.whom.open()
        return self.whom

    def _on_copy(self, for_them: bool) -> None:
        if self._sheet is None:
            return
        content = self._sheet.content("png")
        tracker, today = self._bridge.tracker, self._bridge.today()
        left = self._sheet.leaving(for_them=for_them)
        note_share(
            tracker, left, content, today, form="png", way=SharingWay.COPY
        )  # known, then out
        data = QMimeData()
        data.setImageData(QImage.fromData(content))
        QGuiApplication.clipboard().setMimeData(data)
        copied = COPIED if for_them else COPIED_FOR_ME
        self._bridge.show_message(f"{copied} {self._sheet.told('.png')}".strip())

    def _on_save(self, for_them: bool) -> None:
        if self._sheet is not None:
            self._for_them = for_them
            title = f"Save {KIND_NAMES[self._sheet.kind].lower()}"
            self._ask(title, self._sheet.forms, self._sheet.file_name)

    def _ask(self, title: str, forms: Iterable[str], name: str) -> None:
        kinds = {form: KINDS.get(form, form.upper()) for form in forms}
        self.dialog = save_dialog(
            self._owner, self._bridge, title, kinds, name, self._on_chosen, self._undrawn_hint
        )
        self.dialog.open()

    def _undrawn_hint(self, path: Path) -> str:
        """Say what the page will not show; what was sent is saved exactly as it was."""
        return (
            "" if self._sheet is None or self._sent is not None else self._sheet.told(path.suffix)
        )

    def _on_chosen(self, path: Path) -> None:
        from tracker.store.outgoing import write_whole

        if self._sent is not None:
            write_whole(path, shared_content(self._bridge.tracker, self._sent))
        elif self._sheet is not None:
            form = path.suffix.removeprefix(".").lower()
            content = self._sheet.content(form)
            tracker, today = self._bridge.tracker, self._bridge.today()
            left = self._sheet.leaving(for_them=self._for_them)
            send_file(tracker, path, left, content, today)
        self._bridge.show_message(f"Saved to {path}")

    def _show(self, content: bytes, name: str) -> None:
        path = DragFolder.folder() / name  # a browser may read it late: it stays until exit
        path.write_bytes(content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.opened.emit(path)
