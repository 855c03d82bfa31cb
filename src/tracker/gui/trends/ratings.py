"""What the customer said of the measure on a chart: typed in, put right, compared with mine (R6).

The comparison is painted from the same drawing that paper gets, so that both say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.feedback.ratings import gap_picture
from tracker.app.sharing.charts import ChartSubject
from tracker.app.trends.trend import TrendSheet, window_start
from tracker.domain.sharing import Rating
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.hand_over import HandOver
from tracker.gui.form import room_over
from tracker.gui.theme import Theme
from tracker.gui.trends.view import ALL, SPANS
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.text import button, label
from tracker.paper.output import rendered
from tracker.report.charts.draw import full_svg
from tracker.report.charts.picture import GapPicture
from tracker.report.charts.svg import LIGHT
from tracker.store.history import Changes

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

NO_MEASURE = "What customers say is shown on charts: add a measure first."
SIZE, LEAST = QSize(900, 560), QSize(480, 400)
READS = frozenset({"rating", "evaluation", "measure", "version", "customer"})
RULE = (
    "Each of their ratings stands beside your figure of that time, if it is no more than two "
    "periods old. “More than chance” is the exact two-sided sign test: at least five pairs that "
    "differ, and a chance below 5 %."
)


class ChartRatings(QObject):
    """Belongs to a page; `sheet` is the chart that is shown."""

    def __init__(self, bridge: Bridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self.sheet: TrendSheet | None = None
        self.gap: GapDialog | None = None

    def ask(self) -> None:
        """Ask what they said of the measure that is shown."""
        self.open(None)

    def open(self, rating: Rating | None) -> None:
        """Show what they said, to be put right, or ask for it."""
        if self.sheet is None:
            self._bridge.show_message(NO_MEASURE)
            return
        from tracker.gui.dialogs.rating import RatingDialog

        sheet, window = self.sheet, self._page.window()
        RatingDialog(
            self._bridge, window, sheet.customer.id, measure_id=sheet.measure.id, rating=rating
        ).open()

    def remove(self, rating: Rating) -> None:
        """Take away what they said."""
        commands.remove_rating(self._bridge.tracker, rating.id)
        self._bridge.show_message("Deleted: what they said. Ctrl+Z brings it back.")

    def compare(self) -> None:
        """Show one's own figures beside theirs, in a small window that blocks nothing."""
        if self.sheet is None:
            self._bridge.show_message(NO_MEASURE)
            return
        if self.gap is None:
            self.gap = GapDialog(self._bridge, self._page.window())
        self.gap.show_measure(self.sheet.measure.id)
        self.gap.show()
        self.gap.raise_()


class GapView(QWidget):
    """Paints the drawing at the size there is, in the colours in force."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drawn: tuple[GapPicture | None, QSize, bool] | None = None
        self._renderer: QSvgRenderer | None = None
        self.picture: GapPicture | None = None
        self.setMinimumSize(320, 260)
        theme.changed.connect(self.update)

    def show_picture(self, picture: GapPicture) -> None:
        """Show another picture."""
        self.picture = picture
        self.setAccessibleName(f"{picture.title}: you and them")
        self.setAccessibleDescription(picture.summary)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it anew only where the picture, the size or the theme is another."""
        if self.picture is None:
            return
        wanted = self.picture, self.size(), self._theme.dark
        if wanted != self._drawn:
            colours = {role: self._theme.hex(role) for role in LIGHT}
            drawing = full_svg(self.picture, self.width(), self.height(), colours)
            with rendered(drawing) as self._renderer:
                self._drawn = wanted
        if self._renderer is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("panel"))
        size = self._renderer.defaultSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - size.width()) / 2
        self._renderer.render(painter, QRectF(left, 0, size.width(), size.height()))


class GapDialog(TabsAsRead, QDialog):
    """Stands beside the window for as long as it is wanted, and follows what is logged."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._measure_id: int | None = None
        self.setWindowTitle("You and them")
        self.resize(SIZE.boundedTo(room_over(self)))
        self.setMinimumSize(LEAST)
        self.export = HandOver(bridge, self)
        self.view = GapView(bridge.theme)
        self.span: Segments[int] = Segments(SPANS)
        self.span.choose(ALL)
        self.rule = label(RULE, "hint", wrap=True)
        tip = "See what is on it, then put it on the clipboard"
        self.copy = button("Copy…", tip, auto_default=False)
        self.close_button = button("Close")
        foot = QHBoxLayout()
        foot.addWidget(self.span)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.rule)
        layout.addLayout(foot)
        self.span.selected.connect(self._show)
        self.copy.clicked.connect(self._on_copy)
        self.close_button.clicked.connect(self.close)
        bridge.changed.connect(self._on_changed)

    def show_measure(self, measure_id: int) -> None:
        """Show another measure."""
        self._measure_id = measure_id
        self._show()

    def _show(self) -> None:
        if self._measure_id is None:
            return
        today = self._bridge.today()
        first = window_start(today, self.span.value or None)
        self.view.show_picture(gap_picture(self._bridge.tracker, self._measure_id, today, first))

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.tables & READS:
            there = self._bridge.tracker.measures.where("id = ?", self._measure_id)
            if there:
                self._show()
            else:
                self.close()

    def _on_copy(self) -> None:
        picture = self.view.picture
        if self._measure_id is None or picture is None:
            return
        measure = self._bridge.tracker.measures.get(self._measure_id)
        customer = self._bridge.tracker.customers.get(measure.customer_id)
        self.export.offer(ChartSubject(picture, measure, customer), copy=True)
