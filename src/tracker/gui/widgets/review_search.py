"""Search over everything that was kept: found as it is typed, opened where it stands."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout

from tracker.app.queries.search import Found, Hit, search
from tracker.domain.review_period import review_periods
from tracker.gui.bridge import Bridge
from tracker.gui.form import narrow_box
from tracker.gui.icons import icon
from tracker.gui.page import Part
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.empty import EmptyState
from tracker.gui.widgets.hit_list import HitList
from tracker.gui.widgets.hit_words import GROUPS, wish_of
from tracker.gui.widgets.period_choice import PeriodChoice

ANY_TIME = (date.min, date.max)
MOST = 50
WIDEST_FILTER = 220
HINT = "Words in notes, names, fixes, events, what customers said …"
EMPTY = (
    "Everything you ever wrote can be found: notes, private ones too, names, events, fixes, what "
    "customers said and what you sent. Every word must be there; “in quotes” they stand together."
)
NOTHING = "Every word must be there, and the last one may go on. Try fewer, or other filters."


class SearchPart(Part):
    """A field, three filters, a list; Down goes into the list, Enter opens."""

    reads = frozenset(
        {
            "customer", "want", "service", "measure", "version", "evaluation", "event", "pulse",
            "check_in", "fix", "planned_change", "explanation", "rating", "agreement", "sharing",
            "share", "wording", "need", "element", "standard", "mandate", "tier_move", "moment",
            "note", "conflict", "conflict_side", "decision", "link", "stop",
        }
    )  # fmt: skip
    span_wished = Signal(object)  # date: the last day of the review whose words were found

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.found = Found()
        self.field = SearchField(bridge)
        self.customer = narrow_box()
        self.customer.setAccessibleName("Customer")
        self.kind = narrow_box()
        self.kind.setAccessibleName("Kind")
        self.kind.addItems([name for name, _ in GROUPS])
        for box in (self.customer, self.kind):
            box.setMaximumWidth(WIDEST_FILTER)
        self.period = PeriodChoice(bridge)
        self.told = ElidedLabel(role="small")
        self.list = HitList(bridge.theme)
        self.empty = EmptyState(bridge.theme, "search", "Search everything", EMPTY)
        self.none = EmptyState(bridge.theme, "search", "Nothing found", NOTHING)
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.field.entered.connect(self._on_entered)
        self.field.down.connect(self._on_down)
        self.customer.activated.connect(self._search)
        self.kind.activated.connect(self._search)
        self.period.chosen.connect(self._search)
        self.list.opened.connect(self._open)
        self.list.left.connect(self._on_left)
        self.setFocusProxy(self.field)

    def refresh(self) -> None:
        """Offer who and when there is, and search again."""
        chosen = self.customer.currentData()
        self.customer.clear()
        self.customer.addItem("All customers", None)
        for one in sorted(self.tracker.customers.all(), key=lambda one: one.rank):
            self.customer.addItem(one.name, one.id)
        self.customer.setCurrentIndex(max(self.customer.findData(chosen), 0))
        named = [(name, span) for name, span in review_periods(self.bridge.today())]
        self.period.offer([("Any time", ANY_TIME), *named])
        self._search()

    def start(self) -> None:
        """Be ready to be typed into."""
        self.field.setFocus()
        self.field.selectAll()

    def _search(self) -> None:
        first, last = self.period.span
        bound = (first, last) != ANY_TIME
        self.found = search(
            self.tracker,
            self.field.text(),
            customer_id=self.customer.currentData(),
            kinds=GROUPS[max(self.kind.currentIndex(), 0)][1],
            first=first if bound else None,
            last=last if bound else None,
            limit=MOST,
        )
        self._show(bool(self.field.text().strip()))

    def _show(self, asked: bool) -> None:
        hits = self.found.hits
        self.list.show_hits(hits)
        shown = self.card if hits else self.none if asked else self.empty
        self.stack.setCurrentWidget(shown)
        count = f"{len(hits)} found" if not self.found.more else f"The first {len(hits)}"
        more = " · add a word to see others" if self.found.more else ""
        self.told.show_text(f"{count}{more} · names first, then the newest" if hits else "")
        self.field.setAccessibleDescription(count)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for widget in (self.customer, self.kind):
            filters.addWidget(widget, 1)
        filters.addWidget(self.period, 1)
        filters.addStretch(1)
        self.card = QFrame()
        self.card.setProperty("role", "card")
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(6, 8, 6, 6)
        inner.setSpacing(4)
        self.told.setContentsMargins(10, 0, 10, 0)
        inner.addWidget(self.told)
        inner.addWidget(self.list, 1)
        self.stack = QStackedWidget()
        for shown in (self.empty, self.none, self.card):
            self.stack.addWidget(shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.field)
        layout.addLayout(filters)
        layout.addWidget(self.stack, 1)

    def _on_entered(self) -> None:
        if self.found.hits:
            self._open(self.found.hits[max(self.list.currentIndex().row(), 0)])

    def _on_down(self) -> None:
        if self.found.hits:
            self.list.setFocus()

    def _on_left(self, typed: str) -> None:
        self.field.setFocus()
        self.field.end(False)  # noqa: FBT003 - Qt's own
        self.field.insert(typed)

    def _open(self, hit: Hit) -> None:
        wish = wish_of(hit)
        if wish is not None:
            self.visit_requested.emit(wish)
        elif hit.day is not None:
            self.span_wished.emit(hit.day)


class SearchField(QLineEdit):
    """A line that tells of Down and Enter, and is emptied by Esc."""

    down = Signal()
    entered = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setPlaceholderText(HINT)
        self.setAccessibleName("Search everything")
        self.setToolTip("Search everything (Ctrl+F)")
        look = QAction(icon(bridge.theme, "search"), "Search everything", self)
        self.addAction(look, QLineEdit.ActionPosition.LeadingPosition)
        self._empty = QAction(icon(bridge.theme, "x"), "Clear the search (Esc)", self)
        self._empty.setVisible(False)
        self._empty.triggered.connect(self.clear)
        self.addAction(self._empty, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._on_text)

    def _on_text(self, text: str) -> None:
        self._empty.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the list, open the first hit, or begin anew."""
        match event.key():
            case Qt.Key.Key_Down:
                self.down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _:
                super().keyPressEvent(event)
