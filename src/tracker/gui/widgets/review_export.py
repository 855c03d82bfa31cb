"""Saves the pack of a review as a file, in another thread, and writes down that it left."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.jobs import Progress, Task
from tracker.gui.widgets.review_maker import Pack

if TYPE_CHECKING:
    from tracker.report.review_content import Review

FILTERS = {
    "pdf": "PDF document (*.pdf)",
    "docx": "Word document (*.docx)",
    "pptx": "Slides (*.pptx)",
    "html": "Web page, one file (*.html)",
    "md": "Markdown (*.md)",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: where, and with which bytes."""

    path: Path
    review: Review
    content: bytes


class PackExport(QObject):
    """Holds the dialog and the one file that is being written."""

    began = Signal(object)  # str: what is being written
    progressed = Signal(object)  # tuple[int, int]
    ended = Signal()

    def __init__(self, bridge: Bridge, owner: QWidget) -> None:
        super().__init__(owner)
        self._bridge = bridge
        self._owner = owner
        self._folder = ""
        self._pack: Pack | None = None
        self._task: Task | None = None
        self.dialog: QFileDialog | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._task is not None

    def ask(self, pack: Pack) -> None:
        """Ask where to save the pack, and as what."""
        from tracker.paper.names import file_name

        self._pack = pack
        filters = ";;".join(FILTERS.values())
        self.dialog = dialog = QFileDialog(self._owner, "Save the pack", self._folder, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(f"{file_name(pack.document.title, *pack.span)}.pdf")
        dialog.filterSelected.connect(self._on_filter)
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, name: str) -> None:
        """Write the pack that was asked for to a file; what its name ends in says as what."""
        from tracker.app.commands.evidence import wordings_of

        path = Path(name)
        self._folder = str(path.parent)
        if path.suffix.lower().removeprefix(".") not in FILTERS:
            hint = f"End its name in {', '.join(f'.{one}' for one in FILTERS)}."
            raise InvalidInput("file", f"“{path.name}” is no kind of review", hint)
        if self._pack is None or self.busy:
            return
        words = wordings_of(self._bridge.tracker, *self._pack.span)
        self._task = task = Task(_Writer(self._pack.content, words, path))
        task.done.connect(self._on_done)
        task.told.connect(self._on_told)
        task.progressed.connect(self.progressed)
        self.began.emit(f"Writing {path.name} …")
        task.begin()

    def stop(self) -> None:
        """Give up; no file is left behind."""
        if self._task is not None:
            self._task.stop()
            self._task.done.disconnect(self._on_done)
            self._task.told.disconnect(self._on_told)
            self._task.progressed.disconnect(self.progressed)
            self._task = None
            self.ended.emit()

    def _on_filter(self, chosen: str) -> None:
        if self.dialog is None:
            return
        suffix = chosen.rpartition("*.")[2].rstrip(")")
        self.dialog.setDefaultSuffix(suffix)
        if names := self.dialog.selectedFiles():
            self.dialog.selectFile(Path(names[0]).with_suffix(f".{suffix}").name)

    def _on_done(self, written: Written) -> None:
        from tracker.app.commands.reviews import note_review

        self._task = None
        suffix = written.path.suffix.lower()
        today = self._bridge.today()
        note_review(self._bridge.tracker, written.review, suffix, written.content, today)
        self.ended.emit()
        self._bridge.say(f"Written to {written.path}")

    def _on_told(self, error: InvalidInput) -> None:
        self._task = None
        self.ended.emit()
        self._bridge.say(error.sentence)


class _Writer:
    """The work itself: touches nothing of the window."""

    def __init__(self, review: Review, words: dict[str, str], path: Path) -> None:
        self._review, self._words, self._path = review, words, path

    def __call__(self, progress: Progress) -> Written:
        from tracker.app.commands.shares import prepare
        from tracker.paper.files import check_target, write_whole
        from tracker.paper.writer import document_bytes
        from tracker.report.review import document_for

        check_target(self._path)
        document = document_for(self._review, self._words, self._path.suffix)
        content = document_bytes(document, self._path.suffix, progress)
        prepare(content)
        progress(0, 1)  # the last moment to give up
        write_whole(self._path, content)
        return Written(self._path, self._review, content)
