"""The pack of a review: its pages, what may be said otherwise beside them, and the file it becomes.

A file is written in another thread, and only when it is there is it written down that it left.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.review.evidence import outdated_words, send_review, wordings_of
from tracker.app.signals.pulse import proposed_asks
from tracker.domain.errors import InvalidInput, TrackerError
from tracker.domain.period import Span
from tracker.gui.bridge import Bridge
from tracker.gui.jobs import Progress, Task
from tracker.gui.page import PagePart
from tracker.gui.review.case import CasePanel
from tracker.gui.review.causes import CausesPanel
from tracker.gui.review.maker import Pack, PackMaker
from tracker.gui.review.paragraphs import ParagraphList
from tracker.gui.theme import scaled
from tracker.gui.widgets.feedback import Progressing
from tracker.gui.widgets.paper_view import PagedPaper
from tracker.gui.widgets.rows import plain_column
from tracker.gui.widgets.save_dialog import save_dialog
from tracker.gui.widgets.text import label, link
from tracker.report.review.summary import outdated_sentence

if TYPE_CHECKING:
    from tracker.report.review.content import Review
    from tracker.report.review.document import PackChoice

WIDTH = 300
A_WHILE = 500  # ms
BY_RULE = "Written by rule from what you logged. Click one to say it in your own words."
UPKEEP = "How I logged, in the appendix"
EVERY_SLIDE = "Slides: all of them, not the short deck"
MAKING = "Making the pack…"
NOT_WRITTEN = "Stopped. No file was written."
STOPPED, AGAIN = "Stopped.", "Make the pack"
KINDS = {
    "pdf": "PDF document",
    "docx": "Word document",
    "pptx": "Slides",
    "html": "Web page, one file",
    "md": "Markdown",
}


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file to be written: where, and with which bytes."""

    path: Path
    review: Review
    content: bytes


class PackExport(QObject):
    """Holds the dialog and the one file that is being written."""

    started = Signal(object)  # str: what is being written
    progressed = Signal(object)  # tuple[int, int]
    finished = Signal()

    def __init__(self, bridge: Bridge, owner: QWidget) -> None:
        super().__init__(owner)
        self._bridge = bridge
        self._owner = owner
        self._pack: Pack | None = None
        self._task: Task | None = None
        self.dialog: QFileDialog | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._task is not None

    def ask(self, pack: Pack) -> None:
        """Ask where to save the pack, and as what."""
        from tracker.paper.writer import file_name

        self._pack = pack
        name = file_name(pack.document.title, *pack.span)
        self.dialog = save_dialog(
            self._owner, self._bridge, "Save the pack", KINDS, name, self.write, self._undrawn_hint
        )
        self.dialog.open()

    def _undrawn_hint(self, path: Path) -> str:
        from tracker.paper.writer import undrawn_in

        return undrawn_in(self._pack.document, path.suffix) if self._pack else ""

    def write(self, path: Path) -> None:
        """Write the pack that was asked for to a file; what its name ends in says as what."""
        if self._pack is None or self.busy:
            return
        words = wordings_of(self._bridge.tracker, *self._pack.span)
        from tracker.report.review.document import PackChoice

        now = self._bridge.settings.now
        choice = PackChoice(now.every_slide, now.pack_upkeep)
        writer = _PackWriter(self._pack.content, words, path, choice)
        self._task = task = self._bridge.jobs.task(writer)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.progressed.connect(self.progressed)
        self.started.emit(f"Writing {path.name}…")
        task.begin()

    def stop(self) -> None:
        """Give up; no file is left behind."""
        if self._task is not None:
            self._task.stop()
            self._task.succeeded.disconnect(self._on_succeeded)
            self._task.failed.disconnect(self._on_failed)
            self._task.progressed.disconnect(self.progressed)
            self._task = None
            self.finished.emit()

    def _on_succeeded(self, written: WrittenFile) -> None:
        self._task = None
        self.finished.emit()
        today = self._bridge.today()
        send_review(self._bridge.tracker, written.path, written.review, written.content, today)
        self._bridge.show_message(f"Saved to {written.path}")

    def _on_failed(self, error: InvalidInput) -> None:
        self._task = None
        self.finished.emit()
        self._bridge.show_message(error.sentence)


class _PackWriter:
    """The work itself: touches nothing of the window."""

    def __init__(
        self, review: Review, words: dict[str, str], path: Path, choice: PackChoice
    ) -> None:
        self._review, self._words, self._path, self._choice = review, words, path, choice

    def __call__(self, progress: Progress) -> WrittenFile:
        from tracker.app.sharing.commands import prepare
        from tracker.paper.writer import document_bytes
        from tracker.report.review.document import document_for
        from tracker.store.outgoing import check_target

        check_target(self._path)
        document = document_for(self._review, self._words, self._path.suffix, self._choice)
        content = document_bytes(document, self._path.suffix, progress)
        prepare(content)
        progress(0, 1)  # the last moment to give up
        return WrittenFile(self._path, self._review, content)


class PackPart(PagePart):
    """Made anew when anything in it changed; the old pages stay until the new ones are there."""

    reads = frozenset(
        {
            "customer", "service", "measure", "version", "evaluation", "fix", "planned_change",
            "accepted_change", "explanation", "event", "person", "rating", "star", "wording",
            "pulse", "check_in", "decision", "decision_told",
            "pulse_fix",
        }
    )  # fmt: skip
    made = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.pack: Pack | None = None
        self._span: Span | None = None
        self._anew = self._export_wished = False
        self._soon = QTimer(self)  # the page is seen first
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._begin)
        self.writing = PackExport(bridge, self)
        self.writing.started.connect(self._on_started)
        self.writing.finished.connect(self._on_finished)
        self.writing.progressed.connect(self._on_progressed)
        self.maker = PackMaker(bridge, self)
        self.maker.made.connect(self._on_made)
        self.maker.failed.connect(self._on_failed)
        self.maker.finished.connect(self._on_finished)
        self.maker.progressed.connect(self._on_progressed)
        self.paper = PagedPaper(bridge.theme)
        self.paper.say_waiting(MAKING)
        self.case = CasePanel()
        self.case.reworded.connect(self._on_case_reworded)
        self.causes = CausesPanel(bridge)
        self.words = ParagraphList()
        self.outdated = label(role="hint", tone="worse", wrap=True)
        self.outdated.hide()
        self.words.reworded.connect(self._on_reworded)
        self.progress = Progressing(MAKING)
        self.progress.stop_requested.connect(self._on_stop_requested)
        self.progress.retry_requested.connect(self._on_retry_requested)
        side = self._side()
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.progress)
        left.addWidget(self.paper, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addWidget(side)

    def show_span(self, span: Span, *, anew: bool) -> None:
        """Show the pack of a period; the one that is shown is made again only if asked."""
        if anew or span != self._span:
            self._span = span
            self._make(anew=True)

    def show_calculation(self) -> None:
        """Show how the promises in the pack are counted: its span, every one of them."""
        if self.pack is None:
            return
        from tracker.app.signals.promises import JudgedPromise, page_explained
        from tracker.gui.dialogs.count_explanation import CountDialog

        judged = [
            JudgedPromise(part.name, one.measure, one.keeping)
            for part in self.pack.content.customers
            for one in part.measures
        ]
        CountDialog(self, page_explained(judged)).open()

    def refresh(self) -> None:
        """Make it anew."""
        if self._span is not None:
            self._make(anew=True)

    def rebuild(self) -> None:
        """Lay it out anew: only the person's words have changed."""
        if self._span is not None:
            self._make(anew=False)

    def suspend(self) -> bool:
        """Make nothing while nobody looks; say whether something was begun."""
        begun = self.busy
        self._soon.stop()
        self.maker.stop()
        return begun

    @property
    def busy(self) -> bool:
        """Whether a pack is being made, or is about to be."""
        return self.maker.busy or self._soon.isActive()

    def export(self) -> None:
        """Ask where to save the pack, and as what: now, or when it is made."""
        if self.pack is None or self.busy:
            self._export_wished = True
            self.bridge.show_message("The pack is being made; then you can save it.")
        else:
            self.writing.ask(self.pack)

    def _make(self, *, anew: bool) -> None:
        if self._span is None:
            return
        self._show_case(self._span)
        if self.pack is not None:
            self._show_words(self.pack)
        self._anew = self._anew or anew
        self._soon.start()

    def _begin(self) -> None:
        if self._span is not None and self.tracker.is_open:
            self.maker.make(self._span, anew=self._anew)
            self._anew = False
            self.progress.begin(A_WHILE, MAKING)

    def _show_case(self, span: Span) -> None:
        words = wordings_of(self.tracker, *span)
        self.causes.show_span(span)
        self.case.show_words(words, proposed_asks(self.tracker, self.bridge.today()))

    def _show_words(self, pack: Pack) -> None:
        rules = {one.key: one.rule for one in pack.paragraphs}
        replaced = outdated_words(self.tracker, *pack.span, rules)
        words = wordings_of(self.tracker, *pack.span)
        self.words.show_paragraphs(pack.paragraphs, words, replaced)
        self.outdated.setText(outdated_sentence(len(replaced)))
        self.outdated.setVisible(bool(replaced))

    def _in_the_file(self) -> QVBoxLayout:
        """Lay out what a file of the pack may hold beside what is always in it."""
        now = self.bridge.settings.now
        self.upkeep = QCheckBox(UPKEEP)
        self.upkeep.setChecked(now.pack_upkeep)
        self.upkeep.toggled.connect(self._on_upkeep)
        self.every_slide = QCheckBox(EVERY_SLIDE)
        self.every_slide.setChecked(now.every_slide)
        self.every_slide.toggled.connect(self._on_every_slide)
        column = QVBoxLayout()
        column.addWidget(label("In the pack", "heading"))
        column.addWidget(self.upkeep)
        column.addWidget(self.every_slide)
        return column

    def _side(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside, column = plain_column()
        column.addWidget(self.case)
        column.addWidget(self.causes)
        column.addWidget(label("The rest, in your own words", "heading"))
        column.addWidget(label(BY_RULE, "hint", wrap=True))
        column.addWidget(self.outdated)
        column.addWidget(self.words, 1)
        column.addLayout(self._in_the_file())
        scroll.setWidget(inside)
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(scaled(WIDTH))
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 12, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(scroll, 1)
        self.how = link("How the promises are judged", inline=True)
        self.how.clicked.connect(self.show_calculation)
        layout.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _on_made(self, pack: Pack) -> None:
        self.pack = pack
        self.paper.show_pages(pack.pages)
        self._show_words(pack)
        self.made.emit()
        if self._export_wished:
            self._export_wished = False
            self.writing.ask(pack)

    def _on_started(self, word: str) -> None:
        self.progress.begin(A_WHILE, word)

    def _on_failed(self, error: TrackerError) -> None:
        self.bridge.show_message(error.sentence)

    def _on_finished(self) -> None:
        if not (self.maker.busy or self.writing.busy):
            self.progress.end()

    def _on_progressed(self, so_much: tuple[int, int]) -> None:
        self.progress.show_step(so_much)

    def _on_stop_requested(self) -> None:
        if self.writing.busy:
            self.writing.stop()
            self.bridge.show_message(NOT_WRITTEN)
            return
        self.maker.stop()
        self.progress.show_retry(STOPPED, AGAIN)

    def _on_retry_requested(self) -> None:
        self._make(anew=True)

    def _on_reworded(self, wish: tuple[str, str | None, str]) -> None:
        if self.pack is not None:
            key, text, rule = wish
            commands.reword(self.tracker, *self.pack.span, key, text, rule)

    def _on_upkeep(self, on: bool) -> None:
        self.bridge.settings.change(pack_upkeep=on)
        self.rebuild()

    def _on_every_slide(self, on: bool) -> None:
        self.bridge.settings.change(every_slide=on)

    def _on_case_reworded(self, wish: tuple[str, str | None, str]) -> None:
        if self._span is not None:
            key, text, _ = wish
            commands.reword(self.tracker, *self._span, key, text)
