"""The pack of a review: its pages as they will be, and beside them what may be said otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.commands.evidence import wordings_of
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.page import Part
from tracker.gui.widgets.paper_view import PaperView
from tracker.gui.widgets.progressing import Progressing
from tracker.gui.widgets.review_export import PackExport
from tracker.gui.widgets.review_maker import Pack, PackMaker, Span
from tracker.gui.widgets.review_words import ParagraphList

WIDTH = 300
A_WHILE = 500  # ms
TOLD = "Written by rule from what you logged. Click one to say it in your own words."
MAKING = "Making the pack …"
NOT_WRITTEN = "Stopped. No file was written."
STOPPED, AGAIN = "Stopped.", "Make the pack"


class PackPart(Part):
    """Made anew when anything in it changed; the old pages stay until the new ones are there."""

    reads = frozenset(
        {
            "customer", "service", "measure", "version", "evaluation", "fix", "planned_change",
            "explanation", "event", "person", "rating", "star", "wording", "pulse", "check_in",
            "decision", "decision_told",
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
        self.writing.began.connect(self._on_began)
        self.writing.ended.connect(self._on_ended)
        self.writing.progressed.connect(self._on_progressed)
        self.maker = PackMaker(bridge, self)
        self.maker.made.connect(self._on_made)
        self.maker.told.connect(self._on_told)
        self.maker.ended.connect(self._on_ended)
        self.maker.progressed.connect(self._on_progressed)
        self.paper = PaperView(bridge.theme)
        self.words = ParagraphList()
        self.words.reworded.connect(self._on_reworded)
        self.progress = Progressing(MAKING)
        self.progress.stopped.connect(self._on_stopped)
        self.progress.again.connect(self._on_again)
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
        self.setFocusProxy(self.paper)

    def show_span(self, span: Span, *, anew: bool) -> None:
        """Show the pack of a period; the one that is shown is made again only if asked."""
        if anew or span != self._span:
            self._span = span
            self._make(anew=True)

    def refresh(self) -> None:
        """Make it anew."""
        if self._span is not None:
            self._make(anew=True)

    def reread(self) -> None:
        """Lay it out anew: only the person's words have changed."""
        if self._span is not None:
            self._make(anew=False)

    def rest(self) -> bool:
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
            self.bridge.say("The pack is being made; then you can save it.")
        else:
            self.writing.ask(self.pack)

    def _make(self, *, anew: bool) -> None:
        if self._span is None:
            return
        if self.pack is not None:
            self._show_words(self.pack)
        self._anew = self._anew or anew
        self._soon.start()

    def _begin(self) -> None:
        if self._span is not None and self.tracker.is_open:
            self.maker.make(self._span, anew=self._anew)
            self._anew = False
            self.progress.begin(A_WHILE, MAKING)

    def _show_words(self, pack: Pack) -> None:
        self.words.show_paragraphs(pack.paragraphs, wordings_of(self.tracker, *pack.span))

    def _side(self) -> QWidget:
        title = QLabel("In your own words")
        title.setProperty("role", "heading")
        told = QLabel(TOLD)
        told.setProperty("role", "hint")
        told.setWordWrap(True)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.words)
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(WIDTH)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 12, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(title)
        layout.addWidget(told)
        layout.addWidget(scroll, 1)
        return card

    def _on_made(self, pack: Pack) -> None:
        self.pack = pack
        self.paper.show_pages(pack.pages)
        self._show_words(pack)
        self.made.emit()
        if self._export_wished:
            self._export_wished = False
            self.writing.ask(pack)

    def _on_began(self, word: str) -> None:
        self.progress.begin(A_WHILE, word)

    def _on_told(self, error: TrackerError) -> None:
        self.bridge.say(error.sentence)

    def _on_ended(self) -> None:
        if not (self.maker.busy or self.writing.busy):
            self.progress.end()

    def _on_progressed(self, so_much: tuple[int, int]) -> None:
        self.progress.show_step(so_much)

    def _on_stopped(self) -> None:
        if self.writing.busy:
            self.writing.stop()
            self.bridge.say(NOT_WRITTEN)
            return
        self.maker.stop()
        self.progress.offer(STOPPED, AGAIN)

    def _on_again(self) -> None:
        self._make(anew=True)

    def _on_reworded(self, wish: tuple[str, str | None]) -> None:
        if self.pack is not None:
            commands.reword(self.tracker, *self.pack.span, *wish)
