"""A dialog made of a form: what is wrong stands beside its field, and the foot has its buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tracker.domain.errors import FileTrouble, InvalidInput
from tracker.gui.form import FormDialog


class NameDialog(FormDialog):
    """Asks for a name of one word."""

    def __init__(self, bridge, parent=None):
        super().__init__(bridge, parent, "Name", 360)
        self.name = QLineEdit()
        self.form = self.add_form()
        self.form.add("name", "&Name", self.name)
        self.kept: list[str] = []

    def save(self) -> None:
        if " " in self.name.text():
            raise InvalidInput("name", "A <b>name</b> is one word", "Leave the rest out.")
        self.kept.append(self.name.text())

    def remove(self) -> None:
        self.kept.append("removed")


@pytest.fixture
def dialog(qtbot, bridge):
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = NameDialog(bridge, owner)
    yield dialog
    owner.close()


def test_another_button_stands_before_cancel_and_enter_leaves_it_alone(dialog):
    first = dialog.add_button("Delete", dialog.remove, picture="trash-2", tip="It comes back")
    second = dialog.add_button("Copy", dialog.remove)
    dialog.show()
    assert [dialog.buttons.itemAt(at).widget() for at in (0, 1)] == [first, second]
    assert dialog.buttons.itemAt(2).spacerItem()
    assert not first.autoDefault()
    assert first.isVisible()
    assert first.toolTip() == "It comes back"
    assert not first.icon().isNull()
    first.click()
    assert dialog.kept == ["removed"]


def test_another_button_may_be_hidden(dialog):
    button = dialog.add_button("Delete", dialog.remove, visible=False)
    dialog.show()
    assert button.isHidden()


def test_what_is_wrong_stands_beside_its_field_as_text(qtbot, dialog):
    dialog.show()
    dialog.name.setText("two words")
    dialog.submit()
    assert dialog.form.error_text("name") == "A <b>name</b> is one word. Leave the rest out."
    assert dialog.name.accessibleDescription() == dialog.form.error_text("name")
    assert dialog.kept == []
    dialog.name.setText("one")
    with qtbot.waitSignal(dialog.accepted):
        dialog.submit()
    assert dialog.kept == ["one"]


def test_a_note_under_a_field_takes_what_a_person_wrote_for_text(dialog):

    dialog.form.note("name", "Of <b>Finance</b>")
    (note,) = [one for one in dialog.findChildren(QLabel) if "Finance" in one.text()]
    assert note.textFormat() == Qt.TextFormat.PlainText


def test_a_complaint_ends_with_the_next_change_of_its_field(qtbot, dialog):
    dialog.name.setText("two words")
    dialog.show()
    dialog.submit()
    assert "one word" in dialog.form.error_text("name")
    qtbot.keyClicks(dialog.name, "x")
    assert dialog.form.error_text("name") == ""
    assert dialog.name.accessibleDescription() == ""


class FullDisk(NameDialog):
    """Asks for a name that nobody can write."""

    def save(self) -> None:
        raise FileTrouble("The disk is full", "Make room, and save again.")


def test_a_dialog_shows_its_own_failure_and_keeps_what_was_typed(bridge, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = FullDisk(bridge, owner)
    dialog.show()
    dialog.name.setText("Legal")
    dialog.submit()
    assert dialog.isVisible()
    assert dialog.failure.isVisible()
    assert dialog.failure.text() == "The disk is full. Make room, and save again."
    assert dialog.name.text() == "Legal"
    dialog.reject()
    again = FullDisk(bridge, owner)
    again.show()
    assert again.name.text() == "Legal"
    again.reject()
    owner.close()
