"""The card with all measures beside the chart; letters typed in it search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
)

from tracker.app.queries.measure_list import Listed
from tracker.gui.theme import Theme
from tracker.gui.widgets.measure_list import MeasureModel, MeasureView
from tracker.gui.widgets.measure_painter import MeasurePainter
from tracker.gui.widgets.who_filter import WhoFilter

WIDTH = 212
MANY = 8


class SearchField(QLineEdit):
    """Down and Enter go on to what was found, Esc gives the search up."""

    def __init__(self, view: MeasureView) -> None:
        super().__init__()
        self._view = view
        self.setPlaceholderText("Find a measure")
        self.setAccessibleName("Find a measure")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the search and what it found."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._view.current_id is None:
                self._view.step(1)
            self._view.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._view.setFocus()
        else:
            super().keyPressEvent(event)


class TrendList(QFrame):
    """Heading, search where there are many, and the list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH)
        self.model = MeasureModel(self)
        self.view = MeasureView(self.model)
        self.view.setItemDelegate(MeasurePainter(theme, self.view))
        self.view.setAccessibleName("Measures")
        self.search = SearchField(self.view)
        self.search.textChanged.connect(self._on_sought)
        self.view.typed.connect(self._on_typed)
        heading = QLabel("Measures")
        heading.setProperty("role", "heading")
        heading.setIndent(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(6)
        self.all = QPushButton("Side by side")
        self.all.setProperty("tone", "link")
        self.all.setToolTip("All measures on one page, worst first (Ctrl+Alt+4)")
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.all)
        layout.addLayout(head)
        self.who = WhoFilter(small=True)
        self.who.chosen.connect(self._on_sifted)
        layout.addWidget(self.who)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        self.pulse = QPushButton("Your pulse beside it")
        self.pulse.setProperty("tone", "link")
        self.pulse.setToolTip("Your energy and this measure on one time axis (Ctrl+Alt+5)")
        layout.addWidget(self.pulse)
        self.setFocusProxy(self.view)
        self._shown: int | None = None
        self._listed: Sequence[Listed] = ()

    def fill(self, listed: Sequence[Listed]) -> None:
        """Show these measures; the search stands there only where there are many."""
        self.search.setVisible(len(listed) > MANY)
        if len(listed) <= MANY:
            self.search.clear()
        self._listed = listed
        owners = (one.customer.id for one in listed if one.measure.id == self._shown)
        self.who.look([one.customer for one in listed], next(owners, None))
        self.model.show([one for one in listed if self.who.keeps(one.customer)])
        self.view.choose(self._shown)

    def fill_one(self, listed: Listed) -> None:
        """Show one measure anew."""
        key = listed.measure.id
        self._listed = [listed if one.measure.id == key else one for one in self._listed]
        self.model.show_one(listed)

    def choose(self, measure_id: int) -> None:
        """Put the cursor on a measure."""
        self._shown = measure_id
        self.view.choose(measure_id)

    def _on_sifted(self) -> None:
        self.fill(self._listed)

    def _on_sought(self, text: str) -> None:
        self.model.find(text)
        self.view.choose(self._shown)

    def _on_typed(self, letters: str) -> None:
        if self.search.isVisible():
            self.search.setFocus()
            self.search.insert(letters)
        else:
            QListView.keyboardSearch(self.view, letters)
