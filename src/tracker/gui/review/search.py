"""Search over everything that was kept: found as it is typed, opened where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from tracker.app.search.search import Found, Hit, search
from tracker.domain.period import review_periods
from tracker.gui.bridge import Bridge
from tracker.gui.draft import FINDS
from tracker.gui.form import narrow_box
from tracker.gui.icons import icon, paint_icon
from tracker.gui.page import PagePart
from tracker.gui.review.hits import GROUPS, about, kind_of, open_hit, said_of, title_of
from tracker.gui.theme import Theme, scaled, unscaled
from tracker.gui.widgets.dates import PeriodChoice
from tracker.gui.widgets.feedback import EmptyState
from tracker.gui.widgets.painting import ScaledDelegate, font, paint_ground, text_width
from tracker.gui.widgets.row_menu import MenuEntry, menu_index, open_row_menu
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel
from tracker.gui.widgets.text import ElidedLabel, paint_marked

ANY_TIME = (date.min, date.max)
MOST = 50
WIDEST_FILTER = 220
HINT = "Words in notes, names, fixes, events, what customers said …"
EMPTY = (
    "Everything you ever wrote can be found: notes, private ones too, names, events, fixes, what "
    "customers said and what left. Every word must be there; “in quotes” they stand together."
)
NOTHING = "Every word must be there, and the last one may go on. Try fewer, or other filters."
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
HEIGHT, PAD, ICON, LINE, GAP = 52, 10, 16, 18, 10
TEXT_LEFT = PAD + ICON + GAP


class HitPainter(ScaledDelegate):
    """Draws a row in the theme's colours of the moment."""

    def __init__(self, theme: Theme, view: HitList) -> None:
        super().__init__(view)
        self._theme = theme
        self._hits = view.hits
        theme.changed.connect(view.viewport().update)

    def usual_size(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the one height of a row."""
        return QSize(unscaled(option.rect.width()), HEIGHT)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        hit, area = self._hits.row(index), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(area).adjusted(1, 0.5, -1, -0.5)
        paint_ground(painter, self._theme, option, ground, only_focused=True)
        sign = QRect(area.left() + PAD, area.top() + 9, ICON, ICON)
        box = QStyle.visualRect(option.direction, area, sign)
        paint_icon(painter, self._theme, kind_of(hit).icon, QRectF(box), "second")
        self._texts(painter, option, hit)
        painter.restore()

    def _texts(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        area, side = option.rect, option.direction
        width = area.width() - TEXT_LEFT - PAD
        top = QRect(area.left() + TEXT_LEFT, area.top() + 7, width, LINE)
        beside = min(text_width(about(hit), 11) + 2, width // 2)
        lock = ICON if hit.private else 0
        title = top.adjusted(0, 0, -(beside + lock + GAP), 0)
        right = QRect(top.right() + 1 - beside, top.top(), beside, LINE)
        name, place = title_of(hit), QStyle.visualRect(side, area, title)
        look = (font(13, 500), "text")
        paint_marked(painter, self._theme, place, (name.text, name.marks), look, side)
        place = QStyle.visualRect(side, area, right)
        paint_marked(painter, self._theme, place, (about(hit), ()), (font(11), "second"), side)
        if hit.private:
            box = QRect(right.left() - ICON, top.top() + 3, 12, 12)
            box = QStyle.visualRect(side, area, box)
            paint_icon(painter, self._theme, "lock", QRectF(box), "third")
        place = QStyle.visualRect(side, area, top.translated(0, LINE + 2))
        snippet, look = hit.snippet, (font(12), "second")
        paint_marked(painter, self._theme, place, (snippet.text, snippet.marks), look, side)


def _title(hit: Hit) -> str:
    return title_of(hit).text


def _tip(hit: Hit) -> str:
    text = f"{title_of(hit).text}\n{about(hit)}\n{hit.snippet.text}"
    return f"{text}\nStays in this file" if hit.private else text


HITS = ModelColumn(_title, tip=_tip, spoken=said_of)


class HitList(QListView):
    """Enter or a click opens a hit; Up from the first goes back, and so does typing."""

    open_requested = Signal(object)  # Hit
    text_typed = Signal(object)  # str: what was typed, to be typed in the field

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.hits = RowsModel[Hit](HITS)
        self.setModel(self.hits)
        self.setItemDelegate(HitPainter(theme, self))
        self.setAccessibleName("What was found")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show other hits, from the first."""
        self.hits.show(hits)
        if hits:
            self.setCurrentIndex(self.hits.index(0, 0))
            self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a hit, or go back to the field."""
        hit = self.hits.row_or_none(self.currentIndex())
        typed = event.text()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and hit:
            self.open_requested.emit(hit)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.text_typed.emit("")
        elif typed.isprintable() and typed and not event.modifiers() & _COMMANDS:
            self.text_typed.emit(typed)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to go where the hit stands, or to take its words along."""
        if hit := self.hits.row_or_none(menu_index(self, event)):
            words = hit.snippet.text or title_of(hit).text
            entries = [
                MenuEntry("Open where it stands\tEnter", partial(self.open_requested.emit, hit)),
                MenuEntry("Copy its words", partial(_copy, words), bool(words)),
            ]
            open_row_menu(self, event, entries)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.open_requested.emit(self.hits.row(index))


def _copy(words: str) -> None:
    QGuiApplication.clipboard().setText(words)


class SearchPart(PagePart):
    """A field, three filters, a list; Down goes into the list, Enter opens."""

    reads = frozenset(
        {
            "customer", "want", "service", "measure", "version", "evaluation", "event", "pulse",
            "check_in", "fix", "planned_change", "explanation", "rating", "agreement", "sharing",
            "share", "wording", "need", "element", "standard", "mandate", "tier_move", "moment",
            "note", "conflict", "conflict_side", "decision", "link", "stop", "own_stop", "mention",
            "pulse_fix", "pulse_word",
        }
    )  # fmt: skip
    span_requested = Signal(object)  # date: the last day of the review whose words were found

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
            box.setMaximumWidth(scaled(WIDEST_FILTER))
        self.period = PeriodChoice(bridge)
        self.told = ElidedLabel(role="small")
        self.list = HitList(bridge.theme)
        self.empty = EmptyState(bridge.theme, "search", "Search everything", EMPTY)
        self.none = EmptyState(bridge.theme, "search", "Nothing found", NOTHING)
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.field.enter_pressed.connect(self._on_enter_pressed)
        self.field.down_pressed.connect(self._on_down_pressed)
        self.customer.activated.connect(self._search)
        self.kind.activated.connect(self._search)
        self.period.selected.connect(self._search)
        self.list.open_requested.connect(self._open)
        self.list.text_typed.connect(self._on_text_typed)

    def refresh(self) -> None:
        """Offer who and when there is, and search again."""
        chosen = self.customer.currentData()
        self.customer.clear()
        self.customer.addItem("All customers", None)
        for customer in sorted(self.tracker.customers.all(), key=lambda customer: customer.rank):
            self.customer.addItem(customer.name, customer.id)
        self.customer.setCurrentIndex(max(self.customer.findData(chosen), 0))
        named = [(name, span) for name, span in review_periods(self.bridge.today())]
        self.period.set_periods([("Any time", ANY_TIME), *named])
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

    def _on_enter_pressed(self) -> None:
        if self.found.hits:
            self._open(self.found.hits[max(self.list.currentIndex().row(), 0)])

    def _on_down_pressed(self) -> None:
        if self.found.hits:
            self.list.setFocus()

    def _on_text_typed(self, typed: str) -> None:
        self.field.setFocus()
        self.field.end(False)  # noqa: FBT003 - Qt's own
        self.field.insert(typed)

    def _open(self, hit: Hit) -> None:
        if not open_hit(self, hit) and hit.day is not None:
            self.span_requested.emit(hit.day)


class SearchField(QLineEdit):
    """A line that tells of Down and Enter, and is emptied by Esc."""

    down_pressed = Signal()
    enter_pressed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty(FINDS, True)  # noqa: FBT003 - Qt's own
        self.setPlaceholderText(HINT)
        self.setAccessibleName("Search everything")
        self.setToolTip("Search with filters (Ctrl+Alt+F)")
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
                self.down_pressed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.enter_pressed.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _:
                super().keyPressEvent(event)
