"""The paragraphs of a review that may be put in own words, each edited where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.gui.review.maker import Paragraph
from tracker.gui.widgets.rows import let_go
from tracker.gui.widgets.text import tip_of
from tracker.gui.widgets.text_field import GrowingText

SHOWN = 150  # letters of a paragraph that is not being edited
LEFT_OUT = "Left out"
NEIGHBOURS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ParagraphRow(QFrame):
    """One paragraph: Enter or a click edits it, leaving the field keeps it, Esc gives up."""

    reworded = Signal(object)  # tuple[str, str | None]: its key, own words or None
    moved = Signal(object)  # int: -1 to the row above, 1 to the one below

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.paragraph = Paragraph("", "", "")
        self.own: str | None = None
        self.mark = QLabel()
        self.mark.setProperty("role", "badge")
        self.text = QLabel()
        self.text.setProperty("role", "hint")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self._field: GrowingText | None = None
        self.back = QPushButton("Back to the rule")
        self.back.setProperty("tone", "link")
        self.back.clicked.connect(self._on_back)
        self._rows = layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 7, 6, 7)
        layout.setSpacing(3)
        foot = QHBoxLayout()
        foot.addWidget(self.mark)
        foot.addStretch(1)
        foot.addWidget(self.back)
        layout.addWidget(self.text)
        layout.addLayout(foot)

    def show_paragraph(self, paragraph: Paragraph, own: str | None) -> None:
        """Show another paragraph, and the own words in its place (None: there are none)."""
        self.paragraph, self.own = paragraph, own
        said = self._said
        short = said if len(said) <= SHOWN else f"{said[:SHOWN].rstrip()} …"
        self.text.setText(short or LEFT_OUT)
        self.mark.setText("Your words" if own else LEFT_OUT)
        self.mark.setVisible(own is not None)
        self.back.setVisible(own is not None)
        self.back.setToolTip(tip_of(f"The sentence by rule:\n{paragraph.rule}"))
        if self._field is not None:
            self._field.show_text(said)
        words = "your own words" if own is not None else "by rule"
        self.setAccessibleName(f"{paragraph.chapter}: {short or LEFT_OUT} ({words})")

    @property
    def field(self) -> GrowingText:
        """The field, made when the paragraph is first edited: there are many paragraphs."""
        if self._field is None:
            self._field = field = GrowingText("words", "Empty: it is left out", lines=3)
            field.setAccessibleName("Your own words")
            field.installEventFilter(self)
            field.left.connect(self._on_left)
            field.show_text(self._said)
            field.hide()
            self._rows.insertWidget(1, field)
        return self._field

    @property
    def editing(self) -> bool:
        """Whether its field is open."""
        return self._field is not None and not self._field.isHidden()

    @property
    def _said(self) -> str:
        return self.paragraph.rule if self.own is None else self.own

    def edit(self) -> None:
        """Open the field with the whole text."""
        self._edit(on=True)
        self.field.setFocus()
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, or go to the row above or below."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space}:
            self.edit()
        elif step := NEIGHBOURS.get(Qt.Key(event.key())):
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Edit it."""
        if self.rect().contains(event.position().toPoint()) and not self.editing:
            self.edit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give up by Esc, keep by Ctrl+Enter, and close the field when it is left."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape:
                self.field.setPlainText(self._said)
                self.setFocus()
                return True
            if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.setFocus()
                return True
        if event.type() == QEvent.Type.FocusOut and self.editing:
            self.field.commit()
            self._edit(on=False)
        return super().eventFilter(watched, event)

    def _edit(self, *, on: bool) -> None:
        self.field.setVisible(on)
        self.text.setVisible(not on)

    def _on_left(self, _name: str) -> None:
        text = self.field.text.strip()
        own = None if text == self.paragraph.rule else text
        if own != self.own:
            self.reworded.emit((self.paragraph.key, own))

    def _on_back(self) -> None:
        self.reworded.emit((self.paragraph.key, None))
        self.setFocus()


class ParagraphList(QWidget):
    """Rows under the chapters of the pack, made once and shown anew."""

    reworded = Signal(object)  # tuple[str, str | None]

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.rows: list[ParagraphRow] = []
        self._heads: list[QLabel] = []
        self._keys: list[str] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 6, 0)
        self._layout.setSpacing(2)
        self._layout.addStretch(1)

    def show_paragraphs(self, paragraphs: Sequence[Paragraph], words: dict[str, str]) -> None:
        """Show these paragraphs; where they are the same as before, only their words change."""
        keys = [f"{one.chapter}\n{one.key}" for one in paragraphs]
        if keys != self._keys:
            self._keys = keys
            self._rebuild(paragraphs)
        for row, one in zip(self.rows, paragraphs, strict=True):
            row.show_paragraph(one, words.get(one.key))

    def _rebuild(self, paragraphs: Sequence[Paragraph]) -> None:
        for widget in (*self.rows, *self._heads):
            let_go(widget)
        self.rows, self._heads = [], []
        chapter = None
        for one in paragraphs:
            if one.chapter != chapter:
                chapter = one.chapter
                self._add(self._head(chapter))
            row = ParagraphRow()
            row.reworded.connect(self.reworded)
            row.moved.connect(self._on_moved)
            self.rows.append(row)
            self._add(row)

    def _head(self, chapter: str) -> QLabel:
        head = QLabel(chapter)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        head.setProperty("role", "chapter")
        head.setContentsMargins(6, 12 if self._heads else 4, 0, 0)
        self._heads.append(head)
        return head

    def _add(self, widget: QWidget) -> None:
        self._layout.insertWidget(self._layout.count() - 1, widget)

    def _on_moved(self, step: int) -> None:
        sender = self.sender()
        if isinstance(sender, ParagraphRow):
            at = self.rows.index(sender) + step
            if 0 <= at < len(self.rows):
                self.rows[at].setFocus()
