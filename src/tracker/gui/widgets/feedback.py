"""How things stand: an empty page and its next step, how much is done, and work under way."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.errors import TrackerError
from tracker.gui.accessible.announcing import announce
from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon
from tracker.gui.page import MARGIN
from tracker.gui.theme import Theme, scaled, set_role, set_tone
from tracker.gui.widgets.text import ElidedLabel, button, label, link, show_text
from tracker.store.history import UndoStep

TEXT_WIDTH = 460
GUIDED = "Guided, ten minutes"
ADD_CUSTOMER, ADD_MEASURE = "Add a customer", "Add a measure"  # one name for one thing
WIDTH, HEIGHT, LEAST_BAR = 140, 6, 48
CANCEL = "Cancel"


class EmptyState(QFrame):
    """A calm card in the middle of a page: what will stand there, and the one thing to do."""

    next_step_requested = Signal()
    other_step_requested = Signal()

    def __init__(
        self, theme: Theme, picture: str, title: str, text: str, step: str = "", other: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = label(title, "title")
        self.text = label(text, "quiet", wrap=True)
        self.text.setMaximumWidth(scaled(TEXT_WIDTH))
        drawing = QLabel()
        drawing.setPixmap(icon(theme, picture, "accent").pixmap(QSize(scaled(36), scaled(36))))
        self.button = button(step, tone="accent")
        if not step:  # shown before it has a parent, it would be a window of its own
            self.button.hide()
        self.button.clicked.connect(self._on_button)
        self.other = link(other)
        if not other:
            self.other.hide()
        self.other.clicked.connect(self.other_step_requested)
        words = QHBoxLayout()  # the text is as wide as it may be, and narrower where it must be
        words.addStretch(1)
        words.addWidget(self.text, 1000)
        words.addStretch(1)
        self._middle = Qt.AlignmentFlag.AlignHCenter
        self._tell()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(12)
        self._column.addStretch(2)
        for said in (drawing, self.title, self.text):
            said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(drawing, 0, self._middle)
        self._column.addWidget(self.title, 0, self._middle)
        self._column.addLayout(words)
        self._column.addWidget(self.button, 0, self._middle)
        self._column.addWidget(self.other, 0, self._middle)
        self._column.addStretch(3)

    def show_state(self, title: str, text: str, step: str) -> None:
        """Say something else, and offer another step."""
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(step)
        self._tell()

    def _tell(self) -> None:
        """Have what stands above the button read out with it: the keys come to it alone."""
        said = filter(None, (self.title.text(), self.text.text()))
        self.button.setAccessibleDescription("\n".join(said))

    def _on_button(self) -> None:
        self.next_step_requested.emit()


class WindowFoot(QWidget):
    """The foot of the window: when something was saved last, and what was said last.

    Where nothing was said it tells what the page in front holds, if that has something to tell.
    What failed stands in body text, never beside "Saved", and goes with the next thing said.
    It is the one place that says aloud what happened; of a change that nothing else is said of, it
    says that it was saved.
    """

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._step: UndoStep | None = bridge.tracker.history.newest
        self._shown: tuple[str, bool] | None = None
        self._facts = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_saved)
        bridge.message.connect(self.say)
        bridge.told.connect(self.say_aloud)
        bridge.facts_told.connect(self._on_facts)
        self.setProperty("role", "statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(scaled(28))
        self.saved, self.status = label(role="small"), ElidedLabel(role="small")
        self.saved.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(18)
        self.keys = ElidedLabel(role="small")
        row.addWidget(self.saved)
        row.addWidget(self.status, 1)
        row.addWidget(self.keys)
        self.lasting = label(role="trouble")
        self.lasting.hide()
        row.addWidget(self.lasting)

    def show_lasting(self, sentence: str, tip: str = "") -> None:
        """Say something about the data for as long as it is so; empty: it is so no longer."""
        self.lasting.setToolTip(tip)
        show_text(self.lasting, sentence)

    def show_saved(self, when: datetime, step: UndoStep | None = None) -> None:
        """Say when something was written to the file, and what: the newest step."""
        self.saved.setText(f"Saved {when:%H:%M}")
        self.saved.show()
        if step is not self._step:
            self._step = step
            self._soon.start(0)

    def hint(self, sentence: str) -> None:
        """Show which keys do something here; what was said before is old news."""
        self.keys.show_text(sentence)
        self._show("")

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Say something, aloud too, in the place of what was said before."""
        self._show(sentence, trouble=trouble)
        self.say_aloud(sentence, trouble=trouble)

    def say_aloud(self, sentence: str, *, trouble: bool = False) -> None:
        """Say what can be seen elsewhere to who cannot see it."""
        self._soon.stop()
        announce(self, sentence, urgent=trouble)

    def _on_saved(self) -> None:
        if self._step is not None:
            self.say_aloud(f"Saved: {self._step.label}")

    def _show(self, sentence: str, *, trouble: bool = False) -> None:
        if self._shown == (sentence, trouble):
            return
        self._shown = (sentence, trouble)
        set_role(self.status, "trouble" if trouble else "small")
        set_tone(self.status, "worse" if trouble else "")
        self.saved.setVisible(not trouble and bool(self.saved.text()))
        self.keys.setVisible(not trouble)  # what failed needs the room
        self.status.show_text(sentence or self._facts)
        if layout := self.layout():
            layout.activate()  # so that it is known whether there is room

    def _on_facts(self, facts: str) -> None:
        self._facts = facts
        if self._shown is None or not self._shown[0]:
            self.status.show_text(facts)


class Progress(QWidget):
    """A quiet bar: how much of something is done.

    Painted, because Qt's own bar paints itself and the window at every step, at once.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.done = self.whole = 0
        self.setFixedSize(scaled(WIDTH), scaled(HEIGHT))

    def show_share(self, done: int, whole: int) -> None:
        """Show how many of the whole are done."""
        if (done, whole) != (self.done, self.whole):
            self.done, self.whole = done, whole
            self.setAccessibleName(f"{done} of {whole} done")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size it always has."""
        return QSize(scaled(WIDTH), scaled(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole, and the share on it from its leading edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line"))
        painter.setBrush(self._theme.colour("line"))
        whole = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(whole, HEIGHT / 2, HEIGHT / 2)
        if self.done and self.whole:
            width = max(whole.width() * self.done // self.whole, HEIGHT)
            left = whole.right() + 1 - width if self.isRightToLeft() else whole.left()
            painter.setPen(self._theme.colour("accent"))
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(
                QRect(left, whole.top(), width, whole.height()), HEIGHT / 2, HEIGHT / 2
            )


class Progressing(QWidget):
    """A word, a bar and Cancel; comes into view only if it takes a while."""

    stop_requested = Signal()
    retry_requested = Signal()

    def __init__(self, word: str) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.word = label(word, "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(word)
        self.bar.setMinimumWidth(scaled(LEAST_BAR))  # Qt asks for much more, and a page is wider
        self.button = QPushButton(CANCEL)
        self.button.clicked.connect(self._on_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.word)
        row.addWidget(self.bar, 1)
        row.addWidget(self.button)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.show)
        self.hide()

    def begin(self, after: int, word: str = "") -> None:
        """Come into view after so many milliseconds."""
        if word:
            self.word.setText(word)
            self.bar.setAccessibleName(word)
        self.button.setText(CANCEL)
        self.bar.show()
        self.bar.setRange(0, 0)
        if not self.isVisible():
            self._later.start(after)

    def show_step(self, so_much: tuple[int, int]) -> None:
        """Show how much of how much is done."""
        self.bar.setRange(0, so_much[1])
        self.bar.setValue(so_much[0])

    def end(self) -> None:
        """Go out of view."""
        self._later.stop()
        self.hide()

    def show_retry(self, word: str, step: str) -> None:
        """Stay in view with a word, and offer to begin again."""
        self._later.stop()
        self.word.setText(word)
        self.bar.hide()
        self.button.setText(step)
        self.show()

    def _on_button(self) -> None:
        (self.stop_requested if self.button.text() == CANCEL else self.retry_requested).emit()


class FailureLine(QLabel):
    """What could not be kept, said in the dialog that is in front; gone with the next change."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "failure")
        self.setWordWrap(True)
        self.hide()
        bridge.failed.connect(self._on_failed)
        bridge.changed.connect(self.hide)

    def _on_failed(self, error: TrackerError) -> None:
        if self.window().isActiveWindow():
            show_text(self, error.sentence)
            announce(self, error.sentence, urgent=True)
