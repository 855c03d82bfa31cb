"""The first lines of the Trends page: which measure, whose it is, and what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tracker.app.queries.trend import TrendSheet
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.elided import ElidedLabel

QUARTER, YEAR, ALL = 13, 52, 0
SPANS = ((QUARTER, "13 weeks"), (YEAR, "1 year"), (ALL, "All"))
LONGEST_LINK = 36


class TrendHead(QWidget):
    """Title, customer as a link, span of time, and the two things to do."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel(role="title")
        self.customer = QPushButton()
        self.customer.setProperty("tone", "link")
        self.customer.setProperty("role", "inline")
        self.about = ElidedLabel(role="quiet")
        self.about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.span: Segments[int] = Segments(SPANS)
        self.span.choose(YEAR)
        self.mark = QPushButton("Add event…")
        self.mark.setToolTip("Mark a day on this chart (Ctrl+Shift+E, or E in the chart)")
        self.export = QPushButton("Export ▾")
        self.export.setAccessibleName("Export chart")
        self.export.setToolTip("PNG, SVG, PDF, or the clipboard (Ctrl+Shift+S)")
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.customer)
        line.addWidget(self.about, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addLayout(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        for widget in (self.span, self.mark, self.export):
            row.addWidget(widget)

    @property
    def weeks(self) -> int | None:
        """How many weeks are asked for; None asks for everything."""
        return self.span.value or None

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self.customer, *self.span.buttons.values(), self.mark, self.export)

    def show_sheet(self, sheet: TrendSheet) -> None:
        """Name another measure."""
        self.title.show_text(sheet.measure.name)
        name = sheet.customer.name
        short = name if len(name) <= LONGEST_LINK else f"{name[: LONGEST_LINK - 1]}…"
        self.customer.setText(short.replace("&", "&&"))
        self.customer.setToolTip(f"Open {name}")
        self.customer.setAccessibleName(f"Open {name}")
        self.about.show_text(sheet.picture.subtitle.removeprefix(name).strip())
