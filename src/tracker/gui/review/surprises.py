"""What a customer has not been shown yet: at the review nobody should hear of it first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from tracker.app import commands
from tracker.app.review.evidence import Surprise, surprises
from tracker.gui.bridge import Bridge
from tracker.gui.page import PagePart
from tracker.gui.theme import set_tone
from tracker.gui.widgets.feedback import EmptyState
from tracker.gui.widgets.row_menu import Entries, MenuEntry
from tracker.gui.widgets.rows import OpenRow, delete_later, plain_column
from tracker.gui.widgets.text import ElidedLabel, button, label, paragraph
from tracker.report.review.content import shown_words

NOT_SHOWN = (
    "Changes, broken promises and stops of yours that the customer has not heard of from you. Tell "
    "them before your review does."
)
EMPTY = (
    "Each customer knows of every change, broken promise and stop of yours. What they do not know "
    "yet is listed here until you tell them."
)


class SurpriseRow(OpenRow):
    """One measure: Enter opens its chart, the buttons say what else can be done."""

    open_requested = Signal(object)  # int: a measure
    share_requested = Signal(object)  # int: a customer
    tell_requested = Signal(object)  # Surprise

    def __init__(self) -> None:
        super().__init__()
        self.surprise: Surprise | None = None
        self.name = ElidedLabel(role="name")
        self.badge = label(role="badge")
        self.customer = ElidedLabel(role="small")
        self.sentence = paragraph(role="quiet")
        self.shown = paragraph(role="small")
        self.chart = button("Open chart")
        self.chart.clicked.connect(self.open)
        self.tell = button("I told them", "Record that they heard it from you")
        self.tell.clicked.connect(self._on_tell)
        self.share = button("Share scorecard…")
        self.share.clicked.connect(self._on_share)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.badge)
        head.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addLayout(head)
        for text in (self.customer, self.sentence, self.shown):
            texts.addWidget(text)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 10, 6, 10)
        line.setSpacing(8)
        line.addLayout(texts, 1)
        line.addWidget(self.chart, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.tell, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.share, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_surprise(self, surprise: Surprise) -> None:
        """Show another one."""
        self.surprise = surprise
        self.name.show_text(surprise.measure)
        self.badge.setText("Worse" if surprise.worse else "Better")
        set_tone(self.badge, "worse" if surprise.worse else "better")
        self.customer.show_text(surprise.customer)
        self.sentence.setText(surprise.sentence)
        mine = surprise.stop_id is not None
        told = shown_words(surprise.last_shown, shared=surprise.shared)
        self.shown.setText("They do not know it from you yet." if mine else told)
        self.share.setVisible(not mine)
        self.chart.setVisible(surprise.measure_id > 0)
        self.share.setEnabled(surprise.shared)
        hint = "Switch the measure to “Shared” to have it on their scorecard"
        self.share.setToolTip("" if surprise.shared else hint)
        self.tell.setAccessibleName(f"I told {surprise.customer} of {surprise.measure}")
        self.chart.setAccessibleName(f"Open chart: {surprise.measure}")
        self.share.setAccessibleName(f"Share scorecard: {surprise.customer}")
        parts = (surprise.measure, self.badge.text(), surprise.customer, surprise.sentence)
        spoken = (part.rstrip(".") for part in (*parts, self.shown.text()))
        self.setAccessibleName(". ".join(spoken))

    def menu_entries(self) -> Entries:
        """Return what its buttons do."""
        shared = not self.share.isHidden() and self.share.isEnabled()
        return [
            MenuEntry("Open chart\tEnter", self.open, not self.chart.isHidden()),
            MenuEntry("I told them", self._on_tell),
            MenuEntry("Share scorecard…", self._on_share, shared),
        ]

    def open(self) -> None:
        """Open the chart."""
        if self.surprise is not None and self.surprise.measure_id:
            self.open_requested.emit(self.surprise.measure_id)

    def _on_tell(self) -> None:
        if self.surprise is not None:
            self.tell_requested.emit(self.surprise)

    def _on_share(self) -> None:
        if self.surprise is not None:
            self.share_requested.emit(self.surprise.customer_id)


class SurprisesPart(PagePart):
    """A row for each, the bad news first; rows are made once and shown anew."""

    reads = frozenset(
        {
            "customer", "measure", "version", "evaluation", "planned_change", "explanation",
            "accepted_change", "share", "fix", "mention", "told", "own_stop",
        }
    )  # fmt: skip

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.hidden = 0  # rows of customers who are left out
        self.rows: list[SurpriseRow] = []
        self.empty = EmptyState(bridge.theme, "check", "No surprises", EMPTY)
        why = paragraph(NOT_SHOWN, "quiet")
        inside, self._list = plain_column()
        self._list.setContentsMargins(8, 4, 8, 4)
        self._list.addStretch(1)
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inside)
        self.card = QFrame()
        self.card.setProperty("role", "card")
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(8, 12, 4, 8)
        why.setContentsMargins(14, 0, 14, 0)
        inner.addWidget(why)
        inner.addWidget(self.area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        layout.addWidget(self.empty)

    def refresh(self) -> None:
        """Show what is not shown yet."""
        whole, left_out = surprises(self.tracker, self.bridge.today()), self.bridge.hides
        found = [one for one in whole if one.customer_id not in left_out]
        self.hidden = len(whole) - len(found)
        while len(self.rows) < len(found):
            self._add()
        while len(self.rows) > len(found):
            delete_later(self.rows.pop())
        for row, surprise in zip(self.rows, found, strict=True):
            row.show_surprise(surprise)
        self.card.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _on_tell(self, surprise: Surprise) -> None:
        today = self.bridge.today()
        if surprise.stop_id is None:
            commands.tell_customer(self.tracker, surprise.measure_id, today)
        else:
            commands.tell_own_stop(self.tracker, surprise.stop_id, today)
        self.bridge.show_message("Recorded: they were told today. Ctrl+Z undoes it.")

    def _add(self) -> None:
        row = SurpriseRow()
        row.open_requested.connect(self.measure_requested)
        row.share_requested.connect(self.scorecard_requested)
        row.tell_requested.connect(self._on_tell)
        self.rows.append(row)
        self._list.insertWidget(self._list.count() - 1, row)
