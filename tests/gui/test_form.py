"""A dialog made of a form: what is wrong stands beside its field, and the foot has its buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tracker.domain.errors import InvalidInput
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
