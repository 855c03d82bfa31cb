"""What two or more customers want alike: a service or a need that is done once for all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout

from tracker.app.queries.needs import KINDS, Shared, Sharer, in_common
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.profile_row import ProfileRow, plain_column, tab_in_order

NOTHING = (
    "Nothing yet. Where two customers want the same, or say it with like words, it stands here: "
    "one good answer serves both."
)
INTRO = "Wanted by two or more customers, by the same or like words. One good answer serves all."


class SharerRow(ProfileRow):
    """One customer's words for it; Enter or a click opens the customer."""

    def __init__(self, bridge: Bridge, sharer: Sharer) -> None:
        super().__init__(bridge.theme, sharer.customer_id)
        self.more.hide()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        top = QHBoxLayout()
        self.customer = ElidedLabel(sharer.customer)
        kind = QLabel(KINDS[sharer.kind])
        kind.setProperty("role", "small")
        top.addWidget(self.customer, 1)
        top.addWidget(kind)
        self.words.addLayout(top)
        self.words.addWidget(ElidedLabel(sharer.text, "small"))
        self.line.setContentsMargins(6, 5, 6, 5)
        self.setAccessibleName(f"{sharer.customer}: {sharer.text}, {KINDS[sharer.kind]}")

    def mouseReleaseEvent(self, _event: object) -> None:
        """Open the customer."""
        self.opened.emit(self.key)


class InCommonPanel(QFrame):
    """A short list in place of a customer's page."""

    closed = Signal()
    picked = Signal(object)  # int: a customer

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._bridge = bridge
        self.rows: list[SharerRow] = []
        title = QLabel("In common")
        title.setProperty("role", "section")
        self.back = QPushButton("Close")
        self.back.setAccessibleName("Close the list of what customers have in common")
        self.back.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.back)
        self.intro = QLabel()
        self.intro.setProperty("role", "hint")
        self.intro.setWordWrap(True)
        inside, self._column = plain_column()
        self._column.setSpacing(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 10, 12)
        layout.addLayout(head)
        layout.addWidget(self.intro)
        layout.addWidget(area, 1)

    def refresh(self) -> None:
        """Show what they share."""
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = []
        found = in_common(self._bridge.tracker)
        self.intro.setText(INTRO if found else NOTHING)
        for shared in found:
            self._show(shared)
        self._column.addStretch(1)
        tab_in_order([self.back, *self.rows])

    def _show(self, shared: Shared) -> None:
        like = "the same words" if shared.same else "like words"
        line = QHBoxLayout()
        line.setContentsMargins(0, 10, 0, 0)
        line.addWidget(ElidedLabel(shared.name, "name"), 1)
        count = QLabel(f"{shared.customers} customers · {like}")
        count.setProperty("role", "small")
        line.addWidget(count)
        holder = QFrame()
        holder.setLayout(line)
        self._column.addWidget(holder)
        for sharer in shared.sharers:
            row = SharerRow(self._bridge, sharer)
            row.opened.connect(self.picked)
            self.rows.append(row)
            self._column.addWidget(row)
