"""A whole number is kept as it was typed: none of its figures is swallowed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tracker.gui.customers.when import MomentDialog
from tracker.gui.notes.lists import NO_MATTER
from tracker.gui.settings.page import SettingsPage
from tracker.gui.widgets.count_field import CountField


@pytest.fixture
def weeks(qtbot):
    field = CountField(0, "every week", "every {} weeks")
    field.setSpecialValueText(NO_MATTER)
    qtbot.addWidget(field)
    field.show()
    return field


def typed(qtbot, field, text: str) -> str:
    """Type over what stands there, leave it, and return what stands there then."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    field.interpretText()
    return field.text()


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("4", 4, "every 4 weeks"),
        ("1", 1, "every week"),
        ("99", 99, "every 99 weeks"),
        ("0", 0, NO_MATTER),
        ("abc12", 12, "every 12 weeks"),
    ],
)
def test_what_is_typed_stands_with_its_words(qtbot, weeks, text, number, shown):
    assert typed(qtbot, weeks, text) == shown
    assert weeks.value() == number
    weeks.interpretText()
    assert weeks.value() == number, "reading it again changes nothing"


def test_steps_go_from_none_by_one_to_several(qtbot, weeks):
    told = []
    for _ in range(3):
        qtbot.keyClick(weeks, Qt.Key.Key_Up)
        told.append(weeks.text())
    assert told == ["every week", "every 2 weeks", "every 3 weeks"]


def test_too_many_places_are_refused_as_they_were_typed(qtbot, bridge, tracker):
    """Of 99 the second figure was swallowed, and 9 was kept or complained about."""
    page = SettingsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    assert typed(qtbot, page.caps.wow, "99") == "99"
    page.caps.wow.editingFinished.emit()
    assert page.caps.error_text("wow_cap") == "99 is no number of places. Choose 1 to 20."
    assert page.caps.wow.value() == 99


def test_a_lead_of_one_day_is_one_day(qtbot, bridge, finance):
    dialog = MomentDialog(bridge, None, finance)
    qtbot.addWidget(dialog)
    dialog.show()
    assert typed(qtbot, dialog.lead, "1") == "1 day before"
    assert typed(qtbot, dialog.lead, "800") == "800 days before"
