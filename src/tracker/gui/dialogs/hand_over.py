"""A chart is handed over: seen first, with every item on it and its switch, then it leaves (S3).

As a file, over the clipboard, or dragged into a mail; each time the ledger knows before it is out.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app.sharing.charts import ChartPage, ChartSubject, chart_page
from tracker.app.sharing.commands import note_share, send_file, take_back
from tracker.domain.errors import TrackerError
from tracker.domain.sharing import FOR_WHOM, SharingWay
from tracker.domain.texts.cutting import cut
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.bridge import Bridge
from tracker.gui.form import room_over
from tracker.gui.theme import scaled
from tracker.gui.widgets.chart_export import DragFolder, DragHandle, mime_of
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.item_list import ItemList
from tracker.gui.widgets.rows import scrolling
from tracker.gui.widgets.save_dialog import save_dialog
from tracker.gui.widgets.text import button, label, plain, show_text
from tracker.paper.writer import picture_bytes, picture_name, undrawn_in_picture

PREVIEW, SIDE, THUMB = 560, 300, 240
LEAST_HEIGHT = 520
SCROLL_BAR, ROUND_PREVIEW = 12, 90  # px
LONGEST_NAME = 30
NOTHING = "There is nothing to export yet: log a value first."
NEVER = "Notes, watched weeks, your pulse and your decisions are never on the chart."
THEM, ME = "them", "me"
COUNTS = {
    THEM: "The ledger records it as shown to them.",
    ME: "The ledger records it as shown to nobody.",
}
FORMS = (
    ("PNG picture", ("png", 1)),
    ("PNG picture, twice as sharp", ("png", 2)),
    ("PNG picture, three times as sharp", ("png", 3)),
    ("SVG drawing", ("svg", 1)),
    ("PDF page", ("pdf", 1)),
)
KINDS = {"png": "PNG pictures", "svg": "SVG drawings", "pdf": "PDF documents"}
COPIED = "Copied as a picture, a drawing and in words; the ledger records it."
DRAGGED = "The chart was dragged out as a picture, and is in the ledger."


class HandOverDialog(TabsAsRead, QDialog):
    """Every switch counts for this chart, now: the next one begins with what is usual."""

    def __init__(self, bridge: Bridge, parent: QWidget, subject: ChartSubject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._subject = subject
        self._switches: dict[str, bool] = {}
        self.page: ChartPage = chart_page(subject, {})
        self.dialog: QFileDialog | None = None
        self.setWindowTitle("Export chart")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumHeight(min(scaled(LEAST_HEIGHT), room_over(self).height()))
        room = room_over(self).width() - scaled(SIDE) - ROUND_PREVIEW
        self._wide = max(min(PREVIEW, room), PREVIEW // 3)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.preview = QLabel()
        self.preview.setAccessibleName("The chart as they will see it")
        self.grip = DragHandle(bridge.theme, "the chart")
        self.items = ItemList(bridge.theme)
        self.items.setProperty("role", "framed")
        self.items.setAccessibleName("What is on the chart")
        self.whom: Segments[str] = Segments(((THEM, self._them), (ME, "For me")))
        self.counts = label(role="hint", wrap=True)
        self.failed = label(tone="error", wrap=True)
        self.failed.hide()
        self.form = QComboBox()
        self.form.setAccessibleName("Format")
        for text, form in FORMS:
            self.form.addItem(text, form)
        self.save = button("Save as…")
        self.copy = button("Copy", "Put it on the clipboard")
        self._lay_out()
        self._wire()
        self.whom.choose(THEM if subject.usually_for_them else ME)
        self._show_whom()
        self.resize(self.sizeHint().boundedTo(room_over(self)))

    @property
    def _them(self) -> str:
        customer = self._subject.customer
        return plain(f"For {cut(customer.name, LONGEST_NAME)}") if customer else "For others"

    @property
    def _for_them(self) -> bool:
        return self.whom.value == THEM

    def _wire(self) -> None:
        self.items.switched.connect(self._on_switched)
        self.whom.selected.connect(self._show_whom)
        self.save.clicked.connect(self.ask)
        self.copy.clicked.connect(self.put_on_clipboard)
        self.grip.clicked.connect(self.put_on_clipboard)
        self.grip.drag_requested.connect(self.drag)

    def ask(self) -> None:
        """Ask where to save it."""
        suffix, _ = self.form.currentData()
        name = picture_name(self.page.picture)
        kinds = {suffix: KINDS[suffix]}
        self.dialog = save_dialog(
            self, self._bridge, "Save chart", kinds, name, self.write, self._undrawn_hint
        )
        self.dialog.open()

    def _undrawn_hint(self, path: Path) -> str:
        from tracker.report.charts.draw import full_svg

        return undrawn_in_picture(full_svg(self.page.picture), path.suffix)

    def write(self, path: Path) -> None:
        """Write it, and close; what cannot be is said here."""
        from tracker.report.charts.draw import full_svg

        _, scale = self.form.currentData()
        tracker, today = self._bridge.tracker, self._bridge.today()
        left = self.page.leaving(for_them=self._for_them)
        try:
            content = picture_bytes(full_svg(self.page.picture), path.suffix, scale)
            send_file(tracker, path, left, content, today)
        except TrackerError as error:
            self.failed.setText(error.sentence)
            self.failed.show()
            return
        self._bridge.show_message(f"Saved to {path}, and in the ledger.")
        self.accept()

    def put_on_clipboard(self) -> None:
        """Put it on the clipboard, and close."""
        mime, content = mime_of(self.page.picture)
        self._note(content)
        QGuiApplication.clipboard().setMimeData(mime)
        self._bridge.show_message(COPIED)
        self.accept()

    def drag(self) -> None:
        """Let it be dragged, as a file too; where nobody takes it, it has not left."""
        mime, content = mime_of(self.page.picture)
        path = DragFolder.folder() / f"{picture_name(self.page.picture)}.png"
        path.write_bytes(content)
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        thumb = QPixmap()
        thumb.loadFromData(content)
        drag = QDrag(self.grip)
        drag.setMimeData(mime)
        smooth = Qt.TransformationMode.SmoothTransformation
        drag.setPixmap(thumb.scaledToWidth(THUMB, smooth))
        share_id = self._note(content)
        if drag.exec(Qt.DropAction.CopyAction) == Qt.DropAction.IgnoreAction:
            take_back(self._bridge.tracker, [share_id])
        else:
            self._bridge.show_message(DRAGGED)

    def _note(self, content: bytes) -> int:
        tracker, today = self._bridge.tracker, self._bridge.today()
        left = self.page.leaving(for_them=self._for_them)
        return note_share(tracker, left, content, today, form="png", way=SharingWay.COPY)

    def _show(self) -> None:
        """Show the chart with what is on it now."""
        from tracker.paper.output import png_bytes
        from tracker.report.charts.draw import full_svg

        self.page = chart_page(self._subject, self._switches, for_them=self._for_them)
        self.items.show_items(self.page.items)
        drawing = full_svg(self.page.picture)
        show_text(self.failed, undrawn_in_picture(drawing, ".png"))
        drawn = QPixmap()
        drawn.loadFromData(png_bytes(drawing))
        smooth = Qt.TransformationMode.SmoothTransformation
        self.preview.setPixmap(drawn.scaledToWidth(self._wide, smooth))

    def _show_whom(self) -> None:
        self.counts.setText(COUNTS[self.whom.value or ME])
        self._show()

    def _on_switched(self, switch: tuple[str, bool]) -> None:
        key, on = switch
        self._switches[key] = on
        self._show()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.preview)
        drag = QHBoxLayout()
        drag.addWidget(self.grip)
        drag.addWidget(label("Drag it into a mail or a document", "hint"), 1)
        left.addLayout(drag)
        left.addStretch(1)
        side = QWidget()
        side.setProperty("role", "plain")
        side.setFixedWidth(scaled(SIDE))
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        right.addWidget(label("What is on the chart", "heading"))
        right.addWidget(self.items, 1)
        right.addWidget(label(NEVER, "hint", wrap=True))
        right.addWidget(self.whom)
        right.addWidget(self.counts)
        right.addWidget(label(FOR_WHOM, "hint", wrap=True))
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 1)
        middle.addWidget(_scrolling(side))
        cancel = button("Close", auto_default=False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.form)
        foot.addStretch(1)
        for one in (cancel, self.copy, self.save):
            foot.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(middle, 1)
        layout.addWidget(self.failed)
        layout.addLayout(foot)


def _scrolling(side: QWidget) -> QScrollArea:
    area = scrolling(side)
    area.setFixedWidth(side.width() + scaled(SCROLL_BAR))
    return area


class HandOver:
    """Opens the dialog for whatever a page shows."""

    def __init__(self, bridge: Bridge, owner: QWidget) -> None:
        self._bridge, self._owner = bridge, owner
        self.dialog: HandOverDialog | None = None

    def offer(self, subject: ChartSubject | None, *, copy: bool = False) -> None:
        """Show a chart before it leaves; with `copy` Enter puts it on the clipboard."""
        if subject is None:
            self._bridge.show_message(NOTHING)
            return
        self.dialog = HandOverDialog(self._bridge, self._owner, subject)
        chosen = self.dialog.copy if copy else self.dialog.save
        chosen.setDefault(True)
        self.dialog.open()
        chosen.setFocus()
