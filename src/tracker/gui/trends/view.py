"""One measure at a time: its head, list, chart, verdict and notes; and what is there before any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app.signals.standing import Standing
from tracker.app.trends.trend import TrendSheet
from tracker.domain.customer import Customer
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon
from tracker.gui.page import FocusEntryWidget, Header
from tracker.gui.theme import Theme, scaled, unscaled
from tracker.gui.trends.card import TrendCard
from tracker.gui.trends.list import TrendList
from tracker.gui.trends.notes import NotesCard
from tracker.gui.trends.verdict import VerdictPanel
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.first_steps import FirstSteps
from tracker.gui.widgets.text import ElidedLabel, button, link, plain
from tracker.gui.widgets.wrapping import FewLines, WrappingRow
from tracker.report.charts.reading import span_words

QUARTER, YEAR, ALL = 13, 52, 0
SPANS = ((QUARTER, "13 weeks"), (YEAR, "1 year"), (ALL, "All"))
LONGEST_LINK = 36
GAP, NARROW = 12, 1100  # px; the window's width below which the list opens under the title
LIST_WIDTH, DROPPED, NOTES_WIDTH = 248, 320, 372
LEAST_BELOW, LEAST_NOTES, PEEK = 132, 200, 96
LEAST_NAME = 240
# Tables of what is drawn and written beside the values: read again quickly.
CORRECTED = frozenset(
    {"event", "fix", "planned_change", "accepted_change", "explanation", "rating", "star", "stop"}
    | {"own_stop"}
    | {"decision", "told"}
)


class TrendHead(QWidget):
    """Title, customer as a link, span of time, and the two things to do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = FewLines(role="title")
        self.pick = QToolButton()
        self.pick.setIcon(icon(theme, "chevron-down", "text"))
        self.pick.setAccessibleName("Choose a measure")
        self.pick.setToolTip("Choose a measure (Alt+Down)")
        self.pick.hide()
        self.customer = link(inline=True)
        self.about = ElidedLabel(role="quiet")
        self.about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.span: Segments[int] = Segments(SPANS)
        self.span.choose(YEAR)
        self.mark = button(
            "Add event…", "Mark a day on this chart (Ctrl+Shift+E, or E on the chart)"
        )
        tip = "PNG, SVG, PDF, or the clipboard (Ctrl+Shift+S)"
        self.export = button("Export…", tip, name="Export chart")
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.customer)
        line.addWidget(self.about, 1)
        names = QVBoxLayout()
        names.setSpacing(0)
        titles = QHBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(self.title)
        titles.addWidget(self.pick)
        titles.addStretch(1)
        names.addLayout(titles)
        names.addLayout(line)
        self._tools = QWidget()
        self._tools.setProperty("role", "plain")
        tools = WrappingRow(self._tools, spacing=12)
        for widget in (self.span, self.mark, self.export):
            tools.addWidget(widget)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(names, 1)
        row.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what can be done below the name, where both have no room."""
        super().resizeEvent(event)
        tight = self.width() < self._tools.sizeHint().width() + scaled(LEAST_NAME)
        across = QBoxLayout.Direction
        self._row.setDirection(across.TopToBottom if tight else across.LeftToRight)

    @property
    def weeks(self) -> int | None:
        """How many weeks are asked for; None asks for everything."""
        return self.span.value or None

    def set_narrow(self, *, narrow: bool) -> None:
        """Open the list from the title."""
        self.pick.setVisible(narrow)

    def show_sheet(self, sheet: TrendSheet) -> None:
        """Name another measure."""
        self.title.show_text(sheet.measure.name)
        name = sheet.customer.name
        self.customer.setText(plain(cut(name, LONGEST_LINK)))
        self.customer.setToolTip(f"Open {name}")
        self.customer.setAccessibleName(f"Open {name}")
        self.about.show_text(sheet.picture.subtitle.removeprefix(name).strip())


class TrendView(FocusEntryWidget):
    """Shows a sheet and its standing; wires nothing.

    The chart takes the height that the words leave, and never less than it needs: then all of it
    scrolls. In a narrow window the list opens under the title, and the words stand below the chart.
    """

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        theme = bridge.theme
        self._bridge, self._facts = bridge, ""
        self.list = TrendList(bridge)
        self.head = TrendHead(theme)
        self.card = TrendCard(theme)
        self.panel = VerdictPanel(bridge)
        self.notes = NotesCard(bridge)
        self.narrow = False
        self._right = QWidget()
        self._right.setProperty("role", "plain")
        for part in (self.card, self.panel, self.notes):
            part.setParent(self._right)
            part.installEventFilter(self)
        self._right.installEventFilter(self)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._right)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(GAP)
        self._columns.addWidget(self.list)
        self._columns.addWidget(self._scroll, 1)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GAP)
        inner.addWidget(self.head)
        inner.addLayout(self._columns, 1)
        self.head.pick.clicked.connect(self.open_list)
        self.list.view.measure_opened.connect(self.close_list)
        self.list.all.clicked.connect(self.close_list)
        self.list.closed.connect(self.close_list)
        self.entrance = self.list.view
        down = QShortcut(QKeySequence("Alt+Down"), self)
        down.activated.connect(self.open_list)

    def show_sheet(self, sheet: TrendSheet, standing: Standing) -> None:
        """Show another measure."""
        self.list.choose(sheet.measure.id)
        self.head.show_sheet(sheet)
        self.card.show_sheet(sheet)
        self.panel.show_standing(sheet, standing)
        self.notes.show_sheet(sheet)
        self._facts = sheet_facts(sheet)
        if self.isVisible():
            self._bridge.facts_told.emit(self._facts)
        self._stand()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell at the foot of the window which time is shown, and what of it is there."""
        super().showEvent(event)
        self._bridge.facts_told.emit(self._facts)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the foot of the window to what comes."""
        super().hideEvent(event)
        self._bridge.facts_told.emit("")

    def read_day(self, day: date) -> None:
        """Read what was on a day, as far back as it lies."""
        picture = self.card.picture
        if picture is not None and day < picture.first:
            self.head.span.choose(ALL)
        self.card.read_day(day)

    def open_list(self) -> None:
        """Open the list of measures under the title, where it does not stand beside the chart."""
        if self.narrow and self.list.isHidden():
            top = self.head.geometry().bottom() + 4
            self.list.setGeometry(0, top, scaled(DROPPED), self.height() - top)
            self.list.show()
            self.list.raise_()
        self.list.view.setFocus()

    def close_list(self) -> None:
        """Take the list away where it covers the chart."""
        if self.narrow and not self.list.isHidden():
            self.list.hide()
            if self.card.chart:
                self.card.chart.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list beside the chart, or under the title."""
        super().resizeEvent(event)
        narrow = unscaled(self.window().width()) < NARROW
        if narrow != self.narrow:
            self.narrow = narrow
            self.head.set_narrow(narrow=narrow)
            if narrow:
                self.entrance = self.head.pick
                focus = QApplication.focusWidget()
                if focus and self.list.isAncestorOf(focus):
                    self.head.pick.setFocus()
                self._columns.removeWidget(self.list)
                self.list.setFixedWidth(scaled(DROPPED))
                self.list.hide()
            else:
                self.entrance = self.list.view
                self._columns.insertWidget(0, self.list)
                self.list.setFixedWidth(scaled(LIST_WIDTH))
                self.list.show()
        self._stand()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the height out anew when a part has more to say, or there is another width."""
        if event.type() == QEvent.Type.LayoutRequest or (
            watched is self._right and event.type() == QEvent.Type.Resize
        ):
            self._stand()
        return super().eventFilter(watched, event)

    def _stand(self) -> None:
        """Give the words what they need, side by side or below each other, the chart the rest."""
        wide, room = self._right.width(), self._scroll.height()
        written = wide if self.narrow else min(scaled(NOTES_WIDTH), wide * 3 // 8)
        said = wide if self.narrow else wide - written - GAP
        panel = max(self.panel.height_for(said), 0 if self.narrow else scaled(LEAST_BELOW))
        every = self.notes.height_of_all(written) if self.notes.whole else 0
        notes = max(scaled(LEAST_NOTES) if self.narrow else panel, every)
        words = panel + notes + GAP if self.narrow else notes
        card = max(room - (0 if self.narrow else panel + GAP), self.card.least_height)
        if self.narrow:
            card = max(min(card, room - PEEK), self.card.least_height)
        self.card.setGeometry(0, 0, wide, card)
        top = card + GAP
        if self.narrow:
            self.panel.setGeometry(0, top, wide, panel)
            self.notes.setGeometry(0, top + panel + GAP, wide, notes)
        else:
            left = written + GAP if self.isRightToLeft() else 0
            self.panel.setGeometry(left, top, said, panel)
            self.notes.setGeometry(0 if left else said + GAP, top, written, notes)
        if self._right.minimumHeight() != top + words:
            self._right.setMinimumHeight(top + words)


def sheet_facts(sheet: TrendSheet) -> str:
    """Say which time is shown, and what of it is there; nothing where nothing was ever logged."""
    return span_words(sheet.picture, sheet.measure.cadence) if sheet.ever_logged else ""


BLANK = (
    "Your trends will stand here",
    "Each measure has a chart of its own: what you logged, what you promised, and what happened.",
)


class BlankTrends(QWidget):
    """What stands there before the first measure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.empty = FirstSteps(theme, "chart-line", *BLANK)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(Header("Trends"))
        outer.addWidget(self.empty, 1)

    def offer(self, served: Sequence[Customer]) -> None:
        """Name the next step by whether anybody is served."""
        self.empty.show_missing(*BLANK, list(served))
