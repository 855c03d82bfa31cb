"""One stage of fixes: its name, how many, and its cards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tracker.gui.widgets.fix_card import FixCardView


class FixColumn(QFrame):
    """A card of cards, which scroll."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._title = QLabel(name)
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._count = QLabel()
        self._count.setProperty("role", "small")
        self._quiet = QLabel()
        self._quiet.setProperty("role", "hint")
        self._quiet.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        inner = QWidget()
        inner.setProperty("role", "plain")
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(8)
        self._cards.addWidget(self._quiet)
        self._cards.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(area, 1)
        self.views: list[FixCardView] = []

    def clear(self, quiet: str) -> None:
        """Take every card away; say something where there is none."""
        for view in self.views:
            view.hide()
            view.deleteLater()
        self.views = []
        self._quiet.setText(quiet)
        self._quiet.setVisible(bool(quiet))
        self._count.setText("")

    def add(self, view: FixCardView) -> None:
        """Put a card at the end."""
        self.views.append(view)
        self._cards.insertWidget(self._cards.count() - 1, view)
        self._count.setText(str(len(self.views)))
