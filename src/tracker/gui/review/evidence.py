"""Notes and customers' words of the period, each with a star that brings it into the pack."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from tracker.app import commands
from tracker.app.review.evidence import EvidenceItem, evidence
from tracker.domain.period import Span
from tracker.domain.texts.cutting import CUT
from tracker.gui.bridge import Bridge
from tracker.gui.icons import paint_icon
from tracker.gui.page import PagePart
from tracker.gui.theme import Theme, unscaled
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.feedback import EmptyState
from tracker.gui.widgets.painting import ScaledDelegate, font, in_row, metrics, paint_ground
from tracker.gui.widgets.row_menu import MenuEntry, menu_index, open_row_menu
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel
from tracker.gui.widgets.text import ElidedLabel, few_lines, label, paint_marked
from tracker.report.dates import medium_day, period_with_days

ALL, STARRED = "all", "starred"
EMPTY = (
    "The notes of your weeks and what customers said are listed here, for the period of the "
    "review. Give the best a star: starred ones go into the pack."
)
NO_STAR = "No star yet. Space or a click on the star marks what is worth showing."
PAD, STAR, LINE, ABOVE = 10, 16, 17, 7
TEXT_LEFT = PAD + STAR + 10


class EvidencePainter(ScaledDelegate):
    """Draws a row in the theme's colours of the moment."""

    def __init__(self, theme: Theme, view: EvidenceList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        theme.changed.connect(view.viewport().update)

    def usual_size(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height for one line of words, or two."""
        row = self._view.rows.row(index)
        width = unscaled(self._view.viewport().width()) - TEXT_LEFT - PAD
        long = "\n" in row.text or metrics(13).horizontalAdvance(row.text[:400]) > width
        return QSize(width, 2 * ABOVE + LINE * (3 if long else 2))

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        row = self._view.rows.row(index)
        area, side = option.rect, option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(area).adjusted(1, 0.5, -1, -0.5)
        paint_ground(painter, self._theme, option, ground, only_focused=True)
        star = QStyle.visualRect(side, area, star_place(area))
        name, role = ("star-filled", "accent") if row.starred else ("star", "third")
        paint_icon(painter, self._theme, name, QRectF(star), role)
        self._texts(painter, option, row)
        painter.restore()

    def _texts(self, painter: QPainter, option: QStyleOptionViewItem, row: EvidenceItem) -> None:
        area, side = option.rect, option.direction
        width = area.width() - TEXT_LEFT - PAD
        place = QRect(area.left() + TEXT_LEFT, area.top() + ABOVE, width, LINE)
        look = (font(11), "second")
        for number, line in enumerate((_about(row), *two_lines(row.text, width))):
            below = QStyle.visualRect(side, area, place.translated(0, LINE * number))
            paint_marked(painter, self._theme, below, (line, ()), look, side)
            look = (font(13), "text")


class EvidenceList(QListView):
    """Space or a click on the star sets it, Enter or a click on the words opens the chart."""

    starred = Signal(object)  # EvidenceItem
    open_requested = Signal(object)  # EvidenceItem

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = RowsModel[EvidenceItem](EVIDENCE, key=_bare)
        self.setModel(self.rows)
        self.setItemDelegate(EvidencePainter(theme, self))
        self.setAccessibleName("Notes and customers’ words")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_evidence(self, rows: Sequence[EvidenceItem]) -> None:
        """Show these rows; the current one stays current."""
        current = self.currentIndex().row()
        self.rows.show(rows)
        if rows and current >= 0:
            self.setCurrentIndex(self.rows.index(min(current, len(rows) - 1), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set a star, or open the chart."""
        row = self.rows.row_or_none(self.currentIndex())
        if row and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Asterisk}:
            self.starred.emit(row)
        elif row and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_requested.emit(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set the star that was clicked, or open what was."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self.rows.row_or_none(index)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        place, area = in_row(place, self.visualRect(index))
        star = QStyle.visualRect(self.layoutDirection(), area, star_place(area))
        if star.adjusted(-8, -8, 8, 30).contains(place):
            self.starred.emit(row)
        else:
            self.open_requested.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what keys and clicks do."""
        if row := self.rows.row_or_none(menu_index(self, event)):
            star = "Remove the star" if row.starred else "Give it a star"
            where = "Open its chart" if row.measure_id is not None else "Open this customer"
            entries = [
                MenuEntry(f"{where}\tEnter", partial(self.open_requested.emit, row)),
                MenuEntry(f"{star}\tSpace", partial(self.starred.emit, row)),
            ]
            open_row_menu(self, event, entries)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def star_place(area: QRect) -> QRect:
    """Return where the star of a row stands."""
    return QRect(area.left() + PAD, area.top() + ABOVE + 1, STAR, STAR)


def two_lines(text: str, width: int) -> list[str]:
    """Break a text into two lines at most; the second ends in … where more would follow."""
    lines = few_lines(text, 13, width)
    if len(lines) <= 2:
        return lines
    return [lines[0], f"{lines[1].rstrip(' .,;')} {CUT}"]


def _when(row: EvidenceItem) -> str:
    if row.period:
        return period_with_days(row.period, row.until)
    return medium_day(row.day, row.until)


def _about(row: EvidenceItem) -> str:
    when = _when(row)
    if row.rating_id is not None:
        who = f"{row.customer} said"
        return " · ".join(part for part in (when, who, row.measure) if part)
    return f"{when} · {row.measure} · {row.customer}"


def _bare(row: EvidenceItem) -> tuple[int | None, int | None, str]:
    return row.evaluation_id, row.rating_id, row.text


def _text(row: EvidenceItem) -> str:
    return row.text


def _tip(row: EvidenceItem) -> str:
    return f"{_about(row)}\n{row.text}"


def _accessible_text(row: EvidenceItem) -> str:
    star = "with a star" if row.starred else "without a star"
    return f"{_about(row)}: {row.text}, {star}"


EVIDENCE = ModelColumn(_text, tip=_tip, spoken=_accessible_text)


class EvidencePart(PagePart):
    """A list, newest first; a star counts at once, here and in every pack."""

    reads = frozenset({"evaluation", "rating", "star", "measure", "customer"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.hidden = 0  # rows of customers who are left out
        self._span: Span | None = None
        self.found: tuple[EvidenceItem, ...] = ()
        self.which = Segments([(ALL, "All"), (STARRED, "Starred")])
        self.which.choose(ALL)
        self.told = ElidedLabel(role="hint")
        self.list = EvidenceList(bridge.theme)
        self.none = label(NO_STAR, "hint")
        self.empty = EmptyState(
            bridge.theme, "star", "Evidence will stand here", EMPTY, "Go to this week"
        )
        self._lay_out()
        self.which.selected.connect(self._show)
        self.list.starred.connect(self._on_starred)
        self.list.open_requested.connect(self._on_open_requested)
        self.empty.next_step_requested.connect(self._on_log)

    def show_span(self, span: Span, *, anew: bool) -> None:
        """Show what was noted and said in a period."""
        if anew or span != self._span:
            self._span = span
            self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        if self._span is None:
            return
        whole, left_out = evidence(self.tracker, *self._span), self.bridge.hides
        self.found = tuple(one for one in whole if one.customer_id not in left_out)
        self.hidden = len(whole) - len(self.found)
        self._show()

    def _show(self) -> None:
        only = self.which.value == STARRED
        shown = [row for row in self.found if row.starred or not only]
        stars = sum(row.starred for row in self.found)
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

    def _on_starred(self, row: EvidenceItem) -> None:
        commands.star(
            self.tracker,
            evaluation_id=row.evaluation_id,
            rating_id=row.rating_id,
            on=not row.starred,
        )

    def _on_open_requested(self, row: EvidenceItem) -> None:
        if row.measure_id is not None:
            self.measure_requested.emit(row.measure_id)
        else:
            self.customer_requested.emit(row.customer_id)

    def _on_log(self) -> None:
        self.page_requested.emit("week")
