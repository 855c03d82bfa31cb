"""What is revealed: bad news first, each a sentence with its small trend and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.app.queries.overview import Coming, Overview
from tracker.app.queries.revealed import News
from tracker.gui.theme import Theme
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.news_row import NewsRow, let_go, rule, wrapped
from tracker.report.news import needing


class ComingRow(QWidget):
    """A fix under way: what it is, and when it wants to be looked at."""

    opened = Signal(object)  # int: measure

    def __init__(self, coming: Coming) -> None:
        super().__init__()
        self._measure_id = coming.measure_id
        self.what = ElidedLabel(coming.what, "hint")
        when = QLabel(coming.when)
        when.setProperty("role", "small")
        self.button = QPushButton("Open")
        self.button.setProperty("tone", "link")
        self.button.setAccessibleName(f"Open: {coming.what}")
        self.button.clicked.connect(self._on_button)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.what)
        line.addWidget(when)
        line.addWidget(self.button)
        line.addStretch(1)

    def _on_button(self) -> None:
        self.opened.emit(self._measure_id)


class RevealedCard(QFrame):
    """The list, or a calm word when nothing needs anybody; at its foot, what is as usual."""

    opened = Signal(object)  # int: measure
    fix_wanted = Signal(object)  # News

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self.rows: dict[int, NewsRow] = {}
        self._under_way: list[ComingRow] = []
        self.badge = QLabel()
        self.badge.setProperty("role", "badge")
        self.badge.setProperty("tone", "worse")
        self.peace = QLabel("Nothing needs you")
        self.peace.setProperty("role", "section")
        self.calm = wrapped("quiet")
        self.foot = wrapped("small")
        self.watched = wrapped("small")
        self.under_way = QLabel("Under way")
        self.under_way.setProperty("role", "name")
        self._coming = QVBoxLayout()
        self._coming.setSpacing(2)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(7)
        layout.addLayout(self._head())
        layout.addWidget(rule())
        layout.addWidget(self.peace)
        layout.addWidget(self.calm)
        layout.addWidget(self.under_way)
        layout.addLayout(self._coming)
        layout.addLayout(self._list)
        layout.addStretch(1)
        layout.addWidget(self.watched)
        layout.addWidget(self.foot)

    def show_overview(self, shown: Overview) -> None:
        """Show what is revealed; a row that stays keeps the focus."""
        self.badge.setText(needing(len(shown.needing)))
        self.badge.setVisible(bool(shown.needing))
        peaceful = not shown.needing
        self.peace.setVisible(peaceful)
        self.calm.setText(shown.calm)
        self.calm.setVisible(peaceful and bool(shown.calm))
        self.foot.setText(shown.calm)
        self.foot.setVisible(not peaceful and bool(shown.calm))
        self.watched.setText("\n".join(shown.watched))
        self.watched.setVisible(bool(shown.watched))
        self._show_coming(shown.coming if peaceful else ())
        self._show_rows(shown.news)

    def stops(self) -> list[QWidget]:
        """Return what Tab goes to, in the order of reading."""
        under_way: list[QWidget] = [row.button for row in self._under_way]
        return under_way + [stop for row in self.rows.values() for stop in (row, row.button)]

    def _head(self) -> QHBoxLayout:
        title = QLabel("Revealed")
        title.setProperty("role", "heading")
        noise = QLabel("noise is left out")
        noise.setProperty("role", "small")
        noise.setToolTip(
            "A value that is a little higher or lower than usual is no news.\n"
            "Only a change that is hardly chance is told here."
        )
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(title)
        head.addWidget(self.badge)
        head.addStretch(1)
        head.addWidget(noise)
        return head

    def _show_rows(self, news: tuple[News, ...]) -> None:
        wanted = [one.measure_id for one in news]
        for gone in set(self.rows) - set(wanted):
            let_go(self.rows.pop(gone))
        for at, one in enumerate(news):
            row = self.rows.get(one.measure_id) or self._new_row(one.measure_id)
            row.show_news(one)
            if (item := self._list.itemAt(at)) is None or item.widget() is not row:
                self._list.insertWidget(at, row)
        self.rows = {key: self.rows[key] for key in wanted}

    def _new_row(self, measure_id: int) -> NewsRow:
        row = self.rows[measure_id] = NewsRow(self._theme)
        row.opened.connect(self.opened)
        row.fix_wanted.connect(self.fix_wanted)
        row.moved.connect(self._on_moved)
        return row

    def _show_coming(self, coming: tuple[Coming, ...]) -> None:
        for gone in self._under_way:
            let_go(gone)
        self._under_way = [ComingRow(one) for one in coming]
        self.under_way.setVisible(bool(coming))
        for row in self._under_way:
            row.opened.connect(self.opened)
            self._coming.addWidget(row)

    def _on_moved(self, step: int) -> None:
        rows = list(self.rows.values())
        here = next((at for at, row in enumerate(rows) if row.hasFocus()), -1)
        if 0 <= here + step < len(rows):
            rows[here + step].setFocus()
