"""Look around: questionnaires about myself, and how I work with each supplier inside."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.questionnaires import OPERATIONS, PRACTICE, SUPPLIER, questionnaire
from tracker.gui.bridge import Bridge
from tracker.gui.form import narrow_box
from tracker.gui.page import PagePart
from tracker.gui.theme import scaled
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.questionnaire import QuestionnaireView
from tracker.gui.widgets.rows import plain_column
from tracker.gui.widgets.text import label
from tracker.gui.widgets.text_field import GrowingText

KINDS = (OPERATIONS, PRACTICE, SUPPLIER)
WIDEST = 640
PRIVATE = "Only for you: nothing of this is ever exported."
NOBODY = "Nobody inside hands you anything yet. Add them under Upstream, on the left of the chain."
EASY = "How I make it easy for them to serve me"


class SupplierPanel(QWidget):
    """Whom it is about, one sentence, and below it the questions; hidden where there is nobody."""

    def __init__(self, bridge: Bridge, view: QuestionnaireView) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge, self.view = bridge, view
        self.nobody = label(NOBODY, "hint", wrap=True)
        self.who = narrow_box()
        self.who.setAccessibleName("Whom it is about")
        self.who.setMaximumWidth(scaled(320))
        self.easy = GrowingText("easy", "I ask by Thursday, with the figures that they need")
        self.easy.setAccessibleName(EASY)
        self._asked = QWidget()
        self._asked.setProperty("role", "plain")
        inside = QVBoxLayout(self._asked)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.who)
        inside.addWidget(label(EASY, "name", wrap=True))
        inside.addWidget(self.easy)
        inside.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.nobody)
        layout.addWidget(self._asked)
        layout.addStretch(1)
        self.who.currentIndexChanged.connect(self._show)
        self.easy.editing_finished.connect(self._on_easy)

    def refresh(self) -> None:
        """Offer everybody inside who hands me something, and show the one that was chosen."""
        chosen = self.who.currentData()
        with QSignalBlocker(self.who):
            self.who.clear()
            for one in self._bridge.tracker.links.where(
                "retired_on IS NULL AND internal = 1", order="position, id"
            ):
                self.who.addItem(f"{one.who}: {one.what}" if one.what else one.who, one.id)
            self.who.setCurrentIndex(max(self.who.findData(chosen), 0))
        self.nobody.setVisible(not self.who.count())
        self._asked.setVisible(bool(self.who.count()))
        self._show()

    def _show(self) -> None:
        link_id = self.who.currentData()
        if link_id is not None:
            self.easy.show_text(self._bridge.tracker.links.get(link_id).easy)
            self.view.show_for(link_id)

    def _on_easy(self) -> None:
        commands.ease_link(self._bridge.tracker, self.who.currentData(), self.easy.text)


class PracticePart(PagePart):
    """Questionnaires, one shown at a time: rare, private, and never exported."""

    reads: ClassVar[frozenset[str]] = frozenset({"assessment", "link"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.setProperty("role", "plain")
        self.which = Segments([(kind, questionnaire(kind).name) for kind in KINDS])
        self.which.choose(OPERATIONS)
        self.views = {kind: QuestionnaireView(bridge, kind) for kind in KINDS}
        self.stack = QStackedWidget()
        self.private = label(PRIVATE, "small", wrap=True)
        self.suppliers = SupplierPanel(bridge, self.views[SUPPLIER])
        for kind, view in self.views.items():
            self.stack.addWidget(self._scrolling(self.suppliers if kind == SUPPLIER else view))
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
        self.which.selected.connect(self._on_selected)

    @property
    def view(self) -> QuestionnaireView:
        """The questionnaire that is shown."""
        return self.views[self.which.value or OPERATIONS]

    def refresh(self) -> None:
        """Show my answers."""
        if self.view is self.views[SUPPLIER]:
            self.suppliers.refresh()
        else:
            self.view.show_for(None)

    def _on_selected(self) -> None:
        self.stack.setCurrentIndex(KINDS.index(self.which.value or OPERATIONS))
        self.refresh()

    def _scrolling(self, view: QWidget) -> QScrollArea:
        inside, column = plain_column()
        view.setMaximumWidth(scaled(WIDEST))
        row = QHBoxLayout()
        row.addWidget(view, 1)
        row.addStretch(0)
        column.addLayout(row)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area
