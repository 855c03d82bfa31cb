"""Notes and customers' words of the period, each with a star that brings it into the pack."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from tracker.app import commands
from tracker.app.queries.evidence import Evidence, evidence
from tracker.gui.bridge import Bridge
from tracker.gui.page import Part
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.empty import EmptyState
from tracker.gui.widgets.evidence_list import EvidenceList
from tracker.gui.widgets.review_maker import Span

ALL, STARRED = "all", "starred"
EMPTY = (
    "Notes that you add to a week, and what customers said, stand here for the period of the "
    "review. Give the best a star: starred ones go into the pack."
)
NO_STAR = "No star yet. Space or a click on the star marks what is worth showing."


class EvidencePart(Part):
    """A list, newest first; a star counts at once, here and in every pack."""

    reads = frozenset({"evaluation", "rating", "star", "measure", "customer"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._span: Span | None = None
        self.found: tuple[Evidence, ...] = ()
        self.which = Segments([(ALL, "All"), (STARRED, "Starred")])
        self.which.choose(ALL)
        self.told = ElidedLabel(role="hint")
        self.list = EvidenceList(bridge.theme)
        self.none = QLabel(NO_STAR)
        self.none.setProperty("role", "hint")
        self.empty = EmptyState(
            bridge.theme, "star", "Evidence will stand here", EMPTY, "Go to this week"
        )
        self._lay_out()
        self.which.chosen.connect(self._show)
        self.list.starred.connect(self._on_starred)
        self.list.opened.connect(self._on_opened)
        self.empty.next_step.connect(self._on_log)
        self.setFocusProxy(self.list)

    def show_span(self, span: Span, *, anew: bool) -> None:
        """Show what was noted and said in a period."""
        if anew or span != self._span:
            self._span = span
            self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        if self._span is None:
            return
        self.found = evidence(self.tracker, *self._span)
        self._show()

    def _show(self) -> None:
        only = self.which.value == STARRED
        shown = [one for one in self.found if one.starred or not only]
        stars = sum(one.starred for one in self.found)
        self.told.show_text(f"{stars} of {len(self.found)} with a star. Starred go into the pack.")
        self.card.setVisible(bool(self.found))
        self.empty.setVisible(not self.found)
        self.none.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.list.show_evidence(shown)

    def _lay_out(self) -> None:
        self.card = QFrame()
        self.card.setProperty("role", "card")
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(12)
        head.addWidget(self.which)
        head.addWidget(self.told, 1)
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(8, 12, 8, 8)
        inner.setSpacing(8)
        inner.addLayout(head)
        inner.addWidget(self.none)
        inner.addWidget(self.list, 1)
        inner.addStretch(0)
        self.none.setContentsMargins(10, 0, 0, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        layout.addWidget(self.empty)

    def _on_starred(self, one: Evidence) -> None:
        commands.star(
            self.tracker,
            evaluation_id=one.evaluation_id,
            rating_id=one.rating_id,
            on=not one.starred,
        )

    def _on_opened(self, one: Evidence) -> None:
        if one.measure_id is not None:
            self.measure_requested.emit(one.measure_id)
        else:
            self.customer_requested.emit(one.customer_id)

    def _on_log(self) -> None:
        self.page_requested.emit("week")
