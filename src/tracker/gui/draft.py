"""What is entered and not saved: kept on disk meanwhile, and there again when the form is.

Words, days and numbers, and every choice beside them.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, SignalInstance
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from shiboken6 import isValid

from tracker.gui.bridge import Bridge

A_PAUSE = 250  # ms: so much typing a kill may cost
FINDS = "finds"  # a property of a field that looks for something, or is asked anew each time
LEFT = "What you wrote is not saved yet, and stands there again the next time."
UNKEPT = "What you are writing cannot be kept as a draft here; save it before you leave."
ON = "on"
WORDS = (QLineEdit, QPlainTextEdit)
WrittenField = QLineEdit | QPlainTextEdit | QComboBox | QSpinBox | QAbstractButton | QListWidget


class DraftKeeper(QObject):
    """Keeps what differs from what a form showed, until it is saved or discarded.

    A form that is about several things in turn names each by its own key (`show_form`).
    """

    def __init__(self, bridge: Bridge, fields: Mapping[str, WrittenField], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._fields = dict(fields)
        self._key = ""
        self._shown: dict[str, str] = {}
        self._warned = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(A_PAUSE)
        self._pause.timeout.connect(self.keep)
        for field in self._fields.values():
            change_of(field).connect(self._on_changed)
            field.installEventFilter(self)
        bridge.keep_requested.connect(self.keep)

    @property
    def written(self) -> dict[str, str]:
        """What differs from what was shown, by the field's name."""
        now = {name: text_of(field) for name, field in self._fields.items()}
        return {name: text for name, text in now.items() if text != self._shown.get(name)}

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep what is in the fields when one of them is left."""
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return False

    def show_form(self, key: str, begins: Mapping[str, str] | None = None) -> bool:
        """Bring the draft of a form back over what its fields show now; say if there is one.

        Where a form begins with other texts than those, which are about something else, it
        `begins` with them once those are kept.
        """
        if key == self._key:
            return False
        self.keep()
        self._key = ""  # what is put in now is no draft
        for name, text in (begins or {}).items():
            set_text(self._fields[name], text)
        self._shown = {name: text_of(field) for name, field in self._fields.items()}
        draft = self._bridge.drafts.of(key)
        found = {name: text for name, text in draft.items() if name in self._fields}
        self._put(found)
        self._key = key
        return bool(found)

    def keep(self) -> None:
        """Write down what is in the fields now."""
        self._pause.stop()
        if not self._key or not all(map(isValid, self._fields.values())):
            return  # nothing is shown, or the form is half gone: what it held is kept already
        kept = self._bridge.drafts.keep(self._key, self.written)
        if not kept and not self._warned:
            self._warned = True
            self._bridge.show_message(UNKEPT)

    def leave(self) -> None:
        """Keep what was written, and tell that it is there still."""
        self.keep()
        if self._key and self.written:
            self._bridge.show_message(LEFT)
        self._key = ""

    def discard(self) -> None:
        """Put back what the form showed, and forget the draft."""
        self._put(self._shown)
        self.finish()

    def finish(self) -> None:
        """Forget the draft: what was written is kept as data now."""
        self._pause.stop()
        self._shown = {name: text_of(field) for name, field in self._fields.items()}
        if self._key:
            self._bridge.drafts.discard(self._key)

    def _put(self, texts: Mapping[str, str]) -> None:
        """Put texts into fields, the choices first: what they change below them is written over."""
        said = sorted(texts, key=lambda name: isinstance(self._fields[name], WORDS))
        for name in sorted(said, key=lambda name: texts[name] != ON):  # pressed before let go
            set_text(self._fields[name], texts[name])

    def _on_changed(self) -> None:
        if self._key:
            self._pause.start()


def written_fields(root: QWidget) -> dict[str, WrittenField]:
    """Return what can be entered below a widget, each by a name that it has the next time, too."""
    found: dict[str, WrittenField] = {}
    for field in root.findChildren(QWidget):
        if not isinstance(field, WrittenField) or field.property(FINDS):
            continue
        inside = isinstance(field.parentWidget(), (QAbstractSpinBox, QComboBox))
        if inside or (isinstance(field, QAbstractButton) and not _chosen_by(field)):
            continue
        name = _name_of(field)
        while name in found:
            name += "'"
        found[name] = field
    return found


def change_of(field: WrittenField) -> SignalInstance:
    """Return the signal of a field that tells of any change in it."""
    if isinstance(field, QComboBox):
        return field.currentIndexChanged
    if isinstance(field, QAbstractButton):
        return field.toggled
    if isinstance(field, QListWidget):
        return field.itemChanged if _has_boxes(field) else field.currentRowChanged
    return field.textChanged


def text_of(field: WrittenField) -> str:
    """Return what stands in a field, or which choice is made there."""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QAbstractButton):
        return ON if field.isChecked() else ""
    if isinstance(field, QListWidget):
        return "\n".join(item.text() for item in _chosen_items(field))
    return field.text()


def set_text(field: WrittenField, text: str) -> None:
    """Enter a text, or make a choice, as a person would; nothing happens if it is there already."""
    if text_of(field) == text:
        return
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    elif isinstance(field, QComboBox):
        if (at := field.findText(text)) >= 0:
            field.setCurrentIndex(at)
            field.activated.emit(at)
    elif isinstance(field, QAbstractButton):
        _press(field, on=text == ON)
    elif isinstance(field, QListWidget):
        _choose_items(field, text.split("\n"))
    elif isinstance(field, QSpinBox):
        field.lineEdit().setText(text)
        field.interpretText()
    else:
        field.setText(text)


def _name_of(field: WrittenField) -> str:
    name = str(getattr(field, "name", "") or field.accessibleName() or field.objectName())
    if isinstance(field, QAbstractButton):
        group = field.parentWidget()
        return f"{group.accessibleName() if group else ''}/{field.text() or name}"
    return name


def _chosen_by(button: QAbstractButton) -> bool:
    """Say whether a button is a choice that is saved with its form; what only opens more is not."""
    return button.isCheckable() and button.property("role") != "disclosure"


def _press(button: QAbstractButton, *, on: bool) -> None:
    group: QButtonGroup | None = button.group()
    if on or group is None or not group.exclusive():
        button.click()
    else:  # one of several: another one is pressed, or there was none
        group.setExclusive(False)
        button.setChecked(False)
        group.setExclusive(True)


def _has_boxes(field: QListWidget) -> bool:
    items = [field.item(at) for at in range(field.count())]
    return any(item.flags() & Qt.ItemFlag.ItemIsUserCheckable for item in items)


def _chosen_items(field: QListWidget) -> list[QListWidgetItem]:
    items = [field.item(at) for at in range(field.count())]
    if _has_boxes(field):
        return [item for item in items if item.checkState() is Qt.CheckState.Checked]
    return items[field.currentRow() : field.currentRow() + 1] if field.currentRow() >= 0 else []


def _choose_items(field: QListWidget, texts: list[str]) -> None:
    boxes = _has_boxes(field)
    for at in range(field.count()):
        item = field.item(at)
        if boxes:
            on = item.text() in texts
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        elif item.text() in texts:
            field.setCurrentRow(at)
