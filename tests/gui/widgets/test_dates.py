"""A day is typed or picked; what is wrong with it is said beside its field."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QCalendarWidget

from tracker.domain.errors import InvalidInput
from tracker.gui.form import Form
from tracker.gui.widgets import dates
from tracker.gui.widgets.dates import DayField, month_first

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def field(qtbot, bridge):
    field = DayField(bridge, "due_on", SUNDAY, earliest=date(2026, 1, 5), latest=date(2026, 12, 1))
    qtbot.addWidget(field)
    return field


def typed(qtbot, field: DayField, text: str) -> DayField:
    field.line.clear()
    qtbot.keyClicks(field.line, text)
    return field


def test_a_day_is_shown_typed_and_taken_out(qtbot, field):
    assert field.line.text() == "Sun 22 Nov 2026"
    assert field.day == field.required_day == SUNDAY
    assert typed(qtbot, field, " 2026-11-20 ").day == date(2026, 11, 20)
    assert typed(qtbot, field, "").day is None


def test_a_form_that_must_have_a_day_says_that_it_is_missing(qtbot, field):
    with pytest.raises(InvalidInput) as told:
        _ = typed(qtbot, field, " ").required_day
    assert told.value.field == "due_on"
    assert told.value.sentence == "The day is missing. Type it, as in 30 Nov or fri."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("soon", "“soon” is not a day. Try 30 Nov or fri."),
        ("2026-01-04", "Sun 4 Jan 2026 is too early. Choose Mon 5 Jan 2026 or a later day."),
        ("2026-12-02", "Wed 2 Dec 2026 is too late. Choose Tue 1 Dec 2026 or an earlier day."),
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
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 22)
    assert calendar.minimumDate() == QDate(2026, 1, 5)
    assert calendar.maximumDate() == QDate(2026, 12, 1)
    with qtbot.waitSignal(field.editing_finished):
        calendar.clicked.emit(QDate(2026, 11, 30))
    assert field.day == date(2026, 11, 30)
    assert calendar.isHidden()


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_button_as_large_as_the_text_opens_the_calendar(qtbot, theme, bridge, size, way):
    theme.resize_text(size)
    field = DayField(bridge, "due_on", SUNDAY)
    qtbot.addWidget(field)
    field.setLayoutDirection(way)
    field.show()
    pick, line = field.line.pick, field.line
    assert min(pick.width(), pick.height()) >= 24 * size // 100
    assert pick.iconSize().width() == 16 * size // 100
    assert line.rect().contains(pick.geometry())
    at_end = pick.x() > line.width() // 2
    assert at_end == (way is Qt.LayoutDirection.LeftToRight)
    assert not pick.geometry().contains(line.cursorRect().center())
    qtbot.mouseClick(pick, Qt.MouseButton.LeftButton)
    assert field.findChild(QCalendarWidget).isVisible()
    theme.resize_text(100)


def test_without_limits_any_day_of_our_time_will_do(qtbot, bridge):
    field = DayField(bridge, "due_on")
    qtbot.addWidget(field)
    assert field.day is None
    assert typed(qtbot, field, "1990-01-01").day == date(1990, 1, 1)


def test_what_is_understood_stands_beside_it_while_typing_and_in_it_after_enter(qtbot, bridge):
    field = DayField(bridge, "due_on")
    qtbot.addWidget(field)
    field.show()
    assert field.line.placeholderText() == "no date"
    typed(qtbot, field, "30 no")
    assert field.meaning.isHidden()
    qtbot.keyClicks(field.line, "v")
    assert field.meaning.text() == "Mon 30 Nov 2026"
    assert field.line.accessibleDescription() == "Mon 30 Nov 2026"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "Mon 30 Nov 2026"
    assert field.meaning.isHidden()


def test_what_is_no_day_is_said_after_enter_and_gone_at_the_next_change(qtbot, bridge):
    field = DayField(bridge, "due_on")
    qtbot.addWidget(field)
    field.show()
    typed(qtbot, field, "30 Foo")
    assert field.complaint.isHidden()
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.complaint.text() == "“30 Foo” is not a day. Try 30 Nov or fri."
    assert field.complaint.isVisible()
    assert field.line.text() == "30 Foo"
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.complaint.isHidden()


def test_where_the_month_comes_first_it_is_shown_and_read_so(qtbot, bridge, monkeypatch):
    monkeypatch.setattr(dates, "month_first", lambda: True)
    field = DayField(bridge, "due_on", SUNDAY)
    qtbot.addWidget(field)
    assert field.line.text() == "Sun Nov 22, 2026"
    assert typed(qtbot, field, "11/30").day == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("locale", "first"), [("en_US", True), ("en_GB", False), ("de_DE", False), ("sv_SE", False)]
)
def test_the_system_says_whether_the_month_comes_first(monkeypatch, locale, first):
    monkeypatch.setattr(dates.QLocale, "system", lambda: QLocale(locale))
    assert month_first() is first
