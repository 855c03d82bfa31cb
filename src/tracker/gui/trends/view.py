"""One measure at a time: its head, list, chart, verdict and notes; and what is there before any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.app.signals.standing import Standing
from tracker.app.trends.trend import TrendSheet
from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.page import Header
from tracker.gui.theme import Theme
from tracker.gui.trends.card import TrendCard
from tracker.gui.trends.list import TrendList
from tracker.gui.trends.notes import NotesCard
from tracker.gui.trends.verdict import VerdictPanel
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.feedback import EmptyState
from tracker.gui.widgets.rows import tab_in_order
from tracker.gui.widgets.text import ElidedLabel, button, link, plain

QUARTER, YEAR, ALL = 13, 52, 0
SPANS = ((QUARTER, "13 weeks"), (YEAR, "1 year"), (ALL, "All"))
LONGEST_LINK = 36
# Tables of what is drawn and written beside the values: read again quickly.
CORRECTED = frozenset(
    {"event", "fix", "planned_change", "accepted_change", "explanation", "rating", "star", "stop"}
    | {"own_stop"}
    | {"decision", "told"}
)


class TrendHead(QWidget):
    """Title, customer as a link, span of time, and the two things to do."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel(role="title")
        self.customer = link(inline=True)
        self.about = ElidedLabel(role="quiet")
        self.about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.span: Segments[int] = Segments(SPANS)
        self.span.choose(YEAR)
        self.mark = button(
            "Add event…", "Mark a day on this chart (Ctrl+Shift+E, or E in the chart)"
        )
        tip = "PNG, SVG, PDF, or the clipboard (Ctrl+Shift+S)"
        self.export = button("Export ▾", tip, name="Export chart")
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.customer)
        line.addWidget(self.about, 1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addLayout(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(names, 1)
        for widget in (self.span, self.mark, self.export):
            row.addWidget(widget)

    @property
    def weeks(self) -> int | None:
        """How many weeks are asked for; None asks for everything."""
        return self.span.value or None

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self.customer, *self.span.buttons.values(), self.mark, self.export)

    def show_sheet(self, sheet: TrendSheet) -> None:
        """Name another measure."""
        self.title.show_text(sheet.measure.name)
        name = sheet.customer.name
        short = name if len(name) <= LONGEST_LINK else f"{name[: LONGEST_LINK - 1]}…"
        self.customer.setText(plain(short))
        self.customer.setToolTip(f"Open {name}")
        self.customer.setAccessibleName(f"Open {name}")
        self.about.show_text(sheet.picture.subtitle.removeprefix(name).strip())


class TrendView(QWidget):
    """Shows a sheet and its standing; wires nothing."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        theme = bridge.theme
        self.list = TrendList(bridge)
        self.head = TrendHead()
        self.card = TrendCard(theme)
        self.panel = VerdictPanel(bridge)
        self.notes = NotesCard(bridge)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.panel, 6)
        below.addWidget(self.notes, 4)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.card, 7)
        right.addLayout(below, 5)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.list)
        columns.addLayout(right, 1)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.head)
        inner.addLayout(columns, 1)
        first = (self.list.search, self.list.view, *self.card.tab_stops, *self.panel.tab_stops)
        tab_in_order((*first, self.notes.view, self.list.all, *self.head.tab_stops))

    def show_sheet(self, sheet: TrendSheet, standing: Standing) -> None:
        """Show another measure."""
        self.list.choose(sheet.measure.id)
        self.head.show_sheet(sheet)
        self.card.show_sheet(sheet)
        self.panel.show_standing(sheet, standing)
        self.notes.show_sheet(sheet)

    def read_day(self, day: date) -> None:
        """Read what was on a day, as far back as it lies."""
        picture = self.card.picture
        if picture is not None and day < picture.first:
            self.head.span.choose(ALL)
        self.card.read_day(day)


class BlankTrends(QWidget):
    """What stands there before the first measure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.empty = EmptyState(
            theme,
            "chart-line",
            "Trends stand here",
            "Every measure you promise a customer gets its chart: what you logged, what you "
            "promised, and what happened.",
            "Add a customer",
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(Header("Trends"))
        outer.addWidget(self.empty, 1)

    def offer(self, served: Sequence[Customer]) -> None:
        """Name the next step by whether anybody is served."""
        self.empty.button.setText("Add a measure" if served else "Add a customer")
