"""Makes the review pack in another thread: what is in it, how it reads, and its pages laid out.

The diary is copied first, so that the person can go on logging; and what was gathered is kept, so
that other words for a paragraph need only a new layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tracker.domain.errors import TrackerError
from tracker.domain.period import Span
from tracker.gui.bridge import Bridge
from tracker.gui.jobs import Progress, Task

if TYPE_CHECKING:
    from tracker.app.tracker import Snapshot
    from tracker.paper.layout import Pages
    from tracker.report.documents.document import Document
    from tracker.report.review.content import Review

GATHERING, LAYING_OUT = 70, 30  # parts of a hundred


@dataclass(frozen=True, slots=True)
class EditableParagraph:
    """A paragraph that may be put in other words: where it stands, and how the rule says it."""

    key: str
    chapter: str
    rule: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A review that is made: its content, its document with own words, its pages."""

    span: Span
    content: Review
    document: Document
    pages: Pages
    paragraphs: tuple[EditableParagraph, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be made; with `content` only the words are new, else `diary` is read."""

    span: Span
    today: date
    wordings: dict[str, str]
    diary: Snapshot | None
    content: Review | None
    upkeep: bool


class PackMaker(QObject):
    """Makes one pack at a time; a newer wish stops the older."""

    made = Signal(object)  # Pack
    progressed = Signal(object)  # tuple[int, int]
    failed = Signal(object)  # TrackerError
    finished = Signal()  # nothing is being made any more

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pack: Pack | None = None
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._task is not None

    def make(self, span: Span, *, anew: bool = True) -> None:
        """Make the pack of a period; without `anew` only the person's words have changed."""
        from tracker.app.review.evidence import wordings_of
        from tracker.app.tracker import snapshot

        anew = anew or self.busy  # what is being made may be anew itself
        self.stop()
        tracker = self._bridge.tracker
        pack = self._pack
        content = pack.content if pack and not anew and pack.span == span else None
        diary = None if content else snapshot(tracker)
        words = wordings_of(tracker, *span)
        upkeep = self._bridge.settings.now.pack_upkeep
        order = _Order(span, self._bridge.today(), words, diary, content, upkeep)
        self._task = task = self._bridge.jobs.task(_Maker(order))
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.progressed.connect(self.progressed)
        task.begin()

    def stop(self) -> None:
        """Give up what is being made."""
        if self._task is not None:
            self._task.stop()
            self._drop()
            self.finished.emit()

    def _on_succeeded(self, pack: Pack) -> None:
        if self.sender() is self._task:
            self._drop()
            self._pack = pack
            self.made.emit(pack)
            self.finished.emit()

    def _on_failed(self, error: TrackerError) -> None:
        if self.sender() is self._task:
            self._drop()
            self.failed.emit(error)
            self.finished.emit()

    def _drop(self) -> None:
        if self._task is not None:
            self._task.succeeded.disconnect(self._on_succeeded)
            self._task.failed.disconnect(self._on_failed)
            self._task.progressed.disconnect(self.progressed)
            self._task = None


class _Maker:
    """The work itself: touches nothing of the window."""

    def __init__(self, order: _Order) -> None:
        self._order = order

    def __call__(self, progress: Progress) -> Pack:
        from tracker.paper.pages import layout
        from tracker.report.review.document import review_document

        order = self._order
        content = order.content or self._gathered(_share(progress, 0, GATHERING))
        document = review_document(content, order.wordings, upkeep=order.upkeep)
        pages = layout(document, _share(progress, GATHERING, LAYING_OUT))
        by_rule = review_document(content, {}, upkeep=order.upkeep)
        return Pack(order.span, content, document, pages, tuple(paragraphs(by_rule)))

    def _gathered(self, progress: Progress) -> Review:
        from tracker.app.review.review import review
        from tracker.app.tracker import opened

        order = self._order
        assert order.diary is not None  # noqa: S101 - an order has one or the other
        with opened(order.diary) as tracker:
            return review(tracker, *order.span, order.today, progress)


def paragraphs(document: Document) -> list[EditableParagraph]:
    """Return what may be put in other words, with the chapter that it stands in."""
    from tracker.report.documents.document import Heading, Text
    from tracker.report.review.front import SUMMARY_TITLE

    found, chapter = [], SUMMARY_TITLE
    for block in document.every():
        if isinstance(block, Heading) and block.level <= 2:
            chapter = block.text
        elif isinstance(block, Text) and block.key:
            found.append(EditableParagraph(block.key, chapter, block.text))
    return found


def _share(progress: Progress, before: int, part: int) -> Progress:
    """Return progress that counts as a part of a hundred."""

    def partly(done: int, of: int) -> None:
        progress(before + part * done // max(of, 1), GATHERING + LAYING_OUT)

    return partly
