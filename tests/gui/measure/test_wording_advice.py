"""Advice beside a field, and the shelf of ready-made measures, in the dialogs that word things."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tracker.app import commands
from tracker.app.measures.ready_made import ready_made
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.measure import AREA_QUESTIONS, Area, Better
from tracker.domain.period import Cadence
from tracker.gui.customers.dialogs import CustomerDialog
from tracker.gui.customers.service_dialog import ServiceDialog
from tracker.gui.measure.dialog import MeasureDialog
from tracker.gui.measure.ready_made import ReadyMadeList


@pytest.fixture
def opened(qtbot):
    def show(dialog):
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.wait(1)
        return dialog

    return show


def said(qtbot, advice):
    """Wait for a pause, and return what is advised."""
    qtbot.waitUntil(lambda: not advice._later.isActive())
    return advice.said.text() if advice.isVisible() else ""


def test_everyone_is_asked_to_be_narrowed_and_may_stay(qtbot, bridge, tracker, opened):
    dialog = opened(CustomerDialog(bridge, None, None))
    qtbot.keyClicks(dialog.name, "Everyone")
    assert "no one in particular" in said(qtbot, dialog.advice)
    dialog.tier.choose(Tier.SERVE)
    dialog.submit()
    assert [one.name for one in tracker.customers.all()] == ["Everyone"], "advice never blocks"


def test_kept_as_it_is_it_stays_quiet(qtbot, bridge, tracker, opened):
    dialog = opened(CustomerDialog(bridge, None, None))
    qtbot.keyClicks(dialog.name, "all customers")
    assert said(qtbot, dialog.advice)
    height = dialog.height()
    qtbot.mouseClick(dialog.advice.keep, Qt.MouseButton.LeftButton)
    assert not dialog.advice.isVisible()
    assert dialog.height() < height
    assert dialog.focusWidget() is dialog.name
    dialog.reject()
    again = opened(CustomerDialog(bridge, None, None))
    again.name.clear()
    qtbot.keyClicks(again.name, "All  Customers")
    assert said(qtbot, again.advice) == ""
    tracker.undo()
    again.name.setText("all customers")
    assert said(qtbot, again.advice)


def test_advice_goes_when_the_name_is_narrowed(qtbot, bridge, opened):
    dialog = opened(CustomerDialog(bridge, None, None))
    qtbot.keyClicks(dialog.name, "All")
    assert said(qtbot, dialog.advice)
    assert dialog.name.accessibleDescription() == dialog.advice.said.text()
    qtbot.keyClicks(dialog.name, "-hands team")
    assert said(qtbot, dialog.advice) == ""
    assert dialog.name.accessibleDescription() == ""


def test_advice_is_reached_by_tab(qtbot, bridge, opened):
    dialog = opened(CustomerDialog(bridge, None, None))
    qtbot.keyClicks(dialog.name, "the company")
    assert said(qtbot, dialog.advice)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.advice.keep
    qtbot.keyClick(dialog.advice.keep, Qt.Key.Key_Space)
    assert said(qtbot, dialog.advice) == ""


def test_what_is_kept_stays_quiet_for_this_field_of_this_customer_only(
    qtbot, bridge, tracker, finance, opened
):
    platform = commands.add_customer(tracker, "Platform team", Tier.SERVE)
    dialog = opened(MeasureDialog(bridge, None, finance))
    qtbot.keyClicks(dialog.name, "Meetings held")
    assert said(qtbot, dialog.advice.name)
    qtbot.mouseClick(dialog.advice.name.keep, Qt.MouseButton.LeftButton)
    assert said(qtbot, dialog.advice.name) == ""
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, "Reports written")
    assert said(qtbot, dialog.advice.name), "another text"
    other = opened(MeasureDialog(bridge, None, platform))
    qtbot.keyClicks(other.name, "Meetings held")
    assert said(qtbot, other.advice.name), "another customer"
    impact = opened(ServiceDialog(bridge, None, finance, None))
    qtbot.keyClicks(impact.name, "Meetings held")
    assert said(qtbot, impact.advice["name"]), "another field"


def test_the_advice_of_a_promise_comes_before_the_next_field(qtbot, bridge, finance, opened):
    dialog = opened(MeasureDialog(bridge, None, finance))
    dialog.scale.choose(Scale.PERCENT)
    dialog.name.setText("Answers in time")
    qtbot.keyClicks(dialog.promise.value, "100")
    assert said(qtbot, dialog.advice.promise)
    walked = []
    dialog.promise.value.setFocus()
    for _ in range(4):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        walked.append(dialog.focusWidget())
        if walked[-1] is dialog.advice.promise.keep:
            break
    assert walked[-1] is dialog.advice.promise.keep
    assert all(dialog.promise.isAncestorOf(one) for one in walked[:-1])


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("name", "Everything they need", "miss first"),
        ("name", "Reports written", "put in"),
        ("done_when", "When it is delivered", "from then on"),
        ("definition", "Done", "from then on"),
        ("why", "You give me reports written", "put in"),
    ],
)
def test_a_service_is_looked_at(qtbot, bridge, finance, opened, field, text, told):
    dialog = opened(ServiceDialog(bridge, None, finance, None))
    widget = dialog.name if field == "name" else dialog.texts[field]
    qtbot.keyClicks(widget, text)
    assert told in said(qtbot, dialog.advice[field])


def test_a_measure_of_effort_is_asked_what_it_changes(qtbot, bridge, finance, opened):
    dialog = opened(MeasureDialog(bridge, None, finance))
    qtbot.keyClicks(dialog.name, "Meetings held")
    assert "put in" in said(qtbot, dialog.advice.name)


def test_a_hundred_percent_asks_what_excellent_would_be(qtbot, bridge, finance, opened):
    dialog = opened(MeasureDialog(bridge, None, finance))
    qtbot.keyClicks(dialog.name, "Answers in time")
    dialog.scale.choose(Scale.PERCENT)
    qtbot.keyClicks(dialog.promise.value, "100")
    assert "what would excellent be?" in said(qtbot, dialog.advice.promise)
    dialog.promise.value.clear()
    qtbot.keyClicks(dialog.promise.value, "95")
    assert said(qtbot, dialog.advice.promise) == ""


def test_a_promise_that_nothing_can_break_asks_what_would_be_too_little(
    qtbot, bridge, finance, opened
):
    dialog = opened(MeasureDialog(bridge, None, finance))
    qtbot.keyClicks(dialog.name, "Answers they liked")
    dialog.promise.rating.choose(1)
    dialog.promise.edited.emit()
    assert "What would be too little" in said(qtbot, dialog.advice.promise)
    dialog.promise.rating.choose(3)
    dialog.promise.edited.emit()
    assert said(qtbot, dialog.advice.promise) == ""


def test_nought_errors_asks_too_and_what_is_kept_is_kept_for_that_measure(
    qtbot, bridge, finance, opened
):
    dialog = opened(MeasureDialog(bridge, None, finance))
    qtbot.keyClicks(dialog.name, "Errors they found")
    dialog.scale.choose(Scale.COUNT)
    dialog.better.choose(Better.LOWER)
    qtbot.keyClicks(dialog.promise.value, "0")
    assert said(qtbot, dialog.advice.promise)
    dialog.advice.promise.keep.click()
    assert said(qtbot, dialog.advice.promise) == ""
    dialog.name.setText("Complaints")
    assert said(qtbot, dialog.advice.promise)


def test_a_measure_begins_from_the_shelf_by_keys(qtbot, bridge, tracker, finance, opened):
    dialog = opened(MeasureDialog(bridge, None, finance))
    assert not dialog.shelf.list.isVisible()
    qtbot.keyClick(dialog.shelf.button, Qt.Key.Key_Space)
    field, view = dialog.shelf.list.filter, dialog.shelf.list.view
    assert dialog.focusWidget() is field
    assert len(dialog.shelf.list.names) == len(ready_made())
    qtbot.keyClicks(field, "days")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert view.currentIndex().row() == 1
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not dialog.shelf.list.isVisible()
    assert dialog.isVisible(), "Enter in the list does not send the dialog"
    assert dialog.name.text() == "Time to an answer"
    assert dialog.question.value is Area.EFFICIENCY
    assert dialog.focusWidget() is dialog.promise.value
    dialog.promise.value.selectAll()
    qtbot.keyClicks(dialog.promise.value, "1")
    dialog.submit()
    (measure,) = tracker.measures.all()
    assert (measure.now.promise, measure.now.better, measure.now.unit) == (1, Better.LOWER, "days")
    assert measure.now.impact == "I can go on the same day."
    assert measure.cadence is Cadence.WEEKLY


def test_the_shelf_stands_under_the_questions_of_the_areas(theme, qtbot):
    shelf = ReadyMadeList(theme)
    qtbot.addWidget(shelf)
    view = shelf.view
    heading = view.shelf.index(0, 0)
    area = view.shelf.row(heading)
    assert isinstance(area, Area)
    assert heading.data() == AREA_QUESTIONS[area]
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    assert view.current is None


@pytest.mark.parametrize("one", ready_made(), ids=lambda one: one.name)
def test_every_measure_of_the_shelf_fits_the_dialog(qtbot, bridge, tracker, finance, opened, one):
    dialog = opened(MeasureDialog(bridge, None, finance))
    dialog.shelf.selected.emit(one)
    dialog.submit()
    (measure,) = tracker.measures.all()
    now = measure.now
    assert (measure.name, measure.area, measure.cadence) == (one.name, one.area, one.cadence)
    assert (now.promise, now.better, now.definition) == (one.promise, one.better, one.definition)
    assert now.words.splitlines() == list(one.words)
    assert now.unit == one.said.unit or one.scale is Scale.PERCENT


def test_an_edited_measure_is_offered_no_shelf(bridge, tracker, answers, opened):
    measure = tracker.measures.get(answers)
    dialog = opened(MeasureDialog(bridge, None, measure.customer_id, measure))
    assert not hasattr(dialog, "shelf")


def test_what_the_shelf_has_not_is_said(qtbot, bridge, finance, opened):
    dialog = opened(MeasureDialog(bridge, None, finance))
    dialog.shelf.button.click()
    shelf = dialog.shelf.list
    qtbot.keyClicks(shelf.filter, "xylophone")
    assert shelf.names == []
    assert "Write one of your own" in shelf.filter.accessibleDescription()
    qtbot.keyClick(shelf.filter, Qt.Key.Key_Down)
    assert shelf.view.currentIndex().row() == -1
    shelf.filter.clear()
    assert len(shelf.names) == len(ready_made())
    assert shelf.filter.accessibleDescription() == ""


def test_the_shelf_is_painted_in_both_themes_and_from_the_right(qtbot, bridge, finance, opened):
    dialog = opened(MeasureDialog(bridge, None, finance))
    dialog.shelf.button.click()
    view = dialog.shelf.list.view
    light = view.grab().toImage()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.grab().toImage() != light
    bridge.theme.choose("dark")
    dark = view.grab().toImage()
    bridge.theme.choose("light")
    assert light.pixelColor(3, 3).lightness() > 200 > dark.pixelColor(3, 3).lightness()
