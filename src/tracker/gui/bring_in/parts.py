"""What stands on the page where a file is brought in, and how it finds room; the guide to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from tracker.gui.bring_in.how import HowRead
from tracker.gui.bring_in.outcome import WIDTH, OutcomePanel
from tracker.gui.bring_in.table import TableView
from tracker.gui.theme import UNBOUND, Theme, scaled
from tracker.gui.widgets.feedback import Progressing
from tracker.gui.widgets.text import button, label
from tracker.shipped import document_path

A_WHILE = 400  # milliseconds after which it is said how far it is
SIDE_BY_SIDE, TABLE_HEIGHT = 880, 300  # pixels
BELOW = 60  # pixels of what is asked next, so that one sees that it goes on
NOTHING = "Choose a file to see what would be imported."


class ImportParts(QWidget):
    """Title and buttons, the table with how it was read below it, the outcome at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.told = label(NOTHING, "quiet", wrap=True)
        self.quiet = label(role="small")
        self.table = TableView(theme)
        self.how = HowRead()
        self.outcome = OutcomePanel(theme)
        self.progress = Progressing("Importing")
        self.progress.bar.setAccessibleName("Progress of the import")
        self.primary = button("Import", tone="accent")
        self.primary.setEnabled(False)
        self.another = button("Choose another file…")
        self.cancelling = button("Cancel")
        self.table.setMinimumHeight(scaled(TABLE_HEIGHT))
        self._lay_out()
        self.outcome.height_changed.connect(self.arrange)

    def show_writing(self, *, on: bool) -> None:
        """Rest while the file is taken in, and say how far it is if it takes a while."""
        for part in (self.table, self.how, self.outcome, self.another):
            part.setEnabled(not on)
        self.primary.setEnabled(False)
        if on:
            self.progress.begin(A_WHILE)
            self.told.setText("Importing…")
        else:
            self.progress.end()

    def put_focus(self, field: QWidget) -> None:
        """Let a field be typed into at once, and be seen: in a narrow window it lies far below."""
        field.setFocus()
        QTimer.singleShot(0, self, self._reveal)  # what stands above it has its height by then

    def _reveal(self) -> None:
        field = self.focusWidget()
        if self._area.isAncestorOf(field):
            self._area.ensureWidgetVisible(field, 0, BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the outcome below the table where there is no room beside it."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the outcome beside the table, or below it at its whole height."""
        wide = self.width() >= scaled(SIDE_BY_SIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(way)
        self.outcome.setMinimumWidth(scaled(WIDTH) if wide else 0)
        self.outcome.setMaximumWidth(scaled(WIDTH) if wide else UNBOUND)
        self.outcome.setMinimumHeight(0 if wide else self.outcome.natural_height())

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(label("Import a file", "title"))
        line = QHBoxLayout()
        line.addWidget(self.told, 1)
        line.addWidget(self.quiet)
        titles.addLayout(line)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(titles, 1)
        for one in (self.another, self.cancelling, self.primary):
            head.addWidget(one, alignment=Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.table, 1)
        left.addWidget(self.how)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(12)
        self._body.addLayout(left, 1)
        self._body.addWidget(self.outcome)
        area = self._area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setProperty("role", "plain")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.progress)
        layout.addWidget(area, 1)


def guide(parent: QWidget) -> QTextBrowser:
    """Return a window with what kinds of files go in, and how."""
    shown = QTextBrowser()
    shown.setWindowTitle("Importing a file")
    shown.setOpenExternalLinks(True)
    shown.setParent(parent, Qt.WindowType.Dialog)
    shown.setSource(
        QUrl.fromLocalFile(str(document_path("import.md"))),
        QTextDocument.ResourceType.MarkdownResource,
    )
    shown.resize(800, 640)
    return shown
