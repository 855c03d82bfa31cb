"""What a customer has not been shown yet: at the review nobody should hear of it first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app.review.evidence import Surprise, surprises
from tracker.gui.bridge import Bridge
from tracker.gui.page import Part
from tracker.gui.theme import set_tone
from tracker.gui.widgets.feedback import EmptyState
from tracker.gui.widgets.rows import NEIGHBOURS, let_go, wrapped
from tracker.gui.widgets.text import ElidedLabel
from tracker.report.review.content import shown_words

TOLD = (
    "What changed, or is not as promised, and was on nothing that left the house since. Show it to "
    "them before the review does."
)
EMPTY = (
    "Everything that changed was on a page that its customer has been given since. When something "
    "is revealed that they have not seen, it stands here until you share it."
)


class SurpriseRow(QFrame):
    """One measure: Enter opens its chart, the buttons say what else can be done."""

    opened = Signal(object)  # int: a measure
    share_wished = Signal(object)  # int: a customer
    moved = Signal(object)  # int: -1 to the row above, 1 to the one below

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.surprise: Surprise | None = None
        self.name = ElidedLabel(role="name")
        self.badge = QLabel()
        self.badge.setProperty("role", "badge")
        self.customer = ElidedLabel(role="small")
        self.sentence = wrapped("quiet")
        self.shown = wrapped("small")
        self.chart = QPushButton("Open chart")
        self.chart.clicked.connect(self._on_chart)
        self.share = QPushButton("Share scorecard…")
        self.share.clicked.connect(self._on_share)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.badge)
        head.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addLayout(head)
        for label in (self.customer, self.sentence, self.shown):
            texts.addWidget(label)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 10, 6, 10)
        line.setSpacing(8)
        line.addLayout(texts, 1)
        line.addWidget(self.chart, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.share, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_surprise(self, one: Surprise) -> None:
        """Show another one."""
        self.surprise = one
        self.name.show_text(one.measure)
        self.badge.setText("Worse" if one.worse else "Better")
        set_tone(self.badge, "worse" if one.worse else "better")
        self.customer.show_text(one.customer)
        self.sentence.setText(one.sentence)
        self.shown.setText(shown_words(one.last_shown, shared=one.shared))
        self.share.setEnabled(one.shared)
        self.share.setToolTip(
            "" if one.shared else "Choose “Shared” in the measure to have it on their scorecard"
        )
        self.chart.setAccessibleName(f"Open chart: {one.measure}")
        self.share.setAccessibleName(f"Share scorecard: {one.customer}")
        said = (one.measure, self.badge.text(), one.customer, one.sentence, self.shown.text())
        self.setAccessibleName(". ".join(part.rstrip(".") for part in said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chart, or go to the row above or below."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._on_chart()
        elif step := NEIGHBOURS.get(Qt.Key(event.key())):
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the chart."""
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self._on_chart()

    def _on_chart(self) -> None:
        if self.surprise is not None:
            self.opened.emit(self.surprise.measure_id)

    def _on_share(self) -> None:
        if self.surprise is not None:
            self.share_wished.emit(self.surprise.customer_id)


class SurprisesPart(Part):
    """A row for each, the bad news first; rows are made once and shown anew."""

    reads = frozenset(
        {
            "customer", "measure", "version", "evaluation", "planned_change", "explanation",
            "share", "fix",
        }
    )  # fmt: skip

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.rows: list[SurpriseRow] = []
        self.empty = EmptyState(bridge.theme, "check", "No surprises", EMPTY)
        told = wrapped("quiet")
        told.setText(TOLD)
        whole = QWidget()
        whole.setProperty("role", "plain")
        self._list = QVBoxLayout(whole)
        self._list.setContentsMargins(8, 4, 8, 4)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(whole)
        self.card = QFrame()
        self.card.setProperty("role", "card")
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(8, 12, 4, 8)
        told.setContentsMargins(14, 0, 14, 0)
        inner.addWidget(told)
        inner.addWidget(self.area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        layout.addWidget(self.empty)

    def refresh(self) -> None:
        """Show what is not shown yet."""
        found = surprises(self.tracker, self.bridge.today())
        while len(self.rows) < len(found):
            self._add()
        while len(self.rows) > len(found):
            let_go(self.rows.pop())
        for row, one in zip(self.rows, found, strict=True):
            row.show_surprise(one)
        self.card.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.setFocusProxy(self.rows[0] if self.rows else self.empty)

    def _add(self) -> None:
        row = SurpriseRow()
        row.opened.connect(self.measure_requested)
        row.share_wished.connect(self._on_share)
        row.moved.connect(self._on_moved)
        self.rows.append(row)
        self._list.insertWidget(self._list.count() - 1, row)

    def _on_share(self, customer_id: int) -> None:
        self.scorecard_requested.emit(customer_id)

    def _on_moved(self, step: int) -> None:
        sender = self.sender()
        if isinstance(sender, SurpriseRow):
            at = self.rows.index(sender) + step
            if 0 <= at < len(self.rows):
                self.rows[at].setFocus()
