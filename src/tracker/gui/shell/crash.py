"""What is shown when something broke: all that a report holds, before anybody copies it."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from tracker.app.faults import fault_report
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.widgets.text import button, label

TITLE = "Something went wrong"
WHAT = (
    "What you did last may not have been kept: look before you go on. Below is everything that a "
    "report of it holds: kinds of errors and places in the program, none of your words, names or "
    "numbers. Nothing is sent. Copy it if you want to send it to whoever looks after the program."
)
WORDS = "Include the text of the error (it may quote what you typed)"
COPIED = "Copied."


class CrashDialog(TabsAsRead, QDialog):
    """Everything that a report holds, and a button that copies just that."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error = error
        self.setWindowTitle(TITLE)
        self.setMinimumSize(640, 440)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setAccessibleName("The report")
        self.words = QCheckBox(WORDS)
        self.words.toggled.connect(self._show)
        self.copied = label(role="hint")
        self.copy = button("Copy the report")
        self.copy.clicked.connect(self._on_copy)
        self.leave = button("Close")
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.copied, 1)
        row.addWidget(self.copy)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(TITLE, "title"))
        layout.addWidget(label(WHAT, wrap=True))
        layout.addWidget(self.report, 1)
        layout.addWidget(self.words)
        layout.addLayout(row)
        self._show()

    def _show(self) -> None:
        parts = f"Qt {qVersion()}, {QGuiApplication.platformName()}"
        with_words = self.words.isChecked()
        self.report.setPlainText(fault_report(self._error, parts, with_words=with_words))
        self.copied.clear()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copied.setText(COPIED)
