"""Several pages with a strip of them at their side, and which of how many is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.painting import ScaledDelegate, write_line
from tracker.gui.widgets.paper_view import DIMMED, PAPER, PagePreview, PaperView
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel
from tracker.gui.widgets.text import label

if TYPE_CHECKING:
    from tracker.paper.layout import Pages

ACROSS, PAD, NUMBER, BAR = 76, 10, 18, 12
ROOM = 560  # px: below, the strip would take too much of the page


class PageRow(NamedTuple):
    """A page of the strip, and of how many."""

    at: int
    whole: int


def _words(row: PageRow) -> str:
    return f"Page {row.at + 1} of {row.whole}"


class PagePainter(ScaledDelegate):
    """Draws a page small, with its number; painted when it is first seen."""

    def __init__(self, theme: Theme, desk: PagePreview, view: PageStrip) -> None:
        super().__init__(view)
        self._theme = theme
        self._desk = desk
        self._view = view
        self._small: dict[int, QImage] = {}

    def forget(self) -> None:
        """Paint anew."""
        self._small.clear()

    def usual_size(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of a page and its number."""
        return QSize(ACROSS + 2 * PAD, self._high(index.row()) + NUMBER + PAD)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it; the one that is read has a frame."""
        at, area = index.row(), option.rect
        left = area.left() + (area.width() - ACROSS) // 2
        place = QRect(left, area.top() + PAD // 2, ACROSS, self._high(at))
        painter.fillRect(place, QColor(PAPER))
        painter.drawImage(place, self._picture(at, place.size()))
        if self._theme.dark:
            painter.fillRect(place, DIMMED)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(self._theme.colour("accent" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        number = QRect(area.left(), place.bottom() + 1, area.width(), NUMBER)
        role, middle = "accent" if chosen else "second", Qt.AlignmentFlag.AlignCenter
        write_line(painter, self._theme, number, str(at + 1), role, 11, side=middle)

    def _high(self, at: int) -> int:
        pages = self._desk.pages
        return round(ACROSS * pages.pages[at].height / pages.width) if pages else ACROSS

    def _picture(self, at: int, size: QSize) -> QImage:
        if at not in self._small:
            fine = self._view.devicePixelRatioF()
            real = QSize(scaled(size.width()), scaled(size.height())) * fine
            self._small[at] = self._desk.picture(at, real)
        return self._small[at]


class PageStrip(QListView):
    """The pages small, one below the other; the arrows and a click go to one."""

    def __init__(self, theme: Theme, desk: PagePreview) -> None:
        super().__init__()
        self.rows = RowsModel[PageRow](ModelColumn(_words))
        self._painter = PagePainter(theme, desk, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "plain")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(scaled(ACROSS + 2 * PAD) + BAR)
        theme.changed.connect(self.viewport().update)

    def show_count(self, count: int) -> None:
        """Show other pages."""
        self._painter.forget()
        self.rows.show([])
        self.rows.show([PageRow(at, count) for at in range(count)])

    def choose(self, page: int) -> None:
        """Mark the page that is read, and bring it into view."""
        self.setCurrentIndex(self.rows.index(page, 0))


class PagedPaper(QWidget):
    """A strip of pages where there are several and room for it, the pages, and where one is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.view = PaperView(theme)
        self.strip = PageStrip(theme, self.view.desk)
        self.where = label(role="small")
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addWidget(self.where)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.strip)
        row.addLayout(column, 1)
        self.view.page_reached.connect(self._on_page)
        self.strip.selectionModel().currentChanged.connect(self._on_chosen)
        self.show_pages(None)

    @property
    def pages(self) -> Pages | None:
        """What is shown."""
        return self.view.pages

    def say_waiting(self, said: str) -> None:
        """Say what is awaited, where a page will be."""
        self.view.desk.waiting = said

    def show_pages(self, pages: Pages | None) -> None:
        """Show other pages; who reads on page three stays there."""
        self.strip.show_count(len(pages) if pages else 0)
        self.view.show_pages(pages)
        self._seat()

    def minimumSizeHint(self) -> QSize:
        """Ask for the pages only: the strip gives way."""
        return self.view.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the strip out where it would take too much of the page."""
        super().resizeEvent(event)
        self._seat()

    def _seat(self) -> None:
        several = self.strip.rows.rowCount() > 1
        self.strip.setVisible(several and self.width() >= scaled(ROOM))
        self.where.setVisible(several)

    def _on_page(self, page: int) -> None:
        count = self.strip.rows.rowCount()
        if page < count:
            self.where.setText(_words(PageRow(page, count)))
            with QSignalBlocker(self.strip.selectionModel()):
                self.strip.choose(page)
            self.strip.viewport().update()

    def _on_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and now.row() != self.view.page:
            self.view.go_to(now.row())
