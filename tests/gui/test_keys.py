"""Enter, Ctrl+Enter, Shift+Enter and Esc mean the same in every editor; a digit chooses a figure.

Editors are found by their class, in every place of the window and in every dialog.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from tests.gui.places import PLACES, all_dialogs, made, settle
from tests.gui.test_ways_out import (
    Typist,
    bring_to_front,
    dump,
    go,
    running,
    sample,
    session,
    shown,
)

from tracker.gui.draft import written_fields
from tracker.gui.form import FormDialog
from tracker.gui.shell.session import Session
from tracker.gui.widgets.choice import Segments

__all__ = ["running", "sample", "session"]
NO, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
KEYS = {
    "Enter": (Qt.Key.Key_Return, NO),
    "Ctrl+Enter": (Qt.Key.Key_Return, CTRL),
    "Shift+Enter": (Qt.Key.Key_Return, SHIFT),
    "Esc": (Qt.Key.Key_Escape, NO),
}
DIALOGS = sorted(all_dialogs(), key=lambda one: one.__name__)


def words_of(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


@pytest.mark.parametrize("place", PLACES)
def test_a_key_means_the_same_in_every_editor_of_a_page(session, place):
    window, typist, wrong = session.window, Typist(), []
    count = len(go(window, place))
    bring_to_front(window)
    for at in range(count):
        for name in KEYS:
            editors_now = go(window, place)
            if at < len(editors_now):
                said = typed_and_pressed(session, editors_now[at], name, typist)
                wrong += [said] if said else []
    assert wrong == []


def typed_and_pressed(session: Session, editor: QWidget, name: str, typist: Typist) -> str:
    """Type something, press the key, and say what was lost or written besides."""
    tracker, drafts = session.bridge.tracker, session.bridge.drafts
    called, before = editor.accessibleName() or type(editor).__name__, dump(tracker)
    text = typist.type_into(editor)
    QTest.keyClick(editor, *KEYS[name])
    stands = words_of(editor)
    settle()
    session.keep_written()
    after = dump(tracker)
    there = after + str(drafts._forms) + stands
    drafts._forms.clear()
    if ("\n" in stands) != (isinstance(editor, QPlainTextEdit) and name == "Shift+Enter"):
        return f"{called}: {name} left {stands!r}"
    number = not isinstance(editor, QLineEdit | QPlainTextEdit) and after != before
    kept = number or text in there or shown(text) in there
    return "" if kept else f"{called}: {name} lost {text}"


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("kind", DIALOGS)
def test_a_key_means_the_same_in_every_editor_of_a_dialog(running, kind, name):
    session, wrong = running, list[str]()
    typist, at, found = Typist(), 0, [QWidget()]
    while at < len(found):
        dialog = opened(kind, session)
        found = editors(dialog)
        if at < len(found):
            typist.type_into(found[at])
            QTest.keyClick(found[at], *KEYS[name])
            said = wrong_with(dialog, found[at], name)
            wrong += [f"{found[at].accessibleName()}: {said}"] if said else []
            settle()
        dialog.reject()
        session.bridge.drafts._forms.clear()
        at += 1
    assert wrong == []


def opened(kind: type[FormDialog], session: Session) -> FormDialog:
    dialog = made(kind, session.bridge, session.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    bring_to_front(dialog)  # Ctrl+Enter is a shortcut, and those are of the window in front
    return dialog


def wrong_with(dialog: FormDialog, editor: QWidget, name: str) -> str:
    """Say what a key did that it does nowhere else."""
    lines = isinstance(editor, QPlainTextEdit) and name == "Shift+Enter"
    if ("\n" in words_of(editor)) != lines:
        return f"left {words_of(editor)!r}"
    if lines and not dialog.isVisible():
        return "closed the dialog"
    if name == "Esc" and dialog.isVisible():
        return "did not leave"
    keeps = name in {"Enter", "Ctrl+Enter"}
    return "did not save" if keeps and dialog.isVisible() and not complains(dialog) else ""


def editors(dialog: QWidget) -> list[QWidget]:
    return [
        one
        for one in written_fields(dialog).values()
        if isinstance(one, QLineEdit | QPlainTextEdit)
        and not one.isReadOnly()
        and one.isVisible()
        and one.isEnabled()
    ]


def complains(dialog: QWidget) -> bool:
    """Say whether something in view says what is wrong."""
    roles = ("error", "failure")
    return any(
        one.isVisible() and one.text() and {one.property("tone"), one.property("role")} & set(roles)
        for one in dialog.findChildren(QLabel)
    )


@pytest.mark.parametrize("kind", DIALOGS)
def test_a_digit_chooses_in_every_row_of_figures_of_a_dialog(running, kind):
    dialog = made(kind, running.bridge, running.window)
    dialog.show()
    settle()
    assert wrong_digits(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("place", PLACES)
def test_a_digit_chooses_in_every_row_of_figures_of_a_page(running, place):
    go(running.window, place)
    assert wrong_digits(running.window) == []


def wrong_digits(root: QWidget) -> list[str]:
    """Press every figure that stands on a joined choice; return what it did not choose."""
    wrong = []
    for choice in root.findChildren(Segments):
        if not (choice.isVisible() and choice.isEnabled()):
            continue
        for button in list(choice.buttons.values()):
            if button.text().isdigit():
                QTest.keyClick(next(iter(choice.buttons.values())), Qt.Key(ord(button.text())))
                if not button.isChecked():
                    wrong.append(f"{choice.accessibleName()}: {button.text()}")
    return wrong


def test_a_row_of_figures_is_among_them(running):
    """The walk above would say nothing where no choice of figures stood anywhere."""
    found = 0
    for kind in DIALOGS:
        dialog = made(kind, running.bridge, running.window)
        dialog.show()
        settle()
        found += sum(
            button.text().isdigit() and button.isVisible()
            for choice in dialog.findChildren(Segments)
            for button in choice.buttons.values()
        )
        dialog.reject()
    assert found >= 5
