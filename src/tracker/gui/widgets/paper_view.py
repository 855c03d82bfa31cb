"""Pages as they will leave the program, below each other on the desk: the real thing, painted.

Pages come laid out (`paper.pages.layout`, which knows no widget) and are painted by the same
painter as the PDF. A page is painted when it is first looked at, and kept as a picture until the
width changes. A long document has a strip of its pages at the side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.painting import ScaledDelegate, write_line
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel
from tracker.gui.widgets.text import label
from tracker.report.wording import number_of

if TYPE_CHECKING:
    from tracker.paper.layout import Pages


GAP, MOST = 14, 900
OVERLAP = 40  # px that stay in view as one goes on
CENTRE = Qt.AlignmentFlag.AlignCenter
PAPER = "#ffffff"
"""Paper is white in all themes: what is shown is what will be printed."""
DIMMED = QColor(0, 0, 0, 26)
"""In the dark it shines no more than it must: nine tenths of its light."""


class PaperView(QScrollArea):
    """Scrolls through pages that are as wide as the view, up to a size that is easy to read.

    Page Up and Page Down go by what is in view, but never past where a page begins.
    """

    page_reached = Signal(object)  # int: the page that is read now, counted from 0

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Preview")
        self.preview = PagePreview(theme)
        self.setWidget(self.preview)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_pages(self, pages: Pages | None) -> None:
        """Show other pages, or none; who reads on page three stays there."""
        count = len(pages) if pages else 0
        title = pages.title if pages else "nothing"
        self.setAccessibleDescription(f"{title}, {number_of(count, 'page')}")
        self.preview.show_pages(pages)
        self._on_scrolled()

    @property
    def pages(self) -> Pages | None:
        """What is shown."""
        return self.preview.pages

    @property
    def page(self) -> int:
        """The page that is read now, counted from 0: the last that begins in the upper third."""
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        begun = [at for at, top in enumerate(self._tops) if top <= line]
        return begun[-1] if begun else 0

    def go_to(self, page: int) -> None:
        """Show a page from its top."""
        self.verticalScrollBar().setValue(self._tops[page])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, back, to the first or to the last page."""
        tops, bar = self._tops, self.verticalScrollBar()
        here, step = bar.value(), self.viewport().height() - OVERLAP
        match event.key():
            case Qt.Key.Key_PageDown:
                bar.setValue(min([here + step, *[top for top in tops if top > here + 1]]))
            case Qt.Key.Key_PageUp:
                bar.setValue(max([here - step, *[top for top in tops if top < here - 1]]))
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End if tops:
                bar.setValue(tops[-1])
            case _:
                super().keyPressEvent(event)

    @property
    def _tops(self) -> list[int]:
        """How far to scroll for each page to begin at the top."""
        count = len(self.pages) if self.pages else 0
        return [self.preview.place(at).top() - GAP for at in range(count)]

    def _on_scrolled(self) -> None:
        self.page_reached.emit(self.page)


class PagePreview(QWidget):
    """The pages on their ground."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.pages: Pages | None = None
        self.waiting = ""  # what is said while there is no page
        self._painted: dict[int, QImage] = {}
        theme.changed.connect(self.update)

    def show_pages(self, pages: Pages | None) -> None:
        """Show other pages."""
        self.pages = pages
        self._painted.clear()
        self._stretch()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the pages are at this width."""
        super().resizeEvent(event)
        self._stretch()

    def place(self, index: int) -> QRect:
        """Return where a page lies on the desk."""
        if self.pages is None:
            return QRect()
        scale = self._scale(self.width())
        above = sum(page.height * scale + GAP for page in self.pages.pages[:index])
        wide, high = self.pages.width * scale, self.pages.pages[index].height * scale
        left = (self.width() - wide) / 2
        return QRect(round(left), round(GAP + above), round(wide), round(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that are in view, each on paper with a fine edge."""
        painter = QPainter(self)
        if self.pages is None:
            painter.setPen(self._theme.colour("second"))
            painter.drawText(self.visibleRegion().boundingRect(), CENTRE, self.waiting)
            return
        for index in range(len(self.pages)):
            place = self.place(index)
            if not place.intersects(event.rect()):
                continue
            painter.fillRect(place, QColor(PAPER))
            painter.drawImage(QRectF(place), self._image(index, place.size()))
            if self._theme.dark:
                painter.fillRect(place, DIMMED)
            painter.setPen(QPen(self._theme.colour("line")))
            painter.drawRect(place)

    def _image(self, index: int, size: QSize) -> QImage:
        fine = self.devicePixelRatioF()
        wanted = size * fine
        known = self._painted.get(index)
        if known is None or known.size() != wanted:
            known = self._painted[index] = self.picture(index, wanted)
        return known

    def picture(self, index: int, size: QSize) -> QImage:
        """Paint a page as large as this."""
        from tracker.paper.pages import paint_page

        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(PAPER))
        if self.pages is not None:
            painter = QPainter(image)
            fine = size.width() / self.pages.width
            painter.scale(fine, fine)
            paint_page(painter, self.pages, index)
            painter.end()
        return image

    def _stretch(self) -> None:
        pages = self.pages.pages if self.pages else ()
        scale = self._scale(self.width())
        self.setMinimumHeight(round(sum(page.height * scale + GAP for page in pages)) + GAP)

    def _scale(self, width: int) -> float:
        across = self.pages.width if self.pages else MOST
        return min(max(width - 2 * GAP, 100), MOST) / across


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

    def __init__(self, theme: Theme, preview: PagePreview, view: PageStrip) -> None:
        super().__init__(view)
        self._theme = theme
        self._preview = preview
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
        pages = self._preview.pages
        return round(ACROSS * pages.pages[at].height / pages.width) if pages else ACROSS

    def _picture(self, at: int, size: QSize) -> QImage:
        if at not in self._small:
            fine = self._view.devicePixelRatioF()
            real = QSize(scaled(size.width()), scaled(size.height())) * fine
            self._small[at] = self._preview.picture(at, real)
        return self._small[at]


class PageStrip(QListView):
    """The pages small, one below the other; the arrows and a click go to one."""

    def __init__(self, theme: Theme, preview: PagePreview) -> None:
        super().__init__()
        self.rows = RowsModel[PageRow](ModelColumn(_words))
        self._painter = PagePainter(theme, preview, self)
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
        self.strip = PageStrip(theme, self.view.preview)
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
        self.view.preview.waiting = said

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
