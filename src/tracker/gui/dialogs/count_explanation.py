"""How a count was made: the rule in words, then what was counted, one line each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.form import room_over
from tracker.gui.theme import scaled
from tracker.gui.widgets.text import label, tip_of
from tracker.report.text.customers import CountExplanation

SIZE = (620, 560)


class CountDialog(TabsAsRead, QDialog):
    """Stands beside the window for as long as it is wanted; Esc closes it."""

    def __init__(self, parent: QWidget | None, shown: CountExplanation) -> None:
        super().__init__(parent)
        self.setWindowTitle("How this is calculated")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(QSize(*map(scaled, SIZE)).boundedTo(room_over(self)))
        self.said = label(shown.said, "heading", wrap=True, selectable=True)
        self.rule = label(shown.rule, "quiet", wrap=True, selectable=True)
        self.table = QTableWidget(len(shown.rows), len(shown.heads))
        self.table.setAccessibleName("What was counted")
        self.table.setHorizontalHeaderLabels(list(shown.heads))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        for index, row in enumerate(shown.rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(tip_of(text))
                self.table.setItem(index, column, item)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.resizeColumnsToContents()
        widest = scaled(SIZE[0]) // 3
        for column in range(len(shown.heads)):
            self.table.setColumnWidth(column, min(self.table.columnWidth(column), widest))
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(self.said)
        layout.addWidget(self.rule)
        layout.addWidget(self.table, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def open(self) -> None:
        """Show it without keeping anybody from the window."""
        self.show()
