"""The paragraphs of a review that may be put in own words, each edited where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.domain.texts.cutting import cut, cut_lines
from tracker.gui.review.maker import EditableParagraph
from tracker.gui.widgets.row_menu import Entries, of_buttons
from tracker.gui.widgets.rows import OpenRow, delete_later
from tracker.gui.widgets.text import label, link, set_tip
from tracker.gui.widgets.text_field import ENTER, GrowingText

SHOWN = 150  # letters of a paragraph that is not being edited
LEFT_OUT = "Left out"
WRITTEN_WHEN = "You wrote this when the sentence was: “{then}”"


class ParagraphRow(OpenRow):
    """One paragraph: Enter or a click edits it, leaving the field keeps it, so does Esc.

    Words that were written when the paragraph said something else are marked, until they are
    written anew or said to be right still.
    """

    reworded = Signal(object)  # tuple[str, str | None, str]: its key, own words or None, the rule

    opens = "Write it in your own words"

    def __init__(self) -> None:
        super().__init__()
        self.paragraph = EditableParagraph("", "", "")
        self.own: str | None = None
        self.mark = label(role="badge")
        self.text = label(role="hint", wrap=True)
        self._field: GrowingText | None = None
        self.back = link("Use the sentence by rule")
        self.back.clicked.connect(self._on_back)
        self._rows = layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 7, 6, 7)
        layout.setSpacing(3)
        self.written = label(role="hint", tone="worse", wrap=True)
        self.still = link("Still right")
        self.still.clicked.connect(self._on_still)
        foot = QHBoxLayout()
        foot.addWidget(self.mark)
        foot.addStretch(1)
        foot.addWidget(self.still)
        foot.addWidget(self.back)
        layout.addWidget(self.text)
        layout.addWidget(self.written)
        layout.addLayout(foot)

    def show_paragraph(
        self, paragraph: EditableParagraph, own: str | None, replaced: str = ""
    ) -> None:
        """Show another paragraph, and the own words in its place (None: there are none).

        `replaced` is what it said when they were written, where it says something else by now.
        """
        self.paragraph, self.own = paragraph, own
        text = self._in_force
        short = cut_lines(text, SHOWN)
        self.text.setText(short or LEFT_OUT)
        self.mark.setText("Your words" if own else LEFT_OUT)
        self.mark.setVisible(own is not None)
        self.back.setVisible(own is not None)
        set_tip(self.back, f"The sentence by rule:\n{paragraph.rule}")
        if self._field is not None:
            self._field.show_text(text)
        then = WRITTEN_WHEN.format(then=cut(replaced, SHOWN)) if replaced else ""
        self.written.setText(then)
        self.written.setVisible(bool(then))
        self.still.setVisible(bool(then))
        words = "your own words" if own is not None else "by rule"
        told = f"{paragraph.chapter}: {short or LEFT_OUT} ({words})"
        self.setAccessibleName(f"{told}. {then}" if then else told)

    @property
    def field(self) -> GrowingText:
        """The field, made when the paragraph is first edited: there are many paragraphs."""
        if self._field is None:
            self._field = field = GrowingText("words", "Empty: it is left out", lines=3)
            field.setAccessibleName("Your own words")
            field.installEventFilter(self)
            field.editing_finished.connect(self._on_editing_finished)
            field.show_text(self._in_force)
            field.hide()
            self._rows.insertWidget(1, field)
        return self._field

    @property
    def editing(self) -> bool:
        """Whether its field is open."""
        return self._field is not None and not self._field.isHidden()

    @property
    def _in_force(self) -> str:
        return self.paragraph.rule if self.own is None else self.own

    def menu_entries(self) -> Entries:
        """Return what Enter does, and the ways beside own words."""
        return [*super().menu_entries(), *of_buttons((self.still, self.back))]

    def open(self) -> None:
        """Open the field with the whole text."""
        if not self.editing:
            self._edit(on=True)
            self.field.setFocus()
            self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with F2, too."""
        if event.key() == Qt.Key.Key_F2:
            self.open()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave by Enter or Esc, and close the field when it is left: what was written is kept."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() == Qt.Key.Key_Escape or (event.key() in ENTER and not shifted):
                self._leave()
                self.setFocus()
                return True
        if event.type() == QEvent.Type.FocusOut and self.editing:
            self._leave()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self.field.commit()
        self._edit(on=False)

    def _edit(self, *, on: bool) -> None:
        self.field.setVisible(on)
        self.text.setVisible(not on)

    def _on_editing_finished(self, _name: str) -> None:
        text = self.field.text.strip()
        own = None if text == self.paragraph.rule else text
        if own != self.own:
            self.reworded.emit((self.paragraph.key, own, self.paragraph.rule))

    def _on_still(self) -> None:
        self.reworded.emit((self.paragraph.key, self.own, self.paragraph.rule))
        self.setFocus()

    def _on_back(self) -> None:
        self.reworded.emit((self.paragraph.key, None, self.paragraph.rule))
        self.setFocus()


class ParagraphList(QWidget):
    """Rows under the chapters of the pack, made once and shown anew."""

    reworded = Signal(object)  # tuple[str, str | None, str]

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

    def show_paragraphs(
        self,
        paragraphs: Sequence[EditableParagraph],
        words: Mapping[str, str],
        replaced: Mapping[str, str],
    ) -> None:
        """Show these paragraphs; where they are the same as before, only their words change.

        `replaced` has what own words were written for, where it is said otherwise by now.
        """
        keys = [f"{paragraph.chapter}\n{paragraph.key}" for paragraph in paragraphs]
        if keys != self._keys:
            self._keys = keys
            self._rebuild(paragraphs)
        for row, paragraph in zip(self.rows, paragraphs, strict=True):
            key = paragraph.key
            row.show_paragraph(paragraph, words.get(key), replaced.get(key, ""))

    def _rebuild(self, paragraphs: Sequence[EditableParagraph]) -> None:
        for widget in (*self.rows, *self._heads):
            delete_later(widget)
        self.rows, self._heads = [], []
        chapter = None
        for paragraph in paragraphs:
            if paragraph.chapter != chapter:
                chapter = paragraph.chapter
                self._add(self._head(chapter))
            row = ParagraphRow()
            row.reworded.connect(self.reworded)
            self.rows.append(row)
            self._add(row)

    def _head(self, chapter: str) -> QLabel:
        head = label(chapter, "chapter", wrap=True)
        head.setContentsMargins(6, 12 if self._heads else 4, 0, 0)
        self._heads.append(head)
        return head

    def _add(self, widget: QWidget) -> None:
        self._layout.insertWidget(self._layout.count() - 1, widget)
