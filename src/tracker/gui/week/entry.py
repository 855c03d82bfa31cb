"""What one row understands and says: its keys, the one editor for a number, and its tips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import read_value, show_value
from tracker.domain.number import plain_number, show_number
from tracker.gui.accessible.announcing import announce
from tracker.gui.theme import set_tone
from tracker.gui.week.painting import OPTIONS, PartKind, RowPart
from tracker.gui.week.rows import GivenValue, Key, RejectedInput, RowAction, WeekEntry
from tracker.gui.widgets.painting import font, text_width
from tracker.gui.widgets.text import complaint, isolated, tip_of, visual_alignment
from tracker.gui.widgets.text_field import asks_in_vain
from tracker.report.wording import capitalised

if TYPE_CHECKING:  # the list that an editor belongs to stands above it
    from tracker.gui.week.list import WeekList

TO_THE_END = 1000
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Home: -TO_THE_END,
    Qt.Key.Key_End: TO_THE_END,
}
TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
"""To the next customer, or the one before."""
_WISHES = {"=": RowAction.SAME, "n": RowAction.NOTE, "s": RowAction.SKIP, "t": RowAction.TREND}
_BEGIN_NUMBER = frozenset({",", ".", "-", "+", "−"})
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
ENTRY_STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
NOT_KEPT = "This could not be saved. Press Enter to try again."


def action_of(entry: WeekEntry, event: QKeyEvent) -> RowAction | None:
    """Return what a key asks for. Where N answers no, Shift+N asks for the note."""
    if event.key() in _CLEARS:
        return RowAction.CLEAR
    shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    text = event.text().lower()
    if text == "n" and entry.scale is Scale.YESNO and not shifted:
        return None
    return _WISHES.get(text)


def row_offers(entry: WeekEntry) -> list[tuple[str, RowAction, bool]]:
    """Return what the menu of a row offers, and whether it would change anything there."""
    judged = entry.line is not None
    return [
        ("Same as last\t=", RowAction.SAME, entry.last is not None),
        ("Note…\tN", RowAction.NOTE, judged),
        ("Skip…\tS", RowAction.SKIP, judged),
        ("Clear the entry\tDel", RowAction.CLEAR, entry.done or bool(entry.unfinished)),
        ("Open the trend\tT", RowAction.TREND, judged),
        ("How the promise is judged", RowAction.CALCULATION, judged),
    ]


def begins_value(entry: WeekEntry, text: str) -> bool:
    """Say whether a key rates, answers or begins a number on this row; other letters do nothing."""
    if entry.scale is Scale.YESNO:
        return text.lower() in {"y", "n", "1", "0"}
    digit = text.isdecimal()
    return digit if entry.chosen_by_key else digit or text in _BEGIN_NUMBER


def action_of_letter(letter: str) -> RowAction:
    """Return what a letter asks for while a number is typed."""
    return _WISHES[letter]


class NumberEntry(QLineEdit):
    """A field for one number; letters that belong to no number stay commands of the row."""

    editing_finished = Signal(object)  # int: how many rows on; 0 when the focus went elsewhere
    window_deactivated = Signal()
    cancelled = Signal()
    command_requested = Signal(object)  # str: a key that is a command of the row

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "entry")
        self.unit = ""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the unit grey at the far edge, as the row does."""
        super().paintEvent(event)
        if self.unit:
            painter = QPainter(self)
            painter.setPen(self.palette().placeholderText().color())
            painter.setFont(font(11))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            side = visual_alignment(self.layoutDirection(), side)
            inner = self.rect().adjusted(10, 0, -10, 0)
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignAbsolute, isolated(self.unit))

    def start(self, text: str, *, first: str = "") -> None:
        """Show a text to be changed, chosen so that the next key replaces it; or a first key."""
        set_tone(self, "")
        self.setText(text)
        self.selectAll()
        if first:
            self.insert(first)  # not set: what was typed can be taken back with Ctrl+Z
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep Up, Down and Escape from being anyone's shortcut while something is typed.

        Undo and redo are the field's while it has any of its own, then the window's.
        """
        if asks_in_vain(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            unmodified = event.modifiers() in {
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            }
            if unmodified and event.key() in {*ENTRY_STEPS, Qt.Key.Key_Escape}:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, go back, leave, or type."""
        key = Qt.Key(event.key())
        if key in ENTRY_STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.editing_finished.emit(ENTRY_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.text().lower() in {"n", "s", "="} and self._number_so_far():
            self.command_requested.emit(event.text().lower())
        else:
            set_tone(self, "")
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give what was typed; the field stays open where only the window went to the back."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.window_deactivated.emit()
        elif event.reason() != Qt.FocusReason.PopupFocusReason:
            self.editing_finished.emit(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give what was typed also where the page is gone before the focus is."""
        super().hideEvent(event)
        self.editing_finished.emit(0)

    def _number_so_far(self) -> bool:
        """Say whether no word is being typed: then a letter is a command, as in the row."""
        return not any(letter.isalpha() for letter in self.text())


def tip_over(entry: WeekEntry, part: RowPart | None) -> str:
    """Return the tip over a row: the rating's own words, or whatever had no room."""
    return tip_of(_of_part(entry, part) if part else _of_row(entry))


def _of_part(entry: WeekEntry, part: RowPart) -> str:
    match part.kind:
        case PartKind.OPTION:
            return _of_option(entry, part.option)
        case PartKind.FIELD:
            return "Type a number; = repeats the last one, Enter goes on"
        case PartKind.SKIPPED:
            return "Click to log it after all (Del)"
        case PartKind.NOTE:
            return _of_note(entry)
        case PartKind.SKIP:
            if entry.reason:
                return f"Skipped: {entry.reason}\n{entry.note}".strip()
            return "Skip it, with a reason (S)"
    return f"{_of_row(entry)}\nClick to open the trend (T)"


def _of_option(entry: WeekEntry, option: int) -> str:
    if entry.scale is Scale.YESNO:
        return f"{OPTIONS[entry.scale][option]} ({'YN'[option]})"
    return f"{option + 1} · {entry.words[option]}"


def _of_note(entry: WeekEntry) -> str:
    found = entry.line.evaluation if entry.line else None
    if found is None or not (found.note or entry.private):
        key = "Shift+N" if entry.scale is Scale.YESNO else "N"
        return f"Add a note, a private note, a cause or a link ({key})"
    parts = [found.note, f"Private: {found.private_note}" if found.private_note else "", found.link]
    return "\n".join(part for part in parts if part) or "A cause is given"


def _of_row(entry: WeekEntry) -> str:
    """Say everything that a narrow row may have cut off."""
    if entry.line is None:
        return entry.name
    version, scale = entry.line.version, entry.scale
    parts = [f"{entry.name} · {entry.line.customer.name}", entry.subtitle, version.definition]
    if entry.line.last_shown:
        parts.append(f"Last: {entry.line.last_shown}")
    if entry.line.promise:
        parts.append(entry.kept or f"Promise: {entry.line.promise}")
    for word, value in (("Excellent", version.excellent), ("Floor", version.floor)):
        if value is not None:
            parts.append(f"{word}: {show_value(value, scale, version.unit)}")
    return "\n".join(part for part in parts if part)


class CellEditor(QObject):
    """How a value gets in: the editor and the complaint of a list; one row is typed in at most."""

    value_entered = Signal(object)  # GivenValue
    action_requested = Signal(object)  # tuple[RowAction, WeekEntry]

    def __init__(self, view: WeekList) -> None:
        super().__init__(view)
        self._view = view
        self.key: Key | None = None
        self.editor = NumberEntry(view.viewport())
        self.complaint = complaint()
        self.complaint.setProperty("room", "small")
        self.complaint.setParent(view.viewport())
        self.editor.editing_finished.connect(self._on_editing_finished)
        self.editor.window_deactivated.connect(self.keep)
        self.editor.cancelled.connect(self.cancel)
        self.editor.command_requested.connect(self._on_command_requested)

    def handle_key(self, entry: WeekEntry, text: str) -> None:
        """Take a key: it rates or answers and goes on, or begins a number."""
        if not entry.chosen_by_key:
            self.start(entry, text)
        elif self._read(entry, text):
            self._view.step(1)

    def start(self, entry: WeekEntry, first: str = "") -> None:
        """Open the editor on a row, on what stands there; a first key replaces that."""
        self.key = entry.key
        self.editor.setAccessibleName(entry.accessible_text)
        self.editor.unit = entry.unit
        self.editor.setTextMargins(0, 0, text_width(entry.unit, 11) if entry.unit else 0, 0)
        self.editor.start(_kept(entry), first=first)
        self.place()

    def submit(self, entry: WeekEntry, value: float) -> bool:
        """Pass a value on, unless it is there already; False if it could not be written."""
        self._view.rows.forget(entry)
        if entry.value == value:
            return True
        given = GivenValue(entry, value)
        self.value_entered.emit(given)
        return given.kept

    def commit(self, *, asks: bool = True) -> bool:
        """Give what was typed and close; False if it is not taken (yet): then the editor stays.

        Where it `asks`, a value that is likely a slip is kept at the second time only.
        """
        entry = self._entry()
        if entry is None:
            return True
        text = self.editor.text()
        if not self.editor.isModified() and entry.unfinished is None:
            self._close()
            return True
        if text.strip():
            taken = self._read(entry, text, asks=asks)
            if taken:
                self._close()
            else:
                self._show_tone(entry.key)
            return taken
        self._close()
        self._view.rows.forget(entry)
        if entry.value is not None:
            self.action_requested.emit((RowAction.CLEAR, entry))
        return True

    def close_editor(self) -> None:
        """Give what was typed, and close also if it cannot be taken: the row keeps the text."""
        if not self.commit(asks=False):
            self._close()

    def keep(self) -> None:
        """Give what was typed so far; the editor stays open for more."""
        entry, text = self._entry(), self.editor.text()
        if entry and text.strip() and self.editor.isModified():
            self._read(entry, text, asks=False)

    def cancel(self) -> None:
        """Close, and forget what was typed."""
        if entry := self._entry():
            self._close()
            self._view.rows.forget(entry)
            self._view.setFocus()

    def place(self) -> None:
        """Put the editor on its row, and the current row's complaint beside it."""
        if self.key is not None:
            self.editor.setGeometry(self._view.entry_rect(self.key))
        entry = self._view.entry()
        if entry and entry.unfinished:
            self.complaint.setText(entry.unfinished.complaint)
            set_tone(self.complaint, "" if entry.unfinished.offer is None else "question")
            self.complaint.setGeometry(self._view.complaint_rect(entry.key))
        self.complaint.setVisible(bool(entry and entry.unfinished))

    def _read(self, entry: WeekEntry, text: str, *, asks: bool = True) -> bool:
        given = understood(entry, text, asks=asks)
        if isinstance(given, RejectedInput):
            self._view.rows.remember(entry, given)
            announce(self._view, given.complaint, urgent=True)
            return False
        if not self.submit(entry, given):
            if not entry.chosen_by_key:
                self._view.rows.remember(entry, RejectedInput(text, NOT_KEPT))
                announce(self._view, NOT_KEPT, urgent=True)
            return False
        return True

    def _show_tone(self, key: Key) -> None:
        entry = self._view.rows.entry_of(key)
        refused = entry and entry.unfinished and entry.unfinished.offer is None
        set_tone(self.editor, "worse" if refused else "")

    def _close(self) -> None:
        self.key = None  # first: losing the focus would give what was typed once more
        if self.editor.hasFocus():
            self._view.setFocus()
        self.editor.hide()

    def _entry(self) -> WeekEntry | None:
        return self._view.rows.entry_of(self.key) if self.key else None

    def _on_editing_finished(self, steps: int) -> None:
        if steps == 0:
            self.close_editor()
        else:
            self._view.step(steps)

    def _on_command_requested(self, letter: str) -> None:
        entry = self._entry()
        if entry and self.commit():
            self.action_requested.emit((action_of_letter(letter), entry))


def understood(entry: WeekEntry, text: str, *, asks: bool = True) -> float | RejectedInput:
    """Return the value that a text gives a row, or why it gives none, or what it asks first.

    The same text a second time answers what was asked.
    """
    from tracker.domain.typed_number import AmbiguousNumber

    kept = entry.unfinished
    if asks and kept and kept.offer is not None and kept.text == text:
        return kept.offer
    try:
        line = entry.line
        level, unit = (line.level, line.version.unit) if line else (None, "")
        value = read_value(text, entry.scale, level=level, unit=unit)
    except AmbiguousNumber as error:
        taken = f"Enter takes {show_number(error.grouped)}."
        return RejectedInput(text, f"{error.title} {taken} {error.hint}", error.grouped)
    except InvalidInput as error:
        return RejectedInput(text, error.sentence)
    question = _question(entry, value) if asks else ""
    return RejectedInput(text, question, value) if question else value


def _question(entry: WeekEntry, value: float) -> str:
    """Return what is asked before a value is kept: it replaces a skip, or is far off."""
    from tracker.domain.typed_number import far_off
    from tracker.report.text.phrases import far_words

    shown = show_value(value, entry.scale)
    if entry.reason:
        key = "the same key again" if entry.chosen_by_key else "Enter"
        return f"Skipped: {entry.reason}. {key} logs {shown} instead."
    line = entry.line
    if line and (far := far_off(value, line.before, line.usual)):
        return f"{capitalised(far_words(far))}. Enter logs it all the same."
    return ""


def _kept(entry: WeekEntry) -> str:
    """Return what stands in the box of a row."""
    if entry.unfinished:
        return entry.unfinished.text
    return "" if entry.value is None else plain_number(entry.value)
