"""A day is typed or picked; what is wrong with it is said beside its field."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget

from tracker.domain.errors import InvalidInput
from tracker.gui.form import Form
from tracker.gui.widgets.dates import DayField

SUNDAY = date(2026, 11, 22)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def field(qtbot, theme):
    field = DayField(theme, "due_on", SUNDAY, earliest=date(2026, 1, 5), latest=date(2026, 12, 1))
    qtbot.addWidget(field)
    return field


def typed(qtbot, field: DayField, text: str) -> DayField:
    field.line.clear()
    qtbot.keyClicks(field.line, text)
    return field


def test_a_day_is_shown_typed_and_taken_out(qtbot, field):
    assert field.line.text() == "2026-11-22"
    assert field.day == field.required_day == SUNDAY
    assert typed(qtbot, field, " 2026-11-20 ").day == date(2026, 11, 20)
    assert typed(qtbot, field, "").day is None


def test_a_form_that_must_have_a_day_says_that_it_is_missing(qtbot, field):
    with pytest.raises(InvalidInput) as told:
        _ = typed(qtbot, field, " ").required_day
    assert told.value.field == "due_on"
    assert told.value.sentence == "The day is missing. Type it as 2026-11-22."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tomorrow", "“tomorrow” is not a date. Write it as 2026-11-22."),
        ("2026-01-04", "2026-01-04 is too early. Choose 2026-01-05 or a later day."),
        ("2026-12-02", "2026-12-02 is too late. Choose 2026-12-01 or an earlier day."),
    ],
)
def test_a_day_that_cannot_be_is_complained_of_beside_its_field(qtbot, field, text, sentence):
    form = Form()
    qtbot.addWidget(form)
    form.add("due_on", "&Due", field)
    typed(qtbot, field, text)
    with pytest.raises(InvalidInput) as told:
        _ = field.day
    form.show_error(told.value)
    assert form.error_text("due_on") == sentence
    assert field.line.accessibleName() == "Due"
    field.setParent(None)  # the form goes with this function, the fixture closes its field


def test_both_ends_may_be_chosen(qtbot, field):
    assert typed(qtbot, field, "2026-01-05").day == date(2026, 1, 5)
    assert typed(qtbot, field, "2026-12-01").day == date(2026, 12, 1)


def test_the_calendar_begins_at_the_day_and_offers_no_other_than_may_be(qtbot, field):
    field.show()
    qtbot.mouseClick(field.button, LEFT)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 22)
    assert calendar.minimumDate() == QDate(2026, 1, 5)
    assert calendar.maximumDate() == QDate(2026, 12, 1)
    with qtbot.waitSignal(field.editing_finished):
        calendar.clicked.emit(QDate(2026, 11, 30))
    assert field.day == date(2026, 11, 30)
    assert calendar.isHidden()


def test_without_limits_any_day_of_our_time_will_do(qtbot, theme):
    field = DayField(theme, "due_on")
    qtbot.addWidget(field)
    assert field.day is None
    assert typed(qtbot, field, "1990-01-01").day == date(1990, 1, 1)
