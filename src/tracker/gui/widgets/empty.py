"""Empty is a state with a next step: what will stand here, and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from tracker.gui.icons import icon
from tracker.gui.theme import Theme

TEXT_WIDTH = 460
PLAN = "Plan it in ten minutes"


class EmptyState(QFrame):
    """A calm card in the middle of a page."""

    next_step = Signal()
    other_step = Signal()

    def __init__(
        self, theme: Theme, picture: str, title: str, text: str, step: str = "", other: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = QLabel(title)
        self.title.setProperty("role", "title")
        self.text = QLabel(text)
        self.text.setProperty("role", "quiet")
        self.text.setWordWrap(True)
        self.text.setFixedWidth(TEXT_WIDTH)
        drawing = QLabel()
        drawing.setPixmap(icon(theme, picture, "accent").pixmap(QSize(36, 36)))
        self.button = QPushButton(step)
        self.button.setProperty("tone", "accent")
        if not step:  # shown before it has a parent, it would be a window of its own
            self.button.hide()
        self.button.clicked.connect(self.next_step)
        self.other = QPushButton(other)
        self.other.setProperty("tone", "link")
        if not other:
            self.other.hide()
        self.other.clicked.connect(self.other_step)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (drawing, self.title, self.text, self.button, self.other):
            if isinstance(widget, QLabel):
                widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, text: str, step: str) -> None:
        """Say something else, and offer another step."""
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(step)
        self.text.setMinimumHeight(self.text.heightForWidth(TEXT_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text the height that its lines need."""
        super().resizeEvent(event)
        self.text.setMinimumHeight(self.text.heightForWidth(TEXT_WIDTH))
