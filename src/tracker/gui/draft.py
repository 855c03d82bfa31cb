"""Words on their way: kept on disk while they are written, and there again when the form is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from tracker.gui.bridge import Bridge

A_PAUSE = 250  # ms: so much typing a kill may cost
FINDS = "finds"  # a property of a field that looks for something and holds no words of its own
LEFT = "What you wrote is not saved yet, and stands there again the next time."
UNKEPT = "What you are writing cannot be kept as a draft here; save it before you leave."
WrittenField = QLineEdit | QPlainTextEdit


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
            field.textChanged.connect(self._on_text_changed)
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
        for name, text in found.items():
            set_text(self._fields[name], text)
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
        for name, text in self._shown.items():
            set_text(self._fields[name], text)
        self.finish()

    def finish(self) -> None:
        """Forget the draft: what was written is kept as data now."""
        self._pause.stop()
        self._shown = {name: text_of(field) for name, field in self._fields.items()}
        if self._key:
            self._bridge.drafts.discard(self._key)

    def _on_text_changed(self) -> None:
        if self._key:
            self._pause.start()


def written_fields(root: QWidget) -> dict[str, WrittenField]:
    """Return the fields for words below a widget, each by a name that it has the next time, too."""
    found: dict[str, WrittenField] = {}
    fields: list[WrittenField] = [*root.findChildren(QLineEdit)]
    fields.extend(root.findChildren(QPlainTextEdit))
    for field in fields:
        if field.property(FINDS) or isinstance(field.parentWidget(), QAbstractSpinBox):
            continue
        name = str(getattr(field, "name", "") or field.accessibleName() or field.objectName())
        while name in found:
            name += "'"
        found[name] = field
    return found


def text_of(field: WrittenField) -> str:
    """Return what stands in a field."""
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def set_text(field: WrittenField, text: str) -> None:
    """Put a text into a field, if it is another one."""
    if text_of(field) != text:
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            field.setText(text)
