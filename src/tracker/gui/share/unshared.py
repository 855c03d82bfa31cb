"""What a customer does not see yet: listed with a switch each, and one button for all of it.

While nothing is shared, it stands in the place of the page, which appears as it is switched on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.app.sharing.unshared import UnsharedMeasure
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.choice import Switch
from tracker.gui.widgets.feedback import ADD_MEASURE
from tracker.gui.widgets.painting import Sparkline
from tracker.gui.widgets.rows import delete_later, rule
from tracker.gui.widgets.text import button, label, paragraph, visual_rect
from tracker.gui.widgets.wrapping import FewLines
from tracker.report.dates import long_days
from tracker.report.scorecard.document import KICKER
from tracker.report.wording import by_number

WIDEST = 620
MOST, FEW = 6, 4
SPARK = QSize(196, 30)
PLACE, BESIDE, CHART = 84, 24, QSize(252, 74)
BARS = ((254, 10), (160, 22))  # px: where its promise and its figure will stand
SHARING = (
    "Share one, and this page appears as they would get it. Sharing a measure lets it stand on a "
    "page; nothing leaves before you save, copy or publish it."
)
NO_MEASURE = "A page for them begins with one measure: what you promise, and how it went."


class EmptyPlace(QWidget):
    """Where a measure will stand on the page: its name, and in grey what comes below and beside."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.name = FewLines(name, "name")
        self.setMinimumHeight(scaled(PLACE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, scaled(CHART.width() + BESIDE), 0)
        column.addWidget(self.name)
        column.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw two bars where its words will stand, and a dashed frame where its chart will."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("quiet_wash"))
        top = self.name.geometry().bottom() + scaled(10)
        for wide, high in BARS:
            bar = QRect(0, top, min(scaled(wide), self.name.width()), scaled(high))
            painter.drawRoundedRect(visual_rect(self.layoutDirection(), self.rect(), bar), 3, 3)
            top = bar.bottom() + scaled(10)
        chart = QRect(0, 4, scaled(CHART.width()), scaled(CHART.height()))
        chart.moveRight(self.width() - 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("line"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(visual_rect(self.layoutDirection(), self.rect(), chart), 4, 4)


class UnsharedPage(QFrame):
    """Stands in the place of a page with nothing on it: its title, and what is missing."""

    share_requested = Signal()
    measure_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "card")
        self.span = label(role="chapter")
        self.page_title = label(role="title", wrap=True)
        self.title = label(role="section", wrap=True)
        self.text = paragraph(role="quiet")
        self.text.setMaximumWidth(scaled(WIDEST))
        self.button = button(tone="accent")
        self.button.clicked.connect(self._on_button)
        self.beside = label("or switch them on one by one on the right", "small")
        self.setFocusProxy(self.button)
        self._measures: tuple[Measure, ...] = ()
        self._places: list[QWidget] = []
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.button)
        line.addWidget(self.beside)
        line.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(48, 40, 48, 32)
        self._column.setSpacing(12)
        ruled = QFrame()
        ruled.setProperty("role", "headline")
        for widget in (self.span, self.page_title, ruled, self.title, self.text):
            self._column.addWidget(widget)
        self._column.addLayout(line)
        self._column.addSpacing(12)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._column.addLayout(self._list)
        self._column.addStretch(1)

    def show_measures(
        self, customer: Customer, measures: Sequence[Measure], span: tuple[date, date]
    ) -> None:
        """Name what is not shared with a customer, each at its grey place."""
        self.span.setText(f"{KICKER} · {long_days(*span)}".upper())
        self.page_title.setText(f"For {customer.name}")
        self._measures = tuple(measures)
        for gone in self._places:
            delete_later(gone)
        self._places = []
        self.title.setText(unshared_title(customer.name, len(measures)))
        self.text.setText(SHARING if measures else NO_MEASURE)
        self.button.setText(share_words(len(measures)) if measures else ADD_MEASURE)
        self.button.setAccessibleDescription(f"{self.title.text()}\n{self.text.text()}")
        self.beside.setVisible(len(measures) > 1)
        for measure in measures[:MOST]:
            self._places += [rule(), EmptyPlace(self._theme, measure.name)]
        for place in self._places:
            self._list.addWidget(place)

    def _on_button(self) -> None:
        (self.share_requested if self._measures else self.measure_requested).emit()


class UnsharedList(QWidget):
    """The measures that are not on the page, with a switch and a lock each."""

    switched = Signal(object)  # int: a measure that is to be shared

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._theme = theme
        self._measures: tuple[UnsharedMeasure, ...] = ()
        self.switches: dict[int, Switch] = {}
        self.heading = label("Not shared", "name")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addLayout(self._rows)
        self.hide()

    def show_measures(self, measures: Sequence[UnsharedMeasure]) -> None:
        """List other measures; where everything is shared there is no list.

        A few have their small trend, which many would leave no room for.
        """
        self.setVisible(bool(measures))
        if tuple(measures) == self._measures:
            return
        self._measures = tuple(measures)
        self.heading.setText(f"Not shared  {len(measures)}")
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                delete_later(row)
        self.switches = {}
        for one in measures:
            self._rows.addWidget(self._row(one, drawn=len(measures) <= FEW))

    def _row(self, one: UnsharedMeasure, *, drawn: bool) -> QWidget:
        measure = one.measure
        row = QWidget()
        row.setProperty("role", "plain")
        switch = Switch(self._theme)
        switch.setAccessibleName(f"Share {measure.name}")
        switch.setToolTip(f"{measure.name}: they do not see it. Switch it on to share it.")
        switch.clicked.connect(self._on_switch)
        self.switches[measure.id] = switch
        lock = QLabel()
        lock.setPixmap(icon(self._theme, "lock", "third").pixmap(QSize(scaled(13), scaled(13))))
        name = QHBoxLayout()
        name.setSpacing(6)
        name.addWidget(FewLines(measure.name, "name"), 1)
        name.addWidget(lock, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(name)
        if drawn:
            spark = Sparkline(self._theme, SPARK)
            spark.show_spark(one.spark)
            words.addWidget(FewLines(one.told, "small"))
            words.addWidget(spark)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4 * drawn, 0, 4 * drawn)
        line.setSpacing(8)
        line.addWidget(switch, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return row

    def _on_switch(self) -> None:
        pressed = self.sender()
        found = [key for key, one in self.switches.items() if one is pressed]
        if found:
            self.switched.emit(found[0])


def unshared_title(name: str, measures: int) -> str:
    """Say that nothing is shared with a customer."""
    if not measures:
        return f"There is no measure for {name} yet."
    if measures == 1:
        return f"The one measure for {name} is not shared yet."
    return f"None of the {measures} measures for {name} is shared yet."


def shared_words(measures: int) -> str:
    """Say what sharing them has done."""
    return by_number(
        measures,
        "It is on the page now. Nothing has left yet.",
        "They are on the page now. Nothing has left yet.",
    )


def share_words(measures: int) -> str:
    """Write what the button does: `Share it`, `Share both`, `Share all 5`."""
    return {1: "Share it", 2: "Share both"}.get(measures, f"Share all {measures}")
