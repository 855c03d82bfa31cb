"""How I stand with a customer, and what their priority rests on: two questionnaires of one kind."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from tracker.app.questionnaires import RELATIONSHIP, WORKSHEET, questionnaire
from tracker.gui.bridge import Bridge
from tracker.gui.page import CustomerPart
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.profile_row import plain_column
from tracker.gui.widgets.questionnaire import QuestionnaireView

KINDS = (RELATIONSHIP, WORKSHEET)


class RelationshipTab(CustomerPart):
    """Relationship first; the figures of the worksheet, with their history, beside it."""

    reads: ClassVar[frozenset[str]] = frozenset({"assessment", "customer"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        inside, column = plain_column()
        column.setSpacing(8)
        self.which = Segments([(kind, questionnaire(kind).name) for kind in KINDS])
        self.which.choose(RELATIONSHIP)
        self.stack = QStackedWidget()
        self.views = {kind: QuestionnaireView(bridge, kind) for kind in KINDS}
        for view in self.views.values():
            self.stack.addWidget(view)
        column.addWidget(self.which)
        column.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)
        self.which.chosen.connect(self._on_chosen)

    @property
    def view(self) -> QuestionnaireView:
        """The questionnaire that is shown."""
        return self.views[self.which.value or RELATIONSHIP]

    def refresh(self) -> None:
        """Show the customer's answers."""
        if self.customer_id is not None:
            self.view.show_for(self.customer_id)

    def _on_chosen(self) -> None:
        self.stack.setCurrentWidget(self.view)
        self.refresh()
