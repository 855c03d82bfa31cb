"""The lines, boxes and buttons that every question of the guided plan is made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.errors import InvalidInput
from tracker.domain.practice import PlanPlace
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.text import complaint, show_text
from tracker.gui.widgets.text_field import asks_in_vain

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LONGEST = 60  # letters of a name in a heading


class QuestionPage(QWidget):
    """One question: `write` keeps the answer and may raise `InvalidInput`.

    An answer is kept as soon as it is left; what is not answered stays as it was.
    """

    heading_changed = Signal()  # the title or the hint says something else

    title = ""
    hint = ""

    def __init__(self, bridge: Bridge, place: PlanPlace) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.bridge, self.tracker, self.place = bridge, bridge.tracker, place
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.problem = complaint()

    @property
    def spoken(self) -> str:
        """What a screen reader says as the question comes up."""
        return "\n".join(filter(None, (self.place.progress, self.title, self.hint)))

    def begin(self) -> None:
        """Put the cursor where the answer begins."""
        raise NotImplementedError

    def write(self) -> None:
        """Keep what was answered and not kept yet."""

    def refresh(self) -> None:
        """Show what is kept now; what is being typed stays."""

    def advance(self) -> bool:
        """Go to the next field of this question; False where there is none."""
        return False

    def save_answer(self) -> bool:
        """Keep the answer, or say beside it what is wrong and return False."""
        show_text(self.problem, "")
        try:
            self.write()
        except InvalidInput as error:
            self.show_error(error)
            return False
        return True

    def show_error(self, error: InvalidInput) -> None:
        """Say what is wrong beside the field."""
        show_text(self.problem, error.sentence)

    def _on_left(self) -> None:
        """Keep a field that was left."""
        self.save_answer()


class PlanLine(QLineEdit):
    """Leaves undo to the plan where there is no typing to take back, and Alt with a digit."""

    def __init__(self, text: str = "", hint: str = "", name: str = "") -> None:
        super().__init__(text)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setCursorPosition(0)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        """Let the plan have undo and redo when there is nothing to undo in here."""
        if asks_in_vain(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what is a command here, and would be a letter elsewhere."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and digit(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def short(text: str) -> str:
    """Return a name that a heading has room for."""
    return cut(text, LONGEST)


def digit(event: QKeyEvent) -> int:
    """Return which digit from 1 to 9 was pressed; 0 if none."""
    number = event.key() - Qt.Key.Key_0
    return number if 1 <= number <= 9 else 0
