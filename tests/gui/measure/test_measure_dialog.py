"""The measure dialog: a promise in a few fields, changes from a day on, complaints in place."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QWidget

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import AREA_QUESTIONS, Area, Better, Horizon, Source
from tracker.domain.period import Cadence
from tracker.gui.customers.dialogs import CustomerDialog
from tracker.gui.customers.service_dialog import ServiceDialog
from tracker.gui.measure.dialog import DATE, NEXT, MeasureDialog


@pytest.fixture
def new(qtbot, bridge, finance):
    """Return the dialog for a new measure of Finance leads."""
    dialog = MeasureDialog(bridge, None, finance)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.wait(1)
    return dialog


@pytest.fixture
def edit(qtbot, bridge, tracker):
    def opened(measure_id):
        measure = tracker.measures.get(measure_id)
        dialog = MeasureDialog(bridge, None, measure.customer_id, measure)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.wait(1)
        return dialog

    return opened


def only(tracker):
    (measure,) = tracker.measures.all()
    return measure


def test_areas_are_asked_by_their_questions(new):
    for area, question in AREA_QUESTIONS.items():
        assert new.question.buttons[area].text() == question
    assert new.question.value is None


def test_more_is_closed_at_first(new, qtbot):
    assert not new.more.isVisible()
    qtbot.mouseClick(new.open_more, Qt.MouseButton.LeftButton)
    assert new.more.isVisible()


def test_a_name_in_their_words_is_typed_under_more_and_comes_back(new, edit, qtbot, tracker):
    new.name.setText("Hours I saved them")
    new.question.choose(Area.ROI)
    qtbot.mouseClick(new.promise.rating.buttons[4.0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(new.open_more, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(new.more.their_name, "Hours you saved us")
    qtbot.mouseClick(new.primary, Qt.MouseButton.LeftButton)
    assert only(tracker).for_them.name == "Hours you saved us"
    dialog = edit(only(tracker).id)
    assert dialog.more.their_name.text() == "Hours you saved us"
    dialog.more.their_name.clear()
    qtbot.keyClicks(dialog.more.their_name, "x" * 201)
    assert not dialog.since.isVisible()  # a name counts for the past, too
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.more.their_name.isVisible()
    assert "201 characters" in dialog.more.error_text("their_name")
    assert only(tracker).their_name == "Hours you saved us"


def test_tab_leads_through_the_fields_to_the_buttons(new, qtbot):
    order: list[QWidget] = []
    for _ in range(12):
        order.append(new.focusWidget())
        qtbot.keyClick(new.focusWidget(), Qt.Key.Key_Tab)
    groups = [new.name, new.question, new.scale, new.better, new.promise, new.open_more]
    seen = [
        next((g for g in groups if w is g or g.isAncestorOf(w)), w) for w in dict.fromkeys(order)
    ]
    assert list(dict.fromkeys(seen))[:6] == groups
    assert new.cancel in seen
    assert new.primary in seen


def test_a_duration_is_lower_is_better_in_days_and_takes_a_decimal_comma(new, qtbot, tracker):
    new.name.setText("Answers")
    new.question.choose(Area.EFFICIENCY)
    new.scale.choose(Scale.DURATION)
    assert new.better.value is Better.LOWER
    assert new.promise.sign.text() == "≤"
    assert new.promise.unit.currentText() == "days"
    qtbot.keyClicks(new.promise.value, "1,5")
    qtbot.keyClick(new.promise.value, Qt.Key.Key_Return)
    measure = only(tracker)
    assert (measure.scale, measure.now.better, measure.now.promise, measure.now.unit) == (
        Scale.DURATION,
        Better.LOWER,
        1.5,
        "days",
    )
    assert measure.area is Area.EFFICIENCY
    assert not measure.draft


def test_an_own_direction_stays_when_the_scale_changes(new):
    new.better.choose(Better.LOWER)
    new.scale.choose(Scale.COUNT)
    assert new.better.value is Better.LOWER


@pytest.mark.parametrize(
    ("scale", "asked"),
    [
        (Scale.RATING, "rating"),
        (Scale.NUMBER, "value"),
        (Scale.PERCENT, "value"),
        (Scale.COUNT, "value"),
        (Scale.DURATION, "value"),
        (Scale.YESNO, "answer"),
    ],
)
def test_each_scale_asks_its_own_way(new, scale, asked):
    new.scale.choose(scale)
    visible = [
        n for n in ("rating", "value", "answer", "low") if getattr(new.promise, n).isVisible()
    ]
    assert visible == [asked]
    assert new.promise.percent.isVisible() is (scale is Scale.PERCENT)
    assert new.promise.unit.isVisible() is (scale in {Scale.NUMBER, Scale.COUNT, Scale.DURATION})


def test_yes_and_no_say_which_way_is_better(new, tracker):
    new.name.setText("No overtime")
    new.question.choose(Area.INFRASTRUCTURE)
    new.scale.choose(Scale.YESNO)
    assert not new.better.isVisible()
    new.promise.answer.choose(0.0)
    new.submit()
    version = only(tracker).now
    assert (version.better, version.promise) == (Better.LOWER, 0)


def test_a_band_has_two_ends(new, tracker):
    new.name.setText("Meetings")
    new.question.choose(Area.ROI)
    new.scale.choose(Scale.COUNT)
    new.better.choose(Better.BAND)
    new.promise.low.setText("4")
    new.promise.high.setText("2")
    new.submit()
    assert "upside down" in new._form.error_text("promise")
    new.promise.low.setText("2")
    new.promise.high.setText("4")
    new.submit()
    version = only(tracker).now
    assert (version.low, version.high, version.promise) == (2, 4, None)


def test_complaints_stand_beside_their_fields(new, tracker):
    new.submit()
    assert "name is empty" in new._form.error_text("name")
    new.name.setText("Answers")
    new.submit()
    assert new._form.error_text("name") == ""
    assert "No area is chosen" in new._form.error_text("area")
    new.question.choose(Area.ROI)
    new.submit()
    assert "needs a promise" in new._form.error_text("promise")
    new.scale.choose(Scale.PERCENT)
    new.promise.value.setText("104")
    new.submit()
    assert "between 0 and 100" in new._form.error_text("promise")
    new.promise.value.setText("many")
    new.submit()
    assert "not a number" in new._form.error_text("promise")
    assert new.isVisible()
    assert not tracker.measures.all()


def test_a_complaint_about_a_hidden_field_opens_more(new):
    new.name.setText("Answers")
    new.question.choose(Area.ROI)
    new.promise.rating.choose(4.0)
    new.more.excellent.setText("3")
    new.submit()
    assert new.more.isVisible()
    assert "is better than" in new.more.error_text("excellent")


def test_a_draft_can_wait_for_everything_but_its_name(new, qtbot, tracker):
    new.name.setText("Something about speed")
    qtbot.mouseClick(new.draft, Qt.MouseButton.LeftButton)
    measure = only(tracker)
    assert measure.draft
    assert measure.area is None
    assert not new.isVisible()


def test_a_draft_is_promised_later(edit, qtbot, tracker, finance, today):
    said = MeasureInput(name="Speed", draft=True)
    key = commands.add_measure(tracker, finance, said, today)
    dialog = edit(key)
    assert dialog.primary.text() == "Promise it"
    dialog.question.choose(Area.EFFICIENCY)
    dialog.promise.rating.choose(4.0)
    dialog.submit()
    assert not only(tracker).draft


def test_everything_under_more_is_kept_and_shown_again(new, edit, tracker, finance):
    service = commands.add_service(tracker, finance, "Early word")
    dialog = new
    dialog.more.service.addItem("Early word", service)
    dialog.name.setText("Warned in time")
    dialog.question.choose(Area.INNOVATION)
    dialog.promise.rating.choose(4.0)
    more = dialog.more
    more.cadence.setCurrentIndex(more.cadence.findData(Cadence.FORTNIGHTLY))
    more.source.setCurrentIndex(more.source.findData(Source.CUSTOMER))
    more.horizon.setCurrentIndex(more.horizon.findData(Horizon.NEXT))
    more.service.setCurrentIndex(1)
    more.shared.setChecked(True)
    more.definition.setPlainText("Every change that touches them")
    more.impact.setPlainText("I prepare my own customers")
    more.excellent.setText("5")
    more.floor.setText("2")
    more.words[0].setText("Caught out")
    dialog.submit()
    measure = only(tracker)
    assert (measure.cadence, measure.source, measure.horizon) == (
        Cadence.FORTNIGHTLY,
        Source.CUSTOMER,
        Horizon.NEXT,
    )
    assert (measure.service_id, measure.shared) == (service, True)
    assert measure.now.rating_words[0] == "Caught out"
    assert measure.now.rating_words[4] == "Wowed"
    assert (measure.now.floor, measure.now.excellent) == (2, 5)
    again = edit(measure.id)
    assert again.said() == MeasureInput.of(measure)
    assert again.since.isHidden()


def test_a_measure_of_any_scale_is_shown_as_it_is_kept(edit, tracker, finance, today):
    base = MeasureInput(name="x", area=Area.ROI, step=1)
    said = [
        replace(base, name="a", scale=Scale.NUMBER, promise=-2.5, unit="points", step=0.5),
        replace(base, name="b", scale=Scale.YESNO, promise=1),
        replace(base, name="c", scale=Scale.RATING, promise=3.5),
        replace(base, name="d", scale=Scale.COUNT, better=Better.BAND, low=2, high=4),
        replace(base, name="e", scale=Scale.PERCENT, promise=99.5, floor=90, step=0.5),
        replace(base, name="f", draft=True, area=None),
    ]
    for one in said:
        key = commands.add_measure(tracker, finance, one, today)
        kept = MeasureInput.of(tracker.measures.get(key))
        assert replace(edit(key).said(), draft=one.draft) == kept


def test_a_new_promise_counts_from_this_week_unless_said_otherwise(edit, qtbot, tracker, finance):
    said = MeasureInput(
        name="Answers",
        area=Area.ROI,
        scale=Scale.DURATION,
        better=Better.LOWER,
        promise=2,
        unit="days",
    )
    answers = commands.add_measure(tracker, finance, said, date(2026, 8, 5))
    dialog = edit(answers)
    assert dialog.since.isHidden()
    dialog.promise.value.clear()
    qtbot.keyClicks(dialog.promise.value, "3")
    assert dialog.since.isVisible()
    assert "Weeks before keep the old promise." in [
        w.text() for w in dialog.since.findChildren(QLabel)
    ]
    assert "From 3 Aug 2026: ≤ 2 days" in dialog.history.text()
    dialog.since.reason.setText("They asked for it")
    dialog.submit()
    old, new = tracker.measures.get(answers).versions
    assert (old.valid_from, old.promise) == (date(2026, 8, 3), 2)
    assert (new.valid_from, new.promise, new.reason) == (date(2026, 11, 16), 3, "They asked for it")


def test_a_new_promise_can_wait_for_next_week_or_a_date(edit, tracker, answers):
    dialog = edit(answers)
    dialog.promise.value.setText("3")
    dialog.promise.value.textEdited.emit("3")
    dialog.since.choice.choose(NEXT)
    dialog.submit()
    assert tracker.measures.get(answers).now.valid_from == date(2026, 11, 23)
    dialog = edit(answers)
    dialog.promise.value.setText("4")
    dialog.since.choice.choose(DATE)
    assert dialog.since.day.isVisibleTo(dialog.since)
    dialog.since.day.show_day(date(2027, 1, 4))
    dialog.submit()
    versions = tracker.measures.get(answers).versions
    assert [one.valid_from for one in versions] == [
        date(2026, 11, 16),
        date(2026, 11, 23),
        date(2027, 1, 4),
    ]
    assert edit(answers).history.text().startswith("From 4 Jan 2027: ≤ 4 days")


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "missing"), ("soon", "soon"), ("2020-01-06", "too early")],
)
def test_a_day_from_which_nothing_can_count_is_told_beside_it(edit, tracker, answers, typed, told):
    dialog = edit(answers)
    dialog.promise.value.setText("3")
    dialog.promise.value.textEdited.emit("3")
    dialog.since.choice.choose(DATE)
    dialog.since.day.line.setText(typed)
    dialog.submit()
    assert dialog.isVisible()
    assert told in dialog.since.complaint.text()
    assert dialog.since.complaint.isVisible()
    assert len(tracker.measures.get(answers).versions) == 1
    dialog.since.choice.choose(NEXT)
    assert not dialog.since.complaint.isVisible()
    dialog.submit()
    assert len(tracker.measures.get(answers).versions) == 2


def test_a_new_name_alone_asks_no_date(edit, tracker, answers):
    dialog = edit(answers)
    dialog.name.setText("Answers")
    assert dialog.since.isHidden()
    dialog.submit()
    measure = tracker.measures.get(answers)
    assert measure.name == "Answers"
    assert len(measure.versions) == 1


def test_taking_a_change_back_takes_the_question_back(edit, qtbot, answers):
    dialog = edit(answers)
    dialog.better.choose(Better.HIGHER)
    assert dialog.since.isVisible()
    dialog.better.choose(Better.LOWER)
    assert dialog.since.isHidden()


def test_scale_and_rhythm_are_locked_once_something_is_logged(edit, tracker, answers, week):
    assert edit(answers).scale.isEnabled()
    commands.record(tracker, answers, week.start, 2)
    dialog = edit(answers)
    assert not dialog.scale.isEnabled()
    assert not dialog.more.cadence.isEnabled()
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert shown.count("Values are logged, so the scale and how often stay as they are.") == 2


def test_an_edit_is_one_step(edit, tracker, answers):
    dialog = edit(answers)
    dialog.name.setText("Answers")
    dialog.promise.value.setText("3")
    dialog.submit()
    assert tracker.undo() == "edit Month-end close answers"
    measure = tracker.measures.get(answers)
    assert (measure.name, measure.now.promise) == ("Month-end close answers", 2)


def test_a_customer_needs_a_name_and_a_tier(qtbot, bridge, tracker, finance):
    dialog = CustomerDialog(bridge, None, None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    form = dialog.forms[0]
    dialog.submit()
    assert "name is empty" in form.error_text("name")
    dialog.name.setText("finance  LEADS")
    dialog.submit()
    assert "Nothing is chosen" in form.error_text("tier")
    dialog.tier.buttons[next(iter(dialog.tier.buttons))].setChecked(True)
    dialog.submit()
    assert "already" in form.error_text("name")
    assert len(tracker.customers.all()) == 1


def test_a_service_needs_a_name(qtbot, bridge, tracker, finance):
    dialog = ServiceDialog(bridge, None, finance, None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.submit()
    assert "name is empty" in dialog.forms[0].error_text("name")


@pytest.mark.parametrize("make", ["customer", "measure", "service"])
def test_everything_in_the_dialogs_has_a_name(qtbot, bridge, tracker, finance, answers, make):
    dialog = {
        "customer": lambda: CustomerDialog(bridge, None, tracker.customers.get(finance)),
        "measure": lambda: MeasureDialog(bridge, None, finance, tracker.measures.get(answers)),
        "service": lambda: ServiceDialog(bridge, None, finance, None),
    }[make]()
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.open()
    if isinstance(dialog, MeasureDialog):
        dialog.open_more.setChecked(True)
        dialog.since.show()
    for widget in dialog.findChildren(QWidget):
        inner = isinstance(widget.parent(), QLineEdit | QComboBox)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner:
            face = QAccessible.queryAccessibleInterface(widget)
            assert face.text(QAccessible.Text.Name), widget


@pytest.mark.parametrize("kind", ["new", "old"])
def test_the_dialog_fits_a_small_screen(qtbot, bridge, tracker, finance, answers, kind):
    measure = tracker.measures.get(answers) if kind == "old" else None
    dialog = MeasureDialog(bridge, None, finance, measure)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.wait(1)
    assert dialog.height() <= dialog.screen().availableGeometry().height() - 60
    assert dialog.body.width() <= dialog.area.viewport().width()
    dialog.resize(dialog.width(), 480)
    qtbot.wait(1)
    assert dialog.primary.geometry().bottom() <= dialog.rect().bottom()


@pytest.mark.parametrize("make", ["customer", "measure", "service"])
def test_a_dialog_stays_when_python_looks_for_garbage(qtbot, bridge, finance, make):
    """PySide can be led to take a shown dialog for garbage: nobody but its parent holds it."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    kind = {"customer": CustomerDialog, "measure": MeasureDialog, "service": ServiceDialog}[make]
    more = {"customer": (None,), "measure": (finance,), "service": (finance, None)}[make]
    kind(bridge, page, *more).open()
    qtbot.wait(1)
    gc.collect()
    (dialog,) = page.findChildren(QDialog)
    assert dialog.isVisible()
    dialog.close()


@pytest.fixture
def quiet(tracker) -> int:
    return commands.add_customer(tracker, "Reception", Tier.MAINTAIN)


def test_who_is_not_to_be_annoyed_is_asked_for_the_floor_first_and_promised_nothing(
    qtbot, bridge, tracker, quiet, edit, today
):
    dialog = MeasureDialog(bridge, None, quiet)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.title.text() == "What would annoy Reception?"
    assert next(iter(dialog.forms[0]._fields)) == "promise"
    dialog.open_more.setChecked(True)
    assert not dialog.more.excellent.isVisible()
    assert not dialog.more.floor.isVisible()
    dialog.name.setText("Parcels that wait")
    dialog.question.choose(Area.EFFICIENCY)
    dialog.scale.choose(Scale.COUNT)
    dialog.better.choose(Better.LOWER)
    dialog.more.cadence.setCurrentIndex(dialog.more.cadence.findData(Cadence.MONTHLY))
    dialog.submit()
    assert "does not say what would annoy them" in dialog.forms[0].error_text("promise")
    dialog.promise.value.setText("2")
    dialog.submit()
    kept = only(tracker)
    assert (kept.now.floor, kept.now.promise, kept.now.excellent) == (2, None, None)
    assert (kept.draft, kept.cadence) == (False, Cadence.MONTHLY)
    again = edit(kept.id)
    assert again.promise.value.text() == "2"
    again.promise.value.setText("3")
    again.submit()
    assert (only(tracker).now.floor, only(tracker).now.promise) == (3, None)


def test_a_floor_alone_is_enough_only_for_who_is_not_to_be_annoyed(tracker, finance, quiet, today):
    said = MeasureInput(
        name="Parcels", area=Area.EFFICIENCY, scale=Scale.COUNT, better=Better.LOWER, floor=2
    )
    commands.add_measure(tracker, quiet, said, today)
    with pytest.raises(InvalidInput, match="needs a promise"):
        commands.add_measure(tracker, finance, said, today)
