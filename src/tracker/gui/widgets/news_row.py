"""One piece of news as a row: the small trend, the sentence, and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.app.queries.revealed import News
from tracker.gui.theme import Theme, set_tone
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.sparkline import Sparkline

SPARK = QSize(148, 46)
LONGEST_LINE = 620
NEIGHBOURS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class NewsRow(QFrame):
    """One measure: Enter or a click opens its trend, the button does the next step."""

    opened = Signal(object)  # int: measure
    fix_wanted = Signal(object)  # News
    moved = Signal(object)  # int: -1 to the row above, 1 to the one below

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.news: News | None = None
        self.spark = Sparkline(theme, SPARK)
        self.spark.setFixedWidth(SPARK.width())
        self.name = ElidedLabel(role="name")
        self.badge = QLabel()
        self.badge.setProperty("role", "badge")
        self.watched = QLabel("Watched")
        self.watched.setProperty("role", "badge")
        self.watched.setToolTip("A decision left this customer with less: see what becomes of it.")
        self.about = ElidedLabel(role="small")
        self.sentence = wrapped("quiet")
        self.quiet = wrapped("small")
        self.button = QPushButton()
        self.button.clicked.connect(self._on_button)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 0)
        head.addWidget(self.badge, 0)
        head.addWidget(self.watched, 0)
        head.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addLayout(head)
        for label in (self.about, self.sentence, self.quiet):
            texts.addWidget(label)
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 10, 4, 10)
        line.setSpacing(12)
        line.addWidget(self.spark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(texts, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_news(self, news: News) -> None:
        """Show another piece of news."""
        if news == self.news:
            return
        self.news = news
        self.name.show_text(news.name)
        self.badge.setText(news.label.text)
        set_tone(self.badge, news.label.tone)
        self.watched.setVisible(news.watched)
        self.about.show_text(news.about)
        self.sentence.setText(news.sentence)
        self.quiet.setText(news.quiet)
        self.quiet.setVisible(bool(news.quiet))
        self.spark.show_spark(news.spark)
        self.button.setText("Start a fix" if news.fix_wanted else "Open")
        self.button.setAccessibleName(f"{self.button.text()}: {news.name}")
        label = f"{news.label.text}, watched" if news.watched else news.label.text
        said = (news.name, label, news.about, news.sentence, news.quiet)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in said if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the trend, or go to the row above or below."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open()
        elif step := NEIGHBOURS.get(Qt.Key(event.key())):
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the trend."""
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self._open()

    def _open(self) -> None:
        if self.news:
            self.opened.emit(self.news.measure_id)

    def _on_button(self) -> None:
        if self.news and self.news.fix_wanted:
            self.fix_wanted.emit(self.news)
        else:
            self._open()


def wrapped(role: str) -> QLabel:
    """Return a label of plain text that wraps, in lines that can be read."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setMaximumWidth(LONGEST_LINE)
    return label


def rule() -> QFrame:
    """Return a hairline."""
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line


def let_go(widget: QWidget) -> None:
    """Take a widget away; Qt deletes it when it is safe."""
    widget.hide()
    widget.deleteLater()
