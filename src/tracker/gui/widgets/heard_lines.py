"""Quiet sentences on Overview: who saw changes first, and WOW customers beside the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.app.queries.overview import Overview

MORE, LESS = "By quarter", "Hide the quarters"
WOW_RULE = (
    "Ratings of 1 to 5 by customers, and your own of measures on that scale, in the last eight "
    "weeks: at least five on each side, means compared."
)


class HeardLines(QWidget):
    """Hidden while there is nothing to say; the quarters are shown when asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.wow = _quiet()
        self.wow.setToolTip(WOW_RULE)
        self.seen = _quiet()
        self.quarters = _quiet()
        self.quarters.hide()
        self.more = QPushButton(MORE)
        self.more.setProperty("tone", "link")
        self.more.setProperty("role", "inline")
        self.more.setAccessibleName("Who saw changes first, by quarter")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.seen, 1)
        line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(4)
        layout.addWidget(self.wow)
        layout.addLayout(line)
        layout.addWidget(self.quarters)
        self.more.clicked.connect(self._on_more)

    def show_overview(self, shown: Overview) -> None:
        """Say what there is to say."""
        self.wow.setText(shown.wow)
        self.wow.setVisible(bool(shown.wow))
        self.seen.setText(shown.seen)
        self.quarters.setText(shown.quarters)
        for widget in (self.seen, self.more):
            widget.setVisible(bool(shown.seen))
        if not shown.seen:
            self.quarters.hide()
        self.setVisible(bool(shown.seen or shown.wow))

    def _on_more(self) -> None:
        there = self.quarters.isHidden()
        self.quarters.setVisible(there)
        self.more.setText(LESS if there else MORE)


def _quiet() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "quiet")
    label.setWordWrap(True)
    return label
