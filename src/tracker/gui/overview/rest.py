"""The heads of groups, and measures in one line each: with a fix under way, with nothing new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.overview.overview import ComingFix, Overview
from tracker.app.trends.pictures import HeatEntry
from tracker.gui.theme import scaled
from tracker.gui.widgets.row_menu import ButtonRow
from tracker.gui.widgets.rows import delete_later, tab_in_order
from tracker.gui.widgets.text import ElidedLabel, label, link, paragraph, plain
from tracker.gui.widgets.wrapping import WrappingRow

NAME, SAID = 260, 560
ASIDE = 4  # px: by so much the ring around a row stands out beside its words
SHOW, HIDE = "Show them", "Hide them"


class GroupHead(QWidget):
    """The name of a group, and how many are in it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = label(name, "heading")
        self.count = label(role="small")
        self.line = line = QHBoxLayout(self)
        line.setContentsMargins(ASIDE, 5, ASIDE, 3)
        line.setSpacing(8)
        line.addWidget(self.name)
        line.addWidget(self.count)
        line.addStretch(1)


class QuietMeasure(NamedTuple):
    """One of these measures, and whose it is."""

    customer: str
    entry: HeatEntry


def quiet_measures(shown: Overview) -> list[QuietMeasure]:
    """Return the measures of which there is no news, customer by customer."""
    told = {one.measure_id for one in shown.news}
    return [
        QuietMeasure(row.name, entry)
        for row in shown.rows
        for cell in row.cells
        for entry in cell
        if entry.measure_id not in told
    ]


class QuietRow(ButtonRow):
    """A measure in one line; its name opens its trend."""

    open_requested = Signal(object)  # int: measure

    def __init__(self, quiet: QuietMeasure) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.quiet = quiet
        entry = quiet.entry
        self.name = link(
            inline=True, name=f"{entry.name}, {quiet.customer}. {entry.said}", auto_default=False
        )
        self.name.clicked.connect(self._on_open)
        self.whole = ElidedLabel(f"{quiet.customer} · {entry.said}", "small")
        self.whole.setMaximumWidth(scaled(SAID))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(12)
        line.addWidget(self.name)
        line.addWidget(label(entry.figure, "small"))
        line.addWidget(self.whole, 1)
        line.addStretch(0)
        self._fit()

    def _fit(self) -> None:
        """Cut a long name, and say all of it in the tip."""
        name = self.quiet.entry.name
        shown = self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, scaled(NAME))
        self.name.setText(plain(shown))
        self.name.setToolTip(name if shown != name else "")

    def _on_open(self) -> None:
        self.open_requested.emit(self.quiet.entry.measure_id)


class ComingRow(ButtonRow):
    """A fix under way: what it is, and when it wants to be looked at."""

    open_requested = Signal(object)  # int: measure

    def __init__(self, coming: ComingFix) -> None:
        super().__init__()
        self._measure_id = coming.measure_id
        self.what = ElidedLabel(coming.what, "hint")
        self.button = link("Open", name=f"Open: {coming.what}")
        self.button.clicked.connect(self._on_button)
        line = QHBoxLayout(self)
        line.setContentsMargins(ASIDE, 0, ASIDE, 0)
        line.setSpacing(8)
        line.addWidget(self.what)
        line.addWidget(label(coming.when, "small"))
        line.addWidget(self.button)
        line.addStretch(1)

    def _on_button(self) -> None:
        self.open_requested.emit(self._measure_id)


class RestFoot(QWidget):
    """`Nothing new in 7 measures: …`, and the link that lists them below it."""

    open_requested = Signal(object)  # int: measure

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.said = paragraph(role="small")
        self.show_them = link(SHOW, inline=True, name="Show the measures with nothing new")
        self.rows: list[QuietRow] = []
        self._quiet: list[QuietMeasure] = []
        self._opened = False
        words = QWidget()
        words.setProperty("role", "plain")
        line = WrappingRow(words, spacing=6)
        line.addWidget(self.said)
        line.addWidget(self.show_them)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(words)
        layout.addLayout(self._list)
        self.show_them.clicked.connect(self._on_show)

    def show_rest(self, said: str, quiet: Iterable[QuietMeasure]) -> None:
        """Say how many there are; who had them listed sees them still."""
        self._quiet = list(quiet)
        self.said.setText(said)
        self.setVisible(bool(said))
        self.show_them.setVisible(bool(self._quiet))
        self._fill()

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes to, in the order of reading."""
        return [self.show_them, *(row.name for row in self.rows)]

    def _on_show(self) -> None:
        self._opened = not self._opened
        self._fill()

    def _fill(self) -> None:
        self.show_them.setText(HIDE if self._opened else SHOW)
        wanted = self._quiet if self._opened else []
        if wanted == [row.quiet for row in self.rows]:
            return
        for row in self.rows:
            delete_later(row)
        self.rows = [QuietRow(one) for one in wanted]
        for row in self.rows:
            row.open_requested.connect(self.open_requested)
            self._list.addWidget(row)
        tab_in_order(self.tab_stops())
