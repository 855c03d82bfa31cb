"""Look around: operations and own practice, rare, private, kept with their history (Q2, Q4)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout

from tracker.app.questionnaires import OPERATIONS, PRACTICE, questionnaire
from tracker.gui.bridge import Bridge
from tracker.gui.page import Part
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.profile_row import plain_column
from tracker.gui.widgets.questionnaire import QuestionnaireView

KINDS = (OPERATIONS, PRACTICE)
WIDEST = 640
PRIVATE = "Only for you: nothing of this is ever exported."


class LookAroundPart(Part):
    """Two questionnaires about myself, one shown at a time."""

    reads: ClassVar[frozenset[str]] = frozenset({"assessment"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.setProperty("role", "plain")
        self.which = Segments([(kind, questionnaire(kind).name) for kind in KINDS])
        self.which.choose(OPERATIONS)
        self.views = {kind: QuestionnaireView(bridge, kind) for kind in KINDS}
        self.stack = QStackedWidget()
        self.private = QLabel(PRIVATE)
        self.private.setProperty("role", "small")
        self.private.setWordWrap(True)
        for view in self.views.values():
            self.stack.addWidget(self._scrolling(view))
        card = QFrame()
        card.setProperty("role", "card")
        within = QVBoxLayout(card)
        within.setContentsMargins(16, 10, 8, 10)
        within.addWidget(self.stack)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.which)
        layout.addWidget(self.private)
        layout.addWidget(card, 1)
        self.which.chosen.connect(self._on_chosen)

    @property
    def view(self) -> QuestionnaireView:
        """The questionnaire that is shown."""
        return self.views[self.which.value or OPERATIONS]

    def refresh(self) -> None:
        """Show my answers."""
        self.view.show_for(None)

    def _on_chosen(self) -> None:
        self.stack.setCurrentIndex(KINDS.index(self.which.value or OPERATIONS))
        self.refresh()

    def _scrolling(self, view: QuestionnaireView) -> QScrollArea:
        inside, column = plain_column()
        view.setMaximumWidth(WIDEST)
        row = QHBoxLayout()
        row.addWidget(view, 1)
        row.addStretch(0)
        column.addLayout(row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area
